"""Linked data: an IRI answers with where its page or its triples are; the triples have an address of their own."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter
from rdflib import Graph, URIRef
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from api.fichas import etiquetas_de, tripletas_de
from api.negociacion import DE_CONJUNTO, DE_DATOS, elegir
from api.protocolo.contexto_jsonld import contexto_jsonld
from api.protocolo.entero import entero_como
from api.protocolo.volcados import RDFC, es_canonico, volcado
from api.sitio import EnSitio, Vista
from ontologia.espacios import DCTERMS, PREFIJOS, RDFS

__all__ = ["grafo_como", "router"]

router = APIRouter(include_in_schema=False)

_TIPOS = {sufijo: tipo for tipo, sufijo in DE_DATOS.items()}
_DE_CONJUNTO = {sufijo: tipo for tipo, sufijo in DE_CONJUNTO.items()}
_DE_RDFLIB = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}


@router.get("/id/{resto:path}")
def identificador(v: EnSitio, resto: str) -> Response:
    """Send on (303) to the page of an entity, or to its triples in the form that the client accepts."""
    tipo = elegir(v.peticion, DE_DATOS, con_pagina=True)
    if tipo != "text/html":
        destino = v.ruta(f"/datos/{quote(resto)}.{DE_DATOS[tipo]}")
    elif resto.startswith(("programa/", "norma/")):
        destino = v.ruta(f"/{quote(resto)}")
    else:
        destino = v.ruta("/consultas/todo_sobre", entidad=v.sitio.contexto.acunador.base + resto)
    return RedirectResponse(destino, 303, {"Vary": "Accept"})


@router.get("/contexto.jsonld")
def contexto() -> Response:
    """Return the JSON-LD context: the usual prefixes, and the terms of the vocabulary by their names."""
    return Response(contexto_jsonld(), media_type="application/ld+json")


@router.get("/datos/{resto:path}")
def datos(v: EnSitio, resto: str) -> Response:
    """Return the triples of an entity with the labels of all they name, or a dump; the suffix says in which form.

    A dump in N-Triples is sorted: its SHA-256 is the checksum that the description of the data tells. One without blank
    nodes is the graph's canonical form (RDFC-1.0), and a header says so.
    """
    camino, punto, sufijo = resto.rpartition(".")
    if resto in {f"todo.{s}" for s in _DE_CONJUNTO}:
        return entero_como(v.sitio, sufijo, _DE_CONJUNTO[sufijo], v.peticion.headers.get("if-none-match"))
    if not punto or sufijo not in _TIPOS:
        raise HTTPException(404)
    if camino.startswith("grafo/") and sufijo == "nt" and (lineas := volcado(v.sitio, camino)):
        conforme = {"Link": f'<{RDFC}>; rel="{DCTERMS.conformsTo}"'} if es_canonico(lineas) else {}
        return Response(lineas, 200, conforme, media_type=_TIPOS[sufijo])
    return Response(grafo_como(_grafo(v, camino), sufijo), media_type=_TIPOS[sufijo])


def grafo_como(grafo: Graph, sufijo: str) -> bytes:
    """Return a graph as "ttl", "nt", "jsonld" or "rdf", with the usual prefixes."""
    for prefijo, espacio in PREFIJOS.items():
        grafo.bind(prefijo, espacio)
    return grafo.serialize(format=_DE_RDFLIB[sufijo], encoding="utf-8")


def _grafo(v: Vista, camino: str) -> Graph:
    c = v.sitio.contexto
    if camino.startswith("grafo/"):
        grafo = c.almacen.grafo(URIRef(c.acunador.base + camino))
        if len(grafo):
            return grafo
    grafo = Graph()
    for tripleta in tripletas_de(v.sitio, c.acunador.base + camino):
        grafo.add(tripleta)
    con_nombre = set(grafo.subjects(RDFS.label, None))
    for iri, etiquetas in etiquetas_de(v.sitio, c.acunador.base + camino).items():
        for etiqueta in etiquetas if iri not in con_nombre else ():
            grafo.add((iri, RDFS.label, etiqueta))
    return grafo
