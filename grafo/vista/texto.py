"""Text in a drawing: how wide it is, how it wraps, and what tells similar texts apart.

Widths are the advances of Arial, Helvetica and Liberation Sans, which agree, so that no browser is needed to lay out.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

__all__ = ["FAMILIA", "ancho_de_texto", "envolver", "frases_distintivas"]

FAMILIA = "Arial, Helvetica, 'Liberation Sans', sans-serif"
HOLGURA = 1.03
"""Room for a font that is a little wider than the one measured."""

_ANCHOS = {
    191: "'", 222: "ijl", 260: "|", 278: " !,./:;I[\\]ft·", 333: "()-`r“”¡{}", 350: "•", 355: '"', 370: "ºª",
    389: "*", 400: "°", 469: "^", 500: "Jcksvxyz", 556: "0123456789#$?L_abdeghnopqu–«»", 584: "+<=>~", 611: "FTZ¿",
    667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1000: "—…→", 1015: "@",
}
_NEGRITAS = {
    238: "'", 278: " ,./I\\ijl·", 280: "|", 333: "!()-:;[]`ft¡", 389: "*r{}", 400: "°", 474: '"', 500: "z“”",
    556: "0123456789#$J_aceksvxy–«»", 584: "+<=>^~", 611: "?FLTZbdghnopqu¿", 667: "EPSVXY", 722: "&ABCDHKNRU",
    778: "GOQw", 833: "M", 889: "%m", 944: "W", 1000: "—…→@",
}
_TABLAS = {
    negrita: {c: ancho for ancho, letras in tabla.items() for c in letras}
    for negrita, tabla in ((False, _ANCHOS), (True, _NEGRITAS))
}


@lru_cache(maxsize=4096)
def _milesimas(caracter: str, negrita: bool) -> int:
    tabla = _TABLAS[negrita]
    if caracter in tabla:
        return tabla[caracter]
    if unicodedata.combining(caracter):
        return 0
    base = unicodedata.normalize("NFD", caracter)[0]
    return tabla.get(base, 1000)


def ancho_de_texto(texto: str, tam: float, negrita: bool = False) -> float:
    """Return the width in px of one row of text at `tam` px; a character not known counts a full em."""
    return sum(_milesimas(c, negrita) for c in texto) * tam * HOLGURA / 1000


def envolver(texto: str, ancho: float, tam: float, maximo: int, sangria: float = 0) -> tuple[str, ...]:
    """Return `texto` in at most `maximo` rows no wider than `ancho` px, the last ending in "…" when cut.

    The first row is `sangria` px narrower. Words wider than a row are broken. An empty text gives no row.
    """
    renglones: list[str] = []
    for palabra in texto.split():
        for trozo in _trozos(palabra, ancho - sangria, tam):
            disponible = ancho - (sangria if len(renglones) < 2 else 0)
            candidato = f"{renglones[-1]} {trozo}" if renglones else trozo
            if renglones and ancho_de_texto(candidato, tam) <= disponible:
                renglones[-1] = candidato
            elif len(renglones) < maximo:
                renglones.append(trozo)
            else:
                return (*renglones[:-1], _cortar(f"{renglones[-1]} {trozo}", disponible, tam))
    return tuple(renglones)


def _trozos(palabra: str, ancho: float, tam: float) -> Iterable[str]:
    trozo = ""
    for caracter in palabra:
        if trozo and ancho_de_texto(trozo + caracter, tam) > ancho:
            yield trozo
            trozo = ""
        trozo += caracter
    yield trozo


def _cortar(renglon: str, ancho: float, tam: float) -> str:
    while renglon and ancho_de_texto(f"{renglon}…", tam) > ancho:
        renglon = renglon[:-1]
    return f"{renglon.rstrip(' ,;:.(…')}…"


def frases_distintivas(textos: Sequence[str], sin_verbo: Sequence[bool]) -> tuple[str, ...]:
    """Return for each text the words that tell it from the others, "…" standing for what many of them share.

    A run of three words that stands in at least a sixth of the texts, and in three, is shared; so is a beginning of
    two words that another text has too. Where `sin_verbo`, the first word goes, because a code says it already. A
    text of which nothing would be left stays whole.
    """
    palabras = [texto.split() for texto in textos]
    llanas = [[_llana(p) for p in fila] for fila in palabras]
    umbral = max(3, len(textos) // 6)
    tercias = Counter(g for fila in llanas for g in {tuple(fila[i:i + 3]) for i in range(len(fila) - 2)})
    inicios = Counter(tuple(fila[:2]) for fila in llanas)
    frases = []
    for fila, llana, sin in zip(palabras, llanas, sin_verbo, strict=True):
        comunes = set(range(2)) if inicios[tuple(llana[:2])] > 1 else {0} if sin else set()
        for i in range(len(llana) - 2):
            if tercias[tuple(llana[i:i + 3])] >= umbral:
                comunes |= {i, i + 1, i + 2}
        inicio = {i for i in comunes if i < 2}
        frases.append(_frase(fila, comunes) or _frase(fila, inicio) or " ".join(fila))
    return tuple(frases)


def _frase(palabras: list[str], comunes: set[int]) -> str:
    tramos: list[list[str]] = [[]]
    for i, palabra in enumerate(palabras):
        if i in comunes:
            tramos.append([])
        else:
            tramos[-1].append(palabra)
    limpios = [t for t in (_sin_enlaces(tramo) for tramo in tramos) if t]
    if sum(map(len, limpios)) < 2:
        return ""
    return " … ".join(" ".join(tramo) for tramo in limpios).rstrip(".,;: ")


def _sin_enlaces(tramo: list[str]) -> list[str]:
    """Drop the short lower-case words (articles, prepositions) at both ends."""
    inicio, fin = 0, len(tramo)
    while inicio < fin and _es_enlace(tramo[inicio]):
        inicio += 1
    while fin > inicio and _es_enlace(tramo[fin - 1]):
        fin -= 1
    return tramo[inicio:fin]


def _es_enlace(palabra: str) -> bool:
    return len(palabra) <= 3 and palabra.isalpha() and palabra.islower()


def _llana(palabra: str) -> str:
    return palabra.casefold().strip(".,;:()«»“”\"")
