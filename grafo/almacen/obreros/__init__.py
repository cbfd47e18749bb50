"""Worker processes for free queries: what they do is on a snapshot, and each can be killed without harm."""

from grafo.almacen.obreros.consultorio import ConsultorioDeObreros, Limites

__all__ = ["ConsultorioDeObreros", "Limites"]
