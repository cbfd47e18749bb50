"""The headings of an outline: what stands above rows of lines, and the one objective that a heading names above all."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from grafo.lectura.marcas import Marca
from grafo.lectura.renglones import Renglon

__all__ = ["encabezados_de", "es_encabezado", "objetivo_general"]

_GENERAL = re.compile(r"(?i)(?:[\dIVX]+[.)]?\s+)?objetivo(?:\s+(?:general|del\s+(?:programa|plan)))?(?:\s*[:.]\s*|$)")


def encabezados_de(renglones: Sequence[Renglon], lugares: Sequence[int]) -> list[Marca]:
    """Return the headings above rows of lines: short, on their own, without a full stop; "Para lograrlo:" is none.

    Between a heading and its lines paragraphs may stand, behind which only blank lines part it from them.
    """
    propios = set(lugares)
    marcas: list[Marca] = []
    for anterior, lugar in itertools.pairwise([-1, *lugares]):
        entre = [i for i in range(anterior + 1, lugar) if i not in propios and not renglones[i].vineta]
        solos = [i for i in entre if es_encabezado(renglones[i]) and not renglones[i].texto.endswith(":")]
        apartes = [i for i in solos if i + 1 == lugar or _aparte(renglones[i + 1])]
        cerca = apartes and (apartes[-1] + 1 == lugar or renglones[lugar - 1].texto.endswith((".", ":")))
        if apartes and (cerca or anterior >= 0):
            marcas.append(Marca("encabezado", "", 0, "", apartes[-1], 0))
        elif lugar - 1 in entre and es_encabezado(renglones[lugar - 1]):
            marcas.append(Marca("encabezado", "", 0, "", lugar - 1, 0))
    return marcas


def objetivo_general(renglones: Sequence[Renglon]) -> list[Sequence[Marca]]:
    """Return the only objective that a heading names above all lines: the words behind it, or the next line."""
    for lugar, renglon in enumerate(renglones):
        if m := _GENERAL.match(renglon.texto):
            solo = m.end() == len(renglon.texto)
            if not solo or lugar + 1 < len(renglones):
                return [[Marca("general", "1", 0, "objetivo", lugar + solo, 0 if solo else m.end())]]
    return []


def es_encabezado(renglon: Renglon) -> bool:
    """Tell whether a line is a heading: on its own, short, with a capital, without a full stop."""
    return _aparte(renglon) and (
        len(renglon.texto) < 90 and re.match(r"[A-ZÁÉÍÓÚÑ¿]", renglon.texto) is not None
        and not renglon.texto.endswith((".", ",", ";")))


def _aparte(renglon: Renglon) -> bool:
    return renglon.tras_blanco or renglon.abre_pagina or renglon.tras_mascara
