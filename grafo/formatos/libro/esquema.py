"""The shape of the workbook, worked out from the model: each kind of item is a sheet, each field a column.

What a column is called and how it is explained is data (`columnas.toml`). A field without a column, or a column
without a field, is an error when the scheme is built.
"""

from __future__ import annotations

import tomllib
import types
import typing
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from functools import cache
from importlib import resources
from typing import Any

from grafo import modelo

__all__ = ["Columna", "Esquema", "Grupo", "Lista", "Nodo", "Pliego", "Tipo", "esquema"]


class Tipo(Enum):
    """What a cell holds."""

    TEXTO = auto()
    ENTERO = auto()
    DECIMAL = auto()
    FECHA = auto()
    FICHAS = auto()
    PASAJE = auto()
    LUGARES = auto()


_TIPOS: dict[object, Tipo] = {str: Tipo.TEXTO, int: Tipo.ENTERO, Decimal: Tipo.DECIMAL, date: Tipo.FECHA,
                              modelo.Pasaje: Tipo.PASAJE}


@dataclass(frozen=True, eq=False)
class Columna:
    """A column: its path in the item, what it holds, and what people are told about it."""

    ruta: str
    tipo: Tipo
    opcional: bool
    repetida: bool
    titulo: str
    nota: str
    ejemplo: str
    opciones: tuple[str, ...] = ()
    sugerencias: tuple[str, ...] = ()
    numeros_de: str = ""
    de: str = ""
    padre_de: str = ""
    puede_faltar: bool = False
    una_por_fila: bool = False
    ancho: int = 12
    avanzada: bool = False


@dataclass(frozen=True, eq=False)
class Grupo:
    """An item, or a part of one that has fields of its own."""

    clase: Any
    hijos: dict[str, Nodo]


@dataclass(frozen=True, eq=False)
class Lista:
    """A field that holds any number of values, one a row."""

    elemento: Columna | Grupo


Nodo = Columna | Grupo | Lista


@dataclass(frozen=True, eq=False)
class Pliego:
    """A sheet: the field of the programme it holds, its title, its columns in order; `clave` opens an item."""

    campo: str
    titulo: str
    nota: str
    clave: Columna
    columnas: tuple[Columna, ...]
    raiz: Grupo

    def columna(self, ruta: str) -> Columna:
        """Return the column of a path."""
        return next(c for c in self.columnas if c.ruta == ruta)


@dataclass(frozen=True, eq=False)
class Esquema:
    """All sheets in order, and the words that the workbook itself uses; `portada` holds the single fields."""

    portada: Pliego
    pliegos: tuple[Pliego, ...]
    palabras: dict[str, str]


@cache
def esquema() -> Esquema:
    """Return the shape of the workbook."""
    ruta = resources.files("grafo.formatos.libro") / "columnas.toml"
    datos = tomllib.loads(ruta.read_text(encoding="utf-8"))
    palabras = datos.pop("libro")
    tipos = typing.get_type_hints(modelo.Programa)
    colecciones = {c: typing.get_args(t)[0] for c, t in tipos.items() if typing.get_origin(t) is tuple}
    sueltos = {c: t for c, t in tipos.items() if c not in colecciones}
    portada = _pliego("programa", dict, sueltos, datos.pop("programa"))
    if set(datos) != set(colecciones):
        raise ValueError(f"columnas.toml: sheets that differ from the model: {set(datos) ^ set(colecciones)}")
    pliegos = tuple(_pliego(c, colecciones[c], typing.get_type_hints(colecciones[c]), d) for c, d in datos.items())
    return Esquema(portada, (portada, *pliegos), palabras)


def _pliego(campo: str, clase: Any, tipos: dict[str, Any], datos: dict[str, Any]) -> Pliego:
    columnas: list[Columna] = []
    pendientes = dict(datos["columnas"])
    raiz = Grupo(clase, {c: _nodo(t, c, False, pendientes, columnas) for c, t in tipos.items()})
    if pendientes:
        raise ValueError(f"columnas.toml, {campo}: columns that the model has not: {sorted(pendientes)}")
    orden = list(datos["columnas"])
    columnas.sort(key=lambda c: orden.index(c.ruta))
    clave = next(c for c in columnas if c.ruta == datos["clave"])
    return Pliego(campo, datos["titulo"], datos["nota"], clave, tuple(columnas), raiz)


def _nodo(tipo: Any, ruta: str, repetida: bool, datos: dict[str, Any], columnas: list[Columna]) -> Nodo:
    """Return the node of a field; its columns are taken out of `datos` and put into `columnas`."""
    opcional = isinstance(tipo, types.UnionType)
    if opcional:
        tipo = next(t for t in typing.get_args(tipo) if t is not type(None))
    if typing.get_origin(tipo) is tuple:
        return _coleccion(typing.get_args(tipo)[0], ruta, datos, columnas)
    if is_dataclass(tipo) and tipo not in _TIPOS:
        anotados = typing.get_type_hints(tipo)
        return Grupo(tipo, {f.name: _nodo(anotados[f.name], f"{ruta}.{f.name}", repetida, datos, columnas)
                            for f in fields(tipo)})
    return _columna(_TIPOS[tipo], ruta, opcional, repetida, datos, columnas)


def _coleccion(tipo: Any, ruta: str, datos: dict[str, Any], columnas: list[Columna]) -> Nodo:
    if tipo is modelo.Tramo:
        return Lista(_columna(Tipo.LUGARES, ruta, True, True, datos, columnas))
    if tipo is str and not datos[ruta].get("una_por_fila"):
        return _columna(Tipo.FICHAS, ruta, True, False, datos, columnas)
    elemento = _nodo(tipo, ruta, True, datos, columnas)
    if isinstance(elemento, Lista):
        raise ValueError(f"{ruta}: a list within a list has no column")
    return Lista(elemento)


def _columna(tipo: Tipo, ruta: str, opcional: bool, repetida: bool, datos: dict[str, Any],
             columnas: list[Columna]) -> Columna:
    if ruta not in datos:
        raise ValueError(f"columnas.toml: no column for the field {ruta}")
    dicho: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in datos.pop(ruta).items()}
    columna = Columna(ruta, tipo, opcional, repetida, **dicho)
    columnas.append(columna)
    return columna
