"""Does the graph keep to the shapes? pySHACL over a graph in memory is the verdict.

The ontology goes with the data, because subclasses must be known where the focus nodes are looked for. Never over a
store of the engine: its literals are normalised and its plain strings come back typed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

import rdflib
from rdflib import Graph
from rdflib.collection import Collection
from rdflib.term import BNode, Literal, Node, URIRef

from ontologia.errores import ErrorDeAlinea
from ontologia.espacios import AL, RDF, RDFS, SH
from ontologia.recursos import exigir_blancos, sin_orden

__all__ = ["InformeDeValidacion", "ResultadoDeForma", "Violacion", "validar"]

_MODO: dict[str, Any] = {"inference": "none", "advanced": False, "inplace": True}


@dataclass(frozen=True, slots=True)
class Violacion:
    """One result: what node, by which path, with which value, broke which constraint of which shape, how badly."""

    nodo: str
    ruta: str | None
    valor: str | None
    componente: str
    severidad: str
    mensaje: str
    forma: str


@dataclass(frozen=True, slots=True)
class ResultadoDeForma:
    """How many focus nodes a node shape looked at, how many results it gave, and whether it may look at none."""

    forma: str
    nodos: int
    resultados: int
    opcional: bool = False


@dataclass(frozen=True, slots=True)
class InformeDeValidacion:
    """The verdict: `conforma` unless some result is an `sh:Violation` or a shape that must look at nodes saw none.

    Warnings and infos are listed. A shape may look at none when it says so with `al:opcional`.
    """

    conforma: bool
    formas: tuple[ResultadoDeForma, ...]
    resultados: tuple[Violacion, ...]

    @property
    def sin_nodos(self) -> tuple[str, ...]:
        """The shapes that looked at no node and should have."""
        return tuple(forma.forma for forma in self.formas if not forma.nodos and not forma.opcional)

    def como_json(self) -> dict[str, object]:
        """Return the report with the keys of the machine-readable answer."""
        resultados = [asdict(resultado) for resultado in self.resultados]
        for resultado in resultados:
            del resultado["forma"]
        formas = [asdict(forma) for forma in self.formas]
        for forma in formas:
            del forma["opcional"]
        return {
            "conforma": self.conforma,
            "formas": formas,
            "sin_nodos": list(self.sin_nodos),
            "resultados": resultados,
        }


def validar(grafos: Iterable[Graph], formas: Graph) -> InformeDeValidacion:
    """Validate the union of the graphs (the vocabulary among them) against the shapes, SHACL core only.

    Raises `ErrorDeAlinea` when the engine cannot use the shapes, or one has no target.
    """
    from pyshacl import validate

    exigir_blancos(formas)
    datos = Graph()
    for grafo in grafos:
        datos += grafo
    with _interruptor_intacto():
        try:
            try:
                _, informe, texto = validate(datos, shacl_graph=formas, **_MODO)
            except TypeError:
                _, informe, texto = validate(datos, shacl_graph=sin_orden(formas), **_MODO)
        except Exception as causa:
            raise ErrorDeAlinea(f"Las formas no se pudieron aplicar: {causa}.", "Corrija la forma.") from causa
    if not isinstance(informe, Graph):
        raise ErrorDeAlinea(f"Las formas no se pudieron aplicar: {texto}.", "Corrija la forma.")
    nodos = sorted((f for f in formas.subjects(RDF.type, SH.NodeShape) if isinstance(f, URIRef)), key=str)
    focos = {forma: _focos(datos, formas, forma) for forma in nodos}
    resultados = tuple(sorted(_violaciones(informe, formas, focos), key=_orden))
    cuenta = Counter(resultado.forma for resultado in resultados)
    opcionales = {forma for forma in nodos if (forma, AL.opcional, Literal(True)) in formas}
    vistas = tuple(
        ResultadoDeForma(str(forma), len(vistos), cuenta[str(forma)], forma in opcionales)
        for forma, vistos in focos.items()
    )
    return InformeDeValidacion(
        conforma=not any(resultado.severidad == "Violation" for resultado in resultados)
        and all(forma.nodos or forma.opcional for forma in vistas),
        formas=vistas,
        resultados=resultados,
    )


@contextmanager
def _interruptor_intacto() -> Iterator[None]:
    """Leave rdflib's switch as it was: pySHACL turns it on, and later readings would turn "…Z" into "+00:00"."""
    antes = rdflib.NORMALIZE_LITERALS
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = antes


