from __future__ import annotations

import importlib.util
import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from redes_de_prueba import nodo, red_real

from grafo.limpieza import limpiar
from grafo.red import Arista, RedDeAlineacion
from grafo.vista import disponer, svg
from grafo.vista.detalle import detalles, iluminadas
from grafo.vista.explorar import explorar_html, ruta_de_estaticos, ruta_de_vis_network
from grafo.vista.svg import enlace_seguro

ESPACIO = "{http://www.w3.org/2000/svg}"
HOSTIL = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)> \"'&<!-- ]]> {{ 7*7 }} "
    "\u202eodatlif\u2066 \x00\x1b"
)


def red_hostil() -> RedDeAlineacion:
    clases = ("norma", "articulo", "objetivo", "estrategia", "linea", "alianza", "evento", "unidad", "sesion")
    extra = {"verbo": HOSTIL, HOSTIL: HOSTIL}
    nodos = [replace(nodo(c, HOSTIL, HOSTIL, HOSTIL, **extra), iri=f"urn:{c}/{HOSTIL}") for c in clases]
    por_clase = {n.clase: n.iri for n in nodos}
    return RedDeAlineacion(nodos, [
        Arista(por_clase["linea"], por_clase["articulo"], "mandato", "expresa", True, HOSTIL),
        Arista(por_clase["estrategia"], por_clase["linea"], "contiene"),
        Arista(por_clase["alianza"], por_clase["linea"], "apoya"),
    ], HOSTIL)


def dibujo(red: RedDeAlineacion, idioma: str = "es") -> str:
    return svg(disponer(red, idioma=idioma), idioma=idioma, enlaces=lambda n: f"/id/{n.clase}/{n.numero}")


class Lector(HTMLParser):
    """Collects tags and attributes, and the text of scripts."""

    def __init__(self, pagina: str) -> None:
        super().__init__()
        self.etiquetas: list[tuple[str, dict[str, str | None]]] = []
        self.guiones: list[str] = []
        self._dentro = False
        self.feed(pagina)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.etiquetas.append((tag, dict(attrs)))
        self._dentro = tag == "script"

    def handle_data(self, data: str) -> None:
        if self._dentro:
            self.guiones.append(data)
            self._dentro = False


# --- SVG ---


def test_el_svg_es_xml_con_titulo_y_descripcion() -> None:
    raiz = ElementTree.fromstring(dibujo(red_real()))
    nombres = raiz.attrib["aria-labelledby"].split()
    assert [e.attrib["id"] for e in raiz if e.tag in (ESPACIO + "title", ESPACIO + "desc")] == nombres
    assert "Gobierno Abierto" in (raiz[0].text or "")


def test_cada_tarjeta_es_un_enlace_con_nombre_en_el_orden_del_documento() -> None:
    enlaces = list(ElementTree.fromstring(dibujo(red_real())).iter(ESPACIO + "a"))
    assert len(enlaces) == 12 + 4 + 1 + 3 + 7 + 25 + 5 + 6
    lineas = [e.attrib for e in enlaces if "linea" in e.attrib["class"].split()]
    assert [a["href"] for a in lineas[:2]] == ["/id/linea/1.1.1", "/id/linea/1.1.2"]
    assert lineas[3]["aria-label"].startswith("Línea de acción 1.1.4. Dar seguimiento al trabajo de diagnóstico")
    assert "Fundamento 59, expresa" in lineas[3]["aria-label"]


def test_el_svg_no_necesita_estilos_ni_guiones() -> None:
    texto = dibujo(red_real())
    assert not re.search(r"<style|\sstyle=|<script|\son\w+=", texto)


def test_ningun_texto_del_svg_baja_de_doce_pixeles() -> None:
    raiz = ElementTree.fromstring(dibujo(red_real()))
    tamanos = [float(e.attrib["font-size"]) for e in raiz.iter() if "font-size" in e.attrib]
    assert min(tamanos) >= 12


def test_el_nivel_se_dice_con_forma_y_palabra() -> None:
    texto = dibujo(red_real())
    assert "heredada de la estrategia</text>" in texto and "expresa</text>" in texto


def test_los_trazos_concluidos_y_las_normas_sueltas_son_discontinuos() -> None:
    raiz = ElementTree.fromstring(dibujo(red_real()))
    trazos = [e.attrib for e in raiz.iter(ESPACIO + "path") if "data-origen" in e.attrib]
    assert {t["class"] for t in trazos if "stroke-dasharray" in t} == {"trazo mandato"}
    assert not [t for t in trazos if t["class"] == "trazo mandato" and "stroke-dasharray" not in t]


