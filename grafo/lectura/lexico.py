"""The words of a profile by which names are recognised."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from grafo.lectura.perfil import Perfil

__all__ = ["Lexico", "doblar"]


_SIN_ACENTO = {c: unicodedata.normalize("NFD", chr(c))[0] for c in range(0xC0, 0x250) if chr(c) not in "ñÑ"}


def doblar(texto: str) -> str:
    """Return the text in lower case and without accents (ñ stays); its length does not change."""
    return texto.translate(_SIN_ACENTO).lower()


@dataclass(frozen=True)
class Lexico:
    """The words of a profile that names are recognised by, all folded with `doblar`."""

    palabras: dict[str, tuple[str, ...]]

    @classmethod
    def de(cls, perfil: Perfil) -> Lexico:
        """Return the lexicon of a profile."""
        return cls({clave: tuple(map(doblar, valores)) for clave, valores in perfil.palabras.items()})

    def es(self, clave: str, palabra: str) -> bool:
        """Tell whether a word stands in a list, whatever its case and accents."""
        return doblar(palabra) in self.palabras.get(clave, ())

    def cabeza(self, clave: str, texto: str) -> str:
        """Return the longest head of a list with which a text starts, or the empty string."""
        doblado = doblar(texto)
        halladas = [c for c in self.palabras.get(clave, ())
                    if doblado.startswith(c) and not doblado[len(c):len(c) + 1].isalnum()]
        return max(halladas, key=len, default="")

    def clase(self, texto: str) -> str:
        """Return "organizacion" or "proyecto" by the noun that opens (or, in English, ends) a name, or nothing."""
        organizacion = self.cabeza("cabezas_de_organizacion", texto)
        proyecto = self.cabeza("cabezas_de_proyecto", texto)
        if organizacion or proyecto:
            return "organizacion" if len(organizacion) > len(proyecto) else "proyecto"
        ultima = texto.split()[-1] if len(texto.split()) > 2 else ""
        if self.es("cabezas_finales_de_organizacion", ultima):
            return "organizacion"
        return "proyecto" if self.es("cabezas_finales_de_proyecto", ultima) else ""
