"""The hash of what a named graph holds, whatever the order of its triples and the names of its blank nodes."""

from __future__ import annotations

import hashlib
from collections import defaultdict

from rdflib import Graph
from rdflib.term import BNode, Node

__all__ = ["VACIO", "sello"]

_VUELTAS = 8


def sello(grafo: Graph) -> str:
    """Return the SHA-256 (hexadecimal) of a graph's triples as sorted N-Triples.

    A blank node is named by what is said of it, looking `_VUELTAS` steps far: linear in time, so that no graph can be
    made to hold the writer up, at the price that two graphs which differ only beyond that have the same hash.
    """
    nombres = _nombres(grafo)
    lineas = sorted(" ".join(_escrito(t, nombres) for t in tripleta) for tripleta in grafo)
    return hashlib.sha256("\n".join(lineas).encode("utf-8", "surrogatepass")).hexdigest()


def _escrito(termino: Node, nombres: dict[Node, str]) -> str:
    return nombres[termino] if isinstance(termino, BNode) else termino.n3()


def _nombres(grafo: Graph) -> dict[Node, str]:
    blancos = {t for s, _, o in grafo for t in (s, o) if isinstance(t, BNode)}
    nombres: dict[Node, str] = dict.fromkeys(blancos, "_:")
    dichos = [t for t in grafo if not blancos.isdisjoint((t[0], t[2]))]
    for _ in range(_VUELTAS if blancos else 0):
        suyos: dict[Node, list[str]] = defaultdict(list)
        for s, p, o in dichos:
            if s in nombres:
                suyos[s].append(f"> {p.n3()} {_escrito(o, nombres)}")
            if o in nombres:
                suyos[o].append(f"< {p.n3()} {_escrito(s, nombres)}")
        nombres = {b: f"_:{hashlib.sha256('|'.join([nombres[b], *sorted(suyos[b])]).encode()).hexdigest()}"
                   for b in blancos}
    return nombres


VACIO = sello(Graph())
"""The hash of a graph without triples."""
