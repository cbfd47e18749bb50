"""The clients of researchers, over a real connection: SPARQLWrapper and rdflib's own."""

from __future__ import annotations

import hashlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from servicio_de_prueba import GRAFOS, TOKEN, documento
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, RDFXML, TURTLE, XML, SPARQLWrapper

from api.contexto import Contexto
from api.llaves import Llave, Llaves
from api.servidor import crear_aplicacion
from grafo.almacen import AlmacenEmbebido
from ontologia.iris import Acunador

TODOS = "SELECT ?d WHERE { ?d ?p ?o } ORDER BY ?d"


@pytest.fixture(scope="module")
def direccion() -> Iterator[str]:
    almacen = AlmacenEmbebido()
    almacen.reemplazar({URIRef(g): Graph().parse(data=f"<{documento(n)}> a <http://example.org/Documento> .")
                        for n, g in enumerate(GRAFOS, start=1)})
    llaves = Llaves((Llave("prueba", "administra", hashlib.sha256(TOKEN.encode()).hexdigest()),))
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        servidor = uvicorn.Server(uvicorn.Config(
            crear_aplicacion(Contexto(almacen, Acunador(), llaves=llaves)), log_level="warning"))
        hilo = threading.Thread(target=servidor.run, kwargs={"sockets": [enchufe]}, daemon=True)
        hilo.start()
        while not servidor.started and hilo.is_alive():
            time.sleep(0.01)
        yield f"http://127.0.0.1:{enchufe.getsockname()[1]}/sparql"
        servidor.should_exit = True
        hilo.join()


def cliente(direccion: str, texto: str, formato: str, metodo: str = "GET", **datos: str) -> SPARQLWrapper:
    propio = SPARQLWrapper(direccion)
    propio.setQuery(texto)
    propio.setReturnFormat(formato)
    propio.setMethod(metodo)
    for nombre, valor in datos.items():
        propio.addParameter(nombre.replace("_", "-"), valor)
    return propio


@pytest.mark.parametrize("metodo", ["GET", POST])
def test_sparqlwrapper_lee_filas(direccion: str, metodo: str) -> None:
    filas = cliente(direccion, TODOS, JSON, metodo).queryAndConvert()
    assert [f["d"]["value"] for f in filas["results"]["bindings"]] == [documento(n) for n in (1, 2, 3)]


def test_sparqlwrapper_envia_la_consulta_como_cuerpo(direccion: str) -> None:
    propio = cliente(direccion, TODOS, JSON, POST)
    propio.setRequestMethod(POSTDIRECTLY)
    assert len(propio.queryAndConvert()["results"]["bindings"]) == 3


def test_sparqlwrapper_elige_el_conjunto(direccion: str) -> None:
    filas = cliente(direccion, TODOS, JSON, default_graph_uri=GRAFOS[1]).queryAndConvert()
    assert [f["d"]["value"] for f in filas["results"]["bindings"]] == [documento(2)]


@pytest.mark.parametrize("formato", [XML, CSV])
def test_sparqlwrapper_lee_otras_formas_de_tabla(direccion: str, formato: str) -> None:
    respuesta = cliente(direccion, TODOS, formato).query().response.read().decode()
    assert all(documento(n) in respuesta for n in (1, 2, 3))


@pytest.mark.parametrize(("formato", "de_rdflib"), [(TURTLE, "turtle"), (RDFXML, "xml")])
def test_sparqlwrapper_lee_tripletas(direccion: str, formato: str, de_rdflib: str) -> None:
    crudo = cliente(direccion, "CONSTRUCT WHERE { ?s ?p ?o }", formato).query().response.read()
    assert len(Graph().parse(data=crudo, format=de_rdflib)) == 3


def test_sparqlwrapper_actualiza_con_llave(direccion: str) -> None:
    propio = cliente(direccion, "INSERT DATA { GRAPH <http://example.org/w> { <http://a> <http://b> 1 } }", JSON, POST)
    propio.addCustomHttpHeader("Authorization", f"Bearer {TOKEN}")
    propio.query()
    assert cliente(direccion, "ASK { GRAPH <http://example.org/w> { ?s ?p 1 } }", JSON).queryAndConvert()["boolean"]


@pytest.mark.parametrize("metodo", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("formato", ["json", "xml", "csv", "tsv"])
def test_rdflib_lee_filas_y_verdades(direccion: str, metodo: str, formato: str) -> None:
    grafo = Graph(SPARQLStore(direccion, method=metodo, returnFormat=formato))
    filas = grafo.query(f"SELECT ?d WHERE {{ GRAPH <{GRAFOS[0]}> {{ ?d ?p ?o }} }}")
    assert [str(f[0]) for f in filas] == [documento(1)]


def test_rdflib_recorre_el_grafo_como_si_fuera_suyo(direccion: str) -> None:
    grafo = Graph(SPARQLStore(direccion))
    assert {str(s) for s in grafo.subjects(None, URIRef("http://example.org/Documento"))} == {
        documento(n) for n in (1, 2, 3)}
