"""Who does the work: this process, the processes of this machine, or the workers of a Dask cluster.

Results come in the order of the orders, and only a few orders are out at a time, so that memory does not grow.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeAlias

from grafo.flujo.obra import Encargo, Obra, obrar
from ontologia.errores import ErrorDeEntrada

__all__ = ["Reparto", "en_dask", "en_este_proceso", "en_procesos"]

Reparto: TypeAlias = Callable[[Iterable[Encargo]], Iterator[Obra]]
"""Does each piece of work once and yields what came of it, in order."""

_POR_OBRERO = 4
_INTENTOS = 2


def en_este_proceso(encargos: Iterable[Encargo]) -> Iterator[Obra]:
    """Do everything here, one after the other."""
    return map(obrar, encargos)


def en_procesos(procesos: int | None = None) -> Reparto:
    """Return what shares work among processes (as many as this one may use cores, if not told).

    A process that dies (killed, out of memory) takes the work in hand with it: that is done again in new processes,
    the document that was next in turn alone; one that kills its process twice is reported.
    """
    cuantos = procesos or len(os.sched_getaffinity(0))

    def repartir(encargos: Iterable[Encargo]) -> Iterator[Obra]:
        pendientes: deque[Encargo] = deque()
        resto = iter(encargos)
        while True:
            try:
                with ProcessPoolExecutor(cuantos, multiprocessing.get_context("spawn")) as ejecutor:
                    yield from _en_ventana(ejecutor, cuantos * _POR_OBRERO, pendientes, resto)
                return
            except BrokenProcessPool:
                yield _a_solas(pendientes.popleft())

    return repartir


def en_dask(direccion: str) -> Reparto:
    """Return what shares work among the workers of a Dask cluster, which see the same folders and have Alinea.

    A worker that is lost is replaced by the others: the scheduler gives them its work. Raises `ErrorDeEntrada`
    without the extra `dask`, or when no scheduler answers there.
    """
    try:
        from distributed import Client
    except ImportError as causa:
        raise ErrorDeEntrada("Falta la biblioteca de Dask.", "Instálela: pip install 'alinea[dask]'") from causa

    def repartir(encargos: Iterable[Encargo]) -> Iterator[Obra]:
        try:
            cliente = Client(direccion, timeout=10, set_as_default=False)
        except (OSError, ValueError) as causa:
            raise ErrorDeEntrada(f"No responde ningún planificador de Dask en «{direccion}».",
                                 "Arránquelo (dask scheduler) y revise la dirección.") from causa
        with cliente:
            obreros = max(1, sum(cliente.nthreads().values()))
            with cliente.get_executor(pure=False, retries=_INTENTOS) as ejecutor:
                yield from _en_ventana(ejecutor, obreros * _POR_OBRERO, deque(), iter(encargos))

    return repartir


def _en_ventana(ejecutor: Executor, ventana: int, pendientes: deque[Encargo],
                resto: Iterator[Encargo]) -> Iterator[Obra]:
    """Keep a window of orders out. `pendientes` are always those whose result was not yielded yet."""
    futuros: deque[Future[Obra]] = deque(ejecutor.submit(obrar, e) for e in pendientes)
    while True:
        while len(futuros) < ventana and (encargo := next(resto, None)) is not None:
            pendientes.append(encargo)
            futuros.append(ejecutor.submit(obrar, encargo))
        if not futuros:
            return
        obra = futuros[0].result()
        futuros.popleft()
        pendientes.popleft()
        yield obra


def _a_solas(encargo: Encargo) -> Obra:
    """Do one piece of work in a process of its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as ejecutor:
        try:
            return ejecutor.submit(obrar, encargo).result()
        except BrokenProcessPool:
            return Obra(encargo.ruta, error="El documento tumba el proceso que lo lee (¿memoria?). Divídalo.")