def test_un_titulo_hostil_no_deja_marcas_en_el_svg() -> None:
    texto = dibujo(red_hostil())
    raiz = ElementTree.fromstring(texto)
    propias = {"svg", "title", "desc", "g", "rect", "text", "path", "a", "polygon", "circle"}
    assert {e.tag.removeprefix(ESPACIO) for e in raiz.iter()} <= propias
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", "".join(raiz.itertext()))
    texto.encode("utf-8")


def test_el_svg_habla_ingles() -> None:
    texto = dibujo(red_real(), "en")
    assert "Alignment network" in texto and "Action lines" in texto and "Líneas de acción" not in texto


@pytest.mark.parametrize(("destino", "esperado"), [
    ("/id/linea/1", "/id/linea/1"), ("#a:b", "#a:b"), ("https://x.mx/a", "https://x.mx/a"),
    ("?linea=1:2", "?linea=1:2"), ("javascript:alert(1)", None), ("JAVASCRIPT:alert(1)", None),
    ("java\nscript:alert(1)", None), ("data:text/html,x", None), ("", None), (None, None),
])
def test_un_enlace_que_podria_ejecutarse_se_descarta(destino: str | None, esperado: str | None) -> None:
    assert enlace_seguro(destino) == esperado


def test_limpiar_quita_controles_direccion_y_sustitutos() -> None:
    assert limpiar("a\u202eb\x00c\ud800 \n d\ue000") == "abc d"
    assert limpiar("niño – “ñandú”") == "niño – “ñandú”"


# --- chains and panels ---


def test_la_cadena_de_una_linea_se_ilumina_de_la_ley_al_socio() -> None:
    luces = set(iluminadas(disponer(red_real()))["urn:linea/2.2.5"])
    assert luces == {
        "urn:norma/2", *(f"urn:articulo/{n}" for n in (56, 57, 58, 59)), "bloque:56–58", "urn:objetivo_estrategico/2",
        "urn:objetivo/2", "urn:estrategia/2.2", "urn:linea/2.2.5", "urn:alianza/3", "urn:evento/1",
    }


def test_un_articulo_del_bloque_no_ilumina_las_lineas_que_solo_tiene_el_bloque() -> None:
    cadenas = iluminadas(disponer(red_real()))
    assert not any(iri.startswith("urn:linea") for iri in cadenas["urn:articulo/57"])
    assert {"bloque:56–58", "urn:norma/2"} <= set(cadenas["urn:articulo/57"])
    assert "urn:articulo/56" not in cadenas["urn:articulo/57"]
    assert sum(iri.startswith("urn:linea") for iri in cadenas["urn:articulo/59"]) == 25


def test_el_panel_empieza_por_el_fundamento_con_su_nivel() -> None:
    panel = detalles(disponer(red_real()))["urn:linea/1.1.4"]
    titulo, datos = panel["grupos"][0]
    assert titulo == "Fundamento"
    assert [d["iri"][-2:] for d in datos] == ["56", "57", "58", "59"]
    assert datos[0]["nota"] == "expresa, por el bloque 56–58, concluido por regla"
    assert panel["texto"].endswith("soliciten asesoría del INAI.")


# --- explorer ---


def test_la_red_para_explorar_usa_las_coordenadas_del_dibujo() -> None:
    disposicion = disponer(red_real())
    datos = datos_de(explorar_html(disposicion))
    lugares = {n["id"]: (n["x"], n["y"]) for n in datos["nodos"] if "tarjeta" in n}
    assert lugares == {t.iri: (round(t.centro[0], 1), round(t.centro[1], 1)) for t in disposicion.tarjetas}
    assert json.loads(datos["opciones"])["physics"] == {"enabled": False}


def test_la_red_para_explorar_lleva_dentro_el_dibujo_que_se_ve_mientras_carga() -> None:
    disposicion = disponer(red_real())
    for en_linea in (True, False):
        tarjetas = [a["data-iri"] for _, a in Lector(explorar_html(disposicion, en_linea=en_linea)).etiquetas
                    if (a.get("class") or "").startswith("tarjeta ")]
        assert tarjetas == [t.iri for t in disposicion.tarjetas]


def datos_de(pagina: str) -> dict:
    lector = Lector(pagina)
    tipos = [a.get("type") for e, a in lector.etiquetas if e == "script"]
    return json.loads(lector.guiones[tipos.index("application/json")])


