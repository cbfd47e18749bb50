"""A SPARQL update tried on a copy: what each named graph would become."""

from __future__ import annotations

import subprocess
from collections.abc import Collection, Mapping
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph
from rdflib.term import URIRef

from grafo.almacen.conversion import de_motor
from grafo.almacen.fallas import fallo, mal_escrita
from grafo.almacen.hijos import causa_de_muerte, demora, entorno_de_hijo, orden_de_hijo
from ontologia.errores import ConsultaRechazada

__all__ = ["cambios_entre", "copia_de_grafo", "copia_en_memoria", "ensayar_aparte", "nombres_en"]

_PROGRAMA = Path(__file__).with_name("ensayador.py")
_MAL_ESCRITA, _FALLO = 2, 3


def ensayar_aparte(copia: Path, texto: str, plazo: float, memoria: int) -> ox.Store:
    """Do an update on the files of a copy in a process that can be killed, and return the copy open.

    Raises `ConsultaRechazada`, `TardaDemasiado`, `PideDemasiado`, `ErrorDeAlmacen`.
    """
    try:
        hecho = subprocess.run(
            orden_de_hijo(_PROGRAMA, copia, memoria, plazo), input=texto.encode("utf-8", "surrogatepass"), check=False,
            capture_output=True, env=entorno_de_hijo(), start_new_session=True, timeout=plazo + 1)
    except subprocess.TimeoutExpired:
        raise demora(plazo) from None
    dicho = hecho.stdout.decode("utf-8", "replace")
    if hecho.returncode == _MAL_ESCRITA:
        raise mal_escrita(dicho)
    if hecho.returncode == _FALLO:
        raise fallo(dicho)
    if hecho.returncode:
        raise causa_de_muerte(hecho.returncode, hecho.stderr, plazo)
    return ox.Store.read_only(str(copia))


def copia_en_memoria(motor: ox.Store, solo: Collection[str] | None = None) -> ox.Store:
    """Return a store in memory with the same quads, blank nodes included; with `solo`, those of these graphs."""
    copia = ox.Store()
    if solo is None:
        copia.bulk_extend(motor.quads_for_pattern(None, None, None, None))
    for nombre in solo or ():
        copia.bulk_extend(motor.quads_for_pattern(None, None, None, ox.NamedNode(nombre)))
    return copia


def cambios_entre(antes: ox.Store, despues: ox.Store,
                  solo: Collection[str] | None = None) -> Mapping[URIRef, Graph]:
    """Return the new content of each named graph that differs; with `solo`, no other than these is looked at.

    Raises `ConsultaRechazada` when something stands in the unnamed one.
    """
    if any(True for _ in despues.quads_for_pattern(None, None, None, ox.DefaultGraph())):
        raise ConsultaRechazada("La actualización escribe fuera de un grafo con nombre.",
                                "Diga en qué grafo: GRAPH <…> { … }, WITH <…>, o INTO GRAPH <…>.")
    nombres = sorted({*nombres_en(antes), *nombres_en(despues)} if solo is None else map(URIRef, solo))
    return {n: copia_de_grafo(despues, n) for n in nombres if not _iguales(antes, despues, n)}


def nombres_en(motor: ox.Store) -> tuple[URIRef, ...]:
    """Return the names of the graphs that hold something, sorted."""
    nombres = (g for g in motor.named_graphs() if isinstance(g, ox.NamedNode))
    return tuple(sorted(URIRef(g.value) for g in nombres
                        if any(True for _ in motor.quads_for_pattern(None, None, None, g))))


def copia_de_grafo(motor: ox.Store, iri: URIRef) -> Graph:
    """Return one named graph as an rdflib graph in memory, empty if there is none."""
    copia = Graph(identifier=iri)
    for cuad in motor.quads_for_pattern(None, None, None, ox.NamedNode(str(iri))):
        copia.add((de_motor(cuad.subject), de_motor(cuad.predicate), de_motor(cuad.object)))
    return copia


def _iguales(antes: ox.Store, despues: ox.Store, nombre: URIRef) -> bool:
    """Compare a graph in two stores as text of the engine's writing: in the same order on disk, else line by line."""
    uno, otro = (m.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(str(nombre))) or b""
                 for m in (antes, despues))
    return uno == otro or (len(uno) == len(otro) and sorted(uno.split(b"\n")) == sorted(otro.split(b"\n")))
