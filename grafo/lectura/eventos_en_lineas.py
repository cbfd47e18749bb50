"""Events that no table and no calendar lists: those that lines name, and the sentences that give one a date.

"Organizar el Hackatón “Agua Abierta” (24 y 25 de agosto)"; "Celebrar la Semana de la Integridad del 2 al 6 de junio";
"Convocar a una reunión informativa el 22 de marzo"; "Jornada de Puertas Abiertas: 9 de junio".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from grafo.lectura.eventos import lapso_de_evento
from grafo.lectura.fechas import MES
from grafo.lectura.jerarquia import Jerarquia
from grafo.lectura.lexico import Lexico, doblar
from grafo.lectura.plegado import Plegado
from grafo.lectura.propios import corridas
from grafo.lectura.prosa import oraciones
from grafo.lectura.renglones import Hoja, cortes
from grafo.modelo import Evento, Hallazgo, LineaCitada, LineaDeAccion, Pasaje

__all__ = ["extraer_eventos_de_lineas"]

_DIAS = r"\d{1,2}(?:º|°|o\.?)?(?:\s*(?:,|y|al?|-)\s*\d{1,2})*"
_DIA = rf"{_DIAS}\s+de\s+{MES}(?:\s+(?:al?|y)\s+(?:el\s+)?{_DIAS}\s+de\s+{MES})?(?:\s+del?\s+(?:19|20)\d\d)?"
_SEMANA = r"(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)"
_FECHA = re.compile(rf"(?:(?:del|el|los\s+d[ií]as)\s+)?(?:{_SEMANA}\s+)?"
                    rf"(?P<f>{_DIA}|\d{{1,2}}[-/]\d{{1,2}}[-/](?:19|20)\d\d|{MES}\s+de\s+(?:19|20)\d\d)")
_COMILLAS = re.compile(r"[“\"«][^”\"»]{3,140}[”\"»]")
_TITULO = re.compile(rf"\s*,?\s*{_COMILLAS.pattern}")
_ADJETIVO = re.compile(r"\s+[a-záéíóúñ]{5,}(?=\s+(?:[“\"«]|el\s|del\s))")
_CON = re.compile(r"\scon\s")
_SE_CELEBRA = re.compile(r"(?i)\b(?:celebra|conmemora|festeja|organiza|realiza)\w*\s+(?:el|los)\s+$")
_JUNTO = 60
"""Characters before an event's name within which its date may stand."""
_CERCA = 160
"""Characters behind an event's name within which its date is looked for."""
_LARGO = 300
"""Characters of the longest name."""


@dataclass(frozen=True, slots=True)
class _Nombrado:
    """An event as the text names it: its name, its date if it has one, and the line that names it."""

    nombre: Pasaje
    fecha: Pasaje | None
    linea: LineaDeAccion | None


def extraer_eventos_de_lineas(hoja: Hoja, nucleo: Jerarquia,
                              anio: int | None) -> tuple[tuple[Evento, ...], tuple[Hallazgo, ...]]:
    """Return the events that lines name, and those that sentences behind the last line date, numbered in order.

    With a capital the noun of an event ("Foro", "Semana") opens a name; in small letters it needs a title in quotation
    marks or a day. One that stands in several lines is one event.
    """
    eventos: dict[str, Evento] = {}
    hallazgos: list[Hallazgo] = []
    for dicho in _nombrados(hoja, nucleo):
        clave = doblar(dicho.nombre.texto)
        citada = (LineaCitada(dicho.linea.numero, dicho.nombre),) if dicho.linea else ()
        previo = eventos.get(clave)
        numero = previo.numero if previo else str(len(eventos) + 1)
        lapso, notado = lapso_de_evento(numero, dicho.fecha, anio)
        hallazgos += notado
        fecha = previo.fecha if previo and previo.fecha else dicho.fecha
        dias = (previo.inicio, previo.fin) if previo and previo.fecha else (
            (lapso.inicio, lapso.fin) if lapso else (None, None))
        eventos[clave] = Evento(numero, previo.nombre if previo else dicho.nombre, None,
                                (*(previo.lineas if previo else ()), *citada), fecha, *dias)
    return tuple(eventos.values()), tuple(hallazgos)


def _nombrados(hoja: Hoja, nucleo: Jerarquia) -> Iterator[_Nombrado]:
    """Yield the events that are named: line by line, then in the sentences behind the last."""
    plazos = {p.sobre: next((v for clave, v in p.valores if clave == "plazo" and _FECHA.search(v.texto)), None)
              for p in nucleo.prosa}
    for linea in nucleo.lineas:
        plegado = Plegado.de_pasaje(hoja.documento, linea.texto)
        for nombre, fecha in _en_frase(hoja, plegado, 0, len(plegado.letras)):
            plazo = plazos.get(f"linea/{linea.numero}")
            yield _Nombrado(nombre, fecha or plazo, linea)
    if nucleo.lineas:
        detras = hoja.renglones(max(t.fin for x in nucleo.lineas for t in x.texto.tramos))
        plegado = Plegado.de_cortes(hoja.documento, cortes(detras))
        for a, b in oraciones(plegado.letras):
            for nombre, fecha in _en_frase(hoja, plegado, a, b):
                if fecha is not None:
                    yield _Nombrado(nombre, fecha, None)


def _en_frase(hoja: Hoja, plegado: Plegado, desde: int, hasta: int) -> Iterator[tuple[Pasaje, Pasaje | None]]:
    """Yield the names of events in [desde, hasta), each with the date that stands near it, if any."""
    cabezas = "|".join(hoja.perfil.palabras["cabezas_de_evento"])
    lexico = Lexico.de(hoja.perfil)
    libre = desde
    for m in re.finditer(rf"\b(?i:{cabezas})\b", plegado.letras[:hasta]):
        if m.start() < libre:
            continue
        fin = _fin_del_nombre(plegado.letras, m.span(), hasta, lexico)
        fecha = _FECHA.search(plegado.letras, fin, min(fin + _CERCA, hasta)) or next(
            (f for f in _FECHA.finditer(plegado.letras, max(m.start() - _JUNTO, libre), m.start())), None)
        es_dia = doblar(m.group()).startswith("dia ")
        propio = m.group()[0].isupper() and fin > m.end() and (
            not es_dia or _SE_CELEBRA.search(plegado.letras, desde, m.start()) is not None)
        titulado = _COMILLAS.search(plegado.letras, m.start(), fin) is not None
        if not (propio or titulado or (fecha and fecha.start() - fin < 4)):
            continue
        libre = max(fecha.end() if fecha else fin, fin)
        yield plegado.pasaje(m.start(), fin), plegado.pasaje(*fecha.span("f")) if fecha else None


def _fin_del_nombre(letras: str, cabeza: tuple[int, int], hasta: int, lexico: Lexico) -> int:
    """Return where the name of an event ends: its capitals, or its noun and adjectives, and a title in quotes."""
    inicio, fin = cabeza
    primera = next(corridas(letras[inicio:min(inicio + _LARGO, hasta)], lexico), None)
    if primera and inicio + primera.inicio < fin:
        con = _CON.search(letras, fin, inicio + primera.fin)
        fin = max(con.start() if con else inicio + primera.fin, fin)
    elif m := _ADJETIVO.match(letras, fin, hasta):
        fin = m.end()
    titulo = _TITULO.match(letras, fin, hasta)
    return titulo.end() if titulo else fin
