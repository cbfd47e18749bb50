"""Snapshots of a store on disk: one for each generation that somebody asked about, removed when nobody reads it."""

from __future__ import annotations

import shutil
from pathlib import Path
from threading import Lock, Thread
from uuid import uuid4

from grafo.almacen.motor import AlmacenEmbebido

__all__ = ["Instantaneas"]


class Instantaneas:
    """Made when first needed after a publication, so a store that nobody queries freely pays nothing for them."""

    def __init__(self, almacen: AlmacenEmbebido, raiz: Path) -> None:
        self._almacen = almacen
        self._raiz = raiz
        self._haciendo = Lock()
        self._candado = Lock()
        self._vigente: Path | None = None
        self._generacion = -1
        self._usos: dict[Path, int] = {}

    @property
    def vigente(self) -> Path | None:
        """The last one made."""
        return self._vigente

    @property
    def generacion(self) -> int:
        """The publication that the last one holds, or one before it."""
        return self._generacion

    @property
    def al_dia(self) -> bool:
        """Whether the last one has everything that was published."""
        return self._generacion == self._almacen.generacion

    def renovar(self) -> None:
        """Take a snapshot unless the last one is up to date. Blocks for some milliseconds; raises `ErrorDeAlmacen`.

        The count is read first: the copy holds that publication, or a later one, always whole.
        """
        with self._haciendo:
            if self.al_dia:
                return
            generacion = self._almacen.generacion
            nueva = self._raiz / f"{generacion}-{uuid4().hex[:8]}"
            self._almacen.copiar(nueva)
            with self._candado:
                anterior, self._vigente, self._generacion = self._vigente, nueva, generacion
                self._usos[nueva] = 0
                sobra = anterior if anterior is not None and not self._usos[anterior] else None
            if sobra is not None:
                self._quitar(sobra)

    def tomar(self) -> Path:
        """Return the last one, which stays until it is let go of. `renovar` comes before."""
        with self._candado:
            assert self._vigente is not None
            self._usos[self._vigente] += 1
            return self._vigente

    def soltar(self, instantanea: Path) -> None:
        """Let go of one; an old one that nobody reads any more is removed."""
        with self._candado:
            if instantanea not in self._usos:  # closed meanwhile
                return
            self._usos[instantanea] -= 1
            sobra = instantanea != self._vigente and not self._usos[instantanea]
        if sobra:
            Thread(target=self._quitar, args=(instantanea,)).start()

    def cerrar(self) -> None:
        """Remove them all."""
        for instantanea in list(self._usos):
            self._quitar(instantanea)

    def _quitar(self, instantanea: Path) -> None:
        shutil.rmtree(instantanea, ignore_errors=True)
        self._usos.pop(instantanea, None)
