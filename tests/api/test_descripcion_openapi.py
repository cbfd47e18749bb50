"""The OpenAPI description is true: requests made from it (Schemathesis) get only answers that it describes."""

from __future__ import annotations

from functools import cache

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from llaves_de_prueba import LLAVES, de
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from starlette.testclient import TestClient

from api.contexto import Contexto
from api.servidor import crear_aplicacion
from grafo.almacen import AlmacenEmbebido
from grafo.construccion import construir, leer, ruta_empaquetada
from ontologia.iris import Acunador

load_all_checks()


@cache
def esquema() -> schemathesis.BaseSchema:
    almacen, acunador = AlmacenEmbebido(), Acunador()
    construir([leer(ruta_empaquetada())], almacen, acunador)
    return schemathesis.openapi.from_asgi("/openapi.json", crear_aplicacion(Contexto(almacen, acunador, llaves=LLAVES)))


EN_OTRA_LENGUA = {
    ("/sparql", "GET"),
    ("/sparql", "POST"),
    ("/api/programas", "POST"),
    ("/api/revisiones/importar", "POST"),
    ("/grafos", "GET"),
    ("/grafos", "PUT"),
    ("/grafos", "POST"),
    ("/id/grafo/{resto}", "PUT"),
    ("/id/grafo/{resto}", "POST"),
}
"""What is sent there is SPARQL, RDF, a document or a file of reviews: no schema says which of them are good, nor that
one graph is named at a time."""

NADA_DE_MAS = {("/sparql", "POST"), ("/grafos", "POST"), ("/id/grafo/{resto}", "PUT"), ("/id/grafo/{resto}", "POST"),
               ("/id/grafo/{resto}", "DELETE")}
"""Whatever is sent there fits the description: there is nothing to send against it."""

SIN_CUERPO = {"head", "options"}
"""Made from the others; tests of their own."""


def casos() -> list[tuple[str, str, GenerationMode]]:
    """Return each operation with what fits its description, and with what does not where that can be."""
    descripcion = crear_aplicacion(Contexto(AlmacenEmbebido(), Acunador())).openapi()["paths"]
    return [
        (camino, metodo.upper(), modo)
        for camino, suyas in descripcion.items()
        for metodo, suya in suyas.items()
        if metodo not in SIN_CUERPO
        for modo in GenerationMode
        if modo is GenerationMode.POSITIVE
        or ((suya.get("parameters") or "requestBody" in suya) and (camino, metodo.upper()) not in NADA_DE_MAS)
    ]


@pytest.mark.parametrize("con_llave", [False, True], ids=["sin llave", "con llave"])
@pytest.mark.parametrize(("camino", "metodo", "modo"), casos())
def test_toda_respuesta_es_de_las_descritas(camino: str, metodo: str, modo: GenerationMode, con_llave: bool) -> None:
    operacion = esquema()[camino][metodo]
    menos = [CHECKS.get_one("positive_data_acceptance")] if (camino, metodo) in EN_OTRA_LENGUA else []

    @settings(
        max_examples=4,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def probar(datos: st.DataObject) -> None:
        caso = datos.draw(operacion.as_strategy(generation_mode=modo))
        caso.call_and_validate(headers=de("Ana") if con_llave else None, excluded_checks=menos)

    probar()


def test_estan_todas_las_comprobaciones() -> None:
    assert {
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
        "ignored_auth",
        "unsupported_method",
        "negative_data_rejection",
    } <= set(CHECKS.get_all_names())


SOBRE_ALGO = {"nombre": "programas", "programa": "inai-cpgat-2017", "numero": "1.1.1", "clave": "x", "resto": "x"}


def descritas(metodo: str) -> list[str]:
    paths = crear_aplicacion(Contexto(AlmacenEmbebido(), Acunador())).openapi()["paths"]
    return [camino for camino, suyas in paths.items() if metodo in suyas]


@pytest.fixture(scope="module")
def cliente() -> TestClient:
    return TestClient(esquema().app, headers=de("Ana") | {"Accept": "*/*"})


@pytest.mark.parametrize("camino", descritas("get"))
def test_head_se_describe_y_dice_lo_que_get_sin_el_cuerpo(cliente: TestClient, camino: str) -> None:
    assert camino in descritas("head")
    direccion = camino.format(**SOBRE_ALGO)
    con, sin = cliente.get(direccion), cliente.head(direccion)
    cambian = {"x-request-id", "content-length"} if camino == "/metricas" else {"x-request-id"}
    assert {c: v for c, v in sin.headers.items() if c not in cambian} == {
        c: v for c, v in con.headers.items() if c not in cambian}
    assert (sin.status_code, sin.content) == (con.status_code, b"")
    assert str(sin.status_code) in esquema().raw_schema["paths"][camino]["head"]["responses"]


@pytest.mark.parametrize("camino", esquema().raw_schema["paths"])
def test_los_metodos_que_se_describen_son_los_que_la_direccion_admite(cliente: TestClient, camino: str) -> None:
    descritos = {m.upper() for m in esquema().raw_schema["paths"][camino]}
    direccion = camino.format(**SOBRE_ALGO)
    opciones = cliente.options(direccion)
    assert (opciones.status_code in {200, 204}) == ("OPTIONS" in descritos)
    ajeno = cliente.request("PATCH", direccion)
    assert ajeno.status_code == 405
    for respuesta in (opciones, ajeno):
        de_lectura = {"GET", "HEAD"} if camino.startswith("/id/") else set()  # linked data, below the same path
        assert set(respuesta.headers["allow"].split(", ")) - de_lectura >= descritos - {"OPTIONS"}
        assert set(respuesta.headers["allow"].split(", ")) <= descritos | de_lectura


def test_todo_lo_que_escribe_esta_descrito_con_su_llave() -> None:
    paths = esquema().raw_schema["paths"]
    escriben = {(c, m) for c, suyas in paths.items() for m in suyas if m in {"put", "delete", "post"}}
    assert {(c, m) for c, m in escriben if "security" not in paths[c][m]} == {("/sparql", "post")}
    assert {("/grafos", m) for m in ("put", "post", "delete")} <= escriben
