"""The IRIs, as `docs/grafo.md` writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontologia.iris import BASE, Acunador, ranura

PROGRAMA = "inai-cpgat-2017"


def test_cada_iri_se_acuna_como_dice_la_documentacion() -> None:
    iri = Acunador()
    acunados = {
        iri.norma("lgtaip-2015"): "norma/lgtaip-2015",
        iri.articulo("lgtaip-2015", "59"): "norma/lgtaip-2015/art_59",
        iri.articulo("lgtaip-2015", "24 Bis"): "norma/lgtaip-2015/art_24-bis",
        iri.division("lgtaip-2015", ("tit_4", "cap_2")): "norma/lgtaip-2015/tit_4/cap_2",
        iri.transitorio("lgtaip-2015", 2): "norma/lgtaip-2015/transitorio/2",
        iri.reforma("lgtaip-2015", 3): "norma/lgtaip-2015/reforma/3",
        iri.documento_de_norma("lgtaip-2015"): "norma/lgtaip-2015/documento",
        iri.cita_de_norma("lgtaip-2015", 10, 25): "norma/lgtaip-2015/cita/10-25",
        iri.programa(PROGRAMA): f"programa/{PROGRAMA}",
        iri.documento(PROGRAMA): f"programa/{PROGRAMA}/documento",
        iri.elemento(PROGRAMA, "linea", "1.1.1"): f"programa/{PROGRAMA}/linea/1.1.1",
        iri.nombrado(PROGRAMA, "unidad", "DGGAT"): f"programa/{PROGRAMA}/unidad/dggat",
        iri.nombrado(PROGRAMA, "organizacion", "Red Local"): f"programa/{PROGRAMA}/organizacion/red-local",
        iri.asunto(PROGRAMA, "1", 3): f"programa/{PROGRAMA}/sesion/1/asunto/3",
        iri.cita(PROGRAMA, 10, 25): f"programa/{PROGRAMA}/cita/10-25",
        iri.selector(PROGRAMA, 10, 25, "texto"): f"programa/{PROGRAMA}/cita/10-25/texto",
        iri.alineacion(PROGRAMA, "1.1.1", "gobierno-abierto", "lgtaip-2015", "59", "expresa"):
            f"programa/{PROGRAMA}/alineacion/1.1.1/gobierno-abierto/lgtaip-2015/art_59/expresa",
        iri.grafo_ontologia(): "grafo/ontologia",
        iri.grafo_normas(): "grafo/normas",
        iri.grafo_ley("lgtaip-2015"): "grafo/ley/lgtaip-2015",
        iri.grafo_programa(PROGRAMA): f"grafo/programa/{PROGRAMA}",
        iri.grafo_derivado(PROGRAMA): f"grafo/derivado/{PROGRAMA}",
        iri.grafo_revisiones(): "grafo/revisiones",
    }
    assert [str(acunado) for acunado in acunados] == [BASE + ruta for ruta in acunados.values()]


def test_la_base_se_puede_cambiar() -> None:
    assert str(Acunador("https://ejemplo.org/").norma("lgtaip-2015")) == "https://ejemplo.org/norma/lgtaip-2015"


# Words of a document, their slug.
@pytest.mark.parametrize(("texto", "esperada"), [
    ("Gobierno Abierto", "gobierno-abierto"),
    ("Transparencia  Proactiva", "transparencia-proactiva"),
    ("¿Dónde está la Ñ?", "donde-esta-la-n"),
    ("IBM / Sector Privado.", "ibm-sector-privado"),
])
def test_la_ranura_de_un_nombre_es_ascii_en_minusculas(texto: str, esperada: str) -> None:
    assert ranura(texto) == esperada


@pytest.mark.parametrize("texto", ["", "   ", "—…—", "中文"])
def test_de_un_texto_sin_letras_latinas_no_hay_ranura(texto: str) -> None:
    with pytest.raises(ValueError, match="slug"):
        ranura(texto)


@given(st.text())
def test_la_ranura_de_una_ranura_es_ella_misma(texto: str) -> None:
    try:
        una = ranura(texto)
    except ValueError:
        return
    assert ranura(una) == una
    assert una.isascii()
    assert una == una.lower()
    assert not una.startswith("-")
    assert not una.endswith("-")
