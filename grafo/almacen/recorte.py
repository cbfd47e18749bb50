"""What a store holds about one programme: its two graphs, with those that belong to no programme.

Asked of the union, a question about one programme makes an engine look at all of them; asked of these few graphs it
costs what one programme costs, however many there are (docs/decisiones/0009).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from threading import Lock

from rdflib.term import URIRef

from consultas import Condicion, Consulta, Respondedor, Resultado, Termino, catalogo, se_reparte_por_grafo
from consultas.resultados import Conjunto
from grafo.almacen.contrato import Almacen
from grafo.almacen.motor import AlmacenEmbebido
from grafo.almacen.ntriples import ntriples_de
from grafo.almacen.sondas import (
    RECUENTO_DE_LINEAS,
    condiciones_ligadas,
    es_de_recuento,
    grafos_con,
    hay_ajenos,
    programas_con,
)
from ontologia.espacios import RDF
from ontologia.iris import Acunador

__all__ = ["MAXIMO_RECORTADO", "Acotado", "Recortes", "recortar"]

MAXIMO_RECORTADO = 500_000
"""Quads of all the copies that are kept: about 350 bytes each."""


def recortar(almacen: Almacen, grafos: Collection[URIRef]) -> AlmacenEmbebido:
    """Return a store in memory with a copy of some named graphs; it does not follow later changes.

    Raises `ErrorDeAlmacen` when the store cannot be read.
    """
    if isinstance(almacen, AlmacenEmbebido):
        return almacen.recortar(grafos)
    recorte = AlmacenEmbebido()
    recorte.reemplazar({iri: ntriples_de(almacen, iri) for iri in grafos})
    return recorte


@dataclass(frozen=True, slots=True)
class Acotado:
    """A store of which only some graphs are asked, unless a question brings a dataset of its own."""

    almacen: Respondedor
    conjunto: Conjunto

    def consultar(self, texto: str, parametros: Mapping[str, Termino] = {},
                  conjunto: Conjunto | None = None) -> Resultado:
        """Answer a query as values; raises as the store does."""
        return self.almacen.consultar(texto, parametros, conjunto or self.conjunto)

    def serializar(self, texto: str, formato: str, parametros: Mapping[str, Termino] = {},
                   conjunto: Conjunto | None = None) -> bytes:
        """Answer a query in a standard format; raises as the store does."""
        return self.almacen.serializar(texto, formato, parametros, conjunto or self.conjunto)


class Recortes:
    """One programme of a store at a time, for as long as the store stays as it was.

    Where there is no more than one programme, the store itself is asked: there is nothing to leave out.
    """

    def __init__(self, almacen: Almacen, acunador: Acunador, maximo: int = MAXIMO_RECORTADO) -> None:
        """`maximo` is how many quads may be kept in copies; the longest unused go first."""
        self._almacen = almacen
        self._acunador = acunador
        self._maximo = maximo
        self._turno = Lock()
        self._generacion: int | None = None
        self._comunes: tuple[URIRef, ...] = ()
        self._claves: tuple[str, ...] = ()
        self._nombres: tuple[str, ...] = ()
        self._con: dict[Condicion, frozenset[str]] = {}
        self._hechos: OrderedDict[str, AlmacenEmbebido] = OrderedDict()

    @property
    def almacen(self) -> Almacen:
        """The whole store."""
        return self._almacen

    @property
    def programas(self) -> tuple[str, ...]:
        """The keys of the programmes that have a graph, in the order in which SPARQL sorts their IRIs."""
        with self._turno:
            self._ponerse_al_dia()
            return self._claves

    @property
    def grafos(self) -> tuple[str, ...]:
        """The IRIs of the graphs that are not empty, in the order in which SPARQL sorts them."""
        with self._turno:
            self._ponerse_al_dia()
            return self._nombres

    def que_pueden(self, consulta: Consulta, terminos: Mapping[str, Termino]) -> frozenset[str] | None:
        """Return the programmes (or graphs) that may have a row of an answer; None when any may.

        A programme without counts may always. Where a graph that Alinea does not fill might say more than was counted,
        counts tell nothing. Raises what the store raises.
        """
        if se_reparte_por_grafo(consulta):
            return grafos_con(self._almacen, terminos) if "entidad" in terminos else None
        condiciones = condiciones_ligadas(consulta.solo, terminos)
        if condiciones is None:
            return None
        de_recuento = any(map(es_de_recuento, condiciones))
        programas = self.programas
        if de_recuento and hay_ajenos(self._comunes, self._acunador):
            return None
        pueden = frozenset[str]().union(*map(self._programas_con, condiciones))
        return pueden | (frozenset(programas) - self._programas_con(RECUENTO_DE_LINEAS)) if de_recuento else pueden

    def tantear(self) -> None:
        """Learn beforehand what the questions of the catalogue may want to know of all programmes.

        What only says that there is something of a class is left out: it costs little where there is little of it,
        and is not asked where there is much. Raises what the store raises.
        """
        propias = {c for consulta in catalogo().values() for c in consulta.solo
                   if not c.parametro and c.propiedad != RDF.type}
        for condicion in (RECUENTO_DE_LINEAS, *sorted(propias, key=str)):
            self._programas_con(condicion)

    def acotado(self, programa: str) -> Respondedor:
        """Return what answers about a programme at the least cost for one question.

        That is the copy if there is one already, else the store with its graphs named: not in memory, where the engine
        looks for a term in all graphs, once for every graph that is named.
        """
        with self._turno:
            self._ponerse_al_dia()
            if programa in self._hechos:
                self._hechos.move_to_end(programa)
                return self._hechos[programa]
            grafos = self._grafos(programa)
        if not grafos:
            return self._almacen
        if isinstance(self._almacen, AlmacenEmbebido) and self._almacen.carpeta is None:
            return self.de(programa)
        return Acotado(self._almacen, Conjunto(grafos, grafos))

    def de(self, programa: str) -> Respondedor:
        """Return what answers about a programme at the least cost for many questions: a copy in memory.

        Raises `ErrorDeAlmacen` when the store cannot be read.
        """
        with self._turno:
            self._ponerse_al_dia()
            generacion, grafos = self._generacion, self._grafos(programa)
            hecho = self._hechos.get(programa)
            if hecho is not None:
                self._hechos.move_to_end(programa)
                return hecho
        if not grafos:
            return self._almacen
        recorte = recortar(self._almacen, grafos)
        with self._turno:
            if self._almacen.generacion == generacion == self._generacion:
                self._guardar(programa, recorte)
        return recorte

    def _programas_con(self, condicion: Condicion) -> frozenset[str]:
        with self._turno:
            self._ponerse_al_dia()
            generacion, sabidas = self._generacion, self._con.get(condicion)
        if sabidas is not None:
            return sabidas
        halladas = programas_con(self._almacen, self._acunador, condicion)
        with self._turno:
            if self._almacen.generacion == generacion == self._generacion:
                self._con[condicion] = halladas
        return halladas

    def _guardar(self, programa: str, recorte: AlmacenEmbebido) -> None:
        """Keep a copy, and let go of the longest unused."""
        self._hechos[programa] = recorte
        ocupan = sum(r.tamano for r in self._hechos.values())
        while ocupan > self._maximo and len(self._hechos) > 1:
            ocupan -= self._hechos.popitem(last=False)[1].tamano

    def _grafos(self, programa: str) -> tuple[URIRef, ...]:
        """Return the graphs that tell of a programme; none when all of them do."""
        if len(self._claves) < 2:
            return ()
        return (*self._comunes, self._acunador.grafo_programa(programa), self._acunador.grafo_derivado(programa))

    def _ponerse_al_dia(self) -> None:
        """Forget everything when something was published since."""
        generacion = self._almacen.generacion
        if generacion == self._generacion:
            return
        raices = (str(self._acunador.grafo_programa("")), str(self._acunador.grafo_derivado("")))
        nombres = self._almacen.nombres_de_grafos()
        self._hechos.clear()
        self._con = {}
        self._nombres = tuple(map(str, nombres))
        self._comunes = tuple(iri for iri in nombres if not str(iri).startswith(raices))
        self._claves = tuple(sorted({str(iri).removeprefix(r) for iri in nombres for r in raices if iri.startswith(r)}))
        self._generacion = generacion
