"""Text in two columns: read down the left one, then down the right one.

Columns are believed only where a gutter near the middle stays free over many lines and the lines on both sides fill
their column, as running text does and the cells of a table without rules do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from grafo.formatos.pdf.renglones import RenglonDePagina, agrupar

__all__ = ["en_columnas"]

_CANAL = 9.0
_PASO = 3.0
_RENGLONES = 8
_LLENOS = 0.6
_LLENO = 0.8


def en_columnas(renglones: Sequence[RenglonDePagina]) -> list[list[RenglonDePagina]]:
    """Return lines in reading order, in stretches: one for each column, one for what goes over the whole width."""
    canal = _canal(renglones)
    if canal is None:
        return [list(renglones)]
    tramos: list[list[RenglonDePagina]] = []
    for partido, grupo in groupby(renglones, lambda r: _libre(r, canal)):
        seguidos = list(grupo)
        if not partido:
            tramos.append(seguidos)
            continue
        palabras = [p for r in seguidos for p in r.palabras]
        tramos += [agrupar(lado) for lado in ([p for p in palabras if p.derecha <= canal],
                                              [p for p in palabras if p.derecha > canal]) if lado]
    return tramos


def _libre(renglon: RenglonDePagina, canal: float) -> bool:
    """Tell whether nothing of a line stands in the gutter."""
    return not any(p.izquierda < canal + _CANAL / 2 and p.derecha > canal - _CANAL / 2 for p in renglon.palabras)


def _canal(renglones: Sequence[RenglonDePagina]) -> float | None:
    """Return where the gutter between two columns of running text lies, or None."""
    palabras = [p for r in renglones for p in r.palabras]
    if len(renglones) < _RENGLONES:
        return None
    izquierda, derecha = min(p.izquierda for p in palabras), max(p.derecha for p in palabras)
    huecos = [(a.derecha, b.izquierda) for r in renglones
              for a, b in pairwise(sorted(r.palabras, key=lambda p: p.izquierda)) if b.izquierda - a.derecha >= _CANAL]
    mejor, veces = 0.0, 0
    x = izquierda + 0.35 * (derecha - izquierda)
    while x < izquierda + 0.65 * (derecha - izquierda):
        cuenta = sum(a + _CANAL / 2 <= x <= b - _CANAL / 2 for a, b in huecos)
        if cuenta > veces:
            mejor, veces = x, cuenta
        x += _PASO
    dobles = [r for r in renglones if _libre(r, mejor)]
    if veces < _RENGLONES or 2 * veces < len(renglones):
        return None
    return mejor if _corre(dobles, izquierda, mejor) and _corre(dobles, mejor, derecha) else None


def _corre(renglones: Sequence[RenglonDePagina], desde: float, hasta: float) -> bool:
    """Tell whether most lines between two places across the page fill the room between them."""
    anchos = [max(p.derecha for p in lado) - min(p.izquierda for p in lado) for r in renglones
              if (lado := [p for p in r.palabras if desde <= p.izquierda and p.derecha <= hasta])]
    llenos = sum(ancho >= _LLENO * max(anchos) for ancho in anchos)
    return len(anchos) >= _RENGLONES and max(anchos) > 0.7 * (hasta - desde) and llenos >= _LLENOS * len(anchos)
