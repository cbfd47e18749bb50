"""What a write leaves unvalidated cannot break a shape: the verdict is that of validating everything."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from programa_de_prueba import CLAVE, almacen_de_prueba
from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from grafo.alcance import Cambio, ambitos, propiedades_miradas
from grafo.almacen import AlmacenEmbebido
from grafo.validacion import validar
from ontologia.espacios import AL, DCTERMS, RDF, RDFS
from ontologia.iris import Acunador
from ontologia.recursos import cargar_formas

A = Acunador()
FORMAS = cargar_formas()
MIRAN = propiedades_miradas(FORMAS)
G = URIRef("http://ejemplo.org/g")
AJENO = URIRef("http://ejemplo.org/x")
LINEA = A.elemento(CLAVE, "linea", "1.2.2")

_SUJETOS = st.sampled_from([AJENO, LINEA, A.articulo("lgtaip-2015", "59"), A.programa(CLAVE)])
_PREDICADOS = st.sampled_from([RDF.type, RDFS.subClassOf, RDFS.label, AL.numero, AL.atiende, AL.menciona,
                               DCTERMS.isPartOf, DCTERMS.subject, URIRef("http://ejemplo.org/p")])
_OBJETOS = st.sampled_from([AJENO, LINEA, AL.LineaDeAccion, AL.Programa, A.programa(CLAVE), Literal("1.1.1"),
                            Literal("otro", lang="es")])


@pytest.fixture(scope="module")
def almacen() -> Iterator[AlmacenEmbebido]:
    abierto = almacen_de_prueba()
    yield abierto
    abierto.cerrar()


def graves(grafos: list[Graph] | tuple[Graph, ...]) -> set[str]:
    return {r.nodo for r in validar(grafos, FORMAS).resultados if r.severidad == "Violation"}


@given(st.lists(st.tuples(_SUJETOS, _PREDICADOS, _OBJETOS), min_size=1, max_size=2))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_validar_lo_que_puede_afectarse_da_lo_mismo_que_validar_todo(
    almacen: AlmacenEmbebido, tripletas: list[tuple[Node, Node, Node]]
) -> None:
    nuevo = Graph()
    for tripleta in tripletas:
        nuevo.add(tripleta)
    todo = [almacen.grafo(iri) for iri in almacen.nombres_de_grafos()]
    partes = ambitos({G: Cambio(Graph(), nuevo)}, almacen, A, MIRAN)
    assert bool(graves([*todo, nuevo])) == any(graves(p.grafos) for p in partes)


def test_el_almacen_de_prueba_conforma_asi_que_lo_malo_viene_de_lo_escrito(almacen: AlmacenEmbebido) -> None:
    assert not graves([almacen.grafo(iri) for iri in almacen.nombres_de_grafos()])


def test_lo_que_ninguna_forma_mira_no_se_valida(almacen: AlmacenEmbebido) -> None:
    suelto = Graph()
    suelto.add((LINEA, URIRef("http://ejemplo.org/p"), AJENO))
    assert ambitos({G: Cambio(Graph(), suelto)}, almacen, A, MIRAN) == []


def test_un_cambio_en_las_normas_valida_cada_programa(almacen: AlmacenEmbebido) -> None:
    normas = almacen.grafo(A.grafo_normas())
    menos = Graph()
    for tripleta in normas:
        if tripleta[0] != A.articulo("lgtaip-2015", "59"):
            menos.add(tripleta)
    partes = ambitos({A.grafo_normas(): Cambio(normas, menos)}, almacen, A, MIRAN)
    assert any((A.programa(CLAVE), RDF.type, AL.Programa) in g for p in partes for g in p.grafos)
    assert any(graves(p.grafos) for p in partes)
