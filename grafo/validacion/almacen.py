"""The parts of a store: each programme with what was concluded about it, the reviews, and what goes with all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import partial

from rdflib import Graph
from rdflib.term import URIRef

from grafo.almacen import Almacen
from grafo.almacen.ntriples import a_ntriples, ntriples_de
from grafo.validacion.partes import Motor, Octetos, Validado, validar_por_partes
from ontologia.iris import Acunador

__all__ = ["validar_almacen", "validar_cambio"]

_REVISIONES = "revisiones"


def validar_almacen(almacen: Almacen, acunador: Acunador, formas: Graph, motor: Motor = Motor.pyshacl,
                    procesos: int | None = None, antes: Validado | None = None) -> Validado:
    """Validate everything in a store, programme by programme, in `procesos` processes (as many as there are cores).

    `antes` as in `validar_por_partes`, and the same errors.
    """
    return validar_cambio(almacen, acunador, {}, formas, motor, procesos, antes)


def validar_cambio(almacen: Almacen, acunador: Acunador, cambiados: Mapping[URIRef, Graph], formas: Graph,
                   motor: Motor = Motor.pyshacl, procesos: int | None = None,
                   antes: Validado | None = None) -> Validado:
    """Validate a store as it would be with some named graphs replaced; an empty one is taken out.

    With `antes` only what the change can affect is judged. Raises as `validar_por_partes` does.
    """
    def leer(iris: Iterable[URIRef]) -> bytes:
        return b"".join(a_ntriples(cambiados[i]) if i in cambiados else ntriples_de(almacen, i) for i in iris)

    nombres = sorted({*almacen.nombres_de_grafos(), *cambiados})
    leyes = [iri for iri in nombres if iri.startswith(acunador.grafo_ley(""))]
    comunes = [acunador.grafo_ontologia(), acunador.grafo_normas(), *leyes]
    partes: dict[str, Octetos] = {_REVISIONES: partial(leer, [acunador.grafo_revisiones()])}
    raiz = str(acunador.grafo_programa(""))
    for clave in (iri.removeprefix(raiz) for iri in nombres if iri.startswith(raiz)):
        partes[clave] = partial(leer, [acunador.grafo_programa(clave), acunador.grafo_derivado(clave)])
    cuantos = (os.cpu_count() or 1) if procesos is None else procesos
    return validar_por_partes(partial(leer, comunes), partes, formas, motor, cuantos if len(partes) > 3 else 1, antes)
