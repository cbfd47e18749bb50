"""Stages: a term and the year in which it ends, in the ways in which programmes write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from grafo.documento import documento_de_bytes
from grafo.lectura.etapas import extraer_etapas
from grafo.lectura.mobiliario import enmascarar
from grafo.lectura.perfil import cargar_perfil

PROGRAMA = Path(__file__).parents[3] / "grafo" / "datos" / "programa-cpgat-2017.txt"


@pytest.mark.parametrize(("texto", "etapas"), [
    # The plural behind the last term only.
    ("horizontes a corto (2020), mediano (2025) y largo plazos (2030).",
     [(2020, "corto"), (2025, "mediano"), (2030, "largo")]),
    # The term broken over a line.
    ("metas de largo\nplazo (2040) y de corto plazo (2022)", [(2022, "corto"), (2040, "largo")]),
    ("corto plazo: 2019; medio plazo: 2021", [(2019, "corto"), (2021, "mediano")]),
    ("a corto plazo, hacia el año 2027, habrá", [(2027, "corto")]),
    ("en 2024 (corto plazo) y 2030 (largo plazo)", [(2024, "corto"), (2030, "largo")]),
    # A term without a year is no stage; nor is a year elsewhere in the sentence.
    ("resultados de largo plazo asociados con los 17 objetivos de la Agenda 2030", []),
    # Said twice, once a stage.
    ("corto plazo (2020). El corto plazo (2020) es", [(2020, "corto")]),
])
def test_cada_plazo_con_su_anio_es_una_etapa(texto: str, etapas: list[tuple[int, str]]) -> None:
    hoja = enmascarar(documento_de_bytes(texto.encode(), "x.txt"), cargar_perfil("comision"))
    assert [(e.anio, e.plazo) for e in extraer_etapas(hoja, 0, len(texto))] == etapas


def test_el_programa_de_2017_tiene_tres_etapas_que_se_pueden_recortar() -> None:
    documento = documento_de_bytes(PROGRAMA.read_bytes(), PROGRAMA.name)
    etapas = extraer_etapas(enmascarar(documento, cargar_perfil("comision")), 0, len(documento.texto))
    assert [(e.anio, e.plazo) for e in etapas] == [(2020, "corto"), (2025, "mediano"), (2030, "largo")]
    assert [e.pasaje.texto for e in etapas] == ["corto (2020)", "mediano (2025)", "largo plazos (2030)"]
    assert all(documento.texto_de(e.pasaje.tramos) == e.pasaje.texto for e in etapas)
    assert [(e.pasaje.tramos[0].linea_inicio, e.pasaje.tramos[-1].linea_fin) for e in etapas] == [
        (284, 284), (284, 284), (284, 286)]
