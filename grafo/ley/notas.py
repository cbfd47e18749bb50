"""Reform notes: "Fracción reformada DOF 28-11-2016, 20-05-2021", "(ADICIONADO, P.O. 12 DE ENERO DE 2019)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from grafo.lectura.lexico import doblar
from grafo.ley.palabras import palabras

__all__ = ["Nota", "es_nota", "fechas_de", "nota", "primera_fecha", "solo_fechas"]

_MESES = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
          "noviembre", "diciembre")
_MES = "|".join((*_MESES, "setiembre"))
_FECHA = rf"(?:\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{4}}|\d{{1,2}}[oº°]? de (?:{_MES}) (?:de|del) \d{{4}})"
_ACTO = re.compile(r"\b(reformad|adicionad|derogad|recorrid|reubicad|corregid|abrogad|declarad|republicad)[oa]s?\b")
_OTROS_ACTOS = re.compile(r"^(fe de erratas|reforma|reubicacion|denominacion|nota)\b")
_OBJETO = re.compile(r"\b(articulo|parrafo|fraccion|inciso|apartado|capitulo|titulo|seccion|libro|numeral|subinciso|"
                     r"punto|encabezado|denominacion)(?:s|es)?\b")
_LARGO = 300


@dataclass(frozen=True, slots=True)
class Nota:
    """What a note says: object ("fraccion", or nothing), acts, dates, and whether it stands before its object."""

    objeto: str
    actos: tuple[str, ...]
    fechas: tuple[str, ...]
    precede: bool


def nota(linea: str) -> Nota | None:
    """Return what a line says as a reform note, or None when it is none.

    A note is a short line that starts with what was changed or how, and names a gazette and a date. One in
    parentheses stands before its object.
    """
    if len(linea) > _LARGO or not any(cifra.isdigit() for cifra in linea):
        return None
    precede = linea[0] in "(["
    doblada = doblar(linea).strip("()[]. ")
    if not re.search(rf"(?:{palabras().gacetas})[,:]? .*?{_FECHA}", linea, re.IGNORECASE):
        return None
    fechas = re.findall(_FECHA, doblada)
    antes = re.split(rf"\b(?:{doblar(palabras().gacetas)})", doblada, maxsplit=1)[0]
    actos = tuple(dict.fromkeys(f"{m.group(1)}o" for m in _ACTO.finditer(doblada)))
    objeto = _OBJETO.search(doblada)
    abre = _OBJETO.match(doblada) or _ACTO.match(doblada) or _OTROS_ACTOS.match(doblada)
    if not abre or not fechas or len(antes.split()) > 14 or not (actos or _OTROS_ACTOS.match(doblada)):
        return None
    return Nota(objeto.group(1) if objeto else "", actos, tuple(fechas), precede)


def es_nota(linea: str) -> bool:
    """Tell whether a line is a reform note."""
    return nota(linea) is not None


def solo_fechas(linea: str) -> bool:
    """Tell whether a line holds nothing but dates: the rest of a note that was broken."""
    return re.fullmatch(rf"(?:{_FECHA}(?:,? y |, ?|[.)]*$))+", doblar(linea)) is not None


def fechas_de(escritas: tuple[str, ...]) -> tuple[tuple[date, ...], tuple[str, ...]]:
    """Return the days written, in their order, and those that no calendar has."""
    dias: list[date] = []
    imposibles: list[str] = []
    for escrita in escritas:
        try:
            dias.append(_dia(escrita))
        except ValueError:
            imposibles.append(escrita)
    return tuple(dias), tuple(imposibles)


def primera_fecha(texto: str) -> date | None:
    """Return the first day that a text names, or None."""
    dias, _ = fechas_de(tuple(re.findall(_FECHA, doblar(texto))))
    return dias[0] if dias else None


def _dia(escrita: str) -> date:
    dia, mes, anio = re.split(r"[-/]| del? (?=\d)|(?<=\d)[oº°]? de ", escrita)
    numero = int(mes) if mes.isdigit() else _MESES.index(mes.replace("setiembre", "septiembre")) + 1
    return date(int(anio), numero, int(dia))
