"""The lines of a law without the headers and footers of its pages."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from grafo.documento import Documento
from grafo.lectura.lexico import doblar
from grafo.ley.marcas import es_marca
from grafo.ley.notas import es_nota
from grafo.ley.palabras import palabras

__all__ = ["Renglon", "leer_renglones"]

_RENGLON = re.compile(r"[^\n\r\f]+")
_PIE = re.compile(r"(?i)(?:p[aá]g(?:ina|\.) )?(\d{1,4}) (?:de|/) (\d{1,4})")
_ARRIBA, _ABAJO = 6, 4
"""How many lines at the top and at the bottom of a page can be its header and its footer."""


@dataclass(frozen=True, slots=True)
class Renglon:
    """A line with text, stripped: its place, and what lies between it and the line before.

    `blanco` tells an empty line, `salto` the end of a page (or a header or footer left out).
    """

    inicio: int
    fin: int
    texto: str
    blanco: bool = False
    salto: bool = False


def leer_renglones(documento: Documento) -> tuple[tuple[Renglon, ...], tuple[Renglon, ...]]:
    """Return the lines of the text and, apart, those of the pages' headers and footers.

    A line is left out when it can only be a header or footer, or can be one and touches another one or the edge of a
    page. What can be one is known from `palabras.toml` or seen: the line stands at the edge of many pages.
    """
    todos = _todos(documento)
    bordes = _bordes(documento, todos)
    clases = _clases(todos, bordes)
    fuera = _fuera(todos, clases, bordes)
    dentro: list[Renglon] = []
    blanco = salto = False
    for posicion, renglon in enumerate(todos):
        blanco, salto = blanco or renglon.blanco, salto or posicion in bordes
        if posicion in fuera:
            salto = True
            continue
        dentro.append(Renglon(renglon.inicio, renglon.fin, renglon.texto, blanco, salto))
        blanco = salto = False
    return tuple(dentro), tuple(todos[posicion] for posicion in sorted(fuera))


def _todos(documento: Documento) -> list[Renglon]:
    texto, renglones, previo = documento.texto, [], 0
    for m in _RENGLON.finditer(texto):
        limpio = m.group().strip()
        if limpio:
            inicio = m.start() + m.group().index(limpio)
            blanco = texto.count("\n", previo, inicio) > 1
            renglones.append(Renglon(inicio, inicio + len(limpio), limpio, blanco))
            previo = inicio + len(limpio)
    return renglones


def _bordes(documento: Documento, renglones: Sequence[Renglon]) -> frozenset[int]:
    """Return the positions of the lines that open a page, the first left out.

    Form feeds and given page starts are taken at their word; else footers such as "3 de 68" tell, if there are two.
    """
    pies = [(i, m) for i, r in enumerate(renglones) if (m := _PIE.fullmatch(" ".join(r.texto.split())))]
    if documento.saltos is None and "\f" not in documento.texto and len(pies) > 1:
        return frozenset(i + 1 for i, _ in pies if i + 1 < len(renglones))
    inicios = [r.inicio for r in renglones]
    return frozenset(bisect_left(inicios, lugar) for lugar in documento.inicios_de_pagina) - {0, len(renglones)}


def _clases(renglones: Sequence[Renglon], bordes: frozenset[int]) -> list[str]:
    """Return for each line "seguro", "posible" or nothing: how sure it is that it belongs to the page, not the law."""
    lexico = palabras()
    repetidas = _repetidas(renglones, bordes)
    clases = []
    for renglon in renglones:
        if lexico.casa(lexico.seguro, renglon.texto):
            clases.append("seguro")
        elif lexico.casa(lexico.posible, renglon.texto) or _clave(renglon) in repetidas:
            clases.append("posible")
        else:
            clases.append("")
    return clases


def _repetidas(renglones: Sequence[Renglon], bordes: frozenset[int]) -> frozenset[str]:
    """Return what stands, figures aside, at the edge of at least two pages in five, and of two."""
    cortes = [0, *sorted(bordes), len(renglones)]
    cuenta: Counter[str] = Counter()
    for inicio, fin in pairwise(cortes):
        pagina = renglones[inicio:fin]
        orillas = (*pagina[:_ARRIBA], *pagina[-_ABAJO:])
        cuenta.update({_clave(r) for r in orillas if not es_marca(r.texto) and not es_nota(r.texto)})
    minimo = max(2, 0.4 * (len(cortes) - 1))
    return frozenset(clave for clave, veces in cuenta.items() if veces >= minimo)


def _clave(renglon: Renglon) -> str:
    return re.sub(r"\d+", "#", " ".join(doblar(renglon.texto).split()))


def _fuera(renglones: Sequence[Renglon], clases: Sequence[str], bordes: frozenset[int]) -> frozenset[int]:
    """Return the lines to leave out: runs of candidates that hold a sure one or touch the edge of a page."""
    fuera: set[int] = set()
    inicio = 0
    while inicio < len(renglones):
        fin = inicio
        while fin < len(renglones) and clases[fin]:
            fin += 1
        if "seguro" in clases[inicio:fin]:
            fuera.update(range(inicio, fin))
        elif fin > inicio:
            fuera.update(_junto_al_borde(inicio, fin, bordes, len(renglones)))
        inicio = fin + 1
    return frozenset(fuera)


def _junto_al_borde(inicio: int, fin: int, bordes: frozenset[int], ultimo: int) -> range:
    """Return the run [inicio, fin) when one of its ends, or something in it, is the edge of a page."""
    toca = any(posicion in bordes or posicion == ultimo for posicion in range(inicio, fin + 1))
    return range(inicio, fin) if toca else range(0)
