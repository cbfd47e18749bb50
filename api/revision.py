"""The reviews behind the command line: they are kept in a store in a folder, and exchanged as files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from api.informes import tabla_csv
from api.representacion import revisado_como_json
from api.taller import Abierto, abierto, elegir_programa, ruta_de_almacen
from grafo.revisiones import (
    Cuaderno,
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

__all__ = ["Decision", "decidir", "decir_importacion", "en_carpeta", "escribir", "importar", "leer_decision", "listar",
           "representar"]

_CAMPOS = ("id", "estado", "programa", "linea", "tema", "articulo", "decision", "motivo", "quien", "rol", "cuando",
           "huella")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person says on the command line; `cuando` has a zone."""

    linea: str
    decision: str
    motivo: str
    quien: str
    rol: str
    cuando: datetime
    tema: str | None = None
    articulo: str | None = None


@contextmanager
def en_carpeta(almacen: str | None, aviso: Callable[[str], None]) -> Iterator[Abierto]:
    """Yield the store of a folder. Raises `ErrorDeEntrada` when there is none: one in memory would lose the reviews."""
    if ruta_de_almacen(almacen) is None:
        raise ErrorDeEntrada("No hay almacén en una carpeta: en memoria las revisiones se perderían.",
                             "Constrúyalo con «alinea construir», o nombre uno con --almacen.")
    with abierto(None, almacen, aviso) as actual:
        yield actual


def leer_decision(linea: str | None, decision: str | None, motivo: str, quien: str, rol: str, cuando: str | None,
                  tema: str | None, articulo: str | None) -> Decision:
    """Return what was written on the command line, made now unless it says when. Raises `ErrorDeEntrada`."""
    faltan = [f"--{n}" for n, v in (("linea", linea), ("decision", decision), ("motivo", motivo.strip()),
                                    ("quien", quien.strip()), ("rol", rol.strip())) if not v]
    if faltan or linea is None or decision is None:
        raise ErrorDeEntrada(f"A la revisión le falta {', '.join(faltan)}.",
                             'Por ejemplo: alinea revisar --linea 2.2.5 --decision confirma --motivo "…" '
                             '--quien "Nombre" --rol auditora')
    momento = leer_momento(cuando) if cuando is not None else datetime.now(UTC)
    return Decision(linea, decision, motivo, quien, rol, momento, tema, articulo)


def decir_importacion(importacion: Importacion) -> str:
    """Return what an import did, with every review that two persons contradict each other in."""
    salida = [f"{len(importacion.agregadas)} revisiones nuevas, {importacion.ya_estaban} que ya estaban, "
              f"{len(importacion.contradichas)} en conflicto."]
    salida += [f"  conflicto: línea {r.linea} {r.articulo or r.tema or ''}: {r.quien} {r.decision} ({r.motivo})"
               for r in (x.revision for x in importacion.contradichas)]
    return "\n".join(salida)


def decidir(actual: Abierto, programa: str | None, d: Decision) -> Revision:
    """Write down a decision; raises what `Cuaderno.decidir` raises."""
    return Cuaderno(actual.almacen, actual.acunador).decidir(
        elegir_programa(actual, programa), d.linea, d.decision, d.motivo, d.quien, d.rol, d.cuando, d.tema, d.articulo)


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
    return Cuaderno(actual.almacen, actual.acunador).importar(leidas)


def representar(revisados: Iterable[Revisado], formato: str) -> str:
    """Return reviews as "json", "csv" or "texto"."""
    filas = [revisado_como_json(x) for x in revisados]
    if formato == "json":
        return json.dumps(filas, ensure_ascii=False, indent=2)
    if formato == "csv":
        return tabla_csv(_CAMPOS, ([f[campo] for campo in _CAMPOS] for f in filas))
    salida = []
    for f in filas:
        sobre = " ".join(str(f[c]) for c in ("linea", "tema", "articulo") if f[c])
        salida.append(f"{f['cuando']}  {f['estado']:<12} {f['decision']:<10} {sobre}\n"
                      f"    {f['quien']} ({f['rol']}): {f['motivo']}  [{f['id']}]")
    return "\n".join([*salida, f"{len(filas)} revisiones."])


def _sufijo(ruta: Path) -> str:
    sufijo = ruta.suffix.lower()
    if sufijo not in (".json", ".ttl"):
        raise ErrorDeEntrada(f"«{ruta.name}» no dice su formato.", "Termine el nombre en .json o .ttl")
    return sufijo
