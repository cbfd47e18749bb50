"""The SPARQL 1.1 Protocol beyond the working group's tests: datasets, forms, tags, other sites, clients that leave."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import pytest
from rdflib import Graph
from servicio_de_prueba import ADMINISTRA, DOCUMENTO, GRAFOS, documento, documentos, servicio
from starlette.requests import Request
from starlette.testclient import TestClient

from api.protocolo.peticion import Pedido
from api.protocolo.respuesta import Desconectado, responder
from consultas import Conjunto, Termino
from grafo.almacen import AlmacenEmbebido, Contestado

CONSULTA = "application/sparql-query"
ACTUALIZACION = "application/sparql-update"
UNO, DOS, TRES = GRAFOS
TODOS = f"SELECT ?d WHERE {{ ?d a <{DOCUMENTO}> }} ORDER BY ?d"
PONER = "INSERT DATA { GRAPH <http://example.org/nuevo> { <http://example.org/s> <http://example.org/p> 1 } }"


@pytest.mark.parametrize(("campos", "estado"), [
    ([("default-graph-uri", "http://ajeno.example/")], 400),
    ([("named-graph-uri", "file:///etc/passwd")], 400),
    ([("using-graph-uri", UNO)], 400),
    ([("update", "CLEAR ALL")], 400),
])
def test_lo_que_no_va_con_una_consulta_se_dice(
        cliente_fijo: TestClient, campos: list[tuple[str, str]], estado: int) -> None:
    respuesta = cliente_fijo.get("/sparql", params=[*campos, ("query", "ASK {}")])
    assert respuesta.status_code == estado


@pytest.mark.parametrize(("texto", "estado"), [
    (f"SELECT ?d FROM <{DOS}> {{ ?d ?p ?o }}", 200),
    ("PREFIX x: <http://example.org/datos/> SELECT ?d FROM x:2 { ?d ?p ?o }", 200),
    (f"SELECT ?d FROM NAMED <{DOS}> {{ GRAPH ?g {{ ?d ?p ?o }} }}", 200),
    ("SELECT ?d FROM <http://127.0.0.1:1/> { ?d ?p ?o }", 400),
    ("SELECT ?d FROM <file:///etc/passwd> { ?d ?p ?o }", 400),
    ("PREFIX x: <http://127.0.0.1:1/> SELECT ?d FROM x:a { ?d ?p ?o }", 400),
])
def test_from_solo_nombra_grafos_de_este_almacen(cliente_fijo: TestClient, texto: str, estado: int) -> None:
    respuesta = cliente_fijo.get("/sparql", params={"query": texto})
    assert respuesta.status_code == estado
    if estado == 200:
        assert documentos(respuesta.text) == [documento(2)]
    else:
        assert respuesta.json()["linea"] == 1


@pytest.mark.parametrize(("acepta", "tipo"), [
    ("text/csv;q=0.1, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
    ("application/sparql-results+json;q=0, text/*", "text/xml; charset=utf-8"),
    ("text/tab-separated-values, */*;q=0.1", "text/tab-separated-values; charset=utf-8"),
])
def test_la_forma_es_la_que_el_cliente_prefiere(cliente_fijo: TestClient, acepta: str, tipo: str) -> None:
    respuesta = cliente_fijo.get("/sparql", params={"query": TODOS}, headers={"Accept": acepta})
    assert respuesta.headers["content-type"] == tipo
    assert respuesta.headers["vary"] == "Accept"


def test_ninguna_forma_aceptable_se_dice_con_las_que_hay(cliente_fijo: TestClient) -> None:
    respuesta = cliente_fijo.get("/sparql", params={"query": TODOS}, headers={"Accept": "image/png"})
    assert respuesta.status_code == 406
    assert "text/csv" in respuesta.json()["detail"]


def test_head_y_opciones(cliente_fijo: TestClient) -> None:
    entera = cliente_fijo.get("/sparql", params={"query": TODOS})
    cabeza = cliente_fijo.head("/sparql", params={"query": TODOS})
    assert (cabeza.status_code, cabeza.content) == (200, b"")
    assert cabeza.headers["content-length"] == str(len(entera.content))
    assert cliente_fijo.options("/sparql").headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_un_cuerpo_comprimido_no_se_abre(cliente_fijo: TestClient) -> None:
    respuesta = cliente_fijo.post("/sparql", content=b"\x1f\x8b", headers={
        "Content-Type": CONSULTA, "Content-Encoding": "gzip"})
    assert respuesta.status_code == 415


def test_quien_ya_tiene_la_respuesta_no_la_recibe_otra_vez_hasta_que_cambia(
        nuevo: tuple[TestClient, AlmacenEmbebido]) -> None:
    cliente, _ = nuevo
    primera = cliente.get("/sparql", params={"query": TODOS})
    etiqueta = primera.headers["etag"]
    assert etiqueta.startswith('W/"')
    segunda = cliente.get("/sparql", params={"query": TODOS}, headers={"If-None-Match": etiqueta})
    assert (segunda.status_code, segunda.content, segunda.headers["etag"]) == (304, b"", etiqueta)
    otra_forma = cliente.get("/sparql", params={"query": TODOS},
                             headers={"If-None-Match": etiqueta, "Accept": "text/csv"})
    assert otra_forma.status_code == 200
    cliente.post("/sparql", content=f"CLEAR GRAPH <{TRES}>", headers=ADMINISTRA | {"Content-Type": ACTUALIZACION})
    tercera = cliente.get("/sparql", params={"query": TODOS}, headers={"If-None-Match": etiqueta})
    assert documentos(tercera.text) == [documento(1), documento(2)]


def test_dos_servidores_no_comparten_etiquetas() -> None:
    etiquetas = {servicio()[0].get("/sparql", params={"query": TODOS}).headers["etag"] for _ in range(2)}
    assert len(etiquetas) == 2


@pytest.mark.parametrize("funcion", ["NOW()", "RAND()", "UUID()", "STRUUID()"])
def test_lo_que_cambia_cada_vez_no_lleva_etiqueta(cliente_fijo: TestClient, funcion: str) -> None:
    assert "etag" not in cliente_fijo.get("/sparql", params={"query": f"SELECT ({funcion} AS ?x) {{}}"}).headers


def test_una_pagina_de_otro_sitio_puede_leer_y_no_escribir(cliente_fijo: TestClient) -> None:
    origen = {"Origin": "https://yasgui.example"}
    leida = cliente_fijo.get("/sparql", params={"query": TODOS}, headers=origen)
    assert leida.headers["access-control-allow-origin"] == "*"
    assert leida.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "access-control-allow-credentials" not in leida.headers
    for camino in ("/sparql", "/grafos", "/id/grafo/x"):
        permiso = cliente_fijo.options(camino, headers=origen | {
            "Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "authorization"})
        assert "PUT" not in permiso.headers["access-control-allow-methods"]
        assert "authorization" not in permiso.headers["access-control-allow-headers"].lower()
    escrita = cliente_fijo.post("/sparql", content=PONER.replace("1", ""), headers=origen | ADMINISTRA | {
        "Content-Type": ACTUALIZACION})
    assert "access-control-allow-origin" not in escrita.headers


def test_una_pagina_propia_no_se_presta_a_otro_sitio(cliente_fijo: TestClient) -> None:
    respuesta = cliente_fijo.get("/ayuda", headers={"Accept": "text/html"})
    assert "access-control-allow-origin" not in respuesta.headers
    assert respuesta.headers["cross-origin-resource-policy"] == "same-origin"


class ConsultorioLento:
    """Never answers; tells whether it was stopped."""

    detenida = False

    async def contestar(self, texto: str, formato: str, parametros: Mapping[str, Termino] = {},
                        conjunto: Conjunto | None = None) -> Contestado:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.detenida = True
            raise
        raise AssertionError


class ConsultorioCorto:
    """Answers one row of many."""

    async def contestar(self, texto: str, formato: str, parametros: Mapping[str, Termino] = {},
                        conjunto: Conjunto | None = None) -> Contestado:
        return Contestado(b'{"head":{"vars":["d"]},"results":{"bindings":[{"d":{"type":"literal","value":"x"}}]}}',
                          truncado=True)


def test_cerrar_la_conexion_detiene_la_consulta() -> None:
    cliente, _ = servicio()
    lento = ConsultorioLento()
    app = cliente.app
    app.state.sitio.consultorio = lento  # type: ignore[attr-defined]

    async def irse() -> dict[str, str]:
        return {"type": "http.disconnect"}

    peticion = Request({"type": "http", "method": "GET", "path": "/sparql", "query_string": b"", "headers": [],
                        "app": app}, irse)
    with pytest.raises(Desconectado):
        asyncio.run(responder(peticion, Pedido("query", TODOS, None)))
    assert lento.detenida


def test_una_respuesta_cortada_lo_dice_y_no_se_guarda() -> None:
    cliente, _ = servicio()
    cliente.app.state.sitio.consultorio = ConsultorioCorto()  # type: ignore[attr-defined]
    respuesta = cliente.get("/sparql", params={"query": TODOS})
    assert respuesta.headers["alinea-truncado"] == "filas"
    assert "etag" not in respuesta.headers
    pagina = cliente.get("/sparql", params={"query": TODOS}, headers={"Accept": "text/html"})
    assert "La respuesta se cortó" in pagina.text


def test_las_tripletas_salen_en_seis_formas_que_dicen_lo_mismo(cliente_fijo: TestClient) -> None:
    esperado = len(Graph().parse(data=cliente_fijo.get("/grafos?default").text, format="turtle"))
    for tipo, formato in (("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/rdf+xml", "xml"),
                          ("application/ld+json", "json-ld"), ("application/trig", "trig"),
                          ("application/n-quads", "nquads")):
        respuesta = cliente_fijo.get("/sparql", params={"query": "CONSTRUCT WHERE { ?s ?p ?o }"},
                                     headers={"Accept": tipo})
        assert respuesta.headers["content-type"].startswith(tipo)
        if formato not in {"trig", "nquads"}:
            assert len(Graph().parse(data=respuesta.text, format=formato)) == esperado == 3
