"""What a programme does with others and when: its sessions, alliances and events, from tables, lists or the lines.

The surest place is asked first; a document that has none of it there is read in the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from grafo.lectura.alianzas import extraer_alianzas
from grafo.lectura.alianzas_en_lineas import extraer_alianzas_de_lineas
from grafo.lectura.alianzas_en_lista import extraer_lista_de_alianzas
from grafo.lectura.calendario_en_lista import extraer_eventos_en_lista
from grafo.lectura.eventos import extraer_eventos
from grafo.lectura.eventos_en_lineas import extraer_eventos_de_lineas
from grafo.lectura.jerarquia import Jerarquia
from grafo.lectura.renglones import Hoja
from grafo.lectura.secciones import Secciones
from grafo.lectura.sesiones import extraer_sesiones
from grafo.lectura.sesiones_en_lista import extraer_sesiones_en_lista
from grafo.modelo import Alianza, Evento, Hallazgo, Sesion

__all__ = ["Tablas", "leer_tablas"]


@dataclass(frozen=True)
class Tablas:
    """The tables of a programme as read, with the findings made on the way."""

    sesiones: tuple[Sesion, ...]
    alianzas: tuple[Alianza, ...]
    eventos: tuple[Evento, ...]
    hallazgos: tuple[Hallazgo, ...]


def leer_tablas(hoja: Hoja, secciones: Secciones, nucleo: Jerarquia, definiciones: Sequence[str],
                anio: int | None) -> Tablas:
    """Read the sessions, alliances and events of a programme; `definiciones` are names that are not to be parted.

    A date without a year is one of `anio`.
    """
    sesiones, a = _sesiones(hoja, lugar, anio) if (lugar := secciones.de("sesiones")) else ((), ())
    if not sesiones:
        sesiones, a = extraer_sesiones_en_lista(hoja, anio)
    alianzas, b = _alianzas(hoja, lugar, nucleo, definiciones) if (lugar := secciones.de("alianzas")) else ((), ())
    if not alianzas:
        alianzas = extraer_alianzas_de_lineas(hoja, nucleo, definiciones)
    eventos, c = extraer_eventos(hoja, *lugar, anio) if (lugar := secciones.de("eventos")) else ((), ())
    if not eventos:
        eventos, c = extraer_eventos_en_lista(hoja, anio)
    if not eventos:
        eventos, c = extraer_eventos_de_lineas(hoja, nucleo, anio)
    return Tablas(sesiones, alianzas, eventos, (*a, *b, *c))


def _alianzas(hoja: Hoja, lugar: tuple[int, int], nucleo: Jerarquia,
              definiciones: Sequence[str]) -> tuple[tuple[Alianza, ...], tuple[Hallazgo, ...]]:
    """Read the alliances, as a table or, where there are no rows, as a list."""
    tabla = extraer_alianzas(hoja, *lugar, nucleo.lineas, definiciones)
    return tabla if tabla[0] else extraer_lista_de_alianzas(hoja, *lugar, definiciones)


def _sesiones(hoja: Hoja, lugar: tuple[int, int], anio: int | None) -> tuple[tuple[Sesion, ...],
                                                                                     tuple[Hallazgo, ...]]:
    """Read the sessions; their kind is the word that the section's titles use."""
    titulos = " ".join(m.nombre for m in hoja.mascaras if m.clase == "titulo")
    m = re.search(r"[Ss]esiones\s+(ordinarias|extraordinarias)", titulos, re.I)
    return extraer_sesiones(hoja, *lugar, m[1].lower()[:-1] if m else "ordinaria", anio)
