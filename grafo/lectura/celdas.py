"""The row of a line taken apart: its text, and the cells of the units responsible for it.

The cells of the units stand on a line of their own behind the text; where a page break cuts the row they stand in the
middle of it; glued to the text they are known from the other rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from grafo.lectura.perfil import Perfil
from grafo.lectura.renglones import Renglon
from grafo.lectura.secciones import SIGLA

__all__ = ["CeldasDeLinea", "despegar", "separar"]

_GRUPO = rf"(?:{SIGLA})(?:\s*(?:[,/]|-|\by\b)\s*(?:{SIGLA}))*"
_CELDA = re.compile(rf"(?P<a>{_GRUPO})(?:\s+(?P<b>{_GRUPO}(?:\s+{_GRUPO})*))?")


@dataclass(slots=True)
class CeldasDeLinea:
    """The row of a line taken apart: its text and the cells of its units."""

    texto: list[Renglon]
    secretaria: list[Renglon] = field(default_factory=list)
    direccion: list[Renglon] = field(default_factory=list)
    sobrantes: list[Renglon] = field(default_factory=list)
    cortada: bool = False


def separar(renglones: Sequence[Renglon], perfil: Perfil) -> CeldasDeLinea:
    """Take the row of a line apart."""
    celdas = [(i, m) for i, r in enumerate(renglones) if i and (m := _CELDA.fullmatch(r.texto))]
    dobles = [(i, m) for i, m in celdas if m["b"]]
    if dobles:
        indice, m = dobles[0]
        renglon = renglones[indice]
        return _con_resto(renglones, indice, indice + 1, [renglon.hasta(m.end("a"))], [renglon.desde(m.start("b"))])
    sueltas = [i for i, _ in celdas]
    if len(sueltas) >= 2 and sueltas[1] == sueltas[0] + 1:
        i = sueltas[0]
        return _con_resto(renglones, i, i + 2, [renglones[i]], [renglones[i + 1]])
    if len(sueltas) == 1 and renglones[sueltas[0]].tras_blanco:
        i = sueltas[0]
        return _con_resto(renglones, i, i + 1, [], [renglones[i]])
    return _separar_nombres(renglones, perfil)


def _separar_nombres(renglones: Sequence[Renglon], perfil: Perfil) -> CeldasDeLinea:
    """Take a row apart whose units are spelled out: a block below a blank line that opens with a unit's kind."""
    inicio = next((i for i, r in enumerate(renglones) if i and r.tras_blanco and perfil.unidad.match(r.texto)), None)
    if inicio is None:
        return CeldasDeLinea(list(renglones))
    bloque = list(renglones[inicio:])
    if not perfil.secretaria.match(bloque[0].texto):
        return CeldasDeLinea(list(renglones[:inicio]), [], bloque)
    corte = next((i for i, r in enumerate(bloque) if i and perfil.unidad.match(r.texto)), len(bloque))
    return CeldasDeLinea(list(renglones[:inicio]), bloque[:corte], bloque[corte:])


def _con_resto(renglones: Sequence[Renglon], desde: int, hasta: int, secretaria: list[Renglon],
               direccion: list[Renglon]) -> CeldasDeLinea:
    """Return the cells, with what stands behind them: the rest of the text when that was not finished."""
    texto, resto = list(renglones[:desde]), list(renglones[hasta:])
    if resto and not texto[-1].texto.endswith("."):
        return CeldasDeLinea(texto + resto, secretaria, direccion, [], cortada=True)
    return CeldasDeLinea(texto, secretaria, direccion, resto)


def despegar(filas: Sequence[CeldasDeLinea]) -> None:
    """Find cells that are glued to the text: the units known from the other rows, at a line's end."""
    pares = {(f.secretaria[0].texto, f.direccion[0].texto) for f in filas if f.secretaria and f.direccion}
    for fila in filas:
        if fila.direccion or not fila.texto:
            continue
        for indice, renglon in enumerate(fila.texto):
            for a, b in pares:
                m = re.search(rf"(?<=\S)\s+(?P<a>{re.escape(a)})\s+(?P<b>{re.escape(b)})$", renglon.texto)
                if m:
                    fila.secretaria = [renglon.desde(m.start("a")).hasta(len(a))]
                    fila.direccion = [renglon.desde(m.start("b"))]
                    fila.texto[indice] = renglon.hasta(m.start())
                    break
