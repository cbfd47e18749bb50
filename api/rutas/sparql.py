"""SPARQL 1.1 Protocol for queries, and the editor when a browser asks. Nothing here changes data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.errores import estado_de, lugar_de
from api.negociacion import DE_GRAFO, DE_TABLA, DE_VERDAD, elegir, quiere_pagina
from api.palabras import abreviado, palabras
from api.sitio import EnSitio, Vista
from api.tablas import MAXIMO_A_LA_VISTA, como_libro, tabla_de
from consultas import Filas, Respuesta, buscar, catalogo, revisar
from consultas.catalogo import PUBLICOS
from consultas.lexico import fichas
from ontologia.errores import ConsultaRechazada, ErrorDeAlinea
from ontologia.espacios import PREFIJOS

__all__ = ["router"]

router = APIRouter(tags=["sparql"])

_FORMAS: Mapping[str, Mapping[str, str]] = {
    "SELECT": DE_TABLA, "ASK": DE_VERDAD, "CONSTRUCT": DE_GRAFO, "DESCRIBE": DE_GRAFO,
}
_POR_NOMBRE = {"json": "application/sparql-results+json", "xml": "application/sparql-results+xml", "csv": "text/csv",
               "tsv": "text/tab-separated-values", "turtle": "text/turtle", "jsonld": "application/ld+json"}
_LIBRO = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_AJENOS = ("update", "default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri")
_CABEZA = ("al", "dcterms", "eli", "nivel", "oa", "rdfs")
_EJEMPLO = """
SELECT ?numero ?texto
WHERE { ?linea a al:LineaDeAccion ; al:numero ?numero ; al:texto ?texto }
ORDER BY ?numero
"""


async def _cuerpo(request: Request) -> tuple[str, bytes]:
    """Return the media type and the body of a request."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower(), await request.body()


@router.get("/sparql", summary="SPARQL 1.1: consulta por GET, o el editor")
def por_get(v: EnSitio) -> Response:
    """Answer a query given as `query`, or show the editor to a browser that gives none."""
    parametros = v.peticion.query_params
    campos = {k: parametros.getlist(k) for k in parametros}
    if nombre := parametros.get("consulta"):
        return _editor(v, buscar(nombre).texto, ejemplo=nombre)
    if "query" not in campos and quiere_pagina(v.peticion) and not any(a in campos for a in _AJENOS):
        return _editor(v, "".join(f"PREFIX {p}: <{PREFIJOS[p]}>\n" for p in _CABEZA) + _EJEMPLO)
    return _protocolo(v, campos)


@router.get("/sparql/vocabulario.json", include_in_schema=False)
def vocabulario(v: EnSitio) -> Response:
    """Return what the editor completes from: prefixes, and the terms of the vocabulary with their words."""
    terminos = sorted((abreviado(iri), dicha.en(v.idioma)) for iri, dicha in palabras().items())
    return JSONResponse({"prefijos": {k: str(x) for k, x in PREFIJOS.items()},
                         "terminos": [t for t in terminos if not t[0].startswith("http")]},
                        headers={"Cache-Control": "max-age=3600"})


@router.post("/sparql", summary="SPARQL 1.1: consulta por POST, en un formulario o directa")
def por_post(v: EnSitio, cuerpo: Annotated[tuple[str, bytes], Depends(_cuerpo)]) -> Response:
    """Answer a query sent as a form (`query=…`) or as the body itself (application/sparql-query)."""
    tipo, octetos = cuerpo
    try:
        texto = octetos.decode("utf-8")
    except UnicodeDecodeError:
        raise ConsultaRechazada("La consulta no está en UTF-8.", "Envíela codificada en UTF-8.") from None
    if tipo == "application/sparql-query":
        campos = {k: v.peticion.query_params.getlist(k) for k in v.peticion.query_params} | {"query": [texto]}
    elif tipo == "application/x-www-form-urlencoded":
        try:
            campos = parse_qs(texto, keep_blank_values=True, max_num_fields=20, errors="strict")
        except ValueError:
            raise ConsultaRechazada("El formulario no se entiende.", "Envíe query=… codificado.") from None
    else:
        raise ConsultaRechazada(
            f"No se admite el tipo de contenido «{tipo[:60]}»: aquí solo se consulta.",
            "Envíe application/sparql-query, o application/x-www-form-urlencoded con query=….")
    return _protocolo(v, campos)


