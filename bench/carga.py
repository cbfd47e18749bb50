"""A client that asks as fast as it is answered: one connection each, kept open, one request at a time, nothing parsed.

It costs a few microseconds a request, the same for every server; the requests are written before the clock starts.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import cast
from urllib.parse import quote

import uvloop

__all__ = ["Medida", "cargar", "peticiones"]

_DISTINTAS = 20_000


@dataclass(frozen=True, slots=True)
class Medida:
    """Requests a second, the 99th percentile of their time (ms), how many there were, and how many were not a 200."""

    por_segundo: float
    p99: float
    hechas: int
    fallidas: int


class _Cliente(asyncio.Protocol):
    """One connection."""

    def __init__(self, lista: Iterator[bytes], hasta: float, tiempos: list[float], fin: asyncio.Future[int]) -> None:
        self._lista, self._hasta, self._tiempos, self._fin = lista, hasta, tiempos, fin
        self._llegado = b""
        self._fallidas = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._salida = cast("asyncio.Transport", transport)
        self._pedir()

    def data_received(self, data: bytes) -> None:
        self._llegado += data
        cabeza = self._llegado.find(b"\r\n\r\n")
        if cabeza < 0 or not self._entera(self._llegado[:cabeza].lower(), len(self._llegado) - cabeza - 4):
            return
        self._fallidas += not self._llegado.startswith(b"HTTP/1.1 200")
        self._llegado = b""
        self._tiempos.append(time.perf_counter() - self._desde)
        self._pedir()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self._fin.done():
            self._fin.set_result(self._fallidas + (time.perf_counter() < self._hasta))

    def _pedir(self) -> None:
        self._desde = time.perf_counter()
        if self._desde >= self._hasta:
            self._salida.close()
        else:
            self._salida.write(next(self._lista))

    def _entera(self, cabeza: bytes, cuerpo: int) -> bool:
        donde = cabeza.find(b"content-length:")
        if donde < 0:
            return self._llegado.endswith(b"\r\n0\r\n\r\n")
        return cuerpo >= int(cabeza[donde + 15:].split(b"\r\n", 1)[0])


def peticiones(puerto: int, camino: str, textos: Sequence[str], acepta: str) -> list[bytes]:
    """Return requests for a path; with texts, each of them as its `query`, in turn and told apart by a comment."""
    cabeza = f" HTTP/1.1\r\nHost: 127.0.0.1:{puerto}\r\nAccept: {acepta}\r\n\r\n"
    if not textos:
        return [f"GET {camino}{cabeza}".encode()]
    comienzo = time.time_ns()
    return [f"GET {camino}?query={quote(f'{textos[n % len(textos)]} # {comienzo + n}')}{cabeza}".encode()
            for n in range(_DISTINTAS)]


def cargar(puerto: int, lista: Sequence[bytes], clientes: int, segundos: float) -> Medida:
    """Ask with so many clients at once for so many seconds."""

    async def correr() -> Medida:
        bucle = asyncio.get_running_loop()
        vuelta, tiempos, finales = cycle(lista), list[float](), list[asyncio.Future[int]]()
        desde = time.perf_counter()
        hasta = desde + segundos
        for _ in range(clientes):
            fin: asyncio.Future[int] = bucle.create_future()
            finales.append(fin)
            await bucle.create_connection(lambda fin=fin: _Cliente(  # type: ignore[misc]
                vuelta, hasta, tiempos, fin), "127.0.0.1", puerto)
        await asyncio.wait(finales, timeout=segundos + 20)
        duro = max(segundos, time.perf_counter() - desde)
        tiempos.sort()
        fallidas = sum(f.result() if f.done() else 1 for f in finales)
        return Medida(len(tiempos) / duro, 1000 * tiempos[int(len(tiempos) * 0.99)] if tiempos else float("nan"),
                      len(tiempos), fallidas)

    return uvloop.run(correr())
