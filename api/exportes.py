"""What leaves Alinea as a file: triples, tables, networks, drawings."""

from __future__ import annotations

import io
import json
from typing import Any

import networkx as nx
from rdflib import Graph
from rdflib.term import URIRef

from api.informes import de_auditoria
from api.libro import libro_de_tabla
from api.taller import Abierto, auditar_programa, elegir_programa
from grafo.red import RedDeAlineacion
from grafo.tejido import tejer
from ontologia.espacios import PREFIJOS

__all__ = ["exportar", "pagina", "red_en_formato", "tripletas_en_formato"]

_DE_TRIPLETAS = {"ttl": "turtle", "jsonld": "json-ld"}
_DE_DIBUJO = ("svg", "png", "pdf")


def exportar(abierto: Abierto, programa: str | None, formato: str) -> str | bytes:
    """Return the data in a format of exchange.

    `ttl` and `jsonld` one programme with its conclusions; `csv` and
    `xlsx` its ledger; `graphml`, `gexf` and `json` (node-link) its network; `svg`, `png` and `pdf` its drawing. Raises
    `NoExiste` or `ErrorDeEntrada`.
    """
    clave = elegir_programa(abierto, programa)
    if formato in _DE_TRIPLETAS:
        iris = (abierto.acunador.grafo_programa(clave), abierto.acunador.grafo_derivado(clave))
        return tripletas_en_formato(abierto, iris, _DE_TRIPLETAS[formato])
    libro = auditar_programa(abierto, clave, None)
    if formato == "csv":
        return de_auditoria(libro, "csv")
    if formato == "xlsx":
        temas = list(libro.por_tema)
        return libro_de_tabla(
            libro.titulo, ["línea", "nivel", *temas, "artículos", "responsables", "texto"],
            ([x.numero, x.nivel, *(x.niveles[t] for t in temas),
              " ".join(dict.fromkeys(m.articulo for m in x.articulos)), "; ".join(x.responsables), x.texto]
             for x in libro.lineas))
    red = tejer(abierto.almacen, libro, abierto.acunador)
    return _dibujo(red, formato) if formato in _DE_DIBUJO else red_en_formato(red, formato)


def _dibujo(red: RedDeAlineacion, formato: str) -> str | bytes:
    """Return the drawing as SVG, or on paper; a file that travels keeps the IRI of each thing."""
    from grafo.vista import disponer, svg

    disposicion = disponer(red)
    texto = svg(disposicion, enlaces=lambda nodo: nodo.iri)
    if formato == "svg":
        return texto
    from grafo.vista.impresion import a_pdf, a_png

    return (a_pdf if formato == "pdf" else a_png)(texto, disposicion.titulo)


def tripletas_en_formato(abierto: Abierto, grafos: tuple[URIRef, ...], formato: str) -> str:
    """Return the union of some named graphs as "turtle" or "json-ld", with the prefixes of the vocabulary."""
    union = Graph()
    for prefijo, espacio in PREFIJOS.items():
        union.bind(prefijo, espacio)
    for iri in grafos:
        union += abierto.almacen.grafo(iri)
    if formato == "json-ld":
        return str(union.serialize(format=formato, context=dict(PREFIJOS)))
    return union.serialize(format=formato)


def red_en_formato(red: RedDeAlineacion, formato: str) -> str | bytes:
    """Return a network as "graphml", "gexf" or "json" (the node-link form of networkx)."""
    grafo = red.como_networkx()
    if formato == "json":
        dato: dict[str, Any] = nx.node_link_data(grafo, edges="edges")
        return json.dumps(dato, ensure_ascii=False, indent=2)
    salida = io.BytesIO()
    (nx.write_graphml if formato == "graphml" else nx.write_gexf)(grafo, salida)
    return salida.getvalue()


def pagina(abierto: Abierto, programa: str | None, vista: str) -> str:
    """Return a self-contained HTML page: "explorar" (interactive) or "alineacion" (the drawing as SVG)."""
    from grafo.vista import disponer, svg

    red = tejer(abierto.almacen, auditar_programa(abierto, programa, None), abierto.acunador)
    if vista == "explorar":
        from grafo.vista.explorar import explorar_html

        return explorar_html(disponer(red))
    dibujo = svg(disponer(red, alto=1250), enlaces=lambda _: None)
    return ('<!doctype html>\n<html lang="es"><head><meta charset="utf-8"><title>Alineación</title></head>'
            f"<body>{dibujo}</body></html>\n")
