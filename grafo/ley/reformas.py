"""The reform notes of a law, each with the article and the fraction it stands at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from grafo.ley.aperturas import Apertura
from grafo.ley.corrido import Corredor
from grafo.ley.modelo import Articulo, Parte, Reforma
from grafo.ley.notas import fechas_de, nota
from grafo.ley.pliego import Pliego
from grafo.ley.renglones import Renglon
from grafo.modelo import Hallazgo

__all__ = ["leer_reformas"]

_ENTEROS = ("articulo", "capitulo", "titulo", "seccion", "libro")
"""What is no part of an article."""


def leer_reformas(
    pliego: Pliego, corredor: Corredor, aperturas: Sequence[Apertura], articulos: Sequence[Articulo],
    cabezas: frozenset[int],
) -> tuple[tuple[Reforma, ...], tuple[Hallazgo, ...]]:
    """Return the notes in the order of the text, and a finding for each date that no calendar has.

    A note stands behind what it concerns; one in parentheses, before it.
    """
    reformas: list[Reforma] = []
    hallazgos: list[Hallazgo] = []
    abren = {a.posicion: a for a in aperturas}
    for posicion in sorted(pliego.notas):
        renglon = pliego.renglones[posicion]
        if pliego.continua_nota(posicion, pliego.notas):
            continue
        texto = corredor.pasaje(_lineas(pliego, posicion))
        dicha = nota(texto.texto) if texto else None
        if dicha is None or texto is None:
            continue
        fechas, imposibles = fechas_de(dicha.fechas)
        suyos = _articulos(pliego, posicion, abren, cabezas, dicha.precede)
        fraccion = None
        objeto = dicha.objeto or ("articulo" if _siguiente(pliego, posicion) in abren else "")
        if suyos and objeto not in _ENTEROS:
            fraccion = _fraccion(articulos, suyos[0], renglon.inicio, dicha.precede)
        reformas.append(Reforma(texto, objeto or None, dicha.actos, fechas, suyos, fraccion))
        hallazgos += (Hallazgo("fecha-imposible", f"La nota de reforma nombra el {escrita}, que no existe.",
                               f"The reform note names {escrita}, which does not exist.", texto.tramos)
                      for escrita in imposibles)
    return tuple(reformas), tuple(hallazgos)


def _lineas(pliego: Pliego, posicion: int) -> list[Renglon]:
    fin = posicion + 1
    while fin < len(pliego.renglones) and pliego.continua_nota(fin, pliego.notas):
        fin += 1
    return list(pliego.renglones[posicion:fin])


def _articulos(pliego: Pliego, posicion: int, abren: dict[int, Apertura], cabezas: frozenset[int],
               precede: bool) -> tuple[str, ...]:
    """Return the numbers of the articles a note stands at; none when that is a heading."""
    if precede:
        siguiente = _siguiente(pliego, posicion)
        if siguiente in abren or siguiente in cabezas:
            return abren[siguiente].rotulo.numeros if siguiente in abren else ()
    ultimo = max((p for p in (*abren, *cabezas) if p < posicion), default=None)
    return abren[ultimo].rotulo.numeros if ultimo in abren else ()


def _siguiente(pliego: Pliego, posicion: int) -> int:
    """Return the position of the first line behind a note that is none."""
    return next(p for p in range(posicion + 1, len(pliego.renglones) + 1) if p not in pliego.notas)


def _fraccion(articulos: Sequence[Articulo], numero: str, lugar: int, precede: bool) -> str | None:
    """Return the fraction in which a note stands: that of the last text that starts before it, or the first behind."""
    textos: list[tuple[int, str]] = []
    for articulo in articulos:
        if articulo.numero == numero:
            textos += ((p.tramos[0].inicio, "") for p in articulo.parrafos)
            textos += ((p.texto.tramos[0].inicio, p.numero) for p in _fracciones(articulo.partes) if p.texto.tramos)
    textos.sort()
    posicion = bisect_right(textos, (lugar, "")) - (not precede)
    return textos[posicion][1] or None if 0 <= posicion < len(textos) else None


def _fracciones(partes: Iterable[Parte]) -> Iterable[Parte]:
    for parte in partes:
        if parte.clase == "fraccion":
            yield parte
        yield from _fracciones(parte.partes)
