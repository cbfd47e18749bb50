"""Looks at something that may take long, or never end, without keeping more than one thread at it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Generic, TypeVar

from api.sitio import Sitio

__all__ = ["Mirador", "mirador_de"]

_T = TypeVar("_T")


class Mirador(Generic[_T]):
    """One look at a time, in a thread of its own: who asks meanwhile is told what that look sees.

    So a store that hangs costs one thread, however often it is asked how it is, and the threads that everything else
    waits for are never those.
    """

    def __init__(self, mirar: Callable[[], _T]) -> None:
        self._mirar = mirar
        self._candado = Lock()
        self._en_curso: Future[_T] | None = None

    async def ver(self, paciencia: float) -> _T:
        """Return what is seen; raises `TimeoutError` after `paciencia` seconds, and what looking raises."""
        visto = asyncio.wrap_future(self._empezar())
        visto.add_done_callback(_atendida)
        async with asyncio.timeout(paciencia):
            return await asyncio.shield(visto)

    def _empezar(self) -> Future[_T]:
        with self._candado:
            if self._en_curso is None or self._en_curso.done():
                self._en_curso = Future()
                Thread(target=self._cumplir, args=(self._en_curso,), daemon=True).start()
            return self._en_curso

    def _cumplir(self, futuro: Future[_T]) -> None:
        try:
            futuro.set_result(self._mirar())
        except BaseException as causa:
            futuro.set_exception(causa)


def mirador_de(sitio: Sitio) -> Mirador[tuple[int, int]]:
    """Return what sees the generation of an application's store, and how many quads it has."""
    almacen = sitio.contexto.almacen
    return Mirador(lambda: (almacen.generacion, sitio.recordar(("tamano",), lambda: almacen.tamano)))


def _atendida(visto: asyncio.Future[_T]) -> None:
    """Look at what went wrong after nobody waited any more, so that it is not told as forgotten."""
    if not visto.cancelled():
        visto.exception()
