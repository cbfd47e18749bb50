"""The palette measured: contrast by WCAG 2, differences by CIEDE2000 under normal and reduced colour vision."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import combinations

import pytest
from coloraide import Color

from grafo.vista.piezas import FORMAS
from grafo.vista.rotulos import COLORES, TINTA

VISIONES = [("normal", ""), *((v, m) for v in ("protan", "deutan", "tritan") for m in ("machado", "brettel"))]
"""Full loss of one kind of cone, as two models of it have it."""

CLASES = ("norma", "articulo", "objetivo", "estrategia", "linea", "alianza", "evento", "unidad")
"""One of each colour: the strategic objective shares its objectives' on purpose, a session the unit's."""


def contraste(uno: str, otro: str) -> float:
    return Color(uno).contrast(otro, method="wcag21")


def vista(color: str, vision: str, modelo: str) -> Color:
    return Color(color) if vision == "normal" else Color(color).filter(vision, method=modelo).clip("srgb")


def distancia_menor(vision: str, modelo: str, formula: str) -> tuple[float, str, str]:
    colores = {c: vista(COLORES[c], vision, modelo) for c in CLASES}
    return min((colores[a].delta_e(colores[b], method=formula), a, b) for a, b in combinations(CLASES, 2))


@pytest.mark.parametrize("clase", CLASES)
def test_cada_color_se_distingue_del_blanco(clase: str) -> None:
    assert contraste(COLORES[clase], "white") >= 3


@pytest.mark.parametrize(("vision", "modelo"), VISIONES)
def test_los_colores_se_distinguen_con_cualquier_vista(vision: str, modelo: str) -> None:
    assert distancia_menor(vision, modelo, "2000")[0] >= 11.5
    if modelo != "brettel":
        assert distancia_menor(vision, modelo, "76")[0] >= 25


def test_dos_clases_con_el_mismo_color_tienen_distinta_forma() -> None:
    for a, b in combinations(COLORES, 2):
        if COLORES[a] == COLORES[b] and {a, b} != {"objetivo", "objetivo_estrategico"}:
            assert FORMAS[a] != FORMAS[b]


def test_el_texto_del_dibujo_se_lee() -> None:
    assert contraste(TINTA, "white") >= 7
    assert contraste(COLORES["hueco"], "white") >= 4.5
    assert contraste("white", COLORES["bloque"]) >= 4.5


@pytest.mark.parametrize("esquema", ["claro", "oscuro"])
@pytest.mark.parametrize("texto", ["tinta", "tenue", "enlace", "falta", "aviso", "info"])
@pytest.mark.parametrize("fondo", ["papel", "hoja", "suave"])
def test_el_texto_de_las_paginas_tiene_contraste(esquema: str, texto: str, fondo: str) -> None:
    hoja = (files("api") / "estaticos" / "alinea.css").read_text("utf-8")
    claro, oscuro = (dict(re.findall(r"--([\w-]+): (#\w+)", bloque)) for bloque in hoja.split("@media", 2)[:2])
    colores = claro if esquema == "claro" else claro | oscuro
    assert contraste(colores[texto], colores[fondo]) >= 4.5
