"""Letters damaged by a wrong change of encoding ("informaciÃ³n"), repaired only where there is no doubt.

A run is repaired when its characters are the Windows-1252 reading of bytes that are valid UTF-8 for letters and marks
that Spanish texts use. In Spanish no word has "Ã" or "Â" before such a character, so nothing right is touched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Reparacion", "reparar"]

_SOSPECHA = re.compile("[ÂÃ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]"
                       "|â[\u0080-\u00bf€][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]")
_SEGURAS = frozenset("áéíóúüñÁÉÍÓÚÜÑ¿¡ªº°«»“”‘’–—…•§·´\u00a0")


@dataclass(frozen=True, slots=True)
class Reparacion:
    """A repair: [inicio, fin) in the repaired text, and what stood there."""

    inicio: int
    fin: int
    original: str


def reparar(texto: str) -> tuple[str, tuple[Reparacion, ...]]:
    """Return the text with what is certain repaired, and the list of repairs in order."""
    partes: list[str] = []
    reparaciones: list[Reparacion] = []
    posicion = largo = 0
    for m in _SOSPECHA.finditer(texto):
        buena = _leer(m.group())
        if buena is None:
            continue
        partes.append(texto[posicion:m.start()])
        largo += m.start() - posicion
        partes.append(buena)
        reparaciones.append(Reparacion(largo, largo + len(buena), m.group()))
        largo += len(buena)
        posicion = m.end()
    return "".join([*partes, texto[posicion:]]), tuple(reparaciones)


def _leer(danada: str) -> str | None:
    """Return the one character that a damaged run stands for, or None when that is not certain."""
    octetos = bytearray()
    for letra in danada:
        try:
            octetos += letra.encode("cp1252")
        except UnicodeEncodeError:
            if ord(letra) > 0xFF:
                return None
            octetos.append(ord(letra))
    try:
        buena = octetos.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return buena if len(buena) == 1 and buena in _SEGURAS else None
