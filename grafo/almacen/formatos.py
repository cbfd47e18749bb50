"""The formats that a store answers and dumps in, by their short names."""

from __future__ import annotations

import pyoxigraph as ox

from ontologia.errores import ErrorDeAlmacen

__all__ = ["DE_CONJUNTO", "DE_GRAFO", "DE_TABLA", "forma_de_volcado"]

DE_TABLA = {
    "json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV, "tsv": ox.QueryResultsFormat.TSV,
}
DE_GRAFO = {
    "turtle": ox.RdfFormat.TURTLE, "ttl": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES,
    "nt": ox.RdfFormat.N_TRIPLES, "rdfxml": ox.RdfFormat.RDF_XML, "jsonld": ox.RdfFormat.JSON_LD,
}
DE_CONJUNTO = {"nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG}


def forma_de_volcado(formato: str) -> ox.RdfFormat:
    """Return the form in which everything is dumped; raises `ErrorDeAlmacen` for one that is not of `DE_CONJUNTO`."""
    if formato not in DE_CONJUNTO:
        raise ErrorDeAlmacen(f"No se vuelca como “{formato}”.", f"Pida uno de: {', '.join(DE_CONJUNTO)}.")
    return DE_CONJUNTO[formato]
