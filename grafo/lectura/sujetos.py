"""What a figure is about: the words of its own clause, cut from the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grafo.lectura.cifras import Cifra
from grafo.letras import plegar

__all__ = ["sujeto_de"]

_ALCANCE = 600  # characters on either side of a figure in which its clause is looked for
_CORTE_ANTES = re.compile(r"[;:()]|[.,](?!\d)|\s[-–]|[-–]\s")
_CORTE_DESPUES = re.compile(r"[;:()]|[.,](?!\d)|\s[-–](?=\w)")
_PARTES = re.compile(r"[;()]|\.(?!\d)")
# Words that lead to a mark: "… es de", "con una calificación de", "que obtuvieron un puntaje de".
_COLA = re.compile(
    r"(?:\s*,)?(?:\s+que)?(?:\s+(?:es|son|fue|fueron|obtuv\w+|alcanz\w+|tien\w+|registr\w+|con|de|en))?"
    r"(?:\s+(?:una?|su|el|la|los|las))?(?:\s+(?:calificaci[oó]n|valor|puntaje|puntuaci[oó]n|promedio)\w*)?"
    r"(?:\s+(?:de|del|es de|fue de|con))*\s*$")
# "… arrojó que", "… demuestran que": what follows is what the source says.
_DICE = re.compile(r"^.*\b(?:arroj|demuestr|muestr|señal|indic|revel|document|report|reflej|estim|conclu|encontr)\w*"
                   r"\s+que\s+")
_ENLACE = re.compile(r"^(?:[\s,;.–-]|(?:y|e|o|u|pero|así como|mientras que|aunque)\s)+", re.I)
# What may stand before a figure that opens its clause.
_ENTRADA = re.compile(r"(?:\s|\b(?:en|el|la|los|las|un|una|de|del|al|a|con|y|e|o|que|sólo|solo|solamente|únicamente|"
                      r"aunque|cerca|casi|más|menos|poco|apenas|alrededor|aproximadamente|hasta|otro|otros)\b)*", re.I)
_NUEVA = re.compile(rf"\s(?:y|e|mientras|pero|aunque)(?:\s+que)?\s{_ENTRADA.pattern}$", re.I)


def sujeto_de(frase: str, cifras: Sequence[Cifra], orden: int) -> str:
    """Return the words that a figure (`cifras[orden]`) is about, as they stand in the sentence.

    In parentheses of its own, or at the end of an entry, they stand before the figure; where the figure opens its
    clause they follow it; otherwise they are the whole clause.
    """
    cifra = cifras[orden]
    lejos = max(cifra.inicio - _ALCANCE, 0)
    if frase[lejos:cifra.inicio].rstrip().endswith("(") and frase[cifra.fin:].lstrip().startswith(")"):
        abre_parentesis = frase.rindex("(", 0, cifra.inicio)
        return _limpio(frase[_tras(_CORTE_ANTES, frase, lejos, abre_parentesis):abre_parentesis])
    previas = [c for c in cifras[max(orden - 2, 0):orden] if c.clase != "rango"]
    siguientes = cifras[orden + 1:orden + 2]
    inicio = max(_tras(_CORTE_ANTES, frase, lejos, cifra.inicio), previas[-1].fin if previas else 0)
    antes = frase[inicio:cifra.inicio]
    abre = _ENTRADA.fullmatch(_DICE.sub("", antes)) is not None or _NUEVA.search(antes) is not None
    cierra = re.match(r"\s*(?:[;,.)]|$|(?:y|e)\s)", frase[cifra.fin:]) is not None
    if cierra and not abre and cifra.clase in ("porcentaje", "nota", "desnuda"):
        return _limpio(_DICE.sub("", _COLA.sub("", antes)))
    if abre:
        despues = _limpio(frase[cifra.fin:_fin(frase, cifra, siguientes)])
        if _palabras(despues) > 1:
            return despues
    return _clausula(frase, cifra)


def _fin(frase: str, cifra: Cifra, siguientes: Sequence[Cifra]) -> int:
    """Return where the words behind a figure end: before the next figure's clause, or at a comma that says enough."""
    tope = min(siguientes[0].inicio if siguientes else len(frase), cifra.fin + _ALCANCE)
    cortes = [m.start() for m in _CORTE_DESPUES.finditer(frase, cifra.fin, tope)]
    if not siguientes and len(frase) < 160:
        cortes = [m.start() for m in _PARTES.finditer(frase, cifra.fin, tope)]
    elif siguientes and not cortes:
        enlace = re.compile(r"\s(?:y|e|o)\s(?!.*\s(?:y|e|o)\s)").search(frase, cifra.fin, tope)
        cortes = [enlace.start()] if enlace else []
    for corte in cortes:
        if _palabras(frase[cifra.fin:corte]) > 2:
            return corte
    return tope if not siguientes else max([*cortes, cifra.fin])


def _clausula(frase: str, cifra: Cifra) -> str:
    """Return the clause around a figure, the figure included."""
    inicio = _tras(_CORTE_ANTES, frase, max(cifra.inicio - _ALCANCE, 0), cifra.inicio)
    tope = min(cifra.fin + _ALCANCE, len(frase))
    m = _CORTE_DESPUES.search(frase, cifra.fin, tope)
    return _limpio(frase[inicio:m.start() if m else tope])


def _tras(corte: re.Pattern[str], frase: str, desde: int, hasta: int) -> int:
    """Return the end of the last cut before a place."""
    return max((m.end() for m in corte.finditer(frase, desde, hasta)), default=desde)


def _palabras(texto: str) -> int:
    """Return how many words of some weight a text has."""
    return len(re.findall(r"[^\W\d_]{4,}", texto))


def _limpio(texto: str) -> str:
    """Return a clause without linking words before it or punctuation behind it."""
    return re.sub(r"(?:[\s.,;:–-]|\s(?:y|e|o|que))+$", "", plegar(_ENLACE.sub("", texto)))
