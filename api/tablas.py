"""The answer to a question as rows for people: words, and where each IRI leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib.term import Literal, URIRef

from api.enlaces import camino_de
from api.libro import libro_de_tabla
from api.palabras import abreviado
from api.sitio import Vista
from consultas import Filas, Respuesta, Resultado, Termino

__all__ = ["MAXIMO_A_LA_VISTA", "Celda", "Tabla", "como_libro", "tabla_de"]

MAXIMO_A_LA_VISTA = 1_000
"""Rows that a page shows; the downloads have them all."""


@dataclass(frozen=True, slots=True)
class Celda:
    """One cell: its text, where it leads (or None), whether it is a number, and the language it says it is in."""

    texto: str
    enlace: str | None = None
    numero: bool = False
    idioma: str = ""


@dataclass(frozen=True, slots=True)
class Tabla:
    """Columns and rows to show, and how many rows there are in all."""

    columnas: tuple[str, ...]
    filas: tuple[tuple[Celda, ...], ...]
    total: int


def tabla_de(resultado: Resultado, v: Vista) -> Tabla:
    """Return an answer as a table: a SELECT's solutions, an ASK's yes or no, a graph's triples."""
    columnas, filas = _plano(resultado)
    vistas = tuple(tuple(_celda(t, v) for t in fila) for fila in filas[:MAXIMO_A_LA_VISTA])
    return Tabla(columnas, vistas, len(filas))


def como_libro(titulo: str, resultado: Resultado, base: str) -> bytes:
    """Return an answer as a workbook, IRIs of our own without their base."""
    columnas, filas = _plano(resultado)

    def celdas(fila: tuple[Termino | None, ...]) -> Iterator[object]:
        for termino in fila:
            valor = termino.toPython() if isinstance(termino, Literal) else termino
            entero = isinstance(valor, (int, float)) and not isinstance(valor, bool)
            yield valor if entero else None if termino is None else str(termino).removeprefix(base)

    return libro_de_tabla(titulo, columnas, [list(celdas(f)) for f in filas])


def _plano(resultado: Resultado) -> tuple[tuple[str, ...], tuple[tuple[Termino | None, ...], ...]]:
    if isinstance(resultado, Filas):
        return resultado.variables, resultado.filas
    if isinstance(resultado, Respuesta):
        return ("ask",), ((Literal(resultado.valor),),)
    return ("s", "p", "o"), resultado.tripletas


def _celda(termino: Termino | None, v: Vista) -> Celda:
    if termino is None:
        return Celda("")
    if isinstance(termino, URIRef):
        acunador = v.sitio.contexto.acunador
        propio = str(termino).removeprefix(f"{acunador.base}programa/").removeprefix(acunador.base)
        propio = propio.partition("/")[2] or propio if str(termino).startswith(f"{acunador.base}programa/") else propio
        camino = camino_de(str(termino), acunador)
        enlace = v.ruta(camino) if camino and camino.startswith("/") else camino
        return Celda(propio if propio != str(termino) else abreviado(str(termino)), enlace)
    numero = isinstance(termino, Literal) and isinstance(termino.toPython(), (int, float)) and str(termino) != "true"
    idioma = (termino.language or "") if isinstance(termino, Literal) else ""
    return Celda(str(termino), numero=numero and str(termino) != "false", idioma=idioma)
