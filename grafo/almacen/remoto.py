"""The store on a server of SPARQL 1.1: the same contract over HTTP.

Unless the server's default graph is just the union, every query names its graphs, so that neither the server's own nor
the bookkeeping is in any answer. The bookkeeping is one mark for each publication, written by the update that
publishes: their count is the generation that every process sees.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from io import BytesIO
from threading import Lock
from typing import BinaryIO
from uuid import uuid4

import pyoxigraph as ox
from rdflib import Graph
from rdflib.term import URIRef

from consultas.guardia import nombra_grafos, revisar, revisar_actualizacion
from consultas.nombrados import nombrados_en
from consultas.resultados import Conjunto, Resultado, Termino
from grafo.almacen.contrato import Contenido
from grafo.almacen.conversion import a_grafo, a_tripleta
from grafo.almacen.enlace import DE_RESULTADOS, DE_TRIPLETAS, Acceso, Enlace
from grafo.almacen.fallas import fallo, no_se_da
from grafo.almacen.formatos import DE_GRAFO, DE_TABLA, forma_de_volcado
from grafo.almacen.ligaduras import conjunto_de, forma_de, ligar_en_texto
from grafo.almacen.motor import AlmacenEmbebido
from grafo.almacen.ordenes import en_lineas, orden_de_mudanza, orden_de_reemplazo
from grafo.almacen.peculiaridades import ENSAYO, VACIO, Motor
from grafo.almacen.respuestas import leer_respuesta
from grafo.almacen.traida import contar, traer_filas, traer_grafo
from ontologia.errores import ErrorDeAlinea, ErrorDeAlmacen

__all__ = ["AlmacenRemoto"]

_SONDEO = 1.0
_MAXIMO_ENSAYO = 2_000_000


class AlmacenRemoto:
    """A store on a server. Queries may run in many threads at once; publishing waits for its turn in this process."""

    def __init__(self, url: str, acceso: Acceso | None = None) -> None:
        """Reach the server. Raises `ErrorDeEntrada` for a bad address, `ErrorDeAlmacen` when nobody answers there."""
        self._enlace = Enlace(url, acceso)
        self._turno = Lock()
        self._vista: tuple[float, int] | None = None
        self._grafos: tuple[int, tuple[str, ...]] | None = None

    @property
    def motor(self) -> Motor:
        """What kind of server it is."""
        return self._enlace.motor

    @property
    def generacion(self) -> int:
        """How many times something was published, by any process; asked again after a second."""
        vista = self._vista
        if vista is None or time.monotonic() - vista[0] > _SONDEO:
            self._vista = vista = (time.monotonic(), contar(self._enlace, self.motor.consulta_de_cuenta))
        return vista[1]

    @property
    def tamano(self) -> int:
        """How many quads there are."""
        return contar(self._enlace, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", self._todos())

    def consultar(self, texto: str, parametros: Mapping[str, Termino] = {},
                  conjunto: Conjunto | None = None) -> Resultado:
        """Answer a query as values, parameters bound as terms (each must be a variable of the SELECT).

        Raises `ConsultaRechazada` for a text that is refused or malformed, `ErrorDeAlmacen` and `TardaDemasiado`.
        """
        cuerpo, es_grafo = self._preguntar(texto, parametros, conjunto)
        return leer_respuesta(cuerpo, "nt" if es_grafo else "json")

    def serializar(self, texto: str, formato: str, parametros: Mapping[str, Termino] = {},
                   conjunto: Conjunto | None = None) -> bytes:
        """Answer a query in a standard format: `DE_TABLA` for SELECT and ASK (ASK: json, xml), `DE_GRAFO` for graphs.

        Raises as `consultar` does; `ConsultaRechazada` also when the format does not fit the kind of query.
        """
        sirven = DE_GRAFO if forma_de(texto) in {"CONSTRUCT", "DESCRIBE"} else DE_TABLA
        if formato not in sirven:
            raise no_se_da(formato, sirven)
        cuerpo, es_grafo = self._preguntar(texto, parametros, conjunto)
        try:
            if es_grafo:
                tripletas = ox.parse(cuerpo, format=ox.RdfFormat.N_TRIPLES)
                return bytes(ox.serialize((c.triple for c in tripletas), format=DE_GRAFO[formato]) or b"")
            resultados = ox.parse_query_results(cuerpo, format=ox.QueryResultsFormat.JSON)
            return bytes(resultados.serialize(format=DE_TABLA[formato]) or b"")
        except (SyntaxError, ValueError) as causa:
            raise fallo(f"la respuesta del servidor no se entiende, {str(causa)[:200]}") from causa

    def reemplazar(self, grafos: Mapping[URIRef, Contenido]) -> None:
        """Publish: replace each named graph whole.

        One update does it all. Where a large one is too much for the server the content is sent apart before, and the
        update only moves it; `motor.atomica` says whether such an update is all or nothing. Raises `ErrorDeAlmacen`.
        """
        bloques = {URIRef(str(iri)): en_lineas(contenido) for iri, contenido in grafos.items()}
        with self._turno:
            apartes = self._enviar(bloques) if self._conviene_aparte(bloques) else {}
            if apartes or not any(bloques.values()):
                orden = ";\n".join(orden_de_mudanza(iri, apartes.get(iri)) for iri in bloques
                                   if apartes.get(iri) != str(iri))
            else:
                orden = orden_de_reemplazo(bloques)
            try:
                self._enlace.actualizar(";\n".join(filter(None, (orden, self.motor.apunte(str(uuid4()))))))
            finally:
                self._vista = self._grafos = None

    def ensayar(self, texto: str) -> Mapping[URIRef, Graph]:
        """Return what an update would make of each named graph it changes; it is done on a copy in this process.

        Only the graphs that its words name are brought; all of them when a variable names one. Raises
        `ConsultaRechazada`; `ErrorDeAlmacen` when the store is too large to be copied.
        """
        revisar_actualizacion(texto)
        leidos = nombrados_en(texto).leidos
        if leidos is None and self.tamano > _MAXIMO_ENSAYO:
            raise ErrorDeAlmacen(f"El almacén pasa de {_MAXIMO_ENSAYO:,} tripletas; no se puede ensayar nada en él.",
                                 "Nombre los grafos con su IRI, sin GRAPH ?g, o publíquelos enteros (PUT).")
        copia = AlmacenEmbebido()
        nombres = [iri for iri in self.nombres_de_grafos() if leidos is None or str(iri) in leidos]
        copia.reemplazar({iri: self.grafo(iri) for iri in nombres})
        return copia.ensayar(texto)

    def volcar(self, formato: str) -> bytes:
        """Return everything as "nq" or "trig"; raises `ErrorDeAlmacen` for another format."""
        salida = BytesIO()
        self.volcar_en(salida, formato)
        return salida.getvalue()

    def volcar_en(self, destino: BinaryIO, formato: str) -> None:
        """Write everything as "nq" or "trig" into a file, with one graph in memory at a time.

        Raises `ErrorDeAlmacen` for another format, `OSError` when the file cannot be written.
        """
        cuads = (ox.Quad(t.subject, t.predicate, t.object, a_grafo(iri)) for iri in self.nombres_de_grafos()
                 for t in map(a_tripleta, self.grafo(iri)))
        ox.serialize(cuads, destino, format=forma_de_volcado(formato))

    def nombres_de_grafos(self) -> tuple[URIRef, ...]:
        """Return the names of the graphs that are not empty, sorted."""
        return tuple(map(URIRef, self._nombres()))

    def grafo(self, iri: URIRef) -> Graph:
        """Return a copy of one named graph, empty if there is none. Raises `ErrorDeAlmacen`."""
        return traer_grafo(self._enlace, iri)

    def cerrar(self) -> None:
        """Let go of the connections; it cannot be used after."""
        self._enlace.cerrar()

    def _preguntar(self, texto: str, parametros: Mapping[str, Termino], conjunto: Conjunto | None
                   ) -> tuple[bytes, bool]:
        """Return the answer, as N-Triples (True) or as results in JSON."""
        revisar(texto, admite_from=True, servicios=self._enlace.servicios)
        es_grafo = forma_de(texto) in {"CONSTRUCT", "DESCRIBE"}
        if conjunto is None and nombra_grafos(texto) and self.motor.union:
            conjunto = conjunto_de(texto)
        grafos = None if conjunto is None and nombra_grafos(texto) else self._conjunto(conjunto)
        respuesta = self._enlace.preguntar(
            ligar_en_texto(texto, parametros), DE_TRIPLETAS if es_grafo else DE_RESULTADOS, grafos)
        tope = self.motor.tope_de_filas(respuesta.headers)
        if tope is not None:
            raise ErrorDeAlmacen(f"El servidor cortó la respuesta en {tope} filas.",
                                 "Suba ResultSetMaxRows en [SPARQL] de virtuoso.ini, o limite la consulta con LIMIT.")
        return (respuesta.content, True) if es_grafo else (self.motor.componer(respuesta.content), False)

    def _conjunto(self, conjunto: Conjunto | None) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        if conjunto is None:
            return self._todos()
        return (tuple(map(str, conjunto.predeterminado)) or (VACIO,), tuple(map(str, conjunto.con_nombre)) or (VACIO,))

    def _todos(self) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """Return every graph as default and as named; None when there is no need, or no room, to name them."""
        if self.motor.union:
            return None
        nombres = self._nombres() or (VACIO,)
        return (nombres, nombres) if len(nombres) <= self.motor.tope_de_conjunto else None

    def _nombres(self) -> tuple[str, ...]:
        generacion, sabidos = self.generacion, self._grafos
        if sabidos is None or sabidos[0] != generacion:
            nombres = sorted(str(fila[0]) for fila in traer_filas(self._enlace, self.motor.consulta_de_grafos))
            sabidos = (generacion, tuple(n for n in nombres if not self.motor.es_propio(n)))
            self._exigir_union(len(sabidos[1]))
            self._grafos = sabidos
        return sabidos[1]

    def _exigir_union(self, grafos: int) -> None:
        """Refuse a store of more graphs than can be named, on a server whose default graph is not their union."""
        if grafos > self.motor.tope_de_conjunto and not self.motor.union:
            respuesta = leer_respuesta(self._enlace.preguntar("ASK { ?s ?p ?o }", DE_RESULTADOS).content, "json")
            if not getattr(respuesta, "valor", False):
                raise ErrorDeAlmacen(f"El servidor tiene {grafos} grafos y no responde sobre su unión.",
                                     "Arránquelo con la unión como grafo predeterminado: docs/motores.md.")

    def _conviene_aparte(self, bloques: Mapping[URIRef, bytes]) -> bool:
        return bool(self._enlace.direcciones.grafos) and sum(map(len, bloques.values())) > self.motor.tope_de_orden

    def _enviar(self, bloques: Mapping[URIRef, bytes]) -> dict[URIRef, str]:
        """Send content apart, or straight to its place where nothing can be moved, and return where each graph is."""
        apartes: dict[URIRef, str] = {}
        try:
            for iri, bloque in bloques.items():
                if bloque:
                    apartes[iri] = f"{ENSAYO}{uuid4()}" if self.motor.muda else str(iri)
                    self._enlace.poner_grafo(apartes[iri], bloque)
        except ErrorDeAlinea:
            if self.motor.muda:
                self._limpiar(apartes)
            raise
        return apartes

    def _limpiar(self, apartes: Mapping[URIRef, str]) -> None:
        """Remove what was sent, as far as the server lets; the failure that led here is the one to tell."""
        try:
            self._enlace.actualizar(";\n".join(f"DROP SILENT GRAPH <{nombre}>" for nombre in apartes.values()))
        except ErrorDeAlinea:
            return
