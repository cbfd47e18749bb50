"""Writes the statements that every item shares: type, programme, label, quotes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from rdflib.term import Literal, Node, URIRef

from grafo.cuadruplas.acopio import Destino
from grafo.cuadruplas.citador import Citador, entero
from grafo.documento import Documento
from grafo.modelo import Pasaje, Programa, Tramo
from ontologia.espacios import DCTERMS, PROV, RDF, RDFS, SKOS, XSD
from ontologia.iris import Acunador

__all__ = ["Escritor", "anio", "entero"]


class Escritor:
    """Adds items to a programme's graph; each quote is described once, however many items rest on it."""

    def __init__(self, programa: Programa, documento: Documento, acunador: Acunador, grafo: Destino) -> None:
        self.programa = programa
        self.clave = programa.clave
        self.acunador = acunador
        self.grafo = grafo
        self._etiquetas: dict[URIRef, str] = {}
        self._programa = acunador.programa(programa.clave)
        self._citador = Citador(documento, acunador.documento(programa.clave), partial(acunador.cita, programa.clave),
                                acunador, grafo)

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
        """Add an item with its types, its Spanish label and the quotes it rests on, and return its IRI.

        An item that the document names in two ways has the first as its label, the other beside it.
        """
        for clase in clases:
            self.pon(iri, RDF.type, clase)
        if iri != self._programa:
            self.pon(iri, DCTERMS.isPartOf, self._programa)
        if etiqueta is not None and self._etiquetas.setdefault(iri, etiqueta) == etiqueta:
            self.pon(iri, RDFS.label, Literal(etiqueta, lang="es"))
        elif etiqueta is not None:
            self.pon(iri, SKOS.altLabel, Literal(etiqueta, lang="es"))
        for pasaje in pasajes:
            for tramo in pasaje.tramos if pasaje else ():
                self.pon(iri, PROV.wasQuotedFrom, self.cita(tramo))
        return iri

    def describir_documento(self) -> None:
        """Describe the document of the programme."""
        self._citador.describir_documento()

    def cita(self, tramo: Tramo) -> URIRef:
        """Describe the quote at a stretch, unless it is described already, and return its IRI."""
        return self._citador.cita(tramo)


def anio(valor: int | None) -> Literal | None:
    """Return an xsd:gYear, or None."""
    return None if valor is None else Literal(f"{valor:04d}", datatype=XSD.gYear)
