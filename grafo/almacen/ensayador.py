"""A program: does one SPARQL update, read from stdin, on a copy of a store. It may be killed at any moment.

Arguments: the copy's folder, bytes of address space, seconds. Exit status 0 when done, 2 when the text is malformed
and 3 when the engine failed; then stdout says why.
"""

from __future__ import annotations

import resource
import signal
import sys

import pyoxigraph as ox

__all__ = ["ensayar"]


def ensayar(carpeta: str, texto: bytes) -> tuple[int, str]:
    """Update the copy; return the exit status and the reason."""
    try:
        ox.Store(carpeta).update(texto.decode("utf-8"))
    except (SyntaxError, UnicodeDecodeError) as causa:
        return 2, str(causa)
    except (OSError, RuntimeError, ValueError) as causa:
        return 3, str(causa)
    return 0, ""


if __name__ == "__main__":
    _, _carpeta, _memoria, _plazo = sys.argv
    resource.setrlimit(resource.RLIMIT_AS, (int(_memoria), int(_memoria)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_REAL, float(_plazo))
    _codigo, _dicho = ensayar(_carpeta, sys.stdin.buffer.read())
    sys.stdout.write(_dicho)
    sys.stdout.flush()
    sys.exit(_codigo)
