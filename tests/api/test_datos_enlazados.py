"""Linked data: every IRI of ours answers, with labels; the data describe themselves; other bases, other prefixes."""

from __future__ import annotations

import hashlib
import json

import pytest
from lector_de_paginas import leer_pagina
from rdflib import DCAT, RDF, RDFS, VOID, Graph, Literal, Namespace, URIRef
from servicio_de_prueba import ADMINISTRA, servicio
from starlette.testclient import TestClient

from api.contexto import Contexto
from api.servidor import crear_aplicacion
from grafo.almacen import AlmacenEmbebido
from grafo.construccion import Leido, construir
from ontologia.espacios import AL, DCTERMS
from ontologia.iris import BASE, Acunador

SPDX = Namespace("http://spdx.org/rdf/terms#")
LINEA = "programa/inai-cpgat-2017/linea/2.2.5"
OTRA_BASE = "https://datos.example.mx/alinea/id/"


@pytest.fixture(scope="module")
def bajo_proxy(leido: Leido) -> TestClient:
    """The same programme under another base, served below a path by a proxy."""
    almacen, acunador = AlmacenEmbebido(), Acunador(OTRA_BASE)
    construir([leido], almacen, acunador)
    app = crear_aplicacion(Contexto(almacen, acunador, prefijo="/transparencia"))
    return TestClient(app, headers={"Accept": "*/*"}, follow_redirects=False)


def test_todo_iri_bajo_la_base_lleva_a_su_pagina_y_a_sus_tripletas(programa_cliente: TestClient) -> None:
    filas = programa_cliente.get("/sparql", params={"query": f"""SELECT (SAMPLE(?s) AS ?una) WHERE {{
        ?s a ?clase FILTER(STRSTARTS(STR(?s), "{BASE}")) }} GROUP BY ?clase"""}).json()["results"]["bindings"]
    assert len(filas) > 20
    for fila in filas:
        camino = fila["una"]["value"].removeprefix(BASE)
        for acepta, tipo in (("text/turtle", "text/turtle"), ("text/html", "text/html")):
            ida = programa_cliente.get(f"/id/{camino}", headers={"Accept": acepta})
            assert (ida.status_code, ida.headers["vary"]) == (303, "Accept")
            vuelta = programa_cliente.get(ida.headers["location"], headers={"Accept": acepta})
            assert (vuelta.status_code, vuelta.headers["content-type"].split(";")[0]) == (200, tipo), camino


def test_un_grafo_con_nombre_tambien_responde(programa_cliente: TestClient) -> None:
    ida = programa_cliente.get("/id/grafo/programa/inai-cpgat-2017", headers={"Accept": "application/n-triples"})
    assert (ida.status_code, ida.headers["location"]) == (303, "/datos/grafo/programa/inai-cpgat-2017.nt")


def test_las_tripletas_traen_el_nombre_de_cada_iri_que_dicen(programa_cliente: TestClient) -> None:
    grafo = Graph().parse(data=programa_cliente.get(f"/datos/{LINEA}.ttl").text, format="turtle")
    nombrados = set(grafo.subjects(RDFS.label, None))
    propios = {t for tripleta in grafo for t in tripleta if isinstance(t, URIRef)
               and str(t).startswith("https://w3id.org/alinea/")}
    assert len(propios) > 10
    assert propios - nombrados == set()
    assert (AL.apoyaA, RDFS.label, Literal("supports", lang="en")) in grafo or any(
        o.language == "en" for o in grafo.objects(AL.apoyaA, RDFS.label) if isinstance(o, Literal))


@pytest.mark.parametrize("camino", [f"/datos/{LINEA}.ttl", "/datos/grafo/programa/inai-cpgat-2017.nt", "/ont.ttl",
                                    "/contexto.jsonld", "/consultas/lineas?formato=json", "/datos/todo.nq"])
def test_lo_que_se_descarga_lleva_la_huella_de_sus_bytes(programa_cliente: TestClient, camino: str) -> None:
    primera = programa_cliente.get(camino)
    assert primera.status_code == 200
    etiqueta = primera.headers["etag"]
    assert etiqueta.startswith('"')
    segunda = programa_cliente.get(camino, headers={"If-None-Match": etiqueta})
    assert (segunda.status_code, segunda.content) == (304, b"")
    assert programa_cliente.get(camino, headers={"If-None-Match": '"otra"'}).content == primera.content


def test_una_respuesta_guardada_no_sobrevive_a_una_publicacion() -> None:
    cliente, _ = servicio()
    camino = "/consultas/grafos?formato=csv"
    antes = cliente.get(camino)
    assert antes.text.count("http://example.org/datos/") == 3
    assert cliente.get(camino).content == antes.content
    cliente.delete("/grafos?graph=http://example.org/datos/3", headers=ADMINISTRA)
    despues = cliente.get(camino, headers={"If-None-Match": antes.headers["etag"]})
    assert despues.status_code == 200
    assert despues.text.count("http://example.org/datos/") == 2


@pytest.mark.parametrize(("acepta", "tipo"), [
    ("text/csv", "text/csv"), ("application/sparql-results+json", "application/sparql-results+json"),
    ("text/html,application/xml;q=0.9,*/*;q=0.8", "text/html"), ("*/*", "text/html")])
def test_una_consulta_con_nombre_se_da_en_la_forma_que_el_cliente_acepta(
        programa_cliente: TestClient, acepta: str, tipo: str) -> None:
    respuesta = programa_cliente.get("/consultas/lineas", headers={"Accept": acepta})
    assert respuesta.headers["content-type"].split(";")[0] == tipo
    assert respuesta.headers["vary"] == "Accept"


