"""pySHACL and the fast engine side by side: the same multiset of results, node counts included."""

from __future__ import annotations

from collections import Counter

from rdflib import Graph

from grafo.almacen.ntriples import a_ntriples, renglones
from grafo.validacion import Formas, InformeDeValidacion
from grafo.validacion.conteo import focos_de_renglones
from grafo.validacion.contraste import como_el_veredicto
from grafo.validacion.informe import armar
from grafo.validacion.rapida import Rapida
from grafo.validacion.veredicto import dictaminar, redactar

PREFIJOS = """@prefix : <https://x/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def turtle(texto: str) -> Graph:
    return Graph().parse(data=PREFIJOS + texto, format="turtle")


def comparar(datos: Graph, formas: Formas, rapida: Rapida) -> InformeDeValidacion:
    """Return the fast engine's report; asserts that pySHACL's says the same, result by result and count by count."""
    octetos = a_ntriples(datos)
    dictamen = dictaminar(datos, formas.grafo)
    hallados = como_el_veredicto(rapida.hallar(octetos), dictamen)
    informe = armar(formas, rapida.juzgar(hallados, focos_de_renglones(renglones(octetos), formas)))
    veredicto = armar(formas, redactar(dictamen, datos, formas))
    assert Counter(informe.resultados) == Counter(veredicto.resultados)
    assert (informe.conforma, informe.formas) == (veredicto.conforma, veredicto.formas)
    return informe
