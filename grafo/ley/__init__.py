"""The law itself: an official text read article by article, as triples, and what its words propose for a line."""

from grafo.ley.intercambio import ley_como_json
from grafo.ley.lectura import leer_ley
from grafo.ley.modelo import Articulo, Decreto, Division, Ley, Parte, Reforma, Transitorio

__all__ = ["Articulo", "Decreto", "Division", "Ley", "Parte", "Reforma", "Transitorio", "ley_como_json", "leer_ley"]
