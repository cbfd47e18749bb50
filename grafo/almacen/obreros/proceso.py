"""One worker as its parent sees it: started, asked, killed."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from grafo.almacen.hijos import causa_de_muerte, entorno_de_hijo, orden_de_hijo
from grafo.almacen.obreros.obrero import CABEZA, Estado
from ontologia.errores import ErrorDeAlinea

__all__ = ["AlContestar", "Obrero"]

_PROGRAMA = Path(__file__).with_name("obrero.py")
_TROZO = 65_536

AlContestar = Callable[[Estado | None, bytes], None]
"""What is called when a worker has answered: how it ended, None for one that died, and the body."""


class Obrero:
    """A process that holds neither the store's lock nor any of our sockets but its own.

    It is asked from one event loop at a time, which watches its socket from then on: a question and its answer cost
    two system calls each way, and no task.
    """

    def __init__(self, memoria: int, plazo: float, carpeta: Path | None) -> None:
        """Start it with a limit of `memoria` bytes of address space, and a snapshot to open meanwhile."""
        self._plazo = plazo
        self._enlace, suyo = socket.socketpair()
        self._enlace.setblocking(False)
        self._quejas = tempfile.TemporaryFile()  # noqa: SIM115
        self._bucle: asyncio.AbstractEventLoop | None = None
        self._al_contestar: AlContestar | None = None
        self._llegado = bytearray()
        self._por_enviar = memoryview(b"")
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

    def preguntar(self, pedido: bytes, al_contestar: AlContestar) -> None:
        """Send a request from the running loop; `al_contestar` is called once, in it, later.

        Whoever does not wait for the answer calls `desatender`, and can only kill it then.
        """
        self._vigilar(asyncio.get_running_loop())
        self._al_contestar = al_contestar
        self._por_enviar = memoryview(pedido)
        self._enviar()

    def desatender(self) -> None:
        """Look no more at its socket; what it still says is for nobody."""
        self._al_contestar = None
        bucle, self._bucle = self._bucle, None
        if bucle is None or bucle.is_closed():
            return
        if asyncio._get_running_loop() is bucle:
            self._soltar(bucle)
        else:
            with suppress(RuntimeError):  # closed at this very moment
                bucle.call_soon_threadsafe(self._soltar, bucle)

    def _soltar(self, bucle: asyncio.AbstractEventLoop) -> None:
        if self._enlace.fileno() >= 0:
            bucle.remove_reader(self._enlace)
            bucle.remove_writer(self._enlace)

    def _vigilar(self, bucle: asyncio.AbstractEventLoop) -> None:
        if self._bucle is bucle:
            return
        self.desatender()
        self._bucle = bucle
        bucle.add_reader(self._enlace, self._recibir, bucle)

    def _enviar(self) -> None:
        """Send what is left of the request; when it does not fit at once, go on as there is room."""
        bucle = self._bucle
        if bucle is None:
            return
        try:
            enviados = self._enlace.send(self._por_enviar)
        except BlockingIOError:
            enviados = 0
        except OSError:  # it died: its end is read from the other side
            enviados = len(self._por_enviar)
        era_todo = enviados == len(self._por_enviar)
        if not era_todo:
            bucle.add_writer(self._enlace, self._seguir)
        self._por_enviar = self._por_enviar[enviados:]

    def _seguir(self) -> None:
        assert self._bucle is not None
        self._bucle.remove_writer(self._enlace)
        self._enviar()

    def _recibir(self, bucle: asyncio.AbstractEventLoop) -> None:
        if bucle is not self._bucle:
            return
        try:
            trozo = self._enlace.recv(_TROZO)
        except BlockingIOError:
            return
        except OSError:
            trozo = b""
        if not trozo:
            self._terminar(None, b"")
        elif not self._llegado and len(trozo) >= CABEZA.size:
            estado, largo = CABEZA.unpack_from(trozo)
            if len(trozo) == CABEZA.size + largo:
                self._terminar(Estado(estado), trozo[CABEZA.size:])
            else:
                self._llegado += trozo
        else:
            self._juntar(trozo)

    def _juntar(self, trozo: bytes) -> None:
        self._llegado += trozo
        if len(self._llegado) < CABEZA.size:
            return
        estado, largo = CABEZA.unpack_from(self._llegado)
        if len(self._llegado) >= CABEZA.size + largo:
            cuerpo = bytes(self._llegado[CABEZA.size:])
            self._llegado = bytearray()
            self._terminar(Estado(estado), cuerpo)

    def _terminar(self, estado: Estado | None, cuerpo: bytes) -> None:
        al_contestar, self._al_contestar = self._al_contestar, None
        if estado is None:
            self.desatender()
        if al_contestar is not None:
            al_contestar(estado, cuerpo)

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
        self.desatender()
        self._enlace.close()
        self._quejas.close()

    def por_que_murio(self) -> ErrorDeAlinea:
        """Return the error for the request that a dead worker leaves. Blocks until it has really ended."""
        codigo = self._proceso.wait()
        self._quejas.seek(0)
        return causa_de_muerte(codigo, self._quejas.read(_TROZO), self._plazo)
