from __future__ import annotations

import csv
import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook
from starlette.testclient import TestClient

from api.libro import libro_de_tabla

FORMULAS = ["=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "{=1}", "http://example.org/", "mailto:a@b.c"]


def test_ninguna_celda_del_libro_es_formula_ni_enlace() -> None:
    crudo = libro_de_tabla("x", ["a"], [[f] for f in FORMULAS])
    hoja = zipfile.ZipFile(io.BytesIO(crudo)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in hoja
    assert "hyperlink" not in hoja.lower()
    filas = CalamineWorkbook.from_filelike(io.BytesIO(crudo)).get_sheet_by_index(0).to_python()
    assert [f[0] for f in filas[1:]] == FORMULAS


def test_los_numeros_siguen_siendo_numeros_y_lo_vacio_vacio() -> None:
    crudo = libro_de_tabla("x", ["a", "b"], [[3, None], [2.5, True]])
    filas = CalamineWorkbook.from_filelike(io.BytesIO(crudo)).get_sheet_by_index(0).to_python()
    assert filas == [["a", "b"], [3.0, ""], [2.5, "True"]]


def test_el_libro_de_las_lineas_tiene_las_veinticinco(cliente: TestClient) -> None:
    respuesta = cliente.get("/consultas/lineas?formato=xlsx")
    filas = CalamineWorkbook.from_filelike(io.BytesIO(respuesta.content)).get_sheet_by_index(0).to_python()
    numeros = [f[filas[0].index("numero")] for f in filas[1:]]
    assert len(numeros) == 25
    assert "2.2.5" in numeros


@pytest.mark.parametrize("formato", ["json", "csv", "tsv", "xml", "xlsx"])
def test_cada_formato_de_una_consulta_se_descarga_con_su_nombre(cliente: TestClient, formato: str) -> None:
    respuesta = cliente.get(f"/consultas/lineas?formato={formato}")
    assert respuesta.status_code == 200
    assert respuesta.headers["content-disposition"] == f'attachment; filename="lineas.{formato}"'


def test_la_auditoria_en_csv_tiene_una_fila_por_linea(cliente: TestClient) -> None:
    respuesta = cliente.get("/auditoria?formato=csv")
    filas = list(csv.DictReader(io.StringIO(respuesta.content.decode("utf-8-sig"))))
    assert len(filas) == 25
    assert next(f for f in filas if f["linea"] == "2.2.5")["nivel"] == "heredada_estrategia"


def test_la_auditoria_en_json_es_la_de_la_interfaz(cliente: TestClient) -> None:
    assert cliente.get("/auditoria?formato=json").json() == cliente.get("/api/auditoria/inai-cpgat-2017").json()
