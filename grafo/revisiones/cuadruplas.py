"""Reviews as triples (PROV-O) and back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from rdflib import Literal
from rdflib.term import Node, URIRef

from consultas import Respondedor
from grafo.preguntas import clave_de_articulo, filas_de, local
from grafo.revisiones.modelo import Revision, leer_momento
from ontologia.espacios import AL, DCTERMS, FOAF, PROV, RDF, RDFS, TEMA, XSD
from ontologia.iris import Acunador

__all__ = ["iri_de", "leer_revisiones", "tripletas_de"]

_Tripleta = tuple[Node, Node, Node]


def iri_de(revision: Revision, acunador: Acunador) -> URIRef:
    """Return the IRI of a review."""
    return acunador.elemento(revision.programa, "revision", revision.id)


def tripletas_de(revisiones: Iterable[Revision], acunador: Acunador) -> Iterator[_Tripleta]:
    """Yield the triples of some reviews and of the persons who made them."""
    for r in revisiones:
        yield from _de_una(r, acunador)


def leer_revisiones(almacen: Respondedor, acunador: Acunador, programa: str | None = None) -> list[Revision]:
    """Return the reviews in a store, of one programme or of all, in order of time.

    Raises `ErrorDeEntrada` for a moment that is none.
    """
    base = acunador.programa("")
    return [
        Revision(
            id=str(f["revision"]).rpartition("/")[2], programa=str(f["programa"]).removeprefix(base),
            linea="" if f.get("numero") is None else str(f["numero"]), decision=str(f["decision"]),
            motivo=str(f["motivo"]), quien=str(f["quien"]), rol=str(f["rol"]), cuando=leer_momento(str(f["cuando"])),
            huella=str(f["huella"]), tema=None if f.get("tema") is None else local(f["tema"]),
            articulo=None if f.get("articulo") is None else clave_de_articulo(str(f["articulo"]), acunador),
            hallazgo=None if f.get("hallazgo") is None else str(f["hallazgo"]))
        for f in filas_de("revisiones", almacen, acunador, {"programa": programa} if programa else {})]


def _de_una(r: Revision, acunador: Acunador) -> Iterator[_Tripleta]:
    iri = iri_de(r, acunador)
    persona = acunador.elemento(r.programa, "persona", hashlib.sha256(r.quien.encode()).hexdigest()[:16])
    yield iri, RDF.type, AL.Revision
    yield iri, RDF.type, PROV.Activity
    yield iri, DCTERMS.isPartOf, acunador.programa(r.programa)
    if r.hallazgo is not None:
        yield iri, AL.huellaDeHallazgo, Literal(r.hallazgo)
        yield iri, PROV.used, acunador.documento(r.programa)
    else:
        linea = acunador.elemento(r.programa, "linea", r.linea)
        yield iri, AL.numero, Literal(r.linea)
        yield iri, AL.revisaLinea, linea
        yield iri, PROV.used, linea
    yield iri, AL.decision, Literal(r.decision)
    yield iri, AL.motivo, Literal(r.motivo)
    yield iri, AL.rol, Literal(r.rol)
    yield iri, AL.huellaRevisada, Literal(r.huella)
    yield iri, PROV.endedAtTime, Literal(r.momento, datatype=XSD.dateTime, normalize=False)
    yield iri, PROV.wasAssociatedWith, persona
    yield persona, RDF.type, PROV.Person
    yield persona, RDF.type, FOAF.Person
    yield persona, RDFS.label, Literal(r.quien)
    if r.tema is not None:
        yield iri, AL.sobreTema, TEMA[r.tema]
    if r.articulo is not None:
        norma, _, numero = r.articulo.partition("/art_")
        articulo = acunador.articulo(norma, numero)
        yield iri, AL.conArticulo, articulo
        yield iri, PROV.used, articulo
