"""The trail of writes: who wrote what and when, on disk before a write is acknowledged, chained by hash.

A write leaves two lines: one before the store is touched ("empieza"), one after ("publica", or "abandona" when nothing
came of it). Each line holds the SHA-256 of the line before it, and a file beside the trail tells how many lines there
are and the SHA-256 of the last, so that a line that was changed or taken out, the last one included, is noticed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from grafo.bitacora.asiento import (
    NADA,
    Asiento,
    GrafoEscrito,
    cabeza_de,
    comprobar,
    enteras_de,
    hash_de,
    leer_asientos,
    pendiente_de,
)
from ontologia.errores import ErrorDeAlmacen

__all__ = ["Bitacora"]


class Bitacora:
    """The trail of one store: in `ruta`, to which is only added, or in memory. One in the process that writes."""

    def __init__(self, ruta: Path | None = None) -> None:
        """Open a trail, made when missing. A last line cut short by a crash is taken off; that, and whatever else is
        wrong with it, is told in a line of its own, so that going on does not hide it.

        Raises `ErrorDeAlmacen` when the file cannot be used.
        """
        self._ruta = ruta
        self._turno = Lock()
        self._en_memoria = bytearray()
        contenido = self._leido()
        enteras, roto = enteras_de(contenido)
        self._cuantas, self._ultima = len(enteras), hash_de(enteras[-1]) if enteras else NADA
        self._pendiente = pendiente_de(enteras)
        danos = comprobar(contenido, self._cabeza()) if contenido or ruta else ()
        if roto:
            self._cortar(len(contenido) - len(roto))
            danos = (*danos, f"Se quitó un renglón cortado de {len(roto)} bytes.")
        if danos:
            self._anotar("repara", "alinea", " ".join(danos)[:2000], (0, 0), ())

    @property
    def pendiente(self) -> Asiento | None:
        """The write that was begun and whose end is not told, or None."""
        return self._pendiente

    def empezar(self, autor: str, que: str, generacion: int, grafos: Sequence[GrafoEscrito]) -> None:
        """Tell that a write begins, before the store is touched; nothing may be written if this raises."""
        self._pendiente = self._anotar("empieza", autor, que, (generacion, generacion), grafos)

    def terminar(self, generacion: int, *, publicado: bool) -> Asiento:
        """Tell how the write that was begun ended, and the store's generation then."""
        p = self._pendiente
        if p is None:
            raise ErrorDeAlmacen("La bitácora no tiene ninguna escritura empezada.", "Repita la operación.")
        asiento = self._anotar("publica" if publicado else "abandona", p.autor, p.que,
                               (p.generacion[0], generacion), p.grafos)
        self._pendiente = None
        return asiento

    def asientos(self) -> tuple[Asiento, ...]:
        """Return every line. Raises `ErrorDeAlmacen` naming the first that cannot be read."""
        return leer_asientos(self._leido())

    def faltas(self) -> tuple[str, ...]:
        """Return what is wrong with the trail, as `comprobar` does."""
        with self._turno:
            return comprobar(self._leido(), self._cabeza())

    def _anotar(self, suceso: str, autor: str, que: str, generacion: tuple[int, int],
                grafos: Iterable[GrafoEscrito]) -> Asiento:
        with self._turno:
            cuando = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            asiento = Asiento(self._cuantas + 1, cuando, suceso, autor, que, generacion, tuple(grafos), self._ultima)
            linea = json.dumps(asiento.como_json(), ensure_ascii=True, separators=(",", ":")).encode()
            self._agregar(linea + b"\n")
            self._cuantas, self._ultima = asiento.numero, hash_de(linea)
            self._poner_cabeza()
            return asiento

    def _leido(self) -> bytes:
        if self._ruta is None:
            return bytes(self._en_memoria)
        try:
            return self._ruta.read_bytes() if self._ruta.exists() else b""
        except OSError as causa:
            raise self._fallo(causa) from causa

    def _agregar(self, octetos: bytes) -> None:
        if self._ruta is None:
            self._en_memoria += octetos
            return
        try:
            nueva = not self._ruta.exists()
            with self._ruta.open("ab") as archivo:
                antes = archivo.tell()
                try:
                    archivo.write(octetos)
                    archivo.flush()
                    os.fsync(archivo.fileno())
                except OSError:
                    archivo.truncate(antes)
                    raise
            if nueva:
                _asegurar(self._ruta.parent)
        except OSError as causa:
            raise self._fallo(causa) from causa

    def _cortar(self, hasta: int) -> None:
        if self._ruta is not None:
            os.truncate(self._ruta, hasta)

    def _poner_cabeza(self) -> None:
        if self._ruta is not None:
            nueva = self._ruta.with_suffix(".cabeza.nueva")
            nueva.write_text(f"{self._cuantas} {self._ultima}\n", encoding="ascii")
            nueva.replace(self._ruta.with_suffix(".cabeza"))

    def _cabeza(self) -> str:
        if self._ruta is None:
            return f"{self._cuantas} {self._ultima}"
        return cabeza_de(self._ruta)

    def _fallo(self, causa: OSError) -> ErrorDeAlmacen:
        return ErrorDeAlmacen(f"No se puede escribir la bitácora «{self._ruta}»: {causa.strerror}.",
                              "Revise el disco y los permisos; sin bitácora no se escribe nada.")


def _asegurar(carpeta: Path) -> None:
    """Make the name of a new file outlive a loss of power."""
    descriptor = os.open(carpeta, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
