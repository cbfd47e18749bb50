"""Asking the named questions: rows as dictionaries, and the short keys of what they name."""

from __future__ import annotations

from collections.abc import Mapping

from consultas import Filas, Respondedor, Termino, buscar, ejecutar
from ontologia.iris import Acunador

__all__ = ["Fila", "clave_de_articulo", "filas_de", "local"]

Fila = Mapping[str, Termino | None]


def filas_de(nombre: str, almacen: Respondedor, acunador: Acunador,
             valores: Mapping[str, str] | None = None) -> list[dict[str, Termino | None]]:
    """Ask a named question and return its rows as dictionaries."""
    resultado = ejecutar(buscar(nombre), almacen, valores or {}, acunador)
    if not isinstance(resultado, Filas):
        raise TypeError(f"{nombre} is no SELECT")
    return [dict(zip(resultado.variables, fila, strict=True)) for fila in resultado.filas]


def clave_de_articulo(iri: str, acunador: Acunador) -> str:
    """Return the key of an article ("lgtaip-2015/art_59") from its IRI."""
    return iri.removeprefix(f"{acunador.base}norma/")


def local(termino: Termino | None) -> str:
    """Return the key of a concept ("gobierno-abierto"): what follows the # of its IRI."""
    return str(termino).rpartition("#")[2]
