"""The closed namespaces, the vocabulary, the schemes and `docs/grafo.md` name the same terms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph, Literal
from rdflib.namespace import DefinedNamespace
from rdflib.term import Node, URIRef

from ontologia.espacios import AL, CONVENIO, DCTERMS, MODALIDAD, NIVEL, OWL, PREFIJOS, RDF, RDFS, SKOS
from ontologia.recursos import cargar_formas, cargar_normas, cargar_vocabulario

ONTOLOGIA = URIRef("https://w3id.org/alinea/ont")
GRAFO_MD = Path(__file__).parents[2] / "docs" / "grafo.md"


@pytest.fixture(scope="module")
def vocabulario() -> Graph:
    return cargar_vocabulario()


def terminos(espacio: type[DefinedNamespace]) -> set[str]:
    return {nombre for nombre in espacio.__annotations__ if not nombre.startswith("_")}


def declarados(vocabulario: Graph) -> set[Node]:
    return set(vocabulario.subjects(RDFS.isDefinedBy, ONTOLOGIA)) - set(
        vocabulario.subjects(RDF.type, SKOS.ConceptScheme)
    )


def idiomas(grafo: Graph, sujeto: Node, propiedad: URIRef) -> list[str | None]:
    textos = [t for t in grafo.objects(sujeto, propiedad) if isinstance(t, Literal) and t.strip()]
    return sorted(str(texto.language) for texto in textos)


def test_el_vocabulario_y_el_espacio_de_nombres_tienen_los_mismos_terminos(vocabulario: Graph) -> None:
    assert {str(termino) for termino in declarados(vocabulario)} == {str(AL[nombre]) for nombre in terminos(AL)}


@pytest.mark.parametrize("espacio", [NIVEL, MODALIDAD, CONVENIO])
def test_cada_esquema_cerrado_y_su_espacio_tienen_los_mismos_conceptos(
    vocabulario: Graph, espacio: type[DefinedNamespace]
) -> None:
    esquema = URIRef(str(espacio._NS).removesuffix("#"))
    conceptos = {str(concepto) for concepto in vocabulario.subjects(SKOS.inScheme, esquema)}
    assert conceptos == {str(espacio[nombre]) for nombre in terminos(espacio)}


def test_un_termino_mal_escrito_se_rechaza() -> None:
    with pytest.raises(AttributeError):
        _ = AL.LineaDeAcion


def test_cada_termino_propio_se_nombra_y_define_en_las_dos_lenguas(vocabulario: Graph) -> None:
    incompletos = [
        str(termino) for termino in declarados(vocabulario)
        if idiomas(vocabulario, termino, RDFS.label) != ["en", "es"]
        or idiomas(vocabulario, termino, SKOS.definition) != ["en", "es"]
    ]
    assert incompletos == []


def test_cada_termino_propio_esta_bajo_uno_ajeno(vocabulario: Graph) -> None:
    def ajeno(termino: Node) -> bool:
        return any(
            not str(superior).startswith(str(AL._NS))
            for propiedad in (RDFS.subClassOf, RDFS.subPropertyOf)
            for superior in vocabulario.transitive_objects(termino, propiedad)
        )

    assert [str(termino) for termino in declarados(vocabulario) if not ajeno(termino)] == []


def test_la_ontologia_dice_su_titulo_licencia_version_y_fechas(vocabulario: Graph) -> None:
    assert (ONTOLOGIA, RDF.type, OWL.Ontology) in vocabulario
    assert idiomas(vocabulario, ONTOLOGIA, DCTERMS.title) == ["en", "es"]
    assert vocabulario.value(ONTOLOGIA, DCTERMS.license) == URIRef("https://spdx.org/licenses/MIT")
    for propiedad in (OWL.versionIRI, OWL.versionInfo, DCTERMS.created, DCTERMS.modified):
        assert vocabulario.value(ONTOLOGIA, propiedad) is not None


# One row of the design's table: class, the standard class it stands under.
@pytest.mark.parametrize(("propia", "ajena"), [
    ("Norma", "http://data.europa.eu/eli/ontology#LegalResource"),
    ("Articulo", "http://data.europa.eu/eli/ontology#LegalResourceSubdivision"),
    ("Programa", "http://www.w3.org/ns/prov#Plan"),
    ("LineaDeAccion", "http://www.w3.org/ns/prov#Plan"),
    ("Direccion", "http://www.w3.org/ns/org#OrganizationalUnit"),
    ("Institucion", "http://www.w3.org/ns/org#FormalOrganization"),
    ("Alianza", "http://www.w3.org/ns/org#OrganizationalCollaboration"),
    ("Socio", "http://www.w3.org/ns/org#Organization"),
    ("Evento", "https://schema.org/Event"),
    ("Proyecto", "http://xmlns.com/foaf/0.1/Project"),
    ("Indicador", "https://schema.org/Observation"),
    ("Cita", "http://www.w3.org/ns/oa#SpecificResource"),
    ("Revision", "http://www.w3.org/ns/prov#Activity"),
    ("Termino", "http://www.w3.org/2004/02/skos/core#Concept"),
    ("Conclusion", "http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement"),
])
def test_cada_clase_del_diseno_esta_bajo_su_clase_estandar(vocabulario: Graph, propia: str, ajena: str) -> None:
    assert URIRef(ajena) in set(vocabulario.transitive_objects(AL[propia], RDFS.subClassOf))


def test_ser_parte_es_un_modo_de_pertenecer(vocabulario: Graph) -> None:
    assert (AL.parteDe, RDFS.subPropertyOf, DCTERMS.isPartOf) in vocabulario


def test_todo_termino_que_la_documentacion_nombra_existe() -> None:
    nombrados = set(re.findall(r"\bal:([A-Za-z0-9]+)", GRAFO_MD.read_text(encoding="utf-8")))
    assert nombrados
    assert nombrados - terminos(AL) == set()


def test_los_archivos_no_usan_ningun_termino_ni_prefijo_que_no_exista() -> None:
    grafo = cargar_vocabulario() + cargar_normas() + cargar_formas()
    propios = {str(AL[nombre]) for nombre in terminos(AL)}
    usados = {str(t) for terna in grafo for t in terna if str(t).startswith(str(AL._NS))}
    assert usados - propios == set()
    assert PREFIJOS["al"] == str(AL._NS)
