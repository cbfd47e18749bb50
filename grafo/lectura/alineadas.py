"""Tables of lines whose columns are known: those a text keeps side by side, with runs of spaces between them
(`pdftotext -layout`), and those a format marks as tables.

The head names the columns. In a text it also says where each starts on the page; a cell of a row is what starts there,
however many lines it takes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from grafo.documento import Documento, Tabla
from grafo.lectura.perfil import Perfil
from grafo.lectura.renglones import VACIA, Hoja, Renglon

__all__ = ["Rejilla", "cabezas_alineadas", "cabezas_de_tablas", "celdas_de", "celdas_marcadas", "rejilla_en"]

_RENGLON = re.compile(r"[^\n]+")
_TROZO = re.compile(r"\S+(?: \S+)*")
_HOLGURA = 2
"""Characters that a cell may start before its column does."""


@dataclass(frozen=True, slots=True)
class Rejilla:
    """The columns of a table, in order: at which character of a line each starts, and its key ("" unknown)."""

    columnas: tuple[tuple[int, str], ...]

    def clave_en(self, columna: int) -> str:
        """Return the key of the column that a character of a line belongs to."""
        return next((clave for inicio, clave in reversed(self.columnas) if inicio <= columna + _HOLGURA),
                    self.columnas[0][1])


def cabezas_alineadas(documento: Documento, perfil: Perfil) -> list[tuple[int, int]]:
    """Return where the heads of such tables stand: lines with a column of lines and another one that is known."""
    return [m.span() for m in _RENGLON.finditer(documento.texto)
            if "  " in m.group().strip() and _es_de_lineas([clave for _, clave in _columnas(m.group(), perfil)])]


def cabezas_de_tablas(documento: Documento, perfil: Perfil) -> list[tuple[int, int]]:
    """Return where the cells of the heads of marked tables of lines stand."""
    return [celda for tabla in documento.tablas if tabla.filas and _es_de_lineas(_claves(documento, tabla, perfil))
            for celda in tabla.filas[0] if celda]


def celdas_marcadas(hoja: Hoja, renglones: Sequence[Renglon]) -> dict[str, list[Renglon]]:
    """Return the lines of a row of a marked table by the key of their column, "" for those outside of one.

    The row may go on in the table of the next page, which need not repeat the head. Empty when the row, whose lines
    `renglones` are, opens in no such table.
    """
    celdas: dict[str, list[Renglon]] = {}
    lugares = _lugares(hoja) if hoja.documento.tablas else []
    for renglon in renglones:
        clave = next((k for a, b, k in lugares if a <= renglon.inicio < b), None)
        if not celdas and clave != "linea":
            return {}
        celdas.setdefault(clave or "", []).append(renglon)
    return celdas


def rejilla_en(documento: Documento, cabezas: Sequence[tuple[int, int]], lugar: int, perfil: Perfil) -> Rejilla | None:
    """Return the columns of the table that a place belongs to: those of the last of the heads above it."""
    cabeza = next((c for c in reversed(cabezas) if c[1] <= lugar), None)
    return Rejilla(_columnas(documento.texto[slice(*cabeza)], perfil)) if cabeza else None


def celdas_de(documento: Documento, renglones: Sequence[Renglon], rejilla: Rejilla) -> dict[str, list[Renglon]]:
    """Return the lines of each cell of a row by the key of its column; empty when the row has one column only."""
    celdas: dict[str, list[Renglon]] = {}
    for renglon in renglones:
        comienzo = renglon.inicio - (documento.texto.rfind("\n", 0, renglon.inicio) + 1)
        for m in _TROZO.finditer(renglon.texto):
            if not VACIA.fullmatch(m.group()):
                clave = rejilla.clave_en(comienzo + m.start())
                celdas.setdefault(clave, []).append(renglon.hasta(m.end()).desde(m.start()))
    return celdas if len(celdas) > 1 and "linea" in celdas else {}


def _lugares(hoja: Hoja) -> list[tuple[int, int, str]]:
    """Return where each cell of the marked tables of lines stands, with the key of its column."""
    resultado = []
    claves: list[str] = []
    for tabla in hoja.documento.tablas:
        propias = _claves(hoja.documento, tabla, hoja.perfil)
        if _es_de_lineas(propias):
            claves = propias
        elif len(propias) != len(claves):
            claves = []
        resultado += [(*celda, clave) for fila in tabla.filas for celda, clave in zip(fila, claves, strict=False)
                      if celda]
    return resultado


def _es_de_lineas(claves: Sequence[str]) -> bool:
    """Tell whether the keys of some columns are those of a table of lines: theirs and another one that is known."""
    return "linea" in claves and len({*claves} - {""}) > 1


def _claves(documento: Documento, tabla: Tabla, perfil: Perfil) -> list[str]:
    """Return the key of each column of a table, "" for an unknown one."""
    return [_clave(" ".join(documento.texto[slice(*c)].split()), perfil) if c else "" for c in tabla.filas[0]]


def _clave(palabras: str, perfil: Perfil) -> str:
    return next((clave for clave, patron in perfil.columnas if patron.fullmatch(palabras)), "")


def _columnas(linea: str, perfil: Perfil) -> tuple[tuple[int, str], ...]:
    """Return where the chunks of a line start, and which column each names."""
    return tuple((m.start(), _clave(m.group(), perfil)) for m in _TROZO.finditer(linea))
