"""SPARQL 1.1 Service Description: what the endpoint says of itself, checked against what it does."""

from __future__ import annotations

import pytest
from rdflib import RDF, VOID, Graph, Namespace, URIRef
from servicio_de_prueba import GRAFOS, servicio
from starlette.testclient import TestClient

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATOS = Namespace("http://www.w3.org/ns/formats/")


@pytest.fixture(scope="module")
def cliente_fijo() -> TestClient:
    return servicio()[0]


def descripcion(cliente: TestClient) -> tuple[Graph, URIRef]:
    grafo = Graph().parse(data=cliente.get("/sparql", headers={"Accept": "text/turtle"}).text, format="turtle")
    (servicio_,) = grafo.subjects(RDF.type, SD.Service)
    assert isinstance(servicio_, URIRef)
    return grafo, servicio_


@pytest.mark.parametrize(("tipo", "formato"), [("text/turtle", "turtle"), ("application/rdf+xml", "xml"),
                                               ("application/n-triples", "nt"), ("application/ld+json", "json-ld")])
@pytest.mark.parametrize("metodo", ["GET", "OPTIONS"])
def test_la_direccion_sin_consulta_se_describe_en_rdf(
        cliente_fijo: TestClient, metodo: str, tipo: str, formato: str) -> None:
    respuesta = cliente_fijo.request(metodo, "/sparql", headers={"Accept": tipo})
    assert respuesta.status_code == 200
    assert respuesta.headers["content-type"].startswith(tipo)
    grafo = Graph().parse(data=respuesta.text, format=formato)
    assert list(grafo.objects(None, SD.endpoint)) == [URIRef("http://testserver/sparql")]


def test_dice_los_lenguajes_y_que_el_grafo_predeterminado_es_la_union(cliente_fijo: TestClient) -> None:
    grafo, propio = descripcion(cliente_fijo)
    assert {SD.SPARQL11Query, SD.SPARQL11Update} <= set(grafo.objects(propio, SD.supportedLanguage))
    assert set(grafo.objects(propio, SD.feature)) == {SD.UnionDefaultGraph}
    assert cliente_fijo.get("/sparql", params={
        "query": "ASK { ?a a ?c . ?b a ?c FILTER(?a != ?b) }"}).json()["boolean"]


def test_nombra_cada_grafo_con_su_tamano(cliente_fijo: TestClient) -> None:
    grafo, propio = descripcion(cliente_fijo)
    conjunto = grafo.value(propio, SD.defaultDataset)
    assert (conjunto, RDF.type, SD.Dataset) in grafo
    assert (grafo.value(conjunto, SD.defaultGraph), RDF.type, SD.Graph) in grafo
    dichos = {str(grafo.value(g, SD.name)): int(str(grafo.value(grafo.value(g, SD.graph), VOID.triples)))
              for g in grafo.objects(conjunto, SD.namedGraph)}
    assert dichos == dict.fromkeys(GRAFOS, 1)


@pytest.mark.parametrize(("formato", "acepta", "consulta"), [
    ("SPARQL_Results_JSON", "application/sparql-results+json", "SELECT * {}"),
    ("SPARQL_Results_XML", "application/sparql-results+xml", "SELECT * {}"),
    ("SPARQL_Results_CSV", "text/csv", "SELECT * {}"),
    ("SPARQL_Results_TSV", "text/tab-separated-values", "SELECT * {}"),
    ("Turtle", "text/turtle", "CONSTRUCT {} {}"), ("N-Triples", "application/n-triples", "CONSTRUCT {} {}"),
    ("JSON-LD", "application/ld+json", "CONSTRUCT {} {}"), ("RDF_XML", "application/rdf+xml", "CONSTRUCT {} {}"),
    ("TriG", "application/trig", "CONSTRUCT {} {}"), ("N-Quads", "application/n-quads", "CONSTRUCT {} {}"),
])
def test_cada_formato_que_anuncia_lo_da(cliente_fijo: TestClient, formato: str, acepta: str, consulta: str) -> None:
    grafo, propio = descripcion(cliente_fijo)
    anunciados = set(grafo.objects(propio, SD.resultFormat))
    assert FORMATOS[formato] in anunciados
    assert len(anunciados) == 10
    respuesta = cliente_fijo.get("/sparql", params={"query": consulta}, headers={"Accept": acepta})
    assert respuesta.status_code == 200
    assert respuesta.headers["content-type"].startswith(acepta)


def test_a_un_navegador_se_le_da_el_editor(cliente_fijo: TestClient) -> None:
    respuesta = cliente_fijo.get("/sparql", headers={"Accept": "text/html"})
    assert "<textarea" in respuesta.text


@pytest.mark.parametrize("huesped", ['a"b', "<script>", "a b", "a/b", "x" * 300])
def test_un_host_inventado_no_se_repite(cliente_fijo: TestClient, huesped: str) -> None:
    respuesta = cliente_fijo.get("/sparql", headers={"Accept": "text/turtle", "Host": huesped})
    assert respuesta.status_code == 200
    assert huesped not in respuesta.text
    assert respuesta.headers["cache-control"] == "no-store"
