"""The row of a line taken apart: its text, and the cells of the units responsible for it.

The cells of the units stand on a line of their own behind the text; where a page break cuts the row they stand in the
middle of it; glued to the text they are known from the other rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from grafo.lectura.filas import bloques
from grafo.lectura.perfil import Perfil
from grafo.lectura.renglones import Renglon
from grafo.lectura.secciones import SIGLA

__all__ = ["CeldasDeLinea", "columnas_de", "despegar", "por_claves", "separar", "unidades_por_renglon"]

_ABIERTA = re.compile(r"(?:,|\b(?:de|del|la|las|los|el|y|e|para|en))$")
_GRUPO = rf"(?:{SIGLA})(?:\s*(?:[,/]|-|\by\b)\s*(?:{SIGLA}))*"
_SIGLA_Y_UNIDAD = re.compile(rf"(?:{SIGLA})\s+(?=[A-ZÁÉÍÓÚÑ][a-záéíóúñ])")
_CELDA = re.compile(rf"(?P<a>{_GRUPO})(?:\s+(?P<b>{_GRUPO}(?:\s+{_GRUPO})*))?")


@dataclass(slots=True)
class CeldasDeLinea:
    """The row of a line taken apart: its text and the cells of its units."""

    texto: list[Renglon]
    secretaria: list[Renglon] = field(default_factory=list)
    direccion: list[Renglon] = field(default_factory=list)
    corresponsables: list[list[Renglon]] = field(default_factory=list)
    indicador: list[Renglon] = field(default_factory=list)
    meta: list[Renglon] = field(default_factory=list)
    fundamento: list[Renglon] = field(default_factory=list)
    aliado: list[Renglon] = field(default_factory=list)
    plazo: list[Renglon] = field(default_factory=list)
    sobrantes: list[Renglon] = field(default_factory=list)
    cortada: bool = False


def columnas_de(cabeza: str, perfil: Perfil) -> tuple[str, ...]:
    """Return the keys of the columns behind the line's own, as the folded head of a table names them, in order."""
    halladas: list[tuple[int, int, str]] = []
    for clave, patron in perfil.columnas:
        for m in patron.finditer(cabeza):
            if not any(a < m.end() and m.start() < b for a, b, _ in halladas):
                halladas.append((*m.span(), clave))
    claves = [clave for _, _, clave in sorted(halladas)]
    return tuple(claves[claves.index("linea") + 1:]) if "linea" in claves else ()


def separar(renglones: Sequence[Renglon], perfil: Perfil, columnas: Sequence[str] = ()) -> CeldasDeLinea:
    """Take the row of a line apart; `columnas` are the columns behind its text, where the table's head names them."""
    if por_columnas := _por_columnas(bloques(renglones), columnas):
        return por_columnas
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
    """Take a row apart whose units are spelled out: the blocks from the first that opens with a unit's kind.

    A block is told by its shape: another unit is co-responsible, one that opens with a figure is a goal, any other an
    indicator. Before the units, a row may hold only its text.
    """
    partes = bloques(renglones)
    inicio = next((i for i, b in enumerate(partes) if i and _abre_unidades(b[0].texto, perfil)), None)
    if inicio is None:
        return CeldasDeLinea(list(renglones))
    celdas = CeldasDeLinea([r for b in partes[:inicio] for r in b])
    for bloque in partes[inicio:]:
        primero = bloque[0].texto
        if bloque[0].abre_pagina and not _abre_unidades(primero, perfil) and not celdas.texto[-1].texto.endswith("."):
            celdas.texto += bloque
            celdas.cortada = True
            continue
        sigla = _SIGLA_Y_UNIDAD.match(primero)
        if (perfil.secretaria.match(primero) or sigla) and not celdas.secretaria:
            celdas.secretaria, celdas.direccion = _partir_unidades(bloque, perfil)
        elif perfil.unidad.match(primero) and not celdas.direccion:
            celdas.direccion = bloque
        elif perfil.unidad.match(primero):
            celdas.corresponsables.append(bloque)
        elif _ABIERTA.search((celdas.corresponsables or [celdas.direccion])[-1][-1].texto):
            (celdas.corresponsables or [celdas.direccion])[-1].extend(bloque)
        elif re.match(r"\d", primero) and len(" ".join(r.texto for r in bloque)) < 60:
            celdas.meta = bloque
        else:
            celdas.indicador += bloque
    return celdas


