"""Sessions that no table with an agenda announces: lines of a calendar, rows, sentences, a grid of months.

"Primera sesión ordinaria: 15 de febrero de 2019"; "2  Ordinaria  24/04/2025"; "El Comité sesionará de manera ordinaria
los días 19 de enero y 20 de abril"; the days of the sessions below the names of their months.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from grafo.lectura.fechas import MES
from grafo.lectura.niveles import es_otra_parte
from grafo.lectura.numerales import ORDINAL, orden_de
from grafo.lectura.plegado import Plegado
from grafo.lectura.prosa import oraciones
from grafo.lectura.renglones import Hoja, Renglon, cortes
from grafo.lectura.sesiones import dia_de_sesion
from grafo.modelo import Hallazgo, Pasaje, Sesion

__all__ = ["extraer_sesiones_en_lista"]

_ANIO = r"(?:19|20)\d\d"
_MES_CORTO = r"(?i:ene|feb|mar|abr|may|jun|jul|ago|sept?|oct|nov|dic)\.?"
_DIAS = r"\d{1,2}(?:º|°|o\.?)?(?:(?:\s*,\s*|\s+y\s+)\d{1,2})*"
_FECHA = (rf"(?:\b{_DIAS}\s+de\s+{MES}(?:\s+(?:del?|de\s+año)\s+{_ANIO})?|"
          rf"\b\d{{1,2}}[-/.](?:\d{{1,2}}|{_MES_CORTO})[-/.]{_ANIO}|\b{_ANIO}-\d\d-\d\d)\b")
_TIPO = r"(?P<tipo>extraord(?:inari(?:as?|os?|amente)\b|\.)|ord(?:inari(?:as?|os?|amente)\b|\.))"
_NUMERO = (rf"(?P<n>(?:D[eé]cim[oa]\s+)?{ORDINAL}|(?<![,;] )\b\d{{1,2}}(?:[.ª°]|ª\.|(?:a|era|da|ra|ta)\.?)?)\s+"
           r"(?:[Ss]esi[oó]n\s+)?")
_FICHA = re.compile(rf"(?:{_NUMERO})?(?i:{_TIPO})|(?P<sesion>(?i:sesi[oó]n(?:es|ar[aá]n?)?)\b)|(?P<fecha>{_FECHA})")
_DICE = re.compile(r"(?i)\bsesi[oó0]n|\b(?:extra)?ordinarias?\b")
_YA_HECHA = re.compile(r"(?i)\b(?:aprobad|aprob[oó]\b|celebrad|celebr[oó]\b|llevad|verificad|expid|realizad)")
_TITULO = re.compile(r"(?i)(?:[\dIVX]+[.)]\s*)*(?:anexo\b[^:]{0,20}[.:]\s*)?"
                     r"(?:(?:calendario|cronograma|fechas|programa)\b.{0,30}?)?\bsesi[oó0]nes\b[^.:]{0,90}[.:]?")
_MESES = re.compile(rf"{MES}(?:\s+{MES})+")
_SOLO_DIAS = re.compile(r"[\d\s,y–—-]*\d[\d\s,y–—-]*")
_SERIE = re.compile(r"(?i)(?:[\s,;.]|\b(?:y|e|el|los|la|d[ií]as?|as[ií]|como|lunes|martes|mi[eé]rcoles|jueves|viernes|"
                    r"s[aá]bado)\b)*")
_CELDA = 60
"""Characters of a cell of a table of sessions that holds no date."""
_LEJOS = 90
"""Characters between a session's kind and its date."""


@dataclass(frozen=True, slots=True)
class _Dicha:
    """A session as said: its printed number ("" none), its kind, the passage of its date and what to read there."""

    numero: str
    tipo: str
    pasaje: Pasaje
    fecha: str


