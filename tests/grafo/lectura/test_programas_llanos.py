"""Plain documents: fewer levels than a profile knows, units with their acronym, a calendar as lines, no glossary."""

from __future__ import annotations

from datetime import date

import pytest

from grafo.almacen import AlmacenEmbebido
from grafo.auditoria import Auditoria, auditar
from grafo.construccion import Leido, construir, leer_bytes
from grafo.preguntas import filas_de
from grafo.validacion import validar
from ontologia.iris import Acunador
from ontologia.recursos import cargar_formas

PLAN = """\
INSTITUTO DE TRANSPARENCIA, ACCESO A LA INFORMACIÓN PÚBLICA Y PROTECCIÓN
DE DATOS PERSONALES DEL ESTADO DE BALDÍO

PLAN ANUAL DE TRABAJO 2019
DIRECCIÓN DE GOBIERNO ABIERTO

                                   Aprobado en sesión ordinaria el 30 de enero de 2019

Índice
Presentación ........................................ 3
Objetivos y líneas de acción ........................ 5
Calendario .......................................... 8

                                                                      1
Presentación

La Ley General de Transparencia y Acceso a la Información Pública (LGTAIP) dispone en su artículo 59
que los organismos garantes coadyuvarán con los sujetos obligados en la implementación de mecanismos
de apertura gubernamental. Los artículos 56, 57 y 58 de la misma Ley tratan de la transparencia
proactiva.

                                                                      5
Objetivos y líneas de acción

Objetivo estratégico 1. Impulsar el gobierno abierto en los municipios del Estado.

Estrategia 1.1. Instalar Secretariados Técnicos Locales.

Línea de acción 1.1.1. Convocar a las organizaciones de la sociedad civil para integrar el
Secretariado Técnico Local.
Responsable: Dirección de Gobierno Abierto (DGA)

Línea de acción 1.1.2. Acompañar la elaboración del Plan de Acción Local con fundamento en el
artículo 59 de la LGTAIP.
Responsables: DGA; Secretaría Técnica

Estrategia 1.2. Formar capacidades.

Línea de acción 1.2.1. Impartir doce talleres de transparencia proactiva a sujetos obligados.
Responsable: Dirección de Capacitación (DC)

                                                                      8
Calendario

Primera sesión ordinaria: 15 de febrero de 2019
Segunda sesión ordinaria: 17 de mayo de 2019
Décima primera sesión extraordinaria: 31 de junio de 2019
Foro Estatal de Gobierno Abierto: 5 y 6 de septiembre de 2019, Hermosillo
"""

DOS_NIVELES = """\
Instituto Nacional de Ejemplos, Acceso y Protección

Programa Anual de Trabajo 2018
Comisión Permanente de Vinculación con Estados y Municipios

Presentación

El Programa se sustenta en los artículos 56, 57 y 58 de la Ley General de Transparencia y Acceso a la
Información Pública, que regulan la transparencia proactiva, y en el artículo 59 de la misma Ley, en
materia de gobierno abierto.

Objetivo 1. Coordinar a los organismos garantes de las entidades federativas.

Líneas de acción:
1.1 Celebrar talleres regionales de transparencia proactiva.
Responsable: DGVC
1.2 Impulsar ejercicios locales de gobierno abierto.
Responsable: DGVC y DGGA

Objetivo 2. Difundir el derecho de acceso a la información.

Líneas de acción:
2.1 Publicar la revista del Sistema.
Responsable: DGPV
"""

TRES_NIVELES = """\
Ayuntamiento de Villa Serena
Programa Operativo Anual 2022

Eje 1. Transparencia

Objetivo 1.1 Garantizar el derecho de acceso

1.1.1 Atender las solicitudes de información.
Responsable: Unidad de Transparencia
1.1.2 Difundir información proactiva conforme al artículo 57 de la LGTAIP.
Responsable: Comunicación Social

Objetivo 1.2 Abrir el gobierno

1.2.1 Instalar el consejo municipal de gobierno abierto.
Responsable: Secretaría General
"""

REINICIA = """\
Programa Institucional 2021

Objetivo 1. Cumplir.

Acción 1. Revisar el portal.
Acción 2. Capacitar al personal.

Objetivo 2. Difundir.

Acción 1. Publicar boletines.
"""


@pytest.fixture(scope="module")
def plan() -> Leido:
    return leer_bytes(PLAN.encode(), "plan.txt")


def libro_de(leido: Leido, acunador: Acunador) -> Auditoria:
    almacen = AlmacenEmbebido()
    construir([leido], almacen, acunador)
    try:
        return auditar(almacen, leido.programa.clave, acunador)
    finally:
        almacen.cerrar()


def arbol(leido: Leido) -> list[tuple[str, str]]:
    return [(x.numero, x.estrategia) for x in leido.programa.lineas_accion]


def test_la_institucion_es_la_que_la_portada_nombra(plan: Leido) -> None:
    assert plan.programa.institucion is not None
    assert plan.programa.institucion.texto == (
        "INSTITUTO DE TRANSPARENCIA, ACCESO A LA INFORMACIÓN PÚBLICA Y PROTECCIÓN DE DATOS PERSONALES DEL ESTADO DE "
        "BALDÍO")
    assert (plan.programa.titulo.texto, plan.programa.anio) == ("PLAN ANUAL DE TRABAJO 2019", 2019)
    assert plan.programa.clave == "instituto-de-transparencia-acceso-a-la-plan-anual-de-trabajo-2019"


