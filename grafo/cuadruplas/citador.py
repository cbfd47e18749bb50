"""Describes quotes: where the words stand in a document, and the words."""

from __future__ import annotations

from collections.abc import Callable

from rdflib.term import Literal, Node, URIRef

from grafo.cuadruplas.acopio import Destino
from grafo.documento import Documento
from grafo.modelo import Tramo
from ontologia.espacios import AL, FOAF, OA, RDF, RDFS, XSD
from ontologia.iris import Acunador

__all__ = ["Citador", "entero"]

CONTEXTO = 32
"""Characters of the document kept on each side of a quote."""


class Citador:
    """Adds the quotes of one document to a graph; each is described once, however often it is asked for.

    `fuente` is the document's IRI, `acunar` mints a quote's from its character offsets.
    """

    def __init__(
        self, documento: Documento, fuente: URIRef, acunar: Callable[[int, int], URIRef], acunador: Acunador,
        grafo: Destino,
    ) -> None:
        self._documento = documento
        self._fuente = fuente
        self._acunar = acunar
        self._acunador = acunador
        self._grafo = grafo
        self._citados: set[tuple[int, int]] = set()

    def describir_documento(self) -> None:
        """Add the document: its file name, fingerprint, length and whole text."""
        for clase in (AL.Documento, FOAF.Document):
            self._grafo.add((self._fuente, RDF.type, clase))
        self._grafo.add((self._fuente, RDFS.label, Literal(self._documento.nombre, lang="es")))
        self._grafo.add((self._fuente, AL.sha256, Literal(self._documento.sha256)))
        self._grafo.add((self._fuente, AL.caracteres, entero(len(self._documento.texto))))
        self._grafo.add((self._fuente, AL.contenido, Literal(self._documento.texto)))

    def cita(self, tramo: Tramo) -> URIRef:
        """Describe the quote at a stretch, unless it is described already, and return its IRI."""
        lugar = (tramo.inicio, tramo.fin)
        cita = self._acunar(*lugar)
        if lugar not in self._citados:
            self._citados.add(lugar)
            for terna in self._ternas(cita, tramo):
                self._grafo.add(terna)
        return cita

    def _ternas(self, cita: URIRef, tramo: Tramo) -> list[tuple[Node, URIRef, Node]]:
        texto = self._documento.texto
        literal = self._acunador.selector_de(cita, "texto")
        posicion = self._acunador.selector_de(cita, "posicion")
        return [
            (cita, RDF.type, AL.Cita),
            (cita, RDF.type, OA.SpecificResource),
            (cita, OA.hasSource, self._fuente),
            (cita, OA.hasSelector, literal),
            (cita, OA.hasSelector, posicion),
            (cita, AL.lineaInicio, entero(tramo.linea_inicio)),
            (cita, AL.lineaFin, entero(tramo.linea_fin)),
            (cita, AL.pagina, entero(tramo.pagina)),
            (literal, RDF.type, OA.TextQuoteSelector),
            (literal, OA.exact, Literal(texto[tramo.inicio:tramo.fin])),
            (literal, OA.prefix, Literal(texto[max(0, tramo.inicio - CONTEXTO):tramo.inicio])),
            (literal, OA.suffix, Literal(texto[tramo.fin:tramo.fin + CONTEXTO])),
            (posicion, RDF.type, OA.TextPositionSelector),
            (posicion, OA.start, entero(tramo.inicio)),
            (posicion, OA.end, entero(tramo.fin)),
        ]


def entero(valor: int) -> Literal:
    """Return an xsd:integer."""
    return Literal(str(valor), datatype=XSD.integer)
