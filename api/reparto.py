"""Questions over many programmes, asked of one after another: which are, with what, and how long a page may take."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from itertools import chain

from consultas import (
    Consulta,
    Filas,
    Reparto,
    Resultado,
    ejecutar,
    ejecutar_en_formato,
    se_reparte,
    se_reparte_por_grafo,
)
from grafo.almacen import Recortes
from ontologia.errores import ErrorDeEntrada
from ontologia.iris import Acunador

__all__ = ["PLAZO_DE_PAGINA", "en_una_hoja", "ir_empezando", "reparto_de", "responder", "responder_en_formato",
           "trozos_en_formato"]

PLAZO_DE_PAGINA = 0.5
"""Seconds after which a page asks no further programme."""
_FILAS_DE_HOJA = 1_048_575
"""Rows of a sheet of a workbook, without its heading."""


def reparto_de(consulta: Consulta, valores: Mapping[str, str], recortes: Recortes,
               acunador: Acunador) -> Reparto | None:
    """Return a question as it is asked of one programme, or one graph, after another; None when of the whole store.

    That is so where there is one programme, and for what gives a row for each programme. Raises as `ligar` does.
    """
    claves = recortes.programas
    if len(claves) < 2:
        return None
    if se_reparte_por_grafo(consulta):
        return Reparto.hacer(consulta, valores, recortes.grafos, lambda _: recortes.almacen, acunador,
                             recortes.que_pueden)
    if se_reparte(consulta):
        return Reparto.hacer(consulta, valores, claves, recortes.acotado, acunador, recortes.que_pueden)
    return None


def responder(consulta: Consulta, valores: Mapping[str, str], recortes: Recortes, acunador: Acunador,
              programa: str | None = None) -> Resultado:
    """Return the whole answer to a question; raises as `ejecutar` does."""
    reparto = reparto_de(consulta, valores, recortes, acunador)
    if reparto is None:
        return ejecutar(consulta, recortes.almacen, valores, acunador, programa)
    return reparto.pagina(sys.maxsize, float("inf")).filas


def trozos_en_formato(consulta: Consulta, valores: Mapping[str, str], formato: str, recortes: Recortes,
                      acunador: Acunador, programa: str | None = None) -> Iterator[bytes]:
    """Return the whole answer to a question in a format, in pieces: of many programmes, one for each.

    What is wrong with the question is raised here, as `ejecutar_en_formato` does.
    """
    reparto = reparto_de(consulta, valores, recortes, acunador)
    if reparto is None:
        return iter((ejecutar_en_formato(consulta, recortes.almacen, valores, formato, acunador, programa),))
    return ir_empezando(reparto.trozos(formato))


def responder_en_formato(consulta: Consulta, valores: Mapping[str, str], formato: str, recortes: Recortes,
                         acunador: Acunador, programa: str | None = None) -> bytes:
    """Return the whole answer to a question in a format; raises as `ejecutar_en_formato` does."""
    return b"".join(trozos_en_formato(consulta, valores, formato, recortes, acunador, programa))


def en_una_hoja(reparto: Reparto) -> Filas:
    """Return all rows for a sheet of a workbook. Raises `ErrorDeEntrada` when they do not fit into one."""
    pagina = reparto.pagina(_FILAS_DE_HOJA, float("inf"))
    if pagina.siguiente is not None:
        raise ErrorDeEntrada(f"La respuesta no cabe en una hoja de {_FILAS_DE_HOJA:,} filas.",
                             "Descárguela en CSV, o elija un programa.")
    return pagina.filas


def ir_empezando(trozos: Iterator[bytes]) -> Iterator[bytes]:
    """Return the same pieces, with the first one made already: what it raises is raised here."""
    primero = next(trozos)
    return chain((primero,), trozos)
