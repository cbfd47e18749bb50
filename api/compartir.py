"""Who may read from the page of another site: anybody (CORS), what is published. Nobody may write from there.

No answer allows credentials, and no preflight allows the Authorization header or a method that writes, so a browser
never carries a token from another site's page to here.
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["ABIERTAS", "EXPUESTAS", "Compartir", "se_cuenta"]

EXPUESTAS = "Alinea-Total, Alinea-Truncado, Allow, Content-Disposition, ETag, Link, Location, Retry-After"
"""Headers that a page of another site may read."""

_ENTERAS = frozenset({"/sparql", "/grafos", "/ont", "/ont.ttl", "/.well-known/void", "/contexto.jsonld", "/salud",
                      "/openapi.json"})
_BAJO = ("/id/", "/datos/", "/consultas/", "/programa/", "/norma/", "/grafos/")
_CON_POST = frozenset({"/sparql"})
_CON_METODOS_PROPIOS = ("/sparql", "/grafos", "/id/grafo/")


class Compartir:
    """Adds the headers of CORS to what is for reading, and answers OPTIONS there."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        camino = str(scope.get("path", "")).removeprefix(scope.get("root_path", ""))
        if scope["type"] != "http" or not se_cuenta(camino):
            await self._app(scope, receive, send)
            return
        cabeceras = Headers(scope=scope)
        if scope["method"] == "OPTIONS":
            if "access-control-request-method" in cabeceras:
                await _permiso(camino)(scope, receive, send)
                return
            if not camino.startswith(_CON_METODOS_PROPIOS):
                await Response(None, 204, ABIERTAS | {"Allow": "GET, HEAD, OPTIONS"})(scope, receive, send)
                return
        se_lee = scope["method"] in {"GET", "HEAD", "OPTIONS"} or (scope["method"] == "POST" and camino in _CON_POST)
        if not se_lee or "authorization" in cabeceras:
            await self._app(scope, receive, send)
            return

        async def enviar(mensaje: Message) -> None:
            if mensaje["type"] == "http.response.start":
                mensaje = {**mensaje, "headers": [*mensaje["headers"], *_CRUDAS]}
            await send(mensaje)

        await self._app(scope, receive, enviar)


def se_cuenta(camino: str) -> bool:
    """Return whether what is at a path is shared with the pages of other sites, and OPTIONS tells its methods."""
    return camino in _ENTERAS or camino.startswith(_BAJO)


ABIERTAS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": EXPUESTAS,
            "Cross-Origin-Resource-Policy": "cross-origin"}
"""Headers of what anybody may read from the page of another site."""

_CRUDAS = [(nombre.lower().encode(), valor.encode()) for nombre, valor in ABIERTAS.items()]


def _permiso(camino: str) -> Response:
    metodos = "GET, HEAD, POST, OPTIONS" if camino in _CON_POST else "GET, HEAD, OPTIONS"
    return Response(None, 204, {
        "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": metodos,
        "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
        "Access-Control-Max-Age": "86400", "Cross-Origin-Resource-Policy": "cross-origin",
        "Vary": "Access-Control-Request-Method, Access-Control-Request-Headers"})
