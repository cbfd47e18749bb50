"""How OpenAPI describes the Graph Store HTTP Protocol: what names a graph, what is sent, what comes back."""

from __future__ import annotations

from typing import Any

from api.modelos import PROBLEMAS
from api.negociacion import DE_CONJUNTO, DE_GRAFO
from grafo.almacen.lectura import TIPOS_DE_RDF

__all__ = ["CON_LLAVE", "DE_BORRADO", "DE_ESCRITURA", "DE_LECTURA", "ENVIO", "GRAFO", "SI_COINCIDE", "UNION"]

GRAFO: dict[str, Any] = {
    "name": "graph", "in": "query", "required": False, "description": "IRI del grafo / IRI of the graph",
    "schema": {"type": "string", "format": "uri"}}
UNION: dict[str, Any] = {
    "name": "default", "in": "query", "required": False, "allowEmptyValue": True,
    "description": "La unión de todos; sin valor, y sin «graph» / the union of all", "schema": {
        "type": "string", "maxLength": 0}}
SI_COINCIDE: list[dict[str, Any]] = [
    {"name": nombre, "in": "header", "required": False, "schema": {"type": "string"}, "description": que}
    for nombre, que in (
        ("If-Match", "El ETag que se leyó, o * / the ETag that was read"),
        ("If-None-Match", "* para no reemplazar uno que ya está / * to make a new graph only"))]

CON_LLAVE: dict[str, Any] = {"security": [{"HTTPBearer": []}]}
_BINARIO = {"schema": {"type": "string", "format": "binary"}}
ENVIO: dict[str, Any] = CON_LLAVE | {"requestBody": {"required": True, "content": {
    **dict.fromkeys(TIPOS_DE_RDF, _BINARIO),
    "multipart/form-data": {"schema": {"type": "object", "additionalProperties": {
        "type": "string", "format": "binary", "description": "Un archivo de RDF / a file of RDF"}}}}}}

DE_LECTURA: dict[int | str, dict[str, Any]] = {
    200: {"content": {tipo: {} for tipo in (*DE_GRAFO, *DE_CONJUNTO)}, "description": "El grafo"},
    304: {"description": "No ha cambiado"}, 404: PROBLEMAS[404], 503: PROBLEMAS[503], 504: PROBLEMAS[504]}
DE_BORRADO: dict[int | str, dict[str, Any]] = {
    204: {"description": "Hecho"}, **{e: PROBLEMAS[e] for e in (400, 401, 403, 404, 412, 422, 503)}}
DE_ESCRITURA: dict[int | str, dict[str, Any]] = DE_BORRADO | {
    201: {"description": "Hecho; el grafo es nuevo"}, 413: PROBLEMAS[413], 415: PROBLEMAS[415]}
