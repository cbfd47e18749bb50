"""The SPARQL 1.1 Protocol: the working group's 34 tests by name, and who may update."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import pytest
from servicio_de_prueba import ADMINISTRA, DOCUMENTO, GRAFOS, LEE, documento, documentos
from starlette.testclient import TestClient

from grafo.almacen import AlmacenEmbebido

FORMULARIO = "application/x-www-form-urlencoded"
CONSULTA = "application/sparql-query"
ACTUALIZACION = "application/sparql-update"
JSON = "application/sparql-results+json"
UNO, DOS, TRES = GRAFOS
TODOS = f"SELECT ?d WHERE {{ ?d a <{DOCUMENTO}> }} ORDER BY ?d"
CON_NOMBRE = f"SELECT ?d WHERE {{ GRAPH ?g {{ ?d a <{DOCUMENTO}> }} }} ORDER BY ?d"
NUEVO = "http://example.org/nuevo"
PONER = f"INSERT DATA {{ GRAPH <{NUEVO}> {{ <http://example.org/s> <http://example.org/p> 1 }} }}"
COPIAR = (f"INSERT {{ GRAPH <{NUEVO}> {{ ?d a <http://example.org/Copia> }} }} WHERE {{ ?d a <{DOCUMENTO}> }}")
COPIAR_CON_NOMBRE = (f"INSERT {{ GRAPH <{NUEVO}> {{ ?d a <http://example.org/Copia> }} }} "
                     f"WHERE {{ {{ ?d a <{DOCUMENTO}> }} UNION {{ GRAPH ?g {{ ?d a <{DOCUMENTO}> }} }} }}")


def formulario(campos: list[tuple[str, str]]) -> bytes:
    return urlencode(campos).encode()


CONJUNTOS = {
    "query_dataset_default_graphs": ([("default-graph-uri", UNO), ("default-graph-uri", DOS)], TODOS, (1, 2)),
    "query_dataset_named_graphs": ([("named-graph-uri", UNO), ("named-graph-uri", DOS)], CON_NOMBRE, (1, 2)),
    "query_dataset_full": ([("default-graph-uri", TRES), ("named-graph-uri", UNO)], CON_NOMBRE, (1,)),
    "query_multiple_dataset": ([("default-graph-uri", DOS)],
                               TODOS.replace("WHERE", f"FROM <{UNO}> WHERE"), (2,)),
    "query": ([], TODOS, (1, 2, 3)),
}


@pytest.mark.parametrize("forma", ["get", "post_form", "post_direct"])
@pytest.mark.parametrize("nombre", CONJUNTOS)
def test_una_consulta_se_responde_sobre_su_conjunto_de_datos(cliente_fijo: TestClient, nombre: str, forma: str) -> None:
    """query_get, query_post_form, query_post_direct, query_dataset_*, query_multiple_dataset."""
    campos, texto, esperados = CONJUNTOS[nombre]
    if forma == "get":
        respuesta = cliente_fijo.get("/sparql", params=[*campos, ("query", texto)])
    elif forma == "post_form":
        respuesta = cliente_fijo.post("/sparql", content=formulario([*campos, ("query", texto)]),
                                      headers={"Content-Type": FORMULARIO})
    else:
        respuesta = cliente_fijo.post("/sparql", params=campos, content=texto, headers={"Content-Type": CONSULTA})
    assert (respuesta.status_code, respuesta.headers["content-type"]) == (200, JSON)
    assert documentos(respuesta.text) == [documento(n) for n in esperados]


@pytest.mark.parametrize(("nombre", "texto", "acepta", "tipo"), [
    ("query_content_type_select", TODOS, "application/sparql-results+xml", "application/sparql-results+xml"),
    ("query_content_type_ask", "ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
    ("query_content_type_describe", f"DESCRIBE <{documento(1)}>", "application/rdf+xml", "application/rdf+xml"),
    ("query_content_type_construct", "CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle", "text/turtle; charset=utf-8"),
])
def test_cada_forma_de_consulta_tiene_su_tipo(
        cliente_fijo: TestClient, nombre: str, texto: str, acepta: str, tipo: str) -> None:
    respuesta = cliente_fijo.get("/sparql", params={"query": texto}, headers={"Accept": acepta})
    assert (respuesta.status_code, respuesta.headers["content-type"]) == (200, tipo)


MALAS: Mapping[str, tuple[str, list[tuple[str, str]], str, bytes, int]] = {
    "bad_query_method": ("PUT", [("query", "ASK {}")], "", b"", 405),
    "bad_multiple_queries": ("GET", [("query", "ASK {}"), ("query", "SELECT * {}")], "", b"", 400),
    "bad_query_wrong_media_type": ("POST", [], "text/plain", b"ASK {}", 415),
    "bad_query_missing_form_type": ("POST", [], "", b"query=ASK+%7B%7D", 415),
    "bad_query_missing_direct_type": ("POST", [], "", b"ASK {}", 415),
    "bad_query_non_utf8": ("POST", [], f"{CONSULTA}; charset=UTF-16", "ASK {}".encode("utf-16"), 415),
    "bad_query_syntax": ("GET", [("query", "ASK {")], "", b"", 400),
    "bad_update_get": ("GET", [("update", "CLEAR ALL")], "", b"", 400),
    "bad_multiple_updates": ("POST", [], FORMULARIO, b"update=CLEAR+NAMED&update=CLEAR+DEFAULT", 400),
    "bad_update_wrong_media_type": ("POST", [], "text/plain", b"CLEAR NAMED", 415),
    "bad_update_missing_form_type": ("POST", [], "", b"update=CLEAR+NAMED", 415),
    "bad_update_non_utf8": ("POST", [], f"{ACTUALIZACION}; charset=UTF-16", "CLEAR NAMED".encode("utf-16"), 415),
    "bad_update_syntax": ("POST", [], FORMULARIO, b"update=CLEAR+XYZ", 400),
    "bad_update_dataset_conflict": (
        "POST", [], FORMULARIO, formulario([("using-named-graph-uri", UNO), (
            "update", COPIAR.replace("WHERE", f"USING <{DOS}> WHERE"))]), 400),
}


@pytest.mark.parametrize("nombre", MALAS)
def test_una_peticion_contra_el_protocolo_se_rechaza(cliente_fijo: TestClient, nombre: str) -> None:
    metodo, campos, tipo, cuerpo, estado = MALAS[nombre]
    antes = cliente_fijo.get("/salud").json()
    respuesta = cliente_fijo.request(metodo, "/sparql", params=campos, content=cuerpo,
                                     headers=ADMINISTRA | ({"Content-Type": tipo} if tipo else {}))
    assert respuesta.status_code == estado
    assert respuesta.headers["content-type"] == "application/problem+json"
    assert respuesta.json()["title"]
    assert cliente_fijo.get("/salud").json() == antes


@pytest.mark.parametrize(("nombre", "campos", "texto", "copiados"), [
    ("update_dataset_default_graph", [("using-graph-uri", UNO)], COPIAR, (1,)),
    ("update_dataset_default_graphs", [("using-graph-uri", UNO), ("using-graph-uri", DOS)], COPIAR, (1, 2)),
    ("update_dataset_named_graphs", [("using-named-graph-uri", UNO), ("using-named-graph-uri", DOS)],
     COPIAR_CON_NOMBRE, (1, 2)),
    ("update_dataset_full", [("using-graph-uri", UNO), ("using-named-graph-uri", DOS)], COPIAR_CON_NOMBRE, (1, 2)),
])
@pytest.mark.parametrize("forma", ["post_form", "post_direct"])
def test_una_actualizacion_lee_del_conjunto_que_la_peticion_da(
        nuevo: tuple[TestClient, AlmacenEmbebido], nombre: str, campos: list[tuple[str, str]], texto: str,
        copiados: tuple[int, ...], forma: str) -> None:
    cliente, _ = nuevo
    if forma == "post_form":
        respuesta = cliente.post("/sparql", content=formulario([*campos, ("update", texto)]),
                                 headers=ADMINISTRA | {"Content-Type": FORMULARIO})
    else:
        respuesta = cliente.post("/sparql", params=campos, content=texto,
                                 headers=ADMINISTRA | {"Content-Type": ACTUALIZACION})
    assert respuesta.status_code == 204, respuesta.text
    salida = cliente.get("/sparql", params={
        "query": f"SELECT ?d {{ GRAPH <{NUEVO}> {{ ?d a <http://example.org/Copia> }} }} ORDER BY ?d"})
    assert documentos(salida.text) == [documento(n) for n in copiados]


@pytest.mark.parametrize("forma", ["update_post_form", "update_post_direct"])
def test_una_actualizacion_se_hace_con_llave(nuevo: tuple[TestClient, AlmacenEmbebido], forma: str) -> None:
    cliente, almacen = nuevo
    antes = almacen.generacion
    tipo, cuerpo = (FORMULARIO, formulario([("update", PONER)])) if forma == "update_post_form" else (
        ACTUALIZACION, PONER.encode())
    respuesta = cliente.post("/sparql", content=cuerpo, headers=ADMINISTRA | {"Content-Type": tipo})
    assert (respuesta.status_code, almacen.generacion) == (204, antes + 1)
    assert cliente.get("/sparql", params={"query": f"ASK {{ GRAPH <{NUEVO}> {{ ?s ?p 1 }} }}"}).json()["boolean"]


def test_un_iri_relativo_se_lee_contra_la_base_del_servicio(nuevo: tuple[TestClient, AlmacenEmbebido]) -> None:
    """update_base_uri."""
    cliente, _ = nuevo
    texto = f"INSERT DATA {{ GRAPH <{NUEVO}> {{ <http://example.org/s> <http://example.org/p> <relativo> }} }}"
    cliente.post("/sparql", content=texto, headers=ADMINISTRA | {"Content-Type": ACTUALIZACION})
    filas = cliente.get("/sparql", params={"query": f"SELECT ?d {{ GRAPH <{NUEVO}> {{ ?s ?p ?d }} }}"}).json()
    assert filas["results"]["bindings"] == [{"d": {"type": "uri", "value": "https://w3id.org/alinea/id/relativo"}}]


@pytest.mark.parametrize(("llave", "estado"), [({}, 401), ({"Authorization": "Bearer no-es-ninguna-llave"}, 401),
                                               (LEE, 403)])
def test_sin_la_llave_que_hace_falta_nada_cambia(cliente_fijo: TestClient, llave: dict[str, str], estado: int) -> None:
    antes = cliente_fijo.get("/salud").json()
    respuesta = cliente_fijo.post("/sparql", content=PONER, headers=llave | {"Content-Type": ACTUALIZACION})
    assert respuesta.status_code == estado
    assert ("www-authenticate" in respuesta.headers) == (estado == 401)
    assert cliente_fijo.get("/salud").json() == antes


@pytest.mark.parametrize("texto", [
    "LOAD <http://127.0.0.1:1/x> INTO GRAPH <http://x>",
    f"INSERT {{ GRAPH <{NUEVO}> {{ ?s ?p ?o }} }} WHERE {{ SERVICE <http://127.0.0.1:1/> {{ ?s ?p ?o }} }}",
    "INSERT DATA { GRAPH <http://x> { <http://a> <http://b> " + "[" * 1_000,
    "SELECT * { ?s ?p ?o }",
])
def test_ninguna_actualizacion_sale_a_la_red_ni_tumba_al_servidor(cliente_fijo: TestClient, texto: str) -> None:
    respuesta = cliente_fijo.post("/sparql", content=texto, headers=ADMINISTRA | {"Content-Type": ACTUALIZACION})
    assert respuesta.status_code == 400
    assert respuesta.json()["detail"]
