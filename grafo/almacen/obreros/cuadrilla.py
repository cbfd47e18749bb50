"""The workers of a server: who is free, who waits for one, and a spare for each that has to be killed.

Any thread and any event loop may take and give back: the state is under one lock, held for a moment.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from threading import Event, Lock, Thread, current_thread

from grafo.almacen.hilos import sin_lugar
from grafo.almacen.obreros.proceso import Obrero
from ontologia.errores import ErrorDeAlmacen

__all__ = ["Cuadrilla", "Turno", "cerrandose"]

_REINTENTO = 1.0
"""Seconds until a worker that could not be started is tried again."""


class Turno:
    """Somebody's place in the queue: `dar` is called in their loop with a worker, or with None when all ends."""

    __slots__ = ("_bucle", "_dar", "vale")

    def __init__(self, bucle: asyncio.AbstractEventLoop, dar: Callable[[Obrero | None], None]) -> None:
        self._bucle = bucle
        self._dar = dar
        self.vale = True

    def avisar(self, obrero: Obrero | None, sobra: Callable[[Obrero], None]) -> bool:
        """Hand a worker over, or `sobra` it if nobody wants it any more; False when the loop is closed already."""

        def entregar() -> None:
            if self.vale:
                self.vale = False
                self._dar(obrero)
            elif obrero is not None:
                sobra(obrero)

        try:
            if asyncio._get_running_loop() is self._bucle:
                self._bucle.call_soon(entregar)
            else:
                self._bucle.call_soon_threadsafe(entregar)
        except RuntimeError:
            return False
        return True



class Cuadrilla:
    """`lugares` workers that may be busy at once and one spare; up to `cola` requests wait for a place."""

    def __init__(self, lugares: int, cola: int, crear: Callable[[], Obrero]) -> None:
        self._lugares, self._cola, self._crear = lugares, cola, crear
        self._candado = Lock()
        self._fin = Event()
        self._libres: deque[Obrero] = deque()
        self._ocupados: set[Obrero] = set()
        self._espera: deque[Turno] = deque()
        self._relevos: set[Thread] = set()
        try:
            for _ in range(lugares + 1):
                self._libres.append(crear())
        except OSError as causa:
            self.cerrar()
            raise ErrorDeAlmacen(f"No se pudieron iniciar los procesos de consulta: {causa}.",
                                 "Baje ALINEA_OBREROS, o libere memoria.") from causa

    @property
    def cerrada(self) -> bool:
        """Whether it takes no more."""
        return self._fin.is_set()

    @property
    def ocupados(self) -> int:
        """How many are answering."""
        return len(self._ocupados)

    @property
    def en_espera(self) -> int:
        """How many requests wait for a place."""
        return len(self._espera)

    @property
    def procesos(self) -> tuple[int, ...]:
        """The numbers of the processes, free and busy."""
        with self._candado:
            return tuple(o.numero for o in (*self._libres, *self._ocupados))

    def tomar(self, dar: Callable[[Obrero | None], None]) -> Obrero | Turno:
        """Return a worker that is nobody else's; or, when there is none, the turn that will `dar` one.

        Called from a running loop. Raises `Ocupado` when the queue is full, `ErrorDeAlmacen` when everything ends.
        """
        with self._candado:
            if self._fin.is_set():
                raise cerrandose()
            if not self._espera and (obrero := self._sacar()) is not None:
                return obrero
            if len(self._espera) >= self._cola + self._lugares - len(self._ocupados):
                raise sin_lugar()
            turno = Turno(asyncio.get_running_loop(), dar)
            self._espera.append(turno)
            return turno

    def renunciar(self, turno: Turno) -> None:
        """Leave the queue; a worker that is on its way goes to the next."""
        turno.vale = False
        with self._candado:
            if turno in self._espera:
                self._espera.remove(turno)

    def devolver(self, obrero: Obrero) -> None:
        """Give back a worker that has answered."""
        with self._candado:
            self._ocupados.discard(obrero)
            if not self._fin.is_set():
                self._libres.appendleft(obrero)  # the one that is warm is the next
                self._repartir()

    def retirar(self, obrero: Obrero) -> None:
        """Kill a worker that did not answer; another is started in its place, and the spare takes over meanwhile."""
        obrero.desatender()
        obrero.matar()
        with self._candado:
            self._ocupados.discard(obrero)
            self._relevar(obrero)
            self._repartir()

    def cerrar(self) -> None:
        """Kill them all and turn away who waits; when this returns no process is left."""
        with self._candado:
            self._fin.set()
            libres, ocupados, relevos = list(self._libres), list(self._ocupados), list(self._relevos)
            espera = list(self._espera)
            self._libres.clear()
            self._espera.clear()
        for turno in espera:
            turno.avisar(None, self.devolver)
        for obrero in (*libres, *ocupados):
            obrero.matar()
        for obrero in libres:
            obrero.enterrar()
        for obrero in ocupados:  # whoever is waiting for its answer hears of it, and buries it
            obrero.esperar()
        for relevo in relevos:
            relevo.join()

    def _sacar(self) -> Obrero | None:
        """Return a free worker, now busy, or None when there is no place. Called under the lock."""
        while self._libres and len(self._ocupados) < self._lugares:
            obrero = self._libres.popleft()
            if obrero.vivo:
                self._ocupados.add(obrero)
                return obrero
            obrero.desatender()
            self._relevar(obrero)
        return None

    def _repartir(self) -> None:
        """Hand free workers to who waits, in order. Called under the lock."""
        while self._espera and (obrero := self._sacar()) is not None:
            if not self._espera.popleft().avisar(obrero, self.devolver):
                self._ocupados.discard(obrero)
                self._libres.append(obrero)

    def _relevar(self, muerto: Obrero) -> None:
        """Start another worker instead of a dead one, in a thread. Called under the lock."""
        relevo = Thread(target=self._cumplir_relevo, args=(muerto,), daemon=True)
        self._relevos.add(relevo)
        relevo.start()

    def _cumplir_relevo(self, muerto: Obrero) -> None:
        nuevo = None
        while nuevo is None and not self._fin.is_set():
            try:
                nuevo = self._crear()
            except OSError:
                self._fin.wait(_REINTENTO)
        muerto.enterrar()
        with self._candado:
            self._relevos.discard(current_thread())
            if nuevo is not None and not self._fin.is_set():
                self._libres.append(nuevo)
                self._repartir()
                return
        if nuevo is not None:
            nuevo.enterrar()


def cerrandose() -> ErrorDeAlmacen:
    """Return the error of a query that comes, or is still running, when everything ends."""
    return ErrorDeAlmacen("El servidor se está cerrando.", "Repita la consulta más tarde.")
