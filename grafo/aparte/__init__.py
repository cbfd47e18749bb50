"""Reading a document from somebody else: in a process of its own, bounded in time and memory, one at a time."""

from grafo.aparte.lector import Lector, LimitesDeLectura, ProgramaLeido

__all__ = ["Lector", "LimitesDeLectura", "ProgramaLeido"]
