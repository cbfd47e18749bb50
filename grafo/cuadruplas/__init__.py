"""From the model to named graphs: what a document says in one, what rules concluded in another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rdflib import Graph
from rdflib.term import URIRef

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

__all__ = ["construir_grafos"]


def construir_grafos(
    programa: Programa,
    documento: Documento,
    alineamientos: Iterable[Alineamiento],
    conclusiones: Iterable[Conclusion],
    tipos: Mapping[str, TipoDeHallazgo],
    acunador: Acunador,
) -> dict[URIRef, Graph]:
    """Return the named graphs of a programme by IRI, class by class as `docs/grafo.md` says.

    `tipos` are the known kinds of finding (`ontologia.tipos_de_hallazgo()`); `KeyError` for a finding of another kind.
    """
    dicho = Graph(identifier=acunador.grafo_programa(programa.clave))
    escritor = Escritor(programa, documento, acunador, dicho)
    nombrador = Nombrador(programa, acunador)
    escribir_estructura(programa, nombrador, escritor)
    escribir_actividad(programa, nombrador, escritor)
    escribir_contexto(programa, escritor)
    concluido = escribir_derivado(programa, alineamientos, conclusiones, tipos, escritor)
    return {acunador.grafo_programa(programa.clave): dicho, acunador.grafo_derivado(programa.clave): concluido}
