"""pySHACL over a graph in memory: the verdict.

The ontology goes with the data, because subclasses must be known where the focus nodes are looked for. Never over a
store of the engine: its literals are normalised and its plain strings come back typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import rdflib
from rdflib import Graph

from grafo.validacion.conteo import focos
from grafo.validacion.formas import Formas
from grafo.validacion.hallado import Hallado, hallados_en, violacion_de
from grafo.validacion.informe import Parcial
from ontologia.errores import ErrorDeAlinea
from ontologia.recursos import sin_orden

__all__ = ["Dictamen", "dictaminar", "juzgar_grafo", "redactar"]

_MODO: dict[str, Any] = {"inference": "none", "advanced": False, "inplace": True}


@dataclass(frozen=True, slots=True)
class Dictamen:
    """The results of pySHACL; `sin_comparar` when it could only judge without comparing dates and positions."""

    hallados: tuple[Hallado, ...]
    sin_comparar: bool = False


def dictaminar(datos: Graph, formas: Graph) -> Dictamen:
    """Validate a graph, the vocabulary among it. Raises `ErrorDeAlinea` when the engine cannot use the shapes."""
    from pyshacl import validate
    from pyshacl.errors import ReportableRuntimeError

    sin_comparar = False
    with _interruptor_intacto():
        try:
            try:
                _, informe, texto = validate(datos, shacl_graph=formas, **_MODO)
            except (TypeError, ReportableRuntimeError):  # ill-formed literals, or blank nodes, are compared
                sin_comparar = True
                _, informe, texto = validate(datos, shacl_graph=sin_orden(formas), **_MODO)
        except Exception as causa:
            raise ErrorDeAlinea(f"Las formas no se pudieron aplicar: {causa}.", "Corrija la forma.") from causa
        if not isinstance(informe, Graph):
            raise ErrorDeAlinea(f"Las formas no se pudieron aplicar: {texto}.", "Corrija la forma.")
        return Dictamen(tuple(hallados_en(informe)), sin_comparar)


def juzgar_grafo(datos: Graph, formas: Formas, aviso: str | None = None) -> Parcial:
    """Return the verdict on a graph, and how many nodes each shape looked at. Raises as `dictaminar` does."""
    return redactar(dictaminar(datos, formas.grafo), datos, formas, aviso)


def redactar(dictamen: Dictamen, datos: Graph, formas: Formas, aviso: str | None = None) -> Parcial:
    """Return what pySHACL said of a graph as a part of a report."""
    mirados = focos(datos, formas, lambda termino: termino)
    resultados = tuple(violacion_de(h, formas, lambda forma, nodo: nodo in mirados[forma]) for h in dictamen.hallados)
    return Parcial(resultados, {forma: len(nodos) for forma, nodos in mirados.items()}, aviso=aviso)


@contextmanager
def _interruptor_intacto() -> Iterator[None]:
    """Leave rdflib's switch as it was: pySHACL turns it on, and later readings would turn "…Z" into "+00:00"."""
    antes = rdflib.NORMALIZE_LITERALS
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = antes
