"""Which programmes, and which graphs, can have a row at all of an answer: asked before they are asked one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rdflib.term import URIRef

from consultas import Condicion, Filas, Respondedor, Termino, buscar
from ontologia.espacios import AL, RDF
from ontologia.iris import Acunador

__all__ = ["RECUENTO_DE_LINEAS", "VECES", "condiciones_ligadas", "es_de_recuento", "grafos_con", "hay_ajenos",
           "programas_con"]

RECUENTO_DE_LINEAS = Condicion(AL.Recuento, RDF.type, AL.Recuento)
"""What every programme has that was built with counts."""

VECES = 2_000
"""How many times the question `grafos_de` counts that something is named."""

_DE_RECUENTO = frozenset({AL.Recuento, AL.RecuentoPorNivel, AL.RecuentoPorArticulo, AL.RecuentoDeHallazgos})


def condiciones_ligadas(solo: Iterable[Condicion], terminos: Mapping[str, Termino]) -> tuple[Condicion, ...] | None:
    """Return conditions with the values of their parameters; None when one has no value, so that it tells nothing."""
    ligadas = []
    for c in solo:
        valor = terminos.get(c.parametro) if c.parametro else c.valor
        if not isinstance(valor, URIRef):
            return None
        ligadas.append(Condicion(c.clase, c.propiedad, valor))
    return tuple(ligadas) or None


def es_de_recuento(condicion: Condicion) -> bool:
    """Return whether a condition is about what was counted when a programme was built."""
    return condicion.clase in _DE_RECUENTO


def programas_con(almacen: Respondedor, acunador: Acunador, condicion: Condicion) -> frozenset[str]:
    """Return the keys of the programmes that fulfil a condition; raises what the store raises."""
    filas = _filas(almacen, "programas_con", {
        "clase": condicion.clase, "propiedad": condicion.propiedad, "valor": condicion.valor})
    raiz = str(acunador.programa(""))
    return frozenset(str(p).removeprefix(raiz) for p in filas.columna("programa"))


def grafos_con(almacen: Respondedor, terminos: Mapping[str, Termino]) -> frozenset[str] | None:
    """Return the IRIs of the graphs that speak of `terminos["entidad"]`; None when it is spoken of too often to tell.

    Raises what the store raises.
    """
    propios = {k: v for k, v in terminos.items() if k in {"entidad", "propiedad"}}
    filas = _filas(almacen, "grafos_de", propios)
    veces = sum(int(str(n)) for n in filas.columna("veces"))
    return frozenset(map(str, filas.columna("grafo"))) if veces < VECES else None


def hay_ajenos(comunes: Iterable[URIRef], acunador: Acunador) -> bool:
    """Return whether a graph may say of a programme what its counts do not know: one that Alinea does not fill."""
    propios = {acunador.grafo_ontologia(), acunador.grafo_normas(), acunador.grafo_revisiones()}
    return any(iri not in propios and not iri.startswith(acunador.grafo_ley("")) for iri in comunes)


def _filas(almacen: Respondedor, nombre: str, terminos: Mapping[str, Termino]) -> Filas:
    resultado = almacen.consultar(buscar(nombre).texto, terminos)
    if not isinstance(resultado, Filas):
        raise TypeError(f"{nombre} is no SELECT")
    return resultado
