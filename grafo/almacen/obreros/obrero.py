"""A worker: a process that answers one query at a time over a snapshot, and that may be killed at any moment.

It runs as a file of its own, so it starts in the time that Python and the engine need, and what a hostile query could
reach in its memory is the snapshot and nothing else.

    request   `PEDIDO` (its first field is the length of all that follows it), then the folder of the snapshot, the
              media type of a table, that of a graph, parameters and dataset as JSON (or nothing), and the query
    answer    `CABEZA` (an `Estado` and a length), then the body, or the words of what went wrong
"""

from __future__ import annotations

import io
import json
import os
import re
import resource
import signal
import socket
import struct
import sys
from collections import namedtuple
from collections.abc import Iterator
from contextlib import suppress
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

__all__ = ["CABEZA", "PEDIDO", "Corte", "Estado", "atender", "cortar"]

PEDIDO = struct.Struct("!I?IQHHHI")
"""Length of the rest, whether the union is asked, limits of rows and bytes, lengths of the parts but the last."""
CABEZA = struct.Struct("!BQ")
_TROZO = 1 << 17
_HOLGURA = 1.0
"""Seconds over its time after which a worker ends by itself: its parent, which stops it first, may be gone."""
_FICHA_DE_JSON = re.compile(rb'"(?:[^"\\]|\\.)*+"|[{}"]', re.DOTALL)
"""A string, a brace, or the quotation mark of a string that is cut."""
_FILA_DE_CSV = re.compile(rb'(?:[^"\r]|"(?:[^"]|"")*+"|\r(?!\n))*+\r\n')
_TABLAS = {"srj": (b"},{", b"]}}"), "srx": (b"</result>", b"</results></sparql>"), "csv": (b"\r\n", b""),
           "tsv": (b"\n", b"")}
"""For each form: what stands at least once between two rows, and what closes the table."""
_MARCAS = {"srj": (b'"bindings":[', b""), "srx": (b"<results>", b"</result>"), "tsv": (b"\n", b"\n")}
"""For each form: the end of its head, and of a row."""
_forma_de_tabla = lru_cache(maxsize=None)(ox.QueryResultsFormat.from_media_type)
_forma_de_grafo = lru_cache(maxsize=None)(ox.RdfFormat.from_media_type)


class Estado(IntEnum):
    """How a request ended."""

    bien = 0
    truncado = 1
    mal_escrita = 2
    parametro_ajeno = 3
    otro_formato = 4
    sin_memoria = 5
    fallo = 6


class Corte(Exception):
    """The body passed its limit."""


class _Cuerpo(io.BytesIO):
    """What the engine writes into; it stops the engine at a number of bytes."""

    def __init__(self, limite: int) -> None:
        super().__init__()
        self._limite = limite

    def write(self, trozo: Buffer) -> int:
        """Take a piece; raises `Corte` after the one that passes the limit."""
        escritos = super().write(trozo)
        if self.tell() > self._limite:
            raise Corte
        return escritos


_Pedido = namedtuple("_Pedido", "union filas octetos carpeta de_tabla de_grafo extras texto")


def atender(enlace: socket.socket, plazo: float, carpeta: str = "") -> None:
    """Answer requests until the other side closes; `carpeta` is the snapshot to have open from the start."""
    almacen, abierta = _abrir(carpeta), carpeta
    while (octetos := _recibir(enlace)) is not None:
        signal.setitimer(signal.ITIMER_REAL, plazo + _HOLGURA)
        pedido = _leer(octetos)
        if pedido.carpeta != abierta:
            almacen = None  # the old one closes first
            almacen, abierta = _abrir(pedido.carpeta), pedido.carpeta
        estado, cuerpo = _responder(almacen, pedido)
        signal.setitimer(signal.ITIMER_REAL, 0)
        enlace.sendall(CABEZA.pack(estado, len(cuerpo)) + cuerpo)
        del cuerpo


def _abrir(carpeta: str) -> ox.Store | None:
    try:
        return ox.Store.read_only(carpeta) if carpeta else None
    except (OSError, RuntimeError, ValueError):
        return None


def _recibir(enlace: socket.socket) -> bytes | None:
    """Return a whole request, None when the other side has closed; there is never more than one on its way."""
    trozo = enlace.recv(_TROZO)
    while trozo and (len(trozo) < PEDIDO.size or len(trozo) < 4 + int.from_bytes(trozo[:4], "big")):
        otro = enlace.recv(_TROZO)
        trozo = trozo + otro if otro else b""
    return trozo or None


def _leer(octetos: bytes) -> _Pedido:
    _, union, filas, limite, *largos = PEDIDO.unpack_from(octetos)
    bordes = [*accumulate(largos, initial=PEDIDO.size), len(octetos)]
    carpeta, tabla, grafo, extras, texto = (octetos[a:b] for a, b in pairwise(bordes))
    return _Pedido(union, filas, limite, os.fsdecode(carpeta), tabla.decode(), grafo.decode(), extras,
                   texto.decode("utf-8", "surrogatepass"))


def _responder(almacen: ox.Store | None, pedido: _Pedido) -> tuple[Estado, bytes]:
    if almacen is None:
        return Estado.fallo, b"no se pudo abrir la copia del almac\xc3\xa9n"
    try:
        return _serializar(_preguntar(almacen, pedido), pedido)
    except (SyntaxError, UnicodeEncodeError) as causa:
        return Estado.mal_escrita, str(causa).encode()
    except MemoryError:
        return Estado.sin_memoria, b""
    except (OSError, RuntimeError, ValueError) as causa:
        ajeno = "SELECT projection" in str(causa)
        return Estado.parametro_ajeno if ajeno else Estado.fallo, str(causa).encode()


