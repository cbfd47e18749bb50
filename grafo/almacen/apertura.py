"""Opening a store by its name: a folder of this machine, or the address of a server."""

from __future__ import annotations

from pathlib import Path

from grafo.almacen.contrato import Almacen
from grafo.almacen.enlace import Acceso
from grafo.almacen.motor import AlmacenEmbebido
from grafo.almacen.remoto import AlmacenRemoto

__all__ = ["abrir_almacen", "es_direccion"]


def es_direccion(nombrado: str | Path) -> bool:
    """Return whether a name is the address of a server (http, https) and not a folder."""
    return isinstance(nombrado, str) and "://" in nombrado


def abrir_almacen(nombrado: str | Path | None, acceso: Acceso | None = None) -> Almacen:
    """Open the store of a folder (made when missing), of a server, or a new one in memory (None).

    Raises `ErrorDeEntrada` for an address that is not http(s), `ErrorDeAlmacen` when it cannot be opened or reached.
    """
    if nombrado is not None and es_direccion(nombrado):
        return AlmacenRemoto(str(nombrado), acceso)
    return AlmacenEmbebido(None if nombrado is None else Path(nombrado))
