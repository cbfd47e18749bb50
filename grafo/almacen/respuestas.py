"""Answers in a standard format read back as values: what a worker or another server gives."""

from __future__ import annotations

import pyoxigraph as ox

from consultas.resultados import Filas, Respuesta, Resultado, Tripletas
from grafo.almacen.conversion import de_motor
from ontologia.errores import ErrorDeAlmacen

__all__ = ["leer_respuesta"]

_DE_TABLA = {"json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML, "tsv": ox.QueryResultsFormat.TSV}
_DE_GRAFO = {"turtle": ox.RdfFormat.TURTLE, "ttl": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES,
             "nt": ox.RdfFormat.N_TRIPLES, "rdfxml": ox.RdfFormat.RDF_XML, "jsonld": ox.RdfFormat.JSON_LD}


def leer_respuesta(cuerpo: bytes, formato: str) -> Resultado:
    """Return the values of an answer: "json", "xml" or "tsv" of a SELECT or ASK, else a graph ("ntriples"…).

    Raises `ErrorDeAlmacen` for an answer that is not well formed, or a format that cannot be read back ("csv").
    """
    try:
        if formato in _DE_GRAFO:
            cuads = ox.parse(cuerpo, format=_DE_GRAFO[formato], without_named_graphs=True)
            return Tripletas(tuple((de_motor(c.subject), de_motor(c.predicate), de_motor(c.object)) for c in cuads))
        if formato in _DE_TABLA:
            return _de_tabla(cuerpo, _DE_TABLA[formato])
    except (SyntaxError, ValueError, OSError) as causa:
        raise ErrorDeAlmacen(f"La respuesta no se entiende: {str(causa)[:300]}.", "Repita la consulta.") from causa
    raise ErrorDeAlmacen(f"No se lee una respuesta en «{formato}».", "Pídala en json.")


def _de_tabla(cuerpo: bytes, formato: ox.QueryResultsFormat) -> Resultado:
    solucion = ox.parse_query_results(cuerpo, format=formato)
    if isinstance(solucion, ox.QueryBoolean):
        return Respuesta(bool(solucion))
    variables = tuple(variable.value for variable in solucion.variables)
    return Filas(variables, tuple(tuple(None if c is None else de_motor(c) for c in fila) for fila in solucion))
