from __future__ import annotations

import json

import pytest
from rdflib import Graph, URIRef
from starlette.testclient import TestClient

from ontologia.espacios import AL, RDF

NAVEGADOR = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
LINEA = "programa/inai-cpgat-2017/linea/2.2.5"
SELECT = "SELECT ?s WHERE { ?s a <https://w3id.org/alinea/ont#LineaDeAccion> }"
CONSTRUCT = (
    "PREFIX al: <https://w3id.org/alinea/ont#> CONSTRUCT { ?s a al:LineaDeAccion } WHERE { ?s a al:LineaDeAccion }"
)


@pytest.mark.parametrize(
    ("acepta", "destino"),
    [
        (NAVEGADOR, f"/{LINEA}"),
        ("text/html", f"/{LINEA}"),
        ("text/turtle", f"/datos/{LINEA}.ttl"),
        ("*/*", f"/datos/{LINEA}.ttl"),
        ("application/ld+json", f"/datos/{LINEA}.jsonld"),
        ("application/n-triples", f"/datos/{LINEA}.nt"),
        ("application/rdf+xml", f"/datos/{LINEA}.rdf"),
        ("text/html;q=0.4, text/turtle", f"/datos/{LINEA}.ttl"),
        ("text/turtle;q=0.4, text/html", f"/{LINEA}"),
    ],
)
def test_un_identificador_lleva_a_lo_que_el_cliente_acepta(
    programa_cliente: TestClient, acepta: str, destino: str
) -> None:
    respuesta = programa_cliente.get(f"/id/{LINEA}", headers={"Accept": acepta})
    assert (respuesta.status_code, respuesta.headers["location"]) == (303, destino)
    assert respuesta.headers["vary"] == "Accept"


def test_lo_que_no_se_acepta_se_dice(programa_cliente: TestClient) -> None:
    respuesta = programa_cliente.get(f"/id/{LINEA}", headers={"Accept": "image/png"})
    assert respuesta.status_code == 406
    assert "text/turtle" in respuesta.json()["detail"]


@pytest.mark.parametrize(
    ("sufijo", "formato"), [("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("rdf", "xml")]
)
def test_los_datos_de_una_linea_dicen_lo_mismo_en_cada_formato(cliente: TestClient, sufijo: str, formato: str) -> None:
    grafo = Graph().parse(data=cliente.get(f"/datos/{LINEA}.{sufijo}").text, format=formato)
    linea = URIRef(f"https://w3id.org/alinea/id/{LINEA}")
    assert (linea, RDF.type, AL.LineaDeAccion) in grafo
    assert str(grafo.value(linea, AL.numero)) == "2.2.5"
    assert set(grafo.subjects(AL.apoyaA, linea)) == {
        URIRef(f"https://w3id.org/alinea/id/programa/inai-cpgat-2017/{x}") for x in ("alianza/3", "evento/1")
    }


@pytest.mark.parametrize(
    ("consulta", "acepta", "tipo"),
    [
        (SELECT, "*/*", "application/sparql-results+json"),
        (SELECT, "application/json", "application/json"),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "text/csv", "text/csv; charset=utf-8"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (SELECT, NAVEGADOR, "text/html; charset=utf-8"),
        ("ASK {}", "*/*", "application/sparql-results+json"),
        ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        (CONSTRUCT, "*/*", "text/turtle; charset=utf-8"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
    ],
)
@pytest.mark.parametrize("metodo", ["get", "formulario", "directo"])
def test_sparql_responde_en_la_forma_pedida(
    programa_cliente: TestClient, consulta: str, acepta: str, tipo: str, metodo: str
) -> None:
    cabeceras = {"Accept": acepta}
    if metodo == "get":
        respuesta = programa_cliente.get("/sparql", params={"query": consulta}, headers=cabeceras)
    elif metodo == "formulario":
        respuesta = programa_cliente.post("/sparql", data={"query": consulta}, headers=cabeceras)
    else:
        respuesta = programa_cliente.post(
            "/sparql", content=consulta, headers=cabeceras | {"Content-Type": "application/sparql-query"}
        )
    assert (respuesta.status_code, respuesta.headers["content-type"]) == (200, tipo)
    if "LineaDeAccion" in consulta:
        assert "linea/2.2.5" in respuesta.text


def test_una_verdad_no_se_da_como_tabla(programa_cliente: TestClient) -> None:
    assert (
        programa_cliente.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": "text/csv"}).status_code == 406
    )


@pytest.mark.parametrize(
    ("acepta", "tipo"),
    [
        (NAVEGADOR, "text/html; charset=utf-8"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("*/*", "text/turtle; charset=utf-8"),
    ],
)
def test_la_ontologia_es_pagina_o_turtle(programa_cliente: TestClient, acepta: str, tipo: str) -> None:
    respuesta = programa_cliente.get("/ont", headers={"Accept": acepta})
    assert respuesta.headers["content-type"] == tipo


def test_la_descripcion_del_conjunto_dice_donde_preguntar(programa_cliente: TestClient) -> None:
    grafo = Graph().parse(data=programa_cliente.get("/.well-known/void").text, format="turtle")
    preguntar = list(grafo.objects(None, URIRef("http://rdfs.org/ns/void#sparqlEndpoint")))
    assert preguntar == [URIRef("http://testserver/sparql")]


def test_los_resultados_json_son_los_del_estandar(programa_cliente: TestClient) -> None:
    datos = json.loads(programa_cliente.get("/sparql", params={"query": SELECT}).text)
    assert datos["head"]["vars"] == ["s"]
    assert len(datos["results"]["bindings"]) == 25


def test_head_responde_como_get_sin_cuerpo(programa_cliente: TestClient) -> None:
    respuesta = programa_cliente.head("/ont.ttl")
    assert (respuesta.status_code, respuesta.content) == (200, b"")
