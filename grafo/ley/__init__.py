"""The law itself: an official text read article by article, as triples, and what its words propose for a line."""

from grafo.ley.cuadruplas import grafos_de_ley
from grafo.ley.intercambio import ley_como_json
from grafo.ley.lectura import leer_ley
from grafo.ley.modelo import Articulo, Decreto, Division, Ley, Parte, Reforma, Transitorio
from grafo.ley.propuestas import (
    Apunte,
    Propuesta,
    apuntes_de_lineas,
    lineas_solo_por_bloque,
    proponer_articulos,
)

__all__ = [
    "Apunte",
    "Articulo",
    "Decreto",
    "Division",
    "Ley",
    "Parte",
    "Propuesta",
    "Reforma",
    "Transitorio",
    "apuntes_de_lineas",
    "grafos_de_ley",
    "leer_ley",
    "ley_como_json",
    "lineas_solo_por_bloque",
    "proponer_articulos",
]
