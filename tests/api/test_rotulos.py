"""In English, what the graph and the rules say in our own words is English; what the document says stays as it is."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from api.idioma_de_mensajes import Habla
from api.informes import de_auditoria
from api.rotulos import rotulado
from grafo.almacen import AlmacenEmbebido
from grafo.auditoria import auditar
from ontologia.iris import Acunador


@pytest.mark.parametrize(("texto", "en_ingles"), [
    ("Línea de acción 1.1.1", "Action line 1.1.1"), ("Alianza 3", "Alliance 3"), ("puente 1", "bridge 1"),
    ("Sesión 1, 14 de marzo de 2017", "Session 1, March 14, 2017"),
    ("hallazgo evento-antes-de-la-aprobacion-1", "finding evento-antes-de-la-aprobacion-1"),
    ("LGTAIP (2015), artículo 59", "LGTAIP (2015), article 59"),
    # the words of a document
    ("Programa Anual de Trabajo 2017", "Programa Anual de Trabajo 2017"), ("Sesión 1, en abril", "Sesión 1, en abril"),
    ("Evento para niños 2", "Evento para niños 2"), ("", ""), ("Cosa 1", "Cosa 1")])
def test_lo_que_nombra_el_grafo_se_dice_en_ingles_y_lo_del_documento_no_se_toca(texto: str, en_ingles: str) -> None:
    assert rotulado(texto, "en") == en_ingles
    assert rotulado(texto, "es") == texto


def test_la_pagina_de_una_sesion_y_la_de_un_articulo_llevan_sus_nombres_en_ingles(cliente: TestClient) -> None:
    sesion = cliente.get("/programa/inai-cpgat-2017/sesion/1?idioma=en").text
    assert "<h1>Session 1, March 14, 2017</h1>" in sesion
    assert "Sesión 1, 14 de marzo" not in sesion
    articulo = cliente.get("/norma/lgtaip-2015/art_56?idioma=en").text
    assert "<h1>LGTAIP (2015), article 56</h1>" in articulo
    assert "Línea de acción" not in articulo
    assert "<h1>LGTAIP (2015), artículo 56</h1>" in cliente.get("/norma/lgtaip-2015/art_56").text


def test_una_celda_en_otra_lengua_que_la_de_la_pagina_lo_dice(cliente: TestClient) -> None:
    for idioma, otro in (("en", "es"), ("es", "en")):
        html = cliente.get(f"/consultas/hallazgos?idioma={idioma}").text
        celdas = set(re.findall(r'<td[^>]* lang="(\w+)"', html[html.index('<table class="datos'):]))
        assert celdas == {otro}


def test_el_libro_de_la_consola_dice_los_niveles_con_palabras_y_los_hallazgos_en_su_idioma(
    almacen_real: AlmacenEmbebido, acunador: Acunador
) -> None:
    libro = auditar(almacen_real, "inai-cpgat-2017", acunador)
    en_ingles, en_espanol = (de_auditoria(libro, "texto", None, Habla(i)) for i in ("en", "es"))
    assert "   11  Express\n   12  Nominal\n" in en_ingles
    assert "   11  Expresa\n   12  Nominal\n" in en_espanol
    assert "nivel:" not in en_ingles + en_espanol
    for hallado in libro.hallazgos:
        assert f"] {hallado.message} [{hallado.id}]" in en_ingles
        assert f"] {hallado.mensaje} [{hallado.id}]" in en_espanol
