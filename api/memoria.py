"""Keeps computed values while the store stays as it was: a new publication empties it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import TypeVar, cast

from grafo.almacen import Almacen

__all__ = ["Memoria"]

_T = TypeVar("_T")


class Memoria:
    """Values by key for one generation of a store; the longest unused go first when there are too many.

    What several ask for at once is computed by the first of them, and the others wait for it.
    """

    def __init__(self, almacen: Almacen, maximo: int = 256) -> None:
        self._almacen = almacen
        self._maximo = maximo
        self._turno = Lock()
        self._generacion = almacen.generacion
        self._valores: OrderedDict[Hashable, object] = OrderedDict()
        self._en_curso: dict[tuple[int, Hashable], Future[object]] = {}

    def dar(self, clave: Hashable, calcular: Callable[[], _T]) -> _T:
        """Return the value of a key, computed when it is not there. It blocks: never call it from the event loop.

        A value whose computation saw two generations is handed out, but not kept. What `calcular` raises is raised to
        all who waited for it. `calcular` may ask for other keys, never for one that asks for this.
        """
        generacion = self._almacen.generacion
        with self._turno:
            self._vaciar_si_cambio(generacion)
            if clave in self._valores:
                self._valores.move_to_end(clave)
                return cast("_T", self._valores[clave])
            en_curso = self._en_curso.get((generacion, clave))
            if en_curso is None:
                propio = self._en_curso[generacion, clave] = Future()
        return cast("_T", en_curso.result()) if en_curso is not None else self._calcular(
            generacion, clave, calcular, propio)

    def _calcular(self, generacion: int, clave: Hashable, calcular: Callable[[], _T], futuro: Future[object]) -> _T:
        try:
            valor = calcular()
            ahora = self._almacen.generacion
        except BaseException as causa:
            self._soltar(generacion, clave)
            futuro.set_exception(causa)
            raise
        with self._turno:
            if ahora == generacion == self._generacion:
                self._valores[clave] = valor
                while len(self._valores) > self._maximo:
                    self._valores.popitem(last=False)
        self._soltar(generacion, clave)
        futuro.set_result(valor)
        return valor

    def _soltar(self, generacion: int, clave: Hashable) -> None:
        with self._turno:
            del self._en_curso[generacion, clave]

    def _vaciar_si_cambio(self, generacion: int) -> None:
        if generacion != self._generacion:
            self._valores.clear()
            self._generacion = generacion
