"""The command line `alinea`: every command, put together. What a command needs is imported when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

from api import orden_almacen, orden_datos, orden_doctor, orden_revision, orden_servidor
from api.consola import Almacen, app, avisar, errores

__all__ = ["app", "orden_almacen", "orden_datos", "orden_doctor", "orden_revision", "orden_servidor", "principal"]


@app.command()
def servir(
    host: Annotated[str | None, typer.Option("--host", help="Dirección.")] = None,
    puerto: Annotated[int | None, typer.Option("--puerto", help="Puerto.", min=0, max=65535)] = None,
    almacen: Almacen = None,
) -> None:
    """Construye (si hace falta) y sirve la aplicación web."""
    with errores():
        from api import arranque

        arranque.servir(host, puerto, almacen, avisar)


def principal() -> None:
    """Entry point of the command."""
    app()
