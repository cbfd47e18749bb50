"""The SKOS schemes: complete concepts, and the words that the reader and the audit hold on to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph, Literal
from rdflib.term import URIRef

from ontologia.espacios import AL, RAIZ, RDF, REGLA, SH, SKOS, TEMA
from ontologia.recursos import actos, cargar_vocabulario, niveles, temas, tipos_de_hallazgo

ESQUEMAS = ["acto", "convenio", "hallazgo", "modalidad", "nivel", "recuento", "regla", "tema"]
GRAFO_MD = Path(__file__).parents[2] / "docs" / "grafo.md"


@pytest.fixture(scope="module")
def vocabulario() -> Graph:
    return cargar_vocabulario()


@pytest.mark.parametrize("nombre", ESQUEMAS)
def test_cada_concepto_tiene_clave_nombre_y_definicion_en_las_dos_lenguas(vocabulario: Graph, nombre: str) -> None:
    esquema = URIRef(f"{RAIZ}/{nombre}")
    conceptos = list(vocabulario.subjects(SKOS.inScheme, esquema))
    assert conceptos
    for concepto in conceptos:
        clave = str(concepto).removeprefix(f"{esquema}#")
        assert [str(c) for c in vocabulario.objects(concepto, SKOS.notation)] == [clave]
        for propiedad in (SKOS.prefLabel, SKOS.definition):
            textos = [t for t in vocabulario.objects(concepto, propiedad) if isinstance(t, Literal)]
            assert sorted(str(t.language) for t in textos) == ["en", "es"], (concepto, propiedad)


def test_los_esquemas_son_ocho(vocabulario: Graph) -> None:
    esquemas = vocabulario.subjects(RDF.type, SKOS.ConceptScheme)
    assert sorted(str(e) for e in esquemas) == [f"{RAIZ}/{nombre}" for nombre in ESQUEMAS]


def test_los_niveles_van_del_mas_fuerte_al_mas_debil() -> None:
    assert [(nivel.orden, nivel.clave) for nivel in niveles()] == [
        (1, "cita"), (2, "expresa"), (3, "nominal"), (4, "heredada_estrategia"), (5, "heredada_objetivo"),
        (6, "relacionada"), (7, "ninguna"),
    ]


def test_los_temas_tienen_solo_sus_terminos() -> None:
    assert {tema.clave: tema.terminos for tema in temas()} == {
        "gobierno-abierto": ("gobierno abierto", "apertura gubernamental", "apertura institucional"),
        "transparencia-proactiva": ("transparencia proactiva", "divulgación proactiva"),
    }


def test_el_fundamento_legal_es_un_tema_que_ninguna_palabra_muestra(vocabulario: Graph) -> None:
    assert (TEMA["fundamento-legal"], AL.regla, REGLA["cita-en-la-linea"]) in vocabulario
    assert "fundamento-legal" not in {tema.clave for tema in temas()}


def test_los_actos_se_reconocen_por_las_palabras_con_que_empieza_una_linea() -> None:
    por_frase = {frase: acto.clave for acto in actos() for frase in acto.frases}
    assert por_frase["Dar seguimiento"] == "dar-seguimiento"
    assert por_frase["Tomar conocimiento"] == "tomar-conocimiento"
    assert por_frase["Acompañar"] == "acompanar"
    assert "otro" in {acto.clave for acto in actos()}
    assert "otro" not in por_frase.values()


def test_ninguna_frase_muestra_dos_actos() -> None:
    frases = [frase for acto in actos() for frase in acto.frases]
    assert len(frases) == len(set(frases))


def test_todo_hallazgo_tiene_una_severidad_de_shacl() -> None:
    assert {tipo.severidad for tipo in tipos_de_hallazgo().values()} == {"Info", "Warning", "Violation"}
    assert tipos_de_hallazgo()["linea-inexistente"].severidad == "Violation"
    assert tipos_de_hallazgo()["linea-sin-mandato"].severidad == "Warning"
    assert tipos_de_hallazgo()["evento-sin-anio"].severidad == "Info"


def test_la_severidad_es_una_por_hallazgo(vocabulario: Graph) -> None:
    for tipo in vocabulario.subjects(SKOS.inScheme, URIRef(f"{RAIZ}/hallazgo")):
        assert len(list(vocabulario.objects(tipo, SH.severity))) == 1


def test_toda_regla_que_la_documentacion_nombra_existe(vocabulario: Graph) -> None:
    nombradas = set(re.findall(r"`regla:([a-z-]+)`", GRAFO_MD.read_text(encoding="utf-8")))
    conceptos = {str(r).removeprefix(str(REGLA)) for r in vocabulario.subjects(SKOS.inScheme, URIRef(f"{RAIZ}/regla"))}
    assert nombradas
    assert nombradas - conceptos == set()
