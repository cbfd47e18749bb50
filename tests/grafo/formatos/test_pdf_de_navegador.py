"""The road of a page printed from a browser: rows cut without a rule, bullets drawn as shapes."""

from __future__ import annotations

import html
import os
from pathlib import Path

import pytest
from pdf_de_programa import CABEZAS

from grafo.construccion import Leido
from grafo.documento import Documento, documento_de_bytes
from grafo.letras import plegar

CHROMIUM = Path("/usr/bin/chromium")
ESTILO = ("<meta charset=utf-8><style>table{border-collapse:collapse} td,th{border:1px solid #000;padding:4px;"
          "font-size:14px;vertical-align:middle}</style>")

pytestmark = [pytest.mark.navegador, pytest.mark.skipif(
    not CHROMIUM.exists() and not os.environ.get("CI"), reason=f"no hay Chromium en {CHROMIUM}")]


def imprimir(cuerpo: str) -> Documento:
    """Print a page to PDF and read it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as motor:
        navegador = motor.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        pagina = navegador.new_page()
        pagina.set_content(ESTILO + cuerpo)
        contenido = pagina.pdf(format="Letter")
        navegador.close()
    return documento_de_bytes(contenido, "impreso.pdf")


def test_la_tabla_de_alianzas_impresa_conserva_todas_sus_celdas(leido_real: Leido) -> None:
    alianzas = leido_real.programa.alianzas
    filas = [[a.numero, a.nombre.texto, a.objetivo.texto if a.objetivo else "", a.convenio.texto if a.convenio else "",
              " ".join(c.pasaje.texto for c in a.lineas)] for a in (*alianzas, *alianzas)]
    cabeza = list(CABEZAS["alianzas"])
    documento = imprimir(f"<table><thead>{_fila(cabeza, 'th')}</thead>{''.join(_fila(f, 'td') for f in filas)}</table>")
    leidas = [[plegar(documento.texto[c[0]:c[1]]) if c else "" for c in fila]
              for tabla in documento.tablas for fila in tabla.filas]
    assert len(documento.tablas) == 2
    assert leidas.count(cabeza) == 2
    enteras: list[list[str]] = []
    for fila in (f for f in leidas if f != cabeza):
        if fila[0]:
            enteras.append(fila)
        else:
            enteras[-1] = [plegar(f"{a} {b}") for a, b in zip(enteras[-1], fila, strict=True)]
    assert enteras == filas


def test_las_vinetas_dibujadas_se_leen_con_su_nivel() -> None:
    documento = imprimir("<ul><li>Uno<ul><li>Dos, más hondo</ul><li>Tres</ul><p>Sin viñeta.")
    assert documento.texto.split("\n\n")[0].split("\n") == ["• Uno", "o Dos, más hondo", "• Tres"]


def _fila(celdas: list[str], etiqueta: str) -> str:
    return "<tr>" + "".join(f"<{etiqueta}>{html.escape(c)}</{etiqueta}>" for c in celdas) + "</tr>"
