"""Headers that every answer carries, and a limit to what is sent to us."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["CABECERAS", "MAXIMOS_DE_CUERPO", "MAXIMO_DE_CUERPO", "Seguridad", "maximo_de"]

MAXIMO_DE_CUERPO = 1024 * 1024
"""Bytes of a request's body, where nothing else is said."""

MAXIMOS_DE_CUERPO: Mapping[str, int] = MappingProxyType({
    "/grafos": 32 * MAXIMO_DE_CUERPO, "/id/grafo/": 32 * MAXIMO_DE_CUERPO,
    "/api/programas": 20 * MAXIMO_DE_CUERPO,
    "/api/revisiones/importar": 8 * MAXIMO_DE_CUERPO,
})
"""Bytes of a request's body, by path; one that ends in "/" stands for all below it."""

CABECERAS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_CRUDAS = {nombre.lower().encode(): valor.encode() for nombre, valor in CABECERAS.items()}
_RECURSO = b"cross-origin-resource-policy"
"""The one header that an answer may have decided already: what is shared with other sites."""


def maximo_de(camino: str) -> int:
    """Return how many bytes the body of a request to a path may have."""
    bajo = "/id/grafo/" if camino.startswith("/id/grafo/") else camino
    return MAXIMOS_DE_CUERPO.get(bajo, MAXIMO_DE_CUERPO)


def _con_las_propias(dadas: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return the headers of an answer with ours in the place of its own; see `_RECURSO`."""
    quedan = [(n, v) for n, v in dadas if n.lower() not in _CRUDAS or n.lower() == _RECURSO]
    decidido = any(n.lower() == _RECURSO for n, _ in quedan)
    return [*quedan, *((n, v) for n, v in _CRUDAS.items() if n != _RECURSO or not decidido)]


class _CuerpoExcesivo(Exception):
    """The body of a request is larger than allowed."""


class Seguridad:
    """Adds `CABECERAS` to every answer and refuses bodies over the path's maximum, told or not in advance.

    A HEAD is answered as the GET would be, without its body. `prefijo` is the path below which a proxy serves us.
    """

    def __init__(self, app: ASGIApp, prefijo: str = "") -> None:
        self._app = app
        self._prefijo = prefijo

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sin_cuerpo = scope["method"] == "HEAD"
        raiz = self._prefijo or scope.get("root_path", "")
        scope = {**scope, "root_path": raiz, "method": "GET" if sin_cuerpo else scope["method"]}
        maximo = maximo_de(scope["path"].removeprefix(raiz))
        recibidos = 0
        empezada = False

        async def recibir() -> Message:
            nonlocal recibidos
            mensaje = await receive()
            recibidos += len(mensaje.get("body", b""))
            if recibidos > maximo:
                raise _CuerpoExcesivo
            return mensaje

        async def enviar(mensaje: Message) -> None:
            nonlocal empezada
            if mensaje["type"] == "http.response.start":
                empezada = True
                mensaje = {**mensaje, "headers": _con_las_propias(mensaje["headers"])}
            elif sin_cuerpo:
                mensaje = {**mensaje, "body": b""}
            await send(mensaje)

        anunciados = Headers(scope=scope).get("content-length", "0")
        try:
            if anunciados.isdigit() and int(anunciados) > maximo:
                raise _CuerpoExcesivo
            await self._app(scope, recibir, enviar)
        except _CuerpoExcesivo:
            if not empezada:
                problema = {"type": "about:blank", "status": 413, "title": f"El cuerpo pasa de {maximo // 1024} kB.",
                            "detail": "Envíe menos de una vez. / The body exceeds that size."}
                await JSONResponse(problema, 413, media_type="application/problem+json")(scope, receive, enviar)
