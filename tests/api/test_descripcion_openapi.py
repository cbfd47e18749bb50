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
}
"""What is sent there is SPARQL, a document or a file of reviews: no schema says which of them are good."""

NADA_DE_MAS = {("/sparql", "POST")}
"""Whatever is sent there fits the description: there is nothing to send against it."""


def casos() -> list[tuple[str, str, GenerationMode]]:
    """Return each operation with what fits its description, and with what does not where that can be."""
    descripcion = crear_aplicacion(Contexto(AlmacenEmbebido(), Acunador())).openapi()["paths"]
    return [
        (camino, metodo.upper(), modo)
        for camino, suyas in descripcion.items()
        for metodo, suya in suyas.items()
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
