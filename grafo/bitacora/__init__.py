"""The trail of writes: an append-only file, chained by hash, and what checks it."""

from grafo.bitacora.asiento import Asiento, GrafoEscrito, cabeza_de, comprobar, leer_asientos
from grafo.bitacora.escritura import Bitacora

__all__ = ["Asiento", "Bitacora", "GrafoEscrito", "cabeza_de", "comprobar", "leer_asientos"]
