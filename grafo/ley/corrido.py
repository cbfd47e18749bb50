"""Running text out of lines: white space folded, and words that a line or a page broke made whole again.

A word is made whole only on evidence. A hyphen at the end of a line goes when the word without it stands elsewhere in
the document; when nowhere, if the document breaks words so elsewhere; else it stays, and the halves meet without a
space ("teórico-práctico"). Halves without a hyphen are joined only over the end of a page, when the whole stands
elsewhere and neither half does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from grafo.documento import Documento
from grafo.lectura.plegado import Plegado
from grafo.ley.renglones import Renglon
from grafo.modelo import Pasaje

__all__ = ["Corredor"]

_PALABRA = re.compile(r"[^\W\d_]+")
_ULTIMA = re.compile(r"([^\W\d_]+)([-\u00ad]?)$")
_PRIMERA = re.compile(r"[^\W\d_]+")


class Corredor:
    """Makes passages out of the lines of one document."""

    def __init__(self, documento: Documento, renglones: Sequence[Renglon]) -> None:
        self.documento = documento
        self._renglones = renglones

    def pasaje(self, renglones: Iterable[Renglon]) -> Pasaje | None:
        """Return the passage of some lines, or None when there is no text in them.

        Its stretches are the lines' own places, less the hyphens taken out; its text is theirs, folded and joined.
        """
        plegado = self._plegar(list(renglones))
        if not plegado.letras.strip():
            return None
        return Pasaje(plegado.letras, plegado.pasaje(0, len(plegado.letras)).tramos)

    def _plegar(self, renglones: Sequence[Renglon]) -> Plegado:
        letras: list[str] = []
        mapa: list[int] = []
        for orden, renglon in enumerate(renglones):
            if orden:
                quita, separa = self._costura(renglones[orden - 1], renglon)
                del letras[len(letras) - quita:], mapa[len(mapa) - quita:]
                letras += " " * separa
                mapa += [renglon.inicio] * separa
            for posicion in range(renglon.inicio, renglon.fin):
                letra = self.documento.texto[posicion]
                if not letra.isspace():
                    letras.append(letra)
                    mapa.append(posicion)
                elif letras and letras[-1] != " ":
                    letras.append(" ")
                    mapa.append(posicion)
        return Plegado(self.documento, "".join(letras).rstrip(), tuple(mapa))

    def _costura(self, previo: Renglon, renglon: Renglon) -> tuple[int, int]:
        """Return how many letters go at the seam of two lines, and whether a space comes there (0 or 1)."""
        izquierda, derecha = _ULTIMA.search(previo.texto), _PRIMERA.match(renglon.texto)
        if izquierda is None or derecha is None or not derecha.group()[0].islower():
            return 0, 1
        entera = (izquierda[1] + derecha.group()).lower()
        if izquierda[2] == "\u00ad":
            return 1, 0
        if izquierda[2]:
            return (1, 0) if self._vocabulario[entera] or self._parte_palabras else (0, 0)
        mitades = self._vocabulario[izquierda[1].lower()] > 1 or self._vocabulario[derecha.group().lower()] > 1
        une = renglon.salto and self._vocabulario[entera] > 0 and not mitades
        return 0, 0 if une else 1

    @cached_property
    def _vocabulario(self) -> Counter[str]:
        return Counter(m.group().lower() for r in self._renglones for m in _PALABRA.finditer(r.texto))

    @cached_property
    def _parte_palabras(self) -> bool:
        """Whether the document breaks some word with a hyphen at the end of a line and has it whole elsewhere."""
        for previo, renglon in pairwise(self._renglones):
            izquierda, derecha = _ULTIMA.search(previo.texto), _PRIMERA.match(renglon.texto)
            if izquierda and izquierda[2] and derecha and self._vocabulario[(izquierda[1] + derecha.group()).lower()]:
                return True
        return False
