"""A full programme does not hide an empty one: what every programme must have is asked of each."""

from __future__ import annotations

import pytest
from programa_de_prueba import ACUNADOR, CLAVE, almacen_de_prueba
from rdflib import Graph

from api.taller import Abierto, validar_almacen
from grafo.almacen import AlmacenEmbebido
from grafo.vacios import SIN_NODOS
from ontologia.espacios import AL, DCTERMS, RDF
from ontologia.iris import Acunador

OTRO = "vacio-2021"


def con_otro_programa(quitar: tuple[object, ...]) -> AlmacenEmbebido:
    """Return a store with the small programme twice, the second time without the nodes of some classes."""
    almacen, otro = almacen_de_prueba(), Graph()
    propio = almacen.grafo(ACUNADOR.grafo_programa(CLAVE))
    fuera = {s for clase in quitar for s in propio.subjects(RDF.type, clase)}
    for s, p, o in propio:
        if s not in fuera:
            otro.add(tuple(type(t)(str(t).replace(CLAVE, OTRO)) if hasattr(t, "defrag") else t for t in (s, p, o)))
    almacen.reemplazar({ACUNADOR.grafo_programa(OTRO): otro})
    return almacen


def vacios(almacen: AlmacenEmbebido) -> list[tuple[str, str]]:
    informe = validar_almacen(Abierto(almacen, ACUNADOR))
    almacen.cerrar()
    faltas = [r for r in informe.resultados if r.componente == SIN_NODOS]
    assert not faltas or not informe.conforma
    return [(r.nodo.rpartition("/")[2], r.forma.rpartition("#")[2]) for r in faltas]


@pytest.mark.parametrize(("clase", "forma"), [
    (AL.LineaDeAccion, "LineaDeAccion"), (AL.ObjetivoEspecifico, "ObjetivoEspecifico")])
def test_un_programa_sin_lineas_o_sin_objetivos_se_nombra_aunque_otro_los_tenga(clase, forma: str) -> None:
    assert vacios(con_otro_programa((clase,))) == [(OTRO, forma)]


def test_las_estrategias_que_se_pierden_faltan_en_sus_lineas() -> None:
    almacen = con_otro_programa((AL.Estrategia,))
    informe = validar_almacen(Abierto(almacen, ACUNADOR))
    almacen.cerrar()
    faltas = {r.nodo.rpartition("/linea/")[0].rpartition("/")[2] for r in informe.resultados
              if r.fuente.endswith("#LineaDeAccion-estrategia")}
    assert faltas == {OTRO} and not informe.conforma


def test_dos_programas_enteros_no_tienen_formas_vacias() -> None:
    assert vacios(con_otro_programa(())) == []


def test_un_programa_puede_no_tener_alianzas_ni_eventos() -> None:
    assert vacios(con_otro_programa((AL.Alianza, AL.Evento))) == []


def test_un_grafo_de_programa_sin_nada_falta_en_todas_las_formas_que_cada_programa_debe_llenar() -> None:
    almacen = almacen_de_prueba()
    programa = ACUNADOR.programa(OTRO)
    almacen.reemplazar({ACUNADOR.grafo_programa(OTRO): Graph().add((programa, DCTERMS.subject, programa))})
    assert {forma for clave, forma in vacios(almacen) if clave == OTRO} == {
        "Programa", "Documento", "Cita", "Selector", "SelectorDeTexto", "SelectorDePosicion", "ObjetivoEspecifico",
        "LineaDeAccion", "Elemento"}


def test_el_programa_empaquetado_llena_todas(almacen_real: AlmacenEmbebido, acunador: Acunador) -> None:
    informe = validar_almacen(Abierto(almacen_real, acunador))
    assert informe.conforma
    assert [r for r in informe.resultados if r.componente == SIN_NODOS] == []
