"""What many programmes share, and their list: a page or an answer says how much it leaves out, and where it is."""

from __future__ import annotations

import re

import pytest
from lector_de_paginas import leer_pagina
from programas_ligeros import ligero
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDFS, VOID
from starlette.testclient import TestClient

from api.contexto import Contexto
from api.protocolo.descripcion import SD
from api.servidor import crear_aplicacion
from grafo.almacen import AlmacenEmbebido
from grafo.construccion import grafos_comunes
from ontologia.iris import Acunador

ACUNADOR = Acunador()
ARTICULO = ACUNADOR.articulo("lgtaip-2015", "56")
MUCHOS, POCOS = 4_100, 3


@pytest.fixture(scope="module")
def cliente() -> TestClient:
    """Three programmes, one a year; and an article that 4,100 things see and three are defined by."""
    ajeno = Graph()
    for n in range(MUCHOS):
        ajeno.add((URIRef(f"urn:x:ve:{n}"), RDFS.seeAlso, ARTICULO))
    for n in range(POCOS):
        cosa = URIRef(f"urn:x:define:{n}")
        ajeno.add((cosa, RDFS.isDefinedBy, ARTICULO))
        ajeno.add((cosa, RDFS.label, Literal(f"Cosa número {n}", lang="es")))
    almacen = AlmacenEmbebido()
    grafos = {**grafos_comunes(ACUNADOR), URIRef("urn:x:ajeno"): ajeno}
    for anio in (2015, 2016, 2017):
        grafos |= ligero(ACUNADOR, f"alfa-{anio}", anio, "Instituto Alfa", {"ninguna": 1}, {})
    almacen.reemplazar(grafos)
    return TestClient(crear_aplicacion(Contexto(almacen, ACUNADOR)))


def test_un_articulo_al_que_llega_mucho_cuenta_lo_que_no_muestra_y_dice_donde_esta(cliente: TestClient) -> None:
    respuesta = cliente.get("/norma/lgtaip-2015/art_56", headers={"Accept": "text/html"})
    pagina = leer_pagina(respuesta.text)
    (alla,) = [e for e, palabras in pagina.enlaces if "demasiados para esta página" in palabras]
    assert re.search(r"4\D?100, demasiados", pagina.todo_el_texto)
    assert "urn:x:ve:" not in respuesta.text
    assert all(f"Cosa número {n}" in pagina.todo_el_texto for n in range(POCOS))
    assert "Ley General de Transparencia" in pagina.todo_el_texto
    filas = cliente.get(f"{alla}&formato=json").json()["results"]["bindings"]
    assert len(filas) == MUCHOS
    assert {f["propiedad"]["value"] for f in filas} == {str(RDFS.seeAlso)}


def test_las_tripletas_de_un_articulo_se_dan_todas(cliente: TestClient) -> None:
    grafo = Graph().parse(data=cliente.get("/datos/norma/lgtaip-2015/art_56.nt").text, format="nt")
    assert sum(1 for _ in grafo.subjects(RDFS.seeAlso, ARTICULO)) == MUCHOS


def test_los_programas_se_dan_por_partes_enlazadas_y_se_dice_cuantos_son(cliente: TestClient) -> None:
    claves, camino = [], "/api/programas?limite=2"
    while camino:
        respuesta = cliente.get(camino)
        assert respuesta.headers["Alinea-Total"] == "3"
        claves.append([p["clave"] for p in respuesta.json()])
        camino = respuesta.links["next"]["url"] if "next" in respuesta.links else ""
    assert claves == [["alfa-2015", "alfa-2016"], ["alfa-2017"]]


def test_pocos_programas_se_dan_en_una_respuesta_sin_enlace(cliente: TestClient) -> None:
    respuesta = cliente.get("/api/programas")
    assert [p["clave"] for p in respuesta.json()] == ["alfa-2015", "alfa-2016", "alfa-2017"]
    assert "Link" not in respuesta.headers


@pytest.mark.parametrize(("grafos", "con_tamano"), [(200, 200), (201, 0)])
def test_la_descripcion_del_servicio_nombra_cada_grafo_y_solo_de_pocos_dice_el_tamano(
    grafos: int, con_tamano: int
) -> None:
    almacen = AlmacenEmbebido()
    almacen.reemplazar({URIRef(f"urn:x:g:{n}"): [(URIRef("urn:x:a"), RDFS.label, Literal("uno"))]
                        for n in range(grafos)})
    cliente = TestClient(crear_aplicacion(Contexto(almacen, ACUNADOR)))
    dicho = Graph().parse(data=cliente.get("/sparql", headers={"Accept": "text/turtle"}).text, format="turtle")
    assert {str(n) for n in dicho.objects(None, SD.name)} == {f"urn:x:g:{n}" for n in range(grafos)}
    assert [int(str(t)) for t in dicho.objects(None, VOID.triples)] == [1] * con_tamano


@pytest.mark.parametrize("parte", ["desde=-1", "limite=0", "limite=1001", "desde=x"])
def test_una_parte_que_no_puede_ser_se_rechaza(cliente: TestClient, parte: str) -> None:
    assert cliente.get(f"/api/programas?{parte}").status_code == 422
