"""A quick look at a query, for those whose letters alone show that the guard has nothing to refuse.

Most queries are short, write out no FROM and no SERVICE, and nest little. To see that takes searches for characters,
not tokens: what does not occur anywhere in a text, in strings and comments included, does not occur as a keyword, and
brackets that are few in all are not deep. Whoever is not let by here is read by `guardia.revisar`, word by word.
"""

from __future__ import annotations

import re

from consultas.guardia import MAXIMO_ANIDAMIENTO, MAXIMO_OPERADORES

__all__ = ["vistazo"]

_MAXIMO = 8_192
"""Characters; a longer text is read by the guard."""
_DUDAS = ("SERVICE", "FROM", "BASE", "NOW", "RAND", "UUID", "\\")
"""What may mean another server, another graph, another reading, or another answer each time."""
_AJENO = re.compile(r"[^\t\n\r\x20-\x7e\xa1-\u017e]")
"""No letter above U+017E is let by: some have the capitals of others (U+017F is an "S")."""
_RELATIVO = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.\-]*:)")
_FORMA = re.compile(
    r"(?:[\x20\t\r\n]++|\#[^\r\n]*+[\r\n]|PREFIX[\x20\t\r\n]++[A-Za-z0-9_\-]*+:[\x20\t\r\n]*+"
    r"<[A-Za-z][A-Za-z0-9+.\-]*+:[^<>\"{}|^`\\\x00-\x20]*+>)*+(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)


def vistazo(texto: str) -> str:
    """Return the form of a query ("SELECT") that the guard would let by, asked of the union and with one answer for
    one store; "" for any other text, which means nothing more than that it has to be read.
    """
    if len(texto) > _MAXIMO or _AJENO.search(texto) is not None or _RELATIVO.search(texto) is not None:
        return ""
    mayusculas = texto.upper()
    for duda in _DUDAS:
        if duda in mayusculas:
            return ""
    forma = _FORMA.match(texto)
    if forma is None or sum(map(texto.count, "({[")) > MAXIMO_ANIDAMIENTO:
        return ""
    if len(texto) > MAXIMO_OPERADORES and sum(map(texto.count, "!+-*/|^&<")) > MAXIMO_OPERADORES:
        return ""
    return forma[1].upper()