def _protocolo(v: Vista, campos: Mapping[str, list[str]]) -> Response:
    """Answer the query of a request, in the form that the client accepts."""
    for ajeno in _AJENOS:
        if ajeno in campos:
            raise ConsultaRechazada(f"No se admite «{ajeno}»: aquí solo se consultan los datos de esta instalación.",
                                    "Quite ese parámetro; use GRAPH ?g { … } para nombrar un grafo.")
    if len(campos.get("query", [])) != 1:
        raise ConsultaRechazada("Falta la consulta, o hay más de una.", "Envíe un solo parámetro «query».")
    texto = campos["query"][0]
    formato = (campos.get("formato") or [""])[0]
    if not formato and quiere_pagina(v.peticion):
        return _editor_con_respuesta(v, texto)
    revisar(texto)
    if formato == "xlsx":
        return _libro(v, texto)
    formas = _FORMAS[_forma(texto)]
    tipo = _POR_NOMBRE.get(formato) or elegir(v.peticion, formas)
    if tipo not in formas:
        raise ConsultaRechazada(f"La respuesta no se puede dar como «{formato[:20]}».",
                                f"Pida una de: {', '.join(formas)}.")
    almacen = v.sitio.contexto.almacen
    cuerpo = v.sitio.turnos.correr(lambda: almacen.serializar(texto, formas[tipo]))
    con_letras = f"{tipo}; charset=utf-8" if tipo.startswith("text/") else tipo
    return Response(cuerpo, media_type=con_letras, headers={"Vary": "Accept"})


def _forma(texto: str) -> str:
    """Return the form of a query that the guard has let through; raises `ConsultaRechazada` when it has none."""
    for ficha in fichas(texto):
        if ficha.clase == "palabra" and ficha.texto.upper() in _FORMAS:
            return ficha.texto.upper()
    raise ConsultaRechazada("La consulta no dice qué pide.", "Use SELECT, ASK, CONSTRUCT o DESCRIBE.")


def _libro(v: Vista, texto: str) -> Response:
    c = v.sitio.contexto
    cuerpo = como_libro("SPARQL", v.sitio.turnos.correr(lambda: c.almacen.consultar(texto)), c.acunador.base)
    return Response(cuerpo, media_type=_LIBRO, headers={"Content-Disposition": 'attachment; filename="respuesta.xlsx"'})


def _editor(v: Vista, texto: str, estado: int = 200, **datos: object) -> Response:
    vacios: dict[str, object] = {"tabla": None, "error": None, "lugar": None, "ejemplo": "", "salidas": ()}
    return v.pagina("sparql.html", estado, activa="/consultas", texto=texto, maximo=MAXIMO_A_LA_VISTA,
                    publicos=PUBLICOS, ejemplos=list(catalogo().values()), **(vacios | datos))


def _editor_con_respuesta(v: Vista, texto: str) -> Response:
    """Show the editor with the answer below it, or with what is wrong and where."""
    try:
        revisar(texto)
        almacen = v.sitio.contexto.almacen
        resultado = v.sitio.turnos.correr(lambda: almacen.consultar(texto))
    except ErrorDeAlinea as causa:
        return _editor(v, texto, estado_de(causa), error=causa, lugar=lugar_de(causa.mensaje))
    salidas = ("json", "csv", "xlsx") if isinstance(resultado, Filas) else (
        ("json", "xlsx") if isinstance(resultado, Respuesta) else ("turtle", "jsonld", "xlsx"))
    return _editor(v, texto, tabla=tabla_de(resultado, v), salidas=salidas)
