"""The fast engine, held against pySHACL: every node that failed, and a random sample of those that did not.

A node is judged again in its neighbourhood: what the shapes can see from it, and the classes of what they see.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable

from grafo.almacen.ntriples import de_ntriples, de_termino, renglones, termino_en_ntriples
from grafo.validacion.conteo import focos_de_ntriples
from grafo.validacion.formas import Formas
from grafo.validacion.hallado import Hallado
from grafo.validacion.veredicto import Dictamen, dictaminar
from ontologia.errores import ErrorDeAlinea
from ontologia.espacios import RDFS

__all__ = ["MUESTRA", "como_el_veredicto", "contrastar", "exigir_iguales", "vecindad"]

_COMPARACIONES = ("LessThanConstraintComponent", "LessThanOrEqualsConstraintComponent")
MUESTRA = 20
"""How many nodes of each part are judged again, besides those that failed."""


def contrastar(octetos: bytes, formas: Formas, hallados: tuple[Hallado, ...], semilla: int,
               muestra: int = MUESTRA) -> tuple[Hallado, ...]:
    """Judge again, with pySHACL, the nodes that failed and a sample of the others, the same for the same seed.

    Return the results as pySHACL would give them: see `como_el_veredicto`. Raises `ErrorDeAlinea` when the engines
    differ.
    """
    mirados = focos_de_ntriples(octetos, formas)
    fallidos = {termino_en_ntriples(h.foco) for h in hallados}
    demas = sorted({n for vistos in mirados.values() for n in vistos} - fallidos)
    elegidos = fallidos | set(random.Random(semilla).sample(demas, min(muestra, len(demas))))
    blancos = [(forma, n) for forma, vistos in mirados.items() for n in sorted(vistos & elegidos)]
    dictamen = dictaminar(de_ntriples(vecindad(octetos, formas, elegidos)),
                          formas.hacia((forma, de_termino(n)) for forma, n in blancos))
    return como_el_veredicto(hallados, dictamen)


def como_el_veredicto(hallados: tuple[Hallado, ...], dictamen: Dictamen) -> tuple[Hallado, ...]:
    """Return the fast engine's results, which must be those of pySHACL or `ErrorDeAlinea` is raised.

    Where an ill-formed date or number is compared pySHACL judges without comparisons, and these are left out.
    """
    if dictamen.sin_comparar:
        hallados = tuple(h for h in hallados if h.componente not in _COMPARACIONES)
    exigir_iguales(hallados, dictamen.hallados)
    return hallados


def exigir_iguales(rapidos: Iterable[Hallado], veredicto: Iterable[Hallado]) -> None:
    """Raise `ErrorDeAlinea`, naming one result, unless both are the same multiset of results."""
    uno, otro = Counter(rapidos), Counter(veredicto)
    for motor, sobran in (("pyshifty", uno - otro), ("pySHACL", otro - uno)):
        for h in sorted(sobran, key=repr):
            raise ErrorDeAlinea(
                f"Los motores difieren: solo {motor} dice {h.componente} de {h.foco} con la forma {h.fuente}.",
                "El veredicto es el de pySHACL: valide con --motor pyshacl, y avise de esta diferencia.")


def vecindad(octetos: bytes, formas: Formas, nodos: Iterable[bytes]) -> bytes:
    """Return the lines of some N-Triples that the shapes can see from some nodes, and the axioms of subclasses."""
    if formas.alcance is None:
        return octetos
    subclase = termino_en_ntriples(RDFS.subClassOf)
    atras = {termino_en_ntriples(p) for p in formas.hacia_atras}
    de: dict[bytes, list[tuple[bytes, bytes, bytes]]] = defaultdict(list)
    hacia: dict[bytes, list[tuple[bytes, bytes, bytes]]] = defaultdict(list)
    elegidos: dict[tuple[bytes, bytes, bytes], None] = {}
    for renglon in renglones(octetos):
        de[renglon[0]].append(renglon)
        if renglon[1] in atras:
            hacia[renglon[2]].append(renglon)
        if renglon[1] == subclase:
            elegidos[renglon] = None
    frente = vistos = set(nodos)
    for _ in range(formas.alcance):
        nuevos = [r for n in frente for r in (*de.get(n, ()), *hacia.get(n, ()))]
        elegidos.update(dict.fromkeys(nuevos))
        frente = {t for s, _, o in nuevos for t in (s, o)} - vistos
        vistos = vistos | frente
    return b"".join(b"%b %b %b .\n" % r for r in elegidos)
