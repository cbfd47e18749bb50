"""The alignment network: what is tied to what, from the norm to the partner, and measures that say something true.

Arrows point as the graph's own properties do: article → norm (`es_parte_de`), line → article (`mandato`), objective →
institutional objective (`contribuye`), parent → child (`contiene`), alliance or event → line (`apoya`), line or
objective → unit (`responsable`), session → line (`trata`). Filled from the answers of queries; knows no RDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import networkx as nx
from networkx.algorithms import bipartite

from grafo.limpieza import limpiar
from ontologia.errores import NoExiste
from ontologia.espacios import NIVEL

__all__ = [
    "CLASES", "NIVELES", "RELACIONES", "Arista", "Nodo", "RedDeAlineacion", "cadena", "centralidad", "clave_natural",
    "cobertura", "huerfanos",
]

Valor = str | int | bool

CLASES = (
    "norma", "articulo", "objetivo_estrategico", "objetivo", "estrategia", "linea", "alianza", "evento", "unidad",
    "sesion",
)
RELACIONES = ("es_parte_de", "mandato", "contribuye", "contiene", "apoya", "responsable", "trata")
NIVELES = tuple(nombre for nombre in NIVEL.__annotations__ if not nombre.startswith("_"))
"""Levels of evidence, strongest first; the last, `ninguna`, is the absence of any."""


@dataclass(frozen=True, slots=True)
class Nodo:
    """A thing of the network: `clase` is one of `CLASES`; `extra` holds plain values a reader may want to see."""

    iri: str
    clase: str
    numero: str
    texto: str
    etiqueta_corta: str = ""
    extra: Mapping[str, Valor] = field(default_factory=lambda: MappingProxyType({}), hash=False)


@dataclass(frozen=True, slots=True)
class Arista:
    """A tie between two IRIs; `relacion` is one of `RELACIONES`, `nivel` one of `NIVELES` for a mandate.

    `concluida` tells a rule's conclusion from what the document says. `bloque` names the articles with which a
    mandate is stated jointly ("56–58"): such a tie holds for the block, not for each of its articles.
    """

    origen: str
    destino: str
    relacion: str
    nivel: str | None = None
    concluida: bool = False
    bloque: str = ""


@dataclass(frozen=True)
class RedDeAlineacion:
    """The nodes in the document's order, their ties, and the name of the programme.

    Raises `ValueError` for a repeated IRI, an unknown class, relation or level, or a tie to a node that is not there.
    """

    nodos: Sequence[Nodo]
    aristas: Sequence[Arista]
    programa: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "nodos", tuple(self.nodos))
        object.__setattr__(self, "aristas", tuple(self.aristas))
        conocidos = {nodo.iri for nodo in self.nodos}
        if len(conocidos) < len(self.nodos):
            raise ValueError("an IRI stands for two nodes of the network")
        for nodo in self.nodos:
            if nodo.clase not in CLASES:
                raise ValueError(f"unknown class {nodo.clase!r} of {nodo.iri}")
        for arista in self.aristas:
            if arista.relacion not in RELACIONES or arista.nivel not in (None, *NIVELES):
                raise ValueError(f"unknown relation or level in {arista!r}")
            if not {arista.origen, arista.destino} <= conocidos:
                raise ValueError(f"a tie to a node that is not in the network: {arista!r}")

    def de_clase(self, *clases: str) -> tuple[Nodo, ...]:
        """Return the nodes of the given classes, in order."""
        return tuple(nodo for nodo in self.nodos if nodo.clase in clases)

    def de_relacion(self, *relaciones: str) -> tuple[Arista, ...]:
        """Return the ties of the given relations, in order."""
        return tuple(arista for arista in self.aristas if arista.relacion in relaciones)

    def mandatos(self) -> dict[tuple[str, str], Arista]:
        """Return the strongest mandate for each pair of (bearer, article); at one level, an own one before a block."""
        mejores: dict[tuple[str, str], Arista] = {}
        for arista in sorted(self.de_relacion("mandato"), key=lambda a: (_fuerza(a), bool(a.bloque))):
            if arista.nivel != "ninguna":
                mejores.setdefault((arista.origen, arista.destino), arista)
        return mejores

    def como_networkx(self) -> nx.DiGraph[str]:
        """Return a directed graph whose attributes are plain strings and booleans, ready for GraphML and GEXF.

        Of several levels of evidence for one line and article the strongest is kept.
        """
        grafo: nx.DiGraph[str] = nx.DiGraph(programa=limpiar(self.programa))
        for nodo in self.nodos:
            extra = {f"extra_{limpiar(k)}": limpiar(v) if isinstance(v, str) else v for k, v in nodo.extra.items()}
            grafo.add_node(
                nodo.iri, clase=nodo.clase, numero=limpiar(nodo.numero), texto=limpiar(nodo.texto),
                label=limpiar(nodo.etiqueta_corta or nodo.texto), **extra,
            )
        resto = (a for a in self.aristas if a.relacion != "mandato")
        for a in (*resto, *self.mandatos().values()):
            grafo.add_edge(
                a.origen, a.destino, relacion=a.relacion, nivel=a.nivel or "", concluida=a.concluida,
                bloque=limpiar(a.bloque),
            )
        return grafo


def cobertura(red: RedDeAlineacion) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return, for each article, the lines by the strongest level of their evidence for it (IRIs, document order).

    Every level is there, `ninguna` too, so that the parts of an article always add up to the number of lines.
    """
    mandatos = red.mandatos()
    reparto: dict[str, dict[str, tuple[str, ...]]] = {}
    for articulo in red.de_clase("articulo"):
        partes: dict[str, list[str]] = {nivel: [] for nivel in NIVELES}
        for linea in red.de_clase("linea"):
            mandato = mandatos.get((linea.iri, articulo.iri))
            partes[(mandato.nivel if mandato else None) or NIVELES[-1]].append(linea.iri)
        reparto[articulo.iri] = {nivel: tuple(lineas) for nivel, lineas in partes.items()}
    return reparto


