"""Dumps of named graphs whose hash can be told before they are downloaded."""

from __future__ import annotations

import hashlib

from rdflib.term import URIRef

from api.sitio import Sitio
from grafo.almacen.ntriples import ntriples_de

__all__ = ["huella_de", "volcado"]


def volcado(sitio: Sitio, camino: str) -> bytes:
    """Return a named graph, by its path below the base, as N-Triples in the order of their bytes; empty for none."""
    c = sitio.contexto
    iri = URIRef(c.acunador.base + camino)
    if iri not in c.almacen.nombres_de_grafos():
        return b""
    return b"".join(sorted(ntriples_de(c.almacen, iri).splitlines(keepends=True)))


def huella_de(sitio: Sitio, camino: str) -> str:
    """Return the SHA-256 (hexadecimal) of a dump, kept until something is published."""
    return sitio.recordar(("huella", camino), lambda: hashlib.sha256(volcado(sitio, camino)).hexdigest())
