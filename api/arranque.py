"""`alinea servir`: the store, the workers, the server, and the order in which they end."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

import uvicorn

from api.ajustes import Ajustes
from api.almacenes import almacen_nombrado
from api.bitacoras import bitacora_de
from api.conexiones import conexion_con
from api.contexto import Contexto
from api.llaves import leer_llaves
from api.protocolo.paso_corto import con_ventanilla
from api.registro import preparar_registro
from api.servidor import crear_aplicacion
from api.taller import Abierto, abierto, construir_en
from grafo.almacen import Almacen, AlmacenEmbebido, Consultorio
from grafo.almacen.obreros import ConsultorioDeObreros, Limites
from grafo.validacion import Motor
from ontologia.errores import ErrorDeEntrada

__all__ = ["consultorio_de", "limites_de", "servir"]

_DESPEDIDA = 3
"""Seconds that running queries get when the server is told to end; what is not a query gets twice as many."""
_MB = 1 << 20


class Detenido(SystemExit):
    """SIGTERM or SIGINT arrived: everything is left in order, from wherever that was."""


class _Servidor(uvicorn.Server):
    """The server, which stops the free queries that are still running some seconds after it was told to end."""

    def __init__(self, configuracion: uvicorn.Config, consultorio: Consultorio | None) -> None:
        super().__init__(configuracion)
        self._consultorio = consultorio

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End, with a limit for the queries."""
        if self._consultorio is not None:
            asyncio.get_running_loop().call_later(_DESPEDIDA, self._consultorio.cerrar)
        await super().shutdown(sockets)


def servir(host: str | None, puerto: int | None, almacen: str | None, aviso: Callable[[str], None]) -> None:
    """Build or open the store and serve until stopped; then the workers end, and the store is closed.

    Without a store, one is built in a temporary folder that goes away at the end. Raises `ErrorDeEntrada` when the
    port is taken, and what building and opening raise.
    """
    ajustes = Ajustes()
    llaves = leer_llaves(ajustes.llaves, ajustes.llave.get_secret_value() if ajustes.llave else None,
                         ajustes.leer_pide_llave)
    direccion, numero = host or ajustes.host, ajustes.puerto if puerto is None else puerto
    with (_detenible(), _enchufe(direccion, numero) as enchufe, _en_disco(almacen, aviso) as actual,
          consultorio_de(actual.almacen, ajustes) as consultorio):
        contexto = Contexto(
            almacen=actual.almacen, acunador=actual.acunador, prefijo=ajustes.prefijo, idioma=ajustes.idioma,
            llaves=llaves, bitacora=bitacora_de(almacen), consultorio=consultorio, consultas_a_la_vez=ajustes.obreros,
            plazo=ajustes.plazo, espera=ajustes.espera, motor_shacl=Motor(ajustes.motor_shacl),
            respaldos=ajustes.respaldos, servicios=ajustes.servicios)
        enchufe.listen()  # whoever reads the next line may connect already
        aviso(f"Alinea en http://{direccion}:{enchufe.getsockname()[1]} (Ctrl+C para terminar).")
        preparar_registro(ajustes.registro)
        app = crear_aplicacion(contexto)
        configuracion = uvicorn.Config(
            app, http=con_ventanilla(conexion_con(ajustes.espera), app.state.ventanilla), ws="none", log_config=None,
            access_log=False, server_header=False, limit_concurrency=ajustes.conexiones,
            timeout_graceful_shutdown=2 * _DESPEDIDA)
        with suppress(Detenido):  # it ends by itself on a signal, and raises it again afterwards
            _Servidor(configuracion, consultorio).run(sockets=[enchufe])
    aviso("Alinea terminó.")


@contextmanager
def consultorio_de(almacen: Almacen, ajustes: Ajustes) -> Iterator[Consultorio | None]:
    """Yield worker processes for the free queries of a store in a folder; None for any other."""
    if not isinstance(almacen, AlmacenEmbebido) or almacen.carpeta is None:
        yield None
        return
    consultorio = ConsultorioDeObreros(almacen, limites_de(ajustes), ajustes.servicios)
    try:
        yield consultorio
    finally:
        consultorio.cerrar()


def limites_de(ajustes: Ajustes) -> Limites:
    """Return what one free query may take, as the settings say."""
    return Limites(obreros=ajustes.obreros, cola=ajustes.cola, plazo=ajustes.plazo, memoria=ajustes.memoria * _MB,
                   filas=ajustes.filas, octetos=ajustes.octetos)


@contextmanager
def _detenible() -> Iterator[None]:
    """Turn SIGTERM and SIGINT into an exception meanwhile, so that what was opened is closed."""

    def detener(senal: int, _marco: FrameType | None) -> None:
        raise Detenido(128 + senal)

    antes = {senal: signal.signal(senal, detener) for senal in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for senal, anterior in antes.items():
            signal.signal(senal, anterior)


@contextmanager
def _enchufe(direccion: str, numero: int) -> Iterator[socket.socket]:
    """Yield a socket bound to the address, before anything slow is done. Raises `ErrorDeEntrada`."""
    with socket.socket(socket.AF_INET6 if ":" in direccion else socket.AF_INET) as enchufe:
        enchufe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            enchufe.bind((direccion, numero))
        except OSError as error:
            raise ErrorDeEntrada(f"No se puede servir en {direccion}:{numero}: {error.strerror}.",
                                 "Elija otro puerto con --puerto.") from error
        yield enchufe


@contextmanager
def _en_disco(almacen: str | None, aviso: Callable[[str], None]) -> Iterator[Abierto]:
    """Yield the store that was named, or one built in a temporary folder: free queries want it on disk."""
    if almacen_nombrado(almacen) is not None:
        with abierto(None, almacen, aviso) as actual:
            yield actual
        return
    with TemporaryDirectory(prefix="alinea-") as aparte:
        actual = construir_en([], Path(aparte) / "almacen", None, aviso)
        try:
            yield actual
        finally:
            actual.almacen.cerrar()
