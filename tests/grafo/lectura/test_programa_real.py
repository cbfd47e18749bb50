"""The packaged programme, against what a person reads in the document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from grafo.construccion import Leido
from grafo.letras import plegar
from grafo.modelo import Pasaje, Programa


@pytest.fixture(scope="module")
def programa(leido_real: Leido) -> Programa:
    return leido_real.programa


def pasajes(p: Programa) -> Iterator[Pasaje]:
    """Every passage of the programme."""
    yield p.titulo
    yield from (x for x in (p.institucion, p.comision) if x)
    yield from (s.definicion for s in p.siglas)
    yield from (d.texto for d in p.disposiciones)
    yield from (r.pasaje for r in p.referencias)
    yield from (b.pasaje for b in p.puentes)
    for o in p.objetivos_estrategicos:
        yield from (o.texto, *o.otros)
    yield from (o.texto for o in p.objetivos_especificos)
    yield from (e.texto for e in p.estrategias)
    for linea in p.lineas_accion:
        yield from (x for x in (linea.texto, linea.secretaria, linea.direccion) if x)
    for fila in p.alineacion:
        yield from (fila.pasaje, *fila.direcciones)
    for a in p.alianzas:
        yield from (x for x in (a.nombre, a.objetivo, a.convenio, *a.socios) if x)
        yield from (c.pasaje for c in a.lineas)
        yield from (c.texto for c in a.lineas if c.texto)
    for e in p.eventos:
        yield from (x for x in (e.nombre, e.objetivo, e.fecha) if x)
        yield from (c.pasaje for c in e.lineas)
    for s in p.sesiones:
        yield from (s.fecha_texto, *(a.texto for a in s.asuntos))
    for nombrado in (*p.proyectos, *p.organizaciones):
        yield from nombrado.menciones
    yield from (i.pasaje for i in p.indicadores)
    yield from (e.pasaje for e in p.etapas)
    yield from (n.texto for n in p.notas)


def test_cortar_el_documento_por_los_lugares_de_un_elemento_da_su_texto(leido_real: Leido) -> None:
    todos = list(pasajes(leido_real.programa))
    assert len(todos) > 400
    for pasaje in todos:
        cortes = (leido_real.documento.texto[t.inicio:t.fin] for t in pasaje.tramos)
        assert " ".join(plegar(c) for c in cortes) == pasaje.texto
        assert pasaje.texto == plegar(pasaje.texto) != ""


def test_las_lineas_y_paginas_de_un_lugar_son_las_del_documento(leido_real: Leido) -> None:
    lineas = leido_real.documento.texto.split("\n")
    for pasaje in pasajes(leido_real.programa):
        for t in pasaje.tramos:
            primera = leido_real.documento.texto[t.inicio:t.fin].split("\n")[0]
            assert primera in lineas[t.linea_inicio - 1]
            assert 4 <= t.pagina <= 29  # the text has 26 pages, and page 8 is printed as such on its fifth


def test_el_programa_se_presenta(programa: Programa) -> None:
    assert programa.clave == "inai-cpgat-2017"
    assert programa.titulo.texto == "Programa Anual de la Comisión Permanente de Gobierno Abierto y Transparencia"
    assert programa.anio == 2017
    assert programa.comision is not None
    assert programa.comision.texto == "Comisión Permanente de Gobierno Abierto y Transparencia"
    assert programa.institucion is not None
    assert programa.institucion.texto.startswith("Instituto Nacional de Transparencia, Acceso")


def test_hay_lo_que_el_documento_tiene(programa: Programa) -> None:
    assert [len(x) for x in (
        programa.siglas, programa.disposiciones, programa.objetivos_estrategicos, programa.objetivos_especificos,
        programa.estrategias, programa.lineas_accion, programa.alineacion, programa.sesiones, programa.alianzas,
        programa.eventos, programa.etapas, programa.notas)] == [17, 12, 1, 3, 7, 25, 3, 4, 5, 6, 3, 7]
    assert [x.numero for x in programa.lineas_accion] == [
        "1.1.1", "1.1.2", "1.1.3", "1.1.4", "1.2.1", "1.2.2", "1.2.3", "1.3.1", "1.3.2", "1.3.3", "1.3.4",
        "2.1.1", "2.1.2", "2.1.3", "2.1.4", "2.1.5", "2.2.1", "2.2.2", "2.2.3", "2.2.4", "2.2.5",
        "3.1.1", "3.1.2", "3.2.2", "3.2.3"]


@pytest.mark.parametrize(("sigla", "definicion"), [
    ("DOF", "Diario Oficial de la Federación"),  # two acronyms stand first, their definitions below
    ("ENAID", "Encuesta Nacional de Acceso a la Información Pública y Protección de Datos Personales"),
    ("TIC", "Tecnologías de la Información y la Comunicación"),  # the same scar once more
    ("SAI", "Secretaría de Acceso a la Información"),
    ("SNT", "Sistema Nacional de Transparencia, Acceso a la Información Pública y Protección de Datos Personales."),
    ("PA2018", "Plan de Acción 2016-2018"),  # digits in an acronym
    ("STT", "Secretariado Técnico Tripartita"),  # the last row, at the foot of the page
])
def test_una_sigla_tiene_su_definicion(programa: Programa, sigla: str, definicion: str) -> None:
    assert {s.sigla: s.definicion.texto for s in programa.siglas}[sigla] == definicion


@pytest.mark.parametrize(("numero", "texto"), [
    # the cells "SAI DGGAT" stand in the middle of the row, a page break cuts it
    ("2.2.2", "Dar seguimiento a las tareas de asesoramiento, apoyo técnico y fortalecimiento de capacidades "
              "realizadas en el ámbito local en materia de gobierno abierto y transparencia proactiva."),
    # runs of spaces inside a line
    ("2.2.5", "Dar seguimiento a las actividades realizadas con el Instituto Tecnológico y de Estudios Superiores de "
              "Occidente en el marco del proyecto Sociedad Abierta."),
    # the row starts on one page's last lines; no full stop at its end
    ("2.1.4", "Incentivar el trabajo de colaboración con la Comisión de Gobierno Abierto y Transparencia Proactiva "
              "del SNT, en el marco del proyecto Gobierno Abierto: Cocreación desde Local"),
    ("1.2.1", "Dar seguimiento a la colaboración entre el INAI y la Secretaría de la Función Pública en materia de "
              "gobierno abierto y transparencia proactiva."),  # the first row of a page, behind a late section title
])
def test_una_linea_tiene_su_texto_entero(programa: Programa, numero: str, texto: str) -> None:
    linea = next(x for x in programa.lineas_accion if x.numero == numero)
    assert linea.texto.texto == texto
    assert linea.secretaria is not None and linea.secretaria.texto == "SAI"
    assert linea.direccion is not None and linea.direccion.texto == "DGGAT"


def test_una_fila_cortada_tiene_dos_lugares(programa: Programa) -> None:
    linea = next(x for x in programa.lineas_accion if x.numero == "2.2.2")
    assert [(t.linea_inicio, t.linea_fin, t.pagina) for t in linea.texto.tramos] == [(927, 928, 19), (931, 932, 20)]


def test_los_objetivos_acaban_donde_acaba_su_enunciado(programa: Programa) -> None:
    assert [o.texto.texto[-40:] for o in programa.objetivos_especificos] == [
        "transparencia proactiva en el ámbito federal."[-40:],
        "y transparencia proactiva a nivel local."[-40:],
        "gobierno abierto y transparencia proactiva"[-40:],  # no full stop: the short line ends it
    ]
    assert [o.contribuye_a for o in programa.objetivos_especificos] == ["2", "2", "2"]


def test_los_nombres_de_las_direcciones_llevan_comas_y_lineas_en_blanco(programa: Programa) -> None:
    uno, dos, tres = programa.alineacion
    assert [len(f.direcciones) for f in (uno, dos, tres)] == [6, 2, 2]
    assert uno.direcciones[1].texto == ("Dirección General de Enlace con Autoridades Laborales, Sindicatos, "
                                        "Universidades, Personas Físicas y Morales")
    assert tres.direcciones[1].texto == "Dirección General de Asuntos Internacionales"


def test_las_sesiones_tienen_fecha_y_todos_sus_asuntos(programa: Programa) -> None:
    assert [(s.fecha, len(s.asuntos)) for s in programa.sesiones] == [
        (date(2017, 3, 14), 16), (date(2017, 6, 30), 14), (date(2017, 9, 29), 12), (date(2017, 12, 15), 12)]
    primera = programa.sesiones[0]
    assert [a.modalidad for a in primera.asuntos] == [
        "recepción", "aprobación", *["conocimiento"] * 2, *["estatus"] * 10, *["aprobación"] * 2]
    assert primera.asuntos[0].texto.texto == (
        "Informe de Cierre de la Comisión Permanente de Gobierno Abierto y Transparencia 2016")
    assert programa.sesiones[3].asuntos[-1].texto.texto == "Memoria y Verdad"  # a bullet of another level
    assert programa.sesiones[3].asuntos[-1].modalidad == "estatus"


@pytest.mark.parametrize(("numero", "socios", "convenio", "lineas"), [
    # a group in words, its members in parentheses; a comma left at the end of the cell
    ("1", ["Programa de las Naciones Unidas para el Desarrollo (PNUD México)", "GESOC", "Gobierno Fácil",
           "ProSociedad"], "Sí", ["2.1.5", "2.2.4"]),
    ("2", ["Secretaría de la Función Pública"], "Sí, ya se cuenta con el Convenio.", ["1.2.1"]),
    ("3", ["Sistema Universitario Jesuita"],
     "Sí, ya se cuenta con convenio con el Instituto Tecnológico y de Estudios Superiores de Occidente", ["2.2.5"]),
    ("4", ["Global Integrity"], "No", ["2.1.2"]),  # name and objective glued on one line
    # five partners over a page break; one is called like an article, one opens with an infinitive
    ("5", ["Artículo 19", "Fundar Centro de Análisis e Investigación",
           "Programa de Derechos Humanos de la Universidad Iberoamericana Campus Santa Fe",
           "Amnistía Internacional Sección México", "Centro de Derechos Humanos Miguel Agustín Pro Juárez"],
     "No", ["1.2.3"]),
])
def test_una_alianza_tiene_sus_socios_su_convenio_y_sus_lineas(
    programa: Programa, numero: str, socios: list[str], convenio: str, lineas: list[str],
) -> None:
    alianza = next(a for a in programa.alianzas if a.numero == numero)
    assert [s.texto for s in alianza.socios] == socios
    assert alianza.convenio is not None and alianza.convenio.texto == convenio
    assert [c.numero for c in alianza.lineas] == lineas


def test_los_objetivos_de_las_alianzas_no_se_mezclan_con_los_nombres(programa: Programa) -> None:
    assert [a.objetivo.texto[:24] if a.objetivo else None for a in programa.alianzas] == [
        "Implementación del Proye", "Colaborar en el diseño y", "Implementar el proyecto ", "Implementar el proyecto ",
        "Construir un espacio de "]


@pytest.mark.parametrize(("numero", "nombre", "lineas", "fecha", "inicio", "fin"), [
    ("1", "Firma de convenio de colaboración con el ITESO", ["2.2.5"], "3 de Febrero", "2017-02-03", "2017-02-03"),
    ("2", "Presentación pública de los resultados de la Métrica de Gobierno Abierto", ["1.3.4", "2.2.3"],
     "13 de Marzo", "2017-03-13", "2017-03-13"),
    ("4", "Cumbre Nacional de Gobierno Abierto", ["2.1.2", "2.1.4", "2.1.5", "2.2.4"], "Mayo - Junio",
     "2017-05-01", "2017-06-30"),
    # numbers with a full stop, two spaces inside the date
    ("5", "Premiación de buenas prácticas de Transparencia Proactiva", ["1.1.2", "1.1.3", "1.1.4"],
     "Octubre - Noviembre", "2017-10-01", "2017-11-30"),
    ("6", "Cierre de la primera edición del Programa de Formación de Agentes Locales de Cambio en Gobierno Abierto",
     ["2.2.4"], "Noviembre - Diciembre", "2017-11-01", "2017-12-31"),
])
def test_un_evento_tiene_sus_lineas_y_su_fecha_probable(
    programa: Programa, numero: str, nombre: str, lineas: list[str], fecha: str, inicio: str, fin: str,
) -> None:
    evento = next(e for e in programa.eventos if e.numero == numero)
    assert evento.nombre.texto == nombre
    assert [c.numero for c in evento.lineas] == lineas
    assert evento.fecha is not None and evento.fecha.texto == fecha
    assert (str(evento.inicio), str(evento.fin)) == (inicio, fin)


def test_solo_tres_lugares_citan_articulos_y_artículo_19_no_es_ninguno(programa: Programa) -> None:
    assert [(r.articulos, r.norma, r.pasaje.tramos[0].linea_inicio) for r in programa.referencias] == [
        (("56", "57", "58", "59"), "lgtaip-2015", 11),
        (("56", "57", "58"), "lgtaip-2015", 256),
        (("59",), "lgtaip-2015", 419),
    ]


def test_cada_tema_tiene_su_puente_y_la_presentacion_vale_para_todo_el_programa(programa: Programa) -> None:
    assert [p.temas for p in programa.puentes] == [(), ("transparencia-proactiva",), ("gobierno-abierto",)]
    assert programa.puentes[2].pasaje.texto.endswith("políticas y mecanismos de apertura gubernamental”.")


def test_las_notas_al_pie_no_son_texto_de_nadie(programa: Programa) -> None:
    assert [n.numero for n in programa.notas] == list("1234567")
    assert programa.notas[2].texto.texto == "Hallazgo de la Métrica de Gobierno Abierto."
    en_notas = [t for n in programa.notas for t in n.texto.tramos]
    for linea in programa.lineas_accion:
        for t in linea.texto.tramos:
            assert not any(n.inicio < t.fin and t.inicio < n.fin for n in en_notas)


@pytest.mark.parametrize(("tipo", "sobre"), [
    ("numeracion-con-hueco", ["linea/3.2.2"]),
    ("fila-cortada-por-pagina", ["linea/2.2.2", "alianza/5"]),
    ("celda-pegada", ["alianza/4"]),
    ("vineta-de-otro-nivel", ["sesion/4"]),
    ("linea-recitada-con-otras-palabras", ["alianza/3", "alianza/5"]),
    ("evento-antes-de-la-aprobacion", ["evento/1", "evento/2"]),
    ("asunto-en-conocimiento-y-aprobacion", ["sesion/1", "sesion/1", "sesion/2"]),
    ("evento-sin-anio", [f"evento/{n}" for n in range(1, 7)]),
])
def test_lo_que_esta_mal_en_el_documento_es_un_hallazgo(programa: Programa, tipo: str, sobre: list[str]) -> None:
    assert [h.sobre[0] for h in programa.hallazgos if h.tipo == tipo] == sobre
    assert all(h.tramos for h in programa.hallazgos if h.tipo == tipo)


def test_doce_lineas_no_tienen_alianza_ni_evento(programa: Programa) -> None:
    sueltas = [h.sobre[0] for h in programa.hallazgos if h.tipo == "linea-sin-alianza-ni-evento"]
    assert sueltas == [f"linea/{n}" for n in ("1.1.1", "1.2.2", "1.3.1", "1.3.2", "1.3.3", "2.1.1", "2.1.3", "2.2.1",
                                              "3.1.1", "3.1.2", "3.2.2", "3.2.3")]
