"""Which article of a block a line may rest on, by the line's own words: a proposal for a person, never evidence.

Where a programme ties a topic to a block of articles (56 to 58), a line's mandate is known at the grain of the block.
The texts of the articles can say more. The rule:

1. A word counts by its stem: lower case, no accents, its ending taken off ("evaluación", "evaluar" → "evalu"). Words
   of fewer than four letters, and those of the list `comunes` in `palabras.toml`, do not count.
2. A stem is distinctive of an article when it stands in it and in no other article of the block.
3. An article is proposed for a line when the line's own words hold at least one stem distinctive of it. All such
   articles are proposed, the one with most shared words first: the words are shown, and a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from grafo.derivado import Alineamiento
from grafo.lectura.lexico import doblar
from grafo.ley.modelo import Articulo, Ley, Parte
from grafo.ley.palabras import palabras
from grafo.modelo import LineaDeAccion, Pasaje, Programa

__all__ = ["Propuesta", "lineas_solo_por_bloque", "proponer_articulos", "raiz"]

_PALABRA = re.compile(r"[^\W\d_]{4,}")
_MINIMO = 4


@dataclass(frozen=True, slots=True)
class Propuesta:
    """An article proposed for a line.

    `compartidas` are the shared words, each as (in the line, in the article), in the line's order. `de_la_linea` is the
    line's text, `del_articulo` the part of the article that shares most of them; both know their places.
    """

    linea: str
    norma: str
    articulo: str
    compartidas: tuple[tuple[str, str], ...]
    de_la_linea: Pasaje
    del_articulo: Pasaje
    estado: str = "propuesta"


def proponer_articulos(
    programa: Programa, ley: Ley, bloque: Sequence[str], lineas: Collection[str] | None = None
) -> tuple[Propuesta, ...]:
    """Return the articles of a block proposed for the lines of a programme, by line, strongest first.

    `bloque` are article numbers of the law ("56", "57", "58"); those it lacks, and derogated ones, are passed over.
    `lineas` are the lines whose mandate is only at the grain of the block (`lineas_solo_por_bloque`); None means all.
    """
    articulos = [a for numero in dict.fromkeys(bloque) for a in ley.articulos if a.numero == numero and not a.derogado]
    propias = {a.numero: _raices(a.texto.texto) for a in articulos}
    resultado: list[Propuesta] = []
    for linea in programa.lineas_accion:
        if lineas is not None and linea.numero not in lineas:
            continue
        halladas = []
        for articulo in articulos:
            ajenas = {raiz for numero, raices in propias.items() if numero != articulo.numero for raiz in raices}
            distintivas = {raiz: palabra for raiz, palabra in propias[articulo.numero].items() if raiz not in ajenas}
            if propuesta := _propuesta(linea, ley.clave, articulo, distintivas):
                halladas.append(propuesta)
        resultado += sorted(halladas, key=lambda p: -len(p.compartidas))
    return tuple(resultado)


def lineas_solo_por_bloque(
    alineamientos: Iterable[Alineamiento], norma: str, bloque: Collection[str]
) -> frozenset[str]:
    """Return the lines with a mandate from articles of the block as a block, and from none of them on its own."""
    suyos = [a for a in alineamientos if a.norma == norma and a.articulo in bloque]
    propios = {a.linea for a in suyos if a.grano == "articulo"}
    return frozenset(a.linea for a in suyos if a.grano == "bloque") - propios


def raiz(palabra: str) -> str:
    """Return the stem of a word: folded, less the longest known ending that leaves four letters.

    "publiqu-" is written "public-".
    """
    doblada = doblar(palabra)
    for terminacion in palabras().terminaciones:
        if doblada.endswith(terminacion) and len(doblada) - len(terminacion) >= _MINIMO:
            return re.sub("qu$", "c", doblada.removesuffix(terminacion))
    return doblada


def _propuesta(linea: LineaDeAccion, norma: str, articulo: Articulo, distintivas: dict[str, str]) -> Propuesta | None:
    compartidas = [(palabra, distintivas[r]) for r, palabra in _raices(linea.texto.texto).items() if r in distintivas]
    if not compartidas:
        return None
    buscadas = {raiz(palabra) for _, palabra in compartidas}
    pasajes = [*articulo.parrafos, *_textos(articulo.partes)]
    mejor = max(pasajes, key=lambda p: len(buscadas & _raices(p.texto).keys()), default=articulo.texto)
    return Propuesta(linea.numero, norma, articulo.numero, tuple(compartidas), linea.texto, mejor)


def _raices(texto: str) -> dict[str, str]:
    """Return the stems of a text, each with the first word that shows it."""
    raices: dict[str, str] = {}
    for m in _PALABRA.finditer(texto):
        if doblar(m.group()) not in palabras().comunes:
            raices.setdefault(raiz(m.group()), m.group())
    return raices


def _textos(partes: Iterable[Parte]) -> Iterable[Pasaje]:
    for parte in partes:
        yield parte.texto
        yield from _textos(parte.partes)
