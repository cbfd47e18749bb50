"""Partners and events that no section lists and the lines name. Every document here is made up."""

from __future__ import annotations

import pytest

from grafo.construccion import leer_bytes
from grafo.modelo import Programa

_PROGRAMA = """\
INSTITUTO DE RIEGO DE VALDEAZUL
Programa anual de trabajo 2023

OBJETIVO 1. ATENDER LAS SOLICITUDES.

1.1 Llevar una bitácora de solicitudes. Responsable: Unidad de Transparencia.
1.2 {linea}
    Responsable: Dirección Técnica.
1.3 Redactar un manual de respuesta{otra}. Responsable: Dirección Jurídica.

{final}
"""


def _leer(linea: str = "Publicar el padrón de pozos.", otra: str = "", final: str = "") -> Programa:
    return leer_bytes(_PROGRAMA.format(linea=linea, otra=otra, final=final).encode(), "programa.txt").programa


@pytest.mark.parametrize(("linea", "socios", "convenio"), [
    ("Capacitar al personal, en alianza con el Colegio de Abogados del Valle, A.C.",
     ["Colegio de Abogados del Valle, A.C."], None),
    ("Firmar con el Archivo General del Estado el convenio de resguardo.", ["Archivo General del Estado"],
     "el convenio"),
    ("Abrir un taller junto con la Universidad del Valle, la Fundación Tejido Cívico y el Consejo del Agua.",
     ["Universidad del Valle", "Fundación Tejido Cívico", "Consejo del Agua"], None),
    ("Suscribir un protocolo de intercambio con la Contraloría Regional.", ["Contraloría Regional"],
     "protocolo de intercambio con la Contraloría Regional"),
    ("Difundir el informe con la Red de Tejedoras, A.C., y el Instituto del Agua.",
     ["Red de Tejedoras, A.C.", "Instituto del Agua"], None),
    ("Impartir cursos con apoyo del INAI.", ["INAI"], None),
])
def test_la_linea_nombra_a_sus_socios(linea: str, socios: list[str], convenio: str | None) -> None:
    alianzas = _leer(linea).alianzas
    assert [a.nombre.texto for a in alianzas] == socios
    assert [s.texto for a in alianzas for s in a.socios] == socios
    assert [[c.numero for c in a.lineas] for a in alianzas] == [["1.2"]] * len(socios)
    assert alianzas[0].convenio == convenio or (alianzas[0].convenio and alianzas[0].convenio.texto == convenio)


@pytest.mark.parametrize("linea", [
    "Publicar, con apoyo de la Dirección Jurídica, el padrón de pozos.",
    "Revisar los acuerdos en coordinación con el Comité de Transparencia.",
    "Cumplir con la Ley de Aguas y con el Programa Nacional Hídrico.",
    "Publicar las actas de la Universidad del Valle.",
])
def test_una_unidad_propia_o_lo_que_solo_se_menciona_no_es_socio(linea: str) -> None:
    assert _leer(linea).alianzas == ()


def test_un_socio_de_dos_lineas_es_una_alianza_y_el_de_una_frase_ninguna_linea() -> None:
    programa = _leer("Medir los pozos en colaboración con el Instituto del Agua.", ", junto con el Instituto del Agua",
                     "Nos acompañan en este programa la Fundación Tejido Cívico y el Instituto del Agua.")
    assert [(a.numero, a.nombre.texto, [c.numero for c in a.lineas]) for a in programa.alianzas] == [
        ("1", "Instituto del Agua", ["1.2", "1.3"]), ("2", "Fundación Tejido Cívico", [])]


@pytest.mark.parametrize(("linea", "nombre", "dias"), [
    ("Organizar el Foro Nacional “Agua sin sombras” con Agua Clara, A.C., el 7 de junio en la capital.",
     "Foro Nacional “Agua sin sombras”", ("2023-06-07", "2023-06-07")),
    ("Celebrar la Semana de la Integridad del 2 al 6 de octubre de 2023.", "Semana de la Integridad",
     ("2023-10-02", "2023-10-06")),
    ("Convocar a los comités a una reunión informativa el 22 de marzo de 2023, Día Mundial del Agua.",
     "reunión informativa", ("2023-03-22", "2023-03-22")),
    ("Desplegar la caravana “Pregunta” en doce municipios.", "caravana “Pregunta”", None),
    ("Celebrar el Día del Regante con módulos de orientación.", "Día del Regante", None),
])
def test_la_linea_nombra_un_evento_y_su_fecha(linea: str, nombre: str, dias: tuple[str, str] | None) -> None:
    evento, = _leer(linea).eventos
    assert (evento.nombre.texto, [c.numero for c in evento.lineas]) == (nombre, ["1.2"])
    leidos = (evento.inicio.isoformat(), evento.fin.isoformat()) if evento.inicio and evento.fin else None
    assert leidos == dias


@pytest.mark.parametrize("linea", [
    "Trabajar la jornada completa en las oficinas.", "Publicar la agenda de la semana.",
    "Atender solicitudes en el marco del Día Mundial del Agua.",
])
def test_el_sustantivo_comun_de_un_evento_no_es_ninguno(linea: str) -> None:
    assert _leer(linea).eventos == ()


def test_una_frase_debajo_de_las_lineas_da_fecha_a_un_evento() -> None:
    programa = _leer(final="Se celebrará, el 10 de diciembre, la entrega de la Medalla Amalia Ríos. "
                           "Habrá también un foro de cierre.")
    assert [(e.nombre.texto, e.inicio and e.inicio.isoformat(), e.lineas) for e in programa.eventos] == [
        ("entrega de la Medalla Amalia Ríos", "2023-12-10", ())]


def test_los_hitos_de_un_calendario_se_leen_con_la_fecha_delante() -> None:
    programa = _leer(final="HITOS\n\n  27-04-2023   Seminario “Diez preguntas”\n"
                           "  Septiembre   Semana del Derecho a Saber\n")
    assert [(e.nombre.texto, e.inicio and e.inicio.isoformat()) for e in programa.eventos] == [
        ("Seminario “Diez preguntas”", "2023-04-27"), ("Semana del Derecho a Saber", "2023-09-01")]
