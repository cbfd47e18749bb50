"""A question over several programmes: pages that say how far they came, downloads that have everything."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from html import unescape

import pytest
from starlette.testclient import TestClient

from api import reparto
from api.contexto import Contexto
from api.rutas import consultas as rutas
from api.servidor import crear_aplicacion
from consultas import buscar
from grafo.almacen import AlmacenEmbebido
from grafo.construccion import construir

CLAVES = ("inai-cpgat-2017", "inai-cpgat-2018", "inai-cpgat-2019")
PAGINA = {"accept": "text/html"}


@pytest.fixture(scope="module")
def almacen(leido_real, acunador):
    """The packaged programme under three keys."""
    almacen = AlmacenEmbebido()
    construir([replace(leido_real, programa=replace(leido_real.programa, clave=c)) for c in CLAVES], almacen, acunador)
    return almacen


@pytest.fixture(scope="module")
def cliente(almacen, acunador):
    with TestClient(crear_aplicacion(Contexto(almacen=almacen, acunador=acunador, plazo=60.0))) as cliente:
        yield cliente


@pytest.mark.parametrize("formato", ["json", "csv", "tsv", "xml"])
def test_la_descarga_de_todos_son_los_bytes_que_da_el_motor(cliente, almacen, formato) -> None:
    respuesta = cliente.get(f"/consultas/lineas?formato={formato}")
    assert respuesta.content == almacen.serializar(buscar("lineas").texto, formato)
    assert "attachment" in respuesta.headers["content-disposition"]


def test_una_pagina_que_no_alcanza_dice_cuantos_programas_vio_y_por_donde_seguir(cliente, monkeypatch) -> None:
    monkeypatch.setattr(rutas, "PLAZO_DE_PAGINA", 0.0)
    direccion, numeros, vistos = "/consultas/lineas?idioma=es", [], []
    while direccion:
        texto = cliente.get(direccion, headers=PAGINA).text
        numeros.append(len(re.findall(r"<tr><td", texto)))
        vistos += re.findall(r"Programas vistos hasta aquí: (\d+) de (\d+)\.", texto)
        sigue = re.search(r'rel="next" href="([^"]+)"', texto)
        direccion = unescape(sigue[1]) if sigue else ""
    filas = list(csv.reader(io.StringIO(cliente.get("/consultas/lineas?formato=csv").text)))[1:]
    assert vistos == [("1", "3"), ("2", "3"), ("3", "3")]
    assert numeros == [len(filas) // 3] * 3


def test_una_pagina_con_programa_no_habla_de_los_otros(cliente) -> None:
    texto = cliente.get("/consultas/lineas?programa=inai-cpgat-2018", headers=PAGINA).text
    assert "Programas vistos" not in texto
    assert len(re.findall(r"<tr><td", texto)) == len(
        cliente.get("/consultas/lineas?programa=inai-cpgat-2018&formato=csv").text.splitlines()) - 1


def test_un_lugar_mal_escrito_es_un_error_del_que_pide(cliente) -> None:
    assert cliente.get("/consultas/lineas?desde=nada", headers=PAGINA).status_code == 400


def test_un_numero_corto_sin_programa_se_rechaza_tambien_entre_varios(cliente) -> None:
    respuesta = cliente.get("/consultas/apoyos_de_linea?linea=2.2.4&formato=json")
    assert respuesta.status_code == 400
    assert "programa" in respuesta.text


def test_la_hoja_de_calculo_que_no_cabe_se_dice(cliente, monkeypatch) -> None:
    monkeypatch.setattr(reparto, "_FILAS_DE_HOJA", 10)
    respuesta = cliente.get("/consultas/lineas?formato=xlsx")
    assert respuesta.status_code == 400
    assert "CSV" in respuesta.text
