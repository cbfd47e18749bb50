"""What rules concluded about a programme, as values: never mixed with what its document says."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib.term import Literal, URIRef

from grafo.modelo import Tramo

__all__ = ["Alineamiento", "Conclusion"]


@dataclass(frozen=True, slots=True)
class Alineamiento:
    """One piece of evidence that a line serves an article, on a topic.

    `linea` is a line's number, `tema` a topic's key ("gobierno-abierto"), `norma` and `articulo` a norm's key and a
    number, `nivel` a level's notation ("expresa"), `grano` "articulo" or "bloque", `regla` a rule's notation.
    `evidencia` are the places that show the topic, `puentes` those that tie the topic to the article.
    """

    linea: str
    tema: str
    norma: str
    articulo: str
    nivel: str
    grano: str
    evidencia: tuple[Tramo, ...]
    puentes: tuple[Tramo, ...]
    regla: str


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A triple that a rule (its notation) concludes from places of the document."""

    sujeto: URIRef
    predicado: URIRef
    objeto: URIRef | Literal
    regla: str
    tramos: tuple[Tramo, ...]
