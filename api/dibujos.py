"""The drawing as files, each with exactly what is shown: pictures, pages, tables, triples, networks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from rdflib import Graph
from rdflib.term import Literal, URIRef

from api.estado import Alineado, Estado, alinear
from api.exportes import red_en_formato
from api.informes import tabla_csv
from api.sitio import Vista
from grafo.red import NIVELES, Nodo, RedDeAlineacion
from grafo.vista.svg import svg
from ontologia.errores import NoExiste
from ontologia.espacios import PREFIJOS

__all__ = ["FORMATOS", "en_formato"]

FORMATOS: Mapping[str, tuple[str, str]] = {
    "svg": ("SVG", "image/svg+xml"), "pdf": ("PDF", "application/pdf"), "png": ("PNG", "image/png"),
    "html": ("HTML", "text/html; charset=utf-8"), "csv": ("CSV", "text/csv; charset=utf-8"),
    "ttl": ("Turtle", "text/turtle; charset=utf-8"), "jsonld": ("JSON-LD", "application/ld+json"),
    "graphml": ("GraphML", "application/xml"), "gexf": ("GEXF", "application/xml"),
}
"""Name and media type of each format, by the suffix of its address."""

_VOCABULARIO = tuple(str(PREFIJOS[p]) for p in ("al", "nivel", "acto", "tema"))


def en_formato(v: Vista, estado: Estado, formato: str) -> str | bytes:
    """Return what a state shows in one of `FORMATOS`. Raises `NoExiste` for another."""
    if formato not in FORMATOS:
        raise NoExiste(f"El dibujo no se da en el formato «{formato[:20]}».", f"Formatos: {', '.join(FORMATOS)}.")
    actual = alinear(v, estado)
    if formato in ("graphml", "gexf"):
        return red_en_formato(actual.red, formato)
    hacer: dict[str, Callable[[], str | bytes]] = {
        "svg": partial(_svg, actual, v), "pdf": partial(_pdf, actual, v), "png": partial(_png, actual, v),
        "html": partial(_html, actual), "csv": partial(_csv, actual.red),
        "ttl": partial(_tripletas, actual.red, v, "turtle"), "jsonld": partial(_tripletas, actual.red, v, "json-ld"),
    }
    return v.sitio.recordar(("dibujo", v.programa, v.idioma, estado, formato),
                            lambda: v.sitio.turnos_de_consultas.correr(hacer[formato]))


def _enlace(nodo: Nodo) -> str:
    """A file that travels keeps the IRI of each thing, which does not depend on where it was made."""
    return nodo.iri


def _svg(actual: Alineado, v: Vista) -> str:
    return svg(actual.disposicion, idioma=v.idioma, enlaces=_enlace, elegida=actual.elegida,
               cadenas=actual.cadenas if actual.elegida else None, marcas=actual.marcas, resumen=actual.resumen)


def _pdf(actual: Alineado, v: Vista) -> bytes:
    from grafo.vista.impresion import a_pdf

    return a_pdf(_svg(actual, v), actual.disposicion.titulo)


def _png(actual: Alineado, v: Vista) -> bytes:
    from grafo.vista.impresion import a_png

    return a_png(_svg(actual, v), actual.disposicion.titulo)


def _html(actual: Alineado) -> str:
    from grafo.vista.explorar import explorar_html

    return explorar_html(actual.disposicion, enlaces=_enlace, elegida=actual.elegida, marcas=actual.marcas,
                         resumen=actual.resumen)


def _csv(red: RedDeAlineacion) -> str:
    """Return a row for each tie; a node tied to nothing has a row of its own."""
    nodos = {n.iri: n for n in red.nodos}
    atados = {iri for a in red.aristas for iri in (a.origen, a.destino)}
    filas: list[tuple[str, ...]] = [
        (*_celdas(nodos[a.origen]), a.relacion, *_celdas(nodos[a.destino]), a.nivel or "", a.bloque,
         "concluida" if a.concluida else "dicha") for a in red.aristas if a.nivel != NIVELES[-1]]
    filas += [(*_celdas(n), *[""] * 8) for n in red.nodos if n.iri not in atados]
    partes = ("clase", "numero", "texto", "iri")
    cabeza = [f"{parte}_{extremo}" for extremo in ("origen", "destino") for parte in partes]
    return "\ufeff" + tabla_csv([*cabeza[:4], "relacion", *cabeza[4:], "nivel", "bloque", "dicho"], filas)


def _celdas(nodo: Nodo) -> tuple[str, str, str, str]:
    return nodo.clase, nodo.numero, nodo.texto, nodo.iri


def _tripletas(red: RedDeAlineacion, v: Vista, formato: str) -> str:
    """Return what the store says of the nodes shown: their values, their kinds, and what ties them to each other."""
    c = v.sitio.contexto
    vistos = {URIRef(n.iri) for n in red.nodos}
    salida = Graph()
    for prefijo, espacio in PREFIJOS.items():
        salida.bind(prefijo, espacio)
    for grafo in (c.acunador.grafo_programa(v.programa), c.acunador.grafo_derivado(v.programa),
                  c.acunador.grafo_normas()):
        for s, p, o in c.almacen.grafo(grafo):
            if s in vistos and (isinstance(o, Literal) or o in vistos or str(o).startswith(_VOCABULARIO)):
                salida.add((s, p, o))
    if formato == "json-ld":
        return salida.serialize(format=formato, context={k: str(x) for k, x in PREFIJOS.items()})
    return salida.serialize(format=formato)
