"""What every first page after a publication needs, computed before somebody asks for it."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from threading import Event, Thread

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from api.portafolio import portafolio_de, primeros_por_articulo
from api.sitio import Sitio
from grafo.almacen import AlmacenEmbebido
from ontologia.errores import ErrorDeAlinea

__all__ = ["Entibio", "con_entibio", "entibiar"]

_CADA, _CADA_REMOTO = 0.5, 5.0
"""Seconds between two looks at a store of this process (a number in memory), and at a server (a query)."""
_DESPEDIDA = 5.0
"""Seconds that a warming which is under way is waited for at the end."""
_CON_LIBRO = 10
_REGISTRO = logging.getLogger("alinea")


def entibiar(sitio: Sitio) -> None:
    """Compute the portfolio, the ledgers that the pages of articles begin with, and which programmes a sparse question
    is to be asked of; of one programme, its ledger. And how much there is in all.

    All of it is kept by the site's memory, for the generation of the store that it was read from, and whoever asks
    meanwhile waits for the same computation. Raises what the store raises.
    """
    programas = sitio.programas()
    varios = len(programas) > 1
    if varios:
        sitio.recortes.tantear()
    for clave in primeros_por_articulo(portafolio_de(sitio), _CON_LIBRO) if varios else programas:
        sitio.auditoria(clave)
    sitio.filas("articulos")
    sitio.recordar(("tamano",), lambda: sitio.contexto.almacen.tamano)


class Entibio:
    """A thread that looks whether something was published, by whomever, and then warms the site; one at a time.

    It never writes and nobody waits for it: a publication is answered before it begins, and several that follow each
    other closely cost one warming, when they are over.
    """

    def __init__(self, sitio: Sitio, hacer: Callable[[Sitio], None] = entibiar, cada: float | None = None) -> None:
        self._sitio = sitio
        self._hacer = hacer
        propio = isinstance(sitio.contexto.almacen, AlmacenEmbebido)
        self._cada = cada or (_CADA if propio else _CADA_REMOTO)
        self._fin = Event()
        self._hecha: int | None = None
        self._hilo = Thread(target=self._vigilar, name="entibio", daemon=True)

    def empezar(self) -> None:
        """Begin, with what there is now."""
        self._hilo.start()

    def terminar(self) -> None:
        """End; a warming that is under way is waited for a few seconds."""
        self._fin.set()
        self._hilo.join(_DESPEDIDA)

    def _vigilar(self) -> None:
        vista: int | None = None
        while not self._fin.is_set():
            vista = self._mirar(vista)
            self._fin.wait(self._cada)

    def _mirar(self, vista: int | None) -> int | None:
        """Warm what was there before, and is still; return the generation that was seen.

        What fails here is told of by the next request, which asks the store anew.
        """
        try:
            ahora = self._sitio.contexto.almacen.generacion
            if ahora != self._hecha and (ahora == vista or self._hecha is None):
                self._hecha = ahora
                self._hacer(self._sitio)
        except ErrorDeAlinea:
            return None
        except Exception:
            _REGISTRO.warning("entibio", exc_info=True)
            return None
        return ahora


@asynccontextmanager
async def con_entibio(app: FastAPI) -> AsyncIterator[None]:
    """Warm the site of an application for as long as it is served."""
    entibio = Entibio(app.state.sitio)
    entibio.empezar()
    try:
        yield
    finally:
        await run_in_threadpool(entibio.terminar)
