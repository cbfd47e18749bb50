"""Connections on which the plainest queries take the short way: see `api.protocolo.ventanilla`."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from api.apunte import numero_de
from api.conexiones import Conexion
from api.protocolo.respuesta import CONTESTADO
from api.protocolo.ventanilla import Ventanilla
from api.registro import Atendida
from consultas.vistazo import vistazo
from grafo.almacen import Contestado
from grafo.almacen.obreros import Encargo
from ontologia.errores import ErrorDeAlinea

__all__ = ["con_ventanilla"]


class _Turno:
    """A request that took the short way."""

    __slots__ = ("ciclo", "empezo", "encargo", "generacion", "numero", "texto", "tipo")

    def __init__(self, ciclo: RequestResponseCycle, texto: str, tipo: tuple[str, str, bytes], numero: bytes,
                 generacion: int) -> None:
        self.ciclo = ciclo
        self.texto = texto
        self.tipo = tipo
        self.numero = numero_de(numero or None)
        self.generacion = generacion
        self.empezo = perf_counter()
        self.encargo: Encargo | None = None


class _ConVentanilla(Conexion):
    """A connection on which the plainest queries take the short way."""

    ventanilla: Ventanilla
    _turno: _Turno | None = None
    _por_llegar: tuple[RequestResponseCycle, Any, bytes, bytes] | None = None

    def data_received(self, data: bytes) -> None:
        """Take what came in; a query whose body did not come at once is read the usual way."""
        super().data_received(data)
        if self._por_llegar is not None:
            ciclo, app, *_ = self._por_llegar
            self._por_llegar = None
            super()._start_asgi_task(ciclo, app)

    def on_message_complete(self) -> None:
        """End the request, and begin it, if it was waiting for that."""
        super().on_message_complete()
        if self._por_llegar is not None and self._por_llegar[0] is self.cycle and not self.cycle.more_body:
            ciclo, app, acepta, numero = self._por_llegar
            self._por_llegar = None
            if not self._empezar(ciclo, app, acepta, numero):
                super()._start_asgi_task(ciclo, app)

    def connection_lost(self, exc: Exception | None) -> None:
        """End; the query that was running is stopped."""
        self._por_llegar = None
        turno, self._turno = self._turno, None
        if turno is not None and turno.encargo is not None:
            self.ventanilla.consultorio.cancelar(turno.encargo)  # type: ignore[attr-defined]
            self._apuntar(turno, 499, 0)
        super().connection_lost(exc)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        corta = app is self.app and not cycle.waiting_for_100_continue and not self.flow.write_paused
        forma = self.ventanilla.forma(cycle.scope) if corta else None
        if forma is None:
            super()._start_asgi_task(cycle, app)
        elif cycle.more_body and cycle.scope["method"] == "POST":
            self._por_llegar = cycle, app, *forma
        elif not self._empezar(cycle, app, *forma):
            super()._start_asgi_task(cycle, app)

    def _empezar(self, ciclo: RequestResponseCycle, app: Any, acepta: bytes, numero: bytes) -> bool:
        """Have a query answered; return whether it may be this way."""
        ventanilla = self.ventanilla
        texto = ventanilla.texto(ciclo.scope, bytes(ciclo.body))
        forma = vistazo(texto)
        tipo = ventanilla.tipo(acepta, forma) if forma else None
        if tipo is None:
            return False
        turno = _Turno(ciclo, texto, tipo, numero, ventanilla.sitio.contexto.almacen.generacion)
        guardada = ventanilla.guardada(texto, tipo[0], turno.generacion)
        if guardada is not None:
            self._contestar(turno, guardada)
            return True

        def al_terminar(contestado: Contestado | ErrorDeAlinea) -> None:
            if turno is not self._turno:
                return
            self._turno = None
            if isinstance(contestado, Contestado) and not contestado.truncado:
                self._contestar(turno, contestado.cuerpo)
            else:
                self._por_lo_largo(turno, app, contestado)

        self._turno = turno
        try:
            turno.encargo = ventanilla.consultorio.encargar(texto, tipo[1], al_terminar)  # type: ignore[attr-defined]
        except ErrorDeAlinea as error:
            self._turno = None
            self._por_lo_largo(turno, app, error)
        return True

    def _por_lo_largo(self, turno: _Turno, app: Any, contestado: Contestado | ErrorDeAlinea) -> None:
        """Have the application say what a worker answered."""
        scope: Any = turno.ciclo.scope
        scope[CONTESTADO] = contestado
        super()._start_asgi_task(turno.ciclo, app)

    def _contestar(self, turno: _Turno, cuerpo: bytes) -> None:
        ciclo, (tipo, _, cabeceras) = turno.ciclo, turno.tipo
        partes = [b"HTTP/1.1 200 OK\r\n"]
        for nombre, valor in ciclo.default_headers:
            partes += (nombre, b": ", valor, b"\r\n")
        partes.append(cabeceras)
        if ciclo.scope["method"] == "GET" and self.ventanilla.sitio.contexto.almacen.generacion == turno.generacion:
            propia = self.ventanilla.etiqueta(turno.texto, tipo, turno.generacion)
            self.ventanilla.guardar(turno.texto, tipo, turno.generacion, cuerpo)
            partes.append(f'etag: W/"{propia}"\r\n'.encode())
        if not ciclo.keep_alive:
            partes.append(b"connection: close\r\n")
        partes.append(f"content-length: {len(cuerpo)}\r\nx-request-id: {turno.numero}\r\n\r\n".encode())
        partes.append(cuerpo)
        ciclo.response_started = ciclo.response_complete = True
        self.transport.write(b"".join(partes))
        if not ciclo.keep_alive:
            self.transport.close()
        ciclo.message_event.set()
        self._apuntar(turno, 200, len(cuerpo))
        ciclo.on_response()

    def _apuntar(self, turno: _Turno, estado: int, octetos: int) -> None:
        segundos = perf_counter() - turno.empezo
        self.ventanilla.apuntar(Atendida("/sparql", turno.ciclo.scope["method"], estado, segundos, octetos, False),
                                turno.numero, "")


def con_ventanilla(conexion: type[Conexion], ventanilla: Ventanilla) -> type[Conexion]:
    """Return connections of a class, with the short way."""
    return type("ConexionConVentanilla", (_ConVentanilla, conexion), {"ventanilla": ventanilla})
