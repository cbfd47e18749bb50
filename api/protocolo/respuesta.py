"""Answers a query of the protocol: asked where it can be stopped, in the form that the client accepts."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from api.negociacion import DE_GRAFO, DE_TABLA, DE_VERDAD, elegir
from api.protocolo.grafos import Examen, examinar, exigir_conocidos, grafos_de
from api.protocolo.hechas import coincide, etiqueta
from api.protocolo.peticion import Pedido
from api.sitio import Sitio
from consultas import Conjunto, Resultado
from grafo.almacen import Contestado
from grafo.almacen.respuestas import leer_respuesta
from ontologia.errores import ConsultaRechazada, ErrorDeAlinea, ErrorDeAlmacen

__all__ = ["CONTESTADO", "FORMAS", "TRUNCADO", "Desconectado", "preguntar", "preguntar_valores", "responder"]

TRUNCADO = "Alinea-Truncado"
"""Header of an answer from which rows or bytes over the limit were left out; its value is "filas"."""

CONTESTADO = "alinea.contestado"
"""Where a request carries what a worker answered to it already, or the error: see `api.protocolo.ventanilla`."""

FORMAS: Mapping[str, Mapping[str, str]] = {
    "SELECT": DE_TABLA, "ASK": DE_VERDAD, "CONSTRUCT": DE_GRAFO, "DESCRIBE": DE_GRAFO,
}
"""Format of the answer by media type, for each form of query."""

_POR_NOMBRE = {"json": "application/sparql-results+json", "xml": "application/sparql-results+xml", "csv": "text/csv",
               "tsv": "text/tab-separated-values", "turtle": "text/turtle", "jsonld": "application/ld+json"}
_PACIENCIA = 0.1
"""Seconds before we look whether the client is still there: most answers are ready by then."""


class Desconectado(Exception):
    """The client closed the connection; its query was stopped."""


async def responder(peticion: Request, pedido: Pedido) -> Response:
    """Answer a query for a program; 304 when the client holds the answer already.

    Raises `ConsultaRechazada`, `NoAceptable`, and what the `Consultorio` raises.
    """
    sitio: Sitio = peticion.app.state.sitio
    examen = _examen(sitio, pedido)
    formas = FORMAS[examen.forma]
    tipo = _POR_NOMBRE.get(pedido.formato) or elegir(peticion, formas)
    if tipo not in formas:
        raise ConsultaRechazada(f"La respuesta no se puede dar como «{pedido.formato[:20]}».",
                                f"Pida una de: {', '.join(formas)}.")
    generacion = sitio.contexto.almacen.generacion
    cabeceras = {"Vary": "Accept", "Cache-Control": "no-cache"}
    propia = etiqueta(sitio.epoca, generacion, examen.texto, pedido.conjunto, tipo) if (
        examen.estable and peticion.method == "GET") else ""
    if propia and coincide(peticion.headers.get("if-none-match"), propia):
        return Response(None, 304, cabeceras | {"ETag": f'W/"{propia}"'})
    contestado = _ya_contestado(peticion) or await _contestar(peticion, examen, formas[tipo], pedido.conjunto)
    if contestado.truncado:
        cabeceras[TRUNCADO] = "filas"
    elif propia and sitio.contexto.almacen.generacion == generacion:
        cabeceras["ETag"] = f'W/"{propia}"'
    return Response(contestado.cuerpo, 200, cabeceras, media_type=tipo)


async def preguntar(peticion: Request, pedido: Pedido) -> tuple[bytes, str, bool]:
    """Answer a query in a format that can be read back: the bytes, the format, and whether they were cut short."""
    sitio: Sitio = peticion.app.state.sitio
    examen = _examen(sitio, pedido)
    formato = "ntriples" if examen.forma in {"CONSTRUCT", "DESCRIBE"} else "json"
    contestado = await _contestar(peticion, examen, formato, pedido.conjunto)
    return contestado.cuerpo, formato, contestado.truncado


async def preguntar_valores(peticion: Request, pedido: Pedido) -> tuple[Resultado, bool]:
    """Answer a query as values, for pages and workbooks; and whether they were cut short."""
    cuerpo, formato, truncado = await preguntar(peticion, pedido)
    return await asyncio.to_thread(leer_respuesta, cuerpo, formato), truncado


def _examen(sitio: Sitio, pedido: Pedido) -> Examen:
    grafos = grafos_de(sitio)
    exigir_conocidos(pedido.conjunto, grafos)
    return examinar(pedido.texto, grafos, sitio.contexto.acunador.base, sitio.contexto.servicios)


def _ya_contestado(peticion: Request) -> Contestado | None:
    """Return what a worker answered already, if one did; raises the error that it gave."""
    ya: Contestado | ErrorDeAlinea | None = peticion.scope.get(CONTESTADO)
    if isinstance(ya, ErrorDeAlinea):
        raise ya
    return ya


async def _contestar(peticion: Request, examen: Examen, formato: str, conjunto: Conjunto | None) -> Contestado:
    """Have a query answered; when that fails and other servers were asked, say so."""
    sitio: Sitio = peticion.app.state.sitio
    try:
        return await _atender(peticion, sitio.consultorio.contestar(examen.texto, formato, {}, conjunto))
    except ErrorDeAlmacen as causa:
        if not examen.fuera:
            raise
        raise ErrorDeAlmacen(f"No se pudo preguntar a los servidores que nombra SERVICE: {causa.mensaje[:300]}",
                             "Repita la consulta más tarde, o siga sin ellos: SERVICE SILENT.") from causa


async def _atender(peticion: Request, consulta: Coroutine[Any, Any, Contestado]) -> Contestado:
    """Wait for a query; raises `Desconectado`, once it is stopped, when the client goes away before it is answered."""
    propia = asyncio.current_task()
    assert propia is not None
    vigia = _Vigia(peticion, propia)
    turno = asyncio.get_running_loop().call_later(_PACIENCIA, vigia.empezar)
    try:
        return await consulta
    except asyncio.CancelledError:
        if not vigia.se_fue or propia.uncancel():
            raise
        raise Desconectado from None
    finally:
        turno.cancel()
        vigia.terminar()


class _Vigia:
    """Cancels the task of a request when its client goes away."""

    def __init__(self, peticion: Request, tarea: asyncio.Task[Any]) -> None:
        self._peticion = peticion
        self._tarea = tarea
        self._escucha: asyncio.Task[None] | None = None
        self.se_fue = False

    def empezar(self) -> None:
        self._escucha = asyncio.ensure_future(self._escuchar())

    def terminar(self) -> None:
        if self._escucha is not None:
            self._escucha.cancel()

    async def _escuchar(self) -> None:
        while (await self._peticion.receive())["type"] != "http.disconnect":
            pass
        self.se_fue = True
        self._tarea.cancel()
