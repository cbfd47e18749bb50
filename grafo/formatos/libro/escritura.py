"""The programme as a workbook, and the empty workbook for people who have no document."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import xlsxwriter

from grafo.documento import Documento
from grafo.formatos.libro.celdas import LUGARES_POR_CELDA, fichas, lugar, tramos
from grafo.formatos.libro.errores import ErrorDeCelda, LibroIlegible
from grafo.formatos.libro.esquema import Columna, Esquema, Grupo, Lista, Nodo, Pliego, Tipo, esquema
from grafo.formatos.libro.hojas import Formatos, preparar_hoja
from grafo.modelo import Pasaje, Programa, Tramo

__all__ = ["escribir_libro", "plantilla"]

Fila = dict[str, Any]

_MAXIMO = 32_767
_TROZO = 32_000
_PRIMER_DIA = date(1900, 3, 1)
_OPCIONES = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_SIN_CELDA = re.compile("[\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_x[0-9A-Fa-f]{4}_")
"""What a cell cannot hold: half characters, non-characters, and an escape of the format followed by another."""


def escribir_libro(programa: Programa, documento: Documento | None) -> bytes:
    """Return an XLSX file with the whole programme, and with the document's text when it is given.

    With the document the places of all texts are kept (hidden columns), so that `leer_libro` gives the same
    programme and document back. Raises `LibroIlegible`, naming the cell, for a text that a cell cannot hold.
    """
    forma = esquema()
    salida = io.BytesIO()
    with xlsxwriter.Workbook(salida, _OPCIONES) as libro:
        libro.set_properties({"title": programa.titulo.texto[:200]})
        formatos = Formatos(libro)
        for pliego in forma.pliegos:
            hoja = preparar_hoja(libro, forma, pliego, formatos, con_ayuda=False)
            elementos = [programa] if pliego is forma.portada else getattr(programa, pliego.campo)
            _Escritor(forma, pliego, hoja, formatos, documento is not None).escribir(elementos)
        if documento is not None:
            _guardar_documento(libro, forma, documento)
    return salida.getvalue()


def plantilla() -> bytes:
    """Return an XLSX file to fill in: a sheet a kind of item, notes, drop-downs, an example row that is not read."""
    forma = esquema()
    salida = io.BytesIO()
    with xlsxwriter.Workbook(salida, _OPCIONES) as libro:
        formatos = Formatos(libro)
        leame = libro.add_worksheet(forma.palabras["leame"])
        leame.set_column(0, 0, 110, formatos.ajustado)
        for fila, linea in enumerate(forma.palabras["leame_texto"].strip().split("\n")):
            leame.write_string(fila, 0, linea, formatos.cabeza if not fila else formatos.ajustado)
        for pliego in forma.pliegos:
            hoja = preparar_hoja(libro, forma, pliego, formatos, con_ayuda=True)
            hoja.write_string(1, 0, forma.palabras["ejemplo"], formatos.ejemplo)
            for columna, dato in enumerate(pliego.columnas, 1):
                hoja.write_string(1, columna, dato.ejemplo, formatos.ejemplo)
    return salida.getvalue()


def _guardar_documento(libro: Any, forma: Esquema, documento: Documento) -> None:
    """Write the document into a hidden sheet: as ASCII JSON in pieces, because a cell keeps not every character."""
    hoja = libro.add_worksheet(forma.palabras["documento"])
    hoja.write_string(0, 0, forma.palabras["aviso_de_documento"])
    texto = json.dumps(asdict(documento)).replace("_", "\\u005f")
    for fila, inicio in enumerate(range(0, len(texto), _TROZO), 1):
        hoja.write_string(fila, 0, texto[inicio:inicio + _TROZO])
    hoja.hide()


class _Escritor:
    """Writes the items of one sheet."""

    def __init__(self, forma: Esquema, pliego: Pliego, hoja: Any, formatos: Formatos, con_lugares: bool) -> None:
        self.pliego, self.hoja, self.formatos, self.con_lugares = pliego, hoja, formatos, con_lugares
        self.columnas = {c.ruta: i for i, c in enumerate(pliego.columnas, 1)}
        citadas = [c for c in pliego.columnas if c.tipo is Tipo.PASAJE]
        self.lugares = {c.ruta: i for i, c in enumerate(citadas, 1 + len(pliego.columnas))}

    def escribir(self, elementos: Iterable[Any]) -> None:
        """Write items, each on as many rows as its longest list needs."""
        siguiente = 1
        for elemento in elementos:
            filas: list[Fila] = [{}]
            _verter(self.pliego.raiz, elemento, filas, 0)
            if self.con_lugares:
                self.hoja.write_string(siguiente, 0, _origen(filas), self.formatos.origen)
            for fila in filas:
                for ruta, valor in fila.items():
                    self._celda(siguiente, self.pliego.columna(ruta), valor)
                siguiente += 1

    def _celda(self, fila: int, columna: Columna, valor: Any) -> None:
        numero = self.columnas[columna.ruta]
        if valor is None or (columna.tipo is Tipo.LUGARES and not self.con_lugares):
            return
        if isinstance(valor, date) and valor >= _PRIMER_DIA:
            self.hoja.write_datetime(fila, numero, valor, self.formatos.fecha)
        elif isinstance(valor, int | Decimal) and _es_exacto(valor):
            self.hoja.write_number(fila, numero, valor, self.formatos.llano)
        else:
            self._texto(fila, numero, columna.titulo, _decir(columna, valor))
        if isinstance(valor, Pasaje) and self.con_lugares:
            self._texto(fila, self.lugares[columna.ruta], columna.titulo, lugar(valor))

    def _texto(self, fila: int, columna: int, titulo: str, texto: str) -> None:
        unidades = len(texto.encode("utf-16-le", "surrogatepass")) // 2
        motivo = (f"mide {unidades:,} caracteres; en una celda caben {_MAXIMO:,}." if unidades > _MAXIMO
                  else "tiene caracteres que una celda no puede guardar." if _SIN_CELDA.search(texto) else "")
        if motivo:
            raise LibroIlegible("El programa no cabe en un libro:", "Use el formato json.",
                                [ErrorDeCelda(self.pliego.titulo, fila, columna, titulo, motivo)])
        if texto:
            self.hoja.write_string(fila, columna, texto, self.formatos.texto)


def _verter(nodo: Nodo, valor: Any, filas: list[Fila], fila: int) -> None:
    """Put a value into the rows, starting at one of them; a list goes down row by row."""
    if isinstance(nodo, Columna):
        filas[fila][nodo.ruta] = valor
    elif isinstance(nodo, Grupo):
        for campo, hijo in nodo.hijos.items():
            _verter(hijo, getattr(valor, campo), filas, fila)
    else:
        for indice, parte in enumerate(_partes(nodo, valor)):
            if len(filas) <= fila + indice:
                filas.append({})
            _verter(nodo.elemento, parte, filas, fila + indice)


def _partes(lista: Lista, valor: Sequence[Any]) -> Sequence[Any]:
    """Return what goes into the rows of a list: its values; places go many to a cell."""
    if isinstance(lista.elemento, Columna) and lista.elemento.tipo is Tipo.LUGARES:
        return [valor[i:i + LUGARES_POR_CELDA] for i in range(0, len(valor), LUGARES_POR_CELDA)]
    return valor


def _decir(columna: Columna, valor: Any) -> str:
    if isinstance(valor, Pasaje):
        return valor.texto
    if columna.tipo is Tipo.FICHAS:
        return fichas(valor)
    return tramos(valor) if columna.tipo is Tipo.LUGARES else str(valor)


def _es_exacto(numero: int | Decimal) -> bool:
    """Tell whether a number comes back as it is from a cell, which holds a binary number of 15 digits."""
    try:
        return str(numero) == f"{float(numero):.15g}"
    except (OverflowError, InvalidOperation):
        return False


def _origen(filas: Sequence[Fila]) -> str:
    """Return where an item stands: "p. 12", or "—" when it has no place."""
    for valor in (v for fila in filas for v in fila.values()):
        lugares = valor.tramos if isinstance(valor, Pasaje) else valor
        if isinstance(lugares, tuple) and lugares and isinstance(lugares[0], Tramo):
            return f"p. {lugares[0].pagina}"
    return "—"
