"""Spreadsheets that are no template: sheets of cells as a document, its text put together from them row by row."""

from __future__ import annotations

import csv
import hashlib
import io
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import replace

from grafo.documento import Documento, Tabla
from grafo.reparacion import reparar

__all__ = ["documento_de_csv", "documento_de_hojas"]

_SEPARADORES = ";,\t|"
_MUESTRA = 50


def documento_de_csv(texto: str, contenido: bytes, nombre: str, codificacion: str) -> Documento:
    """Return the document of a table of values (RFC 4180), parted by what most rows are parted by alike."""
    filas = max((_filas(texto, s) for s in _SEPARADORES), key=_ancho)
    return documento_de_hojas({nombre: filas}, contenido, nombre, codificacion)


def documento_de_hojas(hojas: Mapping[str, Sequence[Sequence[str]]], contenido: bytes, nombre: str,
                       codificacion: str) -> Documento:
    """Return the document that sheets of cells make up: a page for each sheet, a marked table on it.

    A cell is a line (or the lines that it holds), a blank line stands behind each row. The offsets of the document are
    those of this text; its hash is that of the file's bytes.
    """
    trozos: list[str] = []
    lugar, saltos, tablas = 0, [], []

    def poner(trozo: str) -> None:
        nonlocal lugar
        trozos.append(trozo)
        lugar += len(trozo)

    reparaciones = []
    for pagina, filas in enumerate(hojas.values(), 1):
        if pagina > 1:
            poner("\f")
        saltos.append(lugar)
        ancho = max((len(f) for f in filas), default=0)
        propias: list[tuple[tuple[int, int] | None, ...]] = []
        for fila in filas:
            celdas: list[tuple[int, int] | None] = [None] * ancho
            for columna, cruda in enumerate(fila):
                celda, hechas = reparar(cruda.replace("\r\n", "\n").strip())
                if celda:
                    reparaciones += [replace(r, inicio=r.inicio + lugar, fin=r.fin + lugar) for r in hechas]
                    celdas[columna] = (lugar, lugar + len(celda))
                    poner(f"{celda}\n")
            if any(celdas):
                poner("\n")
                propias.append(tuple(celdas))
        if propias:
            tablas.append(Tabla(pagina, tuple(propias)))
    return Documento(nombre, "".join(trozos), hashlib.sha256(contenido).hexdigest(), codificacion, tuple(saltos),
                     tuple(tablas), reparaciones=tuple(reparaciones))


def _filas(texto: str, separador: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(texto, newline=""), delimiter=separador))
    except csv.Error:
        return []


def _ancho(filas: Sequence[Sequence[str]]) -> float:
    """Return how many cells most rows have."""
    return statistics.median(len(f) for f in filas[:_MUESTRA]) if filas else 0
