"""Running text: paragraphs and sentences with their places, and the heading under which each paragraph stands."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from grafo.lectura.corrido import se_corta
from grafo.lectura.plegado import Plegado
from grafo.lectura.renglones import Hoja, Renglon, cortes
from grafo.modelo import Pasaje

__all__ = ["Parrafo", "oraciones", "parrafos"]

_FIN_DE_ORACION = re.compile(r"(?<=[a-záéíóúñü)\]”\"%0-9])[.!?][”\"]?(?:\d{1,2})?\s+(?=[¿“\"(]?[A-ZÁÉÍÓÚÑ])")
_ABREVIATURA = re.compile(r"\b(?:No|Núm|num|Art|art|arts|Arts|Lic|Dr|Dra|Sr|Sra|etc|fracc|Fracc|pág|[A-Z])$")


@dataclass(frozen=True)
class Parrafo:
    """A paragraph: its folded text with places, and the heading above it (a short line in capitals), if any.

    `bajo` is the line of that heading.
    """

    plegado: Plegado
    encabezado: str
    bajo: Renglon | None = None

    @cached_property
    def oraciones(self) -> list[tuple[int, int]]:
        """The sentences, as stretches [start, end) of the folded text."""
        return oraciones(self.texto)

    @cached_property
    def pasajes(self) -> dict[int, Pasaje]:
        """The passages of the sentences that were asked for, by their place in the row of sentences."""
        return {}

    @property
    def texto(self) -> str:
        """The folded text."""
        return self.plegado.letras

    @property
    def inicio(self) -> int:
        """The offset at which it starts."""
        return self.plegado.mapa[0]


def parrafos(hoja: Hoja, inicio: int, fin: int) -> list[Parrafo]:
    """Return the paragraphs of a stretch.

    Pages of running text put a blank line below every line, so a blank says nothing. A paragraph ends with a line
    that ends a sentence and is short of the margin, or above a bullet, a heading or a numbered item; the statement of
    such an item with the first line that ends a sentence.
    """
    renglones = hoja.renglones(inicio, fin)
    margen = max((len(r.texto) for r in renglones), default=0)
    resultado: list[Parrafo] = []
    actual: list[Renglon] = []
    encabezado = ""
    bajo: Renglon | None = None

    def cerrar() -> None:
        if actual:
            resultado.append(Parrafo(Plegado.de_cortes(hoja.documento, cortes(actual)), encabezado, bajo))
            actual.clear()

    for orden, renglon in enumerate(renglones):
        if _es_encabezado(renglon):
            cerrar()
            encabezado, bajo = renglon.texto, renglon
            continue
        if actual and (_abre_parrafo(hoja, actual, renglon, margen) or se_corta(hoja, renglones, orden)):
            cerrar()
        actual.append(renglon)
    cerrar()
    return resultado


def _es_encabezado(renglon: Renglon) -> bool:
    letras = [c for c in renglon.texto if c.isalpha()]
    return len(letras) > 8 and all(c.isupper() for c in letras) and " " in renglon.texto


def _abre_parrafo(hoja: Hoja, actual: Sequence[Renglon], renglon: Renglon, margen: int) -> bool:
    ultimo = actual[-1].texto
    cierra = bool(re.search(r"[.:;!?][”\"]?\d{0,2}$", ultimo))
    alta = bool(re.match(r"[A-ZÁÉÍÓÚÑ¿“\"\d]", renglon.texto))
    enunciado = any(n.patron.match(actual[0].texto) for n in hoja.perfil.niveles)
    return bool(renglon.vineta) or (cierra and alta and (enunciado or len(ultimo) < 0.88 * margen))


def oraciones(texto: str) -> list[tuple[int, int]]:
    """Return the sentences of a folded text as stretches [start, end)."""
    limites = [0]
    for m in _FIN_DE_ORACION.finditer(texto):
        if not _ABREVIATURA.search(texto[max(0, m.start() - 8):m.start()]):
            limites.append(m.end())
    limites.append(len(texto))
    return [(a, b) for a, b in itertools.pairwise(limites) if texto[a:b].strip()]


def oracion_en(parrafo: Parrafo, posicion: int) -> Pasaje:
    """Return the sentence that holds a position of the folded text."""
    orden = bisect_right(parrafo.oraciones, posicion, key=lambda oracion: oracion[0]) - 1
    if orden < 0 or posicion >= parrafo.oraciones[orden][1]:
        raise ValueError(f"position {posicion} is outside the paragraph")
    if orden not in parrafo.pasajes:
        parrafo.pasajes[orden] = parrafo.plegado.pasaje(*parrafo.oraciones[orden])
    return parrafo.pasajes[orden]
