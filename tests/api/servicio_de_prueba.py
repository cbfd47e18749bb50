"""A small service with three graphs of one document each, and a key that administers and one that only reads."""

from __future__ import annotations

import hashlib
import json

from rdflib import FOAF, RDF, Graph, URIRef
from starlette.testclient import TestClient

from api.contexto import Contexto
from api.llaves import Llave, Llaves
from api.servidor import crear_aplicacion
from grafo.almacen import AlmacenEmbebido
from ontologia.iris import Acunador

TOKEN = "una-llave-de-prueba-que-administra"
TOKEN_QUE_LEE = "una-llave-de-prueba-que-solo-lee"
ADMINISTRA = {"Authorization": f"Bearer {TOKEN}"}
LEE = {"Authorization": f"Bearer {TOKEN_QUE_LEE}"}
GRAFOS = tuple(f"http://example.org/datos/{n}" for n in (1, 2, 3))
DOCUMENTO = str(FOAF.Document)


def documento(n: int) -> str:
    """Return the IRI of the one document of graph n (from 1)."""
    return f"http://example.org/documento/{n}"


def documentos(respuesta_json: str) -> list[str]:
    """Return the documents of a SELECT's answer, in its order."""
    return [fila["d"]["value"] for fila in json.loads(respuesta_json)["results"]["bindings"]]


def servicio(prefijo: str = "", base: str = "https://w3id.org/alinea/id/") -> tuple[TestClient, AlmacenEmbebido]:
    """Return a client of a new service, and its store."""
    almacen = AlmacenEmbebido()
    grafos = {}
    for n, nombre in enumerate(GRAFOS, start=1):
        grafo = Graph()
        grafo.add((URIRef(documento(n)), RDF.type, FOAF.Document))
        grafos[URIRef(nombre)] = grafo
    almacen.reemplazar(grafos)
    llaves = Llaves((Llave("quien administra", "administra", hashlib.sha256(TOKEN.encode()).hexdigest()),
                     Llave("quien lee", "lee", hashlib.sha256(TOKEN_QUE_LEE.encode()).hexdigest())))
    contexto = Contexto(almacen, Acunador(base), prefijo=prefijo, llaves=llaves)
    cliente = TestClient(crear_aplicacion(contexto), headers={"Accept": "*/*"}, follow_redirects=False,
                         raise_server_exceptions=False)
    return cliente, almacen