def test_ninguna_cita_arrastra_el_indice_ni_la_portada(plan: Leido) -> None:
    assert [(p.referencia.articulos, p.referencia.norma, p.temas) for p in plan.programa.puentes] == [
        (("59",), "lgtaip-2015", ("gobierno-abierto",)),
        (("56", "57", "58"), "lgtaip-2015", ("transparencia-proactiva",))]
    primero, segundo = (p.pasaje.texto for p in plan.programa.puentes)
    assert primero.startswith("La Ley General de Transparencia") and primero.endswith("apertura gubernamental.")
    assert segundo == "Los artículos 56, 57 y 58 de la misma Ley tratan de la transparencia proactiva."


def test_una_parte_que_sigue_al_arbol_no_es_de_su_ultima_linea(plan: Leido) -> None:
    ultima = plan.programa.lineas_accion[-1]
    assert ultima.numero == "1.2.1"
    assert ultima.direccion is not None and ultima.direccion.texto == "Dirección de Capacitación (DC)"


def test_las_sesiones_y_los_eventos_de_un_calendario_en_renglones(plan: Leido) -> None:
    assert [(s.numero, s.tipo, s.fecha, s.fecha_texto.texto) for s in plan.programa.sesiones] == [
        ("1", "ordinaria", date(2019, 2, 15), "15 de febrero de 2019"),
        ("2", "ordinaria", date(2019, 5, 17), "17 de mayo de 2019"),
        ("11", "extraordinaria", None, "31 de junio de 2019")]
    assert [(e.numero, e.nombre.texto, e.inicio, e.fin) for e in plan.programa.eventos] == [
        ("1", "Foro Estatal de Gobierno Abierto", date(2019, 9, 5), date(2019, 9, 6))]
    assert [s for h in plan.programa.hallazgos if h.tipo == "fecha-imposible" for s in h.sobre] == ["sesion/11"]


def test_una_unidad_con_su_sigla_y_la_sigla_sola_son_la_misma(plan: Leido, acunador: Acunador) -> None:
    almacen = AlmacenEmbebido()
    construir([plan], almacen, acunador)
    filas = filas_de("responsabilidades", almacen, acunador, {"programa": plan.programa.clave})
    almacen.cerrar()
    assert {(str(f["nombre"]), str(f["sigla"]) if f["sigla"] else "", str(f["numero"])) for f in filas} == {
        ("Dirección de Gobierno Abierto", "DGA", "1.1.1"), ("Dirección de Gobierno Abierto", "DGA", "1.1.2"),
        ("Dirección de Capacitación", "DC", "1.2.1"), ("Secretaría Técnica", "", "1.1.2")}


def test_el_nombre_de_una_oficina_en_mayusculas_no_da_tema_a_lo_que_le_sigue(plan: Leido, acunador: Acunador) -> None:
    assert {x.numero: (x.nivel, sorted(m.articulo for m in x.articulos)) for x in libro_de(plan, acunador).lineas} == {
        "1.1.1": ("heredada_objetivo", ["lgtaip-2015/art_59"]),
        "1.1.2": ("cita", ["lgtaip-2015/art_59", "lgtaip-2015/art_59"]),
        "1.2.1": ("expresa", ["lgtaip-2015/art_56", "lgtaip-2015/art_57", "lgtaip-2015/art_58", "lgtaip-2015/art_59"])}


def test_una_linea_puede_ser_de_su_objetivo_sin_estrategia(acunador: Acunador) -> None:
    leido = leer_bytes(DOS_NIVELES.encode(), "dos.txt")
    assert arbol(leido) == [("1.1", "1"), ("1.2", "1"), ("2.1", "2")]
    assert leido.programa.estrategias == () and leido.programa.hallazgos == ()
    libro = libro_de(leido, acunador)
    assert [(x.numero, x.objetivo, x.estrategia, x.nivel, sorted(m.articulo for m in x.articulos))
            for x in libro.lineas] == [
        ("1.1", "1", "", "expresa", [f"lgtaip-2015/art_{n}" for n in (56, 57, 58)]),
        ("1.2", "1", "", "expresa", ["lgtaip-2015/art_59"]), ("2.1", "2", "", "ninguna", [])]


def test_un_programa_sin_estrategias_conforma(acunador: Acunador) -> None:
    almacen = AlmacenEmbebido()
    construir([leer_bytes(DOS_NIVELES.encode(), "dos.txt")], almacen, acunador)
    informe = validar([almacen.grafo(g) for g in almacen.nombres_de_grafos()], cargar_formas())
    almacen.cerrar()
    assert informe.conforma


def test_donde_hay_menos_niveles_los_numeros_mas_hondos_son_las_lineas() -> None:
    leido = leer_bytes(TRES_NIVELES.encode(), "tres.txt")
    assert [o.numero for o in leido.programa.objetivos_estrategicos] == ["1"]
    assert [o.numero for o in leido.programa.objetivos_especificos] == ["1.1", "1.2"]
    assert arbol(leido) == [("1.1.1", "1.1"), ("1.1.2", "1.1"), ("1.2.1", "1.2")]
    assert [x.direccion.texto for x in leido.programa.lineas_accion if x.direccion] == [
        "Unidad de Transparencia", "Comunicación Social", "Secretaría General"]


def test_una_numeracion_que_vuelve_a_empezar_se_dice() -> None:
    leido = leer_bytes(REINICIA.encode(), "r.txt")
    assert arbol(leido) == [("1", "1"), ("2", "1"), ("2.1", "2")]
    assert [h.sobre for h in leido.programa.hallazgos if h.tipo == "linea-sin-numero"] == [("linea/2.1",)]
