"""SPARQL 1.1 Graph Store HTTP Protocol: /grafos?graph=IRI, /grafos?default, and a graph's own address below /id/grafo/.

The default graph is the union of the others: it can be read, not written.
"""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote
from uuid import uuid4

from fastapi import APIRouter, Depends
from rdflib import Graph
from rdflib.term import URIRef
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from api.negociacion import DE_CONJUNTO, DE_GRAFO, TipoNoAdmitido, elegir
from api.permisos import llave_de
from api.protocolo.condiciones import etiqueta_de_grafo, exigir_condiciones
from api.protocolo.descripcion_de_grafos import (
    CON_LLAVE,
    DE_BORRADO,
    DE_ESCRITURA,
    DE_LECTURA,
    ENVIO,
    GRAFO,
    SI_COINCIDE,
    UNION,
)
from api.protocolo.hechas import coincide, etiqueta
from api.protocolo.peticion import exigir_sin_codificar, tipo_de
from api.sitio import Sitio
from consultas.lexico import es_iri
from grafo.almacen.lectura import TIPOS_DE_RDF, leer_rdf
from grafo.almacen.ntriples import en_formato
from grafo.publicacion import Publicacion
from grafo.sello import sello
from ontologia.errores import ErrorDeEntrada, NoExiste, NoPermitido

__all__ = ["router"]

router = APIRouter(tags=["grafos"])

_FORMULARIO = "multipart/form-data"
_METODOS = "GET, HEAD, PUT, POST, DELETE, OPTIONS"
_PREDETERMINADO = ""
"""Stands for the default graph where an IRI stands for a named one."""


def _indirecto(request: Request) -> str | None:
    """Return the graph that `?graph=` or `?default` names; None when neither does. Raises `ErrorDeEntrada`."""
    nombres, entero = request.query_params.getlist("graph"), "default" in request.query_params
    if len(nombres) + entero > 1 or (entero and request.query_params["default"]):
        raise ErrorDeEntrada("La petición nombra más de un grafo.", "Use «?graph=IRI» o «?default», una sola vez.")
    if not nombres:
        return _PREDETERMINADO if entero else None
    if not es_iri(nombres[0]):
        raise ErrorDeEntrada(f"«{nombres[0][:200]}» no es un IRI absoluto.", "Escriba entero el IRI del grafo.")
    return nombres[0]


def _directo(request: Request, resto: str) -> str:
    """Return the graph whose own address was asked for. Raises `NoExiste` for what cannot be one."""
    iri = f"{request.app.state.sitio.contexto.acunador.base}grafo/{quote(resto, safe='/:@!$&()*+,;=~')}"
    if not es_iri(iri) or not resto.strip("/") or "/../" in f"/{resto}/":
        raise NoExiste(f"No hay un grafo en «{resto[:200]}».", "Revise la dirección.")
    return iri


Indirecto = Annotated[str | None, Depends(_indirecto)]
Directo = Annotated[str, Depends(_directo)]


@router.get("/grafos", summary="Un grafo con nombre, la unión, o todo", responses=DE_LECTURA,
            response_class=Response, openapi_extra={"parameters": [GRAFO, UNION]})
async def leer(request: Request, grafo: Indirecto) -> Response:
    """Return a named graph, the union, or without a name everything, graph by graph."""
    sitio: Sitio = request.app.state.sitio
    almacen = sitio.contexto.almacen
    formas = DE_CONJUNTO if grafo is None else DE_GRAFO
    tipo = elegir(request, formas)
    if grafo and URIRef(grafo) not in await run_in_threadpool(almacen.nombres_de_grafos):
        raise _no_esta(grafo)
    generacion = almacen.generacion
    if grafo:
        huella = await run_in_threadpool(
            sitio.recordar, ("sello", grafo), lambda: sello(almacen.grafo(URIRef(grafo))))
        propia, debil = etiqueta_de_grafo(huella, tipo), ""
    else:
        propia, debil = etiqueta(sitio.epoca, generacion, "grafos", grafo, tipo), "W/"
    cabeceras = {"Vary": "Accept", "Cache-Control": "no-cache", "ETag": f'{debil}"{propia}"'}
    if coincide(request.headers.get("if-none-match"), propia):
        return Response(None, 304, cabeceras)

    def hacer() -> bytes:
        if grafo is None:
            return almacen.volcar(DE_CONJUNTO[tipo])
        return en_formato(almacen, (URIRef(grafo),) if grafo else almacen.nombres_de_grafos(), DE_GRAFO[tipo])

    cuerpo = await run_in_threadpool(sitio.turnos_de_consultas.correr, hacer)
    if almacen.generacion != generacion:
        del cabeceras["ETag"]
    return Response(cuerpo, 200, cabeceras, media_type=tipo)


@router.put("/grafos", summary="Reemplaza un grafo", status_code=204, responses=DE_ESCRITURA,
            response_class=Response, openapi_extra=ENVIO | {"parameters": [GRAFO | {"required": True}, *SI_COINCIDE]})
async def poner(request: Request, grafo: Indirecto) -> Response:
    """Replace a named graph with what is sent."""
    return await _escribir(request, _con_nombre(request, grafo), agregar=False)


@router.post("/grafos", summary="Agrega a un grafo, o hace uno nuevo", status_code=204, responses=DE_ESCRITURA,
             response_class=Response, openapi_extra=ENVIO | {"parameters": [GRAFO, *SI_COINCIDE]})
