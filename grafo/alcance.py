"""What a write can affect, and so what is validated before it is published.

Nothing but a triple whose predicate some shape looks at, or that says what class something is, can change a verdict.
When there is one, the graphs that changed are validated with those they depend on: vocabulary, norms, the law texts
and programmes that they name or that name them, and the graphs of others that speak of the same things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from rdflib import Graph
from rdflib.term import BNode, Node, URIRef

from grafo.almacen import Almacen
from grafo.almacen.ntriples import a_ntriples, ntriples_de, renglones, termino_en_ntriples
from grafo.preguntas import filas_de
from ontologia.espacios import AL, RDF, RDFS
from ontologia.iris import Acunador
from ontologia.recursos import cargar_vocabulario

__all__ = ["Ambito", "Cambio", "ambito", "propiedades_miradas"]


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
    """What is validated, as N-Triples: what goes with every part, and the parts by name.

    `programas` are the graphs of the programmes that the write changes, by the programme's IRI. With `focos` only
    results about those nodes count.
    """

    comunes: bytes
    partes: Mapping[str, bytes]
    programas: Mapping[URIRef, bytes] = field(default_factory=dict)
    focos: frozenset[str] | None = None


def propiedades_miradas(formas: Graph) -> frozenset[Node]:
    """Return the predicates that can change a verdict: whatever the shapes name, and what says a thing's class."""
    return frozenset({o for o in formas.objects() if isinstance(o, URIRef)} | {RDF.type, RDFS.subClassOf})


def ambito(cambios: Mapping[URIRef, Cambio], almacen: Almacen, acunador: Acunador,
           miran: frozenset[Node]) -> Ambito | None:
    """Return what to validate; None when no shape can be affected. `miran` are the `propiedades_miradas`."""
    distintas = {t for cambio in cambios.values() for t in cambio.distintas() if t[1] in miran}
    if not distintas:
        return None
    despues = _Despues(cambios, almacen, acunador)
    if set(cambios) == {acunador.grafo_revisiones()} and _solo_revisiones(distintas, acunador):
        return _de_revisiones(distintas, cambios[acunador.grafo_revisiones()].despues, despues)
    return _general(cambios, {t for s, _, o in distintas for t in (s, o) if isinstance(t, URIRef)}, despues)


@dataclass
class _Despues:
    """The store as it will be."""

    cambios: Mapping[URIRef, Cambio]
    almacen: Almacen
    acunador: Acunador

    def octetos(self, iri: URIRef) -> bytes:
        """Return a graph as it will be."""
        return a_ntriples(self.cambios[iri].despues) if iri in self.cambios else ntriples_de(self.almacen, iri)

    def nombres(self) -> set[URIRef]:
        """Return the names of the graphs that there will be."""
        hay = {*self.almacen.nombres_de_grafos(), *self.cambios}
        return {iri for iri in hay if iri not in self.cambios or len(self.cambios[iri].despues)}

    def bajo(self, raiz: URIRef) -> set[str]:
        """Return the keys of the graphs whose names begin so."""
        return {str(iri).removeprefix(raiz) for iri in self.nombres() if str(iri).startswith(raiz)}


def _general(cambios: Mapping[URIRef, Cambio], nodos: set[URIRef], despues: _Despues) -> Ambito:
    a = despues.acunador
    claves = _programas(cambios, nodos, despues)
    partes: dict[str, bytes] = {}
    for iri, octetos in _ajenos(cambios, {termino_en_ntriples(n) for n in nodos}, claves, despues):
        partes[str(iri)] = octetos
    programas = {clave: despues.octetos(a.grafo_programa(clave)) for clave in claves}
    for clave, octetos in programas.items():
        partes[clave] = octetos + despues.octetos(a.grafo_derivado(clave))
    normas = {_clave_de(t, a.norma("")) for octetos in partes.values() for t in _terminos(octetos)}
    leyes = {k for k in despues.bajo(a.grafo_ley("")) if k in normas or a.grafo_ley(k) in cambios}
    if a.grafo_revisiones() in despues.nombres():
        partes["revisiones"] = _revisiones(claves, a.grafo_revisiones() in cambios, despues)
    comunes = (_vocabulario(), despues.octetos(a.grafo_normas()), *(
        despues.octetos(a.grafo_ley(k)) for k in sorted(leyes)))
    return Ambito(b"".join(comunes), partes, {
        a.programa(k): octetos for k, octetos in programas.items() if a.grafo_programa(k) in cambios})


