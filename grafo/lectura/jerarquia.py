"""Objectives, strategies and action lines, with the units responsible for each line.

An item opens with its level's pattern and goes on to the next item. In a row of the table of lines the cells of the
units stand on a line of their own behind the text; where a page break cuts the row they stand in the middle of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from grafo.lectura.perfil import Perfil
from grafo.lectura.renglones import Hoja, Renglon, pasaje_de
from grafo.lectura.secciones import SIGLA
from grafo.modelo import Estrategia, Hallazgo, LineaDeAccion, ObjetivoEspecifico, Pasaje

__all__ = ["Jerarquia", "extraer_jerarquia", "fin_de_enunciado"]

_GRUPO = rf"(?:{SIGLA})(?:\s*(?:[,/]|-|\by\b)\s*(?:{SIGLA}))*"
_CELDA = re.compile(rf"(?P<a>{_GRUPO})(?:\s+(?P<b>{_GRUPO}(?:\s+{_GRUPO})*))?")


@dataclass(frozen=True, slots=True)
class Jerarquia:
    """What the section of objectives states, in order, with what was noticed while reading it."""

    objetivos: tuple[ObjetivoEspecifico, ...]
    estrategias: tuple[Estrategia, ...]
    lineas: tuple[LineaDeAccion, ...]
    hallazgos: tuple[Hallazgo, ...]
    prosa: tuple[tuple[str, int, int], ...] = ()


@dataclass(slots=True)
class _Abierto:
    """An item being read: its level, number and the lines up to the next item."""

    clase: str
    numero: str
    renglones: list[Renglon] = field(default_factory=list)


@dataclass(slots=True)
class _Celdas:
    """The row of a line taken apart: its text and the cells of its units."""

    texto: list[Renglon]
    secretaria: list[Renglon] = field(default_factory=list)
    direccion: list[Renglon] = field(default_factory=list)
    sobrantes: list[Renglon] = field(default_factory=list)
    cortada: bool = False


def extraer_jerarquia(hoja: Hoja, inicio: int, fin: int) -> Jerarquia:
    """Read the section of objectives, strategies and lines in [inicio, fin)."""
    abiertos = _abrir(hoja.perfil, hoja.renglones(inicio, fin))
    filas = {id(a): _separar(a.renglones, hoja.perfil) for a in abiertos if a.clase == "linea"}
    _despegar(list(filas.values()))
    objetivos: list[ObjetivoEspecifico] = []
    estrategias: list[Estrategia] = []
    lineas: list[LineaDeAccion] = []
    hallazgos: list[Hallazgo] = []
    prosa: list[tuple[str, int, int]] = []
    for abierto in abiertos:
        if abierto.clase == "linea":
            fila = filas[id(abierto)]
            lineas.append(_linea(hoja, abierto.numero, fila))
            hallazgos += _hallazgos_de_fila(hoja, abierto.numero, fila)
            continue
        corte = fin_de_enunciado(abierto.renglones)
        texto = pasaje_de(hoja.documento, abierto.renglones[:corte])
        if abierto.clase == "estrategia":
            estrategias.append(Estrategia(abierto.numero, texto, _padre(abierto.numero)))
        else:
            objetivos.append(ObjetivoEspecifico(abierto.numero, texto))
        if resto := abierto.renglones[corte:]:
            prosa.append((f"{abierto.clase}/{abierto.numero}", resto[0].inicio, resto[-1].fin))
    return Jerarquia(tuple(objetivos), tuple(estrategias), tuple(lineas), tuple(hallazgos), tuple(prosa))


def _padre(numero: str) -> str:
    return numero.rpartition(".")[0]


def _abrir(perfil: Perfil, renglones: Sequence[Renglon]) -> list[_Abierto]:
    """Return the items in order, each with its lines; what stands before the first one is left out."""
    abiertos: list[_Abierto] = []
    for renglon in renglones:
        for nivel in perfil.niveles:
            if m := nivel.patron.match(renglon.texto):
                abiertos.append(_Abierto(nivel.clase, m["n"]))
                renglon = renglon.desde(m.end())
                break
        if abiertos and renglon.texto:
            abiertos[-1].renglones.append(renglon)
    return abiertos


def fin_de_enunciado(renglones: Sequence[Renglon]) -> int:
    """Return how many lines the statement at the start of some lines takes.

    It ends with the line that ends in a full stop, or with a line that is clearly shorter than those around it and
    below which a line opens with a capital.
    """
    ancho = max((len(r.texto) for r in renglones), default=0)
    for indice, renglon in enumerate(renglones[:-1]):
        siguiente = renglones[indice + 1].texto
        if not re.match(r"[A-ZÁÉÍÓÚÑ¿“\"]", siguiente):
            continue
        if renglon.texto.endswith((".", ".”")) or len(renglon.texto) < 0.6 * ancho:
            return indice + 1
    return len(renglones)


def _separar(renglones: Sequence[Renglon], perfil: Perfil) -> _Celdas:
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


def _separar_nombres(renglones: Sequence[Renglon], perfil: Perfil) -> _Celdas:
    """Take a row apart whose units are spelled out: a block below a blank line that opens with a unit's kind."""
    inicio = next((i for i, r in enumerate(renglones) if i and r.tras_blanco and perfil.unidad.match(r.texto)), None)
    if inicio is None:
        return _Celdas(list(renglones))
    bloque = list(renglones[inicio:])
    if not perfil.secretaria.match(bloque[0].texto):
        return _Celdas(list(renglones[:inicio]), [], bloque)
    corte = next((i for i, r in enumerate(bloque) if i and perfil.unidad.match(r.texto)), len(bloque))
    return _Celdas(list(renglones[:inicio]), bloque[:corte], bloque[corte:])


