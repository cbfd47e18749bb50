"""The fast engine, held against pySHACL: every node that failed, and a random sample of those that did not.

A node is judged again in its neighbourhood: what the shapes can see from it, and the classes of what they see. Several
lots go in one question, because asking has a price of its own.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from grafo.almacen.ntriples import de_ntriples, de_termino, termino_en_ntriples
from grafo.validacion.formas import Formas
from grafo.validacion.hallado import Hallado
from grafo.validacion.vecindad import Renglones, vecindad
from grafo.validacion.veredicto import Dictamen, dictaminar
from ontologia.errores import ErrorDeAlinea

__all__ = ["MUESTRA", "Juicio", "como_el_veredicto", "contrastar", "exigir_iguales"]

_COMPARACIONES = ("LessThanConstraintComponent", "LessThanOrEqualsConstraintComponent")
MUESTRA = 20
"""How many nodes of each part are judged again, besides those that failed."""


@dataclass(frozen=True, slots=True)
class Juicio:
    """What the fast engine found in some lines, and the focus nodes of each node shape there.

    The same `semilla` draws the same sample.
    """

    renglones: Renglones
    hallados: tuple[Hallado, ...]
    mirados: Mapping[str, Set[bytes]]
    semilla: int


def contrastar(juicios: Sequence[Juicio], formas: Formas, muestra: int = MUESTRA) -> list[tuple[Hallado, ...]]:
    """Judge again, with pySHACL, the nodes that failed in each lot of lines and a sample of the others of each.

    No shape may see from a lot into another, common lines apart. Return the results of each as pySHACL would give
    them: see `como_el_veredicto`. Raises `ErrorDeAlinea` when the engines differ.
    """
    cerca: dict[bytes, None] = {}
    blancos: dict[tuple[str, bytes], None] = {}
    hallados: Counter[Hallado] = Counter()
    for juicio in juicios:
        elegidos = _elegidos(juicio, muestra)
        cerca.update(dict.fromkeys(vecindad(juicio.renglones, formas, elegidos).splitlines(keepends=True)))
        blancos.update(dict.fromkeys((f, n) for f, vistos in juicio.mirados.items() for n in sorted(vistos & elegidos)))
        hallados |= Counter(juicio.hallados)  # a common node is found in several lots
    dictamen = dictaminar(de_ntriples(b"".join(cerca)), formas.hacia((f, de_termino(n)) for f, n in blancos))
    if dictamen.sin_comparar and len(juicios) > 1:  # because of one of them
        return [contrastar([juicio], formas, muestra)[0] for juicio in juicios]
    quedan = set(como_el_veredicto(tuple(hallados.elements()), dictamen))
    return [tuple(h for h in juicio.hallados if h in quedan) for juicio in juicios]


def _elegidos(juicio: Juicio, muestra: int) -> set[bytes]:
    fallidos = {termino_en_ntriples(h.foco) for h in juicio.hallados}
    demas = sorted({n for vistos in juicio.mirados.values() for n in vistos} - fallidos)
    return fallidos | set(random.Random(juicio.semilla).sample(demas, min(muestra, len(demas))))


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
