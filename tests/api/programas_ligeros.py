"""Many light programmes: who issues them, their year, and their counts; no line, and a document of one word. Seeded."""

from __future__ import annotations

import random
from collections.abc import Iterator

from rdflib.term import Literal, URIRef

from grafo.cuadruplas import Acopio
from grafo.recuentos import Recuento, escribir_recuentos
from ontologia.espacios import AL, DCTERMS, PROV, RDF, RDFS, XSD
from ontologia.iris import Acunador

__all__ = ["ligero", "muchos"]

_ARTICULOS = ("lgtaip-2015/art_56", "lgtaip-2015/art_57", "lgtaip-2015/art_58", "lgtaip-2015/art_59",
              "lftaip-2016/art_42")
_NIVELES = ("expresa", "nominal", "heredada_estrategia", "heredada_objetivo")


def ligero(acunador: Acunador, clave: str, anio: int, institucion: str, niveles: dict[str, int],
           articulos: dict[tuple[str, str], int]) -> dict[URIRef, Acopio]:
    """Return the two graphs of a programme: its head and document, and its counts as given."""
    dicho, concluido = Acopio(), Acopio()
    iri = acunador.programa(clave)
    documento = acunador.documento(clave)
    emisora = acunador.nombrado(clave, "unidad", "emisora")
    for terna in (
        (iri, RDF.type, AL.Programa), (iri, RDF.type, PROV.Plan), (iri, DCTERMS.identifier, Literal(clave)),
        (iri, RDFS.label, Literal(f"Programa anual {anio} de {institucion}", lang="es")),
        (iri, DCTERMS.temporal, Literal(str(anio), datatype=XSD.gYear)), (iri, AL.emitidoPor, emisora),
        (emisora, RDF.type, AL.Institucion), (emisora, RDFS.label, Literal(institucion, lang="es")),
        (emisora, DCTERMS.isPartOf, iri), (documento, RDF.type, AL.Documento), (documento, DCTERMS.isPartOf, iri),
        (documento, RDFS.label, Literal(f"{clave}.txt")), (documento, AL.sha256, Literal("0" * 64)),
        (documento, AL.contenido, Literal("Programa.")),
    ):
        dicho.add(terna)
    escribir_recuentos((
        Recuento(clave, "lineas", sum(niveles.values())),
        *(Recuento(clave, "niveles", n, nivel) for nivel, n in niveles.items()),
        *(Recuento(clave, "articulos", n, nivel, articulo) for (articulo, nivel), n in articulos.items()),
    ), acunador, concluido)
    return {acunador.grafo_programa(clave): dicho, acunador.grafo_derivado(clave): concluido}


def muchos(cuantos: int, acunador: Acunador, anios: int = 10, semilla: int = 7) -> Iterator[dict[URIRef, Acopio]]:
    """Yield the graphs of programmes of institutions that have one each year, with 8 to 30 lines."""
    azar = random.Random(semilla)
    for n in range(cuantos):
        grupo, anio = divmod(n, anios)
        niveles = {x: azar.randint(1, 6) for x in (*_NIVELES, "ninguna")}
        articulos = {(a, x): azar.randint(1, niveles[x]) for a in _ARTICULOS for x in _NIVELES if azar.random() < 0.8}
        yield ligero(acunador, f"inst{grupo:03}-{2010 + anio}", 2010 + anio, f"Instituto Número {grupo:03}", niveles,
                     articulos)
