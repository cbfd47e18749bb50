"""Mutators: for every class and property of a graph, one node whose statement is deleted, doubled, retyped or spoilt.

Each mutant is a copy of its node under an IRI of its own, with what stands around it, so that one validation judges
all of them: `vecindades` makes that graph, and results are told apart by the node they are about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.term import Identifier, Node

from ontologia.espacios import AL, ELI, OA

COPIA = "https://mutante.example/"
_AJENAS = {OA.TextQuoteSelector, OA.TextPositionSelector, ELI.LegalResourceSubdivision}


@dataclass(frozen=True, slots=True)
class Mutante:
    """A node of a class, the property touched, how ("borrar", …), and the values that it has afterwards."""

    clase: URIRef
    propiedad: URIRef
    operador: str
    nodo: URIRef
    valores: tuple[Node, ...]

    @property
    def clave(self) -> tuple[str, str, str]:
        """Class, property and operator, by their local names."""
        return local(self.clase), local(self.propiedad), self.operador


def local(iri: object) -> str:
    """Return the part of an IRI behind its last "#" or "/"."""
    return str(iri).replace("#", "/").rpartition("/")[2]


def mutantes(datos: Graph) -> list[Mutante]:
    """Return every mutant: one node, the first by IRI, for each class and property that stand in the data."""
    pares: dict[tuple[URIRef, URIRef], URIRef] = {}
    for nodo, clase in sorted(datos.subject_objects(RDF.type)):
        if not isinstance(nodo, URIRef) or not isinstance(clase, URIRef) or not _propia(datos, nodo, clase):
            continue
        for propiedad in datos.predicates(nodo):
            if isinstance(propiedad, URIRef):
                pares.setdefault((clase, propiedad), nodo)
    return [m for (clase, propiedad), nodo in sorted(pares.items())
            for m in _de_un_par(datos, clase, propiedad, nodo)]


def _propia(datos: Graph, nodo: URIRef, clase: URIRef) -> bool:
    """Tell whether a class is the one that says what a node is (not one that follows from it)."""
    if clase == ELI.LegalResourceSubdivision:
        return (nodo, RDF.type, AL.Articulo) not in datos
    if clase == AL.Unidad:
        return not any((nodo, RDF.type, c) in datos for c in (AL.Secretaria, AL.Direccion, AL.Comision,
                                                              AL.Institucion))
    return clase in _AJENAS or str(clase).startswith(str(AL._NS))


def _de_un_par(datos: Graph, clase: URIRef, propiedad: URIRef, nodo: URIRef) -> Iterator[Mutante]:
    valores = tuple(sorted(datos.objects(nodo, propiedad)))
    if propiedad == RDF.type:
        yield Mutante(clase, propiedad, "borrar", nodo, tuple(v for v in valores if not _dice_que_es(v)))
        yield Mutante(clase, propiedad, "apuntar", nodo, (RDFS.Resource,))
        return
    yield Mutante(clase, propiedad, "borrar", nodo, ())
    for operador, cambio in _OPERADORES:
        nuevo = cambio(datos, propiedad, valores[0])
        if nuevo is not None:
            resto = valores if operador == "duplicar" else valores[1:]
            yield Mutante(clase, propiedad, operador, nodo, (*resto, nuevo))


def _dice_que_es(tipo: Node) -> bool:
    return tipo in _AJENAS or str(tipo).startswith(str(AL._NS))


def _otro(datos: Graph, propiedad: URIRef, valor: Identifier) -> Node | None:
    """Return another value of the same kind, well formed, that the node does not have."""
    if isinstance(valor, URIRef):
        propios = {v for n in datos.subjects(propiedad, valor) for v in datos.objects(n, propiedad)}
        return next((o for o in sorted(datos.objects(None, propiedad)) if o not in propios and isinstance(o, URIRef)),
                    URIRef(f"{valor}-otro"))
    assert isinstance(valor, Literal)
    otro = {XSD.integer: "987654", XSD.date: "2017-12-30", XSD.gYear: "1999", XSD.decimal: "98.5",
            XSD.boolean: "false" if str(valor) == "true" else "true"}.get(valor.datatype, f"{valor} y otro")
    if valor.datatype is None and propiedad == AL.numero:
        otro = f"{valor}.9"
    return Literal(otro, datatype=valor.datatype, lang=valor.language)


def _retipar(datos: Graph, propiedad: URIRef, valor: Identifier) -> Node | None:
    """Return the same words with another type: a plain string where there was a type, a type where there was none."""
    if not isinstance(valor, Literal):
        return Literal(str(valor))
    if valor.language or valor.datatype:
        return Literal(str(valor))
    return Literal(str(valor), datatype=XSD.token)


def _apuntar(datos: Graph, propiedad: URIRef, valor: Identifier) -> Node | None:
    """Return a node that stands in the graph and is of another class."""
    if not isinstance(valor, URIRef):
        return None
    clases = set(datos.objects(valor, RDF.type))
    ajena = AL.Nota if AL.Documento in clases else AL.Documento
    return next(iter(sorted(datos.subjects(RDF.type, ajena))))


def _corromper(datos: Graph, propiedad: URIRef, valor: Identifier) -> Node | None:
    """Return a value with a broken form: words where a number or date should be, nothing where words should be."""
    if not isinstance(valor, Literal):
        return None
    return Literal("no-es" if valor.datatype else "", datatype=valor.datatype, lang=valor.language, normalize=False)


_OPERADORES: tuple[tuple[str, Callable[[Graph, URIRef, Identifier], Node | None]], ...] = (
    ("duplicar", _otro), ("retipar", _retipar), ("apuntar", _apuntar), ("corromper", _corromper),
)


def copia(orden: int, nodo: object) -> str:
    """Return the IRI of the copy of a node in the mutant of that order."""
    return f"{COPIA}{orden}/{str(nodo).partition('://')[2]}"


def vecindades(datos: Graph, inversas: set[Node], lista: Iterable[tuple[int, Mutante]]) -> Graph:
    """Return the mutants with what a shape can see from them: their statements and the classes of what they name.

    What names them is copied as well, where its property is one that a shape follows backwards (`inversas`).
    """
    grafo = Graph()
    for orden, mutante in lista:
        for propiedad, valor in datos.predicate_objects(mutante.nodo):
            if propiedad != mutante.propiedad:
                _copiar(grafo, datos, orden, mutante, (mutante.nodo, propiedad, valor))
        for valor in mutante.valores:
            _copiar(grafo, datos, orden, mutante, (mutante.nodo, mutante.propiedad, valor))
        for sujeto, propiedad in datos.subject_predicates(mutante.nodo):
            if propiedad in inversas:
                for tripleta in datos.triples((sujeto, None, None)):
                    _copiar(grafo, datos, orden, mutante, tripleta)
    return grafo


def _copiar(grafo: Graph, datos: Graph, orden: int, mutante: Mutante, tripleta: tuple[Node, Node, Node]) -> None:
    """Add a copy of a statement, with the mutated node under its new IRI, and the classes of what it names."""
    sujeto, propiedad, objeto = tripleta
    grafo.add((URIRef(copia(orden, sujeto)), propiedad,
               URIRef(copia(orden, objeto)) if objeto == mutante.nodo else objeto))
    for clase in datos.objects(objeto, RDF.type):
        grafo.add((objeto, RDF.type, clase))


def mutar(datos: Graph, mutante: Mutante) -> Graph:
    """Return the whole graph with the one mutation in its place."""
    grafo = Graph()
    for tripleta in datos:
        if tripleta[:2] != (mutante.nodo, mutante.propiedad):
            grafo.add(tripleta)
    for valor in mutante.valores:
        grafo.add((mutante.nodo, mutante.propiedad, valor))
    return grafo
