"""Shapes that every programme must have nodes for: one full programme does not hide an empty one.

Such a shape says `al:porPrograma`. One that sees no node in the graph of a programme is a violation of that programme.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from rdflib import Graph
from rdflib.term import Literal, URIRef

from grafo.validacion import Contable, Formas, InformeDeValidacion, Violacion, contar_por_grafo
from ontologia.espacios import AL

__all__ = ["SIN_NODOS", "exigir_por_programa"]

SIN_NODOS = "SinNodos"
"""How a result calls its constraint when a shape looked at no node of a programme."""


def exigir_por_programa(informe: InformeDeValidacion, programas: Mapping[URIRef, Contable],
                        vocabulario: Graph | bytes, formas: Graph) -> InformeDeValidacion:
    """Return a report with a violation for each programme (its IRI, its graph or what reads it) and each shape that it
    has no node for.

    `vocabulario` is the graph of the ontology: subclasses count as their classes.
    """
    raiz = URIRef("")
    cuentas = contar_por_grafo({raiz: vocabulario, **programas}, Formas(formas))
    exigidas = sorted(str(f) for f in formas.subjects(AL.porPrograma, Literal(True)))
    vacios = tuple(_violacion(programa, forma) for programa in sorted(programas) for forma in exigidas
                   if not cuentas[programa].get(forma))
    if not vacios:
        return informe
    faltas = Counter(v.forma for v in vacios)
    return replace(
        informe, conforma=False, resultados=(*informe.resultados, *vacios),
        formas=tuple(replace(f, resultados=f.resultados + faltas[f.forma]) for f in informe.formas))


def _violacion(programa: URIRef, forma: str) -> Violacion:
    return Violacion(
        nodo=str(programa), ruta=None, valor=None, componente=SIN_NODOS, severidad="Violation",
        mensaje=f"La forma {forma.rpartition('#')[2]} no miró ningún nodo de este programa y todo programa los tiene.",
        forma=forma, fuente=forma)
