"""The table of events: name, objective, lines, and the probable date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grafo.lectura.alianzas import citadas
from grafo.lectura.fechas import MES, FechaImposible, Lapso, leer_fecha
from grafo.lectura.filas import (
    Falta,
    Fila,
    abrir_filas,
    continuar,
    encaje_de_nombre,
    encaje_de_prosa,
    faltas,
    partir_nombre,
)
from grafo.lectura.renglones import Hoja, Renglon, pasaje_de
from grafo.modelo import Evento, Hallazgo, Pasaje

__all__ = ["extraer_eventos", "lapso_de_evento"]

_NUMERO = re.compile(r"\d+(?:\.\d+){2,3}\b\.?[,;]?\s*(?:y\s+)?")
_FECHA = re.compile(rf"(?:(?:del?|el|al)\s+)?(?:\d{{1,2}}(?:\s*(?:,|y|al|a|-)\s*\d{{1,2}})*\s+de\s+)?{MES}\b"
                    r"|(?:(?:[Pp]rimer|[Ss]egundo|[Tt]ercer|[Cc]uarto|[1-4](?:er|do|to|o)|I{1,3}|IV)\s+"
                    r"(?:bimestre|trimestre|cuatrimestre|semestre))|[Pp]or (?:definir|confirmar)|\d{1,2}/\d{1,2}/\d{4}")


def extraer_eventos(hoja: Hoja, inicio: int, fin: int,
                    anio: int | None) -> tuple[tuple[Evento, ...], tuple[Hallazgo, ...]]:
    """Read the table of events; a date without a year is read in `anio`, its words are kept."""
    eventos: list[Evento] = []
    hallazgos: list[Hallazgo] = []
    incompletas: list[Falta] = []
    for fila in abrir_filas(hoja.renglones(inicio, fin)):
        evento, falta, notados = _evento(hoja, fila, anio)
        eventos += [evento] if evento else []
        incompletas += [falta] if falta else []
        hallazgos += notados
    return tuple(eventos), (*hallazgos, *faltas("eventos", incompletas))


def _evento(hoja: Hoja, fila: Fila, anio: int | None) -> tuple[Evento | None, Falta | None, list[Hallazgo]]:
    sobre = (f"evento/{fila.numero}",)
    todo = pasaje_de(hoja.documento, [r for s in fila.segmentos for r in s])
    previo, lineas, fecha = _columnas(fila)
    nombre, objetivo, pegada = partir_nombre(previo, hoja.perfil, primera=True)
    if not nombre:
        return None, None, [Hallazgo("tabla-incompleta", f"El evento {fila.numero} no tiene nombre; no se leyó.",
                                     f"Event {fila.numero} has no name; it was not read.", todo.tramos, sobre)]
    hallazgos = []
    if pegada:
        hallazgos.append(Hallazgo("celda-pegada",
                                  f"En el evento {fila.numero} el nombre y el objetivo están en el mismo renglón.",
                                  f"In event {fila.numero} name and objective stand on one line.", todo.tramos, sobre))
    vacias = (("objetivo", objetivo), ("líneas", lineas), ("fecha", fecha))
    falta = Falta("evento", fila.numero, todo.tramos, tuple(c for c, r in vacias if not r))
    cuando = pasaje_de(hoja.documento, fecha) if fecha else None
    lapso, notados = lapso_de_evento(fila.numero, cuando, anio)
    hallazgos += notados
    return Evento(fila.numero, pasaje_de(hoja.documento, nombre),
                  pasaje_de(hoja.documento, objetivo) if objetivo else None, citadas(hoja, lineas), cuando,
                  lapso.inicio if lapso else None, lapso.fin if lapso else None), falta, hallazgos


def lapso_de_evento(numero: str, fecha: Pasaje | None, anio: int | None) -> tuple[Lapso | None, list[Hallazgo]]:
    """Return the days that an event's date allows, and what is wrong with its words; without a year it is `anio`'s."""
    if fecha is None:
        return None, []
    sobre = (f"evento/{numero}",)
    try:
        lapso = leer_fecha(fecha.texto, anio)
    except FechaImposible:
        return None, [Hallazgo(
            "fecha-imposible", f"El evento {numero} tiene una fecha que no existe: «{fecha.texto}».",
            f"Event {numero} has a date that does not exist: “{fecha.texto}”.", fecha.tramos, sobre)]
    if lapso is None or lapso.con_anio:
        return lapso, []
    return lapso, [Hallazgo(
        "evento-sin-anio", f"La fecha del evento {numero}, «{fecha.texto}», no dice el año; se leyó en "
        f"{lapso.inicio.year}.",
        f"The date of event {numero}, “{fecha.texto}”, names no year; it was read in {lapso.inicio.year}.",
        fecha.tramos, sobre)]


def _columnas(fila: Fila) -> tuple[list[Renglon], list[Renglon], list[Renglon]]:
    """Return the lines of name and objective, of the line numbers, and of the date, over all segments."""
    previo: list[Renglon] = []
    lineas: list[Renglon] = []
    fecha: list[Renglon] = []
    for orden, segmento in enumerate(fila.segmentos):
        antes, numeros, cuando = _segmento(segmento)
        if orden and antes and previo:
            nombre, objetivo = continuar(antes, ["", ""], [encaje_de_nombre(""), encaje_de_prosa("x")])
            corte = len(previo)
            antes = [*nombre, *objetivo] if corte else antes
        previo += antes
        lineas += numeros
        fecha += cuando
    return previo, lineas, fecha


def _segmento(renglones: Sequence[Renglon]) -> tuple[list[Renglon], list[Renglon], list[Renglon]]:
    """Take a segment apart: the first line that opens with a number of a line parts name and objective from the rest.

    Where no line is named, the date is the last block, if it has the shape of one.
    """
    corte = next((i for i, r in enumerate(renglones) if _NUMERO.match(r.texto)), None)
    if corte is None:
        corte = next((i for i, r in enumerate(renglones) if r.tras_blanco and _FECHA.match(r.texto)
                      and all(len(x.texto) < 30 for x in renglones[i:])), len(renglones))
        return list(renglones[:corte]), [], list(renglones[corte:])
    numeros: list[Renglon] = []
    fecha: list[Renglon] = []
    for renglon in renglones[corte:]:
        fin = 0
        while m := _NUMERO.match(renglon.texto, fin):
            fin = m.end()
        if fin and not fecha:
            numeros.append(renglon.hasta(fin))
        if fin < len(renglon.texto):
            fecha.append(renglon.desde(fin) if fin else renglon)
    return list(renglones[:corte]), numeros, fecha
