"""The calendar of sessions: number, date, and every item of the agenda with what the session does with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from grafo.lectura.fechas import MES, FechaImposible, leer_fecha
from grafo.lectura.perfil import Modalidad
from grafo.lectura.plegado import Plegado
from grafo.lectura.renglones import Hoja, Renglon, cortes, pasaje_de
from grafo.modelo import Asunto, Hallazgo, Pasaje, Sesion

__all__ = ["dia_de_sesion", "extraer_sesiones"]

_FILA = re.compile(rf"(?P<n>\d{{1,2}})[.ªa°]?\s+(?P<f>\d{{1,2}}º?\s+de\b|\d{{1,2}}[/-]\d|{MES}\b|"
                   r"(?i:(?:primera|segunda)\s+(?:quincena|semana)|por\s+definir)\b)")
_SOLO = re.compile(r"\d{1,2}[.ªa°]?")
_CABE_EN_FECHA = re.compile(rf"(?:(?:de|del)\s+)?(?:{MES})?\s*(?:(?:de|del)\b)?\s*(?:(?:19|20)\d\d)?")


@dataclass(slots=True)
class _Fila:
    """A row being read: number, the lines of its date, the lines of its agenda."""

    numero: str
    fecha: list[Renglon]
    agenda: list[Renglon] = field(default_factory=list)


def extraer_sesiones(hoja: Hoja, inicio: int, fin: int, tipo: str,
                     anio: int | None) -> tuple[tuple[Sesion, ...], tuple[Hallazgo, ...]]:
    """Read the calendar of sessions in [inicio, fin); `tipo` is the kind that the section's title names."""
    filas: list[_Fila] = []
    renglones = hoja.renglones(inicio, fin)
    for indice, renglon in enumerate(renglones):
        siguiente = renglones[indice + 1] if indice + 1 < len(renglones) else None
        m = _FILA.match(renglon.texto) if not renglon.vineta else None
        if m:
            filas.append(_Fila(m["n"], [renglon.desde(m.start("f"))]))
        elif siguiente and _SOLO.fullmatch(renglon.texto) and (
                m := _FILA.match(f"{renglon.texto} {siguiente.texto}")):
            filas.append(_Fila(m["n"], []))  # the number in a cell of its own; its date is the next line
        elif filas and not filas[-1].fecha:
            filas[-1].fecha.append(renglon)
        elif not filas:
            continue
        elif not filas[-1].agenda and not renglon.vineta and _sigue_fecha(filas[-1].fecha, renglon):
            filas[-1].fecha.append(renglon)
        else:
            filas[-1].agenda.append(renglon)
    sesiones: list[Sesion] = []
    hallazgos: list[Hallazgo] = []
    for fila in filas:
        sesion, notados = _sesion(hoja, fila, tipo, anio)
        sesiones.append(sesion)
        hallazgos += notados
    return tuple(sesiones), tuple(hallazgos)


def _sigue_fecha(fecha: Sequence[Renglon], renglon: Renglon) -> bool:
    """Tell whether a line goes on with a date that is not complete (month or year still missing)."""
    dicho = " ".join(r.texto for r in fecha)
    return not re.search(r"\b(?:19|20)\d\d$", dicho) and bool(_CABE_EN_FECHA.fullmatch(renglon.texto))


def _sesion(hoja: Hoja, fila: _Fila, tipo: str, anio: int | None) -> tuple[Sesion, list[Hallazgo]]:
    fecha = pasaje_de(hoja.documento, fila.fecha)
    dia, hallazgos = dia_de_sesion(fila.numero, fecha, fecha.texto, anio)
    asuntos, notados = _agenda(hoja, fila.numero, fila.agenda)
    return Sesion(fila.numero, dia, fecha, tipo, tuple(asuntos)), hallazgos + notados


