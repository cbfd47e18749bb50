"""Bullets that are drawn, not written: browsers print those of a list as small discs, circles and squares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from grafo.formatos.pdf.renglones import Vocablo

__all__ = ["vinetas_dibujadas"]

_MINIMO, _MAXIMO = 1.5, 8.0
_HOLGURA = 1.0
_ALCANCE = 24.0


def vinetas_dibujadas(curvas: Iterable[Mapping[str, Any]], cuadros: Iterable[Mapping[str, Any]],
                      palabras: Sequence[Vocablo]) -> list[Vocablo]:
    """Return a bullet for each small, square shape that stands right before the first word of a line.

    A filled one is a bullet of the first level ("•"), an empty circle one of the second ("o").
    """
    resultado: list[Vocablo] = []
    for forma in chain(curvas, cuadros):
        ancho, alto = forma["x1"] - forma["x0"], forma["bottom"] - forma["top"]
        if not (_MINIMO < ancho < _MAXIMO and _MINIMO < alto < _MAXIMO and abs(ancho - alto) < _HOLGURA):
            continue
        medio = (forma["top"] + forma["bottom"]) / 2
        renglon = [p for p in palabras if p.arriba <= medio <= p.abajo]
        distancias = [p.izquierda - forma["x1"] for p in renglon if p.derecha > forma["x0"] - _ALCANCE]
        if distancias and 0 < min(distancias) < _ALCANCE:
            glifo = "•" if forma.get("fill") else "o"
            vocablo = Vocablo(glifo, forma["x0"], forma["x1"], forma["top"], forma["bottom"])
            if not any(_encima(vocablo, otro) for otro in resultado):
                resultado.append(vocablo)
    return resultado


def _encima(uno: Vocablo, otro: Vocablo) -> bool:
    """Tell whether two shapes are one, drawn twice (filled, then outlined)."""
    return abs(uno.izquierda - otro.izquierda) < _HOLGURA and abs(uno.arriba - otro.arriba) < _HOLGURA
