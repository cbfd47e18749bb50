from __future__ import annotations

import pytest
from lector_de_paginas import leer_pagina
from starlette.testclient import TestClient

RECHAZADAS = [
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "DROP ALL",
    "LOAD <http://127.0.0.1/x>",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "PREFIX x: <urn:x> INSERT DATA { x:a x:b x:c }",
    "SELECT * " + "{" * 2_000 + "}" * 2_000,
    "SELECT",
    "",
    "no es sparql",
]


@pytest.mark.parametrize("consulta", RECHAZADAS, ids=lambda c: c[:32])
@pytest.mark.parametrize("metodo", ["get", "post"])
def test_una_consulta_hostil_se_rechaza_con_su_motivo(programa_cliente: TestClient, consulta: str, metodo: str) -> None:
    antes = programa_cliente.get("/salud").json()
    if metodo == "get":
        respuesta = programa_cliente.get("/sparql", params={"query": consulta})
    else:
        respuesta = programa_cliente.post(
            "/sparql", content=consulta.encode(), headers={"Content-Type": "application/sparql-query"}
        )
    assert respuesta.status_code == 400
    assert respuesta.headers["content-type"] == "application/problem+json"
    assert respuesta.json()["title"]
    assert respuesta.json()["detail"]
    assert programa_cliente.get("/salud").json() == antes


def test_un_error_de_sintaxis_dice_linea_y_columna(programa_cliente: TestClient) -> None:
    problema = programa_cliente.get("/sparql", params={"query": "SELECT *\nWHERE { ?s ?p }"}).json()
    assert problema["linea"] == 2
    assert problema["columna"] >= 9


def test_el_editor_muestra_el_error_y_conserva_lo_escrito(cliente: TestClient) -> None:
    respuesta = cliente.get("/sparql", params={"query": "SELECT * { ?s ?p <b>"})
    assert respuesta.status_code == 400
    pagina = leer_pagina(respuesta.text)
    assert "SELECT * { ?s ?p <b>" in pagina.todo_el_texto
    assert any(a.get("role") == "alert" for _, a in pagina.etiquetas)


@pytest.mark.parametrize(
    ("tipo", "cuerpo", "estado"),
    [
        ("application/sparql-update", "DROP ALL", 403),
        ("application/x-www-form-urlencoded", "update=DROP+ALL", 403),
        ("application/x-www-form-urlencoded", "query=ASK{}&query=ASK{}", 400),
        ("text/plain", "ASK {}", 415),
        ("application/x-www-form-urlencoded", "query=ASK{}&default-graph-uri=urn:x", 400),
        ("application/sparql-query", b"ASK {} # \xff", 400),
    ],
)
def test_un_servidor_sin_llaves_solo_contesta_consultas(
    programa_cliente: TestClient, tipo: str, cuerpo: str | bytes, estado: int
) -> None:
    antes = programa_cliente.get("/salud").json()
    respuesta = programa_cliente.post("/sparql", content=cuerpo, headers={"Content-Type": tipo})
    assert respuesta.status_code == estado
    assert respuesta.headers["content-type"] == "application/problem+json"
    assert programa_cliente.get("/salud").json() == antes


def test_una_consulta_larguisima_se_rechaza_antes_de_entenderla(programa_cliente: TestClient) -> None:
    respuesta = programa_cliente.post(
        "/sparql",
        content="SELECT * { ?s ?p ?o " + "# relleno\n" * 10_000 + "}",
        headers={"Content-Type": "application/sparql-query"},
    )
    assert respuesta.status_code == 400
    assert "64 kB" in respuesta.json()["title"]


def test_un_cuerpo_enorme_no_se_lee(programa_cliente: TestClient) -> None:
    respuesta = programa_cliente.post(
        "/sparql", content=b"x" * (2 * 1024 * 1024), headers={"Content-Type": "application/sparql-query"}
    )
    assert respuesta.status_code == 413


@pytest.mark.parametrize("metodo", ["put", "delete", "patch"])
def test_ningun_otro_metodo_llega_a_los_datos(programa_cliente: TestClient, metodo: str) -> None:
    assert programa_cliente.request(metodo.upper(), "/sparql").status_code == 405


def test_el_editor_abre_una_consulta_del_catalogo(cliente: TestClient) -> None:
    assert "Action lines without a legal mandate" not in cliente.get("/sparql").text
    assert "Action lines without a legal mandate" in cliente.get("/sparql?consulta=lineas_sin_mandato").text
