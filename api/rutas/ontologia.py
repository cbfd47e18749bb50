"""The ontology as documentation or Turtle, and the description of the data set (VoID)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from rdflib import OWL, Graph, URIRef
from starlette.responses import Response

from api.enlaces import ancla_de_termino
from api.negociacion import DE_DATOS, elegir, quiere_pagina
from api.palabras import Palabra, palabra
from api.protocolo.catalogo import describir_datos, describir_programa, listar_programas
from api.protocolo.grafos import raiz_de
from api.rutas.datos import grafo_como
from api.sitio import EnSitio
from ontologia.espacios import AL, RDF, RDFS, SKOS
from ontologia.recursos import cargar_vocabulario

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

Palabras = Annotated[str, Query(max_length=300)]

_PROPIEDADES = (OWL.ObjectProperty, OWL.DatatypeProperty)


@dataclass(frozen=True, slots=True)
class Termino:
    """A term for its entry: IRI, anchor, words, and IRIs of what it is under, its domain and its range."""

    iri: str
    ancla: str
    palabra: Palabra
    padres: tuple[str, ...]
    dominio: tuple[str, ...]
    alcance: tuple[str, ...]
    otros: tuple[str, ...]


@router.get("/ont")
def ontologia(v: EnSitio) -> Response:
    """Show the terms, or return the Turtle."""
    tipo = elegir(v.peticion, DE_DATOS, con_pagina=True)
    if tipo != "text/html":
        return Response(grafo_como(cargar_vocabulario(), DE_DATOS[tipo]), media_type=tipo, headers={"Vary": "Accept"})
    grafo = cargar_vocabulario()
    esquemas = sorted(grafo.subjects(RDF.type, SKOS.ConceptScheme), key=str)
    return v.pagina(
        "ont.html", activa="/consultas", clases=_terminos(grafo, grafo.subjects(RDF.type, OWL.Class)),
        propiedades=_terminos(grafo, {s for t in _PROPIEDADES for s in grafo.subjects(RDF.type, t)}),
        esquemas=[(_termino(grafo, e), _terminos(grafo, grafo.subjects(SKOS.inScheme, e))) for e in esquemas])


@router.get("/ont.ttl")
def turtle() -> Response:
    """Return the ontology and its schemes as Turtle."""
    return Response(grafo_como(cargar_vocabulario(), "ttl"), media_type="text/turtle")


@router.get("/.well-known/void")
def void(v: EnSitio, programa: Palabras = "", pagina: Palabras = "") -> Response:
    """Describe the data (VoID and DCAT): where it can be asked, how large it is, whose words it uses, its dumps.

    With `programa` those of that one; with `pagina` the list of the programmes, some at a time. A browser, which
    accepts none of the forms, gets Turtle: there is no page to send it to.
    """
    tipo = "text/turtle" if quiere_pagina(v.peticion) else elegir(v.peticion, DE_DATOS)
    raiz = raiz_de(v.peticion)
    dicho = (describir_programa(v.sitio, raiz, programa) if programa else
             listar_programas(v.sitio, raiz, pagina) if pagina else describir_datos(v.sitio, raiz))
    cuerpo = grafo_como(dicho, DE_DATOS[tipo])
    return Response(cuerpo, media_type=tipo, headers={"Vary": "Accept, Host", "Cache-Control": "no-store"})


def _terminos(grafo: Graph, sujetos: Iterable[object]) -> Sequence[Termino]:
    """Return the entries of the terms of our own, by order where they have one, else by label."""
    propios = [s for s in set(sujetos) if isinstance(s, URIRef) and "/alinea/ont" in s]

    def orden(s: URIRef) -> tuple[int, str]:
        puesto = grafo.value(s, AL.orden)
        return (int(str(puesto)) if puesto is not None else 99, palabra(str(s)).etiqueta.casefold())

    return [_termino(grafo, s) for s in sorted(propios, key=orden)]


def _termino(grafo: Graph, sujeto: object) -> Termino:
    assert isinstance(sujeto, URIRef)

    def de(*propiedades: URIRef) -> tuple[str, ...]:
        return tuple(sorted(str(o) for p in propiedades for o in grafo.objects(sujeto, p) if isinstance(o, URIRef)))

    otros = tuple(sorted(str(o) for p in (SKOS.altLabel, SKOS.hiddenLabel) for o in grafo.objects(sujeto, p)))
    return Termino(str(sujeto), ancla_de_termino(str(sujeto)), palabra(str(sujeto)),
                   de(RDFS.subClassOf, RDFS.subPropertyOf), de(RDFS.domain), de(RDFS.range), otros)
