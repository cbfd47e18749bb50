"""What a write leaves unvalidated cannot break a shape: the verdict is that of validating everything."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from programa_de_prueba import CLAVE, almacen_de_prueba
from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from grafo.alcance import Ambito, Cambio, ambito, propiedades_miradas
from grafo.almacen import AlmacenEmbebido
from grafo.almacen.ntriples import a_ntriples, de_ntriples
from grafo.bitacora import Bitacora
from grafo.publicacion import Publicador
from grafo.validacion import Motor, validar
from ontologia.errores import NoConforma
from ontologia.espacios import AL, DCTERMS, RDF, RDFS
from ontologia.iris import Acunador
from ontologia.recursos import cargar_formas

A = Acunador()
FORMAS = cargar_formas()
MIRAN = propiedades_miradas(FORMAS)
OTRA = "otro-2018"
G, G2 = URIRef("http://ejemplo.org/g"), URIRef("http://ejemplo.org/g2")
AJENO = URIRef("http://ejemplo.org/x")
LINEA = A.elemento(CLAVE, "linea", "1.2.2")
DE_OTRA = A.elemento(OTRA, "linea", "1.2.2")

_SUJETOS = st.sampled_from([AJENO, LINEA, DE_OTRA, A.articulo("lgtaip-2015", "59"), A.programa(CLAVE)])
_PREDICADOS = st.sampled_from([RDF.type, RDFS.subClassOf, RDFS.label, AL.numero, AL.atiende, AL.menciona,
                               DCTERMS.isPartOf, DCTERMS.subject, URIRef("http://ejemplo.org/p")])
_OBJETOS = st.sampled_from([AJENO, LINEA, DE_OTRA, AL.LineaDeAccion, AL.Programa, A.programa(CLAVE), Literal("1.1.1"),
                            Literal("otro", lang="es")])
_GRAFOS = st.lists(st.tuples(_SUJETOS, _PREDICADOS, _OBJETOS), min_size=1, max_size=3)


@pytest.fixture(scope="module")
def almacen() -> Iterator[AlmacenEmbebido]:
    """A store with two programmes that conform."""
    abierto = almacen_de_prueba()
    for iri in abierto.nombres_de_grafos():
        if CLAVE in iri:
            texto = a_ntriples(abierto.grafo(iri)).replace(CLAVE.encode(), OTRA.encode())
            abierto.reemplazar({URIRef(iri.replace(CLAVE, OTRA)): de_ntriples(texto)})
    yield abierto
    abierto.cerrar()


def graves(grafos: list[Graph]) -> set[tuple[str, str | None, str]]:
    return {(r.nodo, r.ruta, r.componente) for r in validar(grafos, FORMAS).resultados if r.severidad == "Violation"}


def dichas(almacen: AlmacenEmbebido, grafo: Graph, motor: Motor) -> set[tuple[str, str | None, str]]:
    """Return what a write of a graph is refused for; nothing stays written."""
    publicador = Publicador(almacen, A, Bitacora(), motor=motor)
    try:
        publicador.publicar({G: grafo}, "Ana", "PUT")
    except NoConforma as error:
        return {(str(r["nodo"]), r["ruta"], str(r["componente"])) for r in error.resultados}  # type: ignore[misc]
    almacen.reemplazar({G: []})
    return set()


@given(motor=st.sampled_from([Motor.pyshacl, Motor.rapida]), tripletas=_GRAFOS, de_antes=_GRAFOS)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_se_rehusa_lo_mismo_y_por_lo_mismo_que_validando_todo(
    almacen: AlmacenEmbebido, motor: Motor, tripletas: list[tuple[Node, Node, Node]],
    de_antes: list[tuple[Node, Node, Node]]
) -> None:
    nuevo = Graph()
    for tripleta in tripletas:
        nuevo.add(tripleta)
    almacen.reemplazar({G2: []})
    if not dichas(almacen, _de(de_antes), motor):
        almacen.reemplazar({G2: _de(de_antes)})
    todo = [almacen.grafo(iri) for iri in almacen.nombres_de_grafos()]
    assert dichas(almacen, nuevo, motor) == graves([*todo, nuevo])
    almacen.reemplazar({G2: []})


def _de(tripletas: list[tuple[Node, Node, Node]]) -> Graph:
    grafo = Graph()
    for tripleta in tripletas:
        grafo.add(tripleta)
    return grafo


def test_lo_que_ninguna_forma_mira_no_se_valida(almacen: AlmacenEmbebido) -> None:
    suelto = _de([(LINEA, URIRef("http://ejemplo.org/p"), AJENO)])
    assert ambito({G: Cambio(Graph(), suelto)}, almacen, A, MIRAN) is None


def test_solo_se_lee_el_programa_del_que_se_habla(almacen: AlmacenEmbebido) -> None:
    hecho = ambito({G: Cambio(Graph(), _de([(LINEA, AL.numero, Literal("1"))]))}, almacen, A, MIRAN)
    assert isinstance(hecho, Ambito)
    assert set(hecho.partes) == {str(G), CLAVE}


def test_un_grafo_que_habla_de_dos_programas_no_se_rehusa_por_eso(almacen: AlmacenEmbebido) -> None:
    assert dichas(almacen, _de([(LINEA, DCTERMS.subject, DE_OTRA), (LINEA, RDF.type, AL.Programa)]), Motor.rapida)
    assert dichas(almacen, _de([(LINEA, RDF.type, AL.LineaDeAccion),
                                (DE_OTRA, RDF.type, AL.LineaDeAccion)]), Motor.rapida) == set()


def test_un_cambio_en_las_normas_valida_cada_programa(almacen: AlmacenEmbebido) -> None:
    normas = almacen.grafo(A.grafo_normas())
    menos = _de([t for t in normas if t[0] != A.articulo("lgtaip-2015", "59")])
    hecho = ambito({A.grafo_normas(): Cambio(normas, menos)}, almacen, A, MIRAN)
    assert hecho is not None
    assert set(hecho.partes) == {CLAVE, OTRA}
    with pytest.raises(NoConforma):
        Publicador(almacen, A, Bitacora(), motor=Motor.rapida).publicar({A.grafo_normas(): menos}, "Ana", "PUT")


def test_un_programa_sin_lineas_no_se_publica(almacen: AlmacenEmbebido) -> None:
    iri = A.grafo_programa(CLAVE)
    lineas = set(almacen.grafo(iri).subjects(RDF.type, AL.LineaDeAccion))
    sin = _de([t for t in almacen.grafo(iri) if not lineas & {t[0], t[2]}])
    with pytest.raises(NoConforma, match="no miró ningún nodo de este programa"):
        Publicador(almacen, A, Bitacora()).subir_grafos(
            CLAVE, {iri: sin, A.grafo_derivado(CLAVE): Graph()}, "Ana", reemplazar=True)
