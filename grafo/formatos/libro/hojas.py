"""What a sheet of the workbook looks like: headings, notes, drop-downs, widths, hidden columns."""

from __future__ import annotations

from typing import Any

from grafo.formatos.libro.esquema import Columna, Esquema, Pliego, Tipo

__all__ = ["FILAS_CON_AYUDA", "Formatos", "preparar_hoja"]

FILAS_CON_AYUDA = 2000
"""How many rows of the template have drop-downs."""


class Formatos:
    """The formats of a workbook's cells."""

    def __init__(self, libro: Any) -> None:
        arriba = {"valign": "top"}
        self.cabeza = libro.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF4", "text_wrap": True, **arriba})
        self.texto = libro.add_format({"num_format": "@", "text_wrap": True, **arriba})
        self.llano = libro.add_format(arriba)
        self.ajustado = libro.add_format({"text_wrap": True, **arriba})
        self.fecha = libro.add_format({"num_format": "yyyy-mm-dd", **arriba})
        self.origen = libro.add_format({"font_color": "#666666", **arriba})
        self.ejemplo = libro.add_format({"italic": True, "font_color": "#666666", "num_format": "@",
                                         "text_wrap": True, **arriba})


def preparar_hoja(libro: Any, forma: Esquema, pliego: Pliego, formatos: Formatos, con_ayuda: bool) -> Any:
    """Add the sheet of a kind of item: heads, notes, formats, drop-downs; `con_ayuda` hides what only programs write.

    The columns are the origin, those of the item, and, hidden, the places of those that quote.
    """
    hoja = libro.add_worksheet(pliego.titulo)
    hoja.freeze_panes(1, 2)
    hoja.set_column(0, 0, 10, formatos.origen)
    hoja.write_string(0, 0, forma.palabras["origen"], formatos.cabeza)
    hoja.write_comment(0, 0, pliego.nota)
    for numero, columna in enumerate(pliego.columnas, 1):
        hoja.write_string(0, numero, columna.titulo, formatos.cabeza)
        hoja.write_comment(0, numero, columna.nota)
        oculta = columna.tipo is Tipo.LUGARES or (con_ayuda and columna.avanzada)
        hoja.set_column(numero, numero, columna.ancho, _formato(columna, formatos), {"hidden": oculta})
        _listas(hoja, forma, columna, numero)
    citadas = [c for c in pliego.columnas if c.tipo is Tipo.PASAJE]
    for numero, columna in enumerate(citadas, 1 + len(pliego.columnas)):
        hoja.write_string(0, numero, f"{forma.palabras['lugar']}: {columna.titulo}", formatos.cabeza)
        hoja.set_column(numero, numero, 12, formatos.origen, {"hidden": True})
    return hoja


def _formato(columna: Columna, formatos: Formatos) -> Any:
    return {Tipo.FECHA: formatos.fecha, Tipo.ENTERO: formatos.llano, Tipo.DECIMAL: formatos.llano}.get(
        columna.tipo, formatos.texto)


def _listas(hoja: Any, forma: Esquema, columna: Columna, numero: int) -> None:
    """Add the drop-down of a column, if it has one; only fixed words are enforced."""
    if columna.opciones or columna.sugerencias:
        fuente: object = list(columna.opciones or columna.sugerencias)
    elif columna.numeros_de:
        otro = next(p for p in forma.pliegos if p.campo == columna.numeros_de)
        letra = chr(ord("B") + otro.columnas.index(otro.clave))
        fuente = f"='{otro.titulo}'!${letra}$2:${letra}${FILAS_CON_AYUDA}"
    else:
        return
    hoja.data_validation(1, numero, FILAS_CON_AYUDA - 1, numero, {
        "validate": "list", "source": fuente, "error_type": "stop" if columna.opciones else "information",
        "error_title": columna.titulo[:32], "error_message": columna.nota[:255]})
