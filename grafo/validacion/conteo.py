"""Which nodes each shape looks at, found in one pass over the triples and without any engine.

The terms may be rdflib's or the words of N-Triples: whoever counts says how a term of the shapes is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from rdflib import Graph
from rdflib.term import Node, URIRef

from grafo.almacen.ntriples import renglones, termino_en_ntriples
from grafo.validacion.formas import Formas
from ontologia.espacios import RDF, RDFS, SH

__all__ = ["Contable", "contar_por_grafo", "focos", "focos_de_renglones"]

T = TypeVar("T", bound=Hashable)
Contable = Graph | bytes | Callable[[], bytes]
"""A graph, its N-Triples, or what gives them when they are wanted, and not before."""


def focos(tripletas: Iterable[tuple[T, T, T]], formas: Formas, escribir: Callable[[Node], T]) -> dict[str, set[T]]:
    """Return the focus nodes of each node shape, by its IRI; subclasses are those that the triples state.

    See SHACL 2.1.3 (targets) and 2 ("SHACL instance").
    """
    tipo, subclase = escribir(RDF.type), escribir(RDFS.subClassOf)
    como_sujeto = {escribir(p): f for p, f in formas.blancos(SH.targetSubjectsOf).items()}
    como_objeto = {escribir(p): f for p, f in formas.blancos(SH.targetObjectsOf).items()}
    instancias: dict[T, set[T]] = defaultdict(set)
    subclases: dict[T, set[T]] = defaultdict(set)
    hallados: dict[str, set[T]] = {str(f): set() for f in formas.de_nodo}
    for sujeto, propiedad, objeto in tripletas:
        if propiedad == tipo:
            instancias[objeto].add(sujeto)
        elif propiedad == subclase:
            subclases[objeto].add(sujeto)
        for forma in como_sujeto.get(propiedad, ()):
            hallados[forma].add(sujeto)
        for forma in como_objeto.get(propiedad, ()):
            hallados[forma].add(objeto)
    for clase, de_la_clase in formas.blancos(SH.targetClass).items():
        for c in _con_las_suyas(escribir(clase), subclases):
            for forma in de_la_clase:
                hallados[forma] |= instancias.get(c, set())
    for nodo, del_nodo in formas.blancos(SH.targetNode).items():
        for forma in del_nodo:
            hallados[forma].add(escribir(nodo))
    return hallados


def focos_de_renglones(leidos: Iterable[tuple[bytes, bytes, bytes]], formas: Formas) -> dict[str, set[bytes]]:
    """Return the focus nodes of each node shape in the lines of some N-Triples, as they are written there."""
    return focos(leidos, formas, termino_en_ntriples)


def contar_por_grafo(grafos: Mapping[URIRef, Contable], formas: Formas) -> dict[URIRef, dict[str, int]]:
    """Return, for each graph (rdflib's, N-Triples, or what reads these), how many nodes each shape looks at in it.

    Subclasses are those that any of the graphs states. A node that stands in two graphs counts in both. One graph is
    held at a time, and one is read again only when a later one states a subclass: give the vocabulary first.
    """
    axiomas: dict[tuple[bytes, bytes, bytes], None] = {}
    cuentas: dict[URIRef, dict[str, int]] = {}
    sabidos: dict[URIRef, int] = {}
    subclase = termino_en_ntriples(RDFS.subClassOf)
    for _ in range(2):
        for iri in (i for i in grafos if sabidos.get(i, -1) < len(axiomas)):
            leidos = tuple(_renglones(grafos[iri]))
            axiomas.update(dict.fromkeys(t for t in leidos if t[1] == subclase))
            sabidos[iri] = len(axiomas)
            cuentas[iri] = {f: len(vistos) for f, vistos in focos_de_renglones((*axiomas, *leidos), formas).items()}
    return cuentas


def _renglones(grafo: Contable) -> Iterable[tuple[bytes, bytes, bytes]]:
    if callable(grafo):
        grafo = grafo()
    if isinstance(grafo, bytes):
        return renglones(grafo)
    return ((termino_en_ntriples(s), termino_en_ntriples(p), termino_en_ntriples(o)) for s, p, o in grafo)


def _con_las_suyas(clase: T, subclases: Mapping[T, set[T]]) -> set[T]:
    vistas, quedan = {clase}, [clase]
    while quedan:
        nuevas = subclases.get(quedan.pop(), set()) - vistas
        vistas |= nuevas
        quedan += nuevas
    return vistas
