"""The table of alliances: partners, objective, agreement, and the lines that each alliance serves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from grafo.lectura.filas import (
    Falta,
    Fila,
    abrir_filas,
    continuar,
    encaje_de_nombre,
    encaje_de_prosa,
    encaje_de_recita,
    faltas,
    partir_nombre,
    partir_referencias,
)
from grafo.lectura.renglones import Hoja, Renglon, pasaje_de
from grafo.lectura.socios import partir_socios
from grafo.modelo import Alianza, Hallazgo, LineaCitada, LineaDeAccion, Pasaje

__all__ = ["citadas", "extraer_alianzas"]

_CONVENIO = re.compile(r"(?:S[íi]|SÍ|SI|N[oO])(?=[,.;:]|\s*$|\s+\d+\.\d+|\s+(?:ya|se|requiere|aplica|cuenta|es)\b)")
_NUMERO = re.compile(r"(?<![\d.])\d+(?:\.\d+){2,3}\b")


@dataclass(slots=True)
class _Celdas:
    """The cells of a row."""

    nombre: list[Renglon] = field(default_factory=list)
    objetivo: list[Renglon] = field(default_factory=list)
    convenio: list[Renglon] = field(default_factory=list)
    lineas: list[Renglon] = field(default_factory=list)
    pegada: bool = False


def extraer_alianzas(hoja: Hoja, inicio: int, fin: int, lineas: Sequence[LineaDeAccion],
                     conocidos: Sequence[str]) -> tuple[tuple[Alianza, ...], tuple[Hallazgo, ...]]:
    """Read the table of alliances; `conocidos` are names that the document defines and that are not to be parted."""
    alianzas: list[Alianza] = []
    hallazgos: list[Hallazgo] = []
    incompletas: list[Falta] = []
    for fila in abrir_filas(hoja.renglones(inicio, fin)):
        celdas = _celdas(hoja, fila, lineas)
        sobre = (f"alianza/{fila.numero}",)
        todo = pasaje_de(hoja.documento, [r for s in fila.segmentos for r in s])
        if not celdas.nombre:
            hallazgos.append(Hallazgo("tabla-incompleta", f"La alianza {fila.numero} no tiene nombre; no se leyó.",
                                      f"Alliance {fila.numero} has no name; it was not read.", todo.tramos, sobre))
            continue
        alianzas.append(_alianza(hoja, fila.numero, celdas, conocidos))
        vacias = (("objetivo", celdas.objetivo), ("convenio", celdas.convenio), ("líneas", celdas.lineas))
        incompletas.append(Falta("alianza", fila.numero, todo.tramos, tuple(c for c, r in vacias if not r)))
        hallazgos += _hallazgos(fila, celdas, todo)
    return tuple(alianzas), (*hallazgos, *faltas("alianzas", incompletas))


def _celdas(hoja: Hoja, fila: Fila, lineas: Sequence[LineaDeAccion]) -> _Celdas:
    """Take a row apart: its first segment by the shapes of the cells, the later ones as their rests."""
    celdas = _primer_segmento(hoja, fila.segmentos[0]) if fila.segmentos else _Celdas()
    for segmento in fila.segmentos[1:]:
        dichos = [" ".join(r.texto for r in c)
                  for c in (celdas.nombre, celdas.objetivo, celdas.convenio, celdas.lineas)]
        citas = partir_referencias(celdas.lineas)
        ultimo = citas[-1][0] if citas else None
        recita = " ".join(r.texto for r in citas[-1][2]) if citas else ""
        partes = continuar(segmento, dichos, [
            encaje_de_nombre(dichos[0]), encaje_de_prosa(dichos[1]),
            lambda texto: 1.0 if _CONVENIO.match(texto) else 0.0,
            encaje_de_recita(ultimo, recita, lineas)])
        celdas.nombre += partes[0]
        celdas.objetivo += partes[1]
        celdas.convenio += partes[2]
        celdas.lineas += partes[3]
    return celdas


def _primer_segmento(hoja: Hoja, renglones: Sequence[Renglon]) -> _Celdas:
    """Take the first segment apart: the agreement by its yes or no, the lines by their numbers, the rest before."""
    celdas = _Celdas()
    convenio = next((i for i, r in enumerate(renglones) if _CONVENIO.match(r.texto)), None)
    desde = convenio if convenio is not None else 0
    corte = next(((i, m.start()) for i, r in enumerate(renglones)
                  if i >= desde and (m := _NUMERO.search(r.texto)) and (m.start() == 0 or i == convenio)), None)
    fin = corte[0] if corte else len(renglones)
    previo = list(renglones[:convenio if convenio is not None else fin])
    if convenio is not None:
        celdas.convenio = list(renglones[convenio:fin])
    if corte:
        indice, columna = corte
        if columna:
            celdas.convenio.append(renglones[indice].hasta(columna))
        celdas.lineas = [renglones[indice].desde(columna), *renglones[indice + 1:]]
    celdas.nombre, celdas.objetivo, celdas.pegada = partir_nombre(previo, hoja.perfil, primera=False)
    return celdas


def citadas(hoja: Hoja, renglones: Sequence[Renglon]) -> tuple[LineaCitada, ...]:
    """Return the lines of the programme that a cell names."""
    return tuple(
        LineaCitada(n, pasaje_de(hoja.documento, todo), pasaje_de(hoja.documento, dicho) if dicho else None)
        for n, todo, dicho in partir_referencias(renglones))


def _alianza(hoja: Hoja, numero: str, celdas: _Celdas, conocidos: Sequence[str]) -> Alianza:
    def celda(renglones: list[Renglon]) -> Pasaje | None:
        return pasaje_de(hoja.documento, renglones) if renglones else None

    nombre = pasaje_de(hoja.documento, celdas.nombre)
    return Alianza(numero, nombre, partir_socios(hoja.documento, nombre, hoja.perfil, conocidos),
                   celda(celdas.objetivo), celda(celdas.convenio), citadas(hoja, celdas.lineas))


def _hallazgos(fila: Fila, celdas: _Celdas, todo: Pasaje) -> list[Hallazgo]:
    sobre = (f"alianza/{fila.numero}",)
    hallazgos = []
    if len(fila.segmentos) > 1:
        hallazgos.append(Hallazgo("fila-cortada-por-pagina",
                                  f"La fila de la alianza {fila.numero} está cortada por un salto de página.",
                                  f"The row of alliance {fila.numero} is cut by a page break.", todo.tramos, sobre))
    if celdas.pegada:
        hallazgos.append(Hallazgo("celda-pegada",
                                  f"En la alianza {fila.numero} el nombre y el objetivo están en el mismo renglón.",
                                  f"In alliance {fila.numero} name and objective stand on one line.",
                                  todo.tramos, sobre))
    return hallazgos
