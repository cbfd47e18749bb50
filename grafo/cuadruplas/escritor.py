"""Writes the statements that every item shares: type, programme, label, quotes."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Graph
from rdflib.term import Literal, Node, URIRef

from grafo.documento import Documento
from grafo.modelo import Pasaje, Programa, Tramo
from ontologia.espacios import AL, DCTERMS, OA, PROV, RDF, RDFS, XSD
from ontologia.iris import Acunador

__all__ = ["Escritor", "anio", "entero"]

CONTEXTO = 32
"""Characters of the document kept on each side of a quote."""


class Escritor:
    """Adds items to a programme's graph; each quote is described once, however many items rest on it."""

    def __init__(self, programa: Programa, documento: Documento, acunador: Acunador, grafo: Graph) -> None:
        self.programa = programa
        self.clave = programa.clave
        self.acunador = acunador
        self.grafo = grafo
        self._documento = documento
        self._programa = acunador.programa(programa.clave)
        self._citados: set[tuple[int, int]] = set()

    def iri(self, clase: str, numero: str) -> URIRef:
        """Return the IRI of a numbered item of the programme."""
        return self.acunador.elemento(self.clave, clase, numero)

    def pon(self, sujeto: URIRef, predicado: URIRef, valor: Node | str | None) -> None:
        """Add one statement; a plain string becomes a literal, None adds nothing."""
        if valor is not None:
            self.grafo.add((sujeto, predicado, valor if isinstance(valor, Node) else Literal(valor)))

    def elemento(
        self, iri: URIRef, clases: Iterable[URIRef], etiqueta: str | None, pasajes: Iterable[Pasaje | None]
    ) -> URIRef:
        """Add an item with its types, its Spanish label and the quotes it rests on, and return its IRI."""
        for clase in clases:
            self.pon(iri, RDF.type, clase)
        self.pon(iri, DCTERMS.isPartOf, self._programa)
        if etiqueta is not None:
            self.pon(iri, RDFS.label, Literal(etiqueta, lang="es"))
        for pasaje in pasajes:
            for tramo in pasaje.tramos if pasaje else ():
                self.pon(iri, PROV.wasQuotedFrom, self.cita(tramo))
        return iri

    def cita(self, tramo: Tramo) -> URIRef:
        """Describe the quote at a stretch, unless it is described already, and return its IRI."""
        lugar = (tramo.inicio, tramo.fin)
        cita = self.acunador.cita(self.clave, *lugar)
        if lugar not in self._citados:
            self._citados.add(lugar)
            self._describir(cita, tramo)
        return cita

    def _describir(self, cita: URIRef, tramo: Tramo) -> None:
        texto = self._documento.texto
        literal = self.acunador.selector(self.clave, tramo.inicio, tramo.fin, "texto")
        posicion = self.acunador.selector(self.clave, tramo.inicio, tramo.fin, "posicion")
        for clase in (AL.Cita, OA.SpecificResource):
            self.pon(cita, RDF.type, clase)
        self.pon(cita, OA.hasSource, self.acunador.documento(self.clave))
        self.pon(cita, OA.hasSelector, literal)
        self.pon(cita, OA.hasSelector, posicion)
        self.pon(cita, AL.lineaInicio, entero(tramo.linea_inicio))
        self.pon(cita, AL.lineaFin, entero(tramo.linea_fin))
        self.pon(cita, AL.pagina, entero(tramo.pagina))
        self.pon(literal, RDF.type, OA.TextQuoteSelector)
        self.pon(literal, OA.exact, texto[tramo.inicio:tramo.fin])
        self.pon(literal, OA.prefix, texto[max(0, tramo.inicio - CONTEXTO):tramo.inicio])
        self.pon(literal, OA.suffix, texto[tramo.fin:tramo.fin + CONTEXTO])
        self.pon(posicion, RDF.type, OA.TextPositionSelector)
        self.pon(posicion, OA.start, entero(tramo.inicio))
        self.pon(posicion, OA.end, entero(tramo.fin))


def entero(valor: int) -> Literal:
    """Return an xsd:integer."""
    return Literal(str(valor), datatype=XSD.integer)


def anio(valor: int | None) -> Literal | None:
    """Return an xsd:gYear, or None."""
    return None if valor is None else Literal(f"{valor:04d}", datatype=XSD.gYear)
