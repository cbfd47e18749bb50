"""Books, titles, chapters and sections, each with the path that tells it from its namesakes."""

from __future__ import annotations

from collections.abc import Sequence

from grafo.ley.corrido import Corredor
from grafo.ley.modelo import Division
from grafo.ley.pliego import Pliego
from grafo.ley.reparto import NIVELES, Cabeza, texto_de
from ontologia.iris import ranura

__all__ = ["Armazon", "armar"]

_SEGMENTOS = {"libro": "lib", "parte": "par", "titulo": "tit", "capitulo": "cap", "seccion": "sec",
              "subseccion": "sub"}

Armazon = dict[int, tuple[Division, ...]]
"""For the position of each heading, the divisions open behind it, outermost first."""


def armar(pliego: Pliego, corredor: Corredor, cabezas: Sequence[Cabeza]) -> Armazon:
    """Return the divisions by the position of their heading."""
    armazon: Armazon = {}
    usadas: set[tuple[str, ...]] = set()
    abiertas: tuple[Division, ...] = ()
    for cabeza in cabezas:
        nivel = NIVELES.index(cabeza.encabezado.clase)
        abiertas = tuple(d for d in abiertas if NIVELES.index(d.clase) < nivel)
        ruta = (*(abiertas[-1].ruta if abiertas else ()), _segmento(cabeza))
        veces = 1
        while ruta in usadas:
            veces += 1
            ruta = (*ruta[:-1], f"{_segmento(cabeza)}-{veces}")
        usadas.add(ruta)
        abiertas = (*abiertas, _division(pliego, corredor, cabeza, ruta))
        armazon[cabeza.posicion] = abiertas
    return armazon


def _segmento(cabeza: Cabeza) -> str:
    return f"{_SEGMENTOS[cabeza.encabezado.clase]}_{ranura(cabeza.encabezado.numero)}"


def _division(pliego: Pliego, corredor: Corredor, cabeza: Cabeza, ruta: tuple[str, ...]) -> Division:
    renglones = texto_de(pliego, cabeza.posicion, cabeza.fin)
    texto = corredor.pasaje(renglones)
    assert texto is not None
    debajo = corredor.pasaje(renglones[1:])
    nombre = " ".join(filter(None, (cabeza.encabezado.nombre, debajo.texto if debajo else "")))
    return Division(cabeza.encabezado.clase, cabeza.encabezado.numero, nombre, texto, ruta)
