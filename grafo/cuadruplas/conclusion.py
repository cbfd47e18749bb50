"""What rules concluded, as triples of a graph of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from rdflib.term import Literal, URIRef

from grafo.cuadruplas.acopio import Acopio, Destino
from grafo.cuadruplas.escritor import Escritor
from grafo.derivado import Alineamiento, Conclusion
from grafo.evidencia import norma_citada
from grafo.modelo import Hallazgo, Programa, Tramo
from ontologia.espacios import AL, DCTERMS, HALLAZGO, NIVEL, RDF, RDFS, REGLA, SH, SKOS, TEMA
from ontologia.recursos import TipoDeHallazgo

__all__ = ["escribir_derivado"]


def escribir_derivado(
    programa: Programa,
    alineamientos: Iterable[Alineamiento],
    conclusiones: Iterable[Conclusion],
    tipos: Mapping[str, TipoDeHallazgo],
    escritor: Escritor,
) -> Acopio:
    """Return the graph of conclusions. The quotes they rest on are the document's words: `escritor` describes them."""
    grafo = Acopio()
    for alineamiento in alineamientos:
        _alineamiento(grafo, escritor, alineamiento)
    _puentes(grafo, escritor, programa)
    _temas(grafo, escritor, programa)
    cuenta: Counter[str] = Counter()
    for hallazgo in programa.hallazgos:
        cuenta[hallazgo.tipo] += 1
        iri = escritor.iri("hallazgo", f"{hallazgo.tipo}-{cuenta[hallazgo.tipo]}")
        _hallazgo(grafo, escritor, iri, hallazgo, SH[tipos[hallazgo.tipo].severidad])
    for numero, conclusion in enumerate(conclusiones, start=1):
        _conclusion(grafo, escritor, str(numero), conclusion)
    return grafo


def _alineamiento(grafo: Destino, escritor: Escritor, alineamiento: Alineamiento) -> None:
    a = alineamiento
    iri = escritor.acunador.alineacion(escritor.clave, a.linea, a.tema, a.norma, a.articulo, a.nivel)
    linea = escritor.iri("linea", a.linea)
    articulo = escritor.acunador.articulo(a.norma, a.articulo)
    for predicado, valor in (
        (RDF.type, AL.Alineacion), (AL.deLinea, linea), (AL.conArticulo, articulo), (AL.sobreTema, TEMA[a.tema]),
        (AL.nivel, NIVEL[a.nivel]), (AL.grano, Literal(a.grano)), (AL.estado, Literal("concluida")),
        (AL.regla, REGLA[a.regla]), (DCTERMS.isPartOf, escritor.acunador.programa(escritor.clave)),
    ):
        grafo.add((iri, predicado, valor))
    grafo.add((linea, AL.atiende, articulo))
    _citar(grafo, escritor, iri, AL.evidencia, a.evidencia)
    _citar(grafo, escritor, iri, AL.puente, a.puentes)


def _temas(grafo: Destino, escritor: Escritor, programa: Programa) -> None:
    """Describe the topics that the document itself sets as concepts of the open scheme of topics."""
    for tema in programa.temas:
        iri = TEMA[tema.clave]
        grafo.add((iri, RDF.type, SKOS.Concept))
        grafo.add((iri, SKOS.inScheme, URIRef(str(TEMA).rstrip("#"))))
        grafo.add((iri, SKOS.notation, Literal(tema.clave)))
        grafo.add((iri, SKOS.prefLabel, Literal(tema.pasaje.texto.strip(" .:").lower(), lang="es")))
        grafo.add((iri, AL.regla, REGLA["puente-de-tema"]))
        _citar(grafo, escritor, iri, AL.evidencia, tema.pasaje.tramos)


def _puentes(grafo: Destino, escritor: Escritor, programa: Programa) -> None:
    for posicion, puente in enumerate(programa.puentes, start=1):
        iri = escritor.iri("puente", str(posicion))
        referencia = puente.referencia
        grafo.add((iri, RDF.type, AL.Puente))
        grafo.add((iri, DCTERMS.isPartOf, escritor.acunador.programa(escritor.clave)))
        grafo.add((iri, AL.numero, Literal(str(posicion))))
        grafo.add((iri, AL.grano, Literal("articulo" if len(referencia.articulos) == 1 else "bloque")))
        grafo.add((iri, AL.regla, REGLA["puente-de-tema" if puente.temas else "puente-general"]))
        _citar(grafo, escritor, iri, AL.evidencia, puente.pasaje.tramos)
        for tema in puente.temas:
            grafo.add((iri, AL.sobreTema, TEMA[tema]))
        if referencia in programa.referencias:
            numero = str(programa.referencias.index(referencia) + 1)
            grafo.add((iri, AL.refiereA, escritor.iri("referencia", numero)))
        for articulo in referencia.articulos:
            norma = norma_citada(programa, referencia)
            grafo.add((iri, AL.conArticulo, escritor.acunador.articulo(norma, articulo)))


def _hallazgo(grafo: Destino, escritor: Escritor, iri: URIRef, hallazgo: Hallazgo, severidad: URIRef) -> None:
    grafo.add((iri, RDF.type, AL.Hallazgo))
    grafo.add((iri, DCTERMS.isPartOf, escritor.acunador.programa(escritor.clave)))
    grafo.add((iri, AL.tipo, HALLAZGO[hallazgo.tipo]))
    grafo.add((iri, SH.resultSeverity, severidad))
    grafo.add((iri, RDFS.comment, Literal(hallazgo.mensaje, lang="es")))
    grafo.add((iri, RDFS.comment, Literal(hallazgo.message, lang="en")))
    for sobre in hallazgo.sobre:
        clase, _, numero = sobre.partition("/")
        grafo.add((iri, AL.sobre, escritor.iri(clase, numero)))
    _citar(grafo, escritor, iri, AL.evidencia, hallazgo.tramos)


def _conclusion(grafo: Destino, escritor: Escritor, numero: str, conclusion: Conclusion) -> None:
    """Write a concluded triple, and beside it the rule and the quotes that explain it."""
    c = conclusion
    iri = escritor.iri("conclusion", numero)
    grafo.add((c.sujeto, c.predicado, c.objeto))
    for predicado, valor in (
        (RDF.type, AL.Conclusion), (RDF.subject, c.sujeto), (RDF.predicate, c.predicado), (RDF.object, c.objeto),
        (AL.regla, REGLA[c.regla]), (DCTERMS.isPartOf, escritor.acunador.programa(escritor.clave)),
    ):
        grafo.add((iri, predicado, valor))
    _citar(grafo, escritor, iri, AL.evidencia, c.tramos)


def _citar(grafo: Destino, escritor: Escritor, iri: URIRef, predicado: URIRef, tramos: Iterable[Tramo]) -> None:
    for tramo in tramos:
        grafo.add((iri, predicado, escritor.cita(tramo)))
