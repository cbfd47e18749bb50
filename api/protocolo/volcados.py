"""Dumps of named graphs whose hash can be told before they are downloaded.

A dump is N-Triples, each triple spelled in the one way of the canonical form, in code point order. Where no node is
blank (as in every graph that is built here) that is the serialized canonical form of RDF Dataset Canonicalization 1.0
(W3C, 2024, 5) of the data set whose default graph it is, and its SHA-256 the data set's: nothing is left to label. With
blank nodes it is not, and is not said to be.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from rdflib.term import URIRef

from api.sitio import Sitio
from grafo.almacen.ntriples import ntriples_de

__all__ = ["RDFC", "Suma", "es_canonico", "suma_de", "volcado"]

RDFC = "https://www.w3.org/TR/rdf-canon/"
"""The standard that a canonical dump conforms to."""

_NODO_EN_BLANCO = re.compile(rb"^(?:_:|[^ \n]+ [^ \n]+ _:)", re.MULTILINE)
"""At the start of a line, or as its object: no literal holds a line break, and no IRI a space."""


@dataclass(frozen=True, slots=True)
class Suma:
    """The SHA-256 of a dump (hexadecimal), and whether that is the hash of its canonical form."""

    sha256: str
    canonica: bool


def volcado(sitio: Sitio, camino: str) -> bytes:
    """Return a named graph, by its path below the base, as N-Triples in code point order; empty for none.

    The order of UTF-8 bytes is that of the code points. Raises `ErrorDeAlmacen`.
    """
    c = sitio.contexto
    iri = URIRef(c.acunador.base + camino)
    if iri not in c.almacen.nombres_de_grafos():
        return b""
    return b"".join(sorted(ntriples_de(c.almacen, iri).splitlines(keepends=True)))


def es_canonico(lineas: bytes) -> bool:
    """Return whether a dump is the canonical form of its graph: whether it has no blank node."""
    return _NODO_EN_BLANCO.search(lineas) is None


def suma_de(sitio: Sitio, camino: str) -> Suma:
    """Return the sum of a dump, kept until something is published."""

    def sumar() -> Suma:
        lineas = volcado(sitio, camino)
        return Suma(hashlib.sha256(lineas).hexdigest(), es_canonico(lineas))

    return sitio.recordar(("suma", camino), sumar)
