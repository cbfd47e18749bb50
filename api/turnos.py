"""Limits how many free queries run at once, and how long a reader waits for one.

The engine cannot interrupt a query: one that passes its time is let go on, still holding its place, so that a few slow
queries never take the threads that everything else needs.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Vencido
from threading import BoundedSemaphore, Thread
from typing import TypeVar

from ontologia.errores import Ocupado, TardaDemasiado

__all__ = ["Turnos"]

_T = TypeVar("_T")


class Turnos:
    """Places for `maximo` queries; each may be waited for during `plazo` seconds."""

    def __init__(self, maximo: int, plazo: float) -> None:
        self._lugares = BoundedSemaphore(maximo)
        self._plazo = plazo

    def correr(self, trabajo: Callable[[], _T]) -> _T:
        """Run `trabajo` in a thread of its own and return what it returns, or raise what it raises.

        Raises `Ocupado` when no place is free, `TardaDemasiado` when the time is over.
        """
        if not self._lugares.acquire(blocking=False):
            raise Ocupado("El servidor está respondiendo otras consultas.", "Repita la consulta en unos segundos.")
        futuro: Future[_T] = Future()
        Thread(target=self._cumplir, args=(trabajo, futuro), daemon=True).start()
        try:
            return futuro.result(self._plazo)
        except Vencido:
            raise TardaDemasiado(f"La consulta pasó de {self._plazo:g} segundos.",
                                 "Hágala más precisa, o limítela con LIMIT.") from None

    def _cumplir(self, trabajo: Callable[[], _T], futuro: Future[_T]) -> None:
        try:
            valor = trabajo()
        except BaseException as causa:
            futuro.set_exception(causa)
        else:
            futuro.set_result(valor)
        finally:
            self._lugares.release()
