"""Free queries in threads of this process: for stores in memory and for servers. A thread cannot be stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from threading import Lock, Thread

from consultas.resultados import Conjunto, Termino
from grafo.almacen.contrato import Almacen, Atencion, Contestado
from grafo.almacen.hijos import demora
from ontologia.errores import ErrorDeAlmacen, Ocupado

__all__ = ["ConsultorioEnHilos", "sin_lugar"]


class ConsultorioEnHilos:
    """Places for `lugares` queries, each waited for `plazo` seconds. One that passes them is let go on, holding its
    place until it ends, so that a few slow queries never take the threads that everything else needs.
    """

    def __init__(self, almacen: Almacen, lugares: int, plazo: float) -> None:
        self._almacen = almacen
        self._lugares = lugares
        self._plazo = plazo
        self._candado = Lock()
        self._ocupados = self._contestadas = self._abandonadas = 0
        self._cerrado = False

    async def contestar(self, texto: str, formato: str, parametros: Mapping[str, Termino] = {},
                        conjunto: Conjunto | None = None) -> Contestado:
        """Answer as `Consultorio.contestar` says; nothing is ever truncated.

        Raises `ConsultaRechazada`, `ErrorDeAlmacen`, `Ocupado`, `TardaDemasiado`.
        """
        futuro = self._empezar(lambda: self._almacen.serializar(texto, formato, parametros, conjunto))
        try:
            async with asyncio.timeout(self._plazo):
                cuerpo = await asyncio.wrap_future(futuro)
        except TimeoutError:
            self._abandonadas += 1
            raise demora(self._plazo) from None
        self._contestadas += 1
        return Contestado(cuerpo)

    @property
    def atencion(self) -> Atencion:
        """How busy it is now; nobody waits in a queue here."""
        return Atencion(self._lugares, self._ocupados, 0, self._contestadas, self._abandonadas)

    def cerrar(self) -> None:
        """Take no more queries; those that are running end by themselves."""
        self._cerrado = True

    def _empezar(self, trabajo: Callable[[], bytes]) -> Future[bytes]:
        with self._candado:
            if self._cerrado:
                raise ErrorDeAlmacen("El servidor se está cerrando.", "Repita la consulta más tarde.")
            if self._ocupados >= self._lugares:
                raise sin_lugar()
            self._ocupados += 1
        futuro: Future[bytes] = Future()
        Thread(target=self._cumplir, args=(trabajo, futuro), daemon=True).start()
        return futuro

    def _cumplir(self, trabajo: Callable[[], bytes], futuro: Future[bytes]) -> None:
        futuro.set_running_or_notify_cancel()
        try:
            cuerpo = trabajo()
        except BaseException as causa:
            self._liberar()
            futuro.set_exception(causa)
        else:
            self._liberar()
            futuro.set_result(cuerpo)

    def _liberar(self) -> None:
        with self._candado:
            self._ocupados -= 1


def sin_lugar() -> Ocupado:
    """Return the error of a query for which there is no room."""
    return Ocupado("El servidor está respondiendo otras consultas.", "Repita la consulta en unos segundos.")
