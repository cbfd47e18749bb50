"""Dates in words: a day, a span of days, a month, months, a quarter, a semester; with or without a year."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

__all__ = ["MES", "FechaImposible", "Lapso", "leer_fecha"]

_MESES = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
          "noviembre", "diciembre")
_NUMERO_DE_MES = {m: i + 1 for i, m in enumerate(_MESES)} | {"setiembre": 9}
_NUMERO_DE_MES |= {m[:3]: i for m, i in _NUMERO_DE_MES.items()}
_ORDINALES = {"primer": 1, "primero": 1, "1er": 1, "segundo": 2, "2do": 2, "2o": 2, "tercer": 3, "tercero": 3, "3er": 3,
              "cuarto": 4, "4to": 4, "4o": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4, "ultimo": -1}
_PERIODOS = {"bimestre": 2, "trimestre": 3, "cuatrimestre": 4, "semestre": 6}

MES = rf"(?i:{'|'.join((*_MESES, 'setiembre'))})"
"""A month's name, in any case."""


class FechaImposible(ValueError):
    """A day that its month does not have ("31 de junio")."""


@dataclass(frozen=True, slots=True)
class Lapso:
    """The days, both inclusive, that the words of a date allow; `con_anio` tells whether they name the year."""

    inicio: date
    fin: date
    con_anio: bool


def _plano(texto: str) -> str:
    sin = unicodedata.normalize("NFKD", texto.lower()).encode("ascii", "ignore").decode()
    return " ".join(sin.split())


def _dia(anio: int, mes: int, dia: int, texto: str) -> date:
    try:
        return date(anio, mes, dia)
    except ValueError as error:
        raise FechaImposible(texto) from error


def leer_fecha(texto: str, anio: int | None) -> Lapso | None:
    """Return the days that a date in words allows; `anio` is the year where the words name none.

    Returns None when no date is recognised or no year is known. Raises `FechaImposible` for a day that does not exist.
    """
    plano = _plano(texto)
    anios = [int(x) for x in re.findall(r"\b(?:19|20)\d\d\b", plano)]
    base = anios[0] if anios else anio
    if base is None:
        return None
    con = bool(anios)
    if m := re.search(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b", plano):
        dia = _dia(int(m[1]), int(m[2]), int(m[3]), texto)
        return Lapso(dia, dia, True)
    if m := re.search(r"\b(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)\b", plano):
        dia = _dia(int(m[3]), int(m[2]), int(m[1]), texto)
        return Lapso(dia, dia, True)
    meses = "|".join(_NUMERO_DE_MES)
    if m := re.search(rf"\b(primera|segunda|1a\.?|2a\.?) quincena de(?:l mes de)? ({meses})\b", plano):
        mes = _NUMERO_DE_MES[m[2]]
        segunda = m[1][0] in "s2"
        return Lapso(date(base, mes, 16 if segunda else 1),
                     date(base, mes, monthrange(base, mes)[1] if segunda else 15), con)
    puntos = _puntos(plano)
    if puntos:
        return _lapso_de_puntos(puntos, base, anios, con, texto)
    if m := re.search(rf"\b({'|'.join(_ORDINALES)})\s+({'|'.join(_PERIODOS)})\b", plano):
        largo = _PERIODOS[m[2]]
        orden = _ORDINALES[m[1]] if _ORDINALES[m[1]] > 0 else 12 // largo
        if orden * largo > 12:
            raise FechaImposible(texto)
        fin = orden * largo
        return Lapso(date(base, fin - largo + 1, 1), date(base, fin, monthrange(base, fin)[1]), con)
    return None


def _puntos(plano: str) -> list[tuple[int | None, int]]:
    """Return the (day or None, month) pairs that the words name, in order."""
    meses = "|".join(sorted(_NUMERO_DE_MES, key=len, reverse=True))
    varios = r"\d{1,2}(?:o|ro)?(?:\s*(?:,|y|al|a|-)\s*\d{1,2})*"
    patron = rf"(?:(?P<dias>{varios})\s*(?:de\s+|-|/)?)?\b(?P<mes>{meses})\b"
    puntos: list[tuple[int | None, int]] = []
    for m in re.finditer(patron, plano):
        dias = [int(x) for x in re.findall(r"\d{1,2}", m["dias"] or "")]
        puntos += [(d, _NUMERO_DE_MES[m["mes"]]) for d in dias] or [(None, _NUMERO_DE_MES[m["mes"]])]
    return puntos


def _lapso_de_puntos(puntos: list[tuple[int | None, int]], base: int, anios: list[int], con: bool,
                     texto: str) -> Lapso:
    """Return the span from the first to the last point; a month alone stands for all its days."""
    (dia, mes), (ultimo_dia, ultimo_mes) = puntos[0], puntos[-1]
    anio_fin = anios[-1] if anios else base
    if anio_fin == base and ultimo_mes < mes:
        anio_fin = base + 1
    inicio = _dia(base, mes, dia or 1, texto)
    fin = _dia(anio_fin, ultimo_mes, ultimo_dia or monthrange(anio_fin, ultimo_mes)[1], texto)
    if fin < inicio:
        raise FechaImposible(texto)
    return Lapso(inicio, fin, con)
