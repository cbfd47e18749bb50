"""Linked data: an IRI answers with where its page or its triples are; the triples have an address of their own."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter
from rdflib import Graph, URIRef
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from api.fichas import tripletas_de
from api.negociacion import DE_DATOS, elegir
from api.sitio import EnSitio, Vista
from ontologia.espacios import PREFIJOS

__all__ = ["grafo_como", "router"]

router = APIRouter(include_in_schema=False)

_TIPOS = {sufijo: tipo for tipo, sufijo in DE_DATOS.items()}
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


@router.get("/datos/{resto:path}")
def datos(v: EnSitio, resto: str) -> Response:
    """Return the triples of an entity, or of a named graph; the suffix of the address says in which form."""
    camino, punto, sufijo = resto.rpartition(".")
    if not punto or sufijo not in _TIPOS:
        raise HTTPException(404)
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
    return grafo
