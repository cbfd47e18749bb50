"""Sessions and events written as lines of a calendar: "Primera sesión ordinaria: 15 de febrero de 2019".

They are looked for where the document has no table of them. A session is a line that opens so anywhere; an event is a
line "name: date", or "date: name", below the heading of a calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grafo.lectura.eventos import fecha_sin_anio
from grafo.lectura.fechas import MES, FechaImposible, leer_fecha
from grafo.lectura.lexico import doblar
from grafo.lectura.numerales import ORDINAL, orden_de
from grafo.lectura.prosa import parrafos
from grafo.lectura.renglones import Hoja, Renglon, pasaje_de
from grafo.modelo import Evento, Hallazgo, Pasaje, Sesion

__all__ = ["extraer_eventos_en_lista", "extraer_sesiones_en_lista"]

_DIA = rf"\d{{1,2}}(?:º|°|o\.?)?(?:\s*(?:,|y|al?|-)\s*\d{{1,2}})*\s+de\s+{MES}|\d{{1,2}}/\d{{1,2}}/\d{{4}}"
_FECHA = (rf"(?:(?:del?|el|al)\s+)?(?:{_DIA})(?:\s+(?:al?|y)\s+(?:{_DIA}))?(?:\s+de(?:l\s+año)?\s+(?:19|20)\d\d)?"
          rf"|{MES}(?:\s+(?:y|a)\s+{MES})?(?:\s+de(?:l)?\s+(?:19|20)\d\d)?\b(?!\s+[a-z])")
_SIGNO = r"\s*(?::|[–—]|-(?=\s)|,|\.(?=\s))\s*"
_TIPO = r"(?:Extraordinaria|Ordinaria)"
_SESION = re.compile(
    rf"(?:(?P<n>(?:D[eé]cim[oa]\s+)?{ORDINAL}|\d{{1,2}}[.ªa°]?)\s+(?:[Ss]esi[oó]n(?:\s+(?P<tipo>{_TIPO}))?|(?P<sin>{_TIPO}))|"
    rf"(?P<sola>{_TIPO})(?=\s{{2}}))(?:{_SIGNO}|\s{{2,}})(?:[a-z]+\s+)?(?P<fecha>{_FECHA})", re.I)
_EN_PROSA = re.compile(
    rf"\bsesi[oó]n[^.;]{{0,80}}?\b(?P<tipo>(?:extra)?ordinari)[ao]s?\b[^.;\d]{{0,60}}?"
    rf"(?P<fechas>(?:{_DIA})(?:(?:,\s*|\s+y\s+(?:el\s+)?)(?:{_DIA}))*(?P<anio>\s+de\s+(?:19|20)\d\d)?)", re.I)
_YA_HECHA = re.compile(r"(?i)\b(?:aprobad|aprob[oó]\b|celebrad|celebr[oó]\b|llevad|verificad|expid)")
_CALENDARIO = re.compile(
    r"(?:\d+\.?\s+|[IVX]+\.\s+)?(?:Calendario|Cronograma|Agenda|Eventos|Actividades programadas|Fechas)\b"
    r"[^.:]{0,60}:?", re.I)
_EVENTO = re.compile(rf"(?P<nombre>[A-ZÁÉÍÓÚÑ“\"¿][^:]{{3,160}}?){_SIGNO}(?P<fecha>{_FECHA})(?=$|[\s,.;])")
_AL_REVES = re.compile(rf"(?P<fecha>{_FECHA}){_SIGNO}(?P<nombre>[A-ZÁÉÍÓÚÑ“\"].{{3,160}})$", re.I)


def extraer_sesiones_en_lista(hoja: Hoja, anio: int | None) -> tuple[tuple[Sesion, ...], tuple[Hallazgo, ...]]:
    """Return the sessions that lines of the document announce, each kind numbered as it is said; no agenda is known.

    Where no line does, those that a sentence lists ("sesionará de manera ordinaria los días 19 de enero, 20 de abril").
    """
    sesiones: dict[tuple[str, str], Sesion] = {}
    hallazgos: list[Hallazgo] = []
    for escrito, tipo, fecha, dicha in [*_en_renglones(hoja)] or [*_en_prosa(hoja)]:
        numero = escrito or str(1 + sum(t == tipo for _, t in sesiones))
        try:
            lapso = leer_fecha(dicha, anio)
        except FechaImposible:
            lapso = None
            hallazgos.append(Hallazgo(
                "fecha-imposible", f"La sesión {numero} tiene una fecha que no existe: «{fecha.texto}».",
                f"Session {numero} has a date that does not exist: “{fecha.texto}”.", fecha.tramos,
                (f"sesion/{numero}",)))
        sesiones.setdefault((numero, tipo), Sesion(numero, lapso.inicio if lapso else None, fecha, tipo, ()))
    return tuple(sesiones.values()), tuple(hallazgos)


def extraer_eventos_en_lista(hoja: Hoja, anio: int | None) -> tuple[tuple[Evento, ...], tuple[Hallazgo, ...]]:
    """Return the events that stand below the heading of a calendar, numbered from 1 in their order."""
    eventos: list[Evento] = []
    hallazgos: list[Hallazgo] = []
    for renglon, m in _anunciados(hoja):
        numero = str(len(eventos) + 1)
        fecha = pasaje_de(hoja.documento, [_trozo(renglon, m, "fecha")])
        try:
            lapso = leer_fecha(fecha.texto, anio)
        except FechaImposible:
            lapso = None
            hallazgos.append(Hallazgo(
                "fecha-imposible", f"El evento {numero} tiene una fecha que no existe: «{fecha.texto}».",
                f"Event {numero} has a date that does not exist: “{fecha.texto}”.", fecha.tramos,
                (f"evento/{numero}",)))
        if lapso and not lapso.con_anio:
            hallazgos.append(fecha_sin_anio(numero, fecha, lapso))
        eventos.append(Evento(numero, pasaje_de(hoja.documento, [_trozo(renglon, m, "nombre")]), None, (), fecha,
                              lapso.inicio if lapso else None, lapso.fin if lapso else None))
    return tuple(eventos), tuple(hallazgos)


def _en_renglones(hoja: Hoja) -> Iterator[tuple[str, str, Pasaje, str]]:
    """Yield number ("" none), kind, passage and words of the date of each session that is a line or a table's row."""
    celdas = [[r for c in fila if c for r in hoja.renglones(*c)] for t in hoja.documento.tablas for fila in t.filas]
    for suyos in [[r] for r in hoja.renglones()] + celdas:
        texto = "  ".join(r.texto for r in suyos)
        if m := _SESION.match(texto):
            fecha = next((r for r in suyos if m["fecha"] in r.texto), suyos[0])
            desde = fecha.texto.find(m["fecha"])
            yield (_orden(m["n"]) if m["n"] else "", (m["tipo"] or m["sin"] or m["sola"] or "ordinaria").lower(),
                   pasaje_de(hoja.documento, [fecha.hasta(desde + len(m["fecha"])).desde(desde)]), m["fecha"])


