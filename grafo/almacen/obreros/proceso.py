"""One worker as its parent sees it: started, asked, killed."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import tempfile
from pathlib import Path

from grafo.almacen.hijos import causa_de_muerte, entorno_de_hijo, orden_de_hijo
from grafo.almacen.obreros.obrero import CABEZA, LARGO, Estado
from ontologia.errores import ErrorDeAlinea

__all__ = ["Obrero", "ObreroMuerto"]

_PROGRAMA = Path(__file__).with_name("obrero.py")
_TROZO = 65_536


class ObreroMuerto(Exception):
    """The worker ended before it answered."""


class Obrero:
    """A process that holds neither the store's lock nor any of our sockets but its own."""

    def __init__(self, memoria: int, plazo: float, carpeta: Path | None) -> None:
        """Start it with a limit of `memoria` bytes of address space, and a snapshot to open meanwhile."""
        self._plazo = plazo
        self._enlace, suyo = socket.socketpair()
        self._enlace.setblocking(False)
        self._quejas = tempfile.TemporaryFile()  # noqa: SIM115
        orden = orden_de_hijo(_PROGRAMA, suyo.fileno(), memoria, plazo, carpeta or "")
        try:
            self._proceso = subprocess.Popen(
                orden, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=self._quejas,
                env=entorno_de_hijo(), pass_fds=(suyo.fileno(),), start_new_session=True)
        except OSError:
            self._enlace.close()
            self._quejas.close()
            raise
        finally:
            suyo.close()

    @property
    def vivo(self) -> bool:
        """Whether the process is still there."""
        return self._proceso.poll() is None

    @property
    def numero(self) -> int:
        """The number of the process."""
        return self._proceso.pid

    async def preguntar(self, pedido: bytes) -> tuple[Estado, bytes]:
        """Send a request and return how it ended and the body. Raises `ObreroMuerto`.

        When this is cancelled the worker is in the middle of something: it can only be killed.
        """
        bucle = asyncio.get_running_loop()
        try:
            await bucle.sock_sendall(self._enlace, LARGO.pack(len(pedido)) + pedido)
            trozo = await bucle.sock_recv(self._enlace, _TROZO)
            while 0 < len(trozo) < CABEZA.size:
                trozo += await bucle.sock_recv(self._enlace, _TROZO) or self._rota()
            if not trozo:
                self._rota()
            estado, largo = CABEZA.unpack_from(trozo)
            if len(trozo) - CABEZA.size == largo:
                return Estado(estado), trozo[CABEZA.size:]
            return Estado(estado), await self._completar(bucle, trozo, largo)
        except OSError as causa:
            raise ObreroMuerto from causa

    async def _completar(self, bucle: asyncio.AbstractEventLoop, trozo: bytes, largo: int) -> bytes:
        cuerpo, lleno = bytearray(largo), len(trozo) - CABEZA.size
        cuerpo[:lleno] = trozo[CABEZA.size:]
        with memoryview(cuerpo) as vista:
            while lleno < largo:
                lleno += await bucle.sock_recv_into(self._enlace, vista[lleno:]) or len(self._rota())
        return bytes(cuerpo)

    def _rota(self) -> bytes:
        raise ObreroMuerto

    def matar(self) -> None:
        """Kill it now; `enterrar` is still owed."""
        self._proceso.kill()

    def esperar(self) -> None:
        """Wait until the process has ended."""
        self._proceso.wait()

    def enterrar(self) -> None:
        """Kill it, wait for it, and close what it held. Blocks for a moment; may be called again."""
        self._proceso.kill()
        self._proceso.wait()
        self._enlace.close()
        self._quejas.close()

    def por_que_murio(self) -> ErrorDeAlinea:
        """Return the error for the request that a dead worker leaves. Blocks until it has really ended."""
        codigo = self._proceso.wait()
        self._quejas.seek(0)
        return causa_de_muerte(codigo, self._quejas.read(_TROZO), self._plazo)
