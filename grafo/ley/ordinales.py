"""Numbers as laws write them: ordinals in words, Roman numerals, and the Latin endings of inserted articles."""

from __future__ import annotations

import re

from grafo.lectura.lexico import doblar

__all__ = ["ORDINAL", "ROMANO", "SUFIJO", "en_romano", "orden_de_sufijo", "romano", "valor_ordinal"]

_UNIDADES = {"primer": 1, "segund": 2, "tercer": 3, "cuart": 4, "quint": 5, "sext": 6, "septim": 7, "octav": 8,
             "noven": 9}
_DECENAS = {"decim": 10, "vigesim": 20, "trigesim": 30, "cuadragesim": 40, "quincuagesim": 50, "sexagesim": 60,
            "septuagesim": 70, "octogesim": 80, "nonagesim": 90}
_CENTENAS = {"centesim": 100, "ducentesim": 200, "tricentesim": 300}
_SUELTOS = {"unic": 1, "undecim": 11, "duodecim": 12}
_SUFIJOS = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies", "undecies",
            "duodecies", "terdecies")
_OTROS_SUFIJOS = {"quatus": "quater", "quintus": "quinquies", "sextus": "sexies", "novies": "nonies"}
_CIFRAS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_A = "[aáAÁ]"
_E = "[eéEÉ]"

SUFIJO = (rf"(?i:bis|ter|qu{_A}ter|qu{_A}tus|quinquies|quintus|sexies|sextus|septies|octies|nonies|novies|decies|"
          "undecies|duodecies|terdecies)")
ROMANO = r"[IVXLCDM]{1,9}"
_PALABRA = (rf"(?i:[uú]nic[oa]|primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|s{_E}ptim[oa]|"
            rf"octav[oa]|noven[oa]|(?:und|duod|d){_E}cim[oa]|d{_E}cimo(?:primer|segund|tercer|cuart|quint|sext|"
            rf"s{_E}ptim|octav|noven)[oa]|d{_E}cimoctav[oa]|(?:vig|trig|cuadrag|quincuag|sexag|septuag|octog|nonag|cent|ducent|tricent)"
            rf"{_E}sim[oa](?:primer|segund|tercer|cuart|quint|sext|s{_E}ptim|octav|noven)?[oa]?)")
ORDINAL = rf"{_PALABRA}(?:[ \t]+{_PALABRA}){{0,2}}(?!\w)"
"""One to three words of an ordinal; `valor_ordinal` tells whether together they are a number."""


def valor_ordinal(escrito: str) -> int | None:
    """Return the value of an ordinal in words up to 399 ("Décimo Octavo", "decimoctavo"), "único" being 1, or None."""
    total, tope = 0, 1000
    for palabra in doblar(escrito).split():
        valor = _valor_de_palabra(palabra)
        if valor is None or valor >= tope:
            return None
        total += valor
        tope = 100 if valor >= 100 else 10 if valor >= 10 and valor % 10 == 0 else 1
    return total or None


def _valor_de_palabra(palabra: str) -> int | None:
    raiz = re.sub("[oa]$", "", palabra)
    for tabla in (_SUELTOS, _UNIDADES, _DECENAS, _CENTENAS):
        if raiz in tabla:
            return tabla[raiz]
    for decena, valor in _DECENAS.items():
        resto = raiz.removeprefix(decena)
        unidad = _UNIDADES.get(resto) or _UNIDADES.get(resto[1:])
        if resto != raiz and unidad:
            return valor + unidad
    return None


def romano(escrito: str) -> int | None:
    """Return the value of a Roman numeral in the usual form, or None."""
    total = 0
    cifras = [_CIFRAS.get(letra, 0) for letra in escrito.lower()]
    for cifra, siguiente in zip(cifras, [*cifras[1:], 0], strict=True):
        total += -cifra if cifra < siguiente else cifra
    return total if cifras and 0 not in cifras and en_romano(total) == escrito.upper() else None


def en_romano(numero: int) -> str:
    """Return a whole number from 1 to 3999 in Roman numerals."""
    tabla = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
             (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    salida = ""
    for valor, cifras in tabla:
        veces, numero = divmod(numero, valor)
        salida += cifras * veces
    return salida


def orden_de_sufijo(sufijo: str) -> int:
    """Return the rank of a Latin ending: 0 for none, 2 for "bis", 3 for "ter", … Raises `ValueError` if it is none."""
    if not sufijo:
        return 0
    doblado = doblar(sufijo)
    return _SUFIJOS.index(_OTROS_SUFIJOS.get(doblado, doblado)) + 2
