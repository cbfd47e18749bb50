"""Building from folders: the stream of `grafo.flujo` with its progress on stderr and its failures listed at the end."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from api.ajustes import Ajustes
from api.almacenes import abrir_nombrado, decir_almacen
from api.apuntes import anotando
from grafo.flujo import (
    Avance,
    Encargado,
    Registro,
    buscar_documentos,
    construir_en_flujo,
    en_dask,
    en_este_proceso,
    en_procesos,
)
from grafo.flujo.registro import NOMBRE
from ontologia.errores import ErrorDeEntrada
from ontologia.iris import Acunador

__all__ = ["Modo", "construir_carpetas", "conviene_flujo"]

Aviso = Callable[[str], None]
_POCOS = 20
"""Documents that are still read and published in one step when no folder is named."""
_CADA = 10.0
"""Seconds between two lines of progress where there is no terminal."""


@dataclass(frozen=True, slots=True)
class Modo:
    """How to build: processes (None: as many as cores), scheduler of Dask, register, whether to build all anew."""

    procesos: int | None = None
    dask: str | None = None
    registro: Path | None = None
    de_nuevo: bool = False


def conviene_flujo(rutas: Sequence[Path], modo: Modo) -> bool:
    """Return whether what is named is built in a stream: a folder, many documents, or anything that only it can do."""
    return modo != Modo() or len(rutas) > _POCOS or any(ruta.is_dir() for ruta in rutas)


def construir_carpetas(rutas: Sequence[Path], nombrado: str | Path, perfil: str | None, modo: Modo,
                       aviso: Aviso) -> bool:
    """Build all documents below some paths; return whether every one was built.

    Each programme is published whole, batch by batch: unlike a handful of documents, what was built stays when another
    cannot be read. Raises `DocumentoIlegible` for a path that is not there, `ErrorDeEntrada`, `ErrorDeAlmacen`.
    """
    documentos = [str(ruta) for ruta in buscar_documentos(rutas, aviso)]
    if not documentos:
        raise ErrorDeEntrada("No hay ningún documento en lo que se nombró.", "Revise la ruta y los tipos de archivo.")
    reparto = en_dask(modo.dask) if modo.dask else en_procesos(modo.procesos)
    if not modo.dask and (len(documentos) == 1 or modo.procesos == 1):
        reparto = en_este_proceso
    inicio = time.perf_counter()
    almacen, acunador = abrir_nombrado(nombrado), Acunador(Ajustes().base)
    registro = Registro(modo.registro or (nombrado / NOMBRE if isinstance(nombrado, Path) else None))
    try:
        encargado = Encargado(acunador, perfil, modo.de_nuevo)
        with (anotando(almacen, nombrado, acunador, f"construir {len(documentos)} documentos"),
              _progreso(len(documentos), aviso) as avisar):
            avance = construir_en_flujo(documentos, almacen, registro, encargado, reparto, avisar)
    finally:
        registro.cerrar()
        almacen.cerrar()
    _despedir(avance, time.perf_counter() - inicio, decir_almacen(nombrado), aviso)
    return not avance.fallos


def _despedir(avance: Avance, segundos: float, donde: str, aviso: Aviso) -> None:
    for fallo in avance.fallos:
        aviso(f"No se construyó «{fallo.ruta}»: {fallo.motivo}")
    aviso(f"{avance.vistos} documentos: {avance.leidos} leídos, {avance.concluidos} solo concluidos de nuevo, "
          f"{avance.iguales} sin cambios, {len(avance.fallos)} con error; {avance.elementos:,} elementos, "
          f"{avance.tripletas:,} tripletas, {avance.hallazgos:,} hallazgos, {segundos:.1f} s ({donde}).")


@contextmanager
def _progreso(total: int, aviso: Aviso) -> Iterator[Callable[[Avance], None]]:
    """Yield what shows how far a run is: a bar on a terminal, else a line now and then."""
    if not sys.stderr.isatty():
        yield _por_renglones(total, aviso)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columnas = (TextColumn("Construyendo"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[ritmo]}"),
                TextColumn("quedan"), TimeRemainingColumn())
    with Progress(*columnas, console=Console(stderr=True), transient=True) as barra:
        tarea = barra.add_task("", total=total, ritmo="")
        inicio = time.perf_counter()
        yield lambda avance: barra.update(tarea, completed=avance.vistos, ritmo=_ritmo(avance.vistos, inicio))


def _por_renglones(total: int, aviso: Aviso) -> Callable[[Avance], None]:
    inicio = ultimo = time.perf_counter()

    def avisar(avance: Avance) -> None:
        nonlocal ultimo
        ahora = time.perf_counter()
        if ahora - ultimo >= _CADA:
            ultimo = ahora
            quedan = (total - avance.vistos) * (ahora - inicio) / avance.vistos
            aviso(f"{avance.vistos} de {total} documentos, {_ritmo(avance.vistos, inicio)}, quedan {quedan:.0f} s.")

    return avisar


def _ritmo(vistos: int, inicio: float) -> str:
    return f"{vistos / max(time.perf_counter() - inicio, 1e-9):.1f} documentos/s"
