"""The graph of a law: texts with fingerprints and quotes, attached to what the graph of norms knows."""

from __future__ import annotations

import pytest
from rdflib import Literal
from textos_de_ley import ESTATAL, FEDERAL, LINEAMIENTOS, leer

from grafo.ley import grafos_de_ley
from grafo.validacion import validar
from ontologia import Acunador, cargar_formas, cargar_normas, cargar_vocabulario
from ontologia.espacios import AL, DCTERMS, ELI, OA, PROV, RDF

IRI = Acunador()


@pytest.mark.parametrize("clave", ["prueba-2015", "lgtaip-2015"])
@pytest.mark.parametrize("texto", [FEDERAL, ESTATAL, LINEAMIENTOS], ids=["federal", "estatal", "lineamientos"])
def test_el_grafo_de_una_ley_conforma_junto_a_las_normas(texto: str, clave: str) -> None:
    grafo = grafos_de_ley(leer(texto, clave), IRI)
    informe = validar([grafo, cargar_normas(), cargar_vocabulario()], cargar_formas())
    assert informe.resultados == ()


def test_ninguna_terna_esta_tambien_en_el_grafo_de_las_normas() -> None:
    texto = FEDERAL.replace("Artículo 8.", "Artículo 59.")
    grafo, normas = grafos_de_ley(leer(texto, "lgtaip-2015"), IRI), cargar_normas()
    articulo = IRI.articulo("lgtaip-2015", "59")
    assert grafo.value(articulo, AL.texto) == Literal("Se deroga.")
    assert [terna for terna in grafo if terna in normas] == []
    assert grafo.value(articulo, ELI.number) is None


def test_cada_articulo_lleva_texto_huella_capitulo_y_citas_que_estan_en_el_documento() -> None:
    ley = leer(FEDERAL)
    grafo = grafos_de_ley(ley, IRI)
    assert str(grafo.identifier) == "https://w3id.org/alinea/id/grafo/ley/prueba-2015"
    articulo = IRI.articulo("prueba-2015", "3 Bis")
    assert grafo.value(articulo, AL.texto) == Literal("Los inventarios son públicos.")
    assert grafo.value(articulo, AL.huella) == Literal(ley.articulos[3].huella)
    assert grafo.value(articulo, DCTERMS.isPartOf) == IRI.division("prueba-2015", ("tit_1", "cap_2"))
    cita = grafo.value(articulo, PROV.wasQuotedFrom)
    assert cita is not None
    exacto = {str(grafo.value(selector, OA.exact)) for selector in grafo.objects(cita, OA.hasSelector)}
    assert "Los inventarios son públicos." in exacto
    assert grafo.value(cita, OA.hasSource) == IRI.documento_de_norma("prueba-2015")


def test_la_nota_de_reforma_nombra_los_articulos_y_las_fechas() -> None:
    grafo = grafos_de_ley(leer(FEDERAL), IRI)
    nota = IRI.reforma("prueba-2015", 5)
    assert (nota, RDF.type, AL.Reforma) in grafo
    assert set(grafo.objects(nota, AL.refiereA)) == {IRI.articulo("prueba-2015", n) for n in "456"}
    assert [str(fecha) for fecha in grafo.objects(nota, DCTERMS.date)] == ["2021-05-20"]
