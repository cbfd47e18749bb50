"""The commands of who runs the server: keys, and the trail of writes."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from api.consola import Almacen, FormatoDeTabla, Salida, app, avisar, errores, escribir, habla

__all__ = ["bitacora", "llave"]


class _Rol(StrEnum):
    """What a key lets do; `api.llaves.ROLES` explains."""

    lee = "lee"
    revisa = "revisa"
    administra = "administra"


@app.command()
def llave(
    nombre: Annotated[str, typer.Argument(help="Quién la tendrá: así firmará lo que escriba.")],
    rol: Annotated[_Rol, typer.Option("--rol", help="Qué deja hacer.")] = _Rol.revisa,
) -> None:
    """Hace una llave: el token, que no se guarda en ninguna parte, y la línea para el archivo ALINEA_LLAVES."""
    with errores():
        from api.llaves import nueva_llave

        token, linea = nueva_llave(nombre, rol.value)
        avisar(f"Llave de {nombre}, que no se volverá a mostrar: {token}")
        avisar("Añada esta línea al archivo de ALINEA_LLAVES, y reinicie el servidor:")
        escribir(linea, None)


@app.command()
def bitacora(
    formato: Annotated[FormatoDeTabla, typer.Option("--formato")] = FormatoDeTabla.texto,
    almacen: Almacen = None,
    salida: Salida = None,
) -> None:
    """Quién escribió qué y cuándo, y si la bitácora está entera (estado 1 si no)."""
    with errores():
        from api import bitacoras

        asientos, faltas = bitacoras.leer_bitacora(almacen)
        escribir(bitacoras.representar(asientos, faltas, formato.value, habla()), salida)
        raise typer.Exit(1 if faltas else 0)
