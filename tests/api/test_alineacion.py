"""The drawing on the server: filters, selection and downloads, all without a script."""

from __future__ import annotations

import csv
import io
import json
import re
from xml.etree import ElementTree

import pypdfium2
import pytest
from lector_de_paginas import leer_pagina
from PIL import Image
from rdflib import Graph
from starlette.testclient import TestClient

ESPACIO = "{http://www.w3.org/2000/svg}"
LINEA = "https://w3id.org/alinea/id/programa/inai-cpgat-2017/linea/"


def texto_de(cliente: TestClient, camino: str) -> str:
    return leer_pagina(cliente.get(camino).text).todo_el_texto


@pytest.mark.parametrize(("consulta", "cuenta"), [
    ("", "63 de 63 elementos mostrados, 25 de 25 líneas de acción."),
    ("?texto=2.2.5", "1 de 25 líneas de acción."),
    ("?objetivo=3", "4 de 25 líneas de acción."),
    ("?texto=nada+de+esto", "0 de 63 elementos mostrados, 0 de 25 líneas de acción."),
])
@pytest.mark.parametrize("camino", ["/alineacion", "/tabla", "/matriz"])
def test_siempre_se_dice_cuanto_se_muestra_de_cuanto(
    cliente: TestClient, camino: str, consulta: str, cuenta: str
) -> None:
    assert cuenta in texto_de(cliente, camino + consulta)


def test_los_filtros_quedan_puestos_en_el_formulario_y_pasan_a_las_otras_vistas(cliente: TestClient) -> None:
    pagina = leer_pagina(cliente.get("/alineacion?objetivo=2&nivel=nominal&texto=local&fecha=2017-03-01").text)
    elegidos = {a["value"] for t, a in pagina.etiquetas if t == "option" and "selected" in a}
    assert {"2", "nominal"} <= elegidos
    escritos = {a["name"]: a.get("value") for t, a in pagina.etiquetas if t == "input" and a.get("name")}
    assert (escritos["texto"], escritos["fecha"]) == ("local", "2017-03-01")
    tabla = next(e for e, _ in pagina.enlaces if e.startswith("/tabla"))
    assert all(x in tabla for x in ("objetivo=2", "nivel=nominal", "texto=local", "fecha=2017-03-01"))


def test_un_dibujo_filtrado_no_dice_que_el_documento_salta_numeros(cliente: TestClient) -> None:
    assert "3.2.1" in cliente.get("/alineacion").text
    assert "no está en el documento" not in texto_de(cliente, "/alineacion?nivel=nominal")


def test_la_seleccion_deja_el_resto_al_veinte_por_ciento(cliente: TestClient) -> None:
    raiz = ElementTree.fromstring(cliente.get("/alineacion.svg?sel=linea/2.2.5").text)
    tarjetas = [e for e in raiz.iter() if "tarjeta" in e.attrib.get("class", "").split()]
    vivas = {e.attrib["data-iri"] for e in tarjetas if "opacity" not in e.attrib}
    assert {x.removeprefix(LINEA) for x in vivas if x.startswith(LINEA)} == {"2.2.5"}
    assert any(x.endswith("/norma/lgtaip-2015") for x in vivas)
    assert {e.attrib["opacity"] for e in tarjetas if "opacity" in e.attrib} == {"0.2"}
    (elegida,) = [e for e in tarjetas if "aria-current" in e.attrib]
    assert elegida.attrib["data-iri"] == f"{LINEA}2.2.5"


def test_el_panel_empieza_por_el_fundamento_y_cada_cita_lleva_al_documento(cliente: TestClient) -> None:
    html = cliente.get("/alineacion?sel=linea/2.2.5").text
    panel = leer_pagina(html[html.index("<aside"):html.index("</aside>")])
    assert panel.todo_el_texto.index("Fundamento") < panel.todo_el_texto.index("Abrir su página")
    enlaces = [e for e, _ in panel.enlaces]
    assert "/norma/lgtaip-2015/art_59" in enlaces
    assert len([e for e in enlaces if e.startswith("/documento?cita=")]) >= 3


def test_una_tarjeta_elegida_lleva_a_su_pagina_y_las_demas_a_elegirlas(cliente: TestClient) -> None:
    html = cliente.get("/alineacion?sel=linea/2.2.5&objetivo=2").text
    enlaces = dict(re.findall(r'<a class="tarjeta linea" href="([^"]+)"[^>]*data-iri="([^"]+)"', html))
    por_linea = {iri.removeprefix(LINEA): href for href, iri in enlaces.items()}
    assert por_linea["2.2.5"] == "/programa/inai-cpgat-2017/linea/2.2.5"
    assert por_linea["2.2.4"] == "/alineacion?objetivo=2&amp;sel=linea%2F2.2.4#alineacion-elegida"


@pytest.mark.parametrize("consulta", ["objetivo=9", "nivel=x", "articulo=x", "direccion=x", "vista=x"])
def test_un_filtro_que_no_existe_se_dice_y_no_se_calla(cliente: TestClient, consulta: str) -> None:
    assert cliente.get(f"/alineacion?{consulta}").status_code == 404


# --- what leaves is what is shown ---


