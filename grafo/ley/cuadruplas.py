"""A law's text as triples of a named graph of its own, attached to the articles that the graph of norms knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from rdflib import Graph
from rdflib.term import Literal, Node, URIRef

from grafo.cuadruplas.citador import Citador
from grafo.ley.modelo import Division, Ley, Transitorio
from grafo.modelo import Pasaje
from ontologia.espacios import AL, DCTERMS, ELI, PROV, RDF, RDFS, XSD
from ontologia.iris import Acunador
from ontologia.recursos import cargar_normas

__all__ = ["grafos_de_ley"]

_NOMBRES = {"libro": "libro", "parte": "parte", "titulo": "título", "capitulo": "capítulo", "seccion": "sección",
            "subseccion": "subsección"}


def grafos_de_ley(ley: Ley, acunador: Acunador) -> Graph:
    """Return the named graph `grafo/ley/<clave>`: texts with fingerprints and quotes, divisions, reform notes.

    What the graph of norms already says about a norm, division or article (its type, number, label and place) is not
    said again. Of articles that bear one number the first is written; the others are findings.
    """
    escritor = _EscritorDeLey(ley, acunador)
    escritor.norma()
    for division in ley.divisiones:
        escritor.division(division)
    vistos: set[URIRef] = set()
    for articulo in ley.articulos:
        iri = acunador.articulo(ley.clave, articulo.numero)
        if iri not in vistos:
            vistos.add(iri)
            escritor.parte(iri, f"artículo {articulo.numero}", articulo.numero, (AL.Articulo,))
            escritor.lugar(iri, articulo.divisiones)
            escritor.texto(iri, articulo.texto, articulo.huella)
    for orden, transitorio in enumerate(ley.transitorios, start=1):
        escritor.transitorio(orden, transitorio)
    escritor.reformas()
    return escritor.grafo


class _EscritorDeLey:
    """Adds the parts of one law to its graph."""

    def __init__(self, ley: Ley, acunador: Acunador) -> None:
        self.grafo = Graph(identifier=acunador.grafo_ley(ley.clave))
        self._ley = ley
        self._acunador = acunador
        self._normas = cargar_normas(acunador.base)
        self._norma = acunador.norma(ley.clave)
        self._fuente = acunador.documento_de_norma(ley.clave)
        self._citador = Citador(ley.documento, self._fuente, partial(acunador.cita_de_norma, ley.clave), acunador,
                                self.grafo)
        propio = ley.titulo.texto if ley.titulo else ley.clave
        self._nombre = str(self._normas.value(self._norma, ELI.title) or propio)

    def norma(self) -> None:
        """Add the norm, if the graph of norms does not know it, and the document of its text."""
        self._citador.describir_documento()
        self._pon(self._norma, (PROV.wasDerivedFrom, self._fuente))
        if not self._conocida(self._norma):
            self._pon(self._norma, (RDF.type, AL.Norma), (RDF.type, ELI.LegalResource),
                      (ELI.title, Literal(self._nombre, lang="es")), (DCTERMS.identifier, Literal(self._ley.clave)))

    def division(self, division: Division) -> None:
        """Add a title, chapter or section, inside the one above it or the norm."""
        iri = self._acunador.division(self._ley.clave, division.ruta)
        arriba = self._acunador.division(self._ley.clave, division.ruta[:-1]) if division.ruta[1:] else self._norma
        nombre = f": {division.nombre}" if division.nombre else ""
        self.parte(iri, f"{_NOMBRES[division.clase]} {division.numero}{nombre}", division.numero, (), arriba)
        self._citar(iri, division.texto)

    def parte(self, iri: URIRef, nombre: str, numero: str, clases: Iterable[URIRef],
              arriba: URIRef | None = None) -> None:
        """Add what makes something a part of the law, if the graph of norms does not say it."""
        if not self._conocida(iri):
            self._pon(iri, *((RDF.type, clase) for clase in (ELI.LegalResourceSubdivision, *clases)),
                      (RDFS.label, Literal(f"{self._nombre}, {nombre}", lang="es")),
                      (ELI.number, Literal(numero)), (ELI.is_part_of, arriba or self._norma))

    def lugar(self, iri: URIRef, divisiones: Sequence[Division]) -> None:
        """Add the innermost division in which an article stands, if the graph of norms names none."""
        if divisiones and (iri, DCTERMS.isPartOf, None) not in self._normas:
            self._pon(iri, (DCTERMS.isPartOf, self._acunador.division(self._ley.clave, divisiones[-1].ruta)))

    def texto(self, iri: URIRef, texto: Pasaje, huella: str) -> None:
        """Add a text with its fingerprint and quotes; nothing when it is empty."""
        if texto.texto:
            self._pon(iri, (AL.texto, Literal(texto.texto)), (AL.huella, Literal(huella)))
            self._citar(iri, texto)

    def transitorio(self, orden: int, transitorio: Transitorio) -> None:
        """Add a transitory provision; one of a decree says of when it is."""
        iri = self._acunador.transitorio(self._ley.clave, orden)
        fecha = transitorio.decreto.fecha if transitorio.decreto else None
        del_decreto = f" del decreto del {fecha.isoformat()}" if fecha else " de un decreto" * bool(transitorio.decreto)
        self.parte(iri, f"transitorio {transitorio.numero}{del_decreto}", transitorio.numero, ())
        self.texto(iri, transitorio.texto, transitorio.huella)

    def reformas(self) -> None:
        """Add the reform notes, with their dates and the articles they stand at."""
        for orden, reforma in enumerate(self._ley.reformas, start=1):
            iri = self._acunador.reforma(self._ley.clave, orden)
            self._pon(iri, (RDF.type, AL.Reforma), (AL.texto, Literal(reforma.texto.texto)),
                      (RDFS.label, Literal(reforma.texto.texto, lang="es")), (DCTERMS.isPartOf, self._norma))
            for fecha in reforma.fechas:
                self._pon(iri, (DCTERMS.date, Literal(fecha.isoformat(), datatype=XSD.date)))
            for numero in reforma.articulos:
                self._pon(iri, (AL.refiereA, self._acunador.articulo(self._ley.clave, numero)))
            self._citar(iri, reforma.texto)

    def _citar(self, iri: URIRef, texto: Pasaje) -> None:
        for tramo in texto.tramos:
            self._pon(iri, (PROV.wasQuotedFrom, self._citador.cita(tramo)))

    def _conocida(self, iri: URIRef) -> bool:
        return (iri, RDF.type, None) in self._normas

    def _pon(self, sujeto: URIRef, *pares: tuple[URIRef, Node]) -> None:
        for predicado, valor in pares:
            self.grafo.add((sujeto, predicado, valor))
