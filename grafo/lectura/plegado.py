"""Folded text that knows where each of its characters stands in the document.

Patterns run on the folded text, in which line breaks, cut rows and page furniture are gone; what they find is cut out
of the document again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grafo.documento import Documento
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
                letras.append(letra)
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
            if letra == " ":
                continue
            if cortes and cortes[-1][1] <= posicion and not self.documento.texto[cortes[-1][1]:posicion].strip():
                cortes[-1] = (cortes[-1][0], posicion + 1)
            else:
                cortes.append((posicion, posicion + 1))
        if not cortes:
            raise ValueError(f"empty passage [{inicio}, {fin})")
        return self.documento.pasaje(*cortes)
