"""The shapes themselves: each has an IRI, a severity, a message in two languages, a target and an example."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.namespace import RDFS
from rdflib.term import Node

from ontologia.errores import ErrorDeAlinea
from ontologia.espacios import AL, MODALIDAD, NIVEL, RAIZ, SH, SKOS, TEMA
from ontologia.recursos import cargar_formas, cargar_vocabulario, exigir_blancos

FORMAS = f"{RAIZ}/formas#"
INVALIDOS = Path(__file__).parents[2] / "ontologia" / "ejemplos" / "invalidos"
GRAFO_MD = Path(__file__).parents[2] / "docs" / "grafo.md"
AJENAS = {AL.opcional, AL.porPrograma, RDF.type, RDFS.seeAlso, SH.message, SH.path, SH.property, SH.severity,
          SH.targetClass, SH.targetObjectsOf, SH.targetSubjectsOf}
"""What a shape says that is not a constraint of its own."""


@pytest.fixture(scope="module")
def formas() -> Graph:
    return cargar_formas()


def todas(formas: Graph) -> set[Node]:
    return set(formas.subjects(RDF.type, SH.NodeShape)) | set(formas.subjects(RDF.type, SH.PropertyShape))


def local(forma: Node) -> str:
    return str(forma).removeprefix(FORMAS)


def test_cada_forma_tiene_su_propio_iri(formas: Graph) -> None:
    assert [forma for forma in todas(formas) if isinstance(forma, BNode) or not str(forma).startswith(FORMAS)] == []
    assert set(formas.objects(None, SH.property)) <= todas(formas)


def test_cada_forma_dice_su_severidad_y_su_mensaje_en_las_dos_lenguas(formas: Graph) -> None:
    for forma in todas(formas):
        assert len(list(formas.objects(forma, SH.severity))) == 1, forma
        mensajes = [m for m in formas.objects(forma, SH.message) if isinstance(m, Literal) and m.strip()]
        assert sorted(str(m.language) for m in mensajes) == ["en", "es"], forma
        assert formas.value(forma, RDFS.seeAlso) is not None, forma


def test_toda_forma_de_propiedad_se_aplica_desde_una_forma_con_blanco(formas: Graph) -> None:
    assert set(formas.objects(None, SH.property)) == set(formas.subjects(RDF.type, SH.PropertyShape))


def test_una_forma_sin_blanco_se_rechaza_y_se_nombra() -> None:
    huerfana = Graph().add((URIRef(f"{FORMAS}Huerfana"), RDF.type, SH.NodeShape))
    with pytest.raises(ErrorDeAlinea, match="Huerfana"):
        exigir_blancos(huerfana)


def test_cada_forma_con_restriccion_tiene_un_ejemplo_que_la_rompe(formas: Graph) -> None:
    con_restriccion = {local(f) for f in todas(formas) if set(formas.predicates(f)) - AJENAS}
    assert {archivo.stem for archivo in INVALIDOS.glob("*.ttl")} == con_restriccion


def test_cada_clase_que_la_documentacion_describe_tiene_su_forma(formas: Graph) -> None:
    filas = re.findall(r"^\| `al:([A-Z][A-Za-z]+)`", GRAFO_MD.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(filas) > 20
    blancos = set(formas.objects(None, SH.targetClass))
    assert [fila for fila in filas if AL[fila] not in blancos] == []


# Traps measured in the engines: SPARQL in shapes, regex features that engines read differently, derived integers.
def test_las_formas_evitan_lo_que_los_motores_no_leen_igual(formas: Graph) -> None:
    assert list(formas.subject_objects(SH.sparql)) == []
    assert list(formas.subject_objects(SH.deactivated)) == []
    patrones = [str(p) for p in formas.objects(None, SH.pattern)]
    assert [p for p in patrones if re.search(r"\(\?|\\[wWpPsSdDbB]", p)] == []
    tipos = {str(t).rpartition("#")[2] for t in formas.objects(None, SH.datatype)}
    assert tipos <= {"boolean", "date", "decimal", "gYear", "integer", "langString", "string"}


def test_toda_fecha_lleva_tambien_un_patron(formas: Graph) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    for tipo in ("date", "gYear", "boolean"):
        for forma in formas.subjects(SH.datatype, URIRef(xsd + tipo)):
            assert (forma, SH.pattern, None) in formas, forma


def valores(formas: Graph, nombre: str) -> set[str]:
    lista = formas.value(URIRef(FORMAS + nombre), SH["in"])
    assert lista is not None
    return {str(valor) for valor in formas.items(lista)}


def test_los_valores_admitidos_son_los_de_sus_esquemas(formas: Graph) -> None:
    def esquema(nombre: str) -> set[str]:
        return {str(c) for c in cargar_vocabulario().subjects(SKOS.inScheme, URIRef(f"{RAIZ}/{nombre}"))}

    assert valores(formas, "Alineacion-nivel") == esquema("nivel") - {str(NIVEL.ninguna)}
    assert valores(formas, "Asunto-modalidad") == esquema("modalidad")
    assert str(MODALIDAD.recepcion) in valores(formas, "Asunto-modalidad")
    assert valores(formas, "Alianza-estado") == esquema("convenio")


def test_el_patron_de_un_tema_es_el_espacio_de_los_temas(formas: Graph) -> None:
    patron = str(formas.value(URIRef(f"{FORMAS}Alineacion-tema"), SH.pattern))
    assert re.search(patron, str(TEMA["gobierno-abierto"]))
    assert not re.search(patron, f"{RAIZ}/acto#validar")


def test_un_elemento_sin_ninguna_clase_con_forma_no_pasa_inadvertido(formas: Graph) -> None:
    lista = formas.value(formas.value(URIRef(f"{FORMAS}Elemento-clase"), SH.qualifiedValueShape), SH["in"])
    assert lista is not None
    assert set(formas.items(lista)) == set(formas.objects(None, SH.targetClass))


def test_las_formas_de_lo_que_todo_programa_tiene_no_son_opcionales(formas: Graph) -> None:
    obligatorias = {local(f) for f in formas.subjects(RDF.type, SH.NodeShape)
                    if (f, AL.opcional, Literal(True)) not in formas}
    assert obligatorias == {
        "Programa", "Documento", "Cita", "Selector", "SelectorDeTexto", "SelectorDePosicion", "ObjetivoEspecifico",
        "LineaDeAccion", "Norma", "NormaConFecha", "Articulo", "Subdivision", "Elemento"}


def test_las_formas_que_cada_programa_debe_llenar_son_las_obligatorias_menos_las_de_las_normas(formas: Graph) -> None:
    por_programa = {local(f) for f in formas.subjects(AL.porPrograma, Literal(True))}
    obligatorias = {local(f) for f in formas.subjects(RDF.type, SH.NodeShape)
                    if (f, AL.opcional, Literal(True)) not in formas}
    assert obligatorias - por_programa == {"Norma", "NormaConFecha", "Articulo", "Subdivision"}
    assert por_programa <= obligatorias
