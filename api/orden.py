"""The command line `alinea`: every command, put together. What a command needs is imported when it runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from api import orden_almacen, orden_datos, orden_doctor, orden_revision, orden_servidor
from api.consola import Almacen, Idioma, app, avisar, errores, hablar_en
from api.idioma_de_mensajes import Habla

__all__ = ["app", "ayudas", "orden_almacen", "orden_datos", "orden_doctor", "orden_revision", "orden_servidor",
           "principal"]


@app.callback()
def alinea(
    idioma: Annotated[Idioma, typer.Option("--idioma", envvar="ALINEA_IDIOMA", help="Idioma de lo que se dice.")] =
    Idioma.es,
) -> None:
    """Alinea: de la ley a la línea de acción, con la cita que lo prueba."""
    hablar_en(idioma.value)


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
    """Entry point of the command. Its help, which is printed before any option is read, is in its language too."""
    orden = typer.main.get_command(app)
    if _pedido(sys.argv[1:], os.environ) == Idioma.en:
        _decir_ayuda(orden, Habla(Idioma.en.value))
    orden()


def ayudas(orden: Any) -> list[tuple[Any, str]]:
    """Return everything of a command, and of those below it, that has a text of help: (what, its text)."""
    cosas = [orden, *orden.params]
    propias = [(cosa, cosa.help) for cosa in cosas if getattr(cosa, "help", None)]
    return propias + [una for otra in getattr(orden, "commands", {}).values() for una in ayudas(otra)]


def _decir_ayuda(orden: Any, di: Habla) -> None:
    for cosa, texto in ayudas(orden):
        cosa.help = di(texto)


def _pedido(argumentos: Sequence[str], entorno: Mapping[str, str]) -> str:
    """Return the language asked for before the command's name, else the usual one."""
    pedido = entorno.get("ALINEA_IDIOMA", "")
    for uno, otro in zip(argumentos, [*argumentos[1:], ""], strict=True):
        if uno.startswith("--idioma"):
            pedido = uno.partition("=")[2] or otro
        elif not uno.startswith("-") and uno != pedido:
            break
    return pedido
