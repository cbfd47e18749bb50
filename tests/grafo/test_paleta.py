"""The palette measured: contrast by WCAG 2, differences by CIEDE2000 under normal and reduced colour vision."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import combinations

import pytest
from coloraide import Color
from coloraide.filters.cvd import Deutan, Protan, Tritan

from grafo.vista.rotulos import COLORES, TINTA

VISIONES = {"normal": None, "protan": Protan(), "deutan": Deutan(), "tritan": Tritan()}
CLASES = ("norma", "articulo", "objetivo", "estrategia", "linea", "alianza", "evento", "unidad")
"""One of each colour: the strategic objective shares its objectives' on purpose, a session the unit's."""


def contraste(uno: str, otro: str) -> float:
    return Color(uno).contrast(otro, method="wcag21")


def vista(color: str, vision: str) -> Color:
    return Color(color) if vision == "normal" else Color(color).filter(vision[:6]).fit("srgb")


@pytest.mark.parametrize("clase", CLASES)
def test_cada_color_se_distingue_del_blanco(clase: str) -> None:
    assert contraste(COLORES[clase], "white") >= 3


@pytest.mark.parametrize("vision", VISIONES)
def test_los_colores_se_distinguen_con_cualquier_vista(vision: str) -> None:
    colores = {c: vista(COLORES[c], vision) for c in CLASES}
    cercanos = {(a, b): round(colores[a].delta_e(colores[b], method="2000"), 1) for a, b in combinations(CLASES, 2)}
    assert min(cercanos.values()) >= 15, min(cercanos.items(), key=lambda x: x[1])


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
