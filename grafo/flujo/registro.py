"""The register of what was built: one row a document, in a file beside the store's.

It is written after a batch is in the store. Whoever is killed in between builds that batch again, into the same graphs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ontologia.errores import ErrorDeAlmacen

__all__ = ["NOMBRE", "Anotado", "Registro"]

NOMBRE = "construccion.sqlite"
_TABLA = ("CREATE TABLE IF NOT EXISTS construidos (ruta TEXT PRIMARY KEY, clave TEXT NOT NULL, "
          "lectura TEXT NOT NULL, conclusion TEXT NOT NULL, modelo BLOB NOT NULL) WITHOUT ROWID")


@dataclass(frozen=True, slots=True)
class Anotado:
    """What is known of a document that was built: its programme's key, and the fingerprints of the two stages."""

    ruta: str
    clave: str
    lectura: str
    conclusion: str


class Registro:
    """The register in a file, or in memory (None): then nothing is known when a run begins."""

    def __init__(self, ruta: Path | None) -> None:
        """Open the file, made when missing. Raises `ErrorDeAlmacen` when it is not a register."""
        self._ruta = ruta
        try:
            if ruta is not None:
                ruta.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(":memory:" if ruta is None else ruta)
            self._base.execute(_TABLA)
        except (sqlite3.Error, OSError) as causa:
            raise self._danado(causa) from causa

    def de(self, ruta: str) -> Anotado | None:
        """Return what is known of a document."""
        fila = self._pedir("SELECT ruta, clave, lectura, conclusion FROM construidos WHERE ruta = ?", ruta)
        return Anotado(*map(str, fila)) if fila else None

    def modelo(self, ruta: str) -> bytes:
        """Return the programme kept for a document, empty if there is none."""
        fila = self._pedir("SELECT modelo FROM construidos WHERE ruta = ?", ruta)
        return fila[0] if fila and isinstance(fila[0], bytes) else b""

    def anotar(self, construidos: Iterable[tuple[Anotado, bytes]]) -> None:
        """Write down what was built, all of it or none; a programme has one row, its last document's."""
        todos = list(construidos)
        try:
            with self._base:
                self._base.executemany("DELETE FROM construidos WHERE clave = ?", ((a.clave,) for a, _ in todos))
                self._base.executemany(
                    "INSERT OR REPLACE INTO construidos VALUES (?, ?, ?, ?, ?)",
                    ((a.ruta, a.clave, a.lectura, a.conclusion, m) for a, m in todos))
        except sqlite3.Error as causa:
            raise self._danado(causa) from causa

    def cerrar(self) -> None:
        """Let go of the file."""
        self._base.close()

    def _pedir(self, texto: str, ruta: str) -> tuple[object, ...] | None:
        try:
            return self._base.execute(texto, (ruta,)).fetchone()  # type: ignore[no-any-return]
        except sqlite3.Error as causa:
            raise self._danado(causa) from causa

    def _danado(self, causa: Exception) -> ErrorDeAlmacen:
        return ErrorDeAlmacen(f"El registro de construcción «{self._ruta}» no se puede usar: {causa}.",
                              "Bórrelo: la próxima construcción lo hace de nuevo, desde los documentos.")
