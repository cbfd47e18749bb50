"""Keeps computed values while the store stays as it was: a new publication empties it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

from grafo.almacen import Almacen

__all__ = ["Memoria"]

_T = TypeVar("_T")


class Memoria:
    """Values by key for one generation of a store; the longest unused go first when there are too many."""

    def __init__(self, almacen: Almacen, maximo: int = 256) -> None:
        self._almacen = almacen
        self._maximo = maximo
        self._turno = Lock()
        self._generacion = almacen.generacion
        self._valores: OrderedDict[Hashable, object] = OrderedDict()

    def dar(self, clave: Hashable, calcular: Callable[[], _T]) -> _T:
        """Return the value of a key, computed when it is not there.

        A value whose computation saw two generations is handed out, but not kept.
        """
        generacion = self._almacen.generacion
        with self._turno:
            self._vaciar_si_cambio(generacion)
            if clave in self._valores:
                self._valores.move_to_end(clave)
                return cast("_T", self._valores[clave])
        valor = calcular()
        with self._turno:
            if self._almacen.generacion == generacion == self._generacion:
                self._valores[clave] = valor
                while len(self._valores) > self._maximo:
                    self._valores.popitem(last=False)
        return valor

    def _vaciar_si_cambio(self, generacion: int) -> None:
        if generacion != self._generacion:
            self._valores.clear()
            self._generacion = generacion
