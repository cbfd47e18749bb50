"""From the rows of a workbook to the programme; every error is noted at its cell and reading goes on."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from grafo.documento import Documento
from grafo.formatos.hojas import documento_de_hojas
from grafo.formatos.libro.celdas import leer_fichas, leer_tramos
from grafo.formatos.libro.errores import ErrorDeCelda, LibroIlegible
from grafo.formatos.libro.esquema import Columna, Esquema, Grupo, Lista, Nodo, Tipo, esquema
from grafo.formatos.libro.lectura import Elemento, Hojeada, Libro, abrir_libro, en_letras, hojas_de, llano
from grafo.formatos.libro.redaccion import Redaccion, documento_guardado
from grafo.lectura.fechas import FechaImposible, leer_fecha
from grafo.lectura.portada import acunar_clave
from grafo.modelo import Pasaje, Programa, Sigla, Tramo

__all__ = ["documento_de_libro", "leer_libro"]

_NADA = Pasaje("", ())


def documento_de_libro(contenido: bytes, nombre: str) -> Documento:
    """Return the document that a workbook which is no template makes up. Raises `LibroIlegible`."""
    return documento_de_hojas(hojas_de(contenido, nombre), contenido, nombre, "xlsx")


def leer_libro(contenido: bytes, nombre: str) -> tuple[Documento, Programa]:
    """Read the workbook named `nombre`: its document and its programme.

    What `escribir_libro` wrote comes back the same. Texts that people typed or corrected are quoted from the workbook
    itself, which then stands behind the document it keeps (or alone, when it keeps none). `Documento.avisos` says
    what is worth knowing: corrected texts, formulas, merged cells, sheets that were not read.

    Raises `LibroIlegible` with all errors by sheet, row and column.
    """
    forma = esquema()
    libro = abrir_libro(contenido, nombre, forma)
    redaccion = Redaccion(libro, documento_guardado(libro.documento, nombre), nombre, contenido)
    armador = _Armador(libro, redaccion, bool(libro.documento))
    partes: dict[str, Any] = {p.campo: () for p in forma.pliegos}
    for hoja in libro.hojas:
        partes[hoja.pliego.campo] = tuple(armador.nodo(hoja.pliego.raiz, hoja, e, e.filas[0]) for e in hoja.elementos)
    portada = _portada(libro, forma, partes.pop(forma.portada.campo))
    if libro.errores:
        orden = [p.titulo for p in forma.pliegos]
        unicos = sorted(set(libro.errores), key=lambda e: (orden.index(e.hoja), e.fila, e.columna))
        raise LibroIlegible(f"El libro «{nombre}» tiene {len(unicos)} errores:" if len(unicos) > 1 else
                            f"El libro «{nombre}» tiene un error:", "Corríjalos y léalo de nuevo.", unicos)
    portada["clave"] = portada["clave"] or _clave(portada, partes["siglas"])
    documento = redaccion.documento
    if libro.avisos:
        documento = replace(documento, avisos=(*documento.avisos, *libro.avisos))
    return documento, Programa(**portada, **partes)


def _portada(libro: Libro, forma: Esquema, filas: tuple[Any, ...]) -> dict[str, Any]:
    """Return the single fields. There must be one row of them."""
    hoja = next((h for h in libro.hojas if h.pliego is forma.portada), None)
    if len(filas) != 1:
        fila = hoja.elementos[1].filas[0] if hoja and filas else 1
        mensaje = "hay más de un programa; deje una sola fila." if filas else "falta la fila con el título."
        libro.errores.append(ErrorDeCelda(forma.portada.titulo, fila, 0, "", mensaje))
        return {}
    return dict(filas[0])


def _clave(portada: Mapping[str, Any], siglas: tuple[Sigla, ...]) -> str:
    """Return the key that the reader would give: from the acronyms of institution and commission, and the year."""
    por_nombre = {s.definicion.texto.rstrip(" ."): s.sigla for s in siglas}

    def sigla(pasaje: Pasaje | None) -> str:
        return por_nombre.get(pasaje.texto.rstrip(" ."), "") if pasaje else ""

    institucion = portada["institucion"]
    corto = sigla(institucion) or (institucion.texto if institucion else "")
    return acunar_clave(portada["titulo"].texto, corto, sigla(portada["comision"]), portada["anio"])


class _Armador:
    """Builds the values of the model from cells."""

    def __init__(self, libro: Libro, redaccion: Redaccion, con_documento: bool) -> None:
        self.libro, self.redaccion, self.con_documento = libro, redaccion, con_documento

    def nodo(self, nodo: Nodo, hoja: Hojeada, elemento: Elemento, fila: int) -> Any:
        """Return the value of a node: a cell, a part with fields, or a list down the rows of the item."""
        if isinstance(nodo, Columna):
            return self._celda(nodo, hoja, elemento, fila)
        if isinstance(nodo, Grupo):
            return nodo.clase(**{c: self.nodo(h, hoja, elemento, fila) for c, h in nodo.hijos.items()})
        return self._lista(nodo, hoja, elemento)

    def _lista(self, lista: Lista, hoja: Hojeada, elemento: Elemento) -> tuple[Any, ...]:
        parte = lista.elemento
        columnas = [parte] if isinstance(parte, Columna) else [c for c in parte.hijos.values()
                                                               if isinstance(c, Columna)]
        filas = [f for f in elemento.filas if any(
            hoja.texto(elemento, f, c.ruta).strip() or hoja.lugar(f, c.ruta) for c in columnas)]
        valores = [self.nodo(parte, hoja, elemento, f) for f in filas]
        if isinstance(parte, Columna) and parte.tipo is Tipo.LUGARES:
            return tuple(t for v in valores for t in v) if self.con_documento else ()
        if not valores and isinstance(parte, Columna) and parte.de and (derivado := self._derivado(
                parte, hoja, elemento.filas[0])):
            return (derivado,)
        return tuple(valores)

    def _celda(self, columna: Columna, hoja: Hojeada, elemento: Elemento, fila: int) -> Any:
        if columna.tipo is Tipo.PASAJE:
            return self._pasaje(columna, hoja, elemento, fila)
        texto = hoja.texto(elemento, fila, columna.ruta)
        if columna.tipo is Tipo.FICHAS:
            return leer_fichas(texto)
        if not texto:
            return self._vacia(columna, hoja, elemento, fila)
        crudo = hoja.crudo(fila, hoja.columnas.get(columna.ruta))
        try:
            return self._valor(columna, hoja, elemento, fila, crudo, texto)
        except (ValueError, InvalidOperation, FechaImposible):
            que = {Tipo.ENTERO: "un número entero", Tipo.DECIMAL: "un número", Tipo.LUGARES: "una lista de lugares",
                   Tipo.FECHA: "un día (AAAA-MM-DD)"}[columna.tipo]
            self._error(hoja, fila, columna, f"«{texto[:60]}» no es {que}.")
            return None

    def _valor(self, columna: Columna, hoja: Hojeada, elemento: Elemento, fila: int, crudo: Any, texto: str) -> Any:
        """Return the value of a cell that is not empty. Raises `ValueError` (or a kind of it) when it is none."""
        if columna.tipo is Tipo.TEXTO:
            if isinstance(crudo, float) and not crudo.is_integer():
                self.libro.avisos.append(f"{hoja.error(fila, columna, '')}«{texto}» está guardado como número; si era "
                                         f"«{texto}0», escríbalo como texto.")
            return self._palabra(columna, hoja, elemento, fila, texto)
        if columna.tipo is Tipo.ENTERO:
            return int(texto)
        if columna.tipo is Tipo.DECIMAL:
            return _decimal(crudo, texto)
        return _dia(crudo, texto) if columna.tipo is Tipo.FECHA else leer_tramos(texto)

    def _palabra(self, columna: Columna, hoja: Hojeada, elemento: Elemento, fila: int, texto: str) -> str:
        """Return a text; where only some words are allowed, the one that is meant."""
        if not columna.opciones or texto in columna.opciones:
            return texto
        igual = next((o for o in columna.opciones if llano(o) == llano(texto)), None)
        if igual is None and not elemento.marcado:
            self._error(hoja, fila, columna, f"«{texto[:60]}» no es una de estas: {', '.join(columna.opciones)}.")
        return igual if igual is not None and not elemento.marcado else texto

    def _vacia(self, columna: Columna, hoja: Hojeada, elemento: Elemento, fila: int) -> Any:
        if columna.padre_de and not elemento.marcado:
            return hoja.texto(elemento, fila, columna.padre_de).rpartition(".")[0]
        if columna.opcional or columna.tipo is Tipo.LUGARES:
            return None
        if columna.tipo is Tipo.TEXTO and (columna.puede_faltar or elemento.marcado):
            return ""
        self._error(hoja, fila, columna, "está vacía.")
        return None

    def _pasaje(self, columna: Columna, hoja: Hojeada, elemento: Elemento, fila: int) -> Pasaje | None:
        texto = hoja.texto(elemento, fila, columna.ruta)
        tramos: tuple[Tramo, ...] | None = self.redaccion.tramos(hoja, elemento, fila, columna.ruta)
        if tramos is not None:
            return Pasaje(texto, tramos)
        if corte := self.redaccion.corte(hoja, fila, columna.ruta):
            return self.redaccion.documento.pasaje(corte)
        if columna.opcional:
            return None
        if derivado := self._derivado(columna, hoja, fila):
            return derivado
        self._error(hoja, fila, columna, "está vacía.")
        return _NADA

    def _derivado(self, columna: Columna, hoja: Hojeada, fila: int) -> Pasaje | None:
        """Return the quote that another column of the row stands in for, or None."""
        if not columna.de:
            return None
        fuente = hoja.pliego.columna(columna.de)
        corte = self.redaccion.corte(hoja, fila, fuente.ruta)
        return self.redaccion.documento.pasaje(corte) if corte else None

    def _error(self, hoja: Hojeada, fila: int, columna: Columna, mensaje: str) -> None:
        self.libro.errores.append(hoja.error(fila, columna, mensaje))


def _decimal(crudo: Any, texto: str) -> Decimal:
    valor = Decimal(f"{crudo:.15g}") if isinstance(crudo, float) and math.isfinite(crudo) else Decimal(texto)
    if not valor.is_finite():
        raise ValueError(texto)
    return valor


def _dia(crudo: Any, texto: str) -> date:
    """Return a day: a cell with a date, AAAA-MM-DD, or words that mean one day."""
    if isinstance(crudo, datetime):
        return crudo.date()
    if isinstance(crudo, date):
        return crudo
    try:
        return date.fromisoformat(en_letras(crudo).strip())
    except ValueError:
        lapso = leer_fecha(texto, None)
    if lapso is None or lapso.inicio != lapso.fin:
        raise ValueError(texto)
    return lapso.inicio