async def agregar(request: Request, grafo: Indirecto) -> Response:
    """Add what is sent to a named graph; without a name, to a new one, whose address is told."""
    if grafo is not None:
        return await _escribir(request, _con_nombre(request, grafo), agregar=True)
    c = request.app.state.sitio.contexto
    nuevo = f"{c.acunador.base}grafo/{uuid4().hex}"
    respuesta = await _escribir(request, nuevo, agregar=False)
    respuesta.headers["Location"] = f"{c.prefijo}/grafos?graph={quote(nuevo, safe='')}"
    return respuesta


@router.delete("/grafos", summary="Quita un grafo", status_code=204, responses=DE_BORRADO,
               response_class=Response,
               openapi_extra=CON_LLAVE | {"parameters": [GRAFO | {"required": True}, *SI_COINCIDE]})
async def borrar(request: Request, grafo: Indirecto) -> Response:
    """Remove a named graph."""
    return await _borrar(request, _con_nombre(request, grafo))


@router.options("/grafos", include_in_schema=False)
async def opciones() -> Response:
    """Tell the methods."""
    return Response(None, 204, {"Allow": _METODOS, "Accept-Post": ", ".join([*TIPOS_DE_RDF, _FORMULARIO])})


@router.put("/id/grafo/{resto:path}", summary="Reemplaza el grafo de esta dirección", status_code=204,
            responses=DE_ESCRITURA, response_class=Response, openapi_extra=ENVIO | {"parameters": SI_COINCIDE})
async def poner_directo(request: Request, grafo: Directo) -> Response:
    """Replace a named graph at its own address."""
    return await _escribir(request, grafo, agregar=False)


@router.post("/id/grafo/{resto:path}", summary="Agrega al grafo de esta dirección", status_code=204,
             responses=DE_ESCRITURA, response_class=Response, openapi_extra=ENVIO | {"parameters": SI_COINCIDE})
async def agregar_directo(request: Request, grafo: Directo) -> Response:
    """Add to a named graph at its own address."""
    return await _escribir(request, grafo, agregar=True)


@router.delete("/id/grafo/{resto:path}", summary="Quita el grafo de esta dirección", status_code=204,
               responses=DE_BORRADO, response_class=Response, openapi_extra=CON_LLAVE | {"parameters": SI_COINCIDE})
async def borrar_directo(request: Request, grafo: Directo) -> Response:
    """Remove a named graph at its own address."""
    return await _borrar(request, grafo)


@router.options("/id/grafo/{resto:path}", include_in_schema=False)
async def opciones_directo() -> Response:
    """Tell the methods."""
    return await opciones()


def _con_nombre(peticion: Request, grafo: str | None) -> str:
    """Return the named graph that a write is about; raises `ErrorDeEntrada` for none, `NoPermitido` for the union."""
    llave_de(peticion, "administra")
    if grafo is None:
        raise ErrorDeEntrada("Falta decir qué grafo.", "Añada «?graph=IRI».")
    if grafo == _PREDETERMINADO:
        raise NoPermitido("El grafo predeterminado es la unión de los demás: se lee, no se escribe.",
                          "Escriba en un grafo con nombre: «?graph=IRI».")
    return grafo


async def _escribir(peticion: Request, grafo: str, *, agregar: bool) -> Response:
    autor = llave_de(peticion, "administra").nombre
    contenido = await _contenido(peticion, grafo)
    sitio: Sitio = peticion.app.state.sitio

    def hacer() -> Publicacion:
        with sitio.publicador.en_turno():
            exigir_condiciones(peticion.headers, sitio.contexto.almacen, URIRef(grafo))
            escribir = sitio.publicador.agregar if agregar else sitio.publicador.publicar
            return escribir({URIRef(grafo): contenido}, autor, f"{peticion.method} {grafo}")

    publicacion = await run_in_threadpool(hacer)
    return Response(None, 201 if URIRef(grafo) in publicacion.creados else 204)


async def _borrar(peticion: Request, grafo: str) -> Response:
    autor = llave_de(peticion, "administra").nombre
    sitio: Sitio = peticion.app.state.sitio

    def hacer() -> None:
        almacen = sitio.contexto.almacen
        with sitio.publicador.en_turno():
            if URIRef(grafo) not in almacen.nombres_de_grafos():
                raise _no_esta(grafo)
            exigir_condiciones(peticion.headers, almacen, URIRef(grafo))
            sitio.publicador.publicar({URIRef(grafo): Graph()}, autor, f"DELETE {grafo}")

    await run_in_threadpool(hacer)
    return Response(None, 204)


async def _contenido(peticion: Request, base: str) -> Graph:
    """Return the triples that a request sends: its body, or the files of a form. Raises `TipoNoAdmitido`."""
    exigir_sin_codificar(peticion)
    tipo = tipo_de(peticion)
    if tipo in TIPOS_DE_RDF:
        return await run_in_threadpool(leer_rdf, await peticion.body(), tipo, base)
    if tipo != _FORMULARIO:
        raise TipoNoAdmitido(f"No se lee RDF de «{tipo[:60]}».", f"Envíe: {', '.join(TIPOS_DE_RDF)}.")
    reunido = Graph()
    async with peticion.form(max_files=20, max_fields=20) as campos:
        for archivo in campos.values():
            suyo = (archivo.content_type or "").partition(";")[0].strip().lower() if isinstance(
                archivo, UploadFile) else ""
            if not isinstance(archivo, UploadFile) or suyo not in TIPOS_DE_RDF:
                raise TipoNoAdmitido("El formulario trae algo que no es un archivo de RDF.",
                                     f"Envíe archivos de: {', '.join(TIPOS_DE_RDF)}.")
            reunido += await run_in_threadpool(leer_rdf, await archivo.read(), suyo, base)
    return reunido


def _no_esta(grafo: str) -> NoExiste:
    return NoExiste(f"No hay un grafo «{grafo[:200]}».", "Los que hay los dice la consulta «grafos».")
