"""Answers in a standard format come back as the values they were written from."""

from __future__ import annotations

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic
from rdflib.term import Literal, URIRef

from consultas.resultados import Filas, Respuesta, Tripletas
from grafo.almacen import AlmacenEmbebido
from grafo.almacen.respuestas import leer_respuesta
from ontologia.errores import ErrorDeAlmacen
from ontologia.espacios import XSD


@pytest.fixture(scope="module")
def almacen() -> AlmacenEmbebido:
    propio, grafo = AlmacenEmbebido(), Graph()
    sujeto, predicado = URIRef("http://a/s"), URIRef("http://a/p")
    for valor in (Literal("ñ \"comillas\"\n"), Literal("hola", lang="es-MX"), Literal("2017-01-01", datatype=XSD.date),
                  URIRef("http://a/o"), Literal("-3", datatype=XSD.integer)):
        grafo.add((sujeto, predicado, valor))
    propio.reemplazar({URIRef("http://a/g"): grafo})
    return propio


@pytest.mark.parametrize("formato", ["json", "xml", "tsv"])
def test_las_filas_vuelven_iguales(almacen: AlmacenEmbebido, formato: str) -> None:
    texto = "SELECT ?s ?o ?nada { ?s ?p ?o } ORDER BY ?o"
    leidas = leer_respuesta(almacen.serializar(texto, formato), formato)
    assert leidas == almacen.consultar(texto)
    assert isinstance(leidas, Filas)
    assert leidas.columna("nada") == (None,) * 5


@pytest.mark.parametrize("formato", ["json", "xml"])
@pytest.mark.parametrize("verdad", [True, False])
def test_la_verdad_vuelve_igual(almacen: AlmacenEmbebido, formato: str, verdad: bool) -> None:
    texto = "ASK { ?s ?p ?o }" if verdad else "ASK { <http://a/z> ?p ?o }"
    assert leer_respuesta(almacen.serializar(texto, formato), formato) == Respuesta(verdad)


@pytest.mark.parametrize("formato", ["turtle", "ntriples", "rdfxml", "jsonld"])
def test_las_tripletas_vuelven_iguales(almacen: AlmacenEmbebido, formato: str) -> None:
    texto = "CONSTRUCT WHERE { ?s ?p ?o }"
    leidas = leer_respuesta(almacen.serializar(texto, formato), formato)
    assert isinstance(leidas, Tripletas)
    suyo = Graph()
    for tripleta in leidas.tripletas:
        suyo.add(tripleta)
    assert isomorphic(suyo, almacen.grafo(URIRef("http://a/g")))


@pytest.mark.parametrize(("cuerpo", "formato"), [
    (b"{", "json"), (b"<html>", "xml"), (b"", "json"), (b"<a> <b>", "turtle"), (b"s\n1\n", "csv"), (b"", "otro")])
def test_una_respuesta_rota_o_sin_vuelta_se_dice(cuerpo: bytes, formato: str) -> None:
    with pytest.raises(ErrorDeAlmacen):
        leer_respuesta(cuerpo, formato)
