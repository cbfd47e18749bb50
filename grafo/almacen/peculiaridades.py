"""What each SPARQL server does in its own way, known here and nowhere else.

A server is recognised by what it says of itself: its `Server` header, or its service description.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from ontologia.espacios import XSD

__all__ = ["CUENTA", "ENSAYO", "VACIO", "Direcciones", "Motor", "direcciones_de", "reconocer"]

CUENTA = "urn:x-alinea:publicaciones"
"""The graph of bookkeeping: one triple for each publication, or, where a server keeps graphs without triples, one such
graph for each, whose name begins so. Never part of an answer or a count."""

ENSAYO = "urn:x-alinea:ensayo:"
"""What the name of a graph begins with while its content is being sent, before it takes the place of the old one."""

VACIO = "urn:x-alinea:vacio"
"""A graph that does not exist, for a dataset without graphs: the protocol has no other way to say it."""


@dataclass(frozen=True, slots=True)
class Motor:
    """A kind of server.

    `tope_de_orden`: bytes of an update above which graphs are sent apart and moved (0: always apart).
    `tope_de_conjunto`: graphs that may be named in a request. `parametro_de_grafo`: what the Graph Store Protocol
    address calls a graph. `autenticacion`: "basic" or "digest". `atomica`: whether one update with several operations
    is all or nothing. `propios`: graphs of the server itself. `consulta_de_grafos` names the graphs that hold
    something (by groups: after some publications Virtuoso never ends a DISTINCT). `guarda_vacios`: whether it keeps
    graphs without triples. `muda`: whether it can MOVE large graphs (Virtuoso never ends one of 23,000); else
    each is put straight in its place. `union`: whether its default graph is the union of the graphs and nothing else.
    """

    nombre: str
    version: str = ""
    tope_de_orden: int = 1 << 20
    tope_de_conjunto: int = 500
    parametro_de_grafo: str = "graph"
    tipo_de_grafo: str = "application/n-triples"
    acepta_grafo: str = "application/n-triples"
    autenticacion: str = "basic"
    campo_de_orden: str = "update"
    atomica: bool = False
    propios: frozenset[str] = frozenset()
    consulta_de_grafos: str = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    guarda_vacios: bool = False
    muda: bool = True
    union: bool = False

    @property
    def conocido(self) -> bool:
        """Return whether the ways of this kind of server are known."""
        return self.nombre in {"Oxigraph", "Virtuoso"}

    @property
    def consulta_de_cuenta(self) -> str:
        """The query whose one cell `?n` is how many publications there were."""
        if self.guarda_vacios:
            return f'SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{}} FILTER(STRSTARTS(STR(?g), "{CUENTA}:")) }}'
        return f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{CUENTA}> {{ ?s ?p ?o }} }}"

    def apunte(self, marca: str) -> str:
        """Return the operation that writes a publication down; `marca` is never used twice."""
        if self.guarda_vacios:
            return f"CREATE SILENT GRAPH <{CUENTA}:{marca}>"
        return f"INSERT DATA {{ GRAPH <{CUENTA}> {{ <{CUENTA}> <{CUENTA}:hecha> <urn:uuid:{marca}> }} }}"

    def es_propio(self, grafo: str) -> bool:
        """Return whether a graph belongs to the server or to the bookkeeping, and so to no answer."""
        return grafo in self.propios or grafo.startswith((CUENTA, ENSAYO))

    def tope_de_filas(self, cabeceras: Mapping[str, str]) -> int | None:
        """Return at how many rows the server cut an answer (Virtuoso says it only in a header), None if it did not."""
        tope = cabeceras.get("x-sparql-maxrows", "")
        return int(tope) if tope.isdigit() else None

    def componer(self, json_de_resultados: bytes) -> bytes:
        """Return SPARQL results in JSON as the standard has them.

        Virtuoso writes booleans as 0 and 1, and the label of a blank node as an address.
        """
        if self.nombre != "Virtuoso":
            return json_de_resultados
        documento = json.loads(json_de_resultados)
        for solucion in documento.get("results", {}).get("bindings", ()):
            for celda in solucion.values():
                _componer_celda(celda)
        return json.dumps(documento, ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True)
class Direcciones:
    """Where a server is asked, where it is changed, and its Graph Store Protocol ("" when it has none)."""

    consulta: str
    actualizacion: str
    grafos: str


def reconocer(cabeceras: Mapping[str, str]) -> Motor:
    """Return the kind of a server from the headers of an answer; one not known gets careful defaults."""
    dice = cabeceras.get("server", "")
    if hallado := re.match(r"Oxigraph/(\S+)", dice):
        return Motor("Oxigraph", hallado[1], tope_de_orden=64 << 20, atomica=True, guarda_vacios=True,
                     consulta_de_grafos="SELECT ?g { GRAPH ?g {} FILTER EXISTS { GRAPH ?g { ?s ?p ?o } } }")
    if hallado := re.match(r"Virtuoso/(\S+)", dice):
        return Motor("Virtuoso", hallado[1], tope_de_orden=0, parametro_de_grafo="graph-uri",
                     tipo_de_grafo="text/turtle", acepta_grafo="text/plain", autenticacion="digest", muda=False,
                     campo_de_orden="query", propios=_DE_VIRTUOSO)
    nombre, _, version = dice.partition(" ")[0].partition("/")
    return Motor(nombre or "desconocido", version)


def direcciones_de(motor: Motor, url: str, con_clave: bool) -> Direcciones:
    """Return the addresses of a server from the one that was named, as its kind lays them out."""
    if motor.nombre == "Oxigraph":
        base = re.sub(r"/(?:query|update|store)?$", "", _camino(url))
        return Direcciones(*(_con_camino(url, f"{base}/{fin}") for fin in ("query", "update", "store")))
    if motor.nombre == "Virtuoso":
        base = re.sub(r"/(?:sparql(?:-auth)?/?)?$", "", _camino(url))
        fin = "-auth" if con_clave else ""
        return Direcciones(*(_con_camino(url, base + ruta) for ruta in (
            f"/sparql{fin}", f"/sparql{fin}", f"/sparql-graph-crud{fin}")))
    return Direcciones(url, url, "")


_DE_VIRTUOSO = frozenset({
    "http://www.openlinksw.com/schemas/virtrdf#", "http://www.w3.org/ns/ldp#", "http://localuriqaserver/sparql",
    "http://www.openlinksw.com/schemas/oplweb#", "http://www.w3.org/2002/07/owl#", "urn:activitystreams-owl:map",
    "urn:core:services:sparql", "b3sonto", "b3sifp", "urn:rules.skos", "http://localhost:8890/DAV/",
    "virtrdf-label", "facets",
})
_BOOLEANOS = {"0": "false", "1": "true"}


def _componer_celda(celda: dict[str, Any]) -> None:
    if celda.get("type") == "bnode":
        celda["value"] = re.sub(r"[^A-Za-z0-9]", "", celda["value"].removeprefix("nodeID://"))
    elif celda.get("datatype") == str(XSD.boolean):
        celda["value"] = _BOOLEANOS.get(celda["value"], celda["value"])
    if celda.get("type") == "typed-literal":
        celda["type"] = "literal"


def _camino(url: str) -> str:
    return urlsplit(url).path


def _con_camino(url: str, camino: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=camino, query="", fragment=""))
