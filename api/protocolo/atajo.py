"""A way to one address that does not pass through the framework's table of routes.

The same functions are in the table, which describes them (OpenAPI); going through it costs more than a small query.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ontologia.errores import ErrorDeAlinea

__all__ = ["Atajo"]


_Ruta: TypeAlias = Callable[[Request], Awaitable[Response]]


class Atajo:
    """Answers `camino` with the function for its method, errors as the application answers them; lets the rest by."""

    def __init__(self, app: ASGIApp, camino: str, rutas: Mapping[str, _Ruta]) -> None:
        self._app = app
        self._camino = camino
        self._rutas = rutas

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        ruta = self._rutas.get(scope["method"]) if scope["type"] == "http" else None
        if ruta is None or scope["path"].removeprefix(scope.get("root_path", "")) != self._camino:
            await self._app(scope, receive, send)
            return
        peticion = Request(scope, receive, send)
        try:
            respuesta = await ruta(peticion)
        except ErrorDeAlinea as error:
            respuesta = scope["app"].exception_handlers[ErrorDeAlinea](peticion, error)
        await respuesta(scope, receive, send)
