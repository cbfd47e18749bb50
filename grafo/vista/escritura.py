"""Pieces of writing for a card: leads, running text, chips, codes. Lengths are px."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from grafo.vista.piezas import Ficha, Renglon
from grafo.vista.texto import ancho_de_texto, envolver

__all__ = [
    "ALTO_DE_FICHA", "ALTO_DE_RENGLON", "BASE", "TAM", "Escritura", "a_la_derecha", "ajustar", "aparte", "codigos",
    "corrido", "ficha", "numeros_en_tramos",
]

TAM = 12.0
ALTO_DE_RENGLON = 14.0
ALTO_DE_FICHA = 16.0
BASE = 15.0
"""The baseline of the first row."""


@dataclass(frozen=True, slots=True)
class Escritura:
    """The rows and chips of one card, with the height they need."""

    renglones: tuple[Renglon, ...]
    fichas: tuple[Ficha, ...]
    alto: float


def numeros_en_tramos(numeros: Sequence[str]) -> str:
    """Return sorted numbers with runs folded: "56–58, 61"."""
    tramos: list[list[str]] = []
    for numero in numeros:
        previo = tramos[-1][-1] if tramos else ""
        if numero.isdecimal() and previo.isdecimal() and len(numero) < 9 and int(numero) == int(previo) + 1:
            tramos[-1].append(numero)
        else:
            tramos.append([numero])
    textos = (t[0] if len(t) == 1 else f"{t[0]}–{t[-1]}" for t in tramos)
    return ", ".join(textos)


def codigos(verbos: Iterable[str]) -> dict[str, str]:
    """Return a code of three to six capitals for each verb: the shortest length that tells all of them apart.

    Of a verb in several words the code is of the last, which says the act ("Dar seguimiento" → "SEG"); of the whole
    when that does not tell them apart.
    """
    distintos = sorted(set(verbos))
    cortos: dict[str, str] = {}
    for nucleos, largo in product(({v: _nucleo(v) for v in distintos}, {v: v for v in distintos}), range(3, 7)):
        cortos = {v: "".join(c for c in nucleo if c.isalnum()).upper()[:largo] for v, nucleo in nucleos.items()}
        if len(set(cortos.values())) == len(distintos):
            break
    return cortos


def _nucleo(verbo: str) -> str:
    """Return the word that says the act: the last, when an infinitive of little meaning opens ("dar", "tomar")."""
    palabras = verbo.split()
    return palabras[-1] if palabras and palabras[0].casefold().endswith(("ar", "er", "ir")) else verbo


def ficha(texto: str, leyenda: str, simbolo: str = "") -> Ficha:
    """Return a chip as wide as its text and symbol, not yet placed."""
    ancho = ancho_de_texto(texto, TAM) + 8 + (12 if simbolo else 0)
    return Ficha(0, 3, ancho, ALTO_DE_FICHA, texto, leyenda, simbolo)


def a_la_derecha(fichas: Sequence[Ficha], borde: float, maximo: float) -> tuple[tuple[Ficha, ...], float]:
    """Place chips from the right edge; those that exceed `maximo` px become one "+n". Return them and their left."""
    cabidas: list[Ficha] = []
    usado = 0.0
    for i, una in enumerate(fichas):
        if usado + una.ancho + 4 > maximo - (34 if i + 1 < len(fichas) else 0):
            resto = fichas[i:]
            cabidas.append(ficha(f"+{len(resto)}", "; ".join(f.leyenda for f in resto)))
            break
        cabidas.append(una)
        usado += una.ancho + 4
    x = borde
    colocadas = []
    for una in reversed(cabidas):
        x -= una.ancho
        colocadas.append(replace(una, dx=x))
        x -= 4
    return tuple(reversed(colocadas)), x


def ajustar(texto: str, ancho: float) -> str:
    """Return `texto` cut to one row of `ancho` px, with room for bold."""
    renglones = envolver(texto, ancho / 1.09, TAM, 1)
    return renglones[0] if renglones else ""


def corrido(entrada: str, cuerpo: str, izquierda: float, interior: float, renglones: int) -> tuple[Renglon, ...]:
    """Return a bold lead with the text running on behind it."""
    entrada = ajustar(entrada, interior * 0.6)
    sangria = ancho_de_texto(entrada, TAM, negrita=True) + 5 if entrada else 0.0
    filas = envolver(cuerpo, interior, TAM, renglones, sangria)
    cabeza = (Renglon(izquierda, BASE, entrada, negrita=True),) if entrada else ()
    return cabeza + tuple(
        Renglon(izquierda + (0 if i else sangria), BASE + i * ALTO_DE_RENGLON, fila) for i, fila in enumerate(filas)
    )


def aparte(entrada: str, cuerpo: str, izquierda: float, interior: float, renglones: int) -> tuple[Renglon, ...]:
    """Return a bold lead in a row of its own with the text below it."""
    filas = envolver(cuerpo, interior, TAM, renglones - 1) if renglones > 1 else ()
    return (Renglon(izquierda, BASE, ajustar(entrada, interior), negrita=True), *(
        Renglon(izquierda, BASE + i * ALTO_DE_RENGLON, fila) for i, fila in enumerate(filas, 1)
    ))
