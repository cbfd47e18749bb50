"""The pages in a real browser: accessible, silent, and asking nothing of anybody else."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from api.contexto import Contexto
from api.servidor import crear_aplicacion

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = Path("/usr/bin/chromium")
OPCIONES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RAIZ = "/programa/inai-cpgat-2017"
PAGINAS = (
    "/",
    "/alineacion",
    "/tabla",
    "/matriz",
    "/auditoria",
    "/documento",
    "/calendario",
    "/consultas",
    "/consultas/alianzas",
    "/sparql?query=SELECT+*+%7B%3Fs+a+%3Fc%7D+LIMIT+3",
    "/ont",
    "/docs",
    "/ayuda",
    RAIZ,
    f"{RAIZ}/linea/2.2.5",
    f"{RAIZ}/alianza/1",
    "/norma/lgtaip-2015/art_59",
)

LIGERAS = tuple(p for p in PAGINAS if p not in ("/documento", "/tabla", "/ont", "/consultas"))
"""Those that are looked at again in the dark, on a telephone."""

pytestmark = [
    pytest.mark.navegador,
    pytest.mark.skipif(not CHROMIUM.exists() and not os.environ.get("CI"), reason=f"no hay Chromium en {CHROMIUM}"),
]


@pytest.fixture(scope="module")
def servidor(contexto: Contexto) -> Iterator[str]:
    uno = uvicorn.Server(uvicorn.Config(crear_aplicacion(contexto), port=0, log_level="error"))
    hilo = threading.Thread(target=uno.run, daemon=True)
    hilo.start()
    while not uno.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{uno.servers[0].sockets[0].getsockname()[1]}"
    uno.should_exit = True
    hilo.join()


def test_las_paginas_son_accesibles_y_no_piden_nada_a_nadie(servidor: str) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    faltas: list[str] = []
    with sync_playwright() as guion:
        navegador = guion.chromium.launch(executable_path=str(CHROMIUM), args=OPCIONES)
        for esquema, ancho in (("light", 1366), ("dark", 390)):
            pagina = navegador.new_context(
                viewport={"width": ancho, "height": 800}, color_scheme=esquema, bypass_csp=False
            ).new_page()
            _vigilar(pagina, servidor, faltas)
            for camino in PAGINAS if esquema == "light" else LIGERAS:
                pagina.goto(servidor + camino)
                hallado = Axe().run(pagina)
                faltas += [
                    f"{camino} {esquema} {v['id']}: {v['nodes'][0]['html'][:160]}"
                    for v in hallado.response["violations"]
                ]
                if pagina.evaluate("document.documentElement.scrollWidth") > ancho:
                    faltas.append(f"{camino}: desborda {ancho} px")
        navegador.close()
    assert faltas == []


def test_explorar_corre_con_la_politica_puesta(servidor: str) -> None:
    from playwright.sync_api import sync_playwright

    faltas: list[str] = []
    with sync_playwright() as guion:
        navegador = guion.chromium.launch(executable_path=str(CHROMIUM), args=OPCIONES)
        pagina = navegador.new_page(viewport={"width": 1366, "height": 768})
        _vigilar(pagina, servidor, faltas)
        pagina.goto(f"{servidor}/explorar")
        pagina.wait_for_selector("#lienzo canvas")
        navegador.close()
    assert faltas == []


def test_el_camino_de_dos_clics_y_el_filtro_de_la_tabla_funcionan(servidor: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as guion:
        navegador = guion.chromium.launch(executable_path=str(CHROMIUM), args=OPCIONES)
        pagina = navegador.new_page(viewport={"width": 1366, "height": 768})
        pagina.goto(servidor)
        pagina.click("a[href$='/linea/2.2.5']")
        pagina.click(".cadena .lugar a")
        assert pagina.locator("mark.elegida").first.is_visible()
        arriba = pagina.locator("mark.elegida").first.bounding_box()
        assert arriba is not None
        assert 0 <= arriba["y"] < 768
        pagina.goto(f"{servidor}/tabla")
        pagina.locator("input[type=search]").first.fill("alianza 3")
        assert pagina.locator("table").first.locator("tbody tr:visible").count() < 10
        navegador.close()


def _vigilar(pagina: Page, servidor: str, faltas: list[str]) -> None:
    """Write down what a page says on its console, and what it asks of anybody but us."""
    pagina.on("console", lambda m: faltas.append(f"consola: {m.text}") if m.type == "error" else None)
    pagina.on("pageerror", lambda e: faltas.append(f"error: {e}"))
    pagina.on("request", lambda r: None if r.url.startswith((servidor, "data:")) else faltas.append(r.url))
