"""The embedded store over Oxigraph, in memory or in a folder.

A result of the engine must be asked, read and dropped in one thread, so nothing of the engine leaves a method.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Mapping
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import BinaryIO
from uuid import uuid4

import pyoxigraph as ox
from rdflib import Graph
from rdflib.term import URIRef

from consultas.guardia import revisar_actualizacion
from consultas.nombrados import nombrados_en
from consultas.resultados import Conjunto, Resultado, Termino
from grafo.almacen.carpeta import Carpeta
from grafo.almacen.contrato import Contenido
from grafo.almacen.conversion import a_grafo
from grafo.almacen.ensayo import cambios_entre, copia_de_grafo, copia_en_memoria, ensayar_aparte, nombres_en
from grafo.almacen.evaluacion import como_bytes, como_valores, evaluar
from grafo.almacen.fallas import fallo, mal_escrita
from grafo.almacen.formatos import forma_de_volcado
from grafo.almacen.ordenes import en_cuadruplas, en_lineas, orden_de_reemplazo
from ontologia.errores import ErrorDeAlmacen

__all__ = ["AlmacenEmbebido"]

_GRANEL = (1 << 20, 1 << 26)
"""Bytes of N-Triples from which, and up to which, new graphs go through the bulk loader: it writes a million quads at a
time, and what is less is one step."""


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
        self._tamano: int | None = None
        self._nombres: tuple[int, tuple[URIRef, ...]] | None = None

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
        """How many quads there are: counted once, and then kept with each publication."""
        sabido = self._tamano
        if sabido is None:
            generacion, sabido = self._generacion, len(self._abierto())
            with self._turno:
                if generacion == self._generacion:
                    self._tamano = sabido
        return sabido

    def consultar(self, texto: str, parametros: Mapping[str, Termino] = {},
                  conjunto: Conjunto | None = None) -> Resultado:
        """Answer a query as values, parameters bound as terms (each must be a variable of the SELECT).

        Raises `ConsultaRechazada` for a text that is refused or malformed, `ErrorDeAlmacen` when the engine fails.
        """
        return como_valores(evaluar(self._abierto(), texto, parametros, conjunto))

    def serializar(self, texto: str, formato: str, parametros: Mapping[str, Termino] = {},
                   conjunto: Conjunto | None = None) -> bytes:
        """Answer a query in a standard format: `DE_TABLA` for SELECT and ASK (ASK: json, xml), `DE_GRAFO` for graphs.

        Raises as `consultar` does; `ConsultaRechazada` also when the format does not fit the kind of query.
        """
        return como_bytes(evaluar(self._abierto(), texto, parametros, conjunto), formato)

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
            tamano, self._tamano = self._tamano, None
            de_otros = None if tamano is None else tamano - _cuantos(motor, grafos)
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
            self._tamano = None if de_otros is None else de_otros + _cuantos(motor, grafos)

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
        salida = BytesIO()
        self.volcar_en(salida, formato)
        return salida.getvalue()

    def volcar_en(self, destino: BinaryIO, formato: str) -> None:
        """Write everything, as it stands now, as "nq" or "trig" into a file, a piece at a time.

        Raises `ErrorDeAlmacen` for another format, `OSError` when the file cannot be written.
        """
        self._abierto().dump(destino, format=forma_de_volcado(formato))

    def nombres_de_grafos(self) -> tuple[URIRef, ...]:
        """Return the names of the graphs that are not empty, sorted: looked up once for each publication."""
        motor, generacion, sabidos = self._abierto(), self._generacion, self._nombres
        if sabidos is None or sabidos[0] != generacion:
            self._nombres = sabidos = (generacion, nombres_en(motor))
        return sabidos[1]

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


def _cuantos(motor: ox.Store, grafos: Iterable[URIRef]) -> int:
    return sum(1 for iri in grafos for _ in motor.quads_for_pattern(None, None, None, a_grafo(iri)))


def _actualizada(copia: ox.Store, texto: str) -> ox.Store:
    """Do an update on a copy and return it."""
    try:
        copia.update(texto)
    except SyntaxError as causa:
        raise mal_escrita(str(causa)) from causa
    except (OSError, RuntimeError, ValueError) as causa:
        raise fallo(causa) from causa
    return copia
