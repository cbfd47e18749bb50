"""The sheet: a law's lines with what the layout tells: where paragraphs begin, which lines are notes or headings."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from grafo.documento import Documento
from grafo.lectura.lexico import doblar
from grafo.ley.marcas import encabezado
from grafo.ley.notas import es_nota, solo_fechas
from grafo.ley.palabras import palabras
from grafo.ley.renglones import Renglon

__all__ = ["DUDOSO", "NO", "SI", "Pliego", "sigue", "termina"]

NO, DUDOSO, SI = 0, 1, 2
"""Whether a line begins a paragraph: no, perhaps, yes."""


@dataclass(frozen=True)
class Pliego:
    """The lines of a law, without headers and footers, and the habits of their layout."""

    documento: Documento
    renglones: tuple[Renglon, ...]

    @cached_property
    def notas(self) -> frozenset[int]:
        """Positions of the lines that are reform notes, or the dates in which a broken one goes on."""
        halladas: set[int] = set()
        for posicion, renglon in enumerate(self.renglones):
            if es_nota(renglon.texto) or self.continua_nota(posicion, halladas):
                halladas.add(posicion)
        return frozenset(halladas)

    def continua_nota(self, posicion: int, notas: Set[int]) -> bool:
        """Tell whether a line holds only dates and goes on a note that ends in a comma."""
        previo = self.renglones[posicion - 1].texto if posicion else ""
        return posicion - 1 in notas and previo.endswith(",") and solo_fechas(self.renglones[posicion].texto)

    @cached_property
    def encabezados(self) -> frozenset[int]:
        """Positions of the lines that look like headings."""
        return frozenset(i for i, r in enumerate(self.renglones) if encabezado(r.texto))

    @cached_property
    def hay_blancos(self) -> bool:
        """Whether empty lines part paragraphs: there are some, but not between all lines of a text that is wrapped."""
        parte = _parte(r.blanco for r in self.renglones)
        return parte > 0.1 and (parte < 0.85 or not self.envuelto)

    @cached_property
    def envuelto(self) -> bool:
        """Whether paragraphs run over several lines: many start with a small letter below an unfinished one."""
        pares = pairwise(self.renglones)
        return _parte(r.texto[0].islower() and not termina(previo.texto) for previo, r in pares) > 0.15

    @cached_property
    def ancho(self) -> int:
        """The usual length of a full line, in characters."""
        largos = sorted(len(r.texto) for r in self.renglones)
        return largos[int(0.9 * (len(largos) - 1))] if largos else 0

    def empieza(self, posicion: int) -> int:
        """Tell whether a line begins a paragraph by what stands before it: `SI`, `DUDOSO` or `NO`."""
        if posicion == 0:
            return SI
        renglon, previo = self.renglones[posicion], self.renglones[posicion - 1]
        if posicion - 1 in self.notas or posicion - 1 in self.encabezados:
            return SI
        if sigue(previo.texto):
            return NO
        if renglon.salto:
            return SI if termina(previo.texto) else DUDOSO
        if self.hay_blancos:
            return SI if renglon.blanco else DUDOSO
        return SI if termina(previo.texto) else DUDOSO

    def corta(self, previo: Renglon, renglon: Renglon) -> bool:
        """Tell whether an unmarked line begins a new paragraph of the same text."""
        fin = termina(previo.texto)
        if not fin and renglon.texto[0].islower():
            return False
        if renglon.salto:
            return fin
        if self.hay_blancos and renglon.blanco:
            return True
        if not self.envuelto:
            return fin
        return fin and len(previo.texto) < 0.75 * self.ancho


def termina(texto: str) -> bool:
    """Tell whether a line ends as a sentence or a clause does."""
    return texto.rstrip("”\"»)’ ").endswith((".", ":", ";", "?", "!"))


def sigue(texto: str) -> bool:
    """Tell whether a line must go on in the next: it ends in a comma, a hyphen or a word that joins."""
    palabra = doblar(texto.split()[-1]).lstrip("(“\"«")
    return texto.endswith((",", "-")) or palabra in palabras().enlaces


def _parte(valores: Iterable[bool]) -> float:
    lista = list(valores)
    return sum(lista) / len(lista) if lista else 0.0
