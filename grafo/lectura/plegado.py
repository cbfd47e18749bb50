"""Folded text that knows where each of its characters stands in the document.

Patterns run on the folded text, in which line breaks, cut rows, page furniture, the hyphens of words parted at a line's
end and ligatures are gone; what they find is cut out of the document again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grafo.documento import Documento
from grafo.letras import GUIONES, LIGADURAS, corta
from grafo.modelo import Pasaje

__all__ = ["Plegado"]


@dataclass(frozen=True)
class Plegado:
    """The folded text `letras` of some slices of a document; `mapa[i]` is the document offset of `letras[i]`."""

    documento: Documento
    letras: str
    mapa: tuple[int, ...]

    @classmethod
    def de_cortes(cls, documento: Documento, cortes: Iterable[tuple[int, int]]) -> Plegado:
        """Fold slices [start, end) of a document, in reading order, joined by one space."""
        letras: list[str] = []
        mapa: list[int] = []
        for inicio, fin in cortes:
            if letras and letras[-1] != " ":
                letras.append(" ")
                mapa.append(inicio)
            for posicion in range(inicio, fin):
                letra = documento.texto[posicion]
                if letra.isspace():
                    if not letras or letras[-1] == " ":
                        continue
                    letra = " "
                elif letra.islower() and letras[-2:-1] and letras[-2] in GUIONES and letras[-1] == " ":
                    _unir(documento, letras, mapa, posicion)
                for suya in LIGADURAS.get(letra, letra):
                    letras.append(suya)
                    mapa.append(posicion)
        return cls(documento, "".join(letras).rstrip(), tuple(mapa))

    @classmethod
    def de_pasaje(cls, documento: Documento, pasaje: Pasaje) -> Plegado:
        """Fold a passage."""
        return cls.de_cortes(documento, ((t.inicio, t.fin) for t in pasaje.tramos))

    def pasaje(self, inicio: int, fin: int) -> Pasaje:
        """Return the passage of the folded characters [inicio, fin). Raises `ValueError` when that is empty."""
        cortes: list[tuple[int, int]] = []
        for posicion, letra in zip(self.mapa[inicio:fin], self.letras[inicio:fin], strict=True):
            if letra == " " or (cortes and posicion == cortes[-1][1] - 1):
                continue
            if cortes and cortes[-1][1] < posicion and self.documento.texto[cortes[-1][1]] in GUIONES:
                cortes[-1] = (cortes[-1][0], cortes[-1][1] + 1)
            if cortes and cortes[-1][1] <= posicion and not self.documento.texto[cortes[-1][1]:posicion].strip():
                cortes[-1] = (cortes[-1][0], posicion + 1)
            else:
                cortes.append((posicion, posicion + 1))
        if not cortes:
            raise ValueError(f"empty passage [{inicio}, {fin})")
        return self.documento.pasaje(*cortes)


def _unir(documento: Documento, letras: list[str], mapa: list[int], posicion: int) -> None:
    """Take out the hyphen and the blank behind it where they part a word that goes on at a position, on a new line."""
    guion = mapa[-2]
    if "\n" in documento.texto[guion:posicion] and letras[-3:-2] and letras[-3].islower() and (
            corta(documento.texto, guion, posicion, documento.compuestas)):
        del letras[-2:], mapa[-2:]
