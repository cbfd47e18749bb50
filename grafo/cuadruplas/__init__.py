"""From the model to named graphs: what a document says in one, what rules concluded in another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rdflib import Graph
from rdflib.term import URIRef

from grafo.cuadruplas.acopio import Acopio, Destino
from grafo.cuadruplas.actividad import escribir_actividad
from grafo.cuadruplas.conclusion import escribir_derivado
from grafo.cuadruplas.contexto import escribir_contexto
from grafo.cuadruplas.escritor import Escritor
from grafo.cuadruplas.estructura import escribir_estructura
from grafo.derivado import Alineamiento, Conclusion
from grafo.documento import Documento
from grafo.modelo import Programa
from grafo.nombres import Nombrador
from ontologia.iris import Acunador
from ontologia.recursos import TipoDeHallazgo

__all__ = ["Acopio", "Destino", "acopiar", "construir_grafos", "en_grafos"]


def construir_grafos(
    programa: Programa,
    documento: Documento,
    alineamientos: Iterable[Alineamiento],
    conclusiones: Iterable[Conclusion],
    tipos: Mapping[str, TipoDeHallazgo],
    acunador: Acunador,
) -> dict[URIRef, Graph]:
    """Return what `acopiar` does as rdflib graphs, for those who ask them something."""
    return en_grafos(acopiar(programa, documento, alineamientos, conclusiones, tipos, acunador))


def en_grafos(acopios: Mapping[URIRef, Acopio]) -> dict[URIRef, Graph]:
    """Return triples that were gathered as graphs."""
    grafos = {iri: Graph(identifier=iri) for iri in acopios}
    for iri, ternas in acopios.items():
        for terna in ternas:
            grafos[iri].add(terna)
    return grafos


def acopiar(
    programa: Programa,
    documento: Documento,
    alineamientos: Iterable[Alineamiento],
    conclusiones: Iterable[Conclusion],
    tipos: Mapping[str, TipoDeHallazgo],
    acunador: Acunador,
) -> dict[URIRef, Acopio]:
    """Return the triples of a programme by named graph, class by class as `docs/grafo.md` says.

    `tipos` are the known kinds of finding (`ontologia.tipos_de_hallazgo()`); `KeyError` for a finding of another kind.
    """
    dicho = Acopio()
    escritor = Escritor(programa, documento, acunador, dicho)
    nombrador = Nombrador(programa, acunador)
    escribir_estructura(programa, nombrador, escritor)
    escribir_actividad(programa, nombrador, escritor)
    escribir_contexto(programa, escritor)
    concluido = escribir_derivado(programa, alineamientos, conclusiones, tipos, escritor)
    return {acunador.grafo_programa(programa.clave): dicho, acunador.grafo_derivado(programa.clave): concluido}
