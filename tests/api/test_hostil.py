"""A programme whose words attack the pages that show them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lector_de_paginas import TODAS, leer_pagina
from starlette.testclient import TestClient

from api.contexto import Contexto
from api.servidor import crear_aplicacion
from grafo.almacen import AlmacenEmbebido
from grafo.construccion import Leido, construir
from grafo.modelo import Pasaje
from ontologia.iris import Acunador

ATAQUE = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}{%x%}&lt;\u202eoíver la\u2066"
LARGA = "x" * 10_000


@pytest.fixture(scope="module")
def hostil(leido: Leido) -> TestClient:
    def malo(pasaje: Pasaje) -> Pasaje:
        return replace(pasaje, texto=f"{ATAQUE} {pasaje.texto}")

    p = leido.programa
    lineas = (
        replace(p.lineas_accion[0], texto=Pasaje(f"{ATAQUE}{LARGA}", p.lineas_accion[0].texto.tramos)),
        *(replace(x, texto=malo(x.texto)) for x in p.lineas_accion[1:]),
    )
    programa = replace(
        p,
        titulo=malo(p.titulo),
        lineas_accion=lineas,
        estrategias=tuple(replace(x, texto=malo(x.texto)) for x in p.estrategias),
        objetivos_especificos=tuple(replace(x, texto=malo(x.texto)) for x in p.objetivos_especificos),
        alianzas=tuple(replace(x, nombre=malo(x.nombre)) for x in p.alianzas),
        eventos=tuple(replace(x, nombre=malo(x.nombre)) for x in p.eventos),
        sesiones=tuple(
            replace(s, asuntos=tuple(replace(a, texto=malo(a.texto)) for a in s.asuntos)) for s in p.sesiones
        ),
        hallazgos=tuple(replace(h, mensaje=ATAQUE, message=ATAQUE) for h in p.hallazgos),
    )
    texto = leido.documento.texto
    corte = texto.index("Gobierno Abierto")
    veneno = "<script>alert(1)</script>\u202e"
    documento = replace(leido.documento, nombre=ATAQUE, texto=texto[:corte] + veneno + texto[corte + len(veneno) :])
    almacen, acunador = AlmacenEmbebido(), Acunador()
    construir([replace(leido, documento=documento, programa=programa)], almacen, acunador)
    contexto = Contexto(almacen, acunador, {programa.clave: documento})
    return TestClient(crear_aplicacion(contexto), headers={"Accept": "text/html"})


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
