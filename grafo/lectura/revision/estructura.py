"""The tree: objectives and strategies that hold nothing, lines with one text, units outside the alignment table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from grafo.lectura.citas import simple
from grafo.lectura.renglones import Hoja
from grafo.modelo import Hallazgo, LineaDeAccion, Pasaje, Programa

__all__ = ["lineas_iguales", "ramas_vacias", "responsables_fuera_de_la_tabla"]


def ramas_vacias(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Objectives without strategies and strategies without lines (a line may hang from its objective directly)."""
    padres = {e.objetivo for e in programa.estrategias} | {x.estrategia for x in programa.lineas_accion}
    for objetivo in programa.objetivos_especificos:
        if objetivo.numero not in padres:
            yield Hallazgo("objetivo-sin-estrategias", f"El objetivo {objetivo.numero} no tiene estrategias ni líneas.",
                           f"Objective {objetivo.numero} has neither strategies nor lines.",
                           objetivo.texto.tramos, (f"objetivo/{objetivo.numero}",))
    for estrategia in programa.estrategias:
        if estrategia.numero not in padres:
            yield Hallazgo("estrategia-sin-lineas", f"La estrategia {estrategia.numero} no tiene líneas de acción.",
                           f"Strategy {estrategia.numero} has no action lines.",
                           estrategia.texto.tramos, (f"estrategia/{estrategia.numero}",))


def lineas_iguales(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Lines with different numbers and the same words."""
    grupos: dict[str, list[LineaDeAccion]] = defaultdict(list)
    for linea in programa.lineas_accion:
        grupos[simple(linea.texto.texto)].append(linea)
    for lineas in grupos.values():
        numeros = list(dict.fromkeys(x.numero for x in lineas))
        if len(numeros) > 1:
            yield Hallazgo("lineas-con-el-mismo-texto", f"Las líneas {', '.join(numeros)} dicen lo mismo.",
                           f"Lines {', '.join(numeros)} say the same.",
                           tuple(t for x in lineas for t in x.texto.tramos), tuple(f"linea/{n}" for n in numeros))


def responsables_fuera_de_la_tabla(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Directorates that answer for lines of an objective in which, by the alignment table, they take no part.

    An acronym that the glossary does not define says nothing: whose it is is not known.
    """
    glosario = {s.sigla: simple(s.definicion.texto) for s in programa.siglas}
    tabla: dict[str, set[str]] = defaultdict(set)
    for fila in programa.alineacion:
        tabla[fila.objetivo] |= {simple(glosario.get(u.texto, u.texto)) for u in fila.direcciones}
    de_estrategia = {e.numero: e.objetivo for e in programa.estrategias}
    fuera: dict[tuple[str, str], list[tuple[LineaDeAccion, Pasaje]]] = defaultdict(list)
    for linea in programa.lineas_accion:
        objetivo = de_estrategia.get(linea.estrategia, linea.estrategia)
        unidad = linea.direccion
        if unidad is None or not tabla[objetivo] or (unidad.texto.isupper() and unidad.texto not in glosario):
            continue
        if simple(glosario.get(unidad.texto, unidad.texto)) not in tabla[objetivo]:
            fuera[unidad.texto, objetivo].append((linea, unidad))
    for (nombre, objetivo), casos in fuera.items():
        numeros = ", ".join(linea.numero for linea, _ in casos)
        yield Hallazgo(
            "responsable-fuera-de-la-tabla",
            f"«{nombre}» responde por líneas del objetivo {objetivo} ({numeros}) y la tabla de alineación no la pone "
            "entre las que participan en él.",
            f"“{nombre}” answers for lines of objective {objetivo} ({numeros}) and the alignment table does not list "
            "it among those that take part in it.",
            tuple(t for _, lugar in casos for t in lugar.tramos),
            tuple(f"linea/{linea.numero}" for linea, _ in casos))
