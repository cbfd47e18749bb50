"""What the commands that look after a store do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from api.ajustes import ALMACEN_HABITUAL
from api.almacenes import ruta_de_almacen
from grafo.almacen import AlmacenEmbebido
from grafo.almacen.respaldo import respaldar, restaurar
from ontologia.errores import ErrorDeAlmacen, NoExiste

__all__ = ["respaldar_en", "restaurar_de"]

Aviso = Callable[[str], None]


def respaldar_en(destino: Path, almacen: str | None, aviso: Aviso) -> None:
    """Back a store up to a new folder or archive. Raises as `respaldar`; `ErrorDeAlmacen` when there is no store."""
    carpeta = ruta_de_almacen(almacen, crear=True) or ALMACEN_HABITUAL
    if not (carpeta / "datos").is_dir():
        raise ErrorDeAlmacen(f"No existe el almacén «{carpeta}».", f"Constrúyalo: alinea construir --almacen {carpeta}")
    abierto = AlmacenEmbebido(carpeta)
    try:
        respaldo = respaldar(abierto, destino)
    finally:
        abierto.cerrar()
    aviso(f"Respaldo «{destino}»: {respaldo.cuadruplas:,} cuádruplas, {len(respaldo.archivos)} archivos.")


def restaurar_de(origen: Path, almacen: str | None, aviso: Aviso) -> None:
    """Make a store from a backup. Raises as `restaurar`; `NoExiste` when there is no such backup."""
    if not origen.exists():
        raise NoExiste(f"No existe «{origen}».", "Nombre la carpeta o el archivo que escribió alinea respaldar.")
    carpeta = ruta_de_almacen(almacen, crear=True) or ALMACEN_HABITUAL
    respaldo = restaurar(origen, carpeta)
    aviso(f"Almacén «{carpeta}»: {respaldo.cuadruplas:,} cuádruplas, comprobado archivo por archivo.")
