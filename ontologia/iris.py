"""The one place where the IRIs of the data are minted.

An article is identified by its law and the law's date (`norma/lgtaip-2015/art_59`), everything a programme states by
the programme's key. The base is configurable; the vocabulary is not under it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rdflib.term import URIRef

__all__ = ["BASE", "Acunador", "ranura"]

BASE = "https://w3id.org/alinea/id/"


def ranura(texto: str) -> str:
    """Return the slug of a text: ASCII, lower case, words joined by hyphens ("Gobierno Abierto" → "gobierno-abierto").

    Raises `ValueError` when nothing of the text is left.
    """
    plano = unicodedata.normalize("NFKD", texto).encode("ascii", "ignore").decode()
    resultado = re.sub(r"[^a-z0-9]+", "-", plano.lower()).strip("-")
    if not resultado:
        raise ValueError(f"no slug can be made of {texto!r}")
    return resultado


def _segmento(texto: str) -> str:
    """Return a path segment for a number such as "1.1.1" or "24 Bis", keeping dots."""
    return re.sub(r"[^a-z0-9._]+", "-", unicodedata.normalize("NFKD", texto).encode("ascii", "ignore").decode().lower())


@dataclass(frozen=True, slots=True)
class Acunador:
    """Mints the IRIs under one base (which ends in "/" or "#")."""

    base: str = BASE

    def norma(self, clave: str) -> URIRef:
        """Return the IRI of a norm ("lgtaip-2015")."""
        return URIRef(f"{self.base}norma/{clave}")

    def articulo(self, norma: str, numero: str) -> URIRef:
        """Return the IRI of an article of a norm ("lgtaip-2015", "59")."""
        return URIRef(f"{self.base}norma/{norma}/art_{_segmento(numero)}")

    def division(self, norma: str, ruta: Iterable[str]) -> URIRef:
        """Return the IRI of a title, chapter or section by its path ("tit_4", "cap_2")."""
        return URIRef(f"{self.base}norma/{norma}/{'/'.join(ruta)}")

    def transitorio(self, norma: str, orden: int) -> URIRef:
        """Return the IRI of a transitory provision by its position (from 1) in the law's text."""
        return URIRef(f"{self.base}norma/{norma}/transitorio/{orden}")

    def reforma(self, norma: str, orden: int) -> URIRef:
        """Return the IRI of a reform note by its position (from 1) in the law's text."""
        return URIRef(f"{self.base}norma/{norma}/reforma/{orden}")

    def documento_de_norma(self, norma: str) -> URIRef:
        """Return the IRI of the document that holds a law's text."""
        return URIRef(f"{self.base}norma/{norma}/documento")

    def cita_de_norma(self, norma: str, inicio: int, fin: int) -> URIRef:
        """Return the IRI of a quote by its character offsets in the text of a law."""
        return URIRef(f"{self.base}norma/{norma}/cita/{inicio}-{fin}")

    def programa(self, clave: str) -> URIRef:
        """Return the IRI of a programme."""
        return URIRef(f"{self.base}programa/{clave}")

    def documento(self, programa: str) -> URIRef:
        """Return the IRI of the document that states a programme."""
        return URIRef(f"{self.base}programa/{programa}/documento")

    def elemento(self, programa: str, clase: str, numero: str) -> URIRef:
        """Return the IRI of a numbered item ("linea", "1.1.1") of a programme."""
        return URIRef(f"{self.base}programa/{programa}/{clase}/{_segmento(numero)}")

    def nombrado(self, programa: str, clase: str, nombre: str) -> URIRef:
        """Return the IRI of a named item ("unidad", "DGGAT") of a programme."""
        return URIRef(f"{self.base}programa/{programa}/{clase}/{ranura(nombre)}")

    def asunto(self, programa: str, sesion: str, orden: int) -> URIRef:
        """Return the IRI of an agenda item by its position (from 1) in its session."""
        return URIRef(f"{self.base}programa/{programa}/sesion/{_segmento(sesion)}/asunto/{orden}")

    def cita(self, programa: str, inicio: int, fin: int) -> URIRef:
        """Return the IRI of a quote by its character offsets in the document."""
        return URIRef(f"{self.base}programa/{programa}/cita/{inicio}-{fin}")

    def selector(self, programa: str, inicio: int, fin: int, clase: str) -> URIRef:
        """Return the IRI of a quote's selector; `clase` is "texto" or "posicion"."""
        return self.selector_de(self.cita(programa, inicio, fin), clase)

    def selector_de(self, cita: URIRef, clase: str) -> URIRef:
        """Return the IRI of a selector of a quote; `clase` is "texto" or "posicion"."""
        return URIRef(f"{cita}/{clase}")

    def alineacion(self, programa: str, linea: str, tema: str, norma: str, articulo: str, nivel: str) -> URIRef:
        """Return the IRI of one piece of evidence of mandate."""
        ruta = f"{_segmento(linea)}/{tema}/{norma}/art_{_segmento(articulo)}/{nivel}"
        return URIRef(f"{self.base}programa/{programa}/alineacion/{ruta}")

    def recuento(self, programa: str, conjunto: str, *partes: str) -> URIRef:
        """Return the IRI of a count of a data set ("articulos") by what tells it apart ("lgtaip-2015/art_59", …)."""
        return URIRef(f"{self.base}programa/{programa}/recuento/{'/'.join((conjunto, *partes))}")

    def grafo_ontologia(self) -> URIRef:
        """Return the named graph of the vocabulary and its schemes."""
        return URIRef(f"{self.base}grafo/ontologia")

    def grafo_normas(self) -> URIRef:
        """Return the named graph of the norms."""
        return URIRef(f"{self.base}grafo/normas")

    def grafo_ley(self, norma: str) -> URIRef:
        """Return the named graph of what the official text of a law says."""
        return URIRef(f"{self.base}grafo/ley/{norma}")

    def grafo_programa(self, programa: str) -> URIRef:
        """Return the named graph of what a programme's document says."""
        return URIRef(f"{self.base}grafo/programa/{programa}")

    def grafo_revisiones(self) -> URIRef:
        """Return the named graph of the reviews that people made."""
        return URIRef(f"{self.base}grafo/revisiones")

    def grafo_derivado(self, programa: str) -> URIRef:
        """Return the named graph of what rules concluded about a programme."""
        return URIRef(f"{self.base}grafo/derivado/{programa}")
