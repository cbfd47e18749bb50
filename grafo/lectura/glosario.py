"""The glossary and the table of norms: rows of two cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grafo.lectura.renglones import Hoja, Renglon, pasaje_de
from grafo.lectura.secciones import SIGLA
from grafo.modelo import Disposicion, Sigla

__all__ = ["extraer_disposiciones", "extraer_siglas"]

_FILA = re.compile(rf"(?P<sigla>{SIGLA})(?:\s*[:=.–-])?\s+(?=[A-ZÁÉÍÓÚÑ(“\"])")
_SOLA = re.compile(rf"(?P<sigla>{SIGLA})\s*[:–-]?")
_NUMERO = re.compile(r"(?P<n>\d{1,3})\.?(?:\s+(?=\S)|$)")


def extraer_siglas(hoja: Hoja, inicio: int, fin: int) -> tuple[tuple[Sigla, ...], int]:
    """Read the glossary; return its rows and the offset at which it ends.

    A row is an acronym and its definition on one line, or broken: where the page has put several acronyms first and
    their definitions below, these belong to those in the same order. A blank line above a line without an acronym
    starts the next definition that is awaited; with none awaited it goes on with the last one. The glossary ends at a
    heading in capitals, and where its rows have no blank line between them, at the first one that no row follows.
    """
    filas: list[tuple[str, list[Renglon]]] = []
    pendientes: list[int] = []
    actual: int | None = None
    final = fin
    renglones = hoja.renglones(inicio, fin)
    denso = _es_denso(renglones)
    for renglon in renglones:
        m = _FILA.match(renglon.texto)
        if filas and not pendientes and _acaba(renglon, [r[0].texto for _, r in filas if r], denso and not m):
            final = renglon.inicio
            break
        if m:
            filas.append((m["sigla"], [renglon.desde(m.end())]))
            actual = len(filas) - 1
        elif m := _SOLA.fullmatch(renglon.texto):
            filas.append((m["sigla"], []))
            pendientes.append(len(filas) - 1)
            actual = None
        elif renglon.abre_pagina and not pendientes:
            final = renglon.inicio
            break
        elif pendientes and (renglon.tras_blanco or actual is None):
            actual = pendientes.pop(0)
            filas[actual][1].append(renglon)
        elif actual is not None:
            filas[actual][1].append(renglon)
    siglas = tuple(Sigla(s, pasaje_de(hoja.documento, r)) for s, r in filas if r)
    return siglas, final


def _es_denso(renglones: Sequence[Renglon]) -> bool:
    """Tell whether most of the first rows of a glossary stand right below the one above."""
    primeras = [r for r in renglones if _FILA.match(r.texto)][1:5]
    return sum(not r.tras_blanco for r in primeras) * 2 > len(primeras)


def _acaba(renglon: Renglon, definiciones: Sequence[str], denso: bool) -> bool:
    """Tell whether a line stands behind the glossary: a heading in capitals where the definitions are not, or any line
    below a blank one (`denso`).
    """
    titulo = (renglon.texto.isupper() and " " in renglon.texto and not re.search(r"[:=]", renglon.texto)
              and not any(d.isupper() for d in definiciones))
    return renglon.tras_blanco and (titulo or denso)


def extraer_disposiciones(hoja: Hoja, inicio: int, fin: int) -> tuple[tuple[Disposicion, ...], int]:
    """Read the table of norms; return its rows and the offset at which it ends.

    A row opens with the number that comes next (so that a number at the start of a broken line, as in a date, is
    none). The table ends where a page opens without a row, or at a heading in capitals.
    """
    filas: list[tuple[str, list[Renglon]]] = []
    final = fin
    for renglon in hoja.renglones(inicio, fin):
        m = _NUMERO.match(renglon.texto)
        if m and _sigue(filas, int(m["n"]), renglon):
            resto = renglon.desde(m.end())
            filas.append((m["n"], [resto] if resto.texto else []))
        elif not filas:
            continue
        elif _cierra(renglon, filas[-1][1]):
            final = renglon.inicio
            break
        else:
            filas[-1][1].append(renglon)
    return tuple(Disposicion(n, pasaje_de(hoja.documento, r)) for n, r in filas if r), final


def _sigue(filas: Sequence[tuple[str, list[Renglon]]], numero: int, renglon: Renglon) -> bool:
    """Tell whether a number opens the next row: the one after the last, or a small jump below a blank line."""
    ultimo = int(filas[-1][0]) if filas else 0
    return numero == ultimo + 1 or (renglon.tras_blanco and bool(filas) and ultimo < numero <= ultimo + 3)


def _cierra(renglon: Renglon, fila: Sequence[Renglon]) -> bool:
    mayusculas = renglon.texto.isupper() and len(renglon.texto) > 6 and renglon.tras_blanco
    return bool(fila) and (mayusculas or (renglon.abre_pagina and renglon.texto[0].isupper()))

