"""The embedded store over Oxigraph, in memory or in a folder.

A result of the engine must be asked, read and dropped in one thread, so nothing of the engine leaves a method.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import TypeAlias

import pyoxigraph as ox
from rdflib import Graph
from rdflib.term import URIRef

from consultas.guardia import nombra_grafos, revisar
from consultas.resultados import Conjunto, Filas, Respuesta, Resultado, Termino, Tripletas
from grafo.almacen.contrato import Tripletas as Contenido
from grafo.almacen.conversion import TerminoDelMotor, a_grafo, a_motor, a_tripleta, de_motor
from ontologia.errores import ConsultaRechazada, ErrorDeAlmacen

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
DE_CONJUNTO = {"nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG}
_LUGAR = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


class AlmacenEmbebido:
    """A store of this process. Queries may run in many threads at once; publishing waits for its turn."""

    def __init__(self, carpeta: Path | None = None) -> None:
        """Open a store in memory, or in `carpeta`, which is made when missing.

        Raises `ErrorDeAlmacen` when the folder is in use by another process or is not a store.
        """
        self._turno = Lock()
        self._cuenta = carpeta / "generacion" if carpeta else None
        self._generacion = _leer_generacion(self._cuenta)
        self._motor: ox.Store | None = _abrir(carpeta / "datos") if carpeta else ox.Store()

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
            raise _fallo(causa) from causa

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
            raise _fallo(causa) from causa
        sirven = ", ".join(DE_GRAFO if isinstance(solucion, ox.QueryTriples) else DE_TABLA)
        raise ConsultaRechazada(f"La respuesta no se puede dar como “{formato}”.", f"Pida uno de: {sirven}.")

    def reemplazar(self, grafos: Mapping[URIRef, Contenido]) -> None:
        """Publish: replace each named graph whole, all of them or none.

        The new content is converted and written out before the store is touched, and enters as one transaction.
        On disk it is flushed before this returns. Raises `ErrorDeAlmacen` when a term cannot be stored.
        """
        with self._turno:
            motor = self._abierto()
            orden = _orden(grafos)
            self._contar()
            try:
                motor.update(orden)
                if self._cuenta is not None:
                    motor.flush()
            except (OSError, RuntimeError, SyntaxError) as causa:
                raise _fallo(causa) from causa
            self._generacion += 1

    def volcar(self, formato: str) -> bytes:
        """Return everything as "nq" or "trig"; raises `ErrorDeAlmacen` for another format."""
        if formato not in DE_CONJUNTO:
            raise ErrorDeAlmacen(f"No se vuelca como “{formato}”.", f"Pida uno de: {', '.join(DE_CONJUNTO)}.")
        return bytes(self._abierto().dump(format=DE_CONJUNTO[formato]) or b"")

    def grafo(self, iri: URIRef) -> Graph:
        """Return a copy of one named graph as an rdflib graph in memory, empty if there is none."""
        copia = Graph(identifier=iri)
        for cuad in self._abierto().quads_for_pattern(None, None, None, a_grafo(iri)):
            copia.add((de_motor(cuad.subject), de_motor(cuad.predicate), de_motor(cuad.object)))
        return copia

    def cerrar(self) -> None:
        """Let go of the store (and of its folder); it cannot be used after."""
        with self._turno:
            self._motor = None

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
            raise _mal_escrita(str(causa)) from causa
        except RuntimeError as causa:
            if "SELECT projection" in str(causa):
                raise ConsultaRechazada(
                    "Un parámetro no es variable del SELECT de la consulta.", "Añada la variable al SELECT."
                ) from causa
            raise _fallo(causa) from causa
        except OSError as causa:
            raise _fallo(causa) from causa

    def _contar(self) -> None:
        """Count a publication before it happens: a number skipped is harmless, one used twice is not."""
        if self._cuenta is not None:
            nuevo = self._cuenta.with_suffix(".nueva")
            nuevo.write_text(str(self._generacion + 1), encoding="ascii")
            nuevo.replace(self._cuenta)


def _orden(grafos: Mapping[URIRef, Contenido]) -> str:
    """Return the update that replaces the graphs; terms and names are written by the engine's own writer."""
    nombres = [a_grafo(iri) for iri in grafos]
    bloques = [ox.serialize((a_tripleta(t) for t in c), format=ox.RdfFormat.N_TRIPLES) or b"" for c in grafos.values()]
    borrar = [f"DROP SILENT GRAPH {nombre}" for nombre in nombres]
    poner = [f"GRAPH {nombre} {{\n{bloque.decode()}}}" for nombre, bloque in zip(nombres, bloques, strict=True)]
    cuerpo = "\n".join(poner)
    return ";\n".join([*borrar, f"INSERT DATA {{\n{cuerpo}\n}}"])


def _abrir(ruta: Path) -> ox.Store:
    try:
        ruta.mkdir(parents=True, exist_ok=True)
        return ox.Store(str(ruta))
    except (OSError, RuntimeError, ValueError) as causa:
        if "lock" in str(causa).lower():
            raise ErrorDeAlmacen(
                f"Otro proceso tiene abierto el almacén {ruta.parent}.",
                "Ciérrelo (¿hay un “alinea servir” en marcha?) o elija otra carpeta con --almacen.",
            ) from causa
        raise ErrorDeAlmacen(
            f"No se pudo abrir el almacén {ruta.parent}: {causa}.", "Compruebe la carpeta y sus permisos."
        ) from causa


def _leer_generacion(cuenta: Path | None) -> int:
    """Return the count kept in the folder, 0 for a new one."""
    if cuenta is None or not cuenta.exists():
        return 0
    texto = cuenta.read_text(encoding="ascii", errors="replace").strip()
    if not texto.isdigit():
        raise ErrorDeAlmacen(f"El archivo {cuenta} no es un número.", "Bórrelo para contar de nuevo desde cero.")
    return int(texto)


def _mal_escrita(mensaje: str) -> ConsultaRechazada:
    """Translate a syntax error of the engine, with its line and column."""
    hallado = _LUGAR.match(mensaje)
    if hallado is None:
        return ConsultaRechazada(f"La consulta no se entiende: {mensaje}.", "Revise la sintaxis de SPARQL 1.1.")
    linea, columna, motivo = hallado.groups()
    return ConsultaRechazada(
        f"La consulta no se entiende en la línea {linea}, columna {columna}: {motivo.split(', [')[0][:300]}.",
        "Revise la sintaxis de SPARQL 1.1.",
    )


def _fallo(causa: Exception) -> ErrorDeAlmacen:
    return ErrorDeAlmacen(f"El almacén no pudo responder: {causa}.", "Repita la operación; si sigue, reconstruya.")