def _en_prosa(hoja: Hoja) -> Iterator[tuple[str, str, Pasaje, str]]:
    """Yield the same of the sessions that sentences list; one that was held already is none of the programme's."""
    for parrafo in parrafos(hoja, 0, len(hoja.documento.texto)):
        for a, b in parrafo.oraciones:
            oracion = parrafo.texto[a:b]
            m = _EN_PROSA.search(oracion)
            if m is None or _YA_HECHA.search(oracion):
                continue
            for dia in re.finditer(_DIA, m["fechas"], re.I):
                inicio = a + m.start("fechas") + dia.start()
                yield ("", f"{m['tipo']}a".lower(), parrafo.plegado.pasaje(inicio, inicio + len(dia[0])),
                       dia[0] + (m["anio"] or ""))


def _anunciados(hoja: Hoja) -> Iterator[tuple[Renglon, re.Match[str]]]:
    """Yield the lines of a calendar that name an event and its date, sessions left out."""
    dentro = False
    for renglon in hoja.renglones():
        if _CALENDARIO.fullmatch(renglon.texto):
            dentro = True
        elif dentro and any(n.patron.match(renglon.texto) for n in hoja.perfil.niveles):
            dentro = False
        elif dentro and "sesion" not in doblar(renglon.texto)[:60] and (
                m := _EVENTO.match(renglon.texto) or _AL_REVES.match(renglon.texto)):
            yield renglon, m


def _trozo(renglon: Renglon, m: re.Match[str], grupo: str) -> Renglon:
    return renglon.hasta(m.end(grupo)).desde(m.start(grupo))


def _orden(escrito: str) -> str:
    """Return an ordinal, in figures or words, as a number: "Décima primera" is 11."""
    if escrito[0].isdigit():
        return re.sub(r"\D", "", escrito)
    partes = escrito.split()
    return str(int(orden_de(partes[-1])) + (10 if len(partes) > 1 else 0))
