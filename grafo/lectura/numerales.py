"""Numbers as Spanish prose writes them: in figures ("1,250", "35.90") and in words ("veintitrés", "ciento cuatro")."""

from __future__ import annotations

import re
from decimal import Decimal

from grafo.lectura.lexico import doblar

__all__ = ["CIFRA", "EN_LETRA", "ORDINAL", "orden_de", "valor_de"]

_UNIDADES = (
    "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece",
    "catorce", "quince", "dieciseis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno", "veintidos",
    "veintitres", "veinticuatro", "veinticinco", "veintiseis", "veintisiete", "veintiocho", "veintinueve",
)
_DECENAS = {"treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90}
_CENTENAS = {"cien": 100, "ciento": 100, "doscient": 200, "trescient": 300, "cuatrocient": 400, "quinient": 500,
             "seiscient": 600, "setecient": 700, "novecient": 900, "ochocient": 800}
_VALORES = {palabra: valor for valor, palabra in enumerate(_UNIDADES)} | {
    "un": 1, "una": 1, "veintiun": 21, "veintiuna": 21}
_ORDINALES = ("primer", "segund", "tercer", "cuart", "quint", "sext", "septim", "octav", "noven", "decim")

# Figures: thousands parted by commas, or a decimal point or comma; no part of a longer word, figure, date or address.
CIFRA = r"(?<![\w/.,:-])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)(?![\w/]|[.,]\d)"
_PALABRA = ("veinti(?:uno|una|[uú]n|d[oó]s|tr[eé]s|cuatro|cinco|s[eé]is|siete|ocho|nueve)|diecis[eé]is|diecisiete|"
            "dieciocho|diecinueve|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|veinte|"
            "(?:treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa)(?: y (?:uno|una|un|dos|tres|cuatro|cinco|"
            "seis|siete|ocho|nueve))?|cien|"
            "(?:ciento|(?:dos|tres|cuatro|quin|seis|sete|ocho|nove)cient[oa]s|quinient[oa]s)")
# Numbers in words, from two on ("un", "una" are articles).
EN_LETRA = rf"(?<!\w)(?i:{_PALABRA})(?: (?i:{_PALABRA}))*(?!\w)"
# Ordinals up to tenth.
ORDINAL = ("(?i:primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|s[eé]ptim[oa]|octav[oa]|noven[oa]|"
           "d[eé]cim[oa])")


def valor_de(escrito: str) -> Decimal:
    """Return the value of a number in figures or in words, with the decimals as written.

    Raises `ValueError` when it is none.
    """
    if escrito[0].isdigit():
        if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", escrito):
            return Decimal(escrito.replace(",", ""))
        return Decimal(escrito.replace(",", "."))
    total = 0
    for palabra in doblar(escrito).split():
        if palabra == "y":
            continue
        centena = next((v for raiz, v in _CENTENAS.items() if palabra in (raiz, f"{raiz}os", f"{raiz}as")), None)
        valor = _VALORES.get(palabra, _DECENAS.get(palabra, centena))
        if valor is None:
            raise ValueError(f"not a number: {escrito!r}")
        total += valor
    return Decimal(total)


def orden_de(escrito: str) -> Decimal:
    """Return the value of an ordinal up to tenth. Raises `StopIteration` when it is none."""
    doblado = doblar(escrito)
    return Decimal(next(n for n, raiz in enumerate(_ORDINALES, 1) if doblado.startswith(raiz)))
