"""A few parts, judged together by the engine that was asked for: a lot."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from grafo.almacen.ntriples import de_ntriples, renglones
from grafo.validacion.conteo import focos_de_renglones
from grafo.validacion.contraste import Juicio, como_el_veredicto, contrastar
from grafo.validacion.formas import Formas
from grafo.validacion.informe import Parcial
from grafo.validacion.rapida import NoSirve, Rapida
from grafo.validacion.veredicto import dictaminar, juzgar_grafo

__all__ = ["Motor", "juzgar_lote", "preparar"]


class Motor(StrEnum):
    """Which engine judges: pySHACL, the fast one held against it by sample, or both in full, which must agree."""

    pyshacl = "pyshacl"
    rapida = "rapida"
    ambos = "ambos"


def juzgar_lote(lote: Sequence[bytes], formas: Formas, rapida: Rapida | str | None,
                entero: bool = False) -> list[Parcial]:
    """Judge some N-Triples, each apart: by the fast engine when there is one, held against pySHACL; else by pySHACL.

    A text instead of the engine is why there is none. With `entero` pySHACL judges all of it, not a sample. Raises
    `ErrorDeAlinea` when the engines differ.
    """
    motivos = [rapida if isinstance(rapida, str) else None for _ in lote]
    parciales: dict[int, Parcial] = {}
    if isinstance(rapida, Rapida):
        juicios: dict[int, Juicio] = {}
        for lugar, octetos in enumerate(lote):
            try:
                juicios[lugar] = _juicio(octetos, formas, rapida)
            except NoSirve as causa:
                motivos[lugar] = str(causa)
        hallados = ([como_el_veredicto(j.hallados, dictaminar(de_ntriples(lote[i]), formas.grafo))
                     for i, j in juicios.items()] if entero else contrastar([*juicios.values()], formas))
        parciales = {i: rapida.juzgar(h, juicios[i].mirados) for i, h in zip(juicios, hallados, strict=True)}
    return [parciales.get(lugar) or juzgar_grafo(de_ntriples(octetos), formas, motivo and f"juzgó pySHACL: {motivo}")
            for lugar, (octetos, motivo) in enumerate(zip(lote, motivos, strict=True))]


@lru_cache(maxsize=2)
def preparar(formas: Formas, motor: Motor) -> Rapida | str | None:
    """Return the fast engine for some shapes, why there is none, or None when it is not wanted."""
    if motor is Motor.pyshacl:
        return None
    try:
        return Rapida(formas)
    except NoSirve as causa:
        return str(causa)


def _juicio(octetos: bytes, formas: Formas, rapida: Rapida) -> Juicio:
    leidos = tuple(renglones(octetos))
    return Juicio(leidos, rapida.hallar(octetos, leidos), focos_de_renglones(leidos, formas), zlib.crc32(octetos))