def extraer_sesiones_en_lista(hoja: Hoja, anio: int | None) -> tuple[tuple[Sesion, ...], tuple[Hallazgo, ...]]:
    """Return the sessions that lines, rows and sentences announce, each kind numbered as said; no agenda is known.

    The first of another kind under a number that is taken is "1-E": a number names one session.
    One that was held already ("celebrada el …"), and one of a year before the programme's, is none of its sessions.
    """
    sesiones: dict[str, Sesion] = {}
    hallazgos: list[Hallazgo] = []
    for dicha in sorted((*_en_texto(hoja), *_en_cuadricula(hoja)), key=lambda d: d.tipo != "ordinaria"):
        de_su_tipo = [s.numero.partition("-")[0] for s in sesiones.values() if s.tipo == dicha.tipo]
        numero = dicha.numero if dicha.numero not in ("", *de_su_tipo) else str(1 + len(de_su_tipo))
        numero = f"{numero}-{dicha.tipo[0].upper()}" if numero in sesiones else numero
        dia, notados = dia_de_sesion(numero, dicha.pasaje, dicha.fecha, anio)
        hallazgos += notados
        repetida = any(s.tipo == dicha.tipo and dia and s.fecha == dia for s in sesiones.values())
        if not repetida and not (dia and anio and dia.year < anio):
            sesiones[numero] = Sesion(numero, dia, dicha.pasaje, dicha.tipo, ())
    return tuple(sorted(sesiones.values(), key=lambda s: s.fecha_texto.tramos[0].inicio)), tuple(hallazgos)


def _en_texto(hoja: Hoja) -> Iterator[_Dicha]:
    """Yield the sessions below a title that speaks of sessions, and those of sentences that do so themselves."""
    for renglones, bajo_titulo in _tramos(hoja):
        plegado = Plegado.de_cortes(hoja.documento, cortes(renglones))
        for desde, hasta in [(0, len(plegado.letras))] if bajo_titulo else oraciones(plegado.letras):
            dicho = plegado.letras[desde:hasta]
            if bajo_titulo or (_DICE.search(dicho) and not _YA_HECHA.search(dicho)):
                yield from _fechadas(plegado, desde, hasta, bajo_titulo)


def _tramos(hoja: Hoja) -> Iterator[tuple[list[Renglon], bool]]:
    """Yield the stretches of a document: what a title of sessions heads, and the paragraphs of the rest.

    What such a title heads ends with the title of another part, and with a paragraph that names no date.
    """
    sin_titulos = replace(hoja, mascaras=tuple(m for m in hoja.mascaras if m.clase != "titulo"))
    actual: list[Renglon] = []
    titulado: list[Renglon] | None = None
    for renglon in [*sin_titulos.renglones(), None]:
        titulo = renglon is not None and len(renglon.texto) < 120 and bool(_TITULO.fullmatch(renglon.texto))
        aparte = renglon is None or titulo or renglon.tras_blanco or renglon.abre_pagina or bool(renglon.vineta)
        if actual and aparte:
            dicho = " ".join(r.texto for r in actual)
            if titulado is not None and (re.search(_FECHA, dicho) or len(dicho) < _CELDA):
                titulado += actual
            else:
                yield from [(titulado, True)] if titulado else []
                titulado = None
                yield actual, False
            actual = []
        if renglon is None or titulo or (titulado and es_otra_parte(hoja.perfil, renglon)):
            yield from [(titulado, True)] if titulado else []
            titulado = [] if titulo else None
        if renglon is not None and not titulo:
            actual.append(renglon)