def test_el_catalogo_describe_cada_programa_y_su_volcado_tiene_la_suma_que_dice(programa_cliente: TestClient) -> None:
    grafo = Graph().parse(data=programa_cliente.get("/.well-known/void").text, format="turtle")
    (catalogo,) = grafo.subjects(RDF.type, DCAT.Catalog)
    entero = grafo.value(None, VOID.sparqlEndpoint, URIRef("http://testserver/sparql"))
    assert (catalogo, DCAT.dataset, entero) in grafo
    (programa,) = grafo.objects(entero, VOID.subset)
    assert (programa, RDF.type, DCAT.Dataset) in grafo
    assert grafo.value(programa, DCTERMS.license) is not None
    (suma,) = grafo.subjects(RDF.type, SPDX.Checksum)
    distribucion = grafo.value(None, SPDX.checksum, suma)
    assert (programa, DCAT.distribution, distribucion) in grafo
    direccion = str(grafo.value(distribucion, DCAT.downloadURL)).removeprefix("http://testserver")
    cuerpo = programa_cliente.get(direccion).content
    assert hashlib.sha256(cuerpo).hexdigest() == str(grafo.value(suma, SPDX.checksumValue))
    assert cuerpo.splitlines() == sorted(cuerpo.splitlines())
    assert int(str(grafo.value(programa, VOID.triples))) == len(cuerpo.splitlines())


def test_a_un_navegador_el_catalogo_se_le_da_en_turtle(programa_cliente: TestClient) -> None:
    respuesta = programa_cliente.get("/.well-known/void", headers={"Accept": "text/html"})
    assert (respuesta.status_code, respuesta.headers["content-type"]) == (200, "text/turtle; charset=utf-8")


def test_cada_descarga_del_catalogo_existe_con_su_tipo(programa_cliente: TestClient) -> None:
    grafo = Graph().parse(data=programa_cliente.get("/.well-known/void").text, format="turtle")
    distribuciones = list(grafo.subjects(RDF.type, DCAT.Distribution))
    assert len(distribuciones) == 5
    for una in distribuciones:
        respuesta = programa_cliente.get(str(grafo.value(una, DCAT.downloadURL)).removeprefix("http://testserver"))
        tipo = str(grafo.value(una, DCAT.mediaType)).removeprefix("https://www.iana.org/assignments/media-types/")
        assert (respuesta.status_code, respuesta.headers["content-type"].split(";")[0]) == (200, tipo)


def test_el_catalogo_dice_cuando_se_publico_lo_que_se_publico_aqui() -> None:
    cliente, _ = servicio()
    assert DCTERMS.modified not in set(Graph().parse(data=cliente.get("/.well-known/void").text).predicates())
    cliente.put("/grafos?graph=http://example.org/n", content=b"<http://a> <http://b> 1 .",
                headers=ADMINISTRA | {"Content-Type": "text/turtle"})
    grafo = Graph().parse(data=cliente.get("/.well-known/void").text)
    assert list(grafo.objects(None, DCTERMS.modified)) == list(grafo.objects(None, DCTERMS.issued)) != []


def test_el_contexto_lee_json_con_los_nombres_del_vocabulario(programa_cliente: TestClient) -> None:
    respuesta = programa_cliente.get("/contexto.jsonld")
    assert respuesta.headers["content-type"] == "application/ld+json"
    datos = respuesta.json() | {"id": f"{BASE}{LINEA}", "tipo_rdf": "LineaDeAccion", "numero": "2.2.5",
                                "apoyaA": f"{BASE}x"}
    grafo = Graph().parse(data=json.dumps(datos), format="json-ld")
    linea = URIRef(f"{BASE}{LINEA}")
    assert set(grafo) == {(linea, RDF.type, AL.LineaDeAccion), (linea, AL.numero, Literal("2.2.5")),
                          (linea, AL.apoyaA, URIRef(f"{BASE}x"))}


@pytest.mark.parametrize("pedido", ["", "/transparencia"])
def test_bajo_otra_base_y_otro_camino_todo_se_encuentra(bajo_proxy: TestClient, pedido: str) -> None:
    ida = bajo_proxy.get(f"{pedido}/id/{LINEA}", headers={"Accept": "text/turtle"})
    assert (ida.status_code, ida.headers["location"]) == (303, f"/transparencia/datos/{LINEA}.ttl")
    grafo = Graph().parse(data=bajo_proxy.get(f"{pedido}/datos/{LINEA}.ttl").text, format="turtle")
    assert (URIRef(f"{OTRA_BASE}{LINEA}"), RDF.type, AL.LineaDeAccion) in grafo
    void = Graph().parse(data=bajo_proxy.get(f"{pedido}/.well-known/void").text, format="turtle")
    assert list(void.objects(None, VOID.sparqlEndpoint)) == [URIRef("http://testserver/transparencia/sparql")]
    pagina = bajo_proxy.get(f"{pedido}/{LINEA}", headers={"Accept": "text/html"})
    suyos = [e for e, _ in leer_pagina(pagina.text).enlaces if e.startswith("/")]
    assert suyos
    assert all(e.startswith("/transparencia/") for e in suyos)
    compartida = bajo_proxy.get(f"{pedido}/sparql", params={"query": "ASK {}"})
    assert compartida.headers["access-control-allow-origin"] == "*"
