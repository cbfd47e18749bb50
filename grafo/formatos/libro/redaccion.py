"""The document behind a workbook: the one it keeps, and what people wrote in its cells.

A text whose place is not known (typed, or corrected, so that the place is no longer that of its words) is written
behind the document, sheet by sheet, so that it has a place there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from grafo.documento import Documento, Tabla
from grafo.formatos.libro.celdas import leer_lugar
from grafo.formatos.libro.errores import LibroIlegible, nombre_de_celda
from grafo.formatos.libro.esquema import Columna, Tipo
from grafo.formatos.libro.lectura import Elemento, Hojeada, Libro
from grafo.modelo import Tramo

__all__ = ["Redaccion", "documento_guardado"]

_SIN_TEXTO_PROPIO = "hallazgos"


def documento_guardado(texto: str, nombre: str) -> Documento | None:
    """Return the document that a workbook keeps, or None when it keeps none.

    Raises `LibroIlegible` when what it keeps is damaged.
    """
    if not texto:
        return None
    try:
        datos = json.loads(texto)
        saltos = datos["saltos"]
        tablas = tuple(Tabla(int(t["pagina"]), tuple(tuple(_par(c) for c in f) for f in t["filas"]))
                       for t in datos["tablas"])
        return Documento(str(datos["nombre"]), str(datos["texto"]), str(datos["sha256"]), str(datos["codificacion"]),
                         None if saltos is None else tuple(map(int, saltos)), tablas, tuple(map(str, datos["avisos"])))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise LibroIlegible(f"El documento guardado en el libro «{nombre}» (hoja oculta «Documento») está dañado.",
                            "Vuelva a crear el libro con «alinea leer DOCUMENTO --formato xlsx».") from error


def _par(celda: list[int] | None) -> tuple[int, int] | None:
    return (int(celda[0]), int(celda[1])) if celda else None


class Redaccion:
    """Writes what has no place yet, and says where everything stands."""

    def __init__(self, libro: Libro, guardado: Documento | None, nombre: str, contenido: bytes) -> None:
        self._libro, self._guardado = libro, guardado
        self._cortes: dict[tuple[str, int, str], tuple[int, int]] = {}
        self._partes = [guardado.texto] if guardado else []
        self._largo = len(guardado.texto) if guardado else 0
        self._paginas = list(guardado.inicios_de_pagina) if guardado else []
        self._primera = f"Escrito en el libro «{nombre}»"
        for hoja in libro.hojas:
            self._escribir_hoja(hoja)
        self.documento = self._cerrar(nombre, contenido)

    def tramos(self, hoja: Hojeada, elemento: Elemento, fila: int, ruta: str) -> tuple[Tramo, ...] | None:
        """Return the places of a cell that are kept in the workbook, or None when they are not those of its text."""
        escrito = hoja.lugar(fila, ruta)
        if self._guardado is None or not escrito:
            return None
        try:
            return leer_lugar(escrito, hoja.texto(elemento, fila, ruta))
        except ValueError:
            self._libro.errores.append(hoja.error(fila, hoja.pliego.columna(ruta),
                                                  "su lugar (columna oculta) está dañado; bórrelo."))
            return ()

    def corte(self, hoja: Hojeada, fila: int, ruta: str) -> tuple[int, int] | None:
        """Return where the text of a cell was written, or None when it was not."""
        return self._cortes.get((hoja.pliego.campo, fila, ruta))

    def _escribir_hoja(self, hoja: Hojeada) -> None:
        abierta = False
        for elemento in hoja.elementos:
            for fila in elemento.filas:
                columnas = list(self._por_escribir(hoja, elemento, fila))
                if columnas and not abierta:
                    self._abrir_pagina(hoja.pliego.titulo)
                    abierta = True
                for columna in columnas:
                    self._escribir_celda(hoja, elemento, fila, columna)
                self._agregar("\n" if columnas else "")

    def _por_escribir(self, hoja: Hojeada, elemento: Elemento, fila: int) -> Iterator[Columna]:
        """Yield the columns of a row whose text must be written; findings are about a document, not of it."""
        if hoja.pliego.campo == _SIN_TEXTO_PROPIO:
            return
        fuentes = {c.de for c in hoja.pliego.columnas if c.de and not hoja.texto(elemento, fila, c.ruta)
                   and not hoja.lugar(fila, c.ruta)} if not elemento.marcado or self._guardado is None else set()
        for columna in hoja.pliego.columnas:
            if not hoja.texto(elemento, fila, columna.ruta).strip() or columna.tipo is Tipo.LUGARES:
                continue
            suelta = columna.tipo is Tipo.PASAJE and self.tramos(hoja, elemento, fila, columna.ruta) is None
            if self._guardado is None or suelta or columna.ruta in fuentes:
                yield columna

    def _escribir_celda(self, hoja: Hojeada, elemento: Elemento, fila: int, columna: Columna) -> None:
        texto = hoja.texto(elemento, fila, columna.ruta)
        inicio = self._largo
        self._agregar(f"{texto}\n")
        self._cortes[hoja.pliego.campo, fila, columna.ruta] = (inicio, inicio + len(texto))
        if self._guardado is not None:
            celda = nombre_de_celda(fila, hoja.columnas[columna.ruta])
            self._libro.avisos.append(f"{hoja.pliego.titulo}!{celda}: escrito en el libro; no está así en el documento "
                                      f"«{self._guardado.nombre}».")

    def _abrir_pagina(self, titulo: str) -> None:
        if self._largo:
            self._agregar("\n\f\n")
        self._paginas.append(self._largo)
        self._agregar(f"{self._primera}: {titulo}\n\n")

    def _agregar(self, texto: str) -> None:
        self._partes.append(texto)
        self._largo += len(texto)

    def _cerrar(self, nombre: str, contenido: bytes) -> Documento:
        """Return the document: the one that is kept when nothing was written."""
        if self._guardado is not None and not self._cortes:
            return self._guardado
        texto = "".join([*self._partes, f"\n— {nombre} —\n"])
        base = self._guardado or Documento(nombre, "", "")
        return Documento(nombre, texto, hashlib.sha256(contenido).hexdigest(), "xlsx", tuple(self._paginas) or (0,),
                         base.tablas, base.avisos)
