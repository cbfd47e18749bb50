"""The JSON-LD context of the data: prefixes, and every property of the vocabulary with what it leads to."""

from __future__ import annotations

import json
from functools import lru_cache

from rdflib import OWL, URIRef

from ontologia.espacios import AL, PREFIJOS, RDF, RDFS
from ontologia.recursos import cargar_vocabulario

__all__ = ["contexto_jsonld"]


@lru_cache(maxsize=1)
def contexto_jsonld() -> bytes:
    """Return the context as JSON (UTF-8), its terms sorted."""
    grafo, propio = cargar_vocabulario(), str(AL._NS)
    terminos: dict[str, object] = {clave: str(espacio) for clave, espacio in PREFIJOS.items()}
    terminos |= {"id": "@id", "tipo_rdf": "@type", "etiqueta": {"@id": str(RDFS.label), "@container": "@language"}}
    for clase, con_iri in ((OWL.Class, None), (OWL.ObjectProperty, True), (OWL.DatatypeProperty, False)):
        for termino in sorted(grafo.subjects(RDF.type, clase), key=str):
            if isinstance(termino, URIRef) and str(termino).startswith(propio):
                alcance = grafo.value(termino, RDFS.range)
                terminos[str(termino).removeprefix(propio)] = _definicion(str(termino), con_iri, alcance)
    return json.dumps({"@context": terminos}, ensure_ascii=False, indent=1).encode()


def _definicion(iri: str, con_iri: bool | None, alcance: object) -> object:
    """Return how a term is written: a class by its IRI, a property with the type of its values."""
    if con_iri:
        return {"@id": iri, "@type": "@id"}
    if con_iri is False and str(alcance).startswith(PREFIJOS["xsd"]) and not str(alcance).endswith("#string"):
        return {"@id": iri, "@type": str(alcance)}
    return iri