def test_la_pagina_suelta_no_nombra_otra_maquina_en_sus_etiquetas() -> None:
    for _, atributos in Lector(explorar_html(disponer(red_real()))).etiquetas:
        assert not {atributos.get("src"), atributos.get("href")} - {None, "data:,"}


def test_la_pagina_del_servidor_no_lleva_guiones_ni_estilos_dentro() -> None:
    pagina = explorar_html(disponer(red_real()), en_linea=False, estaticos="/estaticos/")
    lector = Lector(pagina)
    guiones = [a for e, a in lector.etiquetas if e == "script"]
    assert [(a.get("src"), a.get("data-vis")) for a in guiones if a.get("type") != "application/json"] == [
        ("/estaticos/explorar.js", "/estaticos/vis-network.min.js"),
    ]
    assert not [e for e, a in lector.etiquetas if e == "style" or "style" in a or any(k.startswith("on") for k in a)]
    assert "/estaticos/explorar.css" in pagina


def test_un_titulo_hostil_queda_como_dato_en_la_pagina() -> None:
    limpia, sucia = (Lector(explorar_html(disponer(r), en_linea=False)) for r in (red_real(), red_hostil()))
    assert {e for e, _ in sucia.etiquetas} <= {e for e, _ in limpia.etiquetas}
    detalle = datos_de(explorar_html(disponer(red_hostil()), en_linea=False))["alinea"]["detalles"]
    assert {d["texto"] for d in detalle.values()} == {limpiar(HOSTIL)}


def test_los_archivos_que_sirve_la_vista_existen() -> None:
    assert ruta_de_vis_network().name == "vis-network.min.js" and ruta_de_vis_network().is_file()
    assert {p.name for p in ruta_de_estaticos().iterdir()} >= {"explorar.js", "explorar.css"}


def test_nuestro_guion_no_escribe_marcas() -> None:
    guion = (ruta_de_estaticos() / "explorar.js").read_text("utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\(|XMLHttp", guion)


# --- browser ---

CHROMIUM = "/usr/bin/chromium"
OPCIONES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"]


@pytest.fixture
def navegador() -> Iterator[object]:
    falta = "" if Path(CHROMIUM).exists() else CHROMIUM
    if importlib.util.find_spec("playwright") is None:
        falta = "playwright"
    if falta and not os.environ.get("CI"):
        pytest.skip(f"no browser test: {falta} is missing")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        lanzado = p.chromium.launch(executable_path=CHROMIUM, args=OPCIONES)
        yield lanzado
        lanzado.close()


@pytest.mark.navegador
@pytest.mark.parametrize("hostil", [False, True])
def test_la_red_se_explora_sin_conexion_y_sin_errores(navegador, tmp_path: Path, hostil: bool) -> None:
    archivo = tmp_path / "red.html"
    archivo.write_text(explorar_html(disponer(red_hostil() if hostil else red_real())), encoding="utf-8")
    contexto = navegador.new_context(viewport={"width": 1400, "height": 900}, offline=True)
    pagina = contexto.new_page()
    pedidos, errores = [], []
    pagina.on("request", lambda r: pedidos.append(r.url))
    pagina.on("pageerror", lambda e: errores.append(str(e)))
    pagina.on("dialog", lambda d: (errores.append(d.message), d.dismiss()))
    pagina.goto(archivo.as_uri())
    pagina.wait_for_selector("#lienzo[data-listo=si]")
    if not hostil:
        total = 12 + 4 + 1 + 3 + 7 + 25 + 5 + 6
        assert pagina.inner_text("#cuenta") == f"{total} de {total} mostrados"
        pagina.fill("#buscar", "funcion publica")
        # line 1.2.1 and the Secretaría de la Función Pública, whatever the accents
        assert pagina.inner_text("#cuenta") == f"2 de {total} mostrados"
        pagina.keyboard.press("Enter")
        assert pagina.inner_text("#panel h2") == "Línea de acción 1.2.1"
        assert pagina.inner_text("#panel h3 >> nth=0").casefold() == "fundamento"
        pagina.focus("#lienzo")
        pagina.keyboard.press("ArrowLeft")
        assert pagina.inner_text("#panel h2") == "Estrategia 1.2"
        pagina.keyboard.press("Escape")
        assert pagina.is_hidden("#panel")
    else:
        pagina.fill("#buscar", "alert")
        pagina.keyboard.press("Enter")
        assert pagina.is_visible("#panel")
    assert len(pagina.screenshot()) > 20_000
    assert errores == []
    assert [p for p in pedidos if not p.startswith(("file:", "data:"))] == []
    contexto.close()
