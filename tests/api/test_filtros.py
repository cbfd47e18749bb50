from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient


def _lineas(html: str) -> list[str]:
    return re.findall(r'<tr id="l-([\d.]+)">', html)


@pytest.mark.parametrize(
    ("filtro", "esperadas"),
    [
        ("texto=Sociedad Abierta", ["2.2.5"]),
        ("texto=2.2.5", ["2.2.5"]),
        ("texto=abierta sociedad", ["2.2.5"]),
        ("texto=DIAGNOSTICO", ["1.1.2", "1.1.4"]),
        ("texto=métrica difusion", ["1.3.4", "2.2.3", "3.2.2"]),
        ("texto=1.4", []),
        ("texto=nada de esto", []),
        ("nivel=ninguna", []),
        ("huecos=1", []),
        ("articulo=lgtaip-2015/art_999", []),
        ("direccion=Nadie", []),
    ],
)
def test_cada_filtro_deja_solo_lo_suyo(cliente: TestClient, filtro: str, esperadas: list[str]) -> None:
    lineas = _lineas(cliente.get(f"/auditoria?{filtro}").text)
    assert lineas == [x for x in lineas if x in esperadas] == esperadas


def test_sin_filtro_estan_todas_y_con_fecha_posterior_a_la_ley_todas_son_hueco(cliente: TestClient) -> None:
    assert len(_lineas(cliente.get("/auditoria").text)) == 25
    assert len(_lineas(cliente.get("/auditoria?huecos=1&fecha=2025-04-01").text)) == 25


def test_un_articulo_deja_las_lineas_que_se_apoyan_en_el(cliente: TestClient) -> None:
    datos = cliente.get("/api/auditoria/inai-cpgat-2017").json()
    suyas = next(a["lineas"] for a in datos["articulos"] if a["articulo"] == "lgtaip-2015/art_59")
    assert _lineas(cliente.get("/auditoria?articulo=lgtaip-2015/art_59").text) == suyas
