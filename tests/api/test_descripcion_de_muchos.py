"""What describes the data stays small with thousands of programmes, and leads to every one of them."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from programas_ligeros import muchos
from rdflib import RDF, VOID, Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDFS
from starlette.testclient import TestClient

from api.contexto import Contexto
from api.servidor import crear_aplicacion
from grafo.almacen import AlmacenEmbebido
from grafo.construccion import grafos_comunes
from ontologia.espacios import DCTERMS
from ontologia.iris import Acunador

ACUNADOR = Acunador()
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
AQUI = "http://testserver/.well-known/void"
CUANTOS = 520


@pytest.fixture(scope="module")
def cliente() -> TestClient:
    grafos: dict[URIRef, Any] = {**grafos_comunes(ACUNADOR),
                                 URIRef("urn:x:ajeno"): [(URIRef("urn:x:a"), RDFS.label, Literal("algo"))]}
    for propios in muchos(CUANTOS, ACUNADOR):
        grafos |= propios
    almacen = AlmacenEmbebido()
    almacen.reemplazar(grafos)
    return TestClient(crear_aplicacion(Contexto(almacen, ACUNADOR)))


def leer(cliente: TestClient, camino: str) -> Graph:
    respuesta = cliente.get(camino, headers={"Accept": "text/turtle"})
    assert respuesta.status_code == 200, respuesta.text
    assert len(respuesta.content) < 200_000
    return Graph().parse(data=respuesta.text, format="turtle")


def test_con_mas_de_mil_grafos_el_servicio_nombra_los_que_no_son_de_un_programa(cliente: TestClient) -> None:
    grafo = leer(cliente, "/sparql")
    assert {str(n) for n in grafo.objects(None, SD.name)} == {
        ACUNADOR.grafo_normas().toPython(), ACUNADOR.grafo_ontologia().toPython(), "urn:x:ajeno"}
    assert URIRef(f"{AQUI}?pagina=1") in set(grafo.objects(None, RDFS.seeAlso))
    assert list(grafo.objects(None, SD.defaultDataset))


def test_de_la_descripcion_se_llega_a_cada_programa_por_paginas(cliente: TestClient) -> None:
    entero = URIRef(f"{AQUI}#alinea")
    assert URIRef(f"{AQUI}?pagina=1") in set(leer(cliente, "/.well-known/void").objects(entero, RDFS.seeAlso))
    vistos: set[str] = set()
    descritos: set[str] = set()
    quedan, leidas = [f"{AQUI}?pagina=1"], set()
    while quedan:
        direccion = quedan.pop()
        leidas.add(direccion)
        pagina = leer(cliente, direccion.removeprefix("http://testserver"))
        suyos = set(pagina.objects(entero, VOID.subset))
        assert 0 < len(suyos) <= 200
        assert not vistos & set(map(str, suyos))
        vistos |= set(map(str, suyos))
        descritos |= {str(pagina.value(s, RDFS.seeAlso)) for s in suyos}
        quedan += [str(o) for o in pagina.objects(URIRef(direccion), RDFS.seeAlso) if str(o) not in leidas]
    assert len(vistos) == len(descritos) == CUANTOS
    assert len(leidas) == 3
    uno = f"{AQUI}#programa-inst003-2012"
    assert uno in vistos
    assert f"{AQUI}?programa=inst003-2012" in descritos


def test_la_descripcion_de_un_programa_dice_su_tamano_y_sus_volcados_con_su_suma(cliente: TestClient) -> None:
    grafo = leer(cliente, "/.well-known/void?programa=inst003-2012")
    suyo = URIRef(f"{AQUI}#programa-inst003-2012")
    assert (URIRef(f"{AQUI}#alinea"), VOID.subset, suyo) in grafo
    assert (suyo, RDF.type, DCAT.Dataset) in grafo
    assert str(grafo.value(suyo, DCTERMS.title)) == "Programa anual 2012 de Instituto Número 003"
    direccion = "http://testserver/datos/grafo/programa/inst003-2012.nt"
    volcado = cliente.get(direccion.removeprefix("http://testserver"))
    assert int(str(grafo.value(suyo, VOID.triples))) == len(volcado.text.splitlines())
    [distribucion] = grafo.subjects(DCAT.downloadURL, URIRef(direccion))
    suma = grafo.value(grafo.value(distribucion, SPDX.checksum), SPDX.checksumValue)
    assert str(suma) == hashlib.sha256(volcado.content).hexdigest()


@pytest.mark.parametrize(("pedido", "estado"), [
    ("programa=nadie", 404), ("pagina=x", 400), ("pagina=99", 200), ("programa=" + "a" * 301, 422)])
def test_lo_que_no_puede_ser_se_dice(cliente: TestClient, pedido: str, estado: int) -> None:
    assert cliente.get(f"/.well-known/void?{pedido}", headers={"Accept": "text/turtle"}).status_code == estado


def test_el_volcado_de_todo_llega_entero_y_dice_cuanto_es(cliente: TestClient) -> None:
    respuesta = cliente.get("/datos/todo.nq")
    assert respuesta.headers["content-type"].startswith("application/n-quads")
    assert int(respuesta.headers["content-length"]) == len(respuesta.content) > 1 << 22
    void = leer(cliente, "/.well-known/void")
    assert int(str(void.value(URIRef(f"{AQUI}#alinea"), VOID.triples))) == len(respuesta.content.splitlines())
    cabeza = cliente.head("/datos/todo.nq")
    assert (cabeza.status_code, cabeza.content) == (200, b"")
    otra = cliente.get("/datos/todo.nq", headers={"If-None-Match": respuesta.headers["etag"]})
    assert (otra.status_code, otra.content) == (304, b"")
    assert cliente.get("/datos/todo.trig").headers["etag"] != respuesta.headers["etag"]
