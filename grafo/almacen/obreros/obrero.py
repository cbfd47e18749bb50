"""A worker: a process that answers one query at a time over a snapshot, and that may be killed at any moment.

It runs as a file of its own, not as a module of the package: so it starts in the time that Python and the engine
need, and what a hostile query could reach in its memory is the snapshot and nothing else.

    request   4 bytes of length, then JSON
    answer    1 byte (an `Estado`), 8 bytes of length, then the body, or the words of what went wrong
"""

from __future__ import annotations

import io
import json
import re
import resource
import signal
import socket
import struct
import sys
from collections.abc import Iterator
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

__all__ = ["CABEZA", "LARGO", "Corte", "Estado", "atender", "cortar"]

LARGO = struct.Struct("!I")
CABEZA = struct.Struct("!BQ")
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


def atender(enlace: socket.socket, plazo: float, carpeta: str = "") -> None:
    """Answer requests until the other side closes; `carpeta` is the snapshot to have open from the start."""
    almacen = _abrir(carpeta)
    while (medida := _recibir(enlace, LARGO.size)) is not None:
        pedido = json.loads(_recibir(enlace, LARGO.unpack(medida)[0]) or b"{}")
        signal.setitimer(signal.ITIMER_REAL, plazo + _HOLGURA)
        if pedido["carpeta"] != carpeta:
            almacen = None
            carpeta = pedido["carpeta"]
            almacen = _abrir(carpeta)
        estado, cuerpo = _responder(almacen, pedido)
        signal.setitimer(signal.ITIMER_REAL, 0)
        enlace.sendall(CABEZA.pack(estado, len(cuerpo)) + cuerpo)
        del cuerpo


def _abrir(carpeta: str) -> ox.Store | None:
    """Return the snapshot, None when it is not there."""
    try:
        return ox.Store.read_only(carpeta) if carpeta else None
    except (OSError, RuntimeError, ValueError):
        return None


def _recibir(enlace: socket.socket, cuantos: int) -> bytes | None:
    """Return that many bytes, None when the other side has closed."""
    trozo = enlace.recv(cuantos, socket.MSG_WAITALL)
    return trozo if len(trozo) == cuantos else None


def _responder(almacen: ox.Store | None, pedido: dict[str, Any]) -> tuple[Estado, bytes]:
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


def _preguntar(almacen: ox.Store, pedido: dict[str, Any]) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    valores: dict[ox.Variable, Any] = {ox.Variable(n): _termino(*t) for n, t in pedido["valores"].items()}
    if (conjunto := pedido["conjunto"]) is not None:
        return almacen.query(pedido["texto"], substitutions=valores,
                             default_graph=[ox.NamedNode(g) for g in conjunto[0]],
                             named_graphs=[ox.NamedNode(g) for g in conjunto[1]])
    return almacen.query(pedido["texto"], substitutions=valores, use_default_graph_as_union=pedido["union"])


def _termino(clase: str, valor: str, idioma: str | None, tipo: str | None) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if clase == "iri":
        return ox.NamedNode(valor)
    if clase == "nodo":
        return ox.BlankNode(valor)
    if idioma is not None:
        return ox.Literal(valor, language=idioma)
    return ox.Literal(valor, datatype=ox.NamedNode(tipo)) if tipo else ox.Literal(valor)


def _serializar(solucion: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
                pedido: dict[str, Any]) -> tuple[Estado, bytes]:
    """Write the answer until a limit; a graph stops at a triple, a table is cut after its last whole row."""
    if isinstance(solucion, ox.QueryTriples):
        if (forma := ox.RdfFormat.from_media_type(pedido["de_grafo"])) is None:
            return Estado.otro_formato, b"grafo"
        return _grafo(solucion, forma, pedido)
    if (de_tabla := ox.QueryResultsFormat.from_media_type(pedido["de_tabla"])) is None:
        return Estado.otro_formato, b"tabla"
    cuerpo = _Cuerpo(pedido["octetos"])
    try:
        solucion.serialize(cuerpo, format=de_tabla)
        entero = True
    except Corte:
        entero = False
    if isinstance(solucion, ox.QueryBoolean):
        return Estado.bien, cuerpo.getvalue()
    return cortar(cuerpo.getvalue(), de_tabla.file_extension, pedido["filas"], pedido["octetos"], entero)


def _grafo(solucion: ox.QueryTriples, forma: ox.RdfFormat, pedido: dict[str, Any]) -> tuple[Estado, bytes]:
    cuerpo, estado = io.BytesIO(), Estado.bien

    def hasta_el_limite() -> Iterator[ox.Triple]:
        nonlocal estado
        for cuenta, tripleta in enumerate(solucion):
            if cuenta >= pedido["filas"] or cuerpo.tell() > pedido["octetos"]:
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
    if donde < len(comienzo):
        return
    yield donde
    if clase == "srj":
        yield from _finales_de_json(cuerpo, donde)
        return
    while (donde := cuerpo.find(final, donde) + len(final)) >= len(final):
        yield donde


def _finales_de_json(cuerpo: bytes, donde: int) -> Iterator[int]:
    hondura = 0
    for ficha in _FICHA_DE_JSON.finditer(cuerpo, donde):
        if ficha[0] == b"{":
            hondura += 1
        elif ficha[0] == b"}":
            hondura -= 1
            if hondura == 0:
                yield ficha.end()
        elif ficha[0] == b'"':
            return


if __name__ == "__main__":
    _, _enlace, _memoria, _plazo, _carpeta = sys.argv
    resource.setrlimit(resource.RLIMIT_AS, (int(_memoria), int(_memoria)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    atender(socket.socket(fileno=int(_enlace)), float(_plazo), _carpeta)
