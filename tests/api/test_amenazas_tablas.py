"""What leaves as a table is opened in an office by somebody: none of its cells runs."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from api.contexto import Contexto
from api.informes import tabla_csv
from api.servidor import crear_aplicacion
from grafo.almacen import AlmacenEmbebido
from grafo.construccion import Leido, construir
from ontologia.iris import Acunador

EMPIEZA = ("=", "+", "-", "@", "\t", "\r")


def inerte(celda: str) -> bool:
    return not celda.startswith(EMPIEZA)


@pytest.mark.parametrize(
    "celda",
    ["=1+1", '=HYPERLINK("http://x")', "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", '="a;b"', "=1\n=2"],
)
def test_una_celda_que_parece_formula_no_lo_es(celda: str) -> None:
    (_, (leida, otra)) = csv.reader(io.StringIO(tabla_csv(("a", "b"), [(celda, "x")]), newline=""))
    assert leida == f"'{celda}"
    assert otra == "x"


def test_las_palabras_de_un_documento_tampoco(leido: Leido) -> None:
    p = leido.programa
    malas = tuple(replace(x, texto=replace(x.texto, texto=f"=HYPERLINK(1) {x.texto.texto}")) for x in p.lineas_accion)
    almacen, acunador = AlmacenEmbebido(), Acunador()
    construir([replace(leido, programa=replace(p, lineas_accion=malas))], almacen, acunador)
    cliente = TestClient(crear_aplicacion(Contexto(almacen, acunador)))
    for camino in ("/auditoria?formato=csv", "/auditoria?informe=csv", "/alineacion.csv"):
        respuesta = cliente.get(camino)
        assert respuesta.status_code == 200
        celdas = [c for fila in csv.reader(io.StringIO(respuesta.text.lstrip("\ufeff"), newline="")) for c in fila]
        assert any("HYPERLINK" in c for c in celdas), camino
        assert all(map(inerte, celdas)), camino
