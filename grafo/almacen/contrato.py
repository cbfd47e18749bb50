"""What a store does, whatever its engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeAlias

from rdflib import Graph
from rdflib.term import Node, URIRef

from consultas.resultados import Respondedor

__all__ = ["Almacen", "Tripletas"]

Tripletas: TypeAlias = Iterable[tuple[Node, Node, Node]]
"""The content of a graph; an `rdflib.Graph` is one."""


class Almacen(Respondedor, Protocol):
    """Named graphs, published whole and asked in SPARQL; the default graph of a query is their union."""

    @property
    def generacion(self) -> int:
        """How many times something was published: what a cache may hold on to."""
        ...

    @property
    def tamano(self) -> int:
        """How many quads there are."""
        ...

    def reemplazar(self, grafos: Mapping[URIRef, Tripletas]) -> None:
        """Publish: replace each named graph whole, all of them or none; an empty graph is removed."""
        ...

    def volcar(self, formato: str) -> bytes:
        """Return everything as "nq" or "trig"."""
        ...

    def grafo(self, iri: URIRef) -> Graph:
        """Return a copy of one named graph, empty if there is none."""
        ...

    def cerrar(self) -> None:
        """Let go of the store; it cannot be used after."""
        ...
