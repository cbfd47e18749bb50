"""Headers that every answer carries, and a limit to what is sent to us."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from time import monotonic
from types import MappingProxyType

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.apunte import apunte_de

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


class _Rehusado(HTTPException):
    """The body of a request is larger than allowed (413), or comes too slowly (408)."""


class Seguridad:
    """Adds `CABECERAS` to every answer and refuses bodies over the path's maximum, told or not in advance.

    A body has `espera` seconds to come, and one more for every `_MINIMO_POR_SEGUNDO` bytes of it. A HEAD is answered as
    the GET would be, without its body. `prefijo` is the path below which a proxy serves us.
    """

    def __init__(self, app: ASGIApp, prefijo: str = "", espera: float = 20.0) -> None:
        self._app = app
        self._prefijo = prefijo
        self._espera = espera

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sin_cuerpo = scope["method"] == "HEAD"
        raiz = self._prefijo or scope.get("root_path", "")
        apunte = apunte_de(scope)
        scope = {**scope, "root_path": raiz, "method": "GET" if sin_cuerpo else scope["method"]}
        maximo = maximo_de(scope["path"].removeprefix(raiz))
        empezada = False

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
                raise _excesivo(maximo)
            await self._app(scope, _con_limite(receive, maximo, self._espera), enviar)
        except _Rehusado as error:
            if not empezada:
                problema = {"type": "about:blank", "status": error.status_code, "title": error.detail,
                            "detail": _REMEDIO, "peticion": apunte.numero}
                await JSONResponse(problema, error.status_code, error.headers,
                                   media_type="application/problem+json")(scope, receive, enviar)
        finally:
            apunte.ruta = getattr(scope.get("route"), "path", "")


_MINIMO_POR_SEGUNDO = 16 * 1024
_REMEDIO = "Envíe menos de una vez, o más aprisa. / The body is too large, or comes too slowly."


def _excesivo(maximo: int) -> _Rehusado:
    return _Rehusado(413, f"El cuerpo pasa de {maximo // 1024} kB.")


def _con_limite(receive: Receive, maximo: int, espera: float) -> Callable[[], Awaitable[Message]]:
    """Return what receives a body of at most `maximo` bytes, in time; after it, whatever comes."""
    empezo, recibidos, entero = monotonic(), 0, False

    async def recibir() -> Message:
        nonlocal recibidos, entero
        if entero:
            return await receive()
        try:
            async with asyncio.timeout(max(empezo + espera + recibidos / _MINIMO_POR_SEGUNDO - monotonic(), 0)):
                mensaje = await receive()
        except TimeoutError:
            raise _Rehusado(408, "El cuerpo tarda demasiado en llegar.", {"Connection": "close"}) from None
        recibidos += len(mensaje.get("body", b""))
        if recibidos > maximo:
            raise _excesivo(maximo)
        entero = not mensaje.get("more_body", False)
        return mensaje

    return recibir
