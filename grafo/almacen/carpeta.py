"""The folder of a store: its engine's files, the count of publications, the version of its form, who has it open."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pyoxigraph as ox

from ontologia.errores import ErrorDeAlmacen

__all__ = ["VERSION", "Carpeta"]

VERSION = 1
"""The form of the folder. Before it was written down there was only this one."""


class Carpeta:
    """One folder: `datos/` is the engine's, `instantaneas/` and `ensayos/` hold copies that nobody needs later."""

    def __init__(self, ruta: Path) -> None:
        self.ruta = ruta
        self.datos = ruta / "datos"
        self.instantaneas = ruta / "instantaneas"
        self.ensayos = ruta / "ensayos"
        self._generacion = ruta / "generacion"
        self._version = ruta / "version"
        self._proceso = ruta / "proceso"

    def abrir(self) -> ox.Store:
        """Open the engine, sign the folder and remove what a process that was killed left behind.

        A folder without a version is one of the first version, and is stamped. Raises `ErrorDeAlmacen` when another
        process has it open, when a newer Alinea wrote it, and when it is not a store.
        """
        self._exigir_version()
        self.leer_generacion()
        try:
            self.datos.mkdir(parents=True, exist_ok=True)
            motor = ox.Store(str(self.datos))
            self._quitar_copias()
            _escribir(self._version, str(VERSION))
            _escribir(self._proceso, str(os.getpid()))
        except (OSError, RuntimeError, ValueError) as causa:
            if "lock" in str(causa).lower():
                raise self._en_uso() from causa
            raise ErrorDeAlmacen(
                f"No se pudo abrir el almacén {self.ruta}: {causa}.", "Compruebe la carpeta y sus permisos."
            ) from causa
        return motor

    def cerrar(self) -> None:
        """Take the signature away, and the copies."""
        self._quitar_copias()
        self._proceso.unlink(missing_ok=True)

    def _quitar_copias(self) -> None:
        """Remove the copies, each out of the reach of a process that may still be at work there: its parent died."""
        for copias in (self.instantaneas, self.ensayos):
            for resto in (copias, *self.ruta.glob(f"{copias.name}-*")):
                apartado = copias.with_name(f"{copias.name}-{uuid4().hex}")
                with suppress(OSError):
                    resto.rename(apartado)
                shutil.rmtree(apartado, ignore_errors=True)

    def leer_generacion(self) -> int:
        """Return the count kept in the folder, 0 for a new one. Raises `ErrorDeAlmacen` when it is no number."""
        return _numero(self._generacion, "Bórrelo para contar de nuevo desde cero.") or 0

    def contar(self, generacion: int) -> None:
        """Write the count down, on the disk before this returns."""
        _escribir(self._generacion, str(generacion))

    def _exigir_version(self) -> None:
        version = _numero(self._version, f"Si el almacén es de esta versión, escriba en él {VERSION}.")
        if version is not None and version > VERSION:
            raise ErrorDeAlmacen(
                f"El almacén {self.ruta} es de la versión {version}; este programa entiende hasta la {VERSION}.",
                "Actualice Alinea, o reconstruya el almacén en otra carpeta con “alinea construir --almacen”.")

    def _en_uso(self) -> ErrorDeAlmacen:
        """Return the error that says which process has the folder open, when it can be known."""
        proceso = _proceso_vivo(self._proceso)
        cual = f" (en uso por el proceso {proceso})" if proceso else ""
        return ErrorDeAlmacen(
            f"Otro proceso tiene abierto el almacén {self.ruta}{cual}.",
            "Ciérrelo (¿hay un “alinea servir” en marcha?) o elija otra carpeta con --almacen.")


def _escribir(ruta: Path, texto: str) -> None:
    """Write a small file whole or not at all, and have it on the disk before returning."""
    nuevo = ruta.with_name(f"{ruta.name}.nueva")
    with nuevo.open("w", encoding="ascii") as archivo:
        archivo.write(texto)
        archivo.flush()
        os.fsync(archivo.fileno())
    nuevo.replace(ruta)


def _numero(ruta: Path, remedio: str) -> int | None:
    """Return the number in a file, None without the file; raises `ErrorDeAlmacen` for anything else."""
    try:
        texto = ruta.read_text(encoding="ascii", errors="replace").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not texto.isdecimal():
        raise ErrorDeAlmacen(f"El archivo {ruta} no es un número.", remedio)
    return int(texto)


def _proceso_vivo(firma: Path) -> int | None:
    """Return the process that signed, if it is still alive: a signature outlives a process that was killed."""
    try:
        proceso = int(firma.read_text(encoding="ascii"))
        os.kill(proceso, 0)
    except PermissionError:
        return proceso
    except (OSError, ValueError):
        return None
    return proceso
