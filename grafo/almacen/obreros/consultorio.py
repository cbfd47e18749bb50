"""Free queries in worker processes, each over the store as it was last published."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from rdflib.term import BNode, Literal

from consultas.guardia import nombra_grafos, revisar
from consultas.resultados import Conjunto, Termino
from consultas.vistazo import vistazo
from grafo.almacen.contrato import Atencion, Contestado
from grafo.almacen.conversion import a_motor
from grafo.almacen.fallas import fallo, mal_escrita, no_se_da, parametro_ajeno
from grafo.almacen.formatos import DE_GRAFO, DE_TABLA
from grafo.almacen.hijos import sin_memoria
from grafo.almacen.motor import AlmacenEmbebido
from grafo.almacen.obreros.cuadrilla import Cuadrilla
from grafo.almacen.obreros.encargo import Encargo
from grafo.almacen.obreros.instantaneas import Instantaneas
from grafo.almacen.obreros.obrero import PEDIDO, Estado
from grafo.almacen.obreros.proceso import Obrero
from ontologia.errores import ErrorDeAlinea, ErrorDeAlmacen

__all__ = ["AlTerminar", "ConsultorioDeObreros", "Limites"]

AlTerminar: TypeAlias = Callable[[Contestado | ErrorDeAlinea], None]
"""What is called with the answer of a query, or with its error."""


@dataclass(frozen=True, slots=True)
class Limites:
    """What one query may take: `plazo` seconds, `memoria` bytes of address space, `filas` and `octetos` of answer.

    `obreros` run at once, and `cola` more may wait, each no longer than `plazo`.
    """

    obreros: int = 4
    cola: int = 64
    plazo: float = 10.0
    memoria: int = 1 << 30
    filas: int = 200_000
    octetos: int = 32 << 20


class ConsultorioDeObreros:
    """A `Consultorio` over a store in a folder: a query is stopped by killing the process that answers it."""

    def __init__(self, almacen: AlmacenEmbebido, limites: Limites = Limites(),
                 servicios: frozenset[str] = frozenset()) -> None:
        """Take a first snapshot and start the workers; a query may name `servicios` in SERVICE.

        Raises `ErrorDeAlmacen`, also for a store in memory.
        """
        if almacen.carpeta is None:
            raise ErrorDeAlmacen("Un almacén en memoria no se puede repartir entre procesos.", "Use una carpeta.")
        self._limites = limites
        self._servicios = servicios
        self._instantaneas = Instantaneas(almacen, almacen.carpeta.instantaneas)
        self._instantaneas.renovar()
        self._cuadrilla = Cuadrilla(limites.obreros, limites.cola, self._crear)
        self._contestadas = self._detenidas = 0

    async def contestar(self, texto: str, formato: str, parametros: Mapping[str, Termino] = {},
                        conjunto: Conjunto | None = None) -> Contestado:
        """Answer as `Consultorio.contestar` says; the guard looks at the text before a worker does."""
        union = _es_a_la_union(texto, self._servicios)
        if formato not in DE_TABLA and formato not in DE_GRAFO:
            raise no_se_da(formato, (*DE_TABLA, *DE_GRAFO))
        extras = _extras(parametros, conjunto) if parametros or conjunto is not None else b""
        futuro: asyncio.Future[Contestado] = asyncio.get_running_loop().create_future()

        def al_terminar(contestado: Contestado | ErrorDeAlinea) -> None:
            if futuro.done():
                return
            if isinstance(contestado, Contestado):
                futuro.set_result(contestado)
            else:
                futuro.set_exception(contestado)

        encargo = self._encargar(texto, formato, union, extras, al_terminar)
        try:
            return await futuro
        except asyncio.CancelledError:
            self.cancelar(encargo)
            raise

    def encargar(self, texto: str, formato: str, al_terminar: AlTerminar) -> Encargo:
        """Begin to answer a query that `vistazo` let by, from a running loop: `al_terminar` is called with the answer
        or its error. `cancelar` stops it. Raises `Ocupado`, and `ErrorDeAlmacen` when everything ends.
        """
        return self._encargar(texto, formato, True, b"", al_terminar)

    def cancelar(self, encargo: Encargo) -> None:
        """Stop a query whose answer nobody waits for."""
        self._detenidas += encargo.cancelar()

    @property
    def generacion(self) -> int:
        """The generation of the snapshot that a query would be asked of, -1 when there is a later one."""
        return self._instantaneas.generacion if self._instantaneas.al_dia else -1

    @property
    def atencion(self) -> Atencion:
        """How busy it is now."""
        return Atencion(self._limites.obreros, self._cuadrilla.ocupados, self._cuadrilla.en_espera,
                        self._contestadas, self._detenidas)

    @property
    def procesos(self) -> tuple[int, ...]:
        """The numbers of the worker processes."""
        return self._cuadrilla.procesos

    def cerrar(self) -> None:
        """Kill the workers and remove the snapshots; before the store is closed."""
        self._cuadrilla.cerrar()
        self._instantaneas.cerrar()

    def _crear(self) -> Obrero:
        return Obrero(self._limites.memoria, self._limites.plazo, self._instantaneas.vigente)

    def _encargar(self, texto: str, formato: str, union: bool, extras: bytes, al_terminar: AlTerminar) -> Encargo:
        limites = self._limites
        tabla, grafo = _TIPOS[formato]
        palabras = texto.encode("utf-8", "surrogatepass")

        def escribir(carpeta: Path) -> bytes:
            donde = os.fsencode(carpeta)
            largo = _RESTO + len(donde) + len(tabla) + len(grafo) + len(extras) + len(palabras)
            return b"".join((PEDIDO.pack(largo, union, limites.filas, limites.octetos, len(donde), len(tabla),
                                         len(grafo), len(extras)), donde, tabla, grafo, extras, palabras))

        def terminado(estado: Estado, cuerpo: bytes, error: ErrorDeAlinea | None) -> None:
            if error is not None:
                self._detenidas += 1
                al_terminar(error)
            elif estado is Estado.bien or estado is Estado.truncado:
                self._contestadas += 1
                al_terminar(Contestado(cuerpo, estado is Estado.truncado))
            else:
                al_terminar(_error(estado, cuerpo.decode("utf-8", "replace"), formato))

        return Encargo(self._cuadrilla, self._instantaneas, limites.plazo, escribir, terminado)


_TIPOS = {f: (DE_TABLA[f].media_type.encode() if f in DE_TABLA else b"",
              DE_GRAFO[f].media_type.encode() if f in DE_GRAFO else b"") for f in (*DE_TABLA, *DE_GRAFO)}
_RESTO = PEDIDO.size - 4


def _extras(parametros: Mapping[str, Termino], conjunto: Conjunto | None) -> bytes:
    return json.dumps({
        "valores": {nombre: _partes(termino) for nombre, termino in parametros.items()},
        "conjunto": conjunto and [list(conjunto.predeterminado), list(conjunto.con_nombre)],
    }).encode()


@lru_cache(maxsize=256)
def _es_a_la_union(texto: str, servicios: frozenset[str]) -> bool:
    """Refuse what the guard refuses, and return whether a query is asked of the union: it names no graph with FROM."""
    if vistazo(texto):
        return True
    revisar(texto, admite_from=True, servicios=servicios)
    return not nombra_grafos(texto)


def _partes(termino: Termino) -> tuple[str, str, str | None, str | None]:
    """Return a term as text for a worker; raises `ErrorDeAlmacen` for one that the engine would not take."""
    a_motor(termino)
    if isinstance(termino, Literal):
        return "literal", str(termino), termino.language, str(termino.datatype) if termino.datatype else None
    return ("nodo" if isinstance(termino, BNode) else "iri"), str(termino), None, None


def _error(estado: Estado, dicho: str, formato: str) -> ErrorDeAlinea:
    """Return the error that a worker reported."""
    match estado:
        case Estado.mal_escrita:
            return mal_escrita(dicho)
        case Estado.parametro_ajeno:
            return parametro_ajeno()
        case Estado.otro_formato:
            return no_se_da(formato, DE_GRAFO if dicho == "grafo" else DE_TABLA)
        case Estado.sin_memoria:
            return sin_memoria()
        case _:
            return fallo(dicho)
