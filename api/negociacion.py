"""Chooses the form of an answer by what the client accepts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from starlette.requests import Request
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from ontologia.errores import ErrorDeEntrada

__all__ = ["DE_CONJUNTO", "DE_DATOS", "DE_GRAFO", "DE_TABLA", "DE_VERDAD", "NoAceptable", "TipoNoAdmitido", "elegir",
           "quiere_pagina"]

DE_TABLA: Mapping[str, str] = MappingProxyType({
    "application/sparql-results+json": "json", "application/json": "json",
    "application/sparql-results+xml": "xml", "application/xml": "xml", "text/xml": "xml",
    "text/csv": "csv", "text/tab-separated-values": "tsv",
})
"""Format of the answer to a SELECT, by media type."""

DE_VERDAD: Mapping[str, str] = MappingProxyType({m: f for m, f in DE_TABLA.items() if f in ("json", "xml")})
"""Format of the answer to an ASK, by media type."""

DE_GRAFO: Mapping[str, str] = MappingProxyType({
    "text/turtle": "turtle", "application/n-triples": "ntriples", "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml", "application/trig": "turtle", "application/n-quads": "ntriples",
})
"""Format of a graph, by media type; a graph in TriG or N-Quads is a dataset with only its default graph."""

DE_DATOS: Mapping[str, str] = MappingProxyType({
    "text/turtle": "ttl", "application/n-triples": "nt", "application/ld+json": "jsonld", "application/rdf+xml": "rdf",
})
"""Suffix of the address of an entity's triples, by media type."""

DE_CONJUNTO: Mapping[str, str] = MappingProxyType({"application/n-quads": "nq", "application/trig": "trig"})
"""Format of a whole dataset, by media type."""


class TipoNoAdmitido(ErrorDeEntrada):
    """The body of a request is of a media type, charset or coding that is not read here."""


class NoAceptable(ErrorDeEntrada):
    """None of the forms that there are is accepted by the client."""


def elegir(peticion: Request, tipos: Mapping[str, str], *, con_pagina: bool = False) -> str:
    """Return the media type to answer with: the client's best, the first one when anything will do.

    With `con_pagina`, "text/html" is offered too, after the others. Raises `NoAceptable`.
    """
    ofrecidos = [*tipos, "text/html"] if con_pagina else list(tipos)
    mejor = _mejor(_acepta(peticion), tuple(ofrecidos))
    if mejor is None:
        raise NoAceptable("No se puede responder en ninguna de las formas que acepta.",
                          f"Acepte una de: {', '.join(ofrecidos)}.")
    return mejor


def quiere_pagina(peticion: Request) -> bool:
    """Return whether the client, as browsers do, prefers a page to data."""
    acepta = _acepta(peticion)
    return "html" in acepta and _mejor(acepta, ("text/html", *_DE_DATOS)) == "text/html"


_DE_DATOS = tuple(t for t in (*DE_DATOS, *DE_TABLA, "application/problem+json") if t != "application/xml")


def _acepta(peticion: Request) -> str:
    return peticion.headers.get("accept") or "*/*"


@lru_cache(maxsize=256)
def _mejor(acepta: str, ofrecidos: tuple[str, ...]) -> str | None:
    """Return the best of the types on offer for an Accept header; None when none is accepted."""
    mejor = parse_accept_header(acepta, MIMEAccept).best_match(ofrecidos)
    return None if mejor is None else str(mejor)
