"""A store validated programme by programme: what is read, how often, and what is said."""

from __future__ import annotations

from collections import Counter

import pytest
from programa_de_prueba import ACUNADOR, CLAVE, almacen_de_prueba
from rdflib import Graph, URIRef

from grafo.almacen.ntriples import a_ntriples, de_ntriples, ntriples_de
from grafo.validacion import Motor, validar, validar_almacen
from grafo.validacion import almacen as de_almacen
from ontologia.errores import ErrorDeAlmacen
from ontologia.recursos import cargar_formas


def test_un_almacen_con_dos_programas_se_valida_igual_que_su_union() -> None:
    formas, almacen = cargar_formas(), almacen_de_prueba()
    for iri in almacen.nombres_de_grafos():
        if CLAVE in iri:
            texto = a_ntriples(almacen.grafo(iri)).replace(CLAVE.encode(), b"otro-2018")
            almacen.reemplazar({URIRef(iri.replace(CLAVE, "otro-2018")): de_ntriples(texto)})
    antes = validar_almacen(almacen, ACUNADOR, formas, Motor.rapida, 1)
    union = validar([almacen.grafo(i) for i in almacen.nombres_de_grafos()], formas)
    assert (antes.informe.formas, antes.informe.resultados) == (union.formas, union.resultados)
    quitado = {ACUNADOR.grafo_programa("otro-2018"): Graph(), ACUNADOR.grafo_derivado("otro-2018"): Graph()}
    almacen.reemplazar(quitado)
    despues = validar_almacen(almacen, ACUNADOR, formas, Motor.rapida, 1, antes)
    assert despues.juzgadas == ()
    assert despues.informe.resultados == validar_almacen(almacen, ACUNADOR, formas).informe.resultados
    almacen.cerrar()


def test_validar_un_almacen_lee_cada_grafo_una_sola_vez(monkeypatch: pytest.MonkeyPatch) -> None:
    almacen, leidos = almacen_de_prueba(), []
    monkeypatch.setattr(de_almacen, "ntriples_de", lambda a, iri: leidos.append(iri) or ntriples_de(a, iri))
    validar_almacen(almacen, ACUNADOR, cargar_formas(), procesos=1)
    assert set(almacen.nombres_de_grafos()) <= set(leidos)
    assert len(leidos) == len(set(leidos))
    almacen.cerrar()


def test_lo_que_no_cabe_se_lee_otra_vez_y_tiene_que_ser_lo_mismo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(de_almacen, "_GUARDADOS", 0)
    almacen = almacen_de_prueba()
    entero = validar([almacen.grafo(i) for i in almacen.nombres_de_grafos()], cargar_formas())
    assert validar_almacen(almacen, ACUNADOR, cargar_formas(), procesos=1).informe.resultados == entero.resultados
    veces: Counter[URIRef] = Counter()

    def con_una_de_mas(almacen, iri: URIRef) -> bytes:
        veces[iri] += 1
        return ntriples_de(almacen, iri) + b"<a:a> <a:b> <a:c> .\n" * (veces[iri] - 1)

    monkeypatch.setattr(de_almacen, "ntriples_de", con_una_de_mas)
    with pytest.raises(ErrorDeAlmacen, match=rf"{CLAVE}.*mientras se validaba"):
        validar_almacen(almacen, ACUNADOR, cargar_formas(), procesos=1)
    almacen.cerrar()
