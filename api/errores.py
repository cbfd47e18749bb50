"""From errors to answers: one table from class to HTTP status; a page for people, problem details for programs."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Match

from api.apunte import apunte_de
from api.idioma_de_mensajes import Habla
from api.negociacion import NoAceptable, TipoNoAdmitido, quiere_pagina
from api.seguridad import CABECERAS
from api.sitio import Vista
from ontologia.errores import (
    Cambiado,
    ErrorDeAlinea,
    ErrorDeAlmacen,
    ErrorDeEntrada,
    NoAutorizado,
    NoConforma,
    NoEsPrograma,
    NoExiste,
    NoPermitido,
    Ocupado,
    PideDemasiado,
    TardaDemasiado,
    YaExiste,
)

__all__ = ["ESTADOS", "estado_de", "lugar_de", "poner_errores", "responder"]

_REGISTRO = logging.getLogger("alinea")
_LUGAR = re.compile(r"línea (\d+), columna (\d+)")

ESTADOS: tuple[tuple[type[ErrorDeAlinea], int], ...] = (
    (NoAceptable, 406), (TipoNoAdmitido, 415), (NoExiste, 404), (YaExiste, 409), (Cambiado, 412), (NoEsPrograma, 422),
    (ErrorDeEntrada, 400), (Ocupado, 503), (TardaDemasiado, 504), (PideDemasiado, 503), (ErrorDeAlmacen, 503),
    (NoAutorizado, 401), (NoPermitido, 403), (NoConforma, 422), (ErrorDeAlinea, 500),
)
"""The status for each class of error, the narrower first."""


def estado_de(error: ErrorDeAlinea) -> int:
    """Return the HTTP status of an error."""
    return next(estado for clase, estado in ESTADOS if isinstance(error, clase))


def lugar_de(mensaje: str) -> tuple[int, int] | None:
    """Return the line and column (from 1) that the message of an error names, or None."""
    lugar = _LUGAR.search(mensaje)
    return (int(lugar[1]), int(lugar[2])) if lugar else None


def responder(peticion: Request, error: ErrorDeAlinea) -> Response:
    """Return what answers an error: a page, or problem details."""
    propias = {"WWW-Authenticate": "Bearer"} if isinstance(error, NoAutorizado) else None
    datos = {"resultados": list(error.resultados)} if isinstance(error, NoConforma) else {}
    return _responder(peticion, estado_de(error), error.mensaje, error.remedio, propias, datos)


def poner_errores(app: FastAPI) -> None:
    """Register what answers for every kind of error."""

    @app.exception_handler(ErrorDeAlinea)
    def _conocido(peticion: Request, error: ErrorDeAlinea) -> Response:
        return responder(peticion, error)

    @app.exception_handler(RequestValidationError)
    def _invalido(peticion: Request, error: RequestValidationError) -> Response:
        campos = ", ".join(str(e["loc"][-1]) for e in error.errors())
        return _responder(peticion, 422, f"No se entiende el valor de: {campos}.", "Corrija la dirección o el campo.")

    @app.exception_handler(HTTPException)
    def _de_http(peticion: Request, error: HTTPException) -> Response:
        mensaje, remedio = _HTTP.get(error.status_code, (str(error.detail), ""))
        camino = str(peticion.scope["path"])[:120]
        cabeceras = dict(error.headers or {})
        if "Allow" in cabeceras:
            cabeceras["Allow"] = ", ".join(_metodos_de(peticion))
        return _responder(peticion, error.status_code, mensaje.format(camino=camino), remedio, cabeceras)

    @app.exception_handler(Exception)
    def _imprevisto(peticion: Request, error: Exception) -> Response:
        numero = apunte_de(peticion.scope).numero
        _REGISTRO.error("falla", exc_info=error, extra={"alinea": {"peticion": numero}})
        return _responder(peticion, 500, "Algo falló en el servidor; la falla quedó en su registro.",
                          f"Repita la operación; si sigue, avise a quien administra el servidor: petición {numero}.",
                          {**CABECERAS, "X-Request-Id": numero})  # it is sent past the middlewares


def _metodos_de(peticion: Request) -> list[str]:
    """Return every method that an address answers: the table of routes has a row for each (RFC 9110, 15.5.6)."""
    hallados = [metodo for metodo in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS") if any(
        ruta.matches({**peticion.scope, "method": "GET" if metodo == "HEAD" else metodo})[0] is Match.FULL
        for ruta in peticion.app.router.routes)]
    return hallados or ["GET", "HEAD"]  # a static file, whose folder is no row of the table


_HTTP = {
    404: ("No hay ninguna página en «{camino}».", "Revise la dirección, o vuelva al inicio."),
    405: ("Esta dirección no admite ese método.", "Use GET, o POST en /sparql."),
}


def _responder(peticion: Request, estado: int, mensaje: str, remedio: str, cabeceras: Any = None,
               datos: Mapping[str, Any] = MappingProxyType({})) -> Response:
    """Return the error as a page when a browser asks, else as problem details (RFC 9457)."""
    vista = Vista(peticion.app.state.sitio, peticion)
    di = Habla(vista.idioma)
    if quiere_pagina(peticion):
        respuesta: Response = vista.pagina(
            "error.html", estado, codigo=estado, mensaje=di.mensaje(mensaje), remedio=di.mensaje(remedio),
            numero=apunte_de(peticion.scope).numero)
    else:
        problema = {"type": "about:blank", "status": estado, "title": di.mensaje(mensaje),
                    "detail": di.mensaje(remedio),
                    "peticion": apunte_de(peticion.scope).numero, **datos}
        if lugar := lugar_de(mensaje):
            problema |= {"linea": lugar[0], "columna": lugar[1]}
        respuesta = JSONResponse(problema, estado, media_type="application/problem+json",
                                 headers={"Content-Language": vista.idioma})
    respuesta.headers.update(dict(cabeceras or {}) | ({"Retry-After": "5"} if estado == 503 else {}))
    return respuesta