def dia_de_sesion(numero: str, fecha: Pasaje, palabras: str,
                  anio: int | None) -> tuple[date | None, list[Hallazgo]]:
    """Return the day that the words of a session's date say, and the finding that there is no such day."""
    try:
        lapso = leer_fecha(palabras, anio)
    except FechaImposible:
        return None, [Hallazgo(
            "fecha-imposible", f"La sesión {numero} tiene una fecha que no existe: «{fecha.texto}».",
            f"Session {numero} has a date that does not exist: “{fecha.texto}”.", fecha.tramos, (f"sesion/{numero}",))]
    return lapso.inicio if lapso else None, []


def _modalidad(texto: str, modalidades: Sequence[Modalidad]) -> tuple[str, int] | None:
    """Return the key of the modality whose words open a text, and how far they go."""
    for modalidad in modalidades:
        if (m := modalidad.patron.match(texto)) and m.end():
            return modalidad.clave, m.end()
    return None


def _agenda(hoja: Hoja, sesion: str, renglones: Sequence[Renglon]) -> tuple[list[Asunto], list[Hallazgo]]:
    """Read the items of an agenda.

    A bullet of the first level either is an item with the words of its modality, or heads a group (it ends in a
    colon); bullets of the second level belong to the group. A first-level bullet with neither words nor colon belongs
    to the group above it, and is a finding.
    """
    asuntos: list[Asunto] = []
    hallazgos: list[Hallazgo] = []
    grupo: str | None = None
    for bloque in _vinetas(renglones, hoja.perfil.modalidades):
        plegado = Plegado.de_cortes(hoja.documento, cortes(bloque))
        dicho = plegado.letras
        hallada = _modalidad(dicho, hoja.perfil.modalidades)
        if bloque[0].vineta == 2 and grupo:
            asuntos.append(Asunto(grupo, pasaje_de(hoja.documento, bloque)))
        elif hallada and (hallada[1] >= len(dicho) or dicho.endswith(":")):
            grupo = hallada[0]
        elif hallada:
            grupo = None
            asuntos.append(Asunto(hallada[0], plegado.pasaje(hallada[1], len(dicho))))
        elif asuntos or grupo:
            clave = grupo or asuntos[-1].modalidad
            pasaje = pasaje_de(hoja.documento, bloque)
            asuntos.append(Asunto(clave, pasaje))
            hallazgos.append(Hallazgo(
                "vineta-de-otro-nivel",
                f"En la sesión {sesion}, «{pasaje.texto}» está como viñeta de primer nivel y no dice su modalidad; "
                "se leyó con la del grupo que la precede.",
                f"In session {sesion}, “{pasaje.texto}” is a first-level bullet that does not say its modality; it was "
                "read with that of the group above it.", pasaje.tramos, (f"sesion/{sesion}",)))
        else:
            pasaje = pasaje_de(hoja.documento, bloque)
            hallazgos.append(Hallazgo(
                "texto-no-leido", f"En la sesión {sesion}, «{pasaje.texto}» no dice su modalidad y no se leyó.",
                f"In session {sesion}, “{pasaje.texto}” does not say its modality and was not read.",
                pasaje.tramos, (f"sesion/{sesion}",)))
    return asuntos, hallazgos


def _vinetas(renglones: Sequence[Renglon], modalidades: Sequence[Modalidad]) -> list[list[Renglon]]:
    """Return the lines of an agenda by bullet; where the glyphs are lost the words of a modality open one."""
    bloques: list[list[Renglon]] = []
    hay_vinetas = any(r.vineta for r in renglones)
    for renglon in renglones:
        abre = bool(renglon.vineta) or (not hay_vinetas and _abre_sin_glifo(renglon, modalidades, bloques))
        if abre or not bloques:
            bloques.append([renglon])
        else:
            bloques[-1].append(renglon)
    return bloques


def _abre_sin_glifo(renglon: Renglon, modalidades: Sequence[Modalidad], bloques: Sequence[Sequence[Renglon]]) -> bool:
    previo = bloques[-1][-1].texto if bloques else ""
    return bool(_modalidad(renglon.texto, modalidades)) or (
        previo.endswith((":", ".", ";")) and renglon.texto[0].isupper())
