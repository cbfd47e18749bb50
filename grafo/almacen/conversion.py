"""Between rdflib's terms and the engine's: total functions that refuse what they do not know."""

from __future__ import annotations

from typing import TypeAlias

import pyoxigraph as ox
from rdflib.term import BNode, Literal, Node, URIRef

from consultas.resultados import Termino
from ontologia.errores import ErrorDeAlmacen
from ontologia.espacios import XSD

__all__ = ["TerminoDelMotor", "a_grafo", "a_motor", "a_tripleta", "de_motor"]

TerminoDelMotor: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def a_motor(termino: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Return the engine's term for an rdflib term; raises `ErrorDeAlmacen` for anything else or ill-formed."""
    try:
        if isinstance(termino, URIRef):
            return ox.NamedNode(str(termino))
        if isinstance(termino, BNode):
            return ox.BlankNode(str(termino))
        if isinstance(termino, Literal):
            return _literal(termino)
    except ValueError as causa:
        raise _rechazo(termino) from causa
    raise _rechazo(termino)


def a_tripleta(tripleta: tuple[Node, Node, Node]) -> ox.Triple:
    """Return the engine's triple; raises `ErrorDeAlmacen` when a term stands where it may not."""
    sujeto, predicado, objeto = (a_motor(termino) for termino in tripleta)
    if isinstance(sujeto, ox.Literal) or not isinstance(predicado, ox.NamedNode):
        raise _rechazo(tripleta)
    return ox.Triple(sujeto, predicado, objeto)


def a_grafo(iri: Node) -> ox.NamedNode:
    """Return the engine's name of a graph; raises `ErrorDeAlmacen` unless it is an IRI."""
    nombre = a_motor(iri)
    if not isinstance(nombre, ox.NamedNode):
        raise _rechazo(iri)
    return nombre


def de_motor(termino: TerminoDelMotor) -> Termino:
    """Return the rdflib term for one of the engine's, its lexical form untouched; refuses triples and directions."""
    if isinstance(termino, ox.NamedNode):
        return URIRef(termino.value)
    if isinstance(termino, ox.BlankNode):
        return BNode(termino.value)
    if isinstance(termino, ox.Literal) and termino.direction is None:
        if termino.language is not None:
            return Literal(termino.value, lang=termino.language)
        tipo = URIRef(termino.datatype.value)
        return Literal(termino.value, datatype=None if tipo == XSD.string else tipo, normalize=False)
    raise _rechazo(termino)


def _literal(literal: Literal) -> ox.Literal:
    if literal.language is not None:
        return ox.Literal(str(literal), language=literal.language)
    if literal.datatype is None:
        return ox.Literal(str(literal))
    return ox.Literal(str(literal), datatype=ox.NamedNode(str(literal.datatype)))


def _rechazo(cosa: object) -> ErrorDeAlmacen:
    return ErrorDeAlmacen(
        f"El almacén no admite {cosa!r}.", "Solo admite IRI, nodos en blanco y literales, cada uno en su lugar."
    )
