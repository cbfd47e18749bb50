"""What made-up documents with known contents showed that the reader got wrong, each with words of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from documentos_de_prueba import Alianza, Estrategia, Ficha, Linea, Objetivo, escribir

from grafo.construccion import leer_bytes
from grafo.modelo import Programa

GLOSARIO = ("Glosario\nCMUN: Contraloría Municipal\nTMUN: Tesorería Municipal\nUTRA: Unidad de Transparencia\n"
            "SGOB: Secretaría de Gobierno\n")
ARBOL = """\
{eje} 1{p} Atención cercana

{objetivo} 1.1{p} Ordenar las oficinas.

{estrategia} 1.1.1{p} Revisar los archivos de la Plataforma de Obras Vecinales.

{linea} 1.1.1.1{p} Visitar las oficinas.
Responsable: CMUN

{estrategia} 1.1.2{p} Guardar los avisos de la Plataforma de las Obras Vecinales.

{linea} 1.1.2.1{p} Publicar los avisos.
{ultima}
"""
ROTULOS = {"eje": "Eje", "objetivo": "Objetivo", "estrategia": "Estrategia", "linea": "Línea de acción", "p": "."}


def municipal(glosario: str = GLOSARIO, diagnostico: str = "", cola: str = "", **rotulos: str) -> Programa:
    arbol = ARBOL.format(**{**ROTULOS, "ultima": "Responsable: TMUN", **rotulos})
    texto = (f"Ayuntamiento de Villa Serena\nPrograma Municipal de Archivos 2021\n\nPresentación\n\nEste programa "
             f"reúne las tareas.\n\n{glosario}\n{diagnostico}\n{arbol}{cola}")
    return leer_bytes(texto.encode(), "municipal.txt").programa


def tipos(programa: Programa) -> list[str]:
    return [h.tipo for h in programa.hallazgos]


def test_el_glosario_acaba_donde_sigue_el_diagnostico() -> None:
    p = municipal(diagnostico="Diagnóstico\n\nGOBIERNO ABIERTO\n\nEl gobierno abierto es una tarea de la UTRA.\n")
    assert [(s.sigla, s.definicion.texto) for s in p.siglas] == [
        ("CMUN", "Contraloría Municipal"), ("TMUN", "Tesorería Municipal"), ("UTRA", "Unidad de Transparencia"),
        ("SGOB", "Secretaría de Gobierno")]


def test_un_glosario_con_renglones_en_blanco_y_una_definicion_en_mayusculas_se_lee_entero() -> None:
    filas = (("CMUN", "Contraloría Municipal"), ("UTRA", "Unidad de Transparencia"), ("PMD", "Plan Municipal"),
             ("SGOB", "Secretaría de Gobierno"), ("TMUN", "TESORERÍA MUNICIPAL"), ("DCUL", "Dirección de Cultura"))
    p = municipal("Glosario\n\n" + "".join(f"{s}: {d}\n\n" for s, d in filas))
    assert [(s.sigla, s.definicion.texto) for s in p.siglas] == list(filas)


def test_la_institucion_de_la_portada_va_antes_que_sus_oficinas_del_glosario() -> None:
    p = municipal()
    assert p.institucion is not None
    assert p.institucion.texto == "Ayuntamiento de Villa Serena"
    assert p.clave.startswith("ayuntamiento-de-villa-serena")


def test_la_portada_no_pega_el_titulo_al_nombre_de_la_institucion() -> None:
    assert "Ayuntamiento de Villa Serena" in [o.nombre for o in municipal().organizaciones]


def test_las_palabras_con_que_dos_estrategias_terminan_no_son_la_cabeza_de_una_tabla() -> None:
    p = municipal()
    assert [e.texto.texto for e in p.estrategias] == [
        "Revisar los archivos de la Plataforma de Obras Vecinales.",
        "Guardar los avisos de la Plataforma de las Obras Vecinales."]
    assert [(x.nombre, x.variantes) for x in p.proyectos if "Plataforma" in x.nombre] == [
        ("Plataforma de las Obras Vecinales", ("Plataforma de Obras Vecinales",))]


def test_los_rotulos_en_mayusculas_no_son_siglas() -> None:
    p = municipal(eje="EJE", objetivo="OBJETIVO", estrategia="ESTRATEGIA", linea="ACCIÓN", p=":")
    assert len(p.lineas_accion) == 2
    assert "sigla-no-definida" not in tipos(p)


@pytest.mark.parametrize(("ultima", "esperado"), [("Corresponsable: SGOB", 0), ("", 1)])
def test_la_ultima_linea_con_corresponsable_no_es_una_fila_cortada(ultima: str, esperado: int) -> None:
    assert tipos(municipal(ultima=ultima)).count("tabla-incompleta") == esperado


def test_un_evento_de_calendario_sin_anio_se_dice() -> None:
    p = municipal(cola="\nCalendario\n\nFeria de archivos: 5 de mayo\nFeria de libros: 6 de junio de 2021\n")
    assert [h.sobre for h in p.hallazgos if h.tipo == "evento-sin-anio"] == [("evento/1",)]


def test_las_sesiones_de_cada_clase_se_numeran_aparte() -> None:
    p = municipal(cola="\nCalendario\n\nPrimera sesión ordinaria: 5 de mayo de 2021\n"
                       "Primera sesión extraordinaria: 6 de mayo de 2021\n"
                       "Segunda sesión ordinaria: 7 de mayo de 2021\n")
    assert [(s.numero, s.tipo) for s in p.sesiones] == [
        ("1", "ordinaria"), ("1-E", "extraordinaria"), ("2", "ordinaria")]
    assert not {"numeracion-duplicada", "numeracion-con-hueco"} & set(tipos(p))


LARGO = ("La atención de las oficinas es continua y se apoya en el trabajo de muchas personas, que cada año revisan "
         "lo hecho, ordenan lo que falta y proponen mejoras para quienes acuden a ellas en busca de orientación. "
         "Así consta. Así consta.")


def de_comision(*, largo: str = "Sí.", objetivos: tuple[str, ...] = ("Ordenar.",), **alianza: object) -> Programa:
    lineas = (Linea("1.1.1", "Promover el orden.", "SAIN", "DGEV"), Linea("1.1.2", "Revisar el orden.", "SAIN", ""))
    return leer_bytes(escribir(Ficha(
        "Programa Anual de Trabajo de la Comisión Permanente de Archivos 2019", "Este programa reúne las tareas.",
        (("SAIN", "Secretaría de Acceso"), ("DGEV", "Dirección General de Evaluación"), ("CPA", "Comisión Permanente"),
         ("LGA", "Ley General de Archivos")), ("Ley General de Archivos",),
        (("GESTIÓN DE ARCHIVOS", "Sí."), ("CONSULTA DE ARCHIVOS", largo)),
        (("1", "Garantizar el acceso."),),
        tuple(Objetivo(str(n), texto, (Estrategia(f"{n}.1", "Guardar.", lineas if n == 1 else ()),), "1",
                       ("Dirección General de Evaluación",)) for n, texto in enumerate(objetivos, 1)),
        alianzas=(Alianza("1", ("Fundación Datos para Todos",), "Dar seguimiento a las tareas.", "No", ("1.1.1",),
                          **alianza),))).encode(), "comision.txt").programa  # type: ignore[arg-type]


def test_la_unidad_sola_que_en_otras_filas_es_la_secretaria_lo_es_tambien_aqui() -> None:
    p = de_comision()
    assert [(x.secretaria and x.secretaria.texto, x.direccion and x.direccion.texto) for x in p.lineas_accion] == [
        ("SAIN", "DGEV"), ("SAIN", None)]
    assert [h.sobre for h in p.hallazgos if h.tipo == "linea-sin-responsable"] == [("linea/1.1.2",)]


def test_el_objetivo_pegado_al_nombre_no_lo_alarga() -> None:
    p = de_comision(pegada=True)
    assert [s.texto for s in p.alianzas[0].socios] == ["Fundación Datos para Todos"]
    assert [o.nombre for o in p.organizaciones if "Datos" in o.nombre] == ["Fundación Datos para Todos"]


def test_un_enunciado_largo_no_se_junta_con_el_parrafo_de_abajo() -> None:
    anchos = ("Ordenar.", "Guardar los archivos de las oficinas que atienden a las personas de todas las regiones.")
    assert len(f"Objetivo 2: {anchos[1]}") == 99  # a line as long as the page is wide
    assert tipos(de_comision(objetivos=anchos)).count("parrafo-repetido") == 1


def test_un_parrafo_repetido_al_pie_de_la_pagina_es_el_mismo() -> None:
    assert tipos(de_comision(largo=f"{LARGO}\n{LARGO}")).count("parrafo-repetido") == 1
