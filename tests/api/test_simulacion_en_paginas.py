"""What if, on the pages: the drawing and the ledger show what goes, what falls, what weakens and what stays."""

from __future__ import annotations

import json
import re
from html import unescape
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

SIN_59 = "/alineacion?sin=lgtaip-2015/art_59"
DEBILITAN = {"1.3.1", "1.3.4", "2.1.1", "2.1.2", "2.1.3", "2.1.5", "2.2.3", "2.2.4", "3.1.1", "3.1.2", "3.2.2"}
"""The lines whose strongest evidence is on open government (art. 59) and that keep a weaker one on 56 to 58."""


def marcas(texto: str) -> dict[str, set[str]]:
    """Return the ends of the IRIs of the marked cards, by mark."""
    hechas: dict[str, set[str]] = {}
    for clase, iri in re.findall(r'data-marca="(\w+)" data-iri="([^"]+)"', texto):
        hechas.setdefault(clase, set()).add(iri.rpartition("/")[2])
    return hechas


def test_sin_el_59_el_dibujo_marca_el_articulo_las_once_que_se_debilitan_y_las_catorce_que_siguen(cliente) -> None:
    hechas = marcas(cliente.get(SIN_59).text)
    assert hechas["quitado"] == {"art_59"}
    assert hechas["debilitan"] == DEBILITAN
    assert len(hechas["conservan"]) == 14
    assert set(hechas) == {"quitado", "debilitan", "conservan"}


def test_sin_la_ley_entera_las_25_pierden_su_mandato_y_la_norma_tambien_se_quita(cliente) -> None:
    hechas = marcas(cliente.get("/alineacion?sin=lgtaip-2015").text)
    assert hechas["quitado"] == {"lgtaip-2015", "art_56", "art_57", "art_58", "art_59"}
    assert len(hechas["pierden"]) == 25


def test_sin_simular_nada_el_dibujo_no_lleva_marcas(cliente: TestClient) -> None:
    assert marcas(cliente.get("/alineacion").text) == {}


@pytest.mark.parametrize("direccion", [
    "/alineacion?sin=lgtaip-2015/art_58,alianza/3", "/alineacion?sin=lgtaip-2015/art_58&sin=alianza/3"])
def test_varias_cosas_se_quitan_con_comas_o_repitiendo_y_la_direccion_lo_repone(cliente, direccion: str) -> None:
    pagina = unescape(cliente.get(direccion).text)
    assert marcas(pagina)["quitado"] == {"art_58", "3"}
    assert re.findall(r'<option value="([^"]+)" selected>', pagina[pagina.index('id="sin"'):]) == [
        "lgtaip-2015/art_58", "alianza/3"]
    assert "sel=linea%2F1.1.1&sin=lgtaip-2015%2Fart_58%2Calianza%2F3" in pagina  # a card keeps the simulation
    assert '<input type="hidden" name="sin" value="lgtaip-2015/art_58,alianza/3">' in pagina  # so do the filters


def test_lo_que_no_se_ve_en_color_se_dice_en_palabras_en_la_tarjeta_y_en_la_leyenda(cliente: TestClient) -> None:
    dibujo = ElementTree.fromstring(cliente.get("/alineacion.svg?sin=lgtaip-2015/art_59").text)
    (linea,) = [t for t in dibujo.iter() if t.get("data-iri", "").endswith("/linea/2.1.3")]
    assert linea.get("aria-label", "").endswith("se debilita: expresa → heredada del objetivo")
    textos = [t.text for t in dibujo.iter("{http://www.w3.org/2000/svg}text")]
    assert {"se quita", "se debilita", "conserva su nivel"} <= set(textos)
    assert "Sin lgtaip-2015/art_59: pierde su mandato: 0; se debilita: 11; conserva su nivel: 14." in textos


def test_en_ingles_tambien(cliente: TestClient) -> None:
    pagina = cliente.get(f"{SIN_59}&idioma=en").text
    assert "Weaken: 11" in pagina
    assert "weakens: express → inherited from objective" in pagina


@pytest.mark.parametrize("camino", ["/alineacion", "/auditoria"])
def test_las_cuentas_y_las_lineas_de_cada_grupo_estan_en_texto(cliente: TestClient, camino: str) -> None:
    pagina = unescape(cliente.get(f"{camino}?sin=lgtaip-2015/art_59").text)
    parte = pagina[pagina.index('id="simulado"'):]
    parte = parte[:parte.index("</section>")]
    assert re.findall(r"<dt>([^<]+)</dt>", parte) == [
        "Pierden su único mandato: 0", "Se debilitan: 11", "Conservan su nivel: 14"]
    debilitan = parte[parte.index("Se debilitan"):parte.index("Conservan")]
    assert set(re.findall(r"/linea/([\d.]+)", debilitan)) == DEBILITAN


def test_en_la_auditoria_los_filtros_conservan_la_simulacion_y_al_reves(cliente: TestClient) -> None:
    pagina = unescape(cliente.get("/auditoria?nivel=expresa&sin=lgtaip-2015/art_59").text)
    formulario = pagina[pagina.index('class="hoja simulacion"'):pagina.index('id="simulado"')]
    assert '<input type="hidden" name="nivel" value="expresa">' in formulario
    assert '<input type="hidden" name="sin" value="lgtaip-2015/art_59">' in pagina


