"""What the command line writes in a store, told in its trail of writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from grafo.almacen import Almacen
from grafo.bitacora import Bitacora
from grafo.publicacion import Publicador
from ontologia.iris import Acunador

__all__ = ["CONSOLA", "NOMBRE", "anotando"]

CONSOLA = "consola"
"""Who the trail says wrote on the command line."""

NOMBRE = "bitacora.jsonl"
"""The file of the trail, in the store's folder."""


@contextmanager
def anotando(almacen: Almacen, nombrado: str | Path | None, acunador: Acunador, que: str) -> Iterator[None]:
    """Tell the trail of a store in a folder what the command line writes meanwhile; of another store, nothing.

    What was published is told without its graphs: there may be thousands. Raises `ErrorDeAlmacen`.
    """
    if not isinstance(nombrado, Path):
        yield
        return
    bitacora = Bitacora(nombrado / NOMBRE)
    Publicador(almacen, acunador, bitacora)  # what a crash cut short is told first
    antes = almacen.generacion
    bitacora.empezar(CONSOLA, que, antes, ())
    try:
        yield
    finally:
        bitacora.terminar(almacen.generacion, publicado=almacen.generacion != antes)
