"""Completes what OpenAPI says of each address: the forms of its answers, and every way in which it can be refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import FastAPI

from api.compartir import se_cuenta
from api.modelos import PROBLEMAS
from api.negociacion import DE_DATOS, DE_GRAFO, DE_TABLA

__all__ = ["describir"]

_LIBRO = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PAGINA = "text/html"

_FORMAS: Mapping[str, tuple[str, ...]] = {
    "/consultas/{nombre}": (_PAGINA, *DE_TABLA, _LIBRO),
    "/sparql": (_PAGINA, *DE_TABLA, *DE_GRAFO, *DE_DATOS, _LIBRO),
}
"""Media types of a good answer, where they are chosen by what the client accepts."""

_DE_TODAS = (400, 401, 406, 408, 413)
"""A token in the address; reading that demands a key; a form that is not given; a body too slow or too large."""

_ADEMAS: Mapping[str, tuple[int, ...]] = {
    "/consultas/{nombre}": (404, 422, 503, 504), "/api/auditoria/{programa}": (404,),
    "/api/hallazgos/{programa}": (404,),
    "/api/lineas/{programa}/{numero}": (404,), "/api/revisiones": (415,), "/api/revisiones/ensayar": (415,),
    "/api/revisiones/importar": (415,), "/sparql": (404, 413),
}
_DE_OPCIONES = {"/sparql": {"200": {"description": "La descripción del servicio",
                                    "content": {tipo: {} for tipo in DE_DATOS}}}}
_DICHOS = {406: "Ninguna forma que el cliente acepte", 408: "El cuerpo tarda demasiado en llegar"}


def describir(app: FastAPI) -> None:
    """Have the application's description completed when it is first asked for."""
    hacer = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            descripcion = hacer()
            for camino, operaciones in descripcion["paths"].items():
                for operacion in operaciones.values():
                    _completar(camino, operacion)
                _sin_cuerpo(camino, operaciones)
        return hacer()

    app.openapi = openapi  # type: ignore[method-assign]


def _completar(camino: str, operacion: dict[str, Any]) -> None:
    respuestas = operacion["responses"]
    for estado in (*_DE_TODAS, *_ADEMAS.get(camino, ())):
        respuestas.setdefault(str(estado), {"description": _dicho(estado)})
    for estado, respuesta in respuestas.items():
        if estado in {"400", "422"} or (estado >= "400" and "application/json" not in respuesta.get("content", {})):
            respuesta["content"] = _problema((_PAGINA,))
    for parametro in operacion.get("parameters", ()):
        if parametro["name"] == "fecha":
            parametro["schema"] = {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "maxLength": 0}]}
    if camino in _FORMAS:
        respuestas["200"]["content"] = {forma: {} for forma in _FORMAS[camino]}


def _sin_cuerpo(camino: str, operaciones: dict[str, Any]) -> None:
    """Add what every address answers besides: HEAD as GET but for the body, and, where they are told, the methods."""
    parametros = [p for p in next(iter(operaciones.values())).get("parameters", ()) if p["in"] == "path"]
    etiquetas = next(iter(operaciones.values())).get("tags", [])
    if "get" in operaciones:
        operaciones["head"] = {c: v for c, v in operaciones["get"].items() if c != "operationId"} | {
            "summary": "Como GET, sin el cuerpo", "description": "As GET, without the body.",
            "responses": {e: {"description": r["description"]} for e, r in operaciones["get"]["responses"].items()}}
    if se_cuenta(camino):
        operaciones["options"] = {
            "tags": etiquetas, "summary": "Los métodos de esta dirección", "parameters": parametros,
            "description": "The methods of this address, in Allow.",
            "responses": {"204": {"description": "En la cabecera Allow"}} | _DE_OPCIONES.get(camino, {})}


def _dicho(estado: int) -> str:
    return _DICHOS.get(estado) or str(PROBLEMAS[estado]["description"])


def _problema(ademas: Iterable[str]) -> dict[str, Any]:
    return {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problema"}}} | {f: {} for f in ademas}
