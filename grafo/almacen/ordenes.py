"""The update that publishes: graphs replaced whole, every term and name written by the engine's own writer."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox
from rdflib.term import URIRef

from grafo.almacen.contrato import Contenido
from grafo.almacen.conversion import a_grafo, a_tripleta

__all__ = ["en_cuadruplas", "en_lineas", "orden_de_mudanza", "orden_de_reemplazo"]


def en_lineas(tripletas: Contenido) -> bytes:
    """Return a graph as N-Triples, as it came if it is. Raises `ErrorDeAlmacen` when a term cannot be stored."""
    if isinstance(tripletas, bytes):
        return tripletas
    return bytes(ox.serialize((a_tripleta(t) for t in tripletas), format=ox.RdfFormat.N_TRIPLES) or b"")


def en_cuadruplas(bloques: Mapping[URIRef, bytes]) -> bytes:
    """Return graphs, given as N-Triples of the engine's writing (no raw line break inside a term), as N-Quads."""
    return b"".join(bloque.replace(b" .\n", f" {a_grafo(iri)} .\n".encode()) for iri, bloque in bloques.items())


def orden_de_reemplazo(bloques: Mapping[URIRef, bytes]) -> str:
    """Return the update that puts each graph, given as N-Triples, in the place of what it held."""
    nombres = {a_grafo(iri): bloque for iri, bloque in bloques.items()}
    borrar = [f"DROP SILENT GRAPH {nombre}" for nombre in nombres]
    cuerpo = "\n".join(f"GRAPH {nombre} {{\n{bloque.decode()}}}" for nombre, bloque in nombres.items())
    return ";\n".join([*borrar, f"INSERT DATA {{\n{cuerpo}\n}}"])


def orden_de_mudanza(iri: URIRef, aparte: str | None) -> str:
    """Return the update that moves a graph that was sent apart to its place; without one, the place is emptied."""
    nombre = a_grafo(iri)
    borrar = f"DROP SILENT GRAPH {nombre}"
    return borrar if aparte is None else f"{borrar};\nMOVE SILENT GRAPH <{aparte}> TO GRAPH {nombre}"
