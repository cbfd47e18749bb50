"""Workbooks as a person's program would save them: cells changed, added, merged."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import python_calamine
import xlsxwriter

OPCIONES = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
Celda = tuple[str, int, int]


def hojas_de(contenido: bytes) -> dict[str, list[list[Any]]]:
    """Return the cells of every sheet from A1."""
    libro = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(contenido))
    return {t: libro.get_sheet_by_name(t).to_python(skip_empty_area=False) for t in libro.sheet_names}


def donde(contenido: bytes, hoja: str, titulo: str) -> int:
    """Return the column (from 0) under a heading."""
    return hojas_de(contenido)[hoja][0].index(titulo)


def editar(contenido: bytes, cambios: Mapping[Celda, Any],
           ademas: Callable[[dict[str, Any]], None] | None = None) -> bytes:
    """Return the workbook saved again with some cells changed; `ademas` may do more to its sheets."""
    hojas = hojas_de(contenido)
    for (hoja, fila, columna), valor in cambios.items():
        filas = hojas.setdefault(hoja, [])
        while len(filas) <= fila:
            filas.append([])
        filas[fila] += [""] * (columna + 1 - len(filas[fila]))
        filas[fila][columna] = valor
    salida = io.BytesIO()
    with xlsxwriter.Workbook(salida, OPCIONES) as libro:
        fecha = libro.add_format({"num_format": "yyyy-mm-dd"})
        escritas = {}
        for titulo, filas in hojas.items():
            escritas[titulo] = libro.add_worksheet(titulo)
            for f, fila in enumerate(filas):
                for c, valor in enumerate(fila):
                    if isinstance(valor, date):
                        escritas[titulo].write_datetime(f, c, valor, fecha)
                    elif valor != "":
                        escritas[titulo].write(f, c, valor)
        if ademas:
            ademas(escritas)
    return salida.getvalue()


def libro_escrito(hojas: Mapping[str, list[list[Any]]]) -> bytes:
    """Return a workbook with the given cells and nothing else."""
    return editar(_vacio(), {(h, f, c): v for h, filas in hojas.items() for f, fila in enumerate(filas)
                             for c, v in enumerate(fila)})


def _vacio() -> bytes:
    salida = io.BytesIO()
    with xlsxwriter.Workbook(salida, OPCIONES) as libro:
        libro.add_worksheet("Hoja de otro")
    return salida.getvalue()
