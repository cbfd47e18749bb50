"""The fast road: pyshifty, wrapped until its report is pySHACL's.

It is asked twice: which nodes fail, over everything and without a report, which takes it a third of the time; and then
for the report of those nodes alone, over what the shapes can see from them. Both must name the same nodes.

Only what was compared with pySHACL is entrusted to it: shapes that use anything else, an exception, a panic or a
diagnostic raise `NoSirve`, and whoever called asks pySHACL.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from typing import Any

from rdflib import Graph
from rdflib.term import BNode, URIRef

from grafo.almacen.ntriples import a_ntriples, de_ntriples, renglones, termino_en_ntriples
from grafo.validacion.formas import Formas
from grafo.validacion.hallado import Hallado, hallados_en, violacion_de
from grafo.validacion.informe import Parcial
from grafo.validacion.vecindad import Renglones, vecindad
from ontologia.espacios import RDF, SH, XSD

__all__ = ["VERSION", "NoSirve", "Rapida"]

VERSION = "0.5.1"
"""The only version that was compared."""

_CONTRASTADO = frozenset(SH[n] for n in (
    "NodeShape", "PropertyShape", "path", "property", "severity", "message", "name", "description", "order", "group",
    "targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf", "inversePath", "alternativePath",
    "class", "datatype", "nodeKind", "minCount", "maxCount", "minLength", "maxLength", "pattern", "languageIn",
    "uniqueLang", "in", "hasValue", "or", "equals", "lessThan", "lessThanOrEquals", "minInclusive", "maxInclusive",
    "minExclusive", "maxExclusive", "qualifiedValueShape", "qualifiedMinCount", "resultSeverity"))
_TIPOS = frozenset((*(XSD[n] for n in ("string", "boolean", "date", "dateTime", "decimal", "gYear", "integer")),
                    RDF.langString))
_PATRON_AJENO = re.compile(r"\(\?|\\[^tnr\\./^$|?*+()\[\]{}-]")
_DE_PATRON = ("PatternConstraintComponent", "OrConstraintComponent")


_DE_MEDIDA = tuple(f"{m}{e}ConstraintComponent" for m in ("Min", "Max") for e in ("Inclusive", "Exclusive"))


class NoSirve(Exception):
    """The fast engine cannot give this verdict; the text says why."""


class Rapida:
    """The shapes, prepared once for many graphs. Raises `NoSirve`."""

    def __init__(self, formas: Formas) -> None:
        motivo = _motivo_de_rechazo(formas)
        if motivo:
            raise NoSirve(motivo)
        try:
            import shifty
            from shifty._shifty import PreparedValidator
        except ImportError as causa:
            raise NoSirve("pyshifty no está instalado (pip install 'alinea[rapida]')") from causa
        if shifty.__version__ != VERSION:
            raise NoSirve(f"pyshifty {shifty.__version__} no es la versión contrastada, {VERSION}")
        self.formas = formas
        try:
            self._motor = PreparedValidator(a_ntriples(formas.grafo), None, "nt", None)
        except BaseException as causa:
            raise _no_sirve(causa) from causa
        _exigir_sin_avisos(self._motor.diagnostics)

    def hallar(self, octetos: bytes, leidos: Renglones | None = None) -> tuple[Hallado, ...]:
        """Return the results for some N-Triples, the vocabulary among them. Raises `NoSirve`.

        Who has taken the lines apart gives them as `leidos`.
        """
        juicio = self._preguntar(self._motor.validate_algebra, octetos)
        fallan = {v.focus_node.encode() for v in juicio.violations}
        if juicio.conforms and not fallan:
            return ()
        cerca = vecindad(tuple(renglones(octetos)) if leidos is None else leidos, self.formas, fallan)
        informe = self._preguntar(self._motor.validate_w3c, cerca)._report_ntriples.encode()
        hallados = self._leidos(de_ntriples(_de_esos(informe, fallan)))
        if {termino_en_ntriples(h.foco) for h in hallados} != fallan:
            raise NoSirve("pyshifty no dice lo mismo de un nodo entre todos que con los que tiene cerca")
        return hallados

    def juzgar(self, hallados: tuple[Hallado, ...], mirados: Mapping[str, Set[bytes]]) -> Parcial:
        """Return the report of results, given the focus nodes of each node shape."""
        resultados = tuple(violacion_de(h, self.formas, lambda f, n: termino_en_ntriples(n) in mirados[f])
                           for h in hallados)
        return Parcial(resultados, {f: len(nodos) for f, nodos in mirados.items()}, motor="pyshifty")

    def _preguntar(self, que: Callable[..., Any], octetos: bytes) -> Any:
        try:
            juicio = que(octetos, None, "nt", "data", None, run_infer=False, minimum_severity="info",
                         sort_results=False, on_unsupported="error", keep_inferred=False)
        except BaseException as causa:  # a panic of the engine is no Exception
            raise _no_sirve(causa) from causa
        _exigir_sin_avisos(juicio.diagnostics)
        return juicio

    def _leidos(self, informe: Graph) -> tuple[Hallado, ...]:
        hallados = tuple(hallados_en(informe))
        if any(isinstance(h.fuente, BNode) for h in hallados):
            raise NoSirve("un resultado no nombra su forma")
        if any(h.componente in _DE_PATRON and h.valor is not None and h.valor[1].endswith("\n") for h in hallados):
            raise NoSirve("un texto acaba en salto de línea, y cada motor entiende «$» a su manera")
        if any(h.componente in _DE_MEDIDA and _de_otro_tipo(h.valor) for h in hallados):
            raise NoSirve("se mide un literal de un tipo que no es de XSD, y cada motor lo hace a su manera")
        return hallados


def _de_otro_tipo(valor: tuple[str, ...] | None) -> bool:
    """Tell whether a value is a literal whose datatype XSD does not define."""
    return valor is not None and bool(valor[3]) and not valor[3].startswith(str(XSD))


def _de_esos(informe: bytes, focos: Set[bytes]) -> bytes:
    """Return the results of a report that are about some nodes."""
    leidos, foco = tuple(renglones(informe)), termino_en_ntriples(SH.focusNode)
    resultados = {s for s, p, o in leidos if p == foco and o in focos}
    return b"".join(b"%b %b %b .\n" % r for r in leidos if r[0] in resultados)


def _motivo_de_rechazo(formas: Formas) -> str | None:
    """Return why the shapes are not entrusted to the engine, or None."""
    usados = {t for tripleta in formas.grafo for t in tripleta if isinstance(t, URIRef) and t.startswith(str(SH._NS))}
    constantes = {SH.IRI, SH.Literal, SH.BlankNode, SH.BlankNodeOrIRI, SH.IRIOrLiteral, SH.BlankNodeOrLiteral,
                  SH.Violation, SH.Warning, SH.Info}
    ajenos = sorted(usados - _CONTRASTADO - constantes)
    if ajenos:
        return f"las formas usan {ajenos[0]}, que no se ha contrastado"
    con_nombre = {*formas.de_nodo, *formas.grafo.objects(None, SH.property)}
    mudas = sorted(str(f) for f in con_nombre if (f, SH.message, None) not in formas.grafo)
    if mudas:
        return f"la forma {mudas[0]} no tiene mensaje, y cada motor pone el suyo"
    if any(isinstance(f, BNode) for f in con_nombre):
        return "una forma de propiedad no tiene IRI"
    if any(isinstance(f, BNode) for f in formas.grafo.subjects(SH.pattern)):
        return "un patrón está en una forma sin IRI"
    tipos = sorted(str(t) for t in formas.grafo.objects(None, SH.datatype) if t not in _TIPOS)
    if tipos:
        return f"las formas piden el tipo {tipos[0]}, que no se ha contrastado"
    patrones = sorted(str(p) for p in formas.grafo.objects(None, SH.pattern) if _PATRON_AJENO.search(str(p)))
    return f"el patrón {patrones[0]} se lee de otra manera en cada motor" if patrones else None


def _exigir_sin_avisos(avisos: list[str]) -> None:
    if avisos:
        raise NoSirve(f"pyshifty avisa: {avisos[0][:200]}")


def _no_sirve(causa: BaseException) -> NoSirve:
    if isinstance(causa, (KeyboardInterrupt, SystemExit, GeneratorExit)):
        raise causa
    return NoSirve(f"pyshifty falló: {str(causa)[:200]}")