def test_la_tabla_de_csv_tiene_los_vinculos_de_lo_que_se_ve(cliente: TestClient) -> None:
    filas = list(csv.DictReader(io.StringIO(cliente.get("/alineacion.csv?texto=2.2.5").text.lstrip("\ufeff"))))
    lineas = {f["numero_origen"] for f in filas if f["clase_origen"] == "linea"}
    assert lineas == {"2.2.5"}
    assert {f["numero_destino"] for f in filas if f["relacion"] == "mandato"} == {"56", "57", "58", "59"}


@pytest.mark.parametrize(("sufijo", "formato"), [("ttl", "turtle"), ("jsonld", "json-ld")])
def test_las_tripletas_son_las_de_lo_que_se_ve(cliente: TestClient, sufijo: str, formato: str) -> None:
    grafo = Graph().parse(data=cliente.get(f"/alineacion.{sufijo}?texto=2.2.5").text, format=formato)
    lineas = {str(s).removeprefix(LINEA) for s in grafo.subjects() if str(s).startswith(LINEA)}
    assert lineas == {"2.2.5"}


@pytest.mark.parametrize(("sufijo", "marca"), [("graphml", b"<graphml"), ("gexf", b"<gexf")])
def test_la_red_sale_entera_y_filtrada(cliente: TestClient, sufijo: str, marca: bytes) -> None:
    entera, filtrada = (cliente.get(f"/alineacion.{sufijo}{q}").content for q in ("", "?texto=2.2.5"))
    assert marca in entera and marca in filtrada
    assert b"linea/1.1.1" in entera and b"linea/1.1.1" not in filtrada and b"linea/2.2.5" in filtrada


def test_el_pdf_es_una_hoja_a3_apaisada_con_su_texto(cliente: TestClient) -> None:
    documento = pypdfium2.PdfDocument(cliente.get("/alineacion.pdf?texto=2.2.5").content)
    assert len(documento) == 1
    assert tuple(round(x) for x in documento[0].get_size()) == (1191, 842)
    texto = documento[0].get_textpage().get_text_bounded()
    assert "2.2.5" in texto and "Líneas de acción" in texto


def test_el_png_tiene_calidad_de_impresion(cliente: TestClient) -> None:
    imagen = Image.open(io.BytesIO(cliente.get("/alineacion.png?texto=2.2.5").content))
    assert imagen.size == (4961, 3508)
    assert round(imagen.info["dpi"][0]) == 300


def test_la_pagina_suelta_lleva_lo_que_se_ve_y_nada_de_fuera(cliente: TestClient) -> None:
    pagina = leer_pagina(cliente.get("/alineacion.html?texto=2.2.5").text)
    datos = json.loads(next(t for t in pagina.texto if '"nodos"' in t))
    clases = [n["tarjeta"]["clase"] for n in datos["nodos"] if "tarjeta" in n]
    assert clases.count("linea") == 1
    assert [p for p in pagina.piezas if p != "data:,"] == []


def test_un_formato_desconocido_se_rechaza(cliente: TestClient) -> None:
    assert cliente.get("/alineacion.exe").status_code == 404


# --- the rest of the viewer ---


def test_el_documento_se_busca_sin_acentos(cliente: TestClient) -> None:
    texto = texto_de(cliente, "/documento?buscar=FUNCION+publica")
    assert "2 de 2 renglones hallados" in texto
    assert "0 de 0 renglones hallados" in texto_de(cliente, "/documento?buscar=zzzz")


def test_el_portafolio_cuenta_las_lineas_por_nivel_y_lleva_a_ellas(cliente: TestClient) -> None:
    html = cliente.get("/portafolio").text
    pagina = leer_pagina(html)
    assert "1 de 1 programas mostrados." in pagina.todo_el_texto
    assert "/alineacion?programa=inai-cpgat-2017&articulo=lgtaip-2015%2Fart_59" in [e for e, _ in pagina.enlaces]
    assert "%" not in pagina.todo_el_texto


def test_el_error_de_una_consulta_dice_al_editor_donde_esta(cliente: TestClient) -> None:
    pagina = leer_pagina(cliente.get("/sparql", params={"query": "SELECT ?s\nWHERE { ?s ?p }"}).text)
    caja = next(a for t, a in pagina.etiquetas if t == "textarea")
    assert caja["data-linea"] == "2"
    assert int(caja["data-columna"] or 0) > 1


def test_el_editor_completa_con_el_vocabulario(cliente: TestClient) -> None:
    datos = cliente.get("/sparql/vocabulario.json").json()
    assert datos["prefijos"]["al"] == "https://w3id.org/alinea/ont#"
    assert ["al:LineaDeAccion", "Línea de acción"] in datos["terminos"]
    en_ingles = dict(cliente.get("/sparql/vocabulario.json?idioma=en").json()["terminos"])
    assert en_ingles["al:LineaDeAccion"] != "Línea de acción"


def test_una_respuesta_se_descarga_como_libro(cliente: TestClient) -> None:
    respuesta = cliente.get("/sparql", params={"query": "SELECT * {?s a ?c} LIMIT 3", "formato": "xlsx"})
    assert respuesta.content[:2] == b"PK"
