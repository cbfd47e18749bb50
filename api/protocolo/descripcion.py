"""The description of the service (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import VOID, BNode, Graph, Literal, Namespace, URIRef

from api.sitio import Sitio
from ontologia.espacios import DCTERMS, RDF, RDFS, XSD

__all__ = ["SD", "describir_servicio"]

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")

_FORMATOS = Namespace("http://www.w3.org/ns/formats/")
_RESULTADOS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
               "Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads")
_ENTRADAS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads")
_CON_TAMANO = 200
"""Graphs up to which the size of each is told."""
_CON_NOMBRE = 1_000
"""Graphs up to which those of the programmes are named."""


def describir_servicio(sitio: Sitio, raiz: str) -> Graph:
    """Return what the endpoint below `raiz` can do, and the graphs of its default dataset.

    Their sizes are told of up to 200 graphs: counting reads every triple. Of more than 1,000 those of the programmes
    are not named: a service description need not describe every graph there is, nor say which may be chosen
    (`sd:availableGraphs`). The list of the programmes, to which it refers, leads to each.
    """
    grafo = Graph()
    grafo.bind("sd", SD)
    grafo.bind("void", VOID)
    servicio = URIRef(f"{raiz}/sparql")
    grafo.add((servicio, RDF.type, SD.Service))
    grafo.add((servicio, SD.endpoint, servicio))
    grafo.add((servicio, DCTERMS.title, Literal("Alinea", lang="es")))
    for lenguaje in (SD.SPARQL10Query, SD.SPARQL11Query, SD.SPARQL11Update):
        grafo.add((servicio, SD.supportedLanguage, lenguaje))
    grafo.add((servicio, SD.feature, SD.UnionDefaultGraph))
    if sitio.contexto.servicios:
        grafo.add((servicio, SD.feature, SD.BasicFederatedQuery))
    for formato in _RESULTADOS:
        grafo.add((servicio, SD.resultFormat, _FORMATOS[formato]))
    for formato in _ENTRADAS:
        grafo.add((servicio, SD.inputFormat, _FORMATOS[formato]))
    conjunto, union = BNode(), BNode()
    grafo.add((servicio, SD.defaultDataset, conjunto))
    grafo.add((conjunto, RDF.type, SD.Dataset))
    grafo.add((conjunto, SD.defaultGraph, union))
    grafo.add((union, RDF.type, SD.Graph))
    nombres = sitio.contexto.almacen.nombres_de_grafos()
    tamanos = {str(f["grafo"]): int(str(f["tripletas"])) for f in sitio.filas("grafos")} \
        if len(nombres) <= _CON_TAMANO else {}
    if len(nombres) > _CON_NOMBRE:
        grafo.add((conjunto, RDFS.seeAlso, URIRef(f"{raiz}/.well-known/void?pagina=1")))
        nombres = _de_ninguno(nombres, sitio)[:_CON_NOMBRE]
    for nombre in nombres:
        _nombrar(grafo, conjunto, nombre, tamanos.get(str(nombre)))
    return grafo


def _de_ninguno(nombres: Iterable[URIRef], sitio: Sitio) -> tuple[URIRef, ...]:
    """Return the graphs that belong to no programme."""
    raices = tuple(str(g("")) for g in (sitio.contexto.acunador.grafo_programa, sitio.contexto.acunador.grafo_derivado))
    return tuple(n for n in nombres if not str(n).startswith(raices))


def _nombrar(grafo: Graph, conjunto: BNode, nombre: URIRef, tripletas: int | None) -> None:
    con_nombre, propio = BNode(), BNode()
    grafo.add((conjunto, SD.namedGraph, con_nombre))
    grafo.add((con_nombre, RDF.type, SD.NamedGraph))
    grafo.add((con_nombre, SD.name, nombre))
    grafo.add((con_nombre, SD.graph, propio))
    grafo.add((propio, RDF.type, SD.Graph))
    if tripletas is not None:
        grafo.add((propio, VOID.triples, Literal(tripletas, datatype=XSD.integer)))
