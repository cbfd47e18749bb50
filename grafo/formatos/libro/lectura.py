"""The sheets of a workbook as they stand: cells by row and column, items by their rows."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from grafo.formatos.libro.errores import ErrorDeCelda, LibroAjeno, LibroIlegible, nombre_de_celda
from grafo.formatos.libro.esquema import Columna, Esquema, Pliego, Tipo
from grafo.formatos.libro.paquete import celdas_con_formula, revisar_paquete
from grafo.letras import plegar

__all__ = ["Elemento", "Hojeada", "Libro", "abrir_libro", "en_letras", "hojas_de", "llano"]


@dataclass(frozen=True, slots=True)
class Elemento:
    """An item: its rows, the first of which has its key; `marcado` when a program wrote it from a document."""

    filas: tuple[int, ...]
    marcado: bool


@dataclass(frozen=True)
class Hojeada:
    """A sheet: its cells from A1, the columns of the model by path, those of their places, and its items."""

    pliego: Pliego
    celdas: list[list[Any]]
    columnas: dict[str, int]
    lugares: dict[str, int]
    elementos: tuple[Elemento, ...]

    def crudo(self, fila: int, columna: int | None) -> Any:
        """Return the content of a cell, "" where there is none."""
        if columna is None or fila >= len(self.celdas) or columna >= len(self.celdas[fila]):
            return ""
        return self.celdas[fila][columna]

    def texto(self, elemento: Elemento, fila: int, ruta: str) -> str:
        """Return a cell of an item as text: exactly as it stands where a program wrote it, else without outer space."""
        texto = en_letras(self.crudo(fila, self.columnas.get(ruta)))
        return texto if elemento.marcado else texto.strip()

    def lugar(self, fila: int, ruta: str) -> str:
        """Return what stands in the column of places for a cell."""
        return en_letras(self.crudo(fila, self.lugares.get(ruta)))

    def error(self, fila: int, columna: Columna, mensaje: str) -> ErrorDeCelda:
        """Return an error at the cell of a row and a column."""
        return ErrorDeCelda(self.pliego.titulo, fila, self.columnas.get(columna.ruta, 0), columna.titulo, mensaje)


@dataclass
class Libro:
    """A workbook opened: its sheets, the pieces of the document it keeps, what is wrong and what is worth saying."""

    hojas: list[Hojeada] = field(default_factory=list)
    documento: str = ""
    errores: list[ErrorDeCelda] = field(default_factory=list)
    avisos: list[str] = field(default_factory=list)


def en_letras(valor: Any) -> str:
    """Return the content of a cell as text: whole numbers without a point, days as day/month/year."""
    if isinstance(valor, bool):
        return "VERDADERO" if valor else "FALSO"
    if isinstance(valor, float):
        return str(int(valor)) if valor.is_integer() else repr(valor)
    return f"{valor:%d/%m/%Y}" if isinstance(valor, date | datetime) else str(valor)


def llano(texto: str) -> str:
    """Return a word without case, accents and outer space, as headings and fixed words are compared."""
    sin = unicodedata.normalize("NFD", plegar(texto).casefold())
    return "".join(c for c in sin if not unicodedata.combining(c))


def abrir_libro(contenido: bytes, nombre: str, forma: Esquema) -> Libro:
    """Open a workbook of the template.

    Raises `LibroIlegible` when it cannot be opened safely, `LibroAjeno` when it has none of the known sheets.
    """
    crudas = _hojas(contenido, nombre)
    celdas = {t: h.to_python(skip_empty_area=False) for t, h in crudas.items()}
    libro = Libro()
    titulos = {llano(t): t for t in celdas}
    conocidas = {p.campo: titulos[llano(p.titulo)] for p in forma.pliegos if llano(p.titulo) in titulos}
    if not conocidas:
        raise LibroAjeno(
            f"El libro «{nombre}» no es un programa: ninguna de sus hojas ({', '.join(list(celdas)[:6])}) es de la "
            "plantilla.", "Obtenga la plantilla con «alinea plantilla -o programa.xlsx».")
    formulas = celdas_con_formula(contenido)
    for pliego in forma.pliegos:
        if titulo := conocidas.get(pliego.campo):
            libro.hojas.append(_hojear(libro, forma, pliego, celdas[titulo]))
            _ver_formulas(libro, libro.hojas[-1], formulas.get(titulo, ()))
            libro.avisos += [_combinadas(titulo, *r) for r in crudas[titulo].merged_cell_ranges or ()]
    propias = {llano(forma.palabras[k]) for k in ("documento", "leame")} | {llano(t) for t in conocidas.values()}
    libro.avisos += [f"La hoja «{t}» no es de la plantilla y no se leyó." for ll, t in titulos.items()
                     if ll not in propias]
    guardado = celdas.get(titulos.get(llano(forma.palabras["documento"]), ""), [])
    libro.documento = "".join(str(fila[0]) for fila in guardado[1:] if fila)
    return libro


def hojas_de(contenido: bytes, nombre: str) -> dict[str, list[list[str]]]:
    """Return the cells of any workbook as text, by sheet. Raises `LibroIlegible` when it cannot be opened safely."""
    return {titulo: [[en_letras(c) for c in fila] for fila in hoja.to_python(skip_empty_area=False)]
            for titulo, hoja in _hojas(contenido, nombre).items()}


def _hojas(contenido: bytes, nombre: str) -> dict[str, Any]:
    import python_calamine

    revisar_paquete(contenido, nombre)
    try:
        abierto = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(contenido))
        return {t: abierto.get_sheet_by_name(t) for t in abierto.sheet_names}
    except Exception as error:
        raise LibroIlegible(f"El libro «{nombre}» está dañado ({error}).",
                            "Ábralo y guárdelo otra vez como libro de Excel (.xlsx).") from error


def _combinadas(titulo: str, inicio: tuple[int, int], fin: tuple[int, int]) -> str:
    return (f"{titulo}!{nombre_de_celda(*inicio)}:{nombre_de_celda(*fin)}: celdas combinadas; se leyó como si solo la "
            "primera tuviera texto.")


def _ver_formulas(libro: Libro, hoja: Hojeada, celdas: Iterable[str]) -> None:
    """A formula is read by the value it had when the workbook was saved; without one it is an error."""
    for celda in celdas:
        letras = celda.rstrip("0123456789")
        fila = int(celda[len(letras):]) - 1
        columna = sum((ord(c) - 64) * 26**i for i, c in enumerate(reversed(letras))) - 1
        valor = hoja.crudo(fila, columna)
        if valor == "" or (isinstance(valor, str) and valor.startswith("#")):
            libro.errores.append(ErrorDeCelda(hoja.pliego.titulo, fila, columna, "",
                                              "es una fórmula sin valor guardado; escriba el valor."))
        else:
            libro.avisos.append(f"{hoja.pliego.titulo}!{celda}: es una fórmula; se leyó su valor, «{valor}».")


def _hojear(libro: Libro, forma: Esquema, pliego: Pliego, celdas: list[list[Any]]) -> Hojeada:
    cabeza = [llano(en_letras(c)) for c in celdas[0]] if celdas else []

    def donde(titulo: str) -> int | None:
        return cabeza.index(llano(titulo)) if llano(titulo) in cabeza else None

    for repetido in {c for c in cabeza if c and cabeza.count(c) > 1}:
        libro.errores.append(ErrorDeCelda(pliego.titulo, 0, cabeza.index(repetido), repetido,
                                          "el título de la columna está dos veces."))
    columnas = {c.ruta: n for c in pliego.columnas if (n := donde(c.titulo)) is not None}
    lugar = forma.palabras["lugar"]
    lugares = {c.ruta: n for c in pliego.columnas if (n := donde(f"{lugar}: {c.titulo}")) is not None}
    origen = donde(forma.palabras["origen"])
    hoja = Hojeada(pliego, celdas, columnas, lugares, ())
    faltan = [c for c in pliego.columnas if c.ruta not in columnas and _es_necesaria(c)]
    libro.errores += [hoja.error(0, c, f"falta la columna «{c.titulo}».") for c in faltan]
    if pliego.clave in faltan:
        return hoja
    ejemplo = llano(forma.palabras["ejemplo"].split()[0])

    def marca(fila: int) -> str:
        return en_letras(hoja.crudo(fila, origen)).strip()

    filas = [f for f in range(1, len(celdas)) if not llano(marca(f)).startswith(ejemplo) and (marca(f) or any(
        en_letras(hoja.crudo(f, n)).strip() for n in (*columnas.values(), *lugares.values())))]
    return Hojeada(pliego, celdas, columnas, lugares, tuple(_elementos(libro, hoja, filas, marca)))


def _es_necesaria(columna: Columna) -> bool:
    return not (columna.opcional or columna.repetida or columna.de or columna.padre_de or columna.puede_faltar)


def _elementos(libro: Libro, hoja: Hojeada, filas: Iterable[int],
               marca: Callable[[int], str]) -> Iterable[Elemento]:
    """Group the rows by item: one with a key (or with an origin) opens an item, the others belong to the one above."""
    clave = hoja.pliego.clave
    sueltas = [c for c in hoja.pliego.columnas if not c.repetida and c.tipo is not Tipo.LUGARES]
    abiertos: list[tuple[bool, list[int]]] = []
    for fila in filas:
        propia = any(en_letras(hoja.crudo(fila, hoja.columnas.get(c.ruta))).strip() for c in sueltas)
        if en_letras(hoja.crudo(fila, hoja.columnas[clave.ruta])).strip() or marca(fila):
            abiertos.append((bool(marca(fila)), [fila]))
        elif propia or not abiertos:
            libro.errores.append(hoja.error(fila, clave, f"falta «{clave.titulo}»."))
        else:
            abiertos[-1][1].append(fila)
    return [Elemento(tuple(f), marcado) for marcado, f in abiertos]
