"""Events written as lines of a calendar, "name: date" or "date: name", where the document has no table of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grafo.lectura.eventos import lapso_de_evento
from grafo.lectura.fechas import MES
from grafo.lectura.lexico import doblar
from grafo.lectura.renglones import Hoja, Renglon, pasaje_de
from grafo.modelo import Evento, Hallazgo

__all__ = ["extraer_eventos_en_lista"]

_DIA = rf"\d{{1,2}}(?:º|°|o\.?)?(?:\s*(?:,|y|al?|-)\s*\d{{1,2}})*\s+de\s+{MES}|\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{4}}"
_FECHA = (rf"(?:(?:del?|el|al)\s+)?(?:{_DIA})(?:\s+(?:al?|y)\s+(?:{_DIA}))?(?:\s+de(?:l\s+año)?\s+(?:19|20)\d\d)?"
          rf"|{MES}(?:\s+(?:y|a)\s+{MES})?(?:\s+de(?:l)?\s+(?:19|20)\d\d)?\b(?!\s[a-z])")
_SIGNO = r"\s*(?::|[–—]|-(?=\s)|,|\.(?=\s))\s*"
_CALENDARIO = re.compile(
    r"(?:\d+\.?\s+|[IVX]+\.\s+)?(?:Calendario|Cronograma|Agenda|Eventos|Hitos|Actividades programadas|Fechas)\b"
    r"[^.:]{0,60}:?", re.I)
_EVENTO = re.compile(rf"(?P<nombre>[A-ZÁÉÍÓÚÑ“\"¿][^:]{{3,160}}?){_SIGNO}(?P<fecha>{_FECHA})(?=$|[\s,.;])")
_AL_REVES = re.compile(rf"(?P<fecha>{_FECHA})(?:{_SIGNO}|\s{{2,}})(?P<nombre>[A-ZÁÉÍÓÚÑ“\"].{{3,160}})$", re.I)


def extraer_eventos_en_lista(hoja: Hoja, anio: int | None) -> tuple[tuple[Evento, ...], tuple[Hallazgo, ...]]:
    """Return the events that stand below the heading of a calendar, numbered from 1 in their order."""
    eventos: list[Evento] = []
    hallazgos: list[Hallazgo] = []
    for renglon, m in _anunciados(hoja):
        numero = str(len(eventos) + 1)
        fecha = pasaje_de(hoja.documento, [_trozo(renglon, m, "fecha")])
        lapso, notados = lapso_de_evento(numero, fecha, anio)
        hallazgos += notados
        eventos.append(Evento(numero, pasaje_de(hoja.documento, [_trozo(renglon, m, "nombre")]), None, (), fecha,
                              lapso.inicio if lapso else None, lapso.fin if lapso else None))
    return tuple(eventos), tuple(hallazgos)


def _anunciados(hoja: Hoja) -> Iterator[tuple[Renglon, re.Match[str]]]:
    """Yield the lines of a calendar that name an event and its date, sessions left out."""
    dentro = False
    for renglon in hoja.renglones():
        if _CALENDARIO.fullmatch(renglon.texto):
            dentro = True
        elif dentro and any(n.patron.match(renglon.texto) for n in hoja.perfil.niveles):
            dentro = False
        elif dentro and not re.search("sesion|^(?:extra)?ordinari", doblar(renglon.texto)[:60]) and (
                m := _EVENTO.match(renglon.texto) or _AL_REVES.match(renglon.texto)):
            yield renglon, m


def _trozo(renglon: Renglon, m: re.Match[str], grupo: str) -> Renglon:
    return renglon.hasta(m.end(grupo)).desde(m.start(grupo))
