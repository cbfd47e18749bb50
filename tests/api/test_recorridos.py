"""The journeys of the three audiences in a real browser, with the mouse and with the keyboard, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hostiles import contexto_hostil
from navegacion import CON_NAVEGADOR, navegador, servido, vigilar

from api.contexto import Contexto
from grafo.construccion import Leido

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = CON_NAVEGADOR

TAMANOS = [(1366, 768), (390, 844)]


@pytest.fixture(scope="module")
def lanzado() -> Iterator[Browser]:
    with navegador() as uno:
        yield uno


@pytest.fixture(scope="module")
def servidor(contexto: Contexto) -> Iterator[str]:
    with servido(contexto) as direccion:
        yield direccion


@pytest.fixture(scope="module")
def servidor_hostil(leido: Leido) -> Iterator[str]:
    with servido(contexto_hostil(leido)) as direccion:
        yield direccion


def abrir(lanzado: Browser, servidor: str, tamano: tuple[int, int], faltas: list[str], **opciones: bool) -> Page:
    ancho, alto = tamano
    pagina = lanzado.new_context(viewport={"width": ancho, "height": alto}, **opciones).new_page()
    vigilar(pagina, servidor, faltas)
    return pagina


def llegar(pagina: Page, selector: str, maximo: int = 120) -> None:
    """Press Tab until what the selector names has the focus."""
    for _ in range(maximo):
        pagina.keyboard.press("Tab")
        if pagina.evaluate("s => document.activeElement?.matches(s) ?? false", selector):
            return
    pytest.fail(f"el tabulador no llega a {selector}")


def de_linea_a_su_cita(pagina: Page) -> None:
    pagina.wait_for_url("**/linea/2.2.5*")
    assert "Fundamento" in pagina.inner_text("main")


# --- who audits: from the gap to the words of the document ---


@pytest.mark.parametrize("tamano", TAMANOS)
def test_quien_audita_va_de_la_linea_a_la_cita_en_dos_clics(
    lanzado: Browser, servidor: str, tamano: tuple[int, int]
) -> None:
    faltas: list[str] = []
    pagina = abrir(lanzado, servidor, tamano, faltas)
    pagina.goto(f"{servidor}/auditoria")
    pagina.click("a.numero[href$='/linea/2.2.5']")
    de_linea_a_su_cita(pagina)
    pagina.click(".cadena .lugar a >> nth=0")
    assert pagina.locator("mark.elegida").first.is_visible()
    assert faltas == []


@pytest.mark.parametrize("tamano", TAMANOS)
def test_quien_audita_lo_hace_solo_con_el_teclado(lanzado: Browser, servidor: str, tamano: tuple[int, int]) -> None:
    faltas: list[str] = []
    pagina = abrir(lanzado, servidor, tamano, faltas)
    pagina.goto(f"{servidor}/auditoria?texto=2.2.5")
    llegar(pagina, "a.numero[href$='/linea/2.2.5']")
    pagina.keyboard.press("Enter")
    de_linea_a_su_cita(pagina)
    llegar(pagina, ".cadena .lugar a")
    pagina.keyboard.press("Enter")
    pagina.wait_for_url("**/documento?cita=*")
    assert pagina.locator("mark.elegida").first.is_visible()
    assert faltas == []


# --- who runs the programme: the drawing ---


def test_quien_trabaja_enciende_una_cadena_con_el_raton_y_la_vuelve_a_abrir_por_su_direccion(
    lanzado: Browser, servidor: str
) -> None:
    faltas: list[str] = []
    pagina = abrir(lanzado, servidor, (1366, 768), faltas)
    pagina.goto(f"{servidor}/alineacion?objetivo=2")
    pagina.click("a.tarjeta[data-iri$='/linea/2.2.5']")
    pagina.wait_for_selector(".panel")
    assert pagina.inner_text(".panel h3 >> nth=0") == "Fundamento"
    direccion = pagina.url
    assert "objetivo=2" in direccion and "sel=linea%2F2.2.5" in direccion
    otra = abrir(lanzado, servidor, (1366, 768), faltas)
    otra.goto(direccion)
    assert otra.inner_text(".panel h2") == pagina.inner_text(".panel h2")
    assert otra.input_value("#objetivo") == "2"
    otra.click(".panel a[href='/norma/lgtaip-2015/art_59']")
    otra.wait_for_url("**/art_59")
    assert faltas == []


def test_quien_trabaja_recorre_el_dibujo_con_las_flechas_y_se_le_dice_donde_esta(
    lanzado: Browser, servidor: str
) -> None:
    faltas: list[str] = []
    pagina = abrir(lanzado, servidor, (1366, 768), faltas)
    pagina.goto(f"{servidor}/alineacion")
    pagina.focus("a.tarjeta[data-iri$='/linea/2.2.5']")
    pagina.keyboard.press("ArrowLeft")
    assert pagina.evaluate("document.activeElement.dataset.iri").endswith("/estrategia/2.2")
    assert pagina.inner_text("#voz").startswith("Estrategia 2.2.")
    pagina.keyboard.press("ArrowUp")
    assert pagina.evaluate("document.activeElement.dataset.iri").endswith("/estrategia/2.1")
    pagina.keyboard.press("ArrowLeft")
    pagina.keyboard.press("ArrowLeft")
    assert "/art_" in pagina.evaluate("document.activeElement.dataset.iri")
    pagina.focus("a.tarjeta[data-iri$='/linea/2.2.5']")
    assert pagina.locator(".tarjeta.linea.viva").count() == 1
    apagada = pagina.locator(".tarjeta.linea:not(.viva)").first
    assert apagada.evaluate("t => getComputedStyle(t).opacity") == "0.2"
    pagina.keyboard.press("Enter")
    pagina.wait_for_selector(".panel")
    assert pagina.evaluate("document.activeElement.dataset.iri").endswith("/linea/2.2.5")
    pagina.keyboard.press("Escape")
    pagina.wait_for_selector(".panel", state="detached")
    assert "sel=" not in pagina.url
    assert faltas == []


def test_ningun_texto_del_dibujo_baja_de_doce_pixeles_en_la_pantalla(lanzado: Browser, servidor: str) -> None:
    pagina = abrir(lanzado, servidor, (1366, 768), [])
    pagina.goto(f"{servidor}/alineacion")
    escala = pagina.evaluate(
        "() => { const s = document.querySelector('.lienzo svg'); return s.getBoundingClientRect().width / "
        "s.viewBox.baseVal.width; }")
    tamanos = pagina.evaluate(
        "() => [...document.querySelectorAll('.lienzo text')].map(t => parseFloat(getComputedStyle(t).fontSize))")
    assert min(tamanos) * escala >= 12
    lienzo = pagina.evaluate("() => { const l = document.querySelector('.lienzo'); return [l.scrollWidth, "
                             "l.clientWidth]; }")
    assert lienzo[0] <= lienzo[1]


def test_en_el_telefono_esta_la_tabla_y_el_dibujo_a_un_toque(lanzado: Browser, servidor: str) -> None:
    pagina = abrir(lanzado, servidor, (390, 844), [])
    pagina.goto(f"{servidor}/alineacion")
    assert pagina.is_hidden(".lienzo")
    assert pagina.locator(".en-estrecho tbody tr").count() == 25
    pagina.click("a[href='#dibujo']")
    assert pagina.is_visible(".lienzo svg")
    assert pagina.evaluate("document.documentElement.scrollWidth") <= 390


def test_sin_javascript_se_filtra_se_elige_y_se_llega_al_mandato(lanzado: Browser, servidor: str) -> None:
    faltas: list[str] = []
    pagina = abrir(lanzado, servidor, (1366, 768), faltas, java_script_enabled=False)
    pagina.goto(f"{servidor}/alineacion")
    pagina.fill("#texto", "2.2")
    pagina.click("form.filtros button >> nth=0")
    assert "5 de 25 líneas de acción" in pagina.inner_text(".cuenta >> nth=0")
    pagina.click("a.tarjeta[data-iri$='/linea/2.2.5']")
    assert pagina.is_visible(".panel")
    assert pagina.locator(".tarjeta[opacity]").count() > 0
    pagina.click(".panel a[href='/norma/lgtaip-2015/art_59']")
    assert pagina.url.endswith("/art_59")
    assert faltas == []


# --- who investigates: the editor ---


@pytest.mark.parametrize("tamano", TAMANOS)
def test_quien_investiga_escribe_su_consulta_con_ayuda_y_sin_raton(
    lanzado: Browser, servidor: str, tamano: tuple[int, int]
) -> None:
    faltas: list[str] = []
    pagina = abrir(lanzado, servidor, tamano, faltas)
    with pagina.expect_response("**/vocabulario.json*"):
        pagina.goto(f"{servidor}/sparql")
    llegar(pagina, "#query")
    pagina.keyboard.press("Control+A")
    pagina.keyboard.type("SELECT ?linea WHERE { ?linea a al:LineaDeA")
    assert pagina.is_visible("#propuestas")
    assert "propuestas" in pagina.inner_text("#voz")
    pagina.keyboard.press("Enter")
    pagina.keyboard.type("} ORDER BY ?li")
    pagina.keyboard.press("Enter")
    escrito = pagina.input_value("#query")
    assert escrito == ("PREFIX al: <https://w3id.org/alinea/ont#>\n"
                       "SELECT ?linea WHERE { ?linea a al:LineaDeAccion } ORDER BY ?linea ")
    pagina.keyboard.press("Control+Enter")
    pagina.wait_for_selector("#respuesta")
    assert "Filas: 25" in pagina.inner_text("main")
    assert pagina.evaluate("document.documentElement.scrollWidth") <= tamano[0]
    assert faltas == []


def test_el_cursor_va_adonde_esta_el_error(lanzado: Browser, servidor: str) -> None:
    pagina = abrir(lanzado, servidor, (1366, 768), [])
    pagina.goto(f"{servidor}/sparql?query=SELECT+%3Fs%0AWHERE+%7B+%3Fs+%3Fp+%7D")
    caja = pagina.locator("#query")
    linea, columna = (int(caja.get_attribute(f"data-{x}") or 0) for x in ("linea", "columna"))
    assert caja.evaluate("c => c === document.activeElement")
    assert linea == 2
    assert caja.evaluate("c => c.selectionStart") == len("SELECT ?s\n") + columna - 1


# --- words that attack ---


@pytest.mark.parametrize("tamano", TAMANOS)
def test_un_programa_hostil_no_corre_nada_ni_rompe_la_pagina(
    lanzado: Browser, servidor_hostil: str, tamano: tuple[int, int]
) -> None:
    faltas: list[str] = []
    pagina = abrir(lanzado, servidor_hostil, tamano, faltas)
    for camino in ("/", "/alineacion", "/alineacion?sel=linea%2F1.1.1", "/tabla", "/matriz", "/explorar", "/auditoria",
                   "/documento", "/calendario", "/portafolio", "/programa/inai-cpgat-2017/linea/1.1.1"):
        pagina.goto(servidor_hostil + camino)
        if pagina.evaluate("document.documentElement.scrollWidth") > tamano[0]:
            faltas.append(f"{camino} desborda {tamano[0]} px")
    assert faltas == []
