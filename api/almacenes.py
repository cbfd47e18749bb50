"""Which store a command means, and how it is opened: a folder, a server, or nothing yet."""

from __future__ import annotations

from pathlib import Path

from api.ajustes import ALMACEN_HABITUAL, Ajustes
from grafo.almacen import Acceso, Almacen, abrir_almacen, es_direccion
from ontologia.errores import ErrorDeAlmacen, ErrorDeEntrada

__all__ = ["abrir_existente", "abrir_nombrado", "acceso_de", "almacen_nombrado", "decir_almacen", "ruta_de_almacen"]


def almacen_nombrado(almacen: str | None, *, crear: bool = False) -> str | Path | None:
    """Return the store meant: the address or folder named, the one of the settings, or the usual folder.

    None means that there is no store yet and one in memory is to be built.
    """
    nombrado = almacen or Ajustes().almacen
    if nombrado:
        return nombrado if es_direccion(nombrado) else Path(nombrado)
    return ALMACEN_HABITUAL if crear or ALMACEN_HABITUAL.is_dir() else None


def ruta_de_almacen(almacen: str | None, *, crear: bool = False) -> Path | None:
    """Return the folder of the store, for what only a folder has. Raises `ErrorDeEntrada` for a server's address."""
    nombrado = almacen_nombrado(almacen, crear=crear)
    if isinstance(nombrado, str):
        raise ErrorDeEntrada("El almacén está en un servidor; esto solo se hace con uno en una carpeta.",
                             "Indique una carpeta con --almacen, o use las herramientas de ese servidor.")
    return nombrado


def abrir_nombrado(nombrado: str | Path | None) -> Almacen:
    """Open a store for building in it, with the access that the settings give. Raises as `abrir_almacen` does."""
    return abrir_almacen(nombrado, acceso_de(Ajustes()))


def abrir_existente(nombrado: str | Path) -> Almacen:
    """Open a store that must be there. Raises `ErrorDeAlmacen` when the folder does not exist."""
    if isinstance(nombrado, Path) and not nombrado.is_dir():
        raise ErrorDeAlmacen(f"No existe el almacén «{nombrado}».",
                             f"Constrúyalo: alinea construir --almacen {nombrado}")
    return abrir_nombrado(nombrado)


def acceso_de(ajustes: Ajustes) -> Acceso:
    """Return how a server is entered, as the settings say."""
    clave = ajustes.almacen_clave.get_secret_value() if ajustes.almacen_clave else ""
    return Acceso(ajustes.almacen_usuario or "", clave, ajustes.almacen_actualizacion or "",
                  ajustes.almacen_grafos or "", ajustes.almacen_plazo, ajustes.servicios)


def decir_almacen(nombrado: str | Path | None) -> str:
    """Return the words for a store in a message."""
    return f"almacén «{nombrado}»" if nombrado else "almacén en memoria"
