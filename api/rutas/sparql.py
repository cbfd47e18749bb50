"""SPARQL 1.1 Protocol: queries, updates and the service's description; and the editor when a browser asks."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.errores import estado_de, lugar_de
from api.negociacion import DE_DATOS, NoAceptable, elegir, quiere_pagina
from api.palabras import abreviado, palabras
from api.permisos import llave_de
from api.protocolo.descripcion import describir_servicio
from api.protocolo.grafos import exigir_conocidos, grafos_de, raiz_de
from api.protocolo.peticion import CONSULTA, FORMULARIO, Pedido, leer_pedido
from api.protocolo.respuesta import Desconectado, preguntar_valores, responder
from api.rutas.datos import grafo_como
from api.sitio import EnSitio, Vista
from api.tablas import MAXIMO_A_LA_VISTA, como_libro, tabla_de
from consultas import Conjunto, Filas, Respuesta, Resultado, buscar, catalogo
from consultas.catalogo import PUBLICOS
from consultas.conjunto import aplicar_using, con_base
from ontologia.errores import ErrorDeAlinea
from ontologia.espacios import PREFIJOS

__all__ = ["router"]

router = APIRouter(tags=["sparql"])

_LIBRO = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CABEZA = ("al", "dcterms", "eli", "nivel", "oa", "rdfs")
_EJEMPLO = """
SELECT ?numero ?texto
WHERE { ?linea a al:LineaDeAccion ; al:numero ?numero ; al:texto ?texto }
ORDER BY ?numero
"""
_PERMITIDOS = {"Allow": "GET, HEAD, POST, OPTIONS"}


def _parametro(nombre: str, descripcion: str, *, varias: bool = False) -> dict[str, Any]:
    texto = {"type": "string"}
    return {"name": nombre, "in": "query", "required": False, "description": descripcion,
            "schema": {"type": "array", "items": texto} if varias else texto}


_DE_CONJUNTO = [_parametro(f"{x}-graph-uri", "Grafo de este almacén / graph of this store", varias=True)
                for x in ("default", "named")]
_RESPUESTAS: dict[int | str, dict[str, Any]] = {
    e: {"description": d} for e, d in {
        400: "La petición no se entiende o no se permite", 406: "Ninguna forma que el cliente acepte",
        415: "Otro tipo de contenido", 503: "Sin lugar, o sin memoria", 504: "Tarda demasiado"}.items()}


@router.get("/sparql", summary="SPARQL 1.1: consulta por GET, descripción del servicio, o el editor",
            response_class=Response, responses=_RESPUESTAS,
            openapi_extra={"parameters": [_parametro("query", "SPARQL 1.1"), *_DE_CONJUNTO,
                                          _parametro("formato", "json, xml, csv, tsv, turtle, jsonld, xlsx")]})
async def por_get(request: Request) -> Response:
    """Answer a query given as `query`; without one, show the editor to a browser, and to a program the description."""
    if nombre := request.query_params.get("consulta"):
        return await _editor(request, buscar(nombre).texto, ejemplo=nombre)
    pedido = await leer_pedido(request)
    if pedido is not None:
        return await _consultar(request, pedido)
    if quiere_pagina(request):
        return await _editor(request, "".join(f"PREFIX {p}: <{PREFIJOS[p]}>\n" for p in _CABEZA) + _EJEMPLO)
    return await _descripcion(request)


@router.get("/sparql/vocabulario.json", include_in_schema=False)
def vocabulario(v: EnSitio) -> Response:
    """Return what the editor completes from: prefixes, and the terms of the vocabulary with their words."""
    terminos = sorted((abreviado(iri), dicha.en(v.idioma)) for iri, dicha in palabras().items())
    return JSONResponse({"prefijos": {k: str(x) for k, x in PREFIJOS.items()},
                         "terminos": [t for t in terminos if not t[0].startswith("http")]},
                        headers={"Cache-Control": "max-age=3600"})


@router.post("/sparql", summary="SPARQL 1.1: consulta o actualización por POST, en un formulario o directa",
             response_class=Response,
             responses=_RESPUESTAS | {204: {"description": "Actualizado"}, 401: {"description": "Falta la llave"},
                                      403: {"description": "La llave no alcanza"},
                                      422: {"description": "No conforma"}},
             openapi_extra={"requestBody": {"required": True, "content": {
                 FORMULARIO: {"schema": {"type": "object", "properties": {"query": {"type": "string"},
                                                                           "update": {"type": "string"}}}},
                 CONSULTA: {"schema": {"type": "string"}}, "application/sparql-update": {"schema": {"type": "string"}},
             }}})
async def por_post(request: Request) -> Response:
    """Answer a query, or do an update for whoever holds a token of role "administra"."""
    pedido = await leer_pedido(request)
    assert pedido is not None
    return await (_consultar if pedido.operacion == "query" else _actualizar)(request, pedido)


@router.options("/sparql", include_in_schema=False)
async def opciones(request: Request) -> Response:
    """Tell the methods, with the description of the service when its form is accepted."""
    try:
        return await _descripcion(request)
    except NoAceptable:
        return Response(None, 204, _PERMITIDOS)


async def _descripcion(peticion: Request) -> Response:
    tipo = elegir(peticion, DE_DATOS)
    cuerpo = await run_in_threadpool(
        lambda: grafo_como(describir_servicio(peticion.app.state.sitio, raiz_de(peticion)), DE_DATOS[tipo]))
    return Response(cuerpo, 200, {**_PERMITIDOS, "Vary": "Accept, Host", "Cache-Control": "no-store"}, media_type=tipo)


async def _actualizar(peticion: Request, pedido: Pedido) -> Response:
    """Do an update: allowed, its dataset written into it, published by the one writer."""
    autor = llave_de(peticion, "administra").nombre
    sitio = peticion.app.state.sitio
    exigir_conocidos(pedido.conjunto, grafos_de(sitio))
    texto = aplicar_using(con_base(pedido.texto, sitio.contexto.acunador.base), pedido.conjunto or Conjunto())
    await run_in_threadpool(sitio.publicador.actualizar, texto, autor)
    return Response(None, 204)


async def _consultar(peticion: Request, pedido: Pedido) -> Response:
    try:
        if not pedido.formato and quiere_pagina(peticion):
            return await _editor_con_respuesta(peticion, pedido)
        if pedido.formato == "xlsx":
            resultado, _ = await preguntar_valores(peticion, pedido)
            base = peticion.app.state.sitio.contexto.acunador.base
            return Response(await run_in_threadpool(como_libro, "SPARQL", resultado, base), media_type=_LIBRO,
                            headers={"Content-Disposition": 'attachment; filename="respuesta.xlsx"'})
        return await responder(peticion, pedido)
    except Desconectado:
        return Response(None, 499)


async def _editor_con_respuesta(peticion: Request, pedido: Pedido) -> Response:
    """Show the editor with the answer below it, or with what is wrong and where."""
    try:
        resultado, truncado = await preguntar_valores(peticion, pedido)
    except ErrorDeAlinea as causa:
        return await _editor(peticion, pedido.texto, estado_de(causa), error=causa, lugar=lugar_de(causa.mensaje))
    return await _editor(peticion, pedido.texto, resultado=resultado, truncado=truncado)


async def _editor(peticion: Request, texto: str, estado: int = 200, resultado: Resultado | None = None,
                  **datos: object) -> Response:
    """Return the page of the editor, made in a thread: it reads the store."""
    v = Vista(peticion.app.state.sitio, peticion)

    def hacer() -> Response:
        respondido = {} if resultado is None else {"tabla": tabla_de(resultado, v), "salidas": _salidas(resultado)}
        vacios: dict[str, object] = {"tabla": None, "error": None, "lugar": None, "ejemplo": "", "salidas": (),
                                     "truncado": False}
        return v.pagina("sparql.html", estado, activa="/consultas", texto=texto, maximo=MAXIMO_A_LA_VISTA,
                        publicos=PUBLICOS, ejemplos=list(catalogo().values()), **(vacios | datos | respondido))

    return await run_in_threadpool(hacer)


def _salidas(resultado: Resultado) -> tuple[str, ...]:
    if isinstance(resultado, Filas):
        return ("json", "csv", "xlsx")
    return ("json", "xlsx") if isinstance(resultado, Respuesta) else ("turtle", "jsonld", "xlsx")
