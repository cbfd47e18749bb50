"""Stands before everything else: no token in an address, and, where the settings say so, no reading without a key."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errores import responder
from api.permisos import llave_de, rehusar_en_la_direccion
from ontologia.errores import ErrorDeAlinea

__all__ = ["Portero"]

_ABIERTO = ("/salud", "/estaticos/")


class Portero:
    """Refuses a request before any other part of the application, memories of answers included, has seen it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http":
            peticion = Request(scope)
            camino = str(scope["path"]).removeprefix(scope.get("root_path", ""))
            try:
                rehusar_en_la_direccion(peticion)
                if peticion.app.state.sitio.llaves.leer_pide and not camino.startswith(_ABIERTO):
                    llave_de(peticion, "lee")
            except ErrorDeAlinea as error:
                await responder(peticion, error)(scope, receive, send)
                return
        await self._app(scope, receive, send)
