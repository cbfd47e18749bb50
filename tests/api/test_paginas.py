from __future__ import annotations

import hashlib
import re

import pytest
from lector_de_paginas import TODAS, leer_pagina
from rdflib import RDF, URIRef
from starlette.testclient import TestClient

from grafo.auditoria import documento_de
from grafo.construccion import ruta_empaquetada

POLITICA = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@pytest.mark.parametrize("idioma", ["es", "en"])
@pytest.mark.parametrize("camino", TODAS)
def test_cada_pagina_responde_en_los_dos_idiomas(cliente: TestClient, camino: str, idioma: str) -> None:
    respuesta = cliente.get(camino, params=None) if idioma == "es" else cliente.get(_en_ingles(camino))
    assert respuesta.status_code == 200
    pagina = leer_pagina(respuesta.text)
    assert next(a for t, a in pagina.etiquetas if t == "html")["lang"] == idioma
    assert [t for t, _ in pagina.etiquetas].count("h1") == 1


@pytest.mark.parametrize("camino", TODAS)
def test_ninguna_pagina_pide_nada_a_otro_servidor_ni_lleva_codigo_dentro(cliente: TestClient, camino: str) -> None:
    pagina = leer_pagina(cliente.get(camino).text)
    assert pagina.piezas
    assert [p for p in pagina.piezas if not p.startswith("/") or p.startswith("//")] in ([], ["data:,"])
    assert [f for f in pagina.formularios if not f.startswith("/")] == []
    assert "".join(pagina.en_guion).strip() == ""
    propios = [(t, a) for t, a in pagina.etiquetas if any(k == "style" or k.startswith("on") for k in a)]
    assert propios == []


@pytest.mark.parametrize("camino", TODAS)
def test_cada_pagina_lleva_la_politica_de_seguridad(cliente: TestClient, camino: str) -> None:
    cabeceras = cliente.get(camino).headers
    assert cabeceras["content-security-policy"] == POLITICA
    assert cabeceras["x-content-type-options"] == "nosniff"
    assert cabeceras["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "camino", ["/estaticos/alinea.css", "/nada", "/salud", "/id/norma/lgtaip-2015", "/sparql?query=x"]
)
def test_tambien_lo_que_no_es_pagina_lleva_la_politica(cliente: TestClient, camino: str) -> None:
    assert cliente.get(camino).headers["content-security-policy"] == POLITICA


@pytest.mark.parametrize("camino", TODAS)
def test_ningun_identificador_se_repite_y_todo_enlace_interno_llega_a_algo(cliente: TestClient, camino: str) -> None:
    pagina = leer_pagina(cliente.get(camino).text)
    assert len(pagina.ids) == len(set(pagina.ids))
    assert [e for e, _ in pagina.enlaces if e.startswith("#") and e[1:] not in pagina.ids] == []


@pytest.mark.parametrize(
    "camino", ["/", "/auditoria", "/calendario", "/programa/inai-cpgat-2017/linea/2.2.5", "/ayuda"]
)
def test_los_enlaces_de_una_pagina_llevan_a_paginas_que_existen(cliente: TestClient, camino: str) -> None:
    enlaces = {e.partition("#")[0] for e, _ in leer_pagina(cliente.get(camino).text).enlaces if e.startswith("/")}
    assert len(enlaces) > 10
    assert {e: s for e in enlaces if (s := cliente.get(e).status_code) not in (200, 303)} == {}


def test_el_idioma_se_conserva_en_los_enlaces(cliente: TestClient) -> None:
    pagina = leer_pagina(cliente.get("/?idioma=en").text)
    perdidos = [
        e for e, palabras in pagina.enlaces if e.startswith("/") and "idioma=en" not in e and palabras != "Español"
    ]
    assert perdidos == []
    assert ("/", "Español") in pagina.enlaces or ("/?idioma=es", "Español") in pagina.enlaces


