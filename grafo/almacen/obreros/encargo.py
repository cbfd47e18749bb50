"""One query from when it comes until it is answered, stopped or given up: queue, snapshot, worker, time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from grafo.almacen.hijos import demora
from grafo.almacen.hilos import sin_lugar
from grafo.almacen.obreros.cuadrilla import Cuadrilla, Turno, cerrandose
from grafo.almacen.obreros.instantaneas import Instantaneas
from grafo.almacen.obreros.obrero import Estado
from grafo.almacen.obreros.proceso import Obrero
from ontologia.errores import ErrorDeAlinea

__all__ = ["Encargo", "Fin"]

Fin = Callable[[Estado, bytes, ErrorDeAlinea | None], None]
"""What is told at the end: how the worker ended and what it said; or the error of a query that it did not answer."""


class Encargo:
    """A query in the hands of the workers, in one event loop: no task, no thread unless something goes wrong.

    `escribir` makes the request for a worker, given the folder of a snapshot; `al_terminar` is called once, later,
    unless the query is cancelled before. It may wait `plazo` seconds for a worker, and take as many.
    """

    __slots__ = ("_al_terminar", "_bucle", "_carpeta", "_cuadrilla", "_escribir", "_instantaneas", "_obrero", "_plazo",
                 "_reloj", "_turno")

    def __init__(self, cuadrilla: Cuadrilla, instantaneas: Instantaneas, plazo: float,
                 escribir: Callable[[Path], bytes], al_terminar: Fin) -> None:
        """Begin. Raises `Ocupado` when there is no room, `ErrorDeAlmacen` when everything ends."""
        self._cuadrilla = cuadrilla
        self._instantaneas = instantaneas
        self._plazo = plazo
        self._escribir = escribir
        self._al_terminar: Fin | None = al_terminar
        self._bucle = asyncio.get_running_loop()
        self._obrero: Obrero | None = None
        self._carpeta: Path | None = None
        self._turno: Turno | None = None
        dado = cuadrilla.tomar(self._recibir)
        self._reloj = self._bucle.call_later(plazo, self._vencer)
        if isinstance(dado, Turno):
            self._turno = dado
        else:
            self._empezar(dado)

    def cancelar(self) -> bool:
        """Stop the query, by killing its worker if it has one; return whether it had."""
        self._al_terminar = None
        return self._dejar()

    def _recibir(self, obrero: Obrero | None) -> None:
        self._turno = None
        if obrero is None:
            self._terminar(cerrandose())
            return
        self._reloj.cancel()
        self._reloj = self._bucle.call_later(self._plazo, self._vencer)
        self._empezar(obrero)

    def _empezar(self, obrero: Obrero) -> None:
        self._obrero = obrero
        if self._instantaneas.al_dia:
            self._preguntar()
        else:
            copia = self._bucle.run_in_executor(None, self._instantaneas.renovar)
            copia.add_done_callback(self._seguir)

    def _seguir(self, copia: asyncio.Future[None]) -> None:
        """Ask, once there is a snapshot of the last publication."""
        causa = None if copia.cancelled() else copia.exception()
        if self._obrero is None:
            return
        if isinstance(causa, ErrorDeAlinea) or copia.cancelled():
            obrero, self._obrero = self._obrero, None
            self._cuadrilla.devolver(obrero)
            self._terminar(causa if isinstance(causa, ErrorDeAlinea) else cerrandose())
        elif causa is not None:
            self._dejar()
            raise causa
        else:
            self._preguntar()

    def _preguntar(self) -> None:
        assert self._obrero is not None
        self._carpeta = self._instantaneas.tomar()
        self._obrero.preguntar(self._escribir(self._carpeta), self._contestar)

    def _contestar(self, estado: Estado | None, cuerpo: bytes) -> None:
        obrero = self._obrero
        assert obrero is not None
        if estado is None:
            self._bucle.run_in_executor(None, obrero.por_que_murio).add_done_callback(self._despedir)
            return
        self._obrero = None
        self._soltar()
        self._reloj.cancel()
        self._cuadrilla.devolver(obrero)
        if self._al_terminar is not None:
            self._al_terminar(estado, cuerpo, None)

    def _despedir(self, causa: asyncio.Future[ErrorDeAlinea]) -> None:
        """Let a dead worker go, once it has been asked why it died; nobody may be waiting any more."""
        fallida = causa.cancelled() or causa.exception() is not None
        if self._obrero is not None:
            self._dejar()
            self._terminar(cerrandose() if fallida or self._cuadrilla.cerrada else causa.result())

    def _vencer(self) -> None:
        self._terminar(demora(self._plazo) if self._dejar() else sin_lugar())

    def _dejar(self) -> bool:
        """Let go of everything; return whether a worker had to be killed."""
        self._reloj.cancel()
        if self._turno is not None:
            self._cuadrilla.renunciar(self._turno)
            self._turno = None
        self._soltar()
        obrero, self._obrero = self._obrero, None
        if obrero is not None:
            self._cuadrilla.retirar(obrero)
        return obrero is not None

    def _soltar(self) -> None:
        carpeta, self._carpeta = self._carpeta, None
        if carpeta is not None:
            self._instantaneas.soltar(carpeta)

    def _terminar(self, error: ErrorDeAlinea) -> None:
        self._reloj.cancel()
        al_terminar, self._al_terminar = self._al_terminar, None
        if al_terminar is not None:
            al_terminar(Estado.fallo, b"", error)
