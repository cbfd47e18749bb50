"""What a question is asked of and what comes back: frozen values, free of any engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from rdflib.term import BNode, Literal, URIRef

__all__ = ["Conjunto", "Filas", "Respondedor", "Respuesta", "Resultado", "Termino", "Tripleta", "Tripletas"]

Termino: TypeAlias = URIRef | BNode | Literal
"""An RDF term."""

Tripleta: TypeAlias = tuple[Termino, Termino, Termino]
"""Subject, predicate, object."""


@dataclass(frozen=True, slots=True)
class Conjunto:
    """The dataset of a query (SPARQL 1.1 Protocol, 2.1.4): `predeterminado` are merged into the default graph.

    It takes the place of any FROM in the query's own text.
    """

    predeterminado: tuple[URIRef, ...] = ()
    con_nombre: tuple[URIRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Filas:
    """The solutions of a SELECT: `variables` name the columns, an unbound cell is None."""

    variables: tuple[str, ...]
    filas: tuple[tuple[Termino | None, ...], ...]

    def columna(self, variable: str) -> tuple[Termino | None, ...]:
        """Return one column; raises `ValueError` when there is no such variable."""
        posicion = self.variables.index(variable)
        return tuple(fila[posicion] for fila in self.filas)


@dataclass(frozen=True, slots=True)
class Respuesta:
    """The answer to an ASK."""

    valor: bool


@dataclass(frozen=True, slots=True)
class Tripletas:
    """The graph of a CONSTRUCT or DESCRIBE."""

    tripletas: tuple[Tripleta, ...]


Resultado: TypeAlias = Filas | Respuesta | Tripletas


class Respondedor(Protocol):
    """Something that answers SPARQL. Parameters are bound as terms, never pasted into the text."""

    def consultar(self, texto: str, parametros: Mapping[str, Termino] = ...,
                  conjunto: Conjunto | None = ...) -> Resultado:
        """Answer a query as values; raises `ConsultaRechazada` or `ErrorDeAlmacen`."""
        ...

    def serializar(self, texto: str, formato: str, parametros: Mapping[str, Termino] = ...,
                   conjunto: Conjunto | None = ...) -> bytes:
        """Answer a query in a standard format ("json", "csv", "turtle"…); raises as `consultar` does."""
        ...