def _preguntar(almacen: ox.Store, pedido: _Pedido) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    if not pedido.extras:
        return almacen.query(pedido.texto, use_default_graph_as_union=pedido.union)
    extras = json.loads(pedido.extras)
    valores: dict[ox.Variable, Any] = {ox.Variable(n): _termino(*t) for n, t in extras["valores"].items()}
    if (conjunto := extras["conjunto"]) is not None:
        return almacen.query(pedido.texto, substitutions=valores,
                             default_graph=[ox.NamedNode(g) for g in conjunto[0]],
                             named_graphs=[ox.NamedNode(g) for g in conjunto[1]])
    return almacen.query(pedido.texto, substitutions=valores, use_default_graph_as_union=pedido.union)


def _termino(clase: str, valor: str, idioma: str | None, tipo: str | None) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if clase != "literal":
        return ox.NamedNode(valor) if clase == "iri" else ox.BlankNode(valor)
    return ox.Literal(valor, datatype=ox.NamedNode(tipo) if tipo and not idioma else None, language=idioma)


def _serializar(solucion: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
                pedido: _Pedido) -> tuple[Estado, bytes]:
    """Write the answer until a limit; a graph stops at a triple, a table is cut after its last whole row."""
    if isinstance(solucion, ox.QueryTriples):
        if (forma := _forma_de_grafo(pedido.de_grafo)) is None:
            return Estado.otro_formato, b"grafo"
        return _grafo(solucion, forma, pedido)
    if (de_tabla := _forma_de_tabla(pedido.de_tabla)) is None:
        return Estado.otro_formato, b"tabla"
    cuerpo = _Cuerpo(pedido.octetos)
    entero = False
    with suppress(Corte):
        solucion.serialize(cuerpo, format=de_tabla)
        entero = True
    if isinstance(solucion, ox.QueryBoolean):
        return Estado.bien, cuerpo.getvalue()
    return cortar(cuerpo.getvalue(), de_tabla.file_extension, pedido.filas, pedido.octetos, entero)


def _grafo(solucion: ox.QueryTriples, forma: ox.RdfFormat, pedido: _Pedido) -> tuple[Estado, bytes]:
    cuerpo, estado = io.BytesIO(), Estado.bien

    def hasta_el_limite() -> Iterator[ox.Triple]:
        nonlocal estado
        for cuenta, tripleta in enumerate(solucion):
            if cuenta >= pedido.filas or cuerpo.tell() > pedido.octetos:
                estado = Estado.truncado
                return
            yield tripleta

    ox.serialize(hasta_el_limite(), cuerpo, forma)
    return estado, cuerpo.getvalue()


def cortar(cuerpo: bytes, clase: str, filas: int, octetos: int, entero: bool) -> tuple[Estado, bytes]:
    """Return a table ("srj", "srx", "csv", "tsv") with no more than so many rows and bytes, well formed.

    `entero` says whether the engine came to the end. Rows are only told apart when there may be too many.
    """
    separador, cola = _TABLAS[clase]
    if entero and cuerpo.count(separador) < filas:
        return Estado.bien, cuerpo
    hasta, cuantas = 0, -1
    for fin in _finales(cuerpo, clase):
        if cuantas == filas or fin + len(cola) > octetos:
            break
        hasta, cuantas = fin, cuantas + 1
    else:
        if entero:
            return Estado.bien, cuerpo
    if cuantas < 0:
        return Estado.fallo, b"los nombres de las columnas no caben en la respuesta"
    return Estado.truncado, cuerpo[:hasta] + cola


def _finales(cuerpo: bytes, clase: str) -> Iterator[int]:
    """Yield where the head of a table ends, and then where each whole row does."""
    if clase == "csv":
        fila = _FILA_DE_CSV.match(cuerpo)
        while fila is not None:  # each from where the last one ended: no search inside of a cell that is cut
            yield fila.end()
            fila = _FILA_DE_CSV.match(cuerpo, fila.end())
        return
    comienzo, final = _MARCAS[clase]
    donde = cuerpo.find(comienzo) + len(comienzo)
    if donde >= len(comienzo):
        yield donde
        yield from _finales_de_json(cuerpo, donde) if clase == "srj" else _finales_llanos(cuerpo, donde, final)


def _finales_llanos(cuerpo: bytes, donde: int, final: bytes) -> Iterator[int]:
    while (donde := cuerpo.find(final, donde) + len(final)) >= len(final):
        yield donde


def _finales_de_json(cuerpo: bytes, donde: int) -> Iterator[int]:
    hondura = 0
    for ficha in _FICHA_DE_JSON.finditer(cuerpo, donde):
        if ficha[0] == b"{":
            hondura += 1
        elif ficha[0] == b'"':
            return
        elif ficha[0] == b"}" and (hondura := hondura - 1) == 0:
            yield ficha.end()


if __name__ == "__main__":
    _, _enlace, _memoria, _plazo, _carpeta = sys.argv
    resource.setrlimit(resource.RLIMIT_AS, (int(_memoria),) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    atender(socket.socket(fileno=int(_enlace)), float(_plazo), _carpeta)