_SIGUIENTE = {
    "norma": "es_parte_de", "articulo": "mandato", "objetivo_estrategico": "contribuye", "objetivo": "contiene",
    "estrategia": "contiene", "linea": "apoya", "alianza": "apoya", "evento": "apoya", "unidad": "responsable",
    "sesion": "trata",
}


def huerfanos(red: RedDeAlineacion) -> dict[str, tuple[str, ...]]:
    """Return, for each class, the IRIs with no tie to the next column (for the outer columns: to any line).

    A norm without articles, an article that nothing rests on, an objective or strategy that contains nothing, a line
    that no alliance or event supports. Classes with none are left out.
    """
    atados: dict[str, set[str]] = {}
    for clase, relacion in _SIGUIENTE.items():
        vigentes = [a for a in red.de_relacion(relacion) if a.nivel != NIVELES[-1]]
        atados[clase] = {a.origen for a in vigentes}
        if relacion != "contiene":
            atados[clase] |= {a.destino for a in vigentes}
    sueltos = {c: tuple(n.iri for n in red.de_clase(c) if n.iri not in atados[c]) for c in CLASES}
    return {clase: iris for clase, iris in sueltos.items() if iris}


def centralidad(red: RedDeAlineacion) -> dict[str, float]:
    """Return the share of all lines (0 to 1) that lean directly on each article, alliance, event and unit.

    It says how much would be touched if that one thing went. Betweenness says nothing here: the programme is a tree,
    in which it only repeats the size of the branch. Empty when there are no lines.
    """
    lineas = {nodo.iri for nodo in red.de_clase("linea")}
    apoyos = {nodo.iri for nodo in red.de_clase("articulo", "alianza", "evento", "unidad")}
    grafo: nx.Graph[str] = nx.Graph()
    grafo.add_nodes_from(lineas | apoyos)
    for arista in (*red.mandatos().values(), *red.de_relacion("apoya", "responsable")):
        if {arista.origen, arista.destino} & lineas and {arista.origen, arista.destino} & apoyos:
            grafo.add_edge(arista.origen, arista.destino)
    if not lineas:
        return {}
    grado = bipartite.degree_centrality(grafo, lineas)
    return {nodo.iri: grado[nodo.iri] for nodo in red.nodos if nodo.iri in apoyos}


def cadena(red: RedDeAlineacion, linea: str) -> tuple[Nodo, ...]:
    """Return what a line (or any node, by IRI) rests on, from the norm down to its own strategy.

    The ancestors by containment, their institutional objectives, the articles with any mandate, and their norms.
    Raises `NoExiste` when the network holds no such node.
    """
    if all(nodo.iri != linea for nodo in red.nodos):
        raise NoExiste(f"La red no contiene «{linea}».", "Revise la clave con «alinea exportar --formato json».")
    subida: nx.DiGraph[str] = nx.DiGraph()
    subida.add_node(linea)
    subida.add_edges_from((a.origen, a.destino) for a in red.de_relacion("es_parte_de", "contribuye"))
    subida.add_edges_from(red.mandatos())
    subida.add_edges_from((a.destino, a.origen) for a in red.de_relacion("contiene"))
    alcanzados = nx.descendants(subida, linea)
    orden = {clase: lugar for lugar, clase in enumerate(CLASES)}
    return tuple(sorted((n for n in red.nodos if n.iri in alcanzados), key=lambda n: orden[n.clase]))


def clave_natural(numero: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key in which "1.10" follows "1.9" and "24 Bis" follows "24"."""
    trozos: Iterable[str] = re.findall(r"\d+|[^\W\d_]+", numero)
    return tuple((0, int(t), "") if t.isdecimal() and len(t) < 19 else (1, 0, t.casefold()) for t in trozos)


def _fuerza(arista: Arista) -> int:
    return NIVELES.index(arista.nivel) if arista.nivel else len(NIVELES)