@pytest.mark.parametrize("camino", ["/alineacion", "/auditoria"])
def test_lo_que_no_existe_se_dice_y_lo_excesivo_tambien(cliente: TestClient, camino: str) -> None:
    assert cliente.get(f"{camino}?sin=lgtaip-2015/art_999").status_code == 404
    assert cliente.get(f"{camino}?sin={','.join(f'x{n}' for n in range(101))}").status_code == 400
    assert "<script>" not in cliente.get(f"{camino}?sin=<script>alert(1)</script>").text


def test_la_pagina_del_articulo_lleva_a_simular_que_no_esta(cliente: TestClient) -> None:
    pagina = unescape(cliente.get("/norma/lgtaip-2015/art_59").text)
    (destino,) = re.findall(r'href="([^"]+)">[^<]*¿Y si este artículo no estuviera', pagina)
    assert marcas(cliente.get(destino).text)["quitado"] == {"art_59"}


@pytest.mark.parametrize("camino", ["/matriz", "/tabla", "/alineacion"])
def test_las_tablas_marcan_lo_mismo_que_el_dibujo(cliente: TestClient, camino: str) -> None:
    pagina = cliente.get(f"{camino}?sin=lgtaip-2015/art_59").text
    dibujadas = marcas(cliente.get("/alineacion.svg?sin=lgtaip-2015/art_59").text)
    dichas = {iri.rpartition("/")[2]: (clase, unescape(texto)) for clase, iri, texto in re.findall(
        r'<span class="efecto [\w-]+" data-marca="(\w+)" data-iri="([^"]+)">([^<]+)</span>', pagina)}
    esperadas = {n: c for c, suyas in dibujadas.items() for n in suyas if camino != "/alineacion" or c != "quitado"}
    assert {n: clase for n, (clase, _) in dichas.items()} == esperadas
    assert dichas["2.1.3"][1] == "se debilita: expresa → heredada del objetivo"
    resumen = "Sin lgtaip-2015/art_59: pierde su mandato: 0; se debilita: 11; conserva su nivel: 14."
    assert resumen in pagina
    if camino != "/alineacion":
        enlaces = re.findall(r'class="aviso-de-simulacion".*?</p>', pagina, re.DOTALL)[0]
        assert re.findall(r'href="([^"]+)"', unescape(enlaces)) == ["/alineacion?sin=lgtaip-2015%2Fart_59", camino]
        assert "aviso-de-simulacion" not in cliente.get(camino).text
        assert "data-marca" not in cliente.get(camino).text


def test_en_la_matriz_la_columna_del_articulo_que_se_quita_se_tacha_y_las_otras_no(cliente: TestClient) -> None:
    pagina = cliente.get("/matriz?sin=lgtaip-2015/art_59&nivel=expresa").text
    encabezados = re.findall(r'<th scope="col"( class="quitada")?><a href="/norma/lgtaip-2015/art_(\d+)', pagina)
    assert [(n, bool(tachada)) for tachada, n in encabezados] == [
        ("56", False), ("57", False), ("58", False), ("59", True)]
    filas = len(re.findall(r'<tr><th scope="row"><a href="/programa', pagina))
    assert pagina.count('<td class="centro quitada">') == filas


def test_en_la_tabla_se_tachan_los_vinculos_de_lo_que_se_quita(cliente: TestClient) -> None:
    pagina = cliente.get("/tabla?sin=alianza/3").text
    tachadas = re.findall(r'<tr class="quitada">.*?</tr>', pagina, re.DOTALL)
    assert tachadas
    assert all("/alianza/3" in fila for fila in tachadas)
    assert sum('/alianza/3"' in fila for fila in re.findall(r"<tr><td>.*?</tr>", pagina, re.DOTALL)) == 1, "its element"


def test_explorar_marca_las_mismas_tarjetas_con_las_mismas_palabras_y_figuras(cliente: TestClient) -> None:
    pagina = cliente.get("/explorar?sin=lgtaip-2015/art_59&idioma=en").text
    datos = json.loads(re.findall(r'<script type="application/json" id="datos">(.*?)</script>', pagina, re.DOTALL)[0])
    dichas: dict[str, set[str]] = {}
    for nodo in datos["nodos"]:
        if nodo.get("tarjeta", {}).get("marca"):
            dichas.setdefault(nodo["tarjeta"]["marca"][0], set()).add(nodo["id"].rpartition("/")[2])
    assert dichas == marcas(cliente.get("/alineacion?sin=lgtaip-2015/art_59").text)
    assert set(datos["alinea"]["figuras"]) == set(dichas)
    assert "Without lgtaip-2015/art_59: loses its mandate: 0; weakens: 11; keeps its level: 14." in pagina
    idas = [a for a in datos["aristas"] if a["ida"]]
    assert idas
    assert all(any(iri.endswith("lgtaip-2015/art_59") for iri in a["entre"]) for a in idas)
    sin_simular = cliente.get("/explorar").text
    assert "data-marca" not in sin_simular
    assert '"figuras": {}' in sin_simular
