"""The commands that look after a store in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.consola import Almacen, app, avisar, errores

__all__ = ["respaldar", "restaurar"]


@app.command()
def respaldar(
    destino: Annotated[Path, typer.Argument(metavar="CARPETA_O_ARCHIVO", help="Carpeta nueva, .tar, .tar.gz o .tgz.")],
    almacen: Almacen = None,
) -> None:
    """Escribe un respaldo del almacén, con la huella de cada archivo."""
    with errores():
        from api.custodia import respaldar_en

        respaldar_en(destino, almacen, avisar)


@app.command()
def restaurar(
    origen: Annotated[Path, typer.Argument(metavar="ORIGEN", help="Carpeta o archivo que escribió respaldar.")],
    almacen: Almacen = None,
) -> None:
    """Rehace un almacén, en una carpeta vacía, desde un respaldo que antes se comprueba."""
    with errores():
        from api.custodia import restaurar_de

        restaurar_de(origen, almacen, avisar)
