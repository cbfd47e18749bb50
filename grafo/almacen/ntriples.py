"""N-Triples, written and read by the engine: one spelling for every term, one line for every triple.

What another engine is to read, and what is counted or compared by text, goes through here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox
from rdflib import Graph
from rdflib.term import Node, URIRef

from consultas.resultados import Conjunto
from grafo.almacen.contrato import Almacen
from grafo.almacen.conversion import a_motor, a_tripleta, de_motor
from grafo.almacen.formatos import DE_GRAFO
from grafo.almacen.motor import AlmacenEmbebido

__all__ = ["a_ntriples", "de_ntriples", "de_termino", "en_formato", "ntriples_de", "renglones", "termino_en_ntriples"]

_TODO = "CONSTRUCT WHERE { ?sujeto ?propiedad ?objeto }"


def a_ntriples(tripletas: Iterable[tuple[Node, Node, Node]]) -> bytes:
    """Return triples as N-Triples, lexical forms and labels untouched; raises `ErrorDeAlmacen` for what is not RDF."""
    return bytes(ox.serialize((a_tripleta(t) for t in tripletas), format=ox.RdfFormat.N_TRIPLES) or b"")


def de_ntriples(octetos: bytes) -> Graph:
    """Return the graph of some N-Triples of our own writing, lexical forms and labels untouched."""
    grafo = Graph()
    for t in ox.parse(octetos, format=ox.RdfFormat.N_TRIPLES):
        grafo.add((de_motor(t.subject), de_motor(t.predicate), de_motor(t.object)))
    return grafo


def ntriples_de(almacen: Almacen, iri: URIRef) -> bytes:
    """Return a named graph of a store as N-Triples: straight from our engine, and counted from any other.

    A server may cut a CONSTRUCT without a word (Virtuoso, at its ResultSetMaxRows). Raises `ErrorDeAlmacen`.
    """
    return en_formato(almacen, (iri,), "ntriples")


def en_formato(almacen: Almacen, grafos: Sequence[URIRef], formato: str) -> bytes:
    """Return the union of some named graphs of a store in a format of `DE_GRAFO`, each triple once.

    Straight from our engine; from any other, graph by graph, counted. Raises `ErrorDeAlmacen`.
    """
    if isinstance(almacen, AlmacenEmbebido):
        return almacen.serializar(_TODO, formato, conjunto=Conjunto(predeterminado=tuple(grafos)))
    tripletas = dict.fromkeys(a_tripleta(t) for iri in grafos for t in almacen.grafo(iri))
    return bytes(ox.serialize(tripletas, format=DE_GRAFO[formato]) or b"")


def termino_en_ntriples(termino: Node) -> bytes:
    """Return a term as it stands in N-Triples; raises `ErrorDeAlmacen` for what is not RDF."""
    return str(a_motor(termino)).encode()


def de_termino(octetos: bytes) -> Node:
    """Return the term that some N-Triples write."""
    tripleta = next(iter(ox.parse(b"_:a <a:a> %b ." % octetos, format=ox.RdfFormat.N_TRIPLES)))
    return de_motor(tripleta.object)


def renglones(octetos: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield subject, predicate and object of each line, as they stand."""
    for renglon in octetos.split(b"\n"):
        if renglon:
            sujeto, propiedad, resto = renglon.split(b" ", 2)
            yield sujeto, propiedad, resto[:-2]
