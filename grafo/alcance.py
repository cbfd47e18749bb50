"""What a write can affect, and so what is validated before it is published.

Nothing but a triple whose predicate some shape looks at, or that says what class something is, can change a verdict.
When there is one, the graphs that changed are validated with those they depend on: vocabulary, norms, the law texts
and programmes that they name or that name them, and the graphs of others that speak of the same things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rdflib import Graph
from rdflib.term import BNode, Node, URIRef

from grafo.almacen import Almacen
from grafo.preguntas import filas_de
from ontologia.espacios import AL, RDF, RDFS
from ontologia.iris import Acunador
from ontologia.recursos import cargar_vocabulario

__all__ = ["Ambito", "Cambio", "ambitos", "propiedades_miradas"]


@dataclass(frozen=True)
class Cambio:
    """A named graph before a write and after it."""

    antes: Graph
    despues: Graph

    def distintas(self) -> set[tuple[Node, Node, Node]]:
        """Return the triples that come or go."""
        return set(self.antes) ^ set(self.despues)


@dataclass(frozen=True)
class Ambito:
    """Graphs to be validated together; with `focos` only results about those nodes count."""

    grafos: tuple[Graph, ...]
    focos: frozenset[str] | None = None


def propiedades_miradas(formas: Graph) -> frozenset[Node]:
    """Return the predicates that can change a verdict: whatever the shapes name, and what says a thing's class."""
    return frozenset({o for o in formas.objects() if isinstance(o, URIRef)} | {RDF.type, RDFS.subClassOf})


def ambitos(cambios: Mapping[URIRef, Cambio], almacen: Almacen, acunador: Acunador,
            miran: frozenset[Node]) -> list[Ambito]:
    """Return what to validate, one piece for each programme concerned; nothing when no shape can be affected.

    `miran` are the `propiedades_miradas` of the shapes.
    """
    distintas = {t for cambio in cambios.values() for t in cambio.distintas() if t[1] in miran}
    if not distintas:
        return []
    despues = _Despues(cambios, almacen, acunador)
    if set(cambios) == {acunador.grafo_revisiones()} and _solo_revisiones(distintas, acunador):
        return [_de_revisiones(distintas, cambios[acunador.grafo_revisiones()].despues, despues)]
    return list(_generales(cambios, distintas, despues))


@dataclass
class _Despues:
    """The store as it will be."""

    cambios: Mapping[URIRef, Cambio]
    almacen: Almacen
    acunador: Acunador

    def grafo(self, iri: URIRef) -> Graph:
        """Return a graph as it will be."""
        return self.cambios[iri].despues if iri in self.cambios else self.almacen.grafo(iri)

    def nombres(self) -> set[URIRef]:
        """Return the names of the graphs that there will be."""
        hay = {*self.almacen.nombres_de_grafos(), *self.cambios}
        return {iri for iri in hay if iri not in self.cambios or len(self.cambios[iri].despues)}

    def bajo(self, raiz: URIRef) -> set[str]:
        """Return the keys of the graphs whose names begin so."""
        return {str(iri).removeprefix(raiz) for iri in self.nombres() if str(iri).startswith(raiz)}


def _generales(cambios: Mapping[URIRef, Cambio], distintas: set[tuple[Node, Node, Node]],
               despues: _Despues) -> Iterator[Ambito]:
    a = despues.acunador
    propios = {a.grafo_ontologia(), a.grafo_normas(), a.grafo_revisiones()}
    de_programas = {a.grafo_programa(k) for k in despues.bajo(a.grafo_programa(""))}
    de_programas |= {a.grafo_derivado(k) for k in despues.bajo(a.grafo_derivado(""))}
    leyes = {a.grafo_ley(k) for k in despues.bajo(a.grafo_ley(""))}
    nodos = {t for s, _, o in distintas for t in (s, o) if isinstance(t, URIRef)}
    ajenos = [g for iri in sorted(despues.nombres() - propios - de_programas - leyes)
              if _habla_de(g := despues.grafo(iri), nodos) or iri in cambios]
    comunes = [cargar_vocabulario(), despues.grafo(a.grafo_normas()), *ajenos]
    claves = _programas(cambios, nodos, despues)
    for clave in sorted(claves):
        suyos = [despues.grafo(a.grafo_programa(clave)), despues.grafo(a.grafo_derivado(clave))]
        normas = {_norma_de(o, a) for g in suyos for o in g.objects()}
        textos = [despues.grafo(iri) for iri in leyes if str(iri).removeprefix(a.grafo_ley("")) in normas]
        yield Ambito((*comunes, *textos, *suyos, _revisiones_de(clave, despues)))
    if not claves:
        yield Ambito((*comunes, *map(despues.grafo, sorted(leyes)), *(
            [despues.grafo(a.grafo_revisiones())] if a.grafo_revisiones() in cambios else [])))


def _habla_de(grafo: Graph, nodos: Iterable[Node]) -> bool:
    return any((nodo, None, None) in grafo or (None, None, nodo) in grafo for nodo in nodos)


def _programas(cambios: Mapping[URIRef, Cambio], nodos: Iterable[Node], despues: _Despues) -> set[str]:
    """Return the keys of the programmes that a write speaks of; of all, when norms or laws change."""
    a = despues.acunador
    hay = despues.bajo(a.grafo_programa(""))
    if any(iri == a.grafo_normas() or str(iri).startswith(a.grafo_ley("")) for iri in cambios):
        return hay
    dichos = {str(iri).removeprefix(raiz) for raiz in (a.grafo_programa(""), a.grafo_derivado(""))
              for iri in cambios if str(iri).startswith(raiz)}
    raiz = str(a.programa(""))
    dichos |= {str(n).removeprefix(raiz).partition("/")[0] for n in nodos if str(n).startswith(raiz)}
    if any(str(n).startswith(str(a.norma(""))) for n in nodos):
        return hay
    return dichos & hay


def _norma_de(nodo: Node, acunador: Acunador) -> str:
    return str(nodo).removeprefix(acunador.norma("")).partition("/")[0]


def _revisiones_de(clave: str, despues: _Despues) -> Graph:
    """Return what the graph of reviews says about those of one programme."""
    raiz = f"{despues.acunador.programa(clave)}/"
    suyas = Graph()
    for t in despues.grafo(despues.acunador.grafo_revisiones()):
        if str(t[0]).startswith(raiz):
            suyas.add(t)
    return suyas


def _solo_revisiones(distintas: Iterable[tuple[Node, Node, Node]], acunador: Acunador) -> bool:
    """Return whether nothing is said but of reviews and the persons who made them."""
    propio = re.compile(re.escape(str(acunador.programa(""))) + r"[^/]+/(revision|persona)/[^/]+")
    return all(not isinstance(s, BNode) and propio.fullmatch(str(s)) for s, _, _ in distintas)


def _de_revisiones(distintas: Iterable[tuple[Node, Node, Node]], todas: Graph, despues: _Despues) -> Ambito:
    """Return the reviews that change, whole, with the persons and the programmes that they name."""
    a = despues.acunador
    focos = {s for s, _, _ in distintas}
    focos |= {o for s in focos for o in todas.objects(s) if isinstance(o, URIRef) and (o, None, None) in todas}
    corte = Graph()
    for foco in focos:
        for t in todas.triples((foco, None, None)):
            corte.add(t)
    clases = Graph()
    for f in filas_de("programas", despues.almacen, a):
        if isinstance(f["programa"], URIRef) and (None, None, f["programa"]) in corte:
            clases.add((f["programa"], RDF.type, AL.Programa))
    return Ambito((cargar_vocabulario(), corte, clases), frozenset(map(str, focos)))
