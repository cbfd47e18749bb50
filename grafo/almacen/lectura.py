"""RDF that somebody sends: read by the engine's parsers alone, which fetch nothing and open no path.

What they, or who writes such a graph again, do not defend against is refused before: DOCTYPE (entities that grow
without limit), nesting (XML and JSON-LD take quadratic time in it), encodings other than UTF-8, names of graphs inside
of what is to be one graph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from xml.parsers import expat

import pyoxigraph as ox
from rdflib import Graph
from rdflib.term import URIRef

from grafo.almacen.conversion import de_motor
from ontologia.errores import DocumentoIlegible, ErrorDeAlmacen, ErrorDeEntrada

__all__ = ["MAXIMO_ANIDAMIENTO", "TIPOS_DE_RDF", "leer_rdf"]

MAXIMO_ANIDAMIENTO = 200
"""Levels of elements of XML, or of brackets of JSON and Turtle."""

TIPOS_DE_RDF: Mapping[str, str] = MappingProxyType({
    "text/turtle": "Turtle", "application/n-triples": "N-Triples", "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF/XML", "application/trig": "TriG", "application/n-quads": "N-Quads",
})
"""The media types that can be read."""

_FORMATOS = {"Turtle": ox.RdfFormat.TURTLE, "N-Triples": ox.RdfFormat.N_TRIPLES, "JSON-LD": ox.RdfFormat.JSON_LD,
             "RDF/XML": ox.RdfFormat.RDF_XML, "TriG": ox.RdfFormat.TRIG, "N-Quads": ox.RdfFormat.N_QUADS}
_CADENA = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_CORCHETE = re.compile(rb"[\[\]{}()]")
_SUELTO_EN_TURTLE = re.compile(
    rb'"""(?:[^"\\]|\\.|"(?!""))*+"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*+\'\'\'|"(?:[^"\\\n]|\\.)*+"'
    rb"|'(?:[^'\\\n]|\\.)*+'|<[^<>\s]*+>|#[^\n]*|\\.", re.DOTALL)
"""Strings, IRIs, comments and escapes, whose brackets are none."""
_LUGAR = re.compile(r"(?:Parser error at )?line (\d+)(?: between columns (\d+)[^:]*| column (\d+)[^:]*): (.*)",
                    re.DOTALL)


def leer_rdf(octetos: bytes, tipo: str, base: str) -> Graph:
    """Return the graph in some bytes; `tipo` is a key of `TIPOS_DE_RDF`, relative IRIs are read against `base`.

    Blank nodes get labels of their own, so that two readings can be merged. Raises `DocumentoIlegible`, with line and
    column, for what is malformed or refused; `ErrorDeEntrada` for another media type.
    """
    if tipo not in TIPOS_DE_RDF:
        raise ErrorDeEntrada(f"No se lee RDF de «{tipo[:60]}».", f"Se lee: {', '.join(TIPOS_DE_RDF)}.")
    _exigir_utf8(octetos)
    if tipo == "application/rdf+xml":
        _revisar_xml(octetos)
    elif tipo == "application/ld+json":
        _revisar_corchetes(_CADENA.sub(b"", octetos))
    elif tipo in {"text/turtle", "application/trig"}:
        _revisar_corchetes(_SUELTO_EN_TURTLE.sub(b"", octetos))
    grafo = Graph(identifier=URIRef(base))
    try:
        for c in ox.parse(octetos, format=_FORMATOS[TIPOS_DE_RDF[tipo]], base_iri=base, without_named_graphs=True,
                          rename_blank_nodes=True):
            grafo.add((de_motor(c.subject), de_motor(c.predicate), de_motor(c.object)))
    except (SyntaxError, ValueError) as causa:
        raise _ilegible(TIPOS_DE_RDF[tipo], str(causa)) from causa
    except ErrorDeAlmacen as causa:
        raise DocumentoIlegible(
            f"El {TIPOS_DE_RDF[tipo]} trae un término que no se guarda: {str(causa)[:200]}",
            "Quite lo que es de RDF 1.2: tripletas como términos y textos con dirección.") from causa
    return grafo


def _exigir_utf8(octetos: bytes) -> None:
    try:
        texto = octetos.decode("utf-8")
    except UnicodeDecodeError:
        raise DocumentoIlegible("El RDF no está en UTF-8.", "Envíelo codificado en UTF-8.") from None
    if "\x00" in texto:
        raise DocumentoIlegible("El RDF tiene caracteres nulos.", "Envíelo codificado en UTF-8.")


def _revisar_xml(octetos: bytes) -> None:
    """Refuse a DOCTYPE, another encoding and deep nesting, with the standard library's own reader of XML."""
    lector = expat.ParserCreate("utf-8")
    hondura = 0

    def entrar(_nombre: str, _atributos: object) -> None:
        nonlocal hondura
        hondura += 1
        if hondura > MAXIMO_ANIDAMIENTO:
            raise _hondo(lector.CurrentLineNumber)

    def salir(_nombre: str) -> None:
        nonlocal hondura
        hondura -= 1

    def doctype(*_: object) -> None:
        raise DocumentoIlegible(f"El RDF/XML trae un DOCTYPE (línea {lector.CurrentLineNumber}); no se admite.",
                                "Quítelo, y escriba los IRI sin entidades.")

    def declaracion(_version: object, codificacion: str | None, _sola: object) -> None:
        if (codificacion or "utf-8").lower() not in {"utf-8", "utf8", "us-ascii"}:
            raise DocumentoIlegible("El RDF/XML dice que no está en UTF-8.", "Envíelo codificado en UTF-8.")

    lector.StartElementHandler, lector.EndElementHandler = entrar, salir
    lector.StartDoctypeDeclHandler, lector.XmlDeclHandler = doctype, declaracion
    try:
        lector.Parse(octetos, True)
    except expat.ExpatError as causa:
        raise DocumentoIlegible(
            f"El RDF/XML no se entiende en la línea {causa.lineno}, columna {causa.offset + 1}: {causa}.",
            "Revise que el XML esté bien formado.") from causa


def _revisar_corchetes(octetos: bytes) -> None:
    hondura = 0
    for signo in _CORCHETE.findall(octetos):
        hondura += 1 if signo in b"[{(" else -1
        if hondura > MAXIMO_ANIDAMIENTO:
            raise _hondo(1)


def _hondo(linea: int) -> DocumentoIlegible:
    return DocumentoIlegible(f"El documento anida más de {MAXIMO_ANIDAMIENTO} niveles (línea {linea}).",
                             "Escríbalo con menos niveles, o como N-Triples.")


def _ilegible(nombre: str, causa: str) -> DocumentoIlegible:
    if "LoadDocumentCallback" in causa:
        return DocumentoIlegible("El JSON-LD pide un contexto de otro lugar; nada se trae de fuera.",
                                 "Ponga el contexto dentro del documento: \"@context\": {…}.")
    hallado = _LUGAR.match(causa)
    if hallado is None:
        return DocumentoIlegible(f"El {nombre} no se entiende: {causa[:300]}.", "Revise su sintaxis.")
    linea, entre, en, motivo = hallado.groups()
    return DocumentoIlegible(f"El {nombre} no se entiende en la línea {linea}, columna {entre or en}: {motivo[:300]}.",
                             "Revise su sintaxis.")
