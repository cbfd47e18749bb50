"""Starts the process that reads a document, and takes what it says: plain data, nothing that could be run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from threading import Lock
from typing import Any

from rdflib import Graph
from rdflib.term import BNode, Literal, Node, URIRef

from ontologia import errores
from ontologia.errores import DocumentoIlegible, ErrorDeAlinea, Ocupado, TardaDemasiado
from ontologia.iris import Acunador

__all__ = ["Lector", "LimitesDeLectura", "ProgramaLeido"]


@dataclass(frozen=True, slots=True)
class LimitesDeLectura:
    """What the reading process may use: seconds of the clock, and bytes of memory."""

    segundos: int = 120
    memoria: int = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class ProgramaLeido:
    """A programme that was read: its key and title, its two named graphs, counts by kind of item, what is wrong in it.

    `hallazgos` are (kind, message); `avisos` what could not be read.
    """

    clave: str
    titulo: str
    huella: str
    grafos: Mapping[URIRef, Graph]
    cuentas: Mapping[str, int]
    hallazgos: tuple[tuple[str, str], ...]
    avisos: tuple[str, ...]


class Lector:
    """Reads one document at a time."""

    def __init__(self, acunador: Acunador, limites: LimitesDeLectura | None = None) -> None:
        self._acunador = acunador
        self._limites = limites or LimitesDeLectura()
        self._turno = Lock()

    def leer(self, contenido: bytes, nombre: str, curaduria: bytes | None = None) -> ProgramaLeido:
        """Read the document that the bytes of a file named `nombre` hold; the name is a label, never a path.

        `curaduria` is the content of a file of curation, as it would stand beside the document.

        Raises `Ocupado` while another is read, `TardaDemasiado` past the time, and what `grafo.construccion.leer`
        raises.
        """
        if not self._turno.acquire(blocking=False):
            raise Ocupado("Se está leyendo otro documento.", "Envíelo de nuevo en un minuto.")
        try:
            return _de_json(self._ejecutar(contenido, nombre, curaduria), nombre)
        finally:
            self._turno.release()

    def _ejecutar(self, contenido: bytes, nombre: str, curaduria: bytes | None) -> dict[str, Any]:
        orden = [sys.executable, "-m", "grafo.aparte.hijo", self._acunador.base, nombre,
                 *map(str, astuple(self._limites)), str(-1 if curaduria is None else len(curaduria))]
        entorno = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PATH": os.environ.get("PATH", ""),
                   "LC_ALL": "C.UTF-8"}
        with subprocess.Popen(orden, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              env=entorno, start_new_session=True) as proceso:
            try:
                salida, _ = proceso.communicate((curaduria or b"") + contenido, timeout=self._limites.segundos)
            except subprocess.TimeoutExpired:
                raise TardaDemasiado(f"La lectura de «{nombre}» pasó de {self._limites.segundos} segundos.",
                                     "Envíe solo el texto del programa.") from None
            finally:
                _terminar(proceso)
        try:
            dicho = json.loads(salida)
        except ValueError:
            dicho = None
        if not isinstance(dicho, dict):
            raise DocumentoIlegible(f"El lector se detuvo en «{nombre}»: pide demasiada memoria o está dañado.",
                                    "Envíe solo el texto del programa.")
        return dicho


def _terminar(proceso: subprocess.Popen[bytes]) -> None:
    """Kill the process and whatever it started."""
    try:
        os.killpg(proceso.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _de_json(dicho: Mapping[str, Any], nombre: str) -> ProgramaLeido:
    if "error" in dicho:
        clase = getattr(errores, str(dicho["error"]), None)
        propia = clase if isinstance(clase, type) and issubclass(clase, ErrorDeAlinea) else DocumentoIlegible
        raise propia(str(dicho["mensaje"]), str(dicho["remedio"]))
    grafos = {}
    for iri, tripletas in dicho["grafos"].items():
        grafo = Graph()
        for s, p, o in tripletas:
            grafo.add((_termino(s), _termino(p), _termino(o)))
        grafos[URIRef(iri)] = grafo
    return ProgramaLeido(dicho["clave"], dicho["titulo"], dicho["huella"], grafos, dicho["cuentas"],
                         tuple((t, m) for t, m in dicho["hallazgos"]), tuple(dicho["avisos"]))


def _termino(escrito: list[str | None]) -> Node:
    clase, valor, lengua, tipo = escrito
    if clase == "iri":
        return URIRef(str(valor))
    if clase == "blanco":
        return BNode(str(valor))
    return Literal(str(valor), lang=lengua, datatype=None if tipo is None else URIRef(tipo), normalize=False)
