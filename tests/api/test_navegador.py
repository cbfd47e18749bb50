"""The pages in a real browser: accessible, silent, and asking nothing of anybody else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from navegacion import CON_NAVEGADOR, navegador, servido, vigilar

from api.contexto import Contexto

RAIZ = "/programa/inai-cpgat-2017"
PAGINAS = (
    "/",
    "/alineacion",
    "/alineacion?sel=linea%2F2.2.5",
    "/alineacion?objetivo=2&nivel=nominal&idioma=en",
    "/explorar",
    "/portafolio",
    "/documento?buscar=funcion+publica",
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

pytestmark = CON_NAVEGADOR


@pytest.fixture(scope="module")
def servidor(contexto: Contexto) -> Iterator[str]:
    with servido(contexto) as direccion:
        yield direccion


def test_las_paginas_son_accesibles_y_no_piden_nada_a_nadie(servidor: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    faltas: list[str] = []
    with navegador() as lanzado:
        for esquema, ancho in (("light", 1366), ("dark", 390)):
            pagina = lanzado.new_context(
                viewport={"width": ancho, "height": 800}, color_scheme=esquema, bypass_csp=False
            ).new_page()
            vigilar(pagina, servidor, faltas)
            for camino in PAGINAS if esquema == "light" else LIGERAS:
                pagina.goto(servidor + camino)
                hallado = Axe().run(pagina)
                faltas += [
                    f"{camino} {esquema} {v['id']}: {v['nodes'][0]['html'][:160]}"
                    for v in hallado.response["violations"]
                ]
                if pagina.evaluate("document.documentElement.scrollWidth") > ancho:
                    faltas.append(f"{camino}: desborda {ancho} px")
    assert faltas == []


def test_el_editor_con_un_error_y_sus_propuestas_tambien_es_accesible(servidor: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with navegador() as lanzado:
        pagina = lanzado.new_page(viewport={"width": 1366, "height": 768})
        with pagina.expect_response("**/vocabulario.json*"):
            pagina.goto(f"{servidor}/sparql?query=SEL")
        pagina.focus("#query")
        pagina.keyboard.press("End")
        pagina.keyboard.press("Control+Space")
        assert pagina.is_visible("#propuestas")
        assert [v["id"] for v in Axe().run(pagina).response["violations"]] == []


def test_explorar_corre_con_la_politica_puesta(servidor: str) -> None:

    faltas: list[str] = []
    with navegador() as lanzado:
        pagina = lanzado.new_page(viewport={"width": 1366, "height": 768})
        vigilar(pagina, servidor, faltas)
        pagina.goto(f"{servidor}/explorar")
        pagina.wait_for_selector("#lienzo canvas")
    assert faltas == []


def test_lo_elegido_en_explorar_queda_en_la_direccion_y_se_recobra_al_volver(servidor: str) -> None:
    with navegador() as lanzado:
        pagina = lanzado.new_page(viewport={"width": 1366, "height": 768})
        pagina.goto(f"{servidor}/explorar?nivel=expresa")
        pagina.wait_for_selector("#lienzo[data-listo=si]")
        pagina.fill("#buscar", "funcion publica")
        pagina.wait_for_url(f"{servidor}/explorar?nivel=expresa&buscar=funcion+publica")
        pagina.keyboard.press("Enter")
        pagina.click("button.clase.norma")
        pagina.select_option("#alcance", "1")
        dicha = "nivel=expresa&sel=linea%2F1.2.1&ocultas=norma&alcance=1"
        pagina.wait_for_url(f"{servidor}/explorar?{dicha}")
        pagina.click("#panel a")
        pagina.wait_for_url("**/linea/1.2.1")
        pagina.go_back()
        pagina.wait_for_selector("#lienzo[data-listo=si]")
        assert pagina.inner_text("#panel h2") == "Línea de acción 1.2.1"
        assert pagina.get_attribute("button.clase.norma", "aria-pressed") == "false"
        assert pagina.input_value("#alcance") == "1"
        pagina.click(".enlaces a >> nth=0")
        pagina.wait_for_url(f"{servidor}/alineacion?{dicha}")
        assert pagina.is_visible("#alineacion-elegida")


def test_el_dibujo_de_explorar_se_ve_antes_de_que_llegue_la_biblioteca(servidor: str) -> None:
    with navegador() as lanzado:
        pagina = lanzado.new_page(viewport={"width": 1366, "height": 768})
        pagina.route("**/vis-network.min.js", lambda _: None)
        pagina.goto(f"{servidor}/explorar", wait_until="commit")
        pagina.wait_for_function("() => performance.getEntriesByName('dibujo').length")
        tarjeta = pagina.locator("#lienzo svg .tarjeta.linea").first
        assert tarjeta.is_visible()
        lugar = tarjeta.bounding_box()
        assert lugar is not None
        assert 64 < lugar["y"] < 768


def test_el_camino_de_dos_clics_y_el_filtro_de_la_tabla_funcionan(servidor: str) -> None:

    with navegador() as lanzado:
        pagina = lanzado.new_page(viewport={"width": 1366, "height": 768})
        pagina.goto(servidor)
        pagina.click("a[href$='/linea/2.2.5']")
        pagina.click(".cadena .lugar a")
        assert pagina.locator("mark.elegida").first.is_visible()
        arriba = pagina.locator("mark.elegida").first.bounding_box()
        assert arriba is not None
        assert 0 <= arriba["y"] < 768
        pagina.goto(f"{servidor}/tabla")
        pagina.get_by_label("Filtrar los vínculos").fill("alianza 3")
        assert pagina.locator("table").first.locator("tbody tr:visible").count() < 10