def test_de_la_portada_a_la_cita_de_una_linea_hay_dos_clics(cliente: TestClient) -> None:
    portada = leer_pagina(cliente.get("/").text)
    primero = next(e for e, _ in portada.enlaces if e.endswith("/linea/2.2.5"))
    linea = leer_pagina(cliente.get(primero).text)
    assert "Heredada de la estrategia" in linea.todo_el_texto
    segundo = next(e for e, palabras in linea.enlaces if palabras == "Verla en el documento, página 20")
    camino, _, ancla = segundo.partition("#")
    documento = cliente.get(camino)
    assert ancla in leer_pagina(documento.text).ids
    resaltado = "".join(re.findall(r'<mark class="m\d elegida">(.*?)</mark>', documento.text))
    assert "en el marco del proyecto Sociedad Abierta" in resaltado


def test_la_portada_da_una_cuenta_por_nivel_y_ningun_porcentaje(cliente: TestClient) -> None:
    html = cliente.get("/").text
    assert "%" not in leer_pagina(html).todo_el_texto
    tablas = re.findall(r'<table class="cuentas">(.*?)</table>', html, re.DOTALL)
    assert len(tablas) == 3
    for tabla in tablas:
        cifras = [int(n) for n in re.findall(r'class="cifra">(\d+)<', tabla)]
        assert len(cifras) == 7
        assert sum(cifras) == 25


def test_todo_lo_que_esta_marcado_en_el_documento_son_sus_palabras(cliente: TestClient, contexto) -> None:  # type: ignore[no-untyped-def]
    texto = documento_de(contexto.almacen, "inai-cpgat-2017", contexto.acunador).texto
    html = cliente.get("/documento").text
    for inicio, fin in re.findall(r'id="c-(\d+)-(\d+)"', html)[:400]:
        assert texto[int(inicio) : int(fin)].strip()
    renglones = re.findall(r'id="l-(\d+)"><a.*?</a><p lang="es">(.*?)</p>', html)
    plano = {int(n): re.sub(r"<[^>]+>", "", t) for n, t in renglones}
    assert plano[949].strip() == "en el marco del proyecto Sociedad Abierta."


def test_cada_pasaje_del_grafo_es_una_marca_y_cada_marca_lleva_a_sus_hechos(cliente: TestClient, contexto) -> None:  # type: ignore[no-untyped-def]
    al, oa = "https://w3id.org/alinea/ont#", "http://www.w3.org/ns/oa#"
    grafo = contexto.almacen.grafo(contexto.acunador.grafo_programa("inai-cpgat-2017"))
    citas = set(grafo.subjects(RDF.type, URIRef(f"{al}Cita")))
    selectores = {s for c in citas for s in grafo.objects(c, URIRef(f"{oa}hasSelector"))}
    pasajes = {(int(str(inicio)), int(str(fin))) for s in selectores
               for inicio in grafo.objects(s, URIRef(f"{oa}start")) for fin in grafo.objects(s, URIRef(f"{oa}end"))}
    html = cliente.get("/documento").text
    marcas = [(int(a), int(b)) for a, b in re.findall(r'id="c-(\d+)-(\d+)"', html)]
    assert len(marcas) == len(set(marcas))
    assert set(marcas) == pasajes and len(pasajes) > 300
    margenes = re.findall(r'<ul class="margen">(.*?)</ul>', html, re.DOTALL)
    hechos = [x for m in margenes for x in re.findall(r"<li.*?>(.*?)</li>", m, re.DOTALL)]
    assert len(hechos) == len(pasajes)
    destinos = [re.findall(r'href="([^"]+)"', h) for h in hechos]
    assert all(destinos)
    for destino in sorted({d for suyos in destinos for d in suyos})[::40]:
        assert cliente.get(destino).status_code == 200


def test_el_pie_dice_de_que_documento_salen_los_datos(cliente: TestClient) -> None:
    huella = hashlib.sha256(ruta_empaquetada().read_bytes()).hexdigest()
    for camino in ("/", "/alineacion?sel=linea%2F2.2.5", "/tabla", "/consultas", "/norma/lgtaip-2015/art_59"):
        (pie,) = re.findall(r'<p class="procedencia">(.*?)</p>', cliente.get(camino).text)
        assert ruta_empaquetada().name in pie and huella in pie and "programa de 2017" in pie
        assert 'href="/documento"' in pie
    assert "Data read from" in cliente.get("/?idioma=en").text


def _en_ingles(camino: str) -> str:
    return f"{camino}{'&' if '?' in camino else '?'}idioma=en"
