"""The embedded store over Oxigraph, in memory or in a folder.

A result of the engine must be asked, read and dropped in one thread, so nothing of the engine leaves a method.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping
from pathlib import Path
from threading import Lock
from typing import TypeAlias
from uuid import uuid4

import pyoxigraph as ox
from rdflib import Graph
from rdflib.term import URIRef

from consultas.guardia import nombra_grafos, revisar, revisar_actualizacion
from consultas.nombrados import nombrados_en
from consultas.resultados import Conjunto, Filas, Respuesta, Resultado, Termino, Tripletas
from grafo.almacen.carpeta import Carpeta
from grafo.almacen.contrato import Contenido
from grafo.almacen.conversion import TerminoDelMotor, a_grafo, a_motor, de_motor
from grafo.almacen.ensayo import cambios_entre, copia_de_grafo, copia_en_memoria, ensayar_aparte, nombres_en
from grafo.almacen.fallas import fallo, mal_escrita, no_se_da, parametro_ajeno
from grafo.almacen.ordenes import en_cuadruplas, en_lineas, orden_de_reemplazo
from ontologia.errores import ErrorDeAlmacen

__all__ = ["DE_CONJUNTO", "DE_GRAFO", "DE_TABLA", "AlmacenEmbebido"]

_Solucion: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

DE_TABLA = {
    "json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV, "tsv": ox.QueryResultsFormat.TSV,
}
DE_GRAFO = {
    "turtle": ox.RdfFormat.TURTLE, "ttl": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES,
    "nt": ox.RdfFormat.N_TRIPLES, "rdfxml": ox.RdfFormat.RDF_XML, "jsonld": ox.RdfFormat.JSON_LD,
}
_GRANEL = (1 << 20, 1 << 26)
"""Bytes of N-Triples from which, and up to which, new graphs go through the bulk loader: it writes a million quads at a
time, and what is less is one step."""
DE_CONJUNTO = {"nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG}


class AlmacenEmbebido:
    """A store of this process. Queries may run in many threads at once; publishing waits for its turn."""

    def __init__(self, carpeta: Path | None = None) -> None:
        """Open a store in memory, or in `carpeta`, which is made when missing.

        Raises `ErrorDeAlmacen` when the folder is in use by another process or is not a store.
        """
        self._turno = Lock()
        self._carpeta = Carpeta(carpeta) if carpeta else None
        self._motor: ox.Store | None = self._carpeta.abrir() if self._carpeta else ox.Store()
        self._generacion = self._carpeta.leer_generacion() if self._carpeta else 0

    @property
    def carpeta(self) -> Carpeta | None:
        """The folder, None for a store in memory."""
        return self._carpeta

    @property
    def generacion(self) -> int:
        """How many times something was published; goes on counting when a folder is opened again."""
        return self._generacion

    @property
    def tamano(self) -> int:
        """How many quads there are."""
        return len(self._abierto())

    def consultar(self, texto: str, parametros: Mapping[str, Termino] = {},
                  conjunto: Conjunto | None = None) -> Resultado:
        """Answer a query as values, parameters bound as terms (each must be a variable of the SELECT).

        Raises `ConsultaRechazada` for a text that is refused or malformed, `ErrorDeAlmacen` when the engine fails.
        """
        solucion = self._preguntar(texto, parametros, conjunto)
        try:
            if isinstance(solucion, ox.QueryBoolean):
                return Respuesta(bool(solucion))
            if isinstance(solucion, ox.QueryTriples):
                return Tripletas(tuple((de_motor(t.subject), de_motor(t.predicate), de_motor(t.object))
                                       for t in solucion))
            variables = tuple(variable.value for variable in solucion.variables)
            return Filas(variables, tuple(tuple(None if c is None else de_motor(c) for c in f) for f in solucion))
        except (OSError, RuntimeError) as causa:
            raise fallo(causa) from causa

    def serializar(self, texto: str, formato: str, parametros: Mapping[str, Termino] = {},
                   conjunto: Conjunto | None = None) -> bytes:
        """Answer a query in a standard format: `DE_TABLA` for SELECT and ASK (ASK: json, xml), `DE_GRAFO` for graphs.

        Raises as `consultar` does; `ConsultaRechazada` also when the format does not fit the kind of query.
        """
        solucion = self._preguntar(texto, parametros, conjunto)
        try:
            if isinstance(solucion, ox.QueryTriples):
                if formato in DE_GRAFO:
                    return bytes(solucion.serialize(format=DE_GRAFO[formato]) or b"")
            elif formato in DE_TABLA:
                return bytes(solucion.serialize(format=DE_TABLA[formato]) or b"")
        except (OSError, RuntimeError) as causa:
            raise fallo(causa) from causa
        raise no_se_da(formato, DE_GRAFO if isinstance(solucion, ox.QueryTriples) else DE_TABLA)

    def reemplazar(self, grafos: Mapping[URIRef, Contenido]) -> None:
        """Publish: replace each named graph whole, all of them or none.

        The new content is converted and written out before the store is touched, and enters as one transaction.
        On disk it is flushed before this returns. Raises `ErrorDeAlmacen` when a term cannot be stored.
        """
        with self._turno:
            motor = self._abierto()
            bloques = {iri: en_lineas(contenido) for iri, contenido in grafos.items()}
            orden = "" if self._a_granel(motor, bloques) else orden_de_reemplazo(bloques)
            if self._carpeta is not None:  # before: a number skipped is harmless, one used twice is not
                self._carpeta.contar(self._generacion + 1)
            try:
                if orden:
                    motor.update(orden)
                else:
                    motor.bulk_load(en_cuadruplas(bloques), format=ox.RdfFormat.N_QUADS)
                if self._carpeta is not None:
                    motor.flush()
            except (OSError, RuntimeError, SyntaxError) as causa:
                raise fallo(causa) from causa
            self._generacion += 1

    def ensayar(self, texto: str, *, plazo: float = 60.0, memoria: int = 4 << 30) -> Mapping[URIRef, Graph]:
        """Return what an update would make of each named graph it changes; this store is not touched.

        Only the graphs that its words name are compared; all of them when it writes in one that a variable names.
        It runs on a copy that is thrown away: of the files on disk (linked, not copied), in a process that is killed
        after `plazo` seconds or at `memoria` bytes; of a store in memory, in this process and without limits.
        Raises `ConsultaRechazada` when it is malformed, reads another host, or writes outside a named graph; on disk
        also `TardaDemasiado` and `PideDemasiado`.
        """
        revisar_actualizacion(texto)
        motor, nombrados = self._abierto(), nombrados_en(texto)
        if self._carpeta is None:
            copia = _actualizada(copia_en_memoria(motor, nombrados.leidos), texto)
            return cambios_entre(motor, copia, nombrados.escritos)
        aparte = self._carpeta.ensayos / uuid4().hex
        try:
            self.copiar(aparte)
            return cambios_entre(motor, ensayar_aparte(aparte, texto, plazo, memoria), nombrados.escritos)
        finally:
            shutil.rmtree(aparte, ignore_errors=True)

    def volcar(self, formato: str) -> bytes:
        """Return everything as "nq" or "trig"; raises `ErrorDeAlmacen` for another format."""
        if formato not in DE_CONJUNTO:
            raise ErrorDeAlmacen(f"No se vuelca como “{formato}”.", f"Pida uno de: {', '.join(DE_CONJUNTO)}.")
        return bytes(self._abierto().dump(format=DE_CONJUNTO[formato]) or b"")

    def nombres_de_grafos(self) -> tuple[URIRef, ...]:
        """Return the names of the graphs that are not empty, sorted."""
        return nombres_en(self._abierto())

    def grafo(self, iri: URIRef) -> Graph:
        """Return a copy of one named graph as an rdflib graph in memory, empty if there is none."""
        return copia_de_grafo(self._abierto(), URIRef(a_grafo(iri).value))

    def recortar(self, grafos: Collection[URIRef]) -> AlmacenEmbebido:
        """Return a store in memory with a copy of some named graphs, blank nodes included."""
        recorte = AlmacenEmbebido()
        recorte._motor = copia_en_memoria(self._abierto(), grafos)
        return recorte

    def copiar(self, destino: Path) -> None:
        """Write the engine's files, as of now, into a new folder: hard links on the same disk, a few milliseconds.

        Raises `ErrorDeAlmacen` for a store in memory, and when `destino` exists or cannot be written.
        """
        motor = self._abierto()
        if self._carpeta is None:
            raise ErrorDeAlmacen("Un almacén en memoria no se copia.", "Construya en una carpeta con --almacen.")
        try:
            destino.parent.mkdir(parents=True, exist_ok=True)
            motor.backup(str(destino))
        except (OSError, RuntimeError) as causa:
            raise ErrorDeAlmacen(f"No se pudo copiar el almacén en {destino}: {causa}.",
                                 "Compruebe la carpeta, sus permisos y el espacio en disco.") from causa

    def cerrar(self) -> None:
        """Let go of the store (and of its folder); it cannot be used after."""
        with self._turno:
            if self._motor is not None and self._carpeta is not None:
                self._carpeta.cerrar()
            self._motor = None

    def _a_granel(self, motor: ox.Store, bloques: Mapping[URIRef, bytes]) -> bool:
        """Return whether the engine's bulk loader may publish this: all graphs new, and few enough for one step of it.

        On disk that step is as whole as a transaction, and several times cheaper.
        """
        return (self._carpeta is not None and _GRANEL[0] <= sum(map(len, bloques.values())) <= _GRANEL[1]
                and not any(motor.contains_named_graph(a_grafo(iri)) for iri in bloques))

    def _abierto(self) -> ox.Store:
        if self._motor is None:
            raise ErrorDeAlmacen("El almacén está cerrado.", "Ábralo de nuevo.")
        return self._motor

    def _preguntar(self, texto: str, parametros: Mapping[str, Termino], conjunto: Conjunto | None) -> _Solucion:
        """Evaluate a query; one that names its graphs with FROM is not asked of the union."""
        revisar(texto, admite_from=True)
        valores: dict[ox.Variable, TerminoDelMotor] = {
            ox.Variable(nombre): a_motor(termino) for nombre, termino in parametros.items()
        }
        motor = self._abierto()
        try:
            if conjunto is not None:
                return motor.query(texto, substitutions=valores,
                                   default_graph=[a_grafo(g) for g in conjunto.predeterminado],
                                   named_graphs=[a_grafo(g) for g in conjunto.con_nombre])
            if nombra_grafos(texto):
                return motor.query(texto, substitutions=valores)
            return motor.query(texto, substitutions=valores, use_default_graph_as_union=True)
        except SyntaxError as causa:
            raise mal_escrita(str(causa)) from causa
        except RuntimeError as causa:
            if "SELECT projection" in str(causa):
                raise parametro_ajeno() from causa
            raise fallo(causa) from causa
        except OSError as causa:
            raise fallo(causa) from causa


def _actualizada(copia: ox.Store, texto: str) -> ox.Store:
    """Do an update on a copy and return it."""
    try:
        copia.update(texto)
    except SyntaxError as causa:
        raise mal_escrita(str(causa)) from causa
    except (OSError, RuntimeError, ValueError) as causa:
        raise fallo(causa) from causa
    return copia
