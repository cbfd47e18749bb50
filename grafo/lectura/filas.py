"""Rows of a table whose cells the extraction has put one below the other, without a mark between them.

A row opens with the number that comes next. Its cells follow in the order of the columns, each broken into lines; a
blank line may stand between two cells or inside one. Where a page break cuts the row (the table's head stands again),
the cells start over in the same order with their rests: the row is a list of segments, one for each page.

What tells cells apart: the column that has a shape of its own (yes or no, numbers of lines, a date) is found by its
shape; the text before it is a name and then an objective, and an objective opens with an action — an infinitive
("Implementar") or its noun ("Implementación", "Fortalecimiento") — where a name does not.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from grafo.lectura.perfil import Perfil
from grafo.lectura.renglones import Renglon
from grafo.modelo import Hallazgo, LineaDeAccion, Tramo

__all__ = ["Falta", "Fila", "abrir_filas", "bloques", "continuar", "encaje_de_nombre", "encaje_de_prosa",
           "encaje_de_recita", "es_accion", "faltas", "partir_nombre", "partir_referencias"]

_ABRE = re.compile(r"(?P<n>\d{1,3})\.?(?:\s+(?=[A-ZÁÉÍÓÚÑ“\"(])|$)")
_REFERENCIA = re.compile(r"(?P<n>\d+(?:\.\d+){2,3})\b\.?\s*")
_ACCION = re.compile(r"[A-ZÁÉÍÓÚÑ][a-záéíóúñü]*(?:ar|er|ir|ción|sión|miento|mientos|ciones|arse)\b")
_INFINITIVO = re.compile(r"(?<=[\w).”\"] )(?:Dar|[A-ZÁÉÍÓÚ][a-záéíóúñü]{2,}(?:ar|er|ir))\b")
_ABIERTA = re.compile(r"(?:,|\(|\b(?:de|del|la|los|las|el|y|e|con|para|en|a|por|un|una|que|al))$")


@dataclass(frozen=True, slots=True)
class Fila:
    """A row: its number and its lines by segment (one segment for each page it stands on)."""

    numero: str
    segmentos: tuple[tuple[Renglon, ...], ...]


@dataclass(frozen=True, slots=True)
class Falta:
    """The cells that a row of a table lacks: what the row is ("alianza", "1"), its places, the columns."""

    clase: str
    numero: str
    tramos: tuple[Tramo, ...]
    columnas: tuple[str, ...]


def faltas(tabla: str, filas: Sequence[Falta]) -> list[Hallazgo]:
    """Return what is missing in a table: a column that no row has once, any other cell row by row."""
    comunes = set.intersection(*(set(f.columnas) for f in filas)) if len(filas) > 1 else set()
    hallazgos = [
        Hallazgo("columna-faltante", f"A la tabla de {tabla} le falta la columna: {columna}.",
                 f"The table of {tabla} lacks the column: {columna}.", filas[0].tramos)
        for columna in sorted(comunes)]
    for fila in filas:
        propias = [c for c in fila.columnas if c not in comunes]
        if propias:
            hallazgos.append(Hallazgo(
                "tabla-incompleta", f"A la fila {fila.numero} ({fila.clase}) le falta: {', '.join(propias)}.",
                f"Row {fila.numero} ({fila.clase}) lacks: {', '.join(propias)}.", fila.tramos,
                (f"{fila.clase}/{fila.numero}",)))
    return hallazgos


def abrir_filas(renglones: Sequence[Renglon]) -> list[Fila]:
    """Return the rows of a numbered table."""
    filas: list[tuple[str, list[list[Renglon]]]] = []
    for renglon in renglones:
        m = _ABRE.match(renglon.texto)
        if m and _es_siguiente(filas, int(m["n"]), renglon):
            resto = renglon.desde(m.end())
            filas.append((m["n"], [[resto] if resto.texto else []]))
        elif filas:
            if renglon.tras_mascara and renglon.abre_pagina and filas[-1][1][-1]:
                filas[-1][1].append([])
            filas[-1][1][-1].append(renglon)
    return [Fila(n, tuple(tuple(s) for s in segmentos if s)) for n, segmentos in filas]


def _es_siguiente(filas: Sequence[tuple[str, list[list[Renglon]]]], numero: int, renglon: Renglon) -> bool:
    ultimo = int(filas[-1][0]) if filas else 0
    return numero == ultimo + 1 or (
        bool(filas) and ultimo <= numero <= ultimo + 3 and (renglon.tras_blanco or renglon.tras_mascara))


def bloques(renglones: Sequence[Renglon]) -> list[list[Renglon]]:
    """Return the lines in runs without a blank line or a page break between them."""
    resultado: list[list[Renglon]] = []
    for renglon in renglones:
        if resultado and not (renglon.tras_blanco or renglon.abre_pagina):
            resultado[-1].append(renglon)
        else:
            resultado.append([renglon])
    return resultado


def es_accion(texto: str, perfil: Perfil) -> bool:
    """Tell whether a text opens with an action, as an objective does, and not with the kind of an organisation."""
    primera = texto.split(maxsplit=1)[0].lower() if texto.split() else ""
    organizaciones = {p.lower() for p in perfil.palabras.get("cabezas_de_organizacion", ())}
    acciones = {p.lower() for p in perfil.palabras.get("acciones", ())}
    if primera in organizaciones or any(texto.lower().startswith(o + " ") for o in organizaciones):
        return False
    return primera in acciones or bool(_ACCION.match(texto))


def partir_nombre(renglones: Sequence[Renglon], perfil: Perfil, *,
                  primera: bool) -> tuple[list[Renglon], list[Renglon], bool]:
    """Split the lines of a name and an objective; the third value tells whether the two were glued on one line.

    The objective starts at the first blank line below which an action opens (a comma left at the end of a list of names
    is allowed above the last such line). Without one: inside the line in which an
    infinitive with a capital follows the name; else, with `primera`, at the first blank line above which nothing is
    left open; else the name takes all.
    """
    partes = bloques(renglones)
    avance = 0
    tras_coma = 0
    limpios: list[int] = []
    for previo, parte in itertools.pairwise(partes):
        avance += len(previo)
        cerrado = not _ABIERTA.search(previo[-1].texto)
        if es_accion(parte[0].texto, perfil):
            if cerrado:
                return list(renglones[:avance]), list(renglones[avance:]), False
            if previo[-1].texto.endswith(","):
                tras_coma = avance
        if cerrado and parte[0].texto[0].isupper():
            limpios.append(avance)
    if tras_coma:
        return list(renglones[:tras_coma]), list(renglones[tras_coma:]), False
    for indice, renglon in enumerate(renglones):
        m = _INFINITIVO.search(renglon.texto)
        if m and not (primera and limpios):
            corte = renglon.texto.index(m.group(), m.start())
            nombre = [*renglones[:indice], renglon.hasta(corte)]
            return nombre, [renglon.desde(corte), *renglones[indice + 1:]], True
    if primera and limpios:
        return list(renglones[:limpios[0]]), list(renglones[limpios[0]:]), False
    return list(renglones), [], False


def partir_referencias(renglones: Sequence[Renglon]) -> list[tuple[str, list[Renglon], list[Renglon]]]:
    """Return the lines of the programme that a cell names: number, lines of the whole mention, lines of its wording."""
    resultado: list[tuple[str, list[Renglon], list[Renglon]]] = []
    for renglon in renglones:
        resto = renglon
        while resto.texto and (m := _REFERENCIA.match(resto.texto)):
            siguiente = _REFERENCIA.search(resto.texto, m.end())
            fin = siguiente.start() if siguiente else len(resto.texto)
            pieza = resto.hasta(fin)
            dicho = pieza.desde(m.end())
            resultado.append((m["n"], [pieza], [dicho] if dicho.texto.strip(",;y ") else []))
            resto = resto.desde(fin)
        if resto.texto and resultado and resto is renglon:
            resultado[-1][1].append(resto)
            resultado[-1][2].append(resto)
    return resultado


def continuar(
    renglones: Sequence[Renglon], abiertas: Sequence[str], encaja: Sequence[Callable[[str], float]],
) -> list[list[Renglon]]:
    """Share the blocks of a row's later segment among its columns, in order.

    `abiertas` is what each column says so far, `encaja` a measure (0 to 1) of how well a text goes on with it. The
    split with the greatest sum over the blocks, weighted by their words, is taken.
    """
    partes = bloques(renglones)
    columnas = len(abiertas)
    mejor: tuple[float, list[int]] = (-1.0, [])

    def probar(columna: int, cortes: list[int]) -> None:
        nonlocal mejor
        if columna == columnas - 1:
            limites = [0, *cortes, len(partes)]
            nota = 0.0
            for c in range(columnas):
                texto = " ".join(r.texto for b in partes[limites[c]:limites[c + 1]] for r in b)
                nota += encaja[c](texto) * len(texto.split()) if texto else 0.0
            if nota > mejor[0]:
                mejor = (nota, cortes)
            return
        for corte in range(cortes[-1] if cortes else 0, len(partes) + 1):
            probar(columna + 1, [*cortes, corte])

    probar(0, [])
    limites = [0, *mejor[1], len(partes)]
    return [[r for b in partes[limites[c]:limites[c + 1]] for r in b] for c in range(columnas)]


def encaje_de_nombre(dicho: str) -> Callable[[str], float]:
    """Return how well a text goes on with a name: the share of its words of weight that open with a capital."""

    def medir(texto: str) -> float:
        pesadas = [p for p in re.findall(r"[^\W\d_]+", texto) if len(p) > 3]
        altas = sum(p[0].isupper() for p in pesadas)
        return altas / len(pesadas) if pesadas else 0.5

    return medir


def encaje_de_prosa(dicho: str) -> Callable[[str], float]:
    """Return how well a text goes on with prose: the share of its words of weight in lower case."""
    nombre = encaje_de_nombre(dicho)
    abierto = bool(dicho) and not dicho.endswith(".")
    return lambda texto: (1 - nombre(texto)) * (0.9 if abierto else 0.2)


def encaje_de_recita(numero: str | None, dicho: str, lineas: Sequence[LineaDeAccion]) -> Callable[[str], float]:
    """Return how well a text goes on with a re-quoted line: the share of its words that come next in the line."""
    texto_de_linea = next((x.texto.texto for x in lineas if x.numero == numero), "")
    resto = texto_de_linea.split()[len(dicho.split()):]

    def medir(texto: str) -> float:
        if _REFERENCIA.match(texto):
            return 1.0
        palabras = texto.split()
        iguales = sum(a.strip(".,") == b.strip(".,") for a, b in zip(palabras, resto, strict=False))
        return iguales / len(palabras) if palabras else 0.0

    return medir
