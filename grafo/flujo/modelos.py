"""A programme that was read, as bytes to keep; what is read back can only be made of the model's own classes."""

from __future__ import annotations

import io
import pickle
import zlib
from dataclasses import dataclass
from typing import Any

from grafo.documento import Documento
from grafo.modelo import Programa

__all__ = ["Guardado", "desempacar", "empacar"]

_AJENAS = {("datetime", "date"), ("decimal", "Decimal"), ("grafo.documento", "Documento"),
           ("grafo.documento", "Tabla"), ("grafo.reparacion", "Reparacion"), ("grafo.flujo.modelos", "Guardado")}


@dataclass(frozen=True)
class Guardado:
    """A document, the key of the profile it was read with, and the programme read from it."""

    documento: Documento
    perfil: str
    programa: Programa


def empacar(guardado: Guardado) -> bytes:
    """Return a programme as bytes."""
    return zlib.compress(pickle.dumps(guardado, protocol=5), 1)


def desempacar(octetos: bytes) -> Guardado:
    """Return the programme that some bytes hold. Raises `ValueError` for anything that is not one."""
    try:
        guardado = _Lector(io.BytesIO(zlib.decompress(octetos))).load()
    except (zlib.error, pickle.UnpicklingError, EOFError, AttributeError, TypeError, IndexError, KeyError) as causa:
        raise ValueError("no es un programa guardado") from causa
    if not isinstance(guardado, Guardado):
        raise ValueError("no es un programa guardado")
    return guardado


class _Lector(pickle.Unpickler):
    """Reads nothing but values: a file that somebody else wrote cannot make it call anything."""

    def find_class(self, modulo: str, nombre: str) -> Any:
        if (modulo.startswith("grafo.modelo.") and "." not in nombre) or (modulo, nombre) in _AJENAS:
            clase = super().find_class(modulo, nombre)
            if isinstance(clase, type):
                return clase
        raise pickle.UnpicklingError(f"{modulo}.{nombre}")
