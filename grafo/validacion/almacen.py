"""The parts of a store: each programme with what was concluded about it, the reviews, every graph of others, and what
goes with all.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial

from rdflib import Graph
from rdflib.term import URIRef

from grafo.almacen import Almacen
from grafo.almacen.ntriples import ntriples_de
from grafo.validacion.partes import Motor, Octetos, Validado, validar_por_partes
from ontologia.iris import Acunador

__all__ = ["validar_almacen"]

_REVISIONES = "revisiones"


def validar_almacen(almacen: Almacen, acunador: Acunador, formas: Graph, motor: Motor = Motor.pyshacl,
                    procesos: int | None = None, antes: Validado | None = None) -> Validado:
    """Validate everything in a store, programme by programme, in `procesos` processes (as many as there are cores).

    `antes` as in `validar_por_partes`, and the same errors.
    """
    leer = partial(_juntos, almacen)
    nombres = almacen.nombres_de_grafos()
    leyes = [iri for iri in nombres if iri.startswith(acunador.grafo_ley(""))]
    comunes = [acunador.grafo_ontologia(), acunador.grafo_normas(), *leyes]
    partes: dict[str, Octetos] = {_REVISIONES: partial(leer, [acunador.grafo_revisiones()])}
    raiz = str(acunador.grafo_programa(""))
    propias = (raiz, acunador.grafo_derivado(""), acunador.grafo_ley(""))
    partes |= {str(i): partial(leer, [i]) for i in nombres
               if not str(i).startswith(propias) and i not in {*comunes, acunador.grafo_revisiones()}}
    for clave in (iri.removeprefix(raiz) for iri in nombres if iri.startswith(raiz)):
        partes[clave] = partial(leer, [acunador.grafo_programa(clave), acunador.grafo_derivado(clave)])
    cuantos = (os.cpu_count() or 1) if procesos is None else procesos
    return validar_por_partes(partial(leer, comunes), partes, formas, motor, cuantos if len(partes) > 3 else 1, antes)


def _juntos(almacen: Almacen, iris: Iterable[URIRef]) -> bytes:
    return b"".join(ntriples_de(almacen, iri) for iri in iris)
