"""What is asked of the shapes themselves: their targets, their owners, their paths, how far they look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from rdflib import Graph
from rdflib.collection import Collection
from rdflib.term import Literal, Node, URIRef

from grafo.sello import sello
from ontologia.errores import ErrorDeAlinea
from ontologia.espacios import AL, RDF, RDFS, SH
from ontologia.recursos import exigir_blancos

__all__ = ["Formas"]

BLANCOS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)

_ALREDEDOR = ((SH.inversePath, "^", ""), (SH.zeroOrMorePath, "", "*"), (SH.oneOrMorePath, "", "+"),
              (SH.zeroOrOnePath, "", "?"))
_COMPARADAS = (SH.equals, SH.disjoint, SH.lessThan, SH.lessThanOrEquals)
_A_UNA = (SH.node, SH.property, SH.qualifiedValueShape, SH["not"])
_A_VARIAS = (SH["or"], SH["and"], SH.xone)


class Formas:
    """The shapes of a validation. Raises `ErrorDeAlinea` when a node shape has no target."""

    def __init__(self, grafo: Graph) -> None:
        self.grafo = Graph()  # a copy: pySHACL adds axioms to the shapes it is given
        for tripleta in exigir_blancos(grafo):
            self.grafo.add(tripleta)
        nodos = (f for f in grafo.subjects(RDF.type, SH.NodeShape) if isinstance(f, URIRef))
        self.de_nodo: tuple[URIRef, ...] = tuple(sorted(set(nodos), key=str))
        self.sello = sello(self.grafo)
        self.opcionales = frozenset(f for f in self.de_nodo if (f, AL.opcional, Literal(True)) in grafo)

    def blancos(self, propiedad: URIRef) -> dict[Node, list[str]]:
        """Return, for a property that gives targets, the shapes that each of its values is a target of."""
        hallados: dict[Node, list[str]] = defaultdict(list)
        for forma in self.de_nodo:
            for valor in self.grafo.objects(forma, propiedad):
                hallados[valor].append(str(forma))
            if propiedad == SH.targetClass and (forma, RDF.type, RDFS.Class) in self.grafo:
                hallados[forma].append(str(forma))
        return hallados

    def hacia(self, focos: Iterable[tuple[str, Node]]) -> Graph:
        """Return the shapes with these targets alone: node shape (its IRI) and focus node."""
        grafo = Graph()
        for sujeto, propiedad, objeto in self.grafo:
            if propiedad not in BLANCOS and (propiedad, objeto) != (RDF.type, RDFS.Class):
                grafo.add((sujeto, propiedad, objeto))
        for forma, foco in focos:
            grafo.add((URIRef(forma), SH.targetNode, foco))
        return grafo

    def duenas(self, fuente: Node) -> list[str]:
        """Return the node shapes that a result of a shape may be told under, by IRI."""
        return [str(f) for f in self.de_nodo if f == fuente or (f, SH.property, fuente) in self.grafo]

    def ruta_de(self, fuente: Node) -> str | None:
        """Return the path of a property shape as SPARQL writes it, IRIs without brackets; None for a node shape."""
        ruta = self.grafo.value(fuente, SH.path)
        return None if ruta is None else self._ruta(ruta)

    @cached_property
    def hacia_atras(self) -> frozenset[Node]:
        """The properties by whose objects a shape finds nodes: those followed backwards, and those of targets."""
        return frozenset(self.grafo.objects(None, SH.inversePath)) | frozenset(self.blancos(SH.targetObjectsOf))

    @cached_property
    def al_final(self) -> frozenset[Node] | None:
        """The properties that count in the last step of `alcance`: the class, and what is compared with a value.

        None when all do (`sh:closed`).
        """
        if (None, SH.closed, None) in self.grafo:
            return None
        return frozenset({RDF.type, *(o for p in _COMPARADAS for o in self.grafo.objects(None, p))})

    @cached_property
    def alcance(self) -> int | None:
        """How many steps a shape looks from its focus node, classes included; None when there is no limit."""
        pasos = [self._pasos(f, ()) for f in self.de_nodo]
        return None if None in pasos else max((p for p in pasos if p is not None), default=0) + 1

    def _pasos(self, forma: Node, vistas: tuple[Node, ...]) -> int | None:
        if forma in vistas:
            return None
        internas = [f for p in _A_UNA for f in self.grafo.objects(forma, p)]
        for lista in (v for p in _A_VARIAS for v in self.grafo.objects(forma, p)):
            internas += Collection(self.grafo, lista)
        hondos = [self._pasos(f, (*vistas, forma)) for f in internas]
        ruta = self.grafo.value(forma, SH.path)
        largo = 0 if ruta is None else self._largo(ruta)
        if largo is None or None in hondos:
            return None
        return largo + max((h for h in hondos if h is not None), default=0)

    def _largo(self, ruta: Node) -> int | None:
        if isinstance(ruta, URIRef):
            return 1
        if (ruta, SH.zeroOrMorePath, None) in self.grafo or (ruta, SH.oneOrMorePath, None) in self.grafo:
            return None
        cabeza = self.grafo.value(ruta, SH.alternativePath) or ruta
        internas = list(Collection(self.grafo, cabeza)) if (cabeza, RDF.first, None) in self.grafo else [
            v for p, _, _ in _ALREDEDOR for v in self.grafo.objects(ruta, p)]
        largos = [self._largo(r) for r in internas]
        return None if None in largos else sum(x for x in largos if x is not None)

    def _ruta(self, ruta: Node, dentro: bool = False) -> str:
        if isinstance(ruta, URIRef):
            return str(ruta)
        if (ruta, RDF.first, None) in self.grafo:
            return self._lista(ruta, "/", dentro)
        for propiedad, antes, despues in _ALREDEDOR:
            interna = self.grafo.value(ruta, propiedad)
            if interna is not None:
                return f"{antes}{self._ruta(interna, True)}{despues}"
        alternativas = self.grafo.value(ruta, SH.alternativePath)
        if alternativas is None:
            raise ErrorDeAlinea(f"No se entiende la ruta {ruta!r} de una forma.", "Use una ruta de SHACL.")
        return self._lista(alternativas, "|", dentro)

    def _lista(self, cabeza: Node, signo: str, dentro: bool) -> str:
        texto = signo.join(self._ruta(paso, signo == "/") for paso in Collection(self.grafo, cabeza))
        return f"({texto})" if dentro else texto
