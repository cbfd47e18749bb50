"""What a request of the SPARQL 1.1 Protocol asks (section 2): read strictly, refused with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs

from rdflib.term import URIRef
from starlette.requests import Request
from werkzeug.http import parse_options_header

from api.negociacion import TipoNoAdmitido
from consultas import Conjunto
from ontologia.errores import ConsultaRechazada

__all__ = ["CONSULTA", "FORMULARIO", "Pedido", "exigir_sin_codificar", "leer_pedido", "tipo_de"]

CONSULTA = "application/sparql-query"
ACTUALIZACION = "application/sparql-update"
FORMULARIO = "application/x-www-form-urlencoded"

_MAXIMO_DE_CAMPOS = 200
_DE_CONSULTA = ("default-graph-uri", "named-graph-uri")
_DE_ACTUALIZACION = ("using-graph-uri", "using-named-graph-uri")


@dataclass(frozen=True, slots=True)
class Pedido:
    """A query or an update, its dataset if the request gives one, and the other fields of the request."""

    operacion: Literal["query", "update"]
    texto: str
    conjunto: Conjunto | None
    formato: str = ""


async def leer_pedido(peticion: Request) -> Pedido | None:
    """Return what a GET or POST asks; None for a GET that asks nothing.

    Raises `ConsultaRechazada` (400) for a request against the protocol, `TipoNoAdmitido` (415) for a body of another
    media type or not in UTF-8.
    """
    campos = _campos_de(peticion.scope["query_string"])
    if peticion.method != "POST":
        if "update" in campos:
            raise ConsultaRechazada("Una actualización no se pide con GET.", "Envíela con POST.")
        return _pedido(campos) if any(c in campos for c in ("query", *_DE_CONSULTA, *_DE_ACTUALIZACION)) else None
    tipo = tipo_de(peticion)
    if tipo not in {CONSULTA, ACTUALIZACION, FORMULARIO}:
        raise TipoNoAdmitido(f"No se admite el tipo de contenido «{tipo[:60]}».",
                             f"Envíe {CONSULTA}, {ACTUALIZACION} o {FORMULARIO}.")
    exigir_sin_codificar(peticion)
    cuerpo = await peticion.body()
    if "query" in campos or "update" in campos:
        raise ConsultaRechazada("La consulta está en la dirección de un POST.", "Envíela en el cuerpo.")
    if tipo == FORMULARIO:
        return _pedido(_juntar(campos, _campos_de(cuerpo)))
    try:
        texto = cuerpo.decode("utf-8")
    except UnicodeDecodeError:
        raise ConsultaRechazada("La consulta no está en UTF-8.", "Envíela codificada en UTF-8.") from None
    return _pedido(campos | {"query" if tipo == CONSULTA else "update": [texto]})


def tipo_de(peticion: Request) -> str:
    """Return the media type of a request's body, in lower case; raises `TipoNoAdmitido` unless it is UTF-8."""
    tipo, opciones = parse_options_header(peticion.headers.get("content-type", ""))
    if opciones.get("charset", "utf-8").lower() not in {"utf-8", "utf8", "us-ascii"}:
        raise TipoNoAdmitido(f"No se admite el juego de caracteres «{opciones['charset'][:30]}».", "Envíe UTF-8.")
    return tipo.lower()


def exigir_sin_codificar(peticion: Request) -> None:
    """Raise `TipoNoAdmitido` for a compressed body: what it would grow to is not known before."""
    codificacion = peticion.headers.get("content-encoding", "identity").strip().lower()
    if codificacion not in {"", "identity"}:
        raise TipoNoAdmitido(f"No se admite un cuerpo codificado («{codificacion[:30]}»).", "Envíelo sin comprimir.")


def _campos_de(octetos: bytes) -> dict[str, list[str]]:
    try:
        return parse_qs(octetos.decode("utf-8"), keep_blank_values=True, max_num_fields=_MAXIMO_DE_CAMPOS,
                        errors="strict") if octetos else {}
    except ValueError:
        raise ConsultaRechazada("La petición no se entiende.",
                                "Envíe query=… o update=…, codificado en UTF-8.") from None


def _juntar(unos: Mapping[str, list[str]], otros: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {c: [*unos.get(c, ()), *otros.get(c, ())] for c in {**unos, **otros}}


def _pedido(campos: Mapping[str, list[str]]) -> Pedido:
    textos = {c: campos[c] for c in ("query", "update") if c in campos}
    if len(textos) != 1 or any(len(t) != 1 for t in textos.values()):
        raise ConsultaRechazada("Falta la consulta, o hay más de una.",
                                "Envíe un solo parámetro «query», o uno solo «update».")
    if "query" in textos:
        suyos, ajenos = _DE_CONSULTA, _DE_ACTUALIZACION
    else:
        suyos, ajenos = _DE_ACTUALIZACION, _DE_CONSULTA
    for ajeno in ajenos:
        if ajeno in campos:
            raise ConsultaRechazada(f"«{ajeno}» no va con esta operación.", f"Use {' y '.join(suyos)}.")
    predeterminado, con_nombre = (tuple(URIRef(g) for g in campos.get(c, ())) for c in suyos)
    conjunto = Conjunto(predeterminado, con_nombre) if predeterminado or con_nombre else None
    formato = (campos.get("formato") or [""])[0]
    if "query" in textos:
        return Pedido("query", textos["query"][0], conjunto, formato)
    return Pedido("update", textos["update"][0], conjunto, formato)