def _fechadas(plegado: Plegado, desde: int, hasta: int, bajo_titulo: bool) -> Iterator[_Dicha]:
    """Yield the sessions that stand in [desde, hasta): a kind and the date, or the row of dates, behind it."""
    tipo = numero = ""
    desde_tipo = hasta_fecha = -1
    anios = [(m.start(), m.group()) for m in re.finditer(rf"\b{_ANIO}\b", plegado.letras[:hasta])]
    for ficha in _FICHA.finditer(plegado.letras, desde, hasta):
        if ficha["tipo"]:
            tipo = "extraordinaria" if ficha["tipo"].lower().startswith("ext") else "ordinaria"
            numero, desde_tipo, hasta_fecha = _orden(ficha["n"]), ficha.end(), -1
        elif ficha["sesion"]:
            if bajo_titulo or "ar" in ficha["sesion"]:
                tipo, numero, desde_tipo, hasta_fecha = "ordinaria", "", ficha.end(), -1
        elif tipo:
            antes = plegado.letras[max(hasta_fecha, desde_tipo):ficha.start()]
            en_serie = hasta_fecha >= 0 and _SERIE.fullmatch(antes)
            primera = hasta_fecha < 0 and len(antes) < _LEJOS and not _YA_HECHA.search(antes)
            if not (en_serie or primera):
                tipo = ""
                continue
            hasta_fecha = ficha.end()
            for cortes_del_dia, dicha in _dias(ficha, anios):
                tramos = [t for corte in cortes_del_dia for t in plegado.pasaje(*corte).tramos]
                yield _Dicha(numero, tipo, plegado.documento.pasaje(*((t.inicio, t.fin) for t in tramos)), dicha)
                numero = ""


def _dias(ficha: re.Match[str], anios: Sequence[tuple[int, str]]) -> Iterator[tuple[list[tuple[int, int]], str]]:
    """Yield the days of a date ("16 y 30 de enero" are two), each with where its words stand and how to read them.

    A date without a year is one of the year that is named next behind it.
    """
    m = re.match(rf"(?P<dias>{_DIAS})(?P<mes>\s+de\s+{MES})", ficha["fecha"])
    dias = [*re.finditer(r"\d{1,2}", m["dias"])] if m else []
    if m is None or len(dias) == 1:
        anio = next((a for lugar, a in anios if m and lugar >= ficha.start("fecha")), "")
        yield [ficha.span("fecha")], f"{ficha['fecha']} {anio}"
        return
    desde = ficha.start("fecha")
    anio = next((a for lugar, a in anios if lugar >= desde), "")
    for dia in dias:
        yield [(desde + dia.start(), desde + dia.end()), (desde + m.start("mes") + 1, ficha.end("fecha"))], (
            f"{dia.group()}{m['mes']} {anio}")


def _en_cuadricula(hoja: Hoja) -> Iterator[_Dicha]:
    """Yield the sessions whose days stand in columns below the names of their months, below a title of sessions."""
    texto = hoja.documento.texto
    lineas = [(m.start(), m.group()) for m in re.finditer(r"[^\n]*\S[^\n]*", texto)]
    for lugar, (cabeza, meses) in enumerate(lineas):
        if not _MESES.fullmatch(meses.strip()) or not any(_DICE.search(t) for _, t in lineas[max(lugar - 4, 0):lugar]):
            continue
        columnas = [(m.start() + m.end(), m) for m in re.finditer(MES, meses)]
        dias = [(centro, inicio + d.start(), d.group()) for inicio, fila in _filas_de_dias(lineas[lugar + 1:])
                for grupo in re.finditer(r"\d{1,2}(?:\s?[,y]\s?\d{1,2})*", fila)
                for centro in [grupo.start() + grupo.end()]
                for d in re.finditer(r"\d{1,2}", fila[:grupo.end()]) if d.start() >= grupo.start()]
        suyos = [(min(columnas, key=lambda c: abs(c[0] - centro))[1], desde, dia) for centro, desde, dia in dias]
        for mes, desde, dia in sorted(suyos, key=lambda s: s[1]):
            pasaje = hoja.documento.pasaje((desde, desde + len(dia)), (cabeza + mes.start(), cabeza + mes.end()))
            yield _Dicha("", "ordinaria", pasaje, f"{dia} de {mes.group()}")


def _filas_de_dias(lineas: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield the lines at the start of some that hold nothing but days."""
    yield from itertools.takewhile(lambda linea: _SOLO_DIAS.fullmatch(linea[1]), lineas)


def _orden(escrito: str | None) -> str:
    """Return an ordinal, in figures or words, as a number: "Décima primera" is 11; "" for none."""
    if not escrito or escrito[0].isdigit():
        return re.sub(r"\D", "", escrito or "")
    partes = escrito.split()
    return str(int(orden_de(partes[-1])) + (10 if len(partes) > 1 else 0))
