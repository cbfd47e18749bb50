"""The fast road: pyshifty, wrapped until its report is pySHACL's.

Only what was compared with pySHACL is entrusted to it: shapes that use anything else, an exception, a panic or a
diagnostic raise `NoSirve`, and whoever called asks pySHACL.
"""

from __future__ import annotations

import re

from rdflib import Graph
from rdflib.term import BNode, URIRef

from grafo.almacen.ntriples import a_ntriples, de_ntriples, termino_en_ntriples
from grafo.validacion.conteo import focos_de_ntriples
from grafo.validacion.formas import Formas
from grafo.validacion.hallado import Hallado, hallados_en, violacion_de
from grafo.validacion.informe import Parcial
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

    def hallar(self, octetos: bytes) -> tuple[Hallado, ...]:
        """Return the results for some N-Triples, the vocabulary among them. Raises `NoSirve`."""
        try:
            resultado = self._motor.validate_w3c(
                octetos, None, "nt", "data", None, run_infer=False, minimum_severity="info", sort_results=False,
                on_unsupported="error", keep_inferred=False)
            avisos, informe = resultado.diagnostics, de_ntriples(resultado._report_ntriples.encode())
        except BaseException as causa:  # a panic of the engine is no Exception
            raise _no_sirve(causa) from causa
        _exigir_sin_avisos(avisos)
        return self._leidos(informe)

    def juzgar(self, octetos: bytes, hallados: tuple[Hallado, ...]) -> Parcial:
        """Return the report of some N-Triples whose results are known."""
        mirados = focos_de_ntriples(octetos, self.formas)
        resultados = tuple(violacion_de(h, self.formas, lambda f, n: termino_en_ntriples(n) in mirados[f])
                           for h in hallados)
        return Parcial(resultados, {f: len(nodos) for f, nodos in mirados.items()}, motor="pyshifty")

    def _leidos(self, informe: Graph) -> tuple[Hallado, ...]:
        hallados = tuple(hallados_en(informe))
        if any(isinstance(h.fuente, BNode) for h in hallados):
            raise NoSirve("un resultado no nombra su forma")
        if any(h.componente in _DE_PATRON and h.valor is not None and h.valor[1].endswith("\n") for h in hallados):
            raise NoSirve("un texto acaba en salto de línea, y cada motor entiende «$» a su manera")
        return hallados


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
