"""Sessions that no table with an agenda announces. Every document here is made up; the days are read off by hand."""

from __future__ import annotations

import pytest

from grafo.construccion import leer_bytes
from grafo.modelo import Programa

_CUERPO = """\
INSTITUTO DE RIEGO DE VALDEAZUL
Programa anual de trabajo 2023

OBJETIVO 1. ATENDER LAS SOLICITUDES.

1.1 Llevar una bitácora de solicitudes. Responsable: Unidad de Transparencia.
1.2 Publicar el padrón de pozos. Responsable: Dirección Técnica.
1.3 Redactar un manual de respuesta. Responsable: Dirección Jurídica.

"""


def _leer(final: str) -> Programa:
    return leer_bytes((_CUERPO + final).encode(), "programa.txt").programa


def _sesiones(final: str) -> list[tuple[str, str, str | None]]:
    return [(s.numero, s.tipo, s.fecha.isoformat() if s.fecha else None) for s in _leer(final).sesiones]


@pytest.mark.parametrize(("final", "dichas"), [
    ("El Comité sesionará ordinariamente el jueves 16 de marzo, el jueves 15 de junio y el jueves 14 de diciembre.\n",
     [("1", "ordinaria", "2023-03-16"), ("2", "ordinaria", "2023-06-15"), ("3", "ordinaria", "2023-12-14")]),
    ("La Comisión se reunirá, en sesión ordinaria, el 20 de marzo y el 19 de junio, y, en sesión extraordi-\n"
     "naria, el 16 de enero para su constitución.\n",
     [("1", "ordinaria", "2023-03-20"), ("2", "ordinaria", "2023-06-19"), ("1-E", "extraordinaria", "2023-01-16")]),
    ("CALENDARIO DE SESIONES DE LA JUNTA\n\nOrdinarias: 24 de febrero y 26 de mayo de 2023.\n"
     "Extraordinaria: 30 de junio de 2023.\n",
     [("1", "ordinaria", "2023-02-24"), ("2", "ordinaria", "2023-05-26"), ("1-E", "extraordinaria", "2023-06-30")]),
    ("SESIONES DEL COMITÉ\n\n  1a. Ordinaria         25/01/2023\n  2a. Ordinaria         26/04/2023\n"
     "  1a. Extraord.         15/feb/2023\n\nSIGLAS\n\nUT Unidad de Transparencia, creada el 2 de mayo de 2023\n",
     [("1", "ordinaria", "2023-01-25"), ("2", "ordinaria", "2023-04-26"), ("1-E", "extraordinaria", "2023-02-15")]),
    ("ANEXO. CALENDARIO DE SESIONES DEL PLENO\n\n    Enero      Febrero    Marzo\n    16, 30     13         8, 22\n\n"
     "Sesión extraordinaria: 29 de marzo de 2023 (informe anual).\n",
     [("1", "ordinaria", "2023-01-16"), ("2", "ordinaria", "2023-01-30"), ("3", "ordinaria", "2023-02-13"),
      ("4", "ordinaria", "2023-03-08"), ("5", "ordinaria", "2023-03-22"), ("1-E", "extraordinaria", "2023-03-29")]),
    ("Comité de Gestión. Sesiones ordinarias previstas: 30/01/2023, 28-04-2023 y 2023-10-29.\n",
     [("1", "ordinaria", "2023-01-30"), ("2", "ordinaria", "2023-04-28"), ("3", "ordinaria", "2023-10-29")]),
])
def test_las_sesiones_se_leen_como_se_escriban(final: str, dichas: list[tuple[str, str, str | None]]) -> None:
    assert _sesiones(final) == dichas


@pytest.mark.parametrize("final", [
    "El programa fue presentado en la Primera Sesión Ordinaria, celebrada el 18 de enero de 2023.\n",
    "El Pleno, en su sesión ordinaria del 24 de enero de 2023, aprobó el presente programa.\n",
    "El Comité acordó en sesión ordinaria del 7 de octubre de 2022 dar seguimiento a estas acciones.\n",
    "Se convocará a los comités a una reunión informativa el 22 de marzo de 2023.\n",
])
def test_lo_que_ya_se_celebro_o_no_es_sesion_no_se_cuenta(final: str) -> None:
    assert _sesiones(final) == []


def test_una_fecha_detras_de_la_lista_es_de_otra_cosa() -> None:
    final = ("SESIONES DEL COMITÉ\n\n1a. Ordinaria  25/01/2023  Informe\n\n"
             "Jornada de puertas abiertas: 6 de junio de 2023.\n")
    assert _sesiones(final) == [("1", "ordinaria", "2023-01-25")]


def test_un_dia_que_no_existe_se_dice_y_la_sesion_queda() -> None:
    programa = _leer("El Comité tendrá sesiones ordinarias el 31 de junio y el 5 de julio.\n")
    dichas = [(s.numero, s.fecha and s.fecha.isoformat()) for s in programa.sesiones]
    assert dichas == [("1", None), ("2", "2023-07-05")]
    assert [h.sobre for h in programa.hallazgos if h.tipo == "fecha-imposible"] == [("sesion/1",)]


def test_las_palabras_de_la_fecha_estan_en_el_documento() -> None:
    final = "El Comité tendrá sesión ordinaria los días 9 y 23 de sep-\ntiembre de 2023.\n"
    programa = _leer(final)
    assert [s.fecha and s.fecha.isoformat() for s in programa.sesiones] == ["2023-09-09", "2023-09-23"]
    assert [s.fecha_texto.texto for s in programa.sesiones] == ["9 de septiembre de 2023", "23 de septiembre de 2023"]
    assert [(_CUERPO + final)[t.inicio:t.fin] for s in programa.sesiones for t in s.fecha_texto.tramos] == [
        "9", "de sep-\ntiembre de 2023", "23 de sep-\ntiembre de 2023"]
