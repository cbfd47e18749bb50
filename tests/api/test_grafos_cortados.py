"""A server that cuts its answers without a word (Virtuoso, at 10,000 rows) never makes us give part of a graph."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from motores_de_prueba import en_marcha
from rdflib import Literal, URIRef
from starlette.testclient import TestClient

from api.contexto import Contexto
from api.servidor import crear_aplicacion
from grafo.almacen import AlmacenRemoto
from ontologia.iris import Acunador

CUANTAS = 10_400
GRANDE, CHICO, P = URIRef("https://w3id.org/alinea/id/grafo/grande"), URIRef("https://x/chico"), URIRef("https://x/p")


@pytest.fixture(scope="module")
def almacen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AlmacenRemoto]:
    with en_marcha("virtuoso", tmp_path_factory.mktemp("virtuoso")) as motor:
        este = AlmacenRemoto(motor.url, motor.acceso)
        tripletas = [(URIRef(f"https://x/{i:05}"), P, Literal(i)) for i in range(CUANTAS)]
        este.reemplazar({GRANDE: tripletas, CHICO: [tripletas[0], (P, P, Literal("otra"))]})
        yield este
        este.cerrar()


@pytest.fixture(scope="module")
def cliente(almacen: AlmacenRemoto) -> TestClient:
    return TestClient(crear_aplicacion(Contexto(almacen, Acunador())), headers={"Accept": "application/n-triples"})


def test_el_servidor_de_la_prueba_corta_de_verdad(almacen: AlmacenRemoto) -> None:
    assert almacen.serializar("CONSTRUCT WHERE { ?s ?p ?o }", "ntriples").count(b"\n") < CUANTAS


@pytest.mark.parametrize(("camino", "cuantas"), [
    (f"/grafos?graph={GRANDE}", CUANTAS), (f"/grafos?graph={CHICO}", 2), ("/grafos?default", CUANTAS + 1),
    ("/datos/grafo/grande.nt", CUANTAS),
])
def test_un_grafo_llega_entero_y_sin_repetir(cliente: TestClient, camino: str, cuantas: int) -> None:
    renglones = cliente.get(camino).raise_for_status().text.splitlines()
    assert len(renglones) == len(set(renglones)) == cuantas


def test_todo_el_almacen_llega_grafo_por_grafo(cliente: TestClient) -> None:
    todo = cliente.get("/grafos", headers={"Accept": "application/n-quads"}).raise_for_status().text
    assert len(set(todo.splitlines())) == CUANTAS + 2
