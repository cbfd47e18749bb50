"""A page of a PDF as text: running lines and tables in reading order, with the place of every cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from grafo.formatos.pdf.columnas import en_columnas
from grafo.formatos.pdf.ligero import aligerar
from grafo.formatos.pdf.renglones import RenglonDePagina, Vocablo, agrupar, componer, vocablos
from grafo.formatos.pdf.vinetas import vinetas_dibujadas

__all__ = ["Filas", "PaginaLeida", "leer_pagina"]

Caja = tuple[float, float, float, float]
Filas = list[list[tuple[int, int] | None]]
"""Rows of cells: offsets [start, end) in the page's text, None for an empty cell."""

_TOLERANCIA = 3.0
_LARGO = 10.0
_CLAVE_DE_GLIFO = re.compile(r"\(cid:\d+\)")


@dataclass(slots=True)
class PaginaLeida:
    """The text of a page, its tables, and what is odd about it (`imagen`: has one; `ilegible`: glyphs only)."""

    texto: str = ""
    tablas: list[Filas] = field(default_factory=list)
    imagen: bool = False
    ilegible: bool = False


@dataclass(slots=True)
class _Rejilla:
    """A table found on the page: its box, its cells, and the words of each."""

    caja: Caja
    filas: list[list[Caja | None]]
    palabras: dict[Caja, list[Vocablo]]


def leer_pagina(pagina: Any) -> PaginaLeida:
    """Read a page of pdfplumber. A table stands row by row, each cell on lines of its own and an empty one after it."""
    aligerar(pagina)
    palabras = vocablos(pagina.extract_words(x_tolerance_ratio=0.15))
    leida = PaginaLeida(imagen=bool(pagina.images))
    if palabras and _sin_letras(palabras):
        leida.ilegible = True
        return leida
    palabras += vinetas_dibujadas(pagina.curves, pagina.rects, palabras)
    rejillas = _rejillas(pagina) if palabras else []
    corridas = [p for p in palabras if not _acomodar(p, rejillas)]
    rejillas = [r for r in rejillas if r.palabras]
    bloques: list[list[RenglonDePagina] | _Rejilla] = []
    renglones = agrupar(corridas)
    for rejilla in sorted(rejillas, key=lambda r: r.caja[1]):
        antes = [r for r in renglones if r.arriba < rejilla.caja[1]]
        renglones = renglones[len(antes):]
        bloques += [antes, rejilla] if antes else [rejilla]
    bloques += [renglones] if renglones else []
    for bloque in bloques:
        if isinstance(bloque, _Rejilla):
            _escribir_tabla(leida, bloque)
        else:
            leida.texto += "".join(f"{componer(tramo)}\n\n" for tramo in en_columnas(bloque))
    return leida


def _sin_letras(palabras: list[Vocablo]) -> bool:
    """Tell whether most of what stands on the page are numbers of glyphs for which the file names no character."""
    texto = "".join(p.texto for p in palabras)
    return len(_CLAVE_DE_GLIFO.sub("", texto)) < 0.5 * len(_CLAVE_DE_GLIFO.sub("x", texto))


def _rejillas(pagina: Any) -> list[_Rejilla]:
    """Return the ruled tables of a page that have at least two columns."""
    if not (pagina.rects or pagina.lines or pagina.curves):
        return []
    from pdfplumber.table import TableFinder

    hallazgo = TableFinder(pagina, {})
    if abiertos := _bordes_abiertos(hallazgo.edges):
        hallazgo = TableFinder(pagina, {"explicit_horizontal_lines": abiertos})
    rejillas = []
    for tabla in hallazgo.tables:
        filas: list[list[Caja | None]] = [list(fila.cells) for fila in tabla.rows]
        if max(sum(c is not None for c in fila) for fila in filas) >= 2:
            rejillas.append(_Rejilla(tabla.bbox, filas, {}))
    return rejillas


def _bordes_abiertos(aristas: Sequence[Mapping[str, Any]]) -> list[float]:
    """Return the heights at which three or more vertical rules start or end together without a horizontal one.

    A row that a page break cuts often has no rule where it is cut; without one its cells would not be found.
    """
    verticales = [a for a in aristas if a["orientation"] == "v"]
    horizontales = [a["top"] for a in aristas if a["orientation"] == "h" and a["x1"] - a["x0"] > _LARGO]
    puntas = sorted([(a["top"], a["x0"]) for a in verticales] + [(a["bottom"], a["x0"]) for a in verticales])
    abiertos: list[float] = []
    grupo: list[tuple[float, float]] = []
    for punta in [*puntas, (float("inf"), 0.0)]:
        if grupo and punta[0] - grupo[0][0] > _TOLERANCIA:
            alturas = [y for y, _ in grupo]
            if len({round(x) for _, x in grupo}) >= 3 and not any(
                    alturas[0] - _TOLERANCIA <= h <= alturas[-1] + _TOLERANCIA for h in horizontales):
                abiertos.append(sum(alturas) / len(alturas))
            grupo = []
        grupo.append(punta)
    return abiertos


def _acomodar(palabra: Vocablo, rejillas: list[_Rejilla]) -> bool:
    """Put a word into the cell where its middle lies; tell whether there is one."""
    for rejilla in rejillas:
        if not _dentro(palabra, rejilla.caja):
            continue
        for fila in rejilla.filas:
            for celda in fila:
                if celda and _dentro(palabra, celda):
                    rejilla.palabras.setdefault(celda, []).append(palabra)
                    return True
    return False


def _dentro(palabra: Vocablo, caja: Caja) -> bool:
    x, y = palabra.centro
    return caja[0] <= x <= caja[2] and caja[1] <= y <= caja[3]


def _escribir_tabla(leida: PaginaLeida, rejilla: _Rejilla) -> None:
    tabla: Filas = []
    for fila in rejilla.filas:
        lugares: list[tuple[int, int] | None] = []
        for celda in fila:
            texto = componer(agrupar(rejilla.palabras[celda])) if celda in rejilla.palabras else ""
            inicio = len(leida.texto)
            lugares.append((inicio, inicio + len(texto)) if texto else None)
            leida.texto += f"{texto}\n\n" if texto else ""
        tabla.append(lugares)
    leida.tablas.append(tabla)
