"""A table as a workbook: every cell is text or a number, none a formula or a link."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

__all__ = ["libro_de_tabla", "libro_de_tablas"]

_MAXIMO_DE_CELDA = 32_767


def libro_de_tabla(titulo: str, cabeza: Sequence[str], filas: Iterable[Sequence[object]]) -> bytes:
    """Return an XLSX file with one sheet: a heading row, frozen, with a filter, and the rows."""
    return libro_de_tablas(titulo, [("Datos", cabeza, filas)])


def libro_de_tablas(titulo: str,
                    tablas: Iterable[tuple[str, Sequence[str], Iterable[Sequence[object]]]]) -> bytes:
    """Return an XLSX file with a sheet for each (name, heading, rows). It bears no clock: the same in, the same out."""
    salida = io.BytesIO()
    libro = xlsxwriter.Workbook(salida, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    libro.set_properties({"title": titulo[:200], "created": datetime(1980, 1, 1, tzinfo=UTC)})
    negrita = libro.add_format({"bold": True, "bottom": 1})
    ajustada = libro.add_format({"text_wrap": True, "valign": "top"})
    for nombre, cabeza, filas in tablas:
        _llenar(libro.add_worksheet(nombre), cabeza, filas, negrita, ajustada)
    libro.close()
    return salida.getvalue()


def _llenar(hoja: Any, cabeza: Sequence[str], filas: Iterable[Sequence[object]], negrita: Any, ajustada: Any) -> None:
    anchos = [len(c) for c in cabeza]
    ultimo = 0
    for columna, texto in enumerate(cabeza):
        hoja.write_string(0, columna, texto, negrita)
    for renglon, fila in enumerate(filas, start=1):
        ultimo = renglon
        for columna, valor in enumerate(fila):
            if isinstance(valor, (int, float)) and not isinstance(valor, bool):
                hoja.write_number(renglon, columna, valor, ajustada)
            elif valor is not None:
                texto = str(valor)[:_MAXIMO_DE_CELDA]
                hoja.write_string(renglon, columna, texto, ajustada)
                anchos[columna] = max(anchos[columna], len(texto))
    for columna, ancho in enumerate(anchos):
        hoja.set_column(columna, columna, min(60, ancho + 2))
    hoja.freeze_panes(1, 0)
    if cabeza:
        hoja.autofilter(0, 0, ultimo, len(cabeza) - 1)
