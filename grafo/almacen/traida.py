"""What is brought from a SPARQL server: tables, numbers, whole graphs."""

from __future__ import annotations

from rdflib import Graph
from rdflib.term import Literal, URIRef

from consultas.resultados import Filas, Termino
from grafo.almacen.conversion import a_grafo
from grafo.almacen.enlace import DE_RESULTADOS, Enlace
from grafo.almacen.fallas import fallo
from grafo.almacen.respuestas import leer_respuesta

__all__ = ["contar", "traer_filas", "traer_grafo"]

_Grafos = tuple[tuple[str, ...], tuple[str, ...]]


def traer_filas(enlace: Enlace, texto: str, grafos: _Grafos | None = None) -> list[tuple[Termino | None, ...]]:
    """Return all rows of a SELECT without LIMIT; a server that cuts its answers is asked page by page.

    Raises `ErrorDeAlmacen`.
    """
    filas: list[tuple[Termino | None, ...]] = []
    pagina = ""
    while True:
        respuesta = enlace.preguntar(f"{texto}{pagina}", DE_RESULTADOS, grafos)
        resultado = leer_respuesta(enlace.motor.componer(respuesta.content), "json")
        if not isinstance(resultado, Filas):
            raise fallo("el servidor no respondió una tabla")
        filas += resultado.filas
        tope = enlace.motor.tope_de_filas(respuesta.headers)
        if not resultado.filas or tope is None:
            return filas
        pagina = f" LIMIT {tope} OFFSET {len(filas)}"


def contar(enlace: Enlace, texto: str, grafos: _Grafos | None = None) -> int:
    """Return the number that a SELECT of one cell gives; raises `ErrorDeAlmacen`."""
    ((numero,),) = traer_filas(enlace, texto, grafos)
    return int(numero) if isinstance(numero, Literal) else 0


def traer_grafo(enlace: Enlace, iri: URIRef) -> Graph:
    """Return a copy of one named graph, empty if there is none; its triples are counted. Raises `ErrorDeAlmacen`."""
    copia = Graph(identifier=iri)
    patron = f"{{ GRAPH {a_grafo(iri)} {{ ?s ?p ?o }} }}"
    filas = traer_filas(enlace, f"SELECT ?s ?p ?o {patron}")
    for s, p, o in filas:
        if s is not None and p is not None and o is not None:
            copia.add((s, p, o))
    if not len(copia) == len(filas) == contar(enlace, f"SELECT (COUNT(*) AS ?n) {patron}"):
        raise fallo(f"el grafo {iri} cambió mientras se leía, o llegó cortado")
    return copia