def _abre_unidades(texto: str, perfil: Perfil) -> bool:
    """Tell whether a line opens with a unit spelled out, or with an acronym and then such a unit."""
    sigla = _SIGLA_Y_UNIDAD.match(texto)
    return bool(perfil.unidad.match(texto) or (sigla and perfil.unidad.match(texto, sigla.end())))


def _partir_unidades(bloque: Sequence[Renglon], perfil: Perfil) -> tuple[list[Renglon], list[Renglon]]:
    """Part the secretariat from the directorate: where the second unit opens, at a line's start or inside a line."""
    for indice, renglon in enumerate(bloque):
        for m in perfil.unidad.finditer(renglon.texto):
            suelta = m.start() == 0 or not _ABIERTA.search(renglon.texto[:m.start()].rstrip())
            if (indice or m.start()) and suelta:
                antes = [*bloque[:indice], *([renglon.hasta(m.start())] if m.start() else [])]
                return antes, [renglon.desde(m.start()), *bloque[indice + 1:]]
    return list(bloque), []


def unidades_por_renglon(renglones: Sequence[Renglon], perfil: Perfil) -> list[list[Renglon]]:
    """Return the lines of a cell parted where one opens with a unit's kind and the one above leaves nothing open."""
    grupos: list[list[Renglon]] = []
    for renglon in renglones:
        if grupos and not (perfil.unidad.match(renglon.texto) and not _ABIERTA.search(grupos[-1][-1].texto)):
            grupos[-1].append(renglon)
        else:
            grupos.append([renglon])
    return grupos


def _con_resto(renglones: Sequence[Renglon], desde: int, hasta: int, secretaria: list[Renglon],
               direccion: list[Renglon]) -> CeldasDeLinea:
    """Return the cells, with what stands behind them: the rest of the text when that was not finished."""
    texto, resto = list(renglones[:desde]), list(renglones[hasta:])
    if resto and not texto[-1].texto.endswith("."):
        return CeldasDeLinea(texto + resto, secretaria, direccion, cortada=True)
    return CeldasDeLinea(texto, secretaria, direccion, sobrantes=resto)


def _por_columnas(partes: Sequence[list[Renglon]], columnas: Sequence[str]) -> CeldasDeLinea | None:
    """Return the cells when the row is whole and has exactly one block for the text and one for each column."""
    cortada = any(parte[0].abre_pagina for parte in partes[1:])
    if not columnas or cortada or len(partes) != len(columnas) + 1:
        return None
    return por_claves(partes[0], zip(columnas, partes[1:], strict=True))


def por_claves(texto: Sequence[Renglon], celdas: Iterable[tuple[str, list[Renglon]]]) -> CeldasDeLinea:
    """Return the row whose cells are known by the keys of their columns."""
    fila = CeldasDeLinea(list(texto))
    for clave, bloque in celdas:
        if clave == "seguimiento":
            fila.secretaria = bloque
        elif clave == "responsable":
            fila.direccion = bloque
        elif clave == "corresponsable":
            fila.corresponsables.append(bloque)
        elif clave == "meta":
            fila.meta = bloque
        elif clave == "indicador":
            fila.indicador = bloque
        elif clave == "fundamento":
            fila.fundamento = bloque
        elif clave == "aliado":
            fila.aliado = bloque
        elif clave == "plazo":
            fila.plazo = bloque
    return fila


def despegar(filas: Sequence[CeldasDeLinea]) -> None:
    """Find cells by what the other rows say: units glued to the text at a line's end; a unit alone in its row, which is
    the secretariat where it is one elsewhere and never the directorate.
    """
    pares = {(f.secretaria[0].texto, f.direccion[0].texto) for f in filas if f.secretaria and f.direccion}
    secretarias = {a for a, _ in pares} - {b for _, b in pares}
    for fila in filas:
        if fila.direccion and not fila.secretaria and fila.direccion[0].texto in secretarias:
            fila.secretaria, fila.direccion = fila.direccion, []
            continue
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
