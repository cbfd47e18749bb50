"""The words for terms of the graph: labels and definitions of the vocabulary and the schemes, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rdflib import Graph, Literal, URIRef

from ontologia.espacios import DCTERMS, ELI, FOAF, OA, ORG, OWL, PREFIJOS, PROV, RDF, RDFS, SCHEMA, SH, SKOS
from ontologia.recursos import cargar_vocabulario

__all__ = ["Palabra", "abreviado", "palabra", "palabras"]


@dataclass(frozen=True, slots=True)
class Palabra:
    """A term's label and definition: Spanish and English."""

    etiqueta: str
    label: str
    definicion: str = ""
    definition: str = ""

    def en(self, idioma: str) -> str:
        """Return the label in a language."""
        return self.label if idioma == "en" else self.etiqueta

    def explicada(self, idioma: str) -> str:
        """Return the definition in a language."""
        return self.definition if idioma == "en" else self.definicion


_AJENAS: Mapping[URIRef, tuple[str, str]] = {
    RDF.type: ("Es", "Is"), RDFS.label: ("Nombre", "Name"), RDFS.comment: ("Comentario", "Comment"),
    RDFS.subClassOf: ("Clase de", "Kind of"), RDFS.seeAlso: ("Véase", "See also"),
    DCTERMS.isPartOf: ("Es parte de", "Is part of"), DCTERMS.identifier: ("Clave", "Key"),
    DCTERMS.temporal: ("Año", "Year"), DCTERMS.source: ("Publicación", "Publication"),
    PROV.wasQuotedFrom: ("Citado de", "Quoted from"), PROV.wasDerivedFrom: ("Leído de", "Read from"),
    ORG.unitOf: ("Unidad de", "Unit of"), SKOS.prefLabel: ("Nombre", "Name"),
    SKOS.altLabel: ("También llamado", "Also called"), SKOS.definition: ("Definición", "Definition"),
    SKOS.notation: ("Clave", "Key"), SKOS.inScheme: ("En el esquema", "In scheme"),
    OA.hasSource: ("Documento", "Document"), OA.hasSelector: ("Lugar", "Place"), OA.exact: ("Palabras", "Words"),
    OA.prefix: ("Antes", "Before"), OA.suffix: ("Después", "After"), OA.start: ("Desde", "From"),
    OA.end: ("Hasta", "To"),
    ELI.title: ("Título", "Title"), ELI.title_alternative: ("Otros nombres", "Other names"),
    ELI.number: ("Número", "Number"), ELI.is_part_of: ("Es parte de", "Is part of"),
    ELI.is_about: ("Trata de", "Is about"), ELI.repeals: ("Abroga", "Repeals"),
    ELI.repealed_by: ("Abrogada por", "Repealed by"), ELI.date_publication: ("Publicada", "Published"),
    ELI.first_date_entry_in_force: ("Vigente desde", "In force from"),
    ELI.date_no_longer_in_force: ("Vigente hasta", "In force until"),
    SCHEMA.startDate: ("Primer día probable", "First probable day"),
    SCHEMA.endDate: ("Último día probable", "Last probable day"), SCHEMA.eventStatus: ("Estado", "Status"),
    SCHEMA.EventScheduled: ("Programado", "Scheduled"), SH.resultSeverity: ("Severidad", "Severity"),
    SH.Info: ("Nota", "Note"), SH.Warning: ("Advertencia", "Warning"), SH.Violation: ("Falta", "Violation"),
    RDF.subject: ("Sujeto", "Subject"), RDF.predicate: ("Predicado", "Predicate"), RDF.object: ("Objeto", "Object"),
    FOAF.Document: ("Documento", "Document"), FOAF.Project: ("Proyecto", "Project"), OWL.Class: ("Clase", "Class"),
}
"""What the standard vocabularies' own files would say, for the terms that the graph uses of them."""


@lru_cache(maxsize=1)
def palabras() -> Mapping[str, Palabra]:
    """Return the words of every term, by IRI."""
    grafo = cargar_vocabulario()
    dichas = {str(iri): Palabra(*par) for iri, par in _AJENAS.items()}
    for sujeto in set(grafo.subjects()):
        es, en = (_en(grafo, sujeto, i, RDFS.label, SKOS.prefLabel, DCTERMS.title) for i in ("es", "en"))
        if isinstance(sujeto, URIRef) and (es or en):
            dichas[str(sujeto)] = Palabra(
                es or en, en or es, _en(grafo, sujeto, "es", SKOS.definition, RDFS.comment),
                _en(grafo, sujeto, "en", SKOS.definition, RDFS.comment))
    return dichas


def palabra(iri: str) -> Palabra:
    """Return the words of a term; for one that says none, its abbreviated IRI."""
    corto = abreviado(iri)
    return palabras().get(str(iri), Palabra(corto, corto))


def abreviado(iri: str) -> str:
    """Return an IRI with its prefix ("al:Norma") when it has one, else as it is."""
    for prefijo, espacio in PREFIJOS.items():
        if iri.startswith(espacio) and iri[len(espacio):].replace("_", "").replace("-", "").isalnum():
            return f"{prefijo}:{iri[len(espacio):]}"
    return iri


def _en(grafo: Graph, sujeto: object, idioma: str, *propiedades: URIRef) -> str:
    for propiedad in propiedades:
        for valor in grafo.objects(sujeto, propiedad):  # type: ignore[arg-type]
            if isinstance(valor, Literal) and valor.language == idioma:
                return str(valor)
    return ""
