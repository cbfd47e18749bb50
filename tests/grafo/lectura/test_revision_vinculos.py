"""The rules on lines that alliances and events name, units, citations, names and the form of pages."""

from __future__ import annotations

import pytest
from revision_de_prueba import Caso, tipos

from grafo.lectura.renglones import Mascara
from grafo.lectura.revision.forma import mobiliario, nombres_con_variantes
from grafo.lectura.revision.vinculos import citas_sin_resolver, lineas_citadas, lineas_sueltas, unidades_sin_lineas
from grafo.modelo import Proyecto, ReferenciaLegal

CASO = Caso("""Programa
1.1.1 Publicar datos abiertos. 1.1.2 Revisar guías.
Socio Uno 9.9.9 Publicar datos. Feria
Dirección de Archivos DGA
artículo 5 de la Ley de Nadie
No. Sesión Fecha
III. Calendario
""")
LINEAS = (CASO.linea("1.1.1", "Publicar datos abiertos."), CASO.linea("1.1.2", "Revisar guías.", direccion="DGA"))


@pytest.mark.parametrize(("citada", "esperado"), [
    (CASO.citada("9.9.9"), ["linea-inexistente"]),
    (CASO.citada("1.1.1", "Publicar datos."), ["linea-recitada-con-otras-palabras"]),
    (CASO.citada("1.1.1", "Publicar datos abiertos."), []),
    (CASO.citada("1.1.1"), []),
])
def test_la_linea_que_una_alianza_nombra_existe_y_dice_lo_mismo(citada, esperado):
    alianza = CASO.alianza("1", "Socio Uno", citada)
    assert tipos(CASO.halla(lineas_citadas, lineas_accion=LINEAS, alianzas=(alianza,))) == esperado


def test_una_linea_que_ni_alianza_ni_evento_apoya_se_dice():
    evento = CASO.evento("1", "Feria", CASO.citada("1.1.1"))
    hallado, = CASO.halla(lineas_sueltas, lineas_accion=LINEAS, eventos=(evento,))
    assert (hallado.tipo, hallado.sobre) == ("linea-sin-alianza-ni-evento", ("linea/1.1.2",))


def test_en_un_programa_sin_alianzas_ni_eventos_ninguna_linea_esta_suelta():
    assert CASO.halla(lineas_sueltas, lineas_accion=LINEAS) == []


@pytest.mark.parametrize(("lineas", "esperado"), [(LINEAS, []), (LINEAS[:1], ["unidad-que-ninguna-linea-nombra"])])
def test_una_unidad_de_la_tabla_que_ninguna_linea_nombra_se_dice(lineas, esperado):
    glosario = (CASO.sigla("DGA", "Dirección de Archivos"),)
    hallados = CASO.halla(unidades_sin_lineas, lineas_accion=lineas, siglas=glosario,
                          alineacion=(CASO.fila("1", "Dirección de Archivos"),))
    assert tipos(hallados) == esperado


@pytest.mark.parametrize(("norma", "esperado"), [(None, ["cita-sin-resolver"]), ("lgtaip-2015", [])])
def test_una_cita_de_una_ley_desconocida_se_dice(norma, esperado):
    referencia = ReferenciaLegal(("5",), "Ley de Nadie", norma, CASO.p("artículo 5 de la Ley de Nadie"))
    assert tipos(CASO.halla(citas_sin_resolver, referencias=(referencia,))) == esperado


@pytest.mark.parametrize(("variantes", "esperado"), [
    ((), []), (("Publicar datos",), ["un-nombre-varias-formas"]),
])
def test_una_cosa_con_varios_nombres_se_dice(variantes, esperado):
    proyecto = Proyecto("Publicar datos abiertos", "proyecto", variantes, (CASO.p("Publicar datos"),))
    assert tipos(CASO.halla(nombres_con_variantes, proyectos=(proyecto,))) == esperado


def _mascara(trozo: str, clase: str, nombre: str) -> Mascara:
    inicio = CASO.texto.index(trozo)
    return Mascara(inicio, inicio + len(trozo), clase, nombre)


def test_la_cabeza_de_una_tabla_que_otra_pagina_repite_se_dice():
    una, otra = _mascara("No. Sesión", "cabeza", "sesiones"), _mascara("Fecha", "cabeza", "sesiones")
    assert tipos(CASO.halla(mobiliario, una, otra)) == ["encabezado-repetido"]
    assert CASO.halla(mobiliario, una) == []


def test_un_titulo_al_pie_de_lo_que_encabeza_se_dice():
    assert tipos(CASO.halla(mobiliario, _mascara("III. Calendario", "titulo", "III. Calendario"))) == [
        "titulo-despues-del-contenido"]
    assert CASO.halla(mobiliario, _mascara("No. Sesión", "titulo", "III. Calendario")) == []
