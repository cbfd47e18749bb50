"""The reviews behind the command line: they are kept in a store in a folder, and exchanged as files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from api.almacenes import almacen_nombrado
from api.apuntes import CONSOLA
from api.bitacoras import bitacora_de
from api.idioma_de_mensajes import ESPANOL, Habla
from api.informes import tabla_csv
from api.representacion import revisado_como_json
from api.taller import Abierto, abierto, elegir_programa
from grafo.publicacion import Publicador
from grafo.revisiones import (
    Cuaderno,
    Decision,
    Importacion,
    Revisado,
    Revision,
    a_json,
    a_turtle,
    de_json,
    de_turtle,
    leer_momento,
)
from ontologia.errores import ErrorDeEntrada

__all__ = ["decidir", "decir_importacion", "en_carpeta", "escribir", "importar", "leer_decision", "listar",
           "representar"]

_CAMPOS = ("id", "estado", "programa", "linea", "hallazgo", "tema", "articulo", "decision", "motivo", "quien", "rol",
           "cuando", "huella")


@contextmanager
def en_carpeta(almacen: str | None, aviso: Callable[[str], None]) -> Iterator[Abierto]:
    """Yield the store of a folder or server, and its trail.

    Raises `ErrorDeEntrada` when there is none: memory would lose the reviews.
    """
    if almacen_nombrado(almacen) is None:
        raise ErrorDeEntrada("No hay almacén en una carpeta ni en un servidor: en memoria las revisiones se perderían.",
                             "Constrúyalo con «alinea construir», o nombre uno con --almacen.")
    with abierto(None, almacen, aviso) as actual:
        yield replace(actual, bitacora=bitacora_de(almacen))


def leer_decision(linea: str | None, decision: str | None, motivo: str, quien: str, rol: str, cuando: str | None,
                  tema: str | None, articulo: str | None, hallazgo: str | None = None) -> Decision:
    """Return what was written on the command line, made now unless it says when. Raises `ErrorDeEntrada`."""
    dicho = {"decision": decision, "motivo": motivo.strip(), "quien": quien.strip(), "rol": rol.strip()}
    faltan = [] if linea or hallazgo else ["--linea o --hallazgo"]
    faltan += [f"--{nombre}" for nombre, valor in dicho.items() if not valor]
    if faltan or decision is None:
        raise ErrorDeEntrada(f"A la revisión le falta {', '.join(faltan)}.",
                             'Por ejemplo: alinea revisar --linea 2.2.5 --decision confirma --motivo "…" '
                             '--quien "Nombre" --rol auditora')
    if hallazgo and (linea or tema or articulo):
        raise ErrorDeEntrada("Un hallazgo no lleva línea, tema ni artículo.", "Diga solo --hallazgo.")
    return Decision(
        linea=linea or "", decision=decision, motivo=motivo, quien=quien, rol=rol,
        cuando=leer_momento(cuando) if cuando is not None else datetime.now(UTC), tema=tema, articulo=articulo,
        hallazgo=hallazgo or None)


def decir_importacion(importacion: Importacion, di: Habla = ESPANOL) -> str:
    """Return what an import did, with every review that two persons contradict each other in."""
    salida = [di("{0} revisiones nuevas, {1} que ya estaban, {2} en conflicto.", len(importacion.agregadas),
                 importacion.ya_estaban, len(importacion.contradichas))]
    salida += [f"  {di('conflicto: {0} {1}:', di.parte('hallazgo' if r.hallazgo else 'línea'), r.sobre)} {r.quien} "
               f"{di.parte(r.decision)} ({r.motivo})"
               for r in (x.revision for x in importacion.contradichas)]
    return "\n".join(salida)


def decidir(actual: Abierto, programa: str | None, d: Decision) -> Revision:
    """Write down a decision; raises what `Cuaderno.anotar` raises."""
    return _cuaderno(actual).anotar(elegir_programa(actual, programa), d)


def listar(actual: Abierto, programa: str | None) -> tuple[Revisado, ...]:
    """Return the history of a programme's reviews, each with its state."""
    return Cuaderno(actual.almacen, actual.acunador).con_estado(elegir_programa(actual, programa))


def escribir(actual: Abierto, ruta: Path) -> str:
    """Return every review of a store as the file's suffix says (.json or .ttl). Raises `ErrorDeEntrada`."""
    todas = Cuaderno(actual.almacen, actual.acunador).revisiones()
    return a_turtle(todas, actual.acunador) if _sufijo(ruta) == ".ttl" else a_json(todas)


def importar(actual: Abierto, ruta: Path) -> Importacion:
    """Add the reviews of a file to a store: all of them, or none.

    Raises `DocumentoIlegible` for a file that is cut or altered, `NoExiste` for a review of what is not there.
    """
    sufijo = _sufijo(ruta)
    try:
        contenido = ruta.read_bytes()
    except OSError as error:
        raise ErrorDeEntrada(f"No se puede leer «{ruta}»: {error.strerror}.", "Revise la ruta.") from error
    leidas = (de_turtle(contenido, ruta.name, actual.acunador) if sufijo == ".ttl" else de_json(contenido, ruta.name))
    return _cuaderno(actual).importar(leidas, CONSOLA)


def representar(revisados: Iterable[Revisado], formato: str, di: Habla = ESPANOL) -> str:
    """Return reviews as "json", "csv" or "texto"."""
    todos = tuple(revisados)
    filas = [revisado_como_json(x) for x in todos]
    if formato == "json":
        return json.dumps(filas, ensure_ascii=False, indent=2)
    if formato == "csv":
        return tabla_csv(_CAMPOS, ([f.get(campo) for campo in _CAMPOS] for f in filas))
    salida = []
    for x in todos:
        r = x.revision
        salida.append(f"{r.momento}  {di.parte(x.estado):<12} {di.parte(r.decision):<10} {r.sobre}\n"
                      f"    {r.quien} ({r.rol}): {r.motivo}  [{r.id}]")
    return "\n".join([*salida, di("{0} revisiones.", len(filas))])


def _cuaderno(actual: Abierto) -> Cuaderno:
    return Cuaderno(actual.almacen, actual.acunador,
                    Publicador(actual.almacen, actual.acunador, actual.bitacora))


def _sufijo(ruta: Path) -> str:
    sufijo = ruta.suffix.lower()
    if sufijo not in (".json", ".ttl"):
        raise ErrorDeEntrada(f"«{ruta.name}» no dice su formato.", "Termine el nombre en .json o .ttl")
    return sufijo
