"""The log: one line on stderr for each request, and for what went wrong.

A line never holds text that a client chose: no address (only its pattern), no query, no header, no token. The number of
the request, when the client gave one, is of plain characters; the author is a name of the file of keys.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Literal

import structlog
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.apunte import apunte_de, numero_de

__all__ = ["Atendida", "Registro", "Rutas", "preparar_registro"]

_PETICIONES = "alinea.peticiones"
_METODOS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
_OTRA = "otra"
_NUMERO = b"x-request-id"


@dataclass(frozen=True, slots=True)
class Atendida:
    """A request that was answered: pattern of its address, method, status, seconds, bytes sent, and if it was cut."""

    ruta: str
    metodo: str
    estado: int
    segundos: float
    octetos: int
    truncada: bool


class Rutas:
    """Tells the pattern of an address that was answered before the table of routes was looked at."""

    def __init__(self, rutas: Iterable[BaseRoute]) -> None:
        caminos = sorted({str(getattr(r, "path", "")) for r in rutas} - {""})
        self._fijas = frozenset(c for c in caminos if "{" not in c)
        self._bajo: dict[str, str] = {}
        for camino in caminos:
            self._bajo.setdefault(camino.split("/")[1], camino)
        self._bajo |= {c.split("/")[1]: c for c in reversed(caminos) if "/{" in c}

    def de(self, camino: str) -> str:
        """Return the pattern of a path; "otra" for one that nobody answers."""
        return camino if camino in self._fijas else self._bajo.get(camino.split("/", 2)[1] if "/" in camino else "",
                                                                   _OTRA)


class Registro:
    """Numbers each request, and tells the log and `contar` of it once it is answered."""

    def __init__(self, app: ASGIApp, prefijo: str, rutas: Rutas,
                 contar: Callable[[Atendida], None] | None) -> None:
        self._app = app
        self._prefijo = prefijo
        self._rutas = rutas
        self._contar = contar
        self._linea = logging.getLogger(_PETICIONES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        empezo = perf_counter()
        apunte = apunte_de(scope)
        apunte.numero = numero_de(next((v for n, v in scope["headers"] if n == _NUMERO), None))
        numero = (_NUMERO, apunte.numero.encode())
        estado, octetos, truncada = 500, 0, False

        async def enviar(mensaje: Message) -> None:
            nonlocal estado, octetos, truncada
            if mensaje["type"] == "http.response.start":
                estado = mensaje["status"]
                truncada = any(n.lower() == b"alinea-truncado" for n, _ in mensaje["headers"])
                mensaje = {**mensaje, "headers": [*mensaje["headers"], numero]}
            else:
                octetos += len(mensaje.get("body", b""))
            await send(mensaje)

        try:
            await self._app(scope, receive, enviar)
        finally:
            ruta = apunte.ruta or self._rutas.de(scope["path"].removeprefix(self._prefijo))
            metodo = scope["method"] if scope["method"] in _METODOS else _OTRA
            self.apuntar(Atendida(ruta, metodo, estado, perf_counter() - empezo, octetos, truncada), apunte.numero,
                          apunte.autor)

    def apuntar(self, hecha: Atendida, numero: str, autor: str) -> None:
        """Tell of one request: the number it has, and the name of whose key it carried."""
        if self._contar is not None:
            self._contar(hecha)
        if self._linea.isEnabledFor(logging.INFO):
            self._linea.info("atendida", extra={"alinea": {
                "peticion": numero, "metodo": hecha.metodo, "ruta": hecha.ruta, "estado": hecha.estado,
                "ms": round(hecha.segundos * 1000, 1), "octetos": hecha.octetos} | (
                    {"autor": autor} if autor else {})})


def preparar_registro(forma: Literal["texto", "json", "fallas"]) -> None:
    """Send the log of the whole process to stderr, a line an event: for people, for machines, or only failures."""
    salida = logging.StreamHandler(sys.stderr)
    ultimo: Any = structlog.processors.JSONRenderer(sort_keys=False) if forma == "json" else (
        structlog.processors.KeyValueRenderer(key_order=["cuando", "nivel", "event"]))
    salida.setFormatter(structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[_propios, structlog.processors.TimeStamper("iso", key="cuando"), _nivel,
                           structlog.processors.format_exc_info],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, ultimo]))
    raiz = logging.getLogger()
    raiz.handlers = [salida]
    raiz.setLevel(logging.ERROR)  # the warnings of libraries repeat what they were given
    for propio in ("alinea", "uvicorn"):
        logging.getLogger(propio).setLevel(logging.WARNING)
    logging.getLogger(_PETICIONES).setLevel(logging.WARNING if forma == "fallas" else logging.INFO)


def _propios(_registrador: object, _metodo: str, suceso: Any) -> Mapping[str, Any]:
    """Put in the fields of our own."""
    suceso.update(getattr(suceso["_record"], "alinea", {}))
    return dict(suceso)


def _nivel(_registrador: object, _metodo: str, suceso: Any) -> Mapping[str, Any]:
    suceso["nivel"] = suceso["_record"].levelname.lower()
    return dict(suceso)
