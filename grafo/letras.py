"""The letters of a text: white space, ligatures, and the hyphens that part words at the end of a line."""

from __future__ import annotations

import re

__all__ = ["GUIONES", "LIGADURAS", "compuestas", "corta", "plegar", "sin_cortes"]

GUIONES = "-\u2010\u00ad"
"""What parts a word at the end of a line: a hyphen, the hyphen proper, the soft hyphen."""

LIGADURAS = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
"""The letters that typesetting joins into one character (Unicode, Alphabetic Presentation Forms)."""

_BLANCOS = re.compile(r"\s+")
_CORTE = re.compile(rf"(?<=[a-záéíóúñü])[{GUIONES}][^\S\n]*\n\s*(?=[a-záéíóúñü])")
_COMPUESTA = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_FINAL = re.compile(r"[^\W\d_]+\Z")
_INICIAL = re.compile(r"[^\W\d_]+")
_LETRAS = str.maketrans(LIGADURAS)
_LARGA = 40
"""Letters of the longest half of a word."""


def plegar(texto: str) -> str:
    """Return the text with white space folded to one space, the ends stripped, ligatures as plain letters."""
    return _BLANCOS.sub(" ", texto).strip().translate(_LETRAS)


def compuestas(texto: str) -> frozenset[str]:
    """Return the words of a text with a hyphen inside them, in lower case."""
    return frozenset(m.group().lower() for m in _COMPUESTA.finditer(texto))


def corta(texto: str, inicio: int, fin: int, con_guion: frozenset[str]) -> bool:
    """Tell whether the hyphen at `inicio`, behind which a text goes on at `fin`, parts a word.

    It does not where the two halves are one of `con_guion`, the words that have a hyphen elsewhere ("costo-beneficio").
    """
    antes, despues = _FINAL.search(texto, max(inicio - _LARGA, 0), inicio), _INICIAL.match(texto, fin)
    return f"{antes[0] if antes else ''}-{despues[0] if despues else ''}".lower() not in con_guion


def sin_cortes(texto: str, con_guion: frozenset[str]) -> str:
    """Return a text whose words are whole where the end of a line parts them."""
    return _CORTE.sub(lambda m: "" if corta(texto, m.start(), m.end(), con_guion) else m[0], texto)
