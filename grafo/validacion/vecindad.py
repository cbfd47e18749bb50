"""What the shapes can see from some nodes: the triples around them, and no more of the graph than that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grafo.almacen.ntriples import termino_en_ntriples
from grafo.validacion.formas import Formas
from ontologia.espacios import RDFS

__all__ = ["Renglones", "vecindad"]

Renglones = Sequence[tuple[bytes, bytes, bytes]]
"""N-Triples taken apart: subject, predicate and object of each line, as they stand."""


def vecindad(renglones: Renglones, formas: Formas, nodos: Iterable[bytes]) -> bytes:
    """Return the lines that the shapes can see from some nodes, and the axioms of subclasses, as N-Triples.

    Over these, what is found about those nodes is what is found over all lines; about others more may be found.
    """
    if formas.alcance is None:
        return _escritos(renglones)
    subclase = termino_en_ntriples(RDFS.subClassOf)
    atras = {termino_en_ntriples(p) for p in formas.hacia_atras}
    elegidos = dict.fromkeys(r for r in renglones if r[1] == subclase)
    frente = vistos = set(nodos)
    for _ in range(formas.alcance - 1):
        nuevos = [r for r in renglones if r[0] in frente or (r[1] in atras and r[2] in frente)]
        elegidos.update(dict.fromkeys(nuevos))
        frente = {t for s, _, o in nuevos for t in (s, o)} - vistos
        vistos = vistos | frente
    ultimas = None if formas.al_final is None else {termino_en_ntriples(p) for p in formas.al_final}
    elegidos.update(dict.fromkeys(r for r in renglones if r[0] in frente and (ultimas is None or r[1] in ultimas)))
    return _escritos(elegidos)


def _escritos(renglones: Iterable[tuple[bytes, bytes, bytes]]) -> bytes:
    return b"".join(b"%b %b %b .\n" % r for r in renglones)
