"""Connections of clients that send or read too slowly, or send too much before they ask: they are closed."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.flow_control import HIGH_WATER_LIMIT
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

__all__ = ["MAXIMO_DE_CABEZA", "MINIMO_POR_SEGUNDO", "Conexion", "conexion_con"]

MAXIMO_DE_CABEZA = 64 * 1024
"""Bytes of a request's first line and headers."""

MINIMO_POR_SEGUNDO = 4 * 1024
"""Bytes that a client has to take of an answer that waits for it."""


class Conexion(HttpToolsProtocol):
    """One connection, looked at every `espera` seconds.

    It is cut when it stood without a whole request at two looks in a row, or took less than `MINIMO_POR_SEGUNDO` of
    what waits to be sent between them. (Slow bodies are told 408: `api.seguridad`.)
    """

    espera: float = 20.0
    _ronda: asyncio.TimerHandle | None = None
    _antes: tuple[RequestResponseCycle | None, bool, int] | None = None
    _cabeza = 0
    _excedida = False
    _espera_lectura = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin; one too many to be told so is cut at once."""
        super().connection_made(transport)
        if self.limit_concurrency is not None and len(self.connections) > 2 * self.limit_concurrency:
            transport.abort()
            return
        self._ronda = self.loop.call_later(self.espera, self._mirar)

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        if self._ronda is not None:
            self._ronda.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came in, unless it is of a request whose head does not end."""
        if self._excedida:
            return
        if not self._ocupada():
            self._cabeza += len(data)
        super().data_received(data)
        if self._cabeza > MAXIMO_DE_CABEZA + HIGH_WATER_LIMIT and not self._ocupada() and not self._excedida:
            self._rehusar_cabeza()

    def on_headers_complete(self) -> None:
        """Start the request, unless its head is too large."""
        if len(self.url) + sum(len(n) + len(v) for n, v in self.headers) > MAXIMO_DE_CABEZA:
            self._rehusar_cabeza()
            return
        self._cabeza = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take part of a body."""
        if not self._excedida:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """End the request."""
        if not self._excedida:
            super().on_message_complete()

    def on_response_complete(self) -> None:
        """End an answer; the request behind it begins in a turn of its own, once enough of the answer is taken."""
        if not self.pipeline:
            super().on_response_complete()
        elif self.flow.write_paused:
            self._espera_lectura = True
        else:
            self.loop.call_soon(super().on_response_complete)

    def resume_writing(self) -> None:
        """Go on: what was waiting to be sent is taken."""
        super().resume_writing()
        if self._espera_lectura:
            self._espera_lectura = False
            self.loop.call_soon(super().on_response_complete)

    def _ocupada(self) -> bool:
        """Return whether a request is being answered."""
        return self.cycle is not None and not self.cycle.response_complete

    def _rehusar_cabeza(self) -> None:
        self._excedida = True
        self.transport.write(b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\n"
                             b"connection: close\r\n\r\n")
        self.transport.close()

    def _mirar(self) -> None:
        ciclo, ocupada, pendiente = self.cycle, self._ocupada(), self.transport.get_write_buffer_size()
        if self._antes is not None and self._antes[0] is ciclo:
            _, lo_estaba, habia = self._antes
            sin_pedir = not ocupada and not lo_estaba and not pendiente
            sin_leer = pendiente > 0 and habia > 0 and habia - pendiente < MINIMO_POR_SEGUNDO * self.espera
            if sin_pedir or sin_leer:
                self.transport.abort()
                return
        self._antes = ciclo, ocupada, pendiente
        self._ronda = self.loop.call_later(self.espera, self._mirar)


def conexion_con(espera: float) -> type[Conexion]:
    """Return the connections that wait that many seconds."""
    return type("ConexionConEspera", (Conexion,), {"espera": espera})
