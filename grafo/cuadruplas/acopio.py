"""Where triples are gathered on their way out: in order, each once, with no index that nobody asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, TypeAlias

from rdflib.term import Node

__all__ = ["Acopio", "Destino", "Terna"]

Terna: TypeAlias = tuple[Node, Node, Node]


class Destino(Protocol):
    """What triples can be added to: an `Acopio`, or an `rdflib.Graph`."""

    def add(self, terna: Terna, /) -> object:
        """Add a triple; one that is there already changes nothing."""
        ...


class Acopio:
    """Triples in the order in which they came, each once.

    An `rdflib.Graph` keeps three indexes; on the way to a store they are most of the cost and are never used.
    """

    def __init__(self) -> None:
        self._ternas: dict[Terna, None] = {}

    def add(self, terna: Terna, /) -> None:
        """Add a triple; one that is there already changes nothing."""
        self._ternas[terna] = None

    def __iter__(self) -> Iterator[Terna]:
        return iter(self._ternas)

    def __len__(self) -> int:
        return len(self._ternas)
