"""Which parts a shape could look across, so that they are judged together.

A shape goes from a node to what its triples name, to the classes of that, and backwards along some properties. So two
parts are tied when one has triples about a node that the other has triples about or names, and when both give the
same object to a property that is followed backwards. A part tied to what is common becomes common.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from grafo.almacen.ntriples import renglones, termino_en_ntriples
from grafo.validacion.formas import Formas
from ontologia.espacios import SH

__all__ = ["COMUN", "Lazos", "agrupar", "lazos_de"]

_TRAMO = 2**60

COMUN = ""
"""The name of what is common among the parts."""


@dataclass(frozen=True, slots=True)
class Lazos:
    """Terms of a part as 64-bit hashes (a collision can only tie too much), in order.

    `propios` have triples here, `nombrados` are named and have none, `hallables` are those of `nombrados` that a
    property followed backwards names.
    """

    propios: array[int]
    nombrados: array[int]
    hallables: array[int]

    def entre(self, desde: int, hasta: int) -> Lazos:
        """Return those of the hashes that are at least `desde` and less than `hasta`."""
        return Lazos(*(c[bisect_left(c, desde):bisect_left(c, hasta)]
                       for c in (self.propios, self.nombrados, self.hallables)))


def lazos_de(octetos: bytes, formas: Formas, comunes: bool = False) -> Lazos:
    """Return what ties some N-Triples to others; a node that is a target by its name is common."""
    atras = {termino_en_ntriples(p) for p in formas.hacia_atras}
    propios = {termino_en_ntriples(n) for n in formas.blancos(SH.targetNode)} if comunes else set()
    nombrados, hallables = set(), set()
    for sujeto, propiedad, objeto in renglones(octetos):
        propios.add(sujeto)
        if objeto[:1] != b'"':
            nombrados.add(objeto)
        if propiedad in atras:
            hallables.add(objeto)
    return Lazos(*(array("Q", sorted(map(_cifra, t))) for t in (propios, nombrados - propios, hallables - propios)))


def agrupar(lazos: Mapping[str, Lazos]) -> dict[str, tuple[str, ...]]:
    """Return the groups of parts to judge together, by the first name of each; those in `COMUN` go with every other.

    Each part stands in one group; `COMUN` itself is a key and no member.
    """
    jefes = {nombre: nombre for nombre in lazos}
    for tramo in range(0, 2**64, _TRAMO):  # a share of the hashes at a time, for the memory of many parts
        _atar({nombre: de.entre(tramo, tramo + _TRAMO) for nombre, de in lazos.items()}, jefes)
    return _grupos(jefes, lazos)


def _atar(lazos: Mapping[str, Lazos], jefes: dict[str, str]) -> None:
    duenos: dict[int, str] = {}
    for nombre, de in lazos.items():
        for cifra in de.propios:
            _unir(jefes, duenos.setdefault(cifra, nombre), nombre)
    hallados: dict[int, str] = {}
    comun = lazos[COMUN]
    del_comun = {*comun.propios, *comun.nombrados}
    for nombre, de in lazos.items():
        for cifra in de.nombrados:
            dueno = duenos.get(cifra)
            if dueno is not None and dueno != COMUN:
                _unir(jefes, dueno, nombre)
        for cifra in de.hallables:
            _unir(jefes, hallados.setdefault(cifra, nombre), nombre)
            if cifra in del_comun:
                _unir(jefes, COMUN, nombre)


def _grupos(jefes: dict[str, str], nombres: Iterable[str]) -> dict[str, tuple[str, ...]]:
    grupos: dict[str, list[str]] = defaultdict(list)
    for nombre in nombres:
        grupos[_jefe(jefes, nombre)].append(nombre)
    comunes = tuple(n for n in grupos.pop(_jefe(jefes, COMUN)) if n != COMUN)
    return {COMUN: comunes, **{g[0]: tuple(g) for g in grupos.values()}}


def _jefe(jefes: dict[str, str], nombre: str) -> str:
    while jefes[nombre] != nombre:
        jefes[nombre] = nombre = jefes[jefes[nombre]]
    return nombre


def _unir(jefes: dict[str, str], uno: str, otro: str) -> None:
    if uno != otro:
        jefes[_jefe(jefes, otro)] = _jefe(jefes, uno)


def _cifra(termino: bytes) -> int:
    return int.from_bytes(blake2b(termino, digest_size=8).digest())
