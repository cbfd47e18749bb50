"""Which lines open an article: the layout, the punctuation behind the number, and the numbering that goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from grafo.ley.marcas import Numero, Rotulo, rotulo_con_cifra, rotulo_con_ordinal, rotulo_suelto
from grafo.ley.palabras import palabras
from grafo.ley.pliego import NO, SI, Pliego

__all__ = ["Apertura", "aperturas_de_ley", "aperturas_de_transitorios", "es_titulo_de_transitorios"]

Lector = Callable[[str], Rotulo | None]


@dataclass(frozen=True, slots=True)
class Apertura:
    """A line (its position) that opens an article, and its label."""

    posicion: int
    rotulo: Rotulo


def aperturas_de_ley(pliego: Pliego) -> tuple[Apertura, ...]:
    """Return the openings of the law's articles, in the order of the text.

    The articles are those called "Artículo 1", or "Artículo Primero", or just "Primero", whichever are most. Those of
    the decree that issues the law, and of a list of recitals, stand before and start their numbering anew: they are
    left out, and so is everything from the transitory provisions on.
    """
    lectores: tuple[Lector, ...] = (rotulo_con_cifra, rotulo_con_ordinal, rotulo_suelto)
    halladas = [_aceptadas(pliego, lector) for lector in lectores]
    primera = min((aperturas[0].posicion for aperturas in halladas if aperturas), default=0)
    fin = next((i for i in range(primera, len(pliego.renglones)) if es_titulo_de_transitorios(pliego, i)),
               len(pliego.renglones))
    return max((_serie_mas_larga([a for a in aperturas if a.posicion < fin]) for aperturas in halladas), key=len)


def aperturas_de_transitorios(pliego: Pliego, inicio: int, fin: int) -> tuple[Apertura, ...]:
    """Return the openings of the provisions of one list of transitory provisions, lines [inicio, fin)."""
    for lector in (_rotulo_de_transitorio, rotulo_con_cifra):
        if halladas := _aceptadas(pliego, lector, inicio, fin):
            return halladas
    return ()


def es_titulo_de_transitorios(pliego: Pliego, posicion: int) -> bool:
    """Tell whether a line is the title of a list of transitory provisions."""
    texto = pliego.renglones[posicion].texto
    return (palabras().casa(palabras().transitorios, texto) and texto[0].isupper()
            and pliego.empieza(posicion) != NO)


def _aceptadas(pliego: Pliego, lector: Lector, inicio: int = 0, fin: int | None = None) -> tuple[Apertura, ...]:
    aceptadas: list[Apertura] = []
    ultimo: Numero | None = None
    for posicion in range(inicio, len(pliego.renglones) if fin is None else fin):
        rotulo = lector(pliego.renglones[posicion].texto)
        if rotulo is None or posicion in pliego.notas or (rotulo.varios and not _derogados(pliego, posicion, rotulo)):
            continue
        if _abre(pliego, posicion, rotulo, ultimo):
            aceptadas.append(Apertura(posicion, rotulo))
            ultimo = rotulo.ordenes[-1]
    return tuple(aceptadas)


def _abre(pliego: Pliego, posicion: int, rotulo: Rotulo, ultimo: Numero | None) -> bool:
    """Tell whether a label opens an article.

    One that begins a paragraph and has its punctuation does, whatever its number: gaps and duplicates are findings.
    Of the others, only one that begins a paragraph or has its punctuation, and is the next in the numbering.
    """
    comienzo = pliego.empieza(posicion)
    if comienzo == SI and rotulo.firme:
        return True
    resto = pliego.renglones[posicion].texto[rotulo.largo:].lstrip()
    abre = rotulo.firme or (comienzo == SI and resto[:1].isupper())
    return comienzo != NO and abre and _es_siguiente(rotulo.ordenes[0], ultimo)


def _es_siguiente(numero: Numero, ultimo: Numero | None) -> bool:
    if ultimo is None:
        return numero.valor == 1
    if numero.valor == ultimo.valor:
        return numero > ultimo
    return numero.valor == ultimo.valor + 1


def _derogados(pliego: Pliego, posicion: int, rotulo: Rotulo) -> bool:
    """Tell whether a label of several articles says, there or in the next line, that they are derogated."""
    propio = pliego.renglones[posicion].texto[rotulo.largo:].strip()
    siguiente = pliego.renglones[posicion + 1].texto if posicion + 1 < len(pliego.renglones) else ""
    return palabras().casa(palabras().derogado, propio or siguiente)


def _serie_mas_larga(aperturas: Sequence[Apertura]) -> tuple[Apertura, ...]:
    """Return the openings from the start of the longest numbering on; what numbers from 1 before it is left out."""
    if not aperturas:
        return ()
    inicios = [i for i, a in enumerate(aperturas)
               if i == 0 or (a.rotulo.ordenes[0] == Numero(1) and aperturas[i - 1].rotulo.ordenes[-1] > Numero(1))]
    largos = {a: b - a for a, b in zip(inicios, [*inicios[1:], len(aperturas)], strict=True)}
    return tuple(aperturas[max(largos, key=lambda a: largos[a]):])


def _rotulo_de_transitorio(linea: str) -> Rotulo | None:
    return rotulo_suelto(linea) or rotulo_con_ordinal(linea)
