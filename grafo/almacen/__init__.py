"""The store: named graphs that are published whole and asked in SPARQL.

Only `motor` and `conversion` know the engine.
"""

from grafo.almacen.contrato import Almacen, Atencion, Consultorio, Contestado, Tripletas
from grafo.almacen.motor import AlmacenEmbebido

__all__ = ["Almacen", "AlmacenEmbebido", "Atencion", "Consultorio", "Contestado", "Tripletas"]
