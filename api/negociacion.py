"""Chooses the form of an answer by what the client accepts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from starlette.requests import Request
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from ontologia.errores import ErrorDeEntrada

__all__ = ["DE_CONJUNTO", "DE_DATOS", "DE_GRAFO", "DE_TABLA", "DE_VERDAD", "NoAceptable", "elegir", "quiere_pagina"]

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
    "application/rdf+xml": "rdfxml",
})
"""Format of a graph, by media type."""

DE_DATOS: Mapping[str, str] = MappingProxyType({
    "text/turtle": "ttl", "application/n-triples": "nt", "application/ld+json": "jsonld", "application/rdf+xml": "rdf",
})
"""Suffix of the address of an entity's triples, by media type."""

DE_CONJUNTO: Mapping[str, str] = MappingProxyType({"application/n-quads": "nq", "application/trig": "trig"})
"""Format of a whole dataset, by media type."""


class NoAceptable(ErrorDeEntrada):
    """None of the forms that there are is accepted by the client."""


def elegir(peticion: Request, tipos: Mapping[str, str], *, con_pagina: bool = False) -> str:
    """Return the media type to answer with: the client's best, the first one when anything will do.

    With `con_pagina`, "text/html" is offered too, after the others. Raises `NoAceptable`.
    """
    ofrecidos = [*tipos, "text/html"] if con_pagina else list(tipos)
    mejor = _aceptados(peticion).best_match(ofrecidos)
    if mejor is None:
        raise NoAceptable("No se puede responder en ninguna de las formas que acepta.",
                          f"Acepte una de: {', '.join(ofrecidos)}.")
    return str(mejor)


def quiere_pagina(peticion: Request) -> bool:
    """Return whether the client, as browsers do, prefers a page to data."""
    aceptados = _aceptados(peticion)
    datos = [tipo for tipo in (*DE_DATOS, *DE_TABLA, "application/problem+json") if tipo != "application/xml"]
    prefiere = aceptados.best_match(["text/html", *datos]) == "text/html"
    return prefiere and "html" in peticion.headers.get("accept", "")


def _aceptados(peticion: Request) -> MIMEAccept:
    return parse_accept_header(peticion.headers.get("accept") or "*/*", MIMEAccept)
