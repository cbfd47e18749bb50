"""One programme of a store: the same answers as from all of it, for as long as nothing is published."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDFS

from consultas import Filas
from grafo.almacen import AlmacenEmbebido, Recortes
from grafo.auditoria import auditar
from grafo.construccion import construir, leer_bytes
from grafo.simulacion import simular
from grafo.tejido import tejer
from ontologia.errores import NoExiste
from ontologia.iris import Acunador

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.generador import documento

ACUNADOR = Acunador()
REAL = "inai-cpgat-2017"
TODO = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture(scope="module", params=["memoria", "disco"])
def dos(request, leido_real, tmp_path_factory) -> Iterator[AlmacenEmbebido]:
    otro = leer_bytes(documento(5, 3)[0].encode(), "generado.txt")
    almacen = AlmacenEmbebido(tmp_path_factory.mktemp("dos") / "a" if request.param == "disco" else None)
    construir([leido_real, otro], almacen, ACUNADOR)
    yield almacen
    almacen.cerrar()


def grafos(respondedor) -> set[str]:
    filas = respondedor.consultar(TODO)
    assert isinstance(filas, Filas)
    return {str(g).removeprefix(ACUNADOR.base) for g in filas.columna("g")}


def test_el_recorte_tiene_los_dos_grafos_del_programa_y_los_que_no_son_de_ninguno(dos) -> None:
    suyos = {f"grafo/programa/{REAL}", f"grafo/derivado/{REAL}", "grafo/ontologia", "grafo/normas"}
    recortes = Recortes(dos, ACUNADOR)
    assert grafos(recortes.de(REAL)) == grafos(recortes.acotado(REAL)) == suyos
    assert len(grafos(dos)) == 6


def test_libro_red_y_simulacion_son_los_del_almacen_entero(dos) -> None:
    recortes = Recortes(dos, ACUNADOR)
    for clave in recortes.programas:
        propio = recortes.de(clave)
        for dia in (None, date(2025, 3, 21)):
            libro = auditar(dos, clave, ACUNADOR, dia)
            assert auditar(propio, clave, ACUNADOR, dia) == libro
            assert tejer(propio, libro, ACUNADOR) == tejer(dos, libro, ACUNADOR)
        sin = ["lgtaip-2015/art_59"]
        assert simular(propio, clave, ACUNADOR, sin) == simular(dos, clave, ACUNADOR, sin)


def test_lo_publicado_despues_se_ve_en_el_siguiente_recorte(leido_real) -> None:
    almacen = AlmacenEmbebido()
    otro = replace(leido_real, programa=replace(leido_real.programa, clave="otro-2018"))
    construir([leido_real, otro], almacen, ACUNADOR)
    recortes, grafo = Recortes(almacen, ACUNADOR), Graph()
    antes = recortes.de(REAL)
    assert recortes.de(REAL) is antes
    cosa = URIRef("http://example.org/cosa")
    grafo.add((cosa, RDFS.label, Literal("nueva")))
    almacen.reemplazar({URIRef("http://example.org/grafo"): grafo})
    pregunta = "SELECT ?x WHERE { ?x <http://www.w3.org/2000/01/rdf-schema#label> 'nueva' }"
    assert recortes.de(REAL).consultar(pregunta) == Filas(("x",), ((cosa,),))
    assert antes.consultar(pregunta) == Filas(("x",), ())


def test_con_un_solo_programa_no_hay_nada_que_recortar(almacen_real) -> None:
    recortes = Recortes(almacen_real, ACUNADOR)
    assert recortes.de(REAL) is recortes.acotado(REAL) is almacen_real


def test_un_programa_que_no_esta_no_tiene_libro(dos) -> None:
    with pytest.raises(NoExiste):
        auditar(Recortes(dos, ACUNADOR).de("ninguno-1999"), "ninguno-1999", ACUNADOR)


def test_los_recortes_que_no_caben_se_sueltan_el_mas_viejo_primero(dos) -> None:
    recortes = Recortes(dos, ACUNADOR, maximo=1)
    uno, otro = recortes.programas
    primero = recortes.de(uno)
    segundo = recortes.de(otro)
    assert recortes.de(otro) is segundo
    assert recortes.de(uno) is not primero
