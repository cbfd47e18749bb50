"""From the words of a page to its lines, and from lines to text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["RenglonDePagina", "Vocablo", "agrupar", "componer", "vocablos"]

_GLIFOS = re.compile("\\(cid:127\\)|[\uf0b7\uf0a7\uf0d8\uf076]")
_SEPARACION = 0.12
"""Below this part of its height the space between two words is none: a superscript belongs to the word before it."""
_BLANCO = 0.75
"""Above this part of a line's height the space between two lines is that of a paragraph."""


@dataclass(frozen=True, slots=True)
class Vocablo:
    """A word with its box, in points from the upper left corner of the page."""

    texto: str
    izquierda: float
    derecha: float
    arriba: float
    abajo: float

    @property
    def centro(self) -> tuple[float, float]:
        """The middle of the box."""
        return (self.izquierda + self.derecha) / 2, (self.arriba + self.abajo) / 2


@dataclass(slots=True)
class RenglonDePagina:
    """A line of words; its height is that of its tallest word."""

    palabras: list[Vocablo]
    arriba: float
    abajo: float

    def admite(self, palabra: Vocablo) -> bool:
        """Tell whether the middle of a word lies within the line."""
        return self.arriba <= palabra.centro[1] <= self.abajo

    def agregar(self, palabra: Vocablo) -> None:
        """Put a word into the line."""
        self.palabras.append(palabra)
        if palabra.abajo - palabra.arriba > self.abajo - self.arriba:
            self.arriba, self.abajo = palabra.arriba, palabra.abajo

    def texto(self) -> str:
        """Return the words from left to right, with a space where the page has one."""
        partes: list[str] = []
        anterior: Vocablo | None = None
        for palabra in sorted(self.palabras, key=lambda p: p.izquierda):
            hueco = palabra.izquierda - anterior.derecha if anterior else 0.0
            if anterior and hueco > _SEPARACION * (self.abajo - self.arriba):
                partes.append(" ")
            partes.append(palabra.texto)
            anterior = palabra
        return "".join(partes)


def vocablos(palabras: Iterable[Mapping[str, Any]]) -> list[Vocablo]:
    """Return the words that the PDF library found; a bullet without a character becomes the usual bullet."""
    return [Vocablo(_GLIFOS.sub("•", p["text"]), p["x0"], p["x1"], p["top"], p["bottom"]) for p in palabras]


def agrupar(palabras: Iterable[Vocablo]) -> list[RenglonDePagina]:
    """Return the lines that some words make up, from top to bottom."""
    renglones: list[RenglonDePagina] = []
    for palabra in sorted(palabras, key=lambda p: (p.abajo, p.izquierda)):
        casa = next((r for r in renglones[:-4:-1] if r.admite(palabra) or _contiene(palabra, r)), None)
        if casa is None:
            renglones.append(RenglonDePagina([palabra], palabra.arriba, palabra.abajo))
        else:
            casa.agregar(palabra)
    return sorted(renglones, key=lambda r: r.arriba)


def _contiene(palabra: Vocablo, renglon: RenglonDePagina) -> bool:
    """Tell whether the middle of a line (of a superscript so far) lies within a word."""
    medio = (renglon.arriba + renglon.abajo) / 2
    return palabra.arriba <= medio <= palabra.abajo


def componer(renglones: Iterable[RenglonDePagina]) -> str:
    """Return lines as text: one a line, paragraphs set apart by an empty one."""
    partes: list[str] = []
    anterior: RenglonDePagina | None = None
    for renglon in renglones:
        alto = renglon.abajo - renglon.arriba
        if anterior and renglon.arriba - anterior.abajo > _BLANCO * alto:
            partes.append("")
        partes.append(renglon.texto())
        anterior = renglon
    return "\n".join(partes)
