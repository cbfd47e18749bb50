"""The report as RDF: one EARL assertion for each line and criterion and for each shape, with the reviews (PROV-O)."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Graph, Literal
from rdflib.term import Node, URIRef

from api.papel.contenido import Informe
from grafo.asientos import LineaAuditada
from grafo.revisiones import tripletas_de
from grafo.validacion import ResultadoDeForma
from ontologia.espacios import AL, DCTERMS, EARL, NIVEL, PREFIJOS, PROV, RDF, RDFS, XSD
from ontologia.iris import Acunador

__all__ = ["a_turtle"]

_CRITERIOS = {
    "mandato": ("La línea tiene evidencia de mandato", "The line has evidence of a mandate"),
    "cobertura-profunda": ("Se sostiene toda la cadena, del objetivo institucional al artículo vigente",
                           "The whole chain stands, from the institutional objective to the article in force"),
}


def a_turtle(informe: Informe) -> str:
    """Return the report as Turtle."""
    grafo = Graph()
    for prefijo, espacio in {**PREFIJOS, "earl": str(EARL._NS)}.items():
        grafo.bind(prefijo, espacio)
    for tripleta in _tripletas(informe):
        grafo.add(tripleta)
    return grafo.serialize(format="turtle")


def _tripletas(informe: Informe) -> Iterator[tuple[Node, Node, Node]]:
    acunador, clave = Acunador(informe.base), informe.libro.programa
    programa = acunador.programa(clave)
    este = URIRef(f"{programa}/informe")
    yield este, RDF.type, PROV.Entity
    yield este, DCTERMS.isPartOf, programa
    yield este, PROV.wasDerivedFrom, acunador.documento(clave)
    yield este, PROV.wasAttributedTo, URIRef(f"{este}/alinea")
    yield acunador.documento(clave), AL.sha256, Literal(informe.sha256)
    yield acunador.documento(clave), RDFS.label, Literal(informe.documento)
    if informe.libro.fecha is not None:
        yield este, DCTERMS.date, Literal(informe.libro.fecha.isoformat(), datatype=XSD.date)
    yield URIRef(f"{este}/alinea"), RDF.type, EARL.Software
    yield URIRef(f"{este}/alinea"), DCTERMS.title, Literal("Alinea")
    yield URIRef(f"{este}/alinea"), DCTERMS.hasVersion, Literal(informe.version)
    for criterio, (es, en) in _CRITERIOS.items():
        iri = URIRef(f"{este}/criterio/{criterio}")
        yield iri, RDF.type, EARL.TestCriterion
        yield iri, DCTERMS.title, Literal(es, lang="es")
        yield iri, DCTERMS.title, Literal(en, lang="en")
    for linea in informe.libro.lineas:
        yield from _de_linea(este, linea)
    for forma in informe.validacion.formas:
        yield from _de_forma(este, programa, forma, informe)
    yield from tripletas_de((x.revision for x in informe.libro.revisiones), acunador)


def _de_linea(este: URIRef, linea: LineaAuditada) -> Iterator[tuple[Node, Node, Node]]:
    sujeto = URIRef(linea.iri)
    base = f"{este}/{'/'.join(linea.iri.split('/')[-2:])}"
    con_mandato = linea.nivel != "ninguna" or any(a.vigente for a in linea.agregados)
    justificado = linea.justificacion is not None
    yield from _asercion(este, f"{base}/mandato", sujeto, URIRef(f"{este}/criterio/mandato"),
                         EARL.passed if con_mandato else EARL.inapplicable if justificado else EARL.failed,
                         linea.justificacion.motivo if linea.justificacion and not con_mandato else linea.nivel)
    yield URIRef(f"{base}/mandato/resultado"), AL.nivel, NIVEL[linea.nivel]
    yield from _asercion(este, f"{base}/cobertura-profunda", sujeto, URIRef(f"{este}/criterio/cobertura-profunda"),
                         EARL.passed if linea.cobertura_profunda else EARL.failed, " ".join(linea.rupturas))


def _de_forma(este: URIRef, programa: URIRef, forma: ResultadoDeForma,
              informe: Informe) -> Iterator[tuple[Node, Node, Node]]:
    """Yield the assertion of a shape: failed if a violation came of it or it saw nothing and should have.

    A shape that may see nothing and saw nothing is untested.
    """
    faltas = forma.forma in informe.validacion.sin_nodos or any(
        r.forma == forma.forma and r.severidad == "Violation" for r in informe.validacion.resultados)
    desenlace = EARL.failed if faltas else EARL.passed if forma.nodos else EARL.untested
    nombre = forma.forma.rpartition("#")[2]
    yield from _asercion(este, f"{este}/forma/{nombre}", programa, URIRef(forma.forma), desenlace,
                         f"{forma.nodos} nodos, {forma.resultados} resultados")
    yield URIRef(forma.forma), RDF.type, EARL.TestCase


def _asercion(este: URIRef, iri: str, sujeto: URIRef, prueba: URIRef, desenlace: URIRef,
              dicho: str) -> Iterator[tuple[Node, Node, Node]]:
    asercion, resultado = URIRef(iri), URIRef(f"{iri}/resultado")
    yield asercion, RDF.type, EARL.Assertion
    yield asercion, EARL.assertedBy, URIRef(f"{este}/alinea")
    yield asercion, EARL.subject, sujeto
    yield asercion, EARL.test, prueba
    yield asercion, EARL.mode, EARL.automatic
    yield asercion, EARL.result, resultado
    yield resultado, RDF.type, EARL.TestResult
    yield resultado, EARL.outcome, desenlace
    if dicho:
        yield resultado, EARL.info, Literal(dicho)