def _ajenos(cambios: Mapping[URIRef, Cambio], nodos: set[bytes], claves: set[str],
            despues: _Despues) -> Iterator[tuple[URIRef, bytes]]:
    """Yield the graphs of others that speak of what changes, of norms, or of the programmes concerned.

    The programmes that these name are concerned too, and are added to `claves`.
    """
    a = despues.acunador
    propios = (a.grafo_ontologia(), a.grafo_normas(), a.grafo_revisiones())
    raices = (a.grafo_programa(""), a.grafo_derivado(""), a.grafo_ley(""))
    hay, raiz = despues.bajo(a.grafo_programa("")), a.programa("")
    quedan = {iri: set(_terminos(despues.octetos(iri))) for iri in sorted(despues.nombres())
              if iri not in propios and not str(iri).startswith(raices)}
    while True:
        elegidos = [iri for iri, dichos in quedan.items() if iri in cambios or not nodos.isdisjoint(dichos)
                    or any(_clave_de(t, a.norma("")) or _clave_de(t, raiz) in claves for t in dichos)]
        if not elegidos:
            return
        for iri in elegidos:
            claves |= {_clave_de(t, raiz) for t in quedan.pop(iri)} & hay
            yield iri, despues.octetos(iri)


def _programas(cambios: Mapping[URIRef, Cambio], nodos: Iterable[URIRef], despues: _Despues) -> set[str]:
    """Return the keys of the programmes that a write speaks of; of all, when norms or laws change."""
    a = despues.acunador
    hay = despues.bajo(a.grafo_programa(""))
    if any(iri == a.grafo_normas() or iri.startswith(a.grafo_ley("")) for iri in cambios):
        return hay
    dichos = {str(iri).removeprefix(raiz) for raiz in (a.grafo_programa(""), a.grafo_derivado(""))
              for iri in cambios if iri.startswith(raiz)}
    if any(n.startswith(a.norma("")) for n in nodos) and not dichos:
        return hay
    return (dichos | {_clave_de(termino_en_ntriples(n), a.programa("")) for n in nodos}) & hay


def _terminos(octetos: bytes) -> Iterator[bytes]:
    """Yield the IRIs that are subject or object of some N-Triples."""
    return (t for s, _, o in renglones(octetos) for t in (s, o) if t[:1] == b"<")


def _clave_de(termino: bytes, raiz: str) -> str:
    """Return the key in an IRI that begins with a root; empty for another."""
    inicio = b"<" + raiz.encode()
    return termino[len(inicio):-1].partition(b"/")[0].decode() if termino.startswith(inicio) else ""


def _revisiones(claves: Iterable[str], todas: bool, despues: _Despues) -> bytes:
    """Return what the graph of reviews says about those of some programmes, or all of it."""
    octetos = despues.octetos(despues.acunador.grafo_revisiones())
    raices = tuple(b"<%b/" % str(despues.acunador.programa(clave)).encode() for clave in claves)
    return octetos if todas else b"".join(r + b"\n" for r in octetos.split(b"\n") if r.startswith(raices))


@cache
def _vocabulario() -> bytes:
    return a_ntriples(cargar_vocabulario())


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
    for f in filas_de("programas", despues.almacen, a):
        if isinstance(f["programa"], URIRef) and (None, None, f["programa"]) in corte:
            corte.add((f["programa"], RDF.type, AL.Programa))
    return Ambito(_vocabulario(), {"revisiones": a_ntriples(corte)}, focos=frozenset(map(str, focos)))
