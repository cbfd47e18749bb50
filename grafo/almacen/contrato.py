"""What a store does, whatever its engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Protocol, TypeAlias

from rdflib import Graph
from rdflib.term import Node, URIRef

from consultas.resultados import Conjunto, Respondedor, Termino

__all__ = ["Almacen", "Atencion", "Consultorio", "Contenido", "Contestado", "Tripletas"]

Tripletas: TypeAlias = Iterable[tuple[Node, Node, Node]]
"""The content of a graph; an `rdflib.Graph` is one."""

Contenido: TypeAlias = Tripletas | bytes
"""The content of a graph as triples, or as N-Triples that `a_ntriples` wrote."""


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

    def reemplazar(self, grafos: Mapping[URIRef, Contenido]) -> None:
        """Publish: replace each named graph whole, all of them or none; an empty graph is removed."""
        ...

    def ensayar(self, texto: str) -> Mapping[URIRef, Graph]:
        """Return what a SPARQL update would make of each named graph it changes, without changing anything.

        Raises `ConsultaRechazada` for a malformed update, or one that writes outside a named graph.
        """
        ...

    def volcar(self, formato: str) -> bytes:
        """Return everything as "nq" or "trig"."""
        ...

    def volcar_en(self, destino: BinaryIO, formato: str) -> None:
        """Write everything as "nq" or "trig" into a file, never all of it in memory."""
        ...

    def nombres_de_grafos(self) -> tuple[URIRef, ...]:
        """Return the names of the graphs that are not empty, sorted."""
        ...

    def grafo(self, iri: URIRef) -> Graph:
        """Return a copy of one named graph, empty if there is none."""
        ...

    def cerrar(self) -> None:
        """Let go of the store; it cannot be used after."""
        ...


@dataclass(frozen=True, slots=True)
class Contestado:
    """The answer to a query in a standard format; `truncado` says that rows or bytes over the limit were left out."""

    cuerpo: bytes
    truncado: bool = False


@dataclass(frozen=True, slots=True)
class Atencion:
    """How busy a `Consultorio` is: places, queries running, queries waiting; and what was stopped since it opened."""

    lugares: int
    ocupados: int
    en_espera: int
    contestadas: int = 0
    detenidas: int = 0


class Consultorio(Protocol):
    """Answers the queries that anybody may write, where each can be stopped without harm to the others."""

    async def contestar(self, texto: str, formato: str, parametros: Mapping[str, Termino] = ...,
                        conjunto: Conjunto | None = ...) -> Contestado:
        """Answer over the store as it was last published, in a format of `DE_TABLA` or `DE_GRAFO`.

        Cancelling the task stops the query. Raises `ConsultaRechazada`, `ErrorDeAlmacen`, `Ocupado` when there is no
        room in the queue, `TardaDemasiado` past the time, `PideDemasiado` past the memory.
        """
        ...

    @property
    def atencion(self) -> Atencion:
        """How busy it is now."""
        ...

    def cerrar(self) -> None:
        """Stop everything that is running."""
        ...
