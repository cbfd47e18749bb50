"""Worker processes for free queries: what they do is on a snapshot, and each can be killed without harm."""

from grafo.almacen.obreros.consultorio import ConsultorioDeObreros, Limites
from grafo.almacen.obreros.encargo import Encargo

__all__ = ["ConsultorioDeObreros", "Encargo", "Limites"]
