"""One result as an engine reports it, in terms; and how it becomes a line of our report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rdflib import Graph
from rdflib.term import BNode, Literal, Node

from grafo.validacion.formas import Formas
from grafo.validacion.informe import Violacion
from ontologia.espacios import RDF, SH, XSD

__all__ = ["Hallado", "hallados_en", "violacion_de"]


@dataclass(frozen=True, slots=True)
class Hallado:
    """Focus node, value, constraint component, severity, every message, source shape (SHACL 3.6.2)."""

    foco: Node
    valor: tuple[str, ...] | None
    componente: str
    severidad: str
    mensajes: tuple[tuple[str, str], ...]
    fuente: Node


def hallados_en(informe: Graph) -> Iterator[Hallado]:
    """Yield the results of a report graph."""
    for r in informe.subjects(RDF.type, SH.ValidationResult):
        valor = informe.value(r, SH.value)
        mensajes = sorted((str(getattr(m, "language", None) or ""), str(m))
                          for m in informe.objects(r, SH.resultMessage))
        yield Hallado(
            foco=informe.value(r, SH.focusNode) or BNode(),
            valor=None if valor is None else _escrito(valor),
            componente=_local(informe.value(r, SH.sourceConstraintComponent)),
            severidad=_local(informe.value(r, SH.resultSeverity)),
            mensajes=tuple(mensajes),
            fuente=informe.value(r, SH.sourceShape) or BNode(),
        )


def violacion_de(hallado: Hallado, formas: Formas, mira: Callable[[str, Node], bool]) -> Violacion:
    """Return the line of the report; `mira` tells whether a node shape looks at a node.

    The path is the source shape's own: engines report complex ones each in their way.
    """
    duenas = (d for d in formas.duenas(hallado.fuente) if mira(d, hallado.foco))
    mensajes = sorted(hallado.mensajes, key=lambda m: (m[0] != "es", m[1]))
    return Violacion(
        nodo=str(hallado.foco),
        ruta=formas.ruta_de(hallado.fuente),
        valor=None if hallado.valor is None else hallado.valor[1],
        componente=hallado.componente,
        severidad=hallado.severidad,
        mensaje=mensajes[0][1] if mensajes else "",
        forma=next(duenas, str(hallado.fuente)),
        fuente=str(hallado.fuente),
    )


def _escrito(valor: Node) -> tuple[str, ...]:
    """Return kind, words, language and type of a value: what is compared between engines."""
    if isinstance(valor, Literal):
        tipo = "" if valor.datatype in (None, XSD.string) else str(valor.datatype)
        return "Literal", str(valor), (valor.language or "").lower(), tipo
    return type(valor).__name__, str(valor)


def _local(iri: Node | None) -> str:
    return str(iri).rpartition("#")[2]
