"""Heads of tables that no profile knows: learnt from the document, because a table repeats its head.

A numbered table's head is what stands between the section's title and its first row. A table of lines stands below
each strategy: what all strategies end with, word for word, is the head. Every place where these words stand again is
masked. The head of a table whose columns stand side by side is known by its words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from grafo.lectura.alineadas import cabezas_alineadas, cabezas_de_tablas
from grafo.lectura.filas import abrir_filas
from grafo.lectura.renglones import Hoja, Mascara, Renglon, sin_solapes
from grafo.lectura.secciones import Secciones

__all__ = ["ALINEADA", "aprender_cabezas"]

ALINEADA = "alineada"
"""The name of the head of a table whose columns stand side by side."""
_TABLAS = ("alianzas", "eventos")
_MAXIMO = 45
"""Words that a head has at the most."""


def aprender_cabezas(hoja: Hoja, secciones: Secciones) -> Hoja:
    """Return the sheet with the heads that were learnt masked as well."""
    nuevas = [Mascara(*c, "cabeza", ALINEADA) for c in cabezas_alineadas(hoja.documento, hoja.perfil)]
    nuevas += [Mascara(*c, "cabeza", "marcada") for c in cabezas_de_tablas(hoja.documento, hoja.perfil)]
    for nombre in _TABLAS:
        lugar = secciones.de(nombre)
        if lugar and not _tiene_cabeza(hoja, nombre, lugar):
            nuevas += _repetidas(hoja, nombre, lugar, _antes_de_la_primera_fila(hoja, lugar))
    lugar = secciones.de("objetivos")
    if lugar and not _tiene_cabeza(hoja, "objetivos", lugar):
        nuevas += _repetidas(hoja, "objetivos", lugar, _comun_al_final(hoja, lugar))
    return replace(hoja, mascaras=sin_solapes([*nuevas, *hoja.mascaras])) if nuevas else hoja


def _tiene_cabeza(hoja: Hoja, nombre: str, lugar: tuple[int, int]) -> bool:
    return any(m.clase == "cabeza" and m.nombre == nombre and lugar[0] <= m.inicio < lugar[1] for m in hoja.mascaras)


def _antes_de_la_primera_fila(hoja: Hoja, lugar: tuple[int, int]) -> list[str]:
    """Return the words between the title (the first line) and the first row."""
    renglones = hoja.renglones(*lugar)
    filas = abrir_filas(renglones)
    if not filas or not filas[0].segmentos:
        return []
    primera = filas[0].segmentos[0][0].inicio
    antes = [r for r in renglones if r.fin <= primera and r.texto != filas[0].numero]
    if antes and antes[0].inicio - lugar[0] < 3 and len(antes) > 1:
        antes = antes[1:]
    palabras = [p for r in antes for p in r.texto.split()]
    return palabras if 3 <= len(palabras) <= _MAXIMO else []


def _comun_al_final(hoja: Hoja, lugar: tuple[int, int]) -> list[str]:
    """Return the words that what stands below every strategy ends with, before its first line.

    They start a line below each: what two statements end with alike ("… de archivos.") is no head.
    """
    finales: list[list[Renglon]] = []
    abierta: list[Renglon] | None = None
    for renglon in hoja.renglones(*lugar):
        nivel = next((n for n in hoja.perfil.niveles if n.patron.match(renglon.texto)), None)
        if nivel and abierta is not None:
            finales.append(abierta)
            abierta = None
        if nivel and nivel.clase == "estrategia":
            abierta = [renglon]
        elif abierta is not None:
            abierta.append(renglon)
    return _sufijo_comun([[p for r in x for p in r.texto.split()] for x in finales],
                         set.intersection(*map(_arranques, finales)) if finales else set())


def _arranques(renglones: Sequence[Renglon]) -> set[int]:
    """Return how many words stand from the start of each line but the first to the end of the last."""
    largos = [len(r.texto.split()) for r in renglones]
    return {sum(largos[i:]) for i in range(1, len(largos))}


def _sufijo_comun(listas: Sequence[Sequence[str]], arranques: Collection[int]) -> list[str]:
    if len(listas) < 2 or listas[0][-1].endswith("."):
        return []
    largo = 0
    corta = min(map(len, listas))
    while largo < min(corta, _MAXIMO) and len({lista[-largo - 1] for lista in listas}) == 1:
        largo += 1
    sufijo = list(listas[0][len(listas[0]) - largo:]) if largo >= 2 else []
    while sufijo and not (sufijo[0][0].isupper() and len(sufijo) in arranques):
        sufijo.pop(0)
    return sufijo


def _repetidas(hoja: Hoja, nombre: str, lugar: tuple[int, int], palabras: Sequence[str]) -> list[Mascara]:
    """Return a mask for each place of a section where the words of a head stand."""
    if not palabras:
        return []
    patron = re.compile(r"\s+".join(map(re.escape, palabras)))
    return [Mascara(m.start(), m.end(), "cabeza", nombre)
            for m in patron.finditer(hoja.documento.texto, *lugar)]
