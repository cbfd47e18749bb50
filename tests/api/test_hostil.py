"""A programme whose words attack the pages that show them."""

from __future__ import annotations

import pytest
from hostiles import ATAQUE, LARGA, contexto_hostil
from lector_de_paginas import TODAS, leer_pagina
from starlette.testclient import TestClient

from api.servidor import crear_aplicacion
from grafo.construccion import Leido


@pytest.fixture(scope="module")
def hostil(leido: Leido) -> TestClient:
    return TestClient(crear_aplicacion(contexto_hostil(leido)), headers={"Accept": "text/html"})


@pytest.mark.parametrize("camino", TODAS)
def test_las_palabras_de_un_documento_nunca_son_codigo(hostil: TestClient, camino: str) -> None:
    respuesta = hostil.get(camino)
    assert respuesta.status_code == 200
    pagina = leer_pagina(respuesta.text)
    assert "".join(pagina.en_guion).strip() == ""
    assert not [t for t, a in pagina.etiquetas if t == "img" or any(k.startswith("on") for k in a)]
    assert "49" not in [x.strip() for x in pagina.texto if "7*7" in x]


@pytest.mark.parametrize(
    "camino",
    [
        "/",
        "/auditoria",
        "/documento",
        "/programa/inai-cpgat-2017/linea/2.2.5",
        "/tabla",
        "/calendario",
        "/consultas/lineas",
    ],
)
def test_ninguna_palabra_da_vuelta_al_texto_de_la_pagina(hostil: TestClient, camino: str) -> None:
    html = hostil.get(camino).text
    assert "alert(1)" in html
    assert "\u202e" not in html
    assert "\u2066" not in html


@pytest.mark.parametrize("valor", [ATAQUE, LARGA, "\x00", "%", "a" * 300])
@pytest.mark.parametrize(
    "camino",
    [
        "/auditoria?texto={}",
        "/consultas/buscar_texto?palabras={}",
        "/documento?cita={}",
        "/sparql?query={}",
        "/?programa={}",
        "/consultas/{}",
        "/id/{}",
        "/programa/{}",
        "/alineacion?fecha={}",
        "/alineacion?texto={}",
        "/alineacion?sel={}",
        "/alineacion?objetivo={}",
        "/alineacion.{}",
        "/portafolio?texto={}",
        "/documento?buscar={}",
        "/datos/{}.ttl",
        "/?idioma={}",
    ],
)
def test_lo_que_se_escribe_en_una_direccion_no_vuelve_como_codigo(cliente: TestClient, camino: str, valor: str) -> None:
    from urllib.parse import quote

    respuesta = cliente.get(camino.format(quote(valor, safe="")))
    assert respuesta.status_code < 500
    if "html" in respuesta.headers.get("content-type", ""):
        pagina = leer_pagina(respuesta.text)
        assert "".join(pagina.en_guion).strip() == ""
        assert not [t for t, a in pagina.etiquetas if t == "img" or any(k.startswith("on") for k in a)]
