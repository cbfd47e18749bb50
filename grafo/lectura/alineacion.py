"""The alignment table: institutional objective, objective of the programme, participating directorates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from grafo.lectura.renglones import Hoja, Renglon, pasaje_de
from grafo.modelo import FilaDeAlineacion, ObjetivoEspecifico, ObjetivoEstrategico

__all__ = ["extraer_alineacion"]

_OBJETIVO = re.compile(r"Objetivo\s+(?:[Ee]strat[eé]gico\s+|[Ee]spec[ií]fico\s+)?(?P<n>\d+)\s*[:.]+\s*")


def extraer_alineacion(
    hoja: Hoja, inicio: int, fin: int, especificos: Sequence[ObjetivoEspecifico],
) -> tuple[tuple[FilaDeAlineacion, ...], tuple[ObjetivoEstrategico, ...]]:
    """Read the alignment table; return its rows and the institutional objectives, each once.

    A cell opens with "Objetivo N". Which column it belongs to is told by its words: an objective of the programme
    repeats the wording of the section of objectives; any other is institutional. Directorates are bullets below the
    objective; a bullet may be broken over blank lines, and its name may contain commas.
    """
    celdas: list[tuple[str, list[Renglon], list[list[Renglon]]]] = []
    for renglon in hoja.renglones(inicio, fin):
        if m := _OBJETIVO.match(renglon.texto):
            celdas.append((m["n"], [renglon.desde(m.end())], []))
        elif not celdas:
            continue
        elif renglon.vineta or _abre_unidad(hoja, renglon, celdas[-1]):
            celdas[-1][2].append([renglon])
        elif celdas[-1][2]:
            celdas[-1][2][-1].append(renglon)
        else:
            celdas[-1][1].append(renglon)
    return _filas(hoja, celdas, especificos)


def _abre_unidad(hoja: Hoja, renglon: Renglon, celda: tuple[str, list[Renglon], list[list[Renglon]]]) -> bool:
    """Tell whether a line without a bullet opens a unit: its kind at the start, and nothing left open above."""
    anterior = (celda[2][-1] if celda[2] else celda[1])[-1].texto
    abierta = re.search(r"(?:,|\b(?:de|del|la|los|las|el|y|e|con|para|en))$", anterior)
    return bool(hoja.perfil.unidad.match(renglon.texto)) and not abierta and (renglon.tras_blanco or bool(celda[2]))


def _filas(
    hoja: Hoja, celdas: Sequence[tuple[str, list[Renglon], list[list[Renglon]]]],
    especificos: Sequence[ObjetivoEspecifico],
) -> tuple[tuple[FilaDeAlineacion, ...], tuple[ObjetivoEstrategico, ...]]:
    filas: list[FilaDeAlineacion] = []
    estrategicos: dict[str, ObjetivoEstrategico] = {}
    vigente: str | None = None
    for numero, renglones, unidades in celdas:
        texto = pasaje_de(hoja.documento, renglones)
        if _es_especifico(numero, texto.texto, especificos) and (unidades or vigente):
            if vigente is None:
                continue
            direcciones = tuple(pasaje_de(hoja.documento, u) for u in unidades)
            filas.append(FilaDeAlineacion(numero, vigente, direcciones, texto))
            continue
        vigente = numero
        if previo := estrategicos.get(numero):
            estrategicos[numero] = ObjetivoEstrategico(numero, previo.texto, (*previo.otros, texto))
        else:
            estrategicos[numero] = ObjetivoEstrategico(numero, texto)
    return tuple(filas), tuple(estrategicos.values())


def _es_especifico(numero: str, texto: str, especificos: Sequence[ObjetivoEspecifico]) -> bool:
    """Tell whether a cell repeats an objective of the programme with the same number."""
    return any(
        e.numero == numero and SequenceMatcher(None, e.texto.texto.lower(), texto.lower()).ratio() > 0.8
        for e in especificos
    )
