"""A line of the trail, how it is read, and how a trail is checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ontologia.errores import ErrorDeAlmacen

__all__ = ["NADA", "Asiento", "GrafoEscrito", "cabeza_de", "comprobar", "enteras_de", "hash_de", "leer_asientos",
           "pendiente_de"]

NADA = "0" * 64
"""What the first line has for the hash of the line before it."""


@dataclass(frozen=True, slots=True)
class GrafoEscrito:
    """A named graph in a write: triples before and after, and the hash of its content before and after."""

    iri: str
    antes: int
    despues: int
    huella_antes: str
    huella: str


@dataclass(frozen=True, slots=True)
class Asiento:
    """A line of the trail: `numero` counts from 1, `cuando` is xsd:dateTime in UTC, `previa` the line before's hash.

    `suceso` is "empieza", "publica" or "abandona" (both of the "empieza" above), or "repara" (a line that had been cut
    short was taken off). `generacion` is the store's, before a write and after.
    """

    numero: int
    cuando: str
    suceso: str
    autor: str
    que: str
    generacion: tuple[int, int]
    grafos: tuple[GrafoEscrito, ...]
    previa: str

    def como_json(self) -> dict[str, object]:
        """Return the line with plain values."""
        return asdict(self)


def cabeza_de(ruta: Path) -> str:
    """Return what the file beside a trail tells of it: how many lines, and the hash of the last; "" without one."""
    cabeza = ruta.with_suffix(".cabeza")
    return cabeza.read_text(encoding="ascii", errors="replace") if cabeza.is_file() else ""


def leer_asientos(contenido: bytes) -> tuple[Asiento, ...]:
    """Return the lines of a trail, but for a last one cut short. Raises `ErrorDeAlmacen` naming one that is no line."""
    asientos = []
    for numero, linea in enumerate(enteras_de(contenido)[0], start=1):
        try:
            d = json.loads(linea)
            grafos = tuple(GrafoEscrito(**g) for g in d.pop("grafos"))
            antes, despues = d.pop("generacion")
            asientos.append(Asiento(**d, generacion=(antes, despues), grafos=grafos))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as causa:
            raise ErrorDeAlmacen(f"El renglón {numero} de la bitácora no se entiende.",
                                 "Compárelo con un respaldo: alguien lo cambió.") from causa
    return tuple(asientos)


def comprobar(contenido: bytes, cabeza: str) -> tuple[str, ...]:
    """Return what is wrong with a trail: lines changed, taken out, put in, or gone from its end; none when it is whole.

    `cabeza` is what `cabeza_de` says.
    """
    faltas = []
    previa = NADA
    enteras, _ = enteras_de(contenido)
    hashes = [hash_de(linea) for linea in enteras]
    for numero, (linea, suyo) in enumerate(zip(enteras, hashes, strict=True), start=1):
        try:
            d = json.loads(linea)
            bien = d["numero"] == numero and d["previa"] == previa
        except (ValueError, TypeError, KeyError, RecursionError):
            bien = False
        if not bien:
            faltas.append(f"El renglón {numero} no sigue al anterior: se cambió, se quitó o se puso un renglón.")
        previa = suyo
    cuantas, _, ultima = cabeza.strip().partition(" ")
    if enteras and not cuantas.isdigit():
        faltas.append("Falta la cabeza de la bitácora, o no se entiende.")
    elif cuantas.isdigit() and int(cuantas) > len(enteras):
        faltas.append(f"La bitácora tuvo {cuantas} renglones y tiene {len(enteras)}: se quitaron los últimos.")
    elif cuantas.isdigit() and int(cuantas) and hashes[int(cuantas) - 1] != ultima:
        faltas.append(f"El renglón {cuantas} no es el que se escribió.")
    return tuple(faltas)


def pendiente_de(enteras: Sequence[bytes]) -> Asiento | None:
    """Return the write that is begun at the end of a trail, whatever repairs were told of after it."""
    for linea in reversed(enteras):
        try:
            asiento = leer_asientos(linea + b"\n")[0]
        except ErrorDeAlmacen:
            return None
        if asiento.suceso != "repara":
            return asiento if asiento.suceso == "empieza" else None
    return None


def enteras_de(contenido: bytes) -> tuple[list[bytes], bytes]:
    """Return the whole lines, and what stands after the last line's end."""
    *lineas, resto = contenido.split(b"\n")
    return lineas, resto


def hash_de(linea: bytes) -> str:
    """Return the SHA-256 of a line, in hexadecimal."""
    return hashlib.sha256(linea).hexdigest()
