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
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from grafo.asientos import LineaAuditada
from grafo.derivado import Alineamiento
from grafo.lectura.lexico import doblar
from grafo.ley.modelo import Articulo, Ley, Parte
from grafo.ley.palabras import palabras
from grafo.modelo import LineaDeAccion, Pasaje, Programa

__all__ = ["Apunte", "Propuesta", "apuntes_de_lineas", "lineas_solo_por_bloque", "proponer_articulos", "raiz"]

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


@dataclass(frozen=True, slots=True)
class Apunte:
    """An article ("lgtaip-2015/art_58") proposed for a line of a ledger, with the shared words as in `Propuesta`."""

    linea: str
    articulo: str
    compartidas: tuple[tuple[str, str], ...]


def proponer_articulos(
    programa: Programa, ley: Ley, bloque: Sequence[str], lineas: Collection[str] | None = None
) -> tuple[Propuesta, ...]:
    """Return the articles of a block proposed for the lines of a programme, by line, strongest first.

    `bloque` are article numbers of the law ("56", "57", "58"); those it lacks, and derogated ones, are passed over.
    `lineas` are the lines whose mandate is only at the grain of the block (`lineas_solo_por_bloque`); None means all.
    """
    articulos = [a for numero in dict.fromkeys(bloque) for a in ley.articulos if a.numero == numero and not a.derogado]
    distintivas = _distintivas({a.numero: a.texto.texto for a in articulos})
    resultado: list[Propuesta] = []
    for linea in programa.lineas_accion:
        if lineas is not None and linea.numero not in lineas:
            continue
        halladas = []
        for articulo in articulos:
            if propuesta := _propuesta(linea, ley.clave, articulo, distintivas[articulo.numero]):
                halladas.append(propuesta)
        resultado += sorted(halladas, key=lambda p: -len(p.compartidas))
    return tuple(resultado)


def apuntes_de_lineas(lineas: Iterable[LineaAuditada], textos: Mapping[str, str]) -> tuple[Apunte, ...]:
    """Return what `proponer_articulos` would for lines of a ledger, from the texts of a store by article's key.

    A block are the articles of one norm that a line has through one topic. Nothing is proposed to a line with a
    mandate of an article of the block on its own, nor an article that persons have reviewed for the line.
    """
    apuntes: list[Apunte] = []
    for linea in lineas:
        propios = {m.articulo for m in linea.articulos if m.grano == "articulo"}
        vistos = propios | {x.revision.articulo for x in linea.revisiones}
        for bloque in _bloques(linea):
            if not propios & set(bloque):
                vigentes = {a: textos[a] for a in bloque
                            if a in textos and not palabras().casa(palabras().derogado, textos[a])}
                suyos = [Apunte(linea.numero, a, c) for a, distintivas in _distintivas(vigentes).items()
                         if a not in vistos and (c := _compartidas(linea.texto, distintivas))]
                apuntes += sorted(suyos, key=lambda x: -len(x.compartidas))
    return tuple(dict.fromkeys(apuntes))


def _bloques(linea: LineaAuditada) -> Iterable[tuple[str, ...]]:
    """Return the blocks through which a line has its mandates: two articles or more of one norm, by one topic."""
    bloques: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for m in linea.articulos:
        if m.grano == "bloque":
            bloques[m.articulo.partition("/")[0], m.tema][m.articulo] = None
    return [tuple(b) for b in bloques.values() if len(b) > 1]


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


def _propuesta(linea: LineaDeAccion, norma: str, articulo: Articulo,
               distintivas: Mapping[str, str]) -> Propuesta | None:
    compartidas = _compartidas(linea.texto.texto, distintivas)
    if not compartidas:
        return None
    buscadas = {raiz(palabra) for _, palabra in compartidas}
    pasajes = [*articulo.parrafos, *_textos(articulo.partes)]
    mejor = max(pasajes, key=lambda p: len(buscadas & _raices(p.texto).keys()), default=articulo.texto)
    return Propuesta(linea.numero, norma, articulo.numero, compartidas, linea.texto, mejor)


def _distintivas(textos: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return, for each text of a block, the stems that no other holds, each with the word that shows it."""
    propias = {clave: _raices(texto) for clave, texto in textos.items()}
    return {clave: {r: palabra for r, palabra in raices.items()
                    if not any(r in otras for otra, otras in propias.items() if otra != clave)}
            for clave, raices in propias.items()}


def _compartidas(texto: str, distintivas: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((palabra, distintivas[r]) for r, palabra in _raices(texto).items() if r in distintivas)


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
