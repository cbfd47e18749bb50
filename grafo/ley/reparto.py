"""The sheet parted: headings with their names, articles with their lines, lists of transitory provisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from grafo.ley.aperturas import Apertura, es_titulo_de_transitorios
from grafo.ley.marcas import Encabezado, encabezado
from grafo.ley.palabras import palabras
from grafo.ley.pliego import NO, SI, Pliego
from grafo.ley.renglones import Renglon

__all__ = ["NIVELES", "Cabeza", "Lista", "es_decreto", "fin_de_articulos", "listas_de_transitorios", "texto_de",
           "titulos"]

NIVELES = ("libro", "parte", "titulo", "capitulo", "seccion", "subseccion")
"""Kinds of division, outermost first."""

_NOMBRE = 6
"""A heading's name takes at most so many lines."""


@dataclass(frozen=True, slots=True)
class Cabeza:
    """A heading: the positions of its own line and of the lines of its name, up to `fin`."""

    posicion: int
    fin: int
    encabezado: Encabezado


@dataclass(frozen=True, slots=True)
class Lista:
    """A list of transitory provisions: lines [inicio, fin), and those of the decree above it, if one is named."""

    inicio: int
    fin: int
    decreto: tuple[int, ...] = ()


def fin_de_articulos(pliego: Pliego, aperturas: Sequence[Apertura]) -> int:
    """Return the position of the first title of transitory provisions, or of a decree, behind the last article."""
    for posicion in range(aperturas[-1].posicion + 1, len(pliego.renglones)):
        if es_titulo_de_transitorios(pliego, posicion) or es_decreto(pliego, posicion):
            return posicion
    return len(pliego.renglones)


def titulos(pliego: Pliego, aperturas: Sequence[Apertura], fin: int) -> tuple[Cabeza, ...]:
    """Return the headings up to `fin`, with the lines of their names.

    A line that looks like a heading, but has more text below it than a name takes, is text. Above the first article
    only those count that enclose it, innermost last: a table of contents does not.
    """
    abren = {a.posicion for a in aperturas}
    candidatas = [i for i in sorted(pliego.encabezados) if i < fin and i not in abren and pliego.empieza(i) != NO]
    cabezas: list[Cabeza] = []
    for posicion in reversed(candidatas):
        cierran = abren | {c.posicion for c in cabezas} | {fin}
        siguiente = min(p for p in cierran if p > posicion)
        lineas = sum(i not in pliego.notas for i in range(posicion + 1, siguiente))
        propio = encabezado(pliego.renglones[posicion].texto)
        if propio is not None and lineas <= _NOMBRE:
            cabezas.append(Cabeza(posicion, siguiente, propio))
    cabezas.reverse()
    return _que_encierran([c for c in cabezas if c.posicion < aperturas[0].posicion]) + tuple(
        c for c in cabezas if c.posicion > aperturas[0].posicion)


def _que_encierran(cabezas: Sequence[Cabeza]) -> tuple[Cabeza, ...]:
    encierran: list[Cabeza] = []
    for cabeza in reversed(cabezas):
        if encierran and NIVELES.index(cabeza.encabezado.clase) >= NIVELES.index(encierran[0].encabezado.clase):
            break
        encierran.insert(0, cabeza)
    return tuple(encierran)


def es_decreto(pliego: Pliego, posicion: int) -> bool:
    """Tell whether a line names a decree of reform."""
    texto = pliego.renglones[posicion].texto
    return (palabras().casa(palabras().decretos, texto) and texto.split()[0].isupper()
            and pliego.empieza(posicion) != NO)


def listas_de_transitorios(pliego: Pliego, inicio: int) -> tuple[Lista, ...]:
    """Return the lists of transitory provisions from `inicio` on.

    A list ends at the next one, at a decree, or at place, date and signatures; a decree's own articles, between its
    name and its list, are in none.
    """
    listas: list[Lista] = []
    decreto: tuple[int, ...] = ()
    abierta: int | None = None
    for posicion in range(inicio, len(pliego.renglones) + 1):
        fin = posicion == len(pliego.renglones)
        titulo = not fin and es_titulo_de_transitorios(pliego, posicion)
        nombra = not fin and not titulo and es_decreto(pliego, posicion)
        if abierta is not None and (fin or titulo or nombra or _cierra(pliego, posicion)):
            listas.append(Lista(abierta, posicion, decreto))
            abierta = None
        if titulo:
            abierta = posicion + 1
        elif nombra:
            decreto = _nombre_de_decreto(pliego, posicion)
    return tuple(listas)


def _cierra(pliego: Pliego, posicion: int) -> bool:
    return pliego.empieza(posicion) == SI and palabras().casa(palabras().cierres, pliego.renglones[posicion].texto)


def _nombre_de_decreto(pliego: Pliego, posicion: int) -> tuple[int, ...]:
    """Return the lines of a decree's name, and of the sentence that says when it was published."""
    lineas = [posicion]
    for siguiente in range(posicion + 1, len(pliego.renglones)):
        publicado = palabras().casa(palabras().publicado, pliego.renglones[siguiente].texto)
        corta = pliego.corta(pliego.renglones[siguiente - 1], pliego.renglones[siguiente])
        if es_titulo_de_transitorios(pliego, siguiente) or (corta and not publicado):
            break
        lineas.append(siguiente)
    return tuple(lineas)


def texto_de(pliego: Pliego, inicio: int, fin: int, largo: int = 0) -> list[Renglon]:
    """Return the lines [inicio, fin) without reform notes, and without the first `largo` characters of the first."""
    renglones = [pliego.renglones[i] for i in range(inicio, fin) if i not in pliego.notas]
    if largo and renglones:
        resto = renglones[0].texto[largo:].lstrip()
        renglones[0] = replace(renglones[0], inicio=renglones[0].fin - len(resto), texto=resto)
    return [r for r in renglones if r.texto]
