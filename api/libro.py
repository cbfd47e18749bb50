"""A table as a workbook: every cell is text or a number, none a formula or a link."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

__all__ = ["libro_de_tabla"]

_MAXIMO_DE_CELDA = 32_767


def libro_de_tabla(titulo: str, cabeza: Sequence[str], filas: Iterable[Sequence[object]]) -> bytes:
    """Return an XLSX file with one sheet: a heading row, frozen, and the rows."""
    salida = io.BytesIO()
    libro = xlsxwriter.Workbook(salida, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    libro.set_properties({"title": titulo[:200]})
    hoja = libro.add_worksheet("Datos")
    negrita = libro.add_format({"bold": True, "bottom": 1})
    ajustada = libro.add_format({"text_wrap": True, "valign": "top"})
    anchos = [len(c) for c in cabeza]
    for columna, texto in enumerate(cabeza):
        hoja.write_string(0, columna, texto, negrita)
    for renglon, fila in enumerate(filas, start=1):
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
    libro.close()
    return salida.getvalue()