def _con_resto(renglones: Sequence[Renglon], desde: int, hasta: int, secretaria: list[Renglon],
               direccion: list[Renglon]) -> _Celdas:
    """Return the cells, with what stands behind them: the rest of the text when that was not finished."""
    texto, resto = list(renglones[:desde]), list(renglones[hasta:])
    if resto and not texto[-1].texto.endswith("."):
        return _Celdas(texto + resto, secretaria, direccion, [], cortada=True)
    return _Celdas(texto, secretaria, direccion, resto)


def _despegar(filas: Sequence[_Celdas]) -> None:
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


def _linea(hoja: Hoja, numero: str, fila: _Celdas) -> LineaDeAccion:
    def celda(renglones: list[Renglon]) -> Pasaje | None:
        return pasaje_de(hoja.documento, renglones) if renglones else None

    return LineaDeAccion(numero, pasaje_de(hoja.documento, fila.texto), _padre(numero),
                         celda(fila.secretaria), celda(fila.direccion))


def _hallazgos_de_fila(hoja: Hoja, numero: str, fila: _Celdas) -> list[Hallazgo]:
    sobre = (f"linea/{numero}",)
    hallazgos = []
    if fila.cortada:
        hallazgos.append(Hallazgo(
            "fila-cortada-por-pagina",
            f"La fila de la línea {numero} está cortada: las celdas de sus unidades quedan en medio del texto.",
            f"The row of line {numero} is cut: the cells of its units stand in the middle of its text.",
            pasaje_de(hoja.documento, fila.texto).tramos, sobre))
    if not fila.direccion:
        hallazgos.append(Hallazgo(
            "linea-sin-responsable", f"La línea {numero} no dice qué dirección es responsable.",
            f"Line {numero} does not say which directorate is responsible.",
            pasaje_de(hoja.documento, fila.texto).tramos, sobre))
    if fila.sobrantes:
        hallazgos.append(Hallazgo(
            "texto-no-leido", f"Detrás de la fila de la línea {numero} queda texto que no es de ninguna parte.",
            f"Behind the row of line {numero} stands text that belongs to no part.",
            pasaje_de(hoja.documento, fila.sobrantes).tramos, sobre))
    return hallazgos