def _violaciones(informe: Graph, formas: Graph, focos: dict[URIRef, set[Node]]) -> Iterator[Violacion]:
    for resultado in informe.subjects(RDF.type, SH.ValidationResult):
        fuente = informe.value(resultado, SH.sourceShape) or BNode()
        ruta = formas.value(fuente, SH.path)
        valor = informe.value(resultado, SH.value)
        mensajes = sorted(informe.objects(resultado, SH.resultMessage), key=_espanol_primero)
        yield Violacion(
            nodo=str(informe.value(resultado, SH.focusNode)),
            ruta=None if ruta is None else _ruta(formas, ruta),
            valor=None if valor is None else str(valor),
            componente=_local(informe.value(resultado, SH.sourceConstraintComponent)),
            severidad=_local(informe.value(resultado, SH.resultSeverity)),
            mensaje=str(mensajes[0]) if mensajes else "",
            forma=_duena(formas, focos, fuente, informe.value(resultado, SH.focusNode)),
        )


def _duena(formas: Graph, focos: dict[URIRef, set[Node]], fuente: Node, nodo: Node | None) -> str:
    """Return the node shape that looked at a node: the source itself, or the one the source is a property of."""
    for forma, vistos in focos.items():
        if nodo in vistos and (forma == fuente or (forma, SH.property, fuente) in formas):
            return str(forma)
    return str(fuente)


def _focos(datos: Graph, formas: Graph, forma: Node) -> set[Node]:
    """Return the focus nodes of a shape, by its targets."""
    clases = set(formas.objects(forma, SH.targetClass))
    if (forma, RDF.type, RDFS.Class) in formas:
        clases.add(forma)
    focos: set[Node] = set(formas.objects(forma, SH.targetNode))
    for clase in clases:
        for subclase in datos.transitive_subjects(RDFS.subClassOf, clase):
            focos.update(datos.subjects(RDF.type, subclase))
    for propiedad in formas.objects(forma, SH.targetSubjectsOf):
        focos.update(datos.subjects(propiedad, None))
    for propiedad in formas.objects(forma, SH.targetObjectsOf):
        focos.update(datos.objects(None, propiedad))
    return focos


def _ruta(formas: Graph, ruta: Node) -> str:
    """Return a SHACL path as SPARQL writes it, IRIs without brackets."""
    if isinstance(ruta, URIRef):
        return str(ruta)
    if (ruta, RDF.first, None) in formas:
        return "/".join(_ruta(formas, paso) for paso in Collection(formas, ruta))
    for propiedad, antes, despues in (
        (SH.inversePath, "^", ""), (SH.zeroOrMorePath, "", "*"), (SH.oneOrMorePath, "", "+"),
        (SH.zeroOrOnePath, "", "?"),
    ):
        interna = formas.value(ruta, propiedad)
        if interna is not None:
            return f"{antes}{_ruta(formas, interna)}{despues}"
    alternativas = formas.value(ruta, SH.alternativePath)
    if alternativas is None:
        raise ErrorDeAlinea(f"No se entiende la ruta {ruta!r} de una forma.", "Use una ruta de SHACL.")
    return "|".join(_ruta(formas, paso) for paso in Collection(formas, alternativas))


def _espanol_primero(mensaje: Node) -> tuple[bool, str]:
    return getattr(mensaje, "language", None) != "es", str(mensaje)


def _local(iri: Node | None) -> str:
    return str(iri).rpartition("#")[2]


def _orden(resultado: Violacion) -> tuple[str, ...]:
    r = resultado
    return (r.severidad, r.forma, r.nodo, r.ruta or "", r.componente, r.valor or "")
