"""The parts, dealt out in lots to as many processes as were asked for."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from itertools import islice

from grafo.almacen.ntriples import a_ntriples, de_ntriples
from grafo.validacion.formas import Formas
from grafo.validacion.informe import Parcial
from grafo.validacion.lotes import Motor, juzgar_lote, preparar
from grafo.validacion.rapida import Rapida

__all__ = ["repartir"]

Lote = list[tuple[str, bytes]]
"""Parts by their hash: their N-Triples."""

_PARTES_POR_LOTE = 8
_OCTETOS_POR_LOTE = 32 * 2**20


def repartir(tareas: Iterable[tuple[str, bytes]], cuantas: int, formas: Formas, motor: Motor,
             procesos: int) -> Iterator[tuple[str, Parcial]]:
    """Judge `cuantas` parts, few of them in memory at a time, and yield what was said of each, by its hash.

    Lots are of one part where pySHACL judges all; with more than one process there are at least two for each. Raises
    `ErrorDeAlinea` when the engines differ.
    """
    de_un_lote = _PARTES_POR_LOTE if motor is Motor.rapida else 1
    if procesos < 2 or cuantas < 2:
        for lote in _lotes(tareas, de_un_lote):
            juzgados = juzgar_lote([o for _, o in lote], formas, preparar(formas, motor), motor is Motor.ambos)
            yield from zip((h for h, _ in lote), juzgados, strict=True)
        return
    pendientes = _lotes(tareas, max(1, min(de_un_lote, cuantas // (2 * procesos))))
    escritas = a_ntriples(formas.grafo)
    with ProcessPoolExecutor(min(procesos, cuantas), multiprocessing.get_context("spawn")) as grupo:
        en_curso: deque[tuple[Lote, Future[list[Parcial]] | None]] = deque()
        while True:
            for lote in islice(pendientes, 2 * procesos - len(en_curso)):
                en_curso.append((lote, _encargar(grupo, [o for _, o in lote], escritas, motor)))
            if not en_curso:
                return
            lote, futuro = en_curso.popleft()
            yield from zip((h for h, _ in lote), _recoger(futuro, [o for _, o in lote], formas), strict=True)


def _lotes(tareas: Iterable[tuple[str, bytes]], partes: int) -> Iterator[Lote]:
    lote: Lote = []
    for tarea in tareas:
        lote.append(tarea)
        if len(lote) == partes or sum(len(o) for _, o in lote) > _OCTETOS_POR_LOTE:
            yield lote
            lote = []
    if lote:
        yield lote


def _encargar(grupo: ProcessPoolExecutor, lote: Sequence[bytes], formas: bytes,
              motor: Motor) -> Future[list[Parcial]] | None:
    """Return what a process will answer; None when a process died, and with it all of them."""
    try:
        return grupo.submit(_trabajar, lote, formas, motor)
    except BrokenProcessPool:
        return None


def _recoger(futuro: Future[list[Parcial]] | None, lote: Sequence[bytes], formas: Formas) -> list[Parcial]:
    try:
        if futuro is not None:
            return futuro.result()
    except BrokenProcessPool:
        pass
    return juzgar_lote(lote, formas, "un proceso se cayó")


def _trabajar(lote: Sequence[bytes], formas: bytes, motor: Motor) -> list[Parcial]:
    return juzgar_lote(lote, *_mesa(formas, motor))


@lru_cache(maxsize=1)
def _mesa(formas: bytes, motor: Motor) -> tuple[Formas, Rapida | str | None, bool]:
    """Return what a working process prepares once: the shapes, the engine, and whether pySHACL judges all as well."""
    preparadas = Formas(de_ntriples(formas))
    return preparadas, preparar(preparadas, motor), motor is Motor.ambos
