"""What was judged, kept in a file between runs, so that the next one judges only what changed.

The file says nothing of what stands in the store today: every part is read and hashed again, and only its results are
taken from the file, when part, common graphs, shapes, engine, the versions of the libraries and this very code are the
same. A file that is old, cut or spoilt is as good as none.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import astuple
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from rdflib import Graph

from grafo.almacen import Almacen, AlmacenEmbebido
from grafo.validacion.almacen import validar_almacen
from grafo.validacion.informe import InformeDeValidacion, Parcial, Violacion
from grafo.validacion.lotes import Motor
from grafo.validacion.partes import Validado
from ontologia.iris import Acunador

__all__ = ["guardar", "recordar", "validar_recordando"]

_BIBLIOTECAS = ("pyshacl", "pyshifty", "pyoxigraph", "rdflib")


def validar_recordando(almacen: Almacen, acunador: Acunador, formas: Graph, motor: Motor) -> Validado:
    """Validate a store as `validar_almacen` does; one that has a folder keeps there what was judged, for each engine.

    Raises the same errors. When the folder cannot be written, nothing is kept.
    """
    carpeta = almacen.carpeta if isinstance(almacen, AlmacenEmbebido) else None
    if carpeta is None:
        return validar_almacen(almacen, acunador, formas, motor)
    archivo = carpeta.ruta / f"validado-{motor.value}"
    validado = validar_almacen(almacen, acunador, formas, motor, antes=recordar(archivo))
    with suppress(OSError):
        guardar(validado, archivo)
    return validado


def guardar(validado: Validado, archivo: Path) -> None:
    """Write down what was judged as it should be: what carries a warning is to be judged again. Raises `OSError`."""
    dicho = [_con_que(), {h: [p.nodos, p.motor, [astuple(r) for r in p.resultados]]
                          for h, p in validado.parciales.items() if p.aviso is None}]
    texto = json.dumps(dicho, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    aparte = archivo.with_name(f"{archivo.name}.{os.getpid()}")
    aparte.write_bytes(gzip.compress(hashlib.sha256(texto).digest() + texto, 1))
    aparte.replace(archivo)


def recordar(archivo: Path) -> Validado | None:
    """Return what these same libraries and code judged, or None: no file, of other versions, or not as it was left."""
    with suppress(OSError, EOFError, ValueError, TypeError, KeyError):
        leido = gzip.decompress(archivo.read_bytes())
        suma, texto = leido[:32], leido[32:]
        if hashlib.sha256(texto).digest() == suma:
            con_que, dicho = json.loads(texto.decode("utf-8", "surrogatepass"))
            if con_que == _con_que():
                parciales = {h: Parcial(tuple(Violacion(*r) for r in resultados), nodos, motor)
                             for h, (nodos, motor, resultados) in dicho.items()}
                return Validado(InformeDeValidacion(True, (), ()), parciales=parciales)
    return None


def _con_que() -> str:
    """Return the SHA-256 of this package's code and of the versions of the libraries that judge."""
    suma = hashlib.sha256()
    for archivo in sorted(Path(__file__).parent.glob("*.py")):
        suma.update(archivo.read_bytes())
    suma.update(repr([*_versiones()]).encode())
    return suma.hexdigest()


def _versiones() -> Iterator[str | None]:
    for biblioteca in _BIBLIOTECAS:
        try:
            yield version(biblioteca)
        except PackageNotFoundError:
            yield None
