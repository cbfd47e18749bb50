"""Free queries in worker processes, each over the store as it was last published."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rdflib.term import BNode, Literal

from consultas.guardia import nombra_grafos, revisar
from consultas.resultados import Conjunto, Termino
from grafo.almacen.contrato import Atencion, Contestado
from grafo.almacen.conversion import a_motor
from grafo.almacen.fallas import fallo, mal_escrita, no_se_da, parametro_ajeno
from grafo.almacen.hijos import demora, sin_memoria
from grafo.almacen.motor import DE_GRAFO, DE_TABLA, AlmacenEmbebido
from grafo.almacen.obreros.cuadrilla import Cuadrilla, cerrandose
from grafo.almacen.obreros.instantaneas import Instantaneas
from grafo.almacen.obreros.obrero import Estado
from grafo.almacen.obreros.proceso import Obrero, ObreroMuerto
from ontologia.errores import ErrorDeAlinea, ErrorDeAlmacen

__all__ = ["ConsultorioDeObreros", "Limites"]


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

    def __init__(self, almacen: AlmacenEmbebido, limites: Limites = Limites()) -> None:
        """Take a first snapshot and start the workers. Raises `ErrorDeAlmacen`, also for a store in memory."""
        if almacen.carpeta is None:
            raise ErrorDeAlmacen("Un almacén en memoria no se puede repartir entre procesos.", "Use una carpeta.")
        self._limites = limites
        self._instantaneas = Instantaneas(almacen, almacen.carpeta.instantaneas)
        self._instantaneas.renovar()
        self._cuadrilla = Cuadrilla(limites.obreros, limites.cola, self._crear)
        self._contestadas = self._detenidas = 0

    async def contestar(self, texto: str, formato: str, parametros: Mapping[str, Termino] = {},
                        conjunto: Conjunto | None = None) -> Contestado:
        """Answer as `Consultorio.contestar` says; the guard looks at the text before a worker does."""
        union = _es_a_la_union(texto)
        if formato not in DE_TABLA and formato not in DE_GRAFO:
            raise no_se_da(formato, (*DE_TABLA, *DE_GRAFO))
        pedido = self._pedido(texto, formato, parametros, conjunto, union)
        obrero = await self._cuadrilla.tomar(self._limites.plazo)
        entero = False
        try:
            estado, cuerpo = await self._preguntar(obrero, pedido)
            entero = True
        except ObreroMuerto:
            if self._cuadrilla.cerrada:
                raise cerrandose() from None
            raise await asyncio.to_thread(obrero.por_que_murio) from None
        finally:
            if entero:
                self._cuadrilla.devolver(obrero)
            else:
                self._detenidas += 1
                self._cuadrilla.retirar(obrero)
        if estado not in (Estado.bien, Estado.truncado):
            raise _error(estado, cuerpo.decode("utf-8", "replace"), formato)
        self._contestadas += 1
        return Contestado(cuerpo, estado is Estado.truncado)

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

    def _pedido(self, texto: str, formato: str, parametros: Mapping[str, Termino], conjunto: Conjunto | None,
                union: bool) -> dict[str, object]:
        return {
            "texto": texto, "union": union, "filas": self._limites.filas, "octetos": self._limites.octetos,
            "de_tabla": DE_TABLA[formato].media_type if formato in DE_TABLA else "",
            "de_grafo": DE_GRAFO[formato].media_type if formato in DE_GRAFO else "",
            "valores": {nombre: _partes(termino) for nombre, termino in parametros.items()},
            "conjunto": conjunto and [list(conjunto.predeterminado), list(conjunto.con_nombre)],
        }

    async def _preguntar(self, obrero: Obrero, pedido: dict[str, object]) -> tuple[Estado, bytes]:
        """Ask over the last snapshot within the time; raises `TardaDemasiado` and `ObreroMuerto`."""
        try:
            async with asyncio.timeout(self._limites.plazo):
                if not self._instantaneas.al_dia:
                    await asyncio.to_thread(self._instantaneas.renovar)
                carpeta = self._instantaneas.tomar()
                try:
                    return await obrero.preguntar(json.dumps(pedido | {"carpeta": str(carpeta)}).encode())
                finally:
                    self._instantaneas.soltar(carpeta)
        except TimeoutError:
            raise demora(self._limites.plazo) from None


@lru_cache(maxsize=256)
def _es_a_la_union(texto: str) -> bool:
    """Refuse what the guard refuses, and return whether a query is asked of the union: it names no graph with FROM."""
    revisar(texto, admite_from=True)
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
