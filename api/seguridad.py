"""Headers that every answer carries, and a limit to what is sent to us."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["CABECERAS", "MAXIMO_DE_CUERPO", "Seguridad"]

MAXIMO_DE_CUERPO = 1024 * 1024
"""Bytes of a request's body."""

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


class _CuerpoExcesivo(Exception):
    """The body of a request is larger than allowed."""


class Seguridad:
    """Adds `CABECERAS` to every answer and refuses bodies over `MAXIMO_DE_CUERPO`, told or not in advance.

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
        recibidos = 0
        empezada = False

        async def recibir() -> Message:
            nonlocal recibidos
            mensaje = await receive()
            recibidos += len(mensaje.get("body", b""))
            if recibidos > MAXIMO_DE_CUERPO:
                raise _CuerpoExcesivo
            return mensaje

        async def enviar(mensaje: Message) -> None:
            nonlocal empezada
            if mensaje["type"] == "http.response.start":
                empezada = True
                cabeceras = MutableHeaders(scope=mensaje)
                for nombre, valor in CABECERAS.items():
                    cabeceras[nombre] = valor
            elif sin_cuerpo:
                mensaje = {**mensaje, "body": b""}
            await send(mensaje)

        anunciados = Headers(scope=scope).get("content-length", "0")
        try:
            if anunciados.isdigit() and int(anunciados) > MAXIMO_DE_CUERPO:
                raise _CuerpoExcesivo
            await self._app(scope, recibir, enviar)
        except _CuerpoExcesivo:
            if not empezada:
                texto = f"El cuerpo pasa de {MAXIMO_DE_CUERPO // 1024} kB. / The body exceeds that size.\n"
                await PlainTextResponse(texto, status_code=413)(scope, receive, enviar)
