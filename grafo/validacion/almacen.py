"""The parts of a store: each programme with what was concluded about it, the reviews, every graph of others, and what
goes with all.
"""

from __future__ import annotations

import os
import zlib
from functools import partial
from hashlib import sha256

from rdflib import Graph
from rdflib.term import URIRef

from grafo.almacen import Almacen
from grafo.almacen.ntriples import ntriples_de
from grafo.validacion.lotes import Motor
from grafo.validacion.partes import Octetos, Validado, validar_por_partes
from ontologia.errores import ErrorDeAlmacen
from ontologia.iris import Acunador

__all__ = ["validar_almacen"]

_REVISIONES = "revisiones"
_GUARDADOS = 256 * 2**20
"""How many bytes of compressed N-Triples wait in memory: some 1,500 programmes."""


def validar_almacen(almacen: Almacen, acunador: Acunador, formas: Graph, motor: Motor = Motor.pyshacl,
                    procesos: int | None = None, antes: Validado | None = None) -> Validado:
    """Validate everything in a store, programme by programme, in `procesos` processes (as many as there are cores).

    `antes` as in `validar_por_partes`, and the same errors; `ErrorDeAlmacen` when a graph changes meanwhile.
    """
    leer = _Lector(almacen)
    nombres = almacen.nombres_de_grafos()
    leyes = [iri for iri in nombres if iri.startswith(acunador.grafo_ley(""))]
    comunes = (acunador.grafo_ontologia(), acunador.grafo_normas(), *leyes)
    partes: dict[str, Octetos] = {_REVISIONES: partial(leer, (acunador.grafo_revisiones(),))}
    raiz = str(acunador.grafo_programa(""))
    propias = (raiz, acunador.grafo_derivado(""), acunador.grafo_ley(""))
    partes |= {str(i): partial(leer, (i,)) for i in nombres
               if not str(i).startswith(propias) and i not in {*comunes, acunador.grafo_revisiones()}}
    for clave in (iri.removeprefix(raiz) for iri in nombres if iri.startswith(raiz)):
        partes[clave] = partial(leer, (acunador.grafo_programa(clave), acunador.grafo_derivado(clave)))
    cuantos = (os.cpu_count() or 1) if procesos is None else procesos
    return validar_por_partes(partial(leer, comunes), partes, formas, motor, cuantos if len(partes) > 3 else 1, antes)


class _Lector:
    """Reads graphs of a store as N-Triples, and once only: each part is wanted twice, to see what it is tied to and to
    judge it, so what was read waits in memory, compressed, while it fits. What does not fit is read again, and must be
    what it was.
    """

    def __init__(self, almacen: Almacen) -> None:
        self._almacen = almacen
        self._guardados: dict[tuple[URIRef, ...], bytes] = {}
        self._huellas: dict[tuple[URIRef, ...], bytes] = {}
        self._caben = _GUARDADOS

    def __call__(self, iris: tuple[URIRef, ...]) -> bytes:
        guardado = self._guardados.pop(iris, None)
        if guardado is not None:
            self._caben += len(guardado)
            return zlib.decompress(guardado)
        octetos = b"".join(ntriples_de(self._almacen, iri) for iri in iris)
        guardado = zlib.compress(octetos, 1)
        if len(guardado) <= self._caben:
            self._guardados[iris] = guardado
            self._caben -= len(guardado)
        elif self._huellas.setdefault(iris, sha256(guardado).digest()) != sha256(guardado).digest():
            raise ErrorDeAlmacen(f"El grafo {iris[0]} cambió mientras se validaba.", "Valide otra vez.")
        return octetos
