"""Dates: sessions out of order, sessions and events outside the programme's year."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from grafo.lectura.renglones import Hoja
from grafo.modelo import Hallazgo, Programa

__all__ = ["fechas_fuera_del_anio", "sesiones_desordenadas"]


def sesiones_desordenadas(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Sessions dated before the one above them, or on the same day."""
    fechadas = [(s, s.fecha) for s in programa.sesiones if s.fecha]
    for (antes, dia), (sesion, despues) in itertools.pairwise(fechadas):
        if despues <= dia:
            yield Hallazgo(
                "sesiones-desordenadas",
                f"La sesión {sesion.numero} («{sesion.fecha_texto.texto}») no es posterior a la sesión "
                f"{antes.numero} («{antes.fecha_texto.texto}»).",
                f"Session {sesion.numero} (“{sesion.fecha_texto.texto}”) is not after session "
                f"{antes.numero} (“{antes.fecha_texto.texto}”).",
                antes.fecha_texto.tramos + sesion.fecha_texto.tramos,
                (f"sesion/{antes.numero}", f"sesion/{sesion.numero}"))


def fechas_fuera_del_anio(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Sessions and events of which no day falls in the programme's year."""
    fechados = [(f"sesion/{s.numero}", f"La sesión {s.numero}", f"Session {s.numero}", s.fecha_texto, s.fecha, s.fecha)
                for s in programa.sesiones if s.fecha]
    fechados += [(f"evento/{e.numero}", f"El evento {e.numero}", f"Event {e.numero}", e.fecha, e.inicio, e.fin)
                 for e in programa.eventos if e.fecha and e.inicio and e.fin]
    for clave, que, what, pasaje, inicio, fin in fechados:
        if programa.anio and inicio and fin and not inicio.year <= programa.anio <= fin.year:
            yield Hallazgo("fecha-fuera-del-anio", f"{que} («{pasaje.texto}») no es de {programa.anio}.",
                           f"{what} (“{pasaje.texto}”) is not in {programa.anio}.", pasaje.tramos, (clave,))
