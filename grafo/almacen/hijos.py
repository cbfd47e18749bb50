"""What the child processes of a store have in common: how they are started, and what their end means."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from ontologia.errores import ErrorDeAlinea, ErrorDeAlmacen, PideDemasiado, TardaDemasiado

__all__ = ["causa_de_muerte", "demora", "entorno_de_hijo", "orden_de_hijo", "sin_memoria"]

_HEREDA = ("HOME", "LANG", "LD_LIBRARY_PATH", "PATH", "PYTHONHOME", "PYTHONPATH", "TMPDIR", "VIRTUAL_ENV")
"""All of the environment that a child gets: tokens and addresses are not for it."""
_SIN_MEMORIA = (b"memory allocation", b"bad_alloc", b"MemoryError", b"Cannot allocate memory")


def orden_de_hijo(programa: Path, *datos: object) -> list[str]:
    """Return the command that runs a file as a program that imports the engine alone."""
    return [sys.executable, "-P", str(programa), *(str(dato) for dato in datos)]


def entorno_de_hijo() -> dict[str, str]:
    """Return the environment for a child."""
    return {n: os.environ[n] for n in _HEREDA if n in os.environ} | {"MALLOC_ARENA_MAX": "2"}


def causa_de_muerte(codigo: int, dicho: bytes, plazo: float) -> ErrorDeAlinea:
    """Return the error for what a child was doing, by its exit status and what it wrote on stderr."""
    if codigo == -signal.SIGALRM:
        return demora(plazo)
    if codigo == -signal.SIGKILL or any(senal in dicho for senal in _SIN_MEMORIA):
        return sin_memoria()
    return ErrorDeAlmacen(f"El proceso que hacía lo pedido se interrumpió ({codigo}).",
                          "Escríbalo de una manera más sencilla; lo demás sigue.")


def sin_memoria() -> PideDemasiado:
    """Return the error of a query or update that passed its memory."""
    return PideDemasiado("La consulta pidió más memoria de la que puede usar una.",
                         "Hágala más precisa, o limítela con LIMIT; evite ordenar o unir todo con todo.")


def demora(plazo: float) -> TardaDemasiado:
    """Return the error of a query or update that passed its time, in seconds."""
    return TardaDemasiado(f"La consulta pasó de {plazo:g} segundos.", "Hágala más precisa, o limítela con LIMIT.")
