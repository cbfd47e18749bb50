"""Which queries take the short way: from the bytes of a connection to a worker and back, without the framework.

A query by GET or POST, of a program that says nothing else, that `vistazo` lets by: its answer is the one that the
application gives (a test compares them, headers included), for a fifth of the work. Anything else, errors and answers
that were cut included, goes the usual way; what a worker said already goes along, so that no query runs twice.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import unquote_to_bytes

from starlette.requests import Request
from starlette.responses import Response

from api.compartir import ABIERTAS
from api.negociacion import NoAceptable, elegir, quiere_pagina
from api.protocolo.hechas import etiqueta
from api.protocolo.peticion import CONSULTA, FORMULARIO
from api.protocolo.respuesta import FORMAS
from api.registro import Atendida
from api.seguridad import CABECERAS
from api.sitio import Sitio
from grafo.almacen.obreros import ConsultorioDeObreros

__all__ = ["MAXIMO_GUARDADO", "Apuntar", "Ventanilla"]

_MAXIMO = 32_768
"""Bytes of a query, still encoded."""
MAXIMO_GUARDADO = 16 << 20
"""Bytes of the answers that are kept, about."""
_MAXIMO_DE_UNA = 256 << 10
_AJENAS = frozenset({b"authorization", b"content-encoding", b"transfer-encoding", b"if-none-match", b"range",
                     b"upgrade", b"expect"})
"""Headers that say something which is answered the usual way."""
_DIRECTAS = frozenset({CONSULTA.encode(), f"{CONSULTA}; charset=utf-8".encode()})
Apuntar = Callable[[Atendida, str, str], None]


class Ventanilla:
    """Knows which requests take the short way, and what answers them."""

    def __init__(self, sitio: Sitio, apuntar: Apuntar) -> None:
        self.sitio = sitio
        self.consultorio = sitio.consultorio
        self.apuntar = apuntar
        self._caminos = {"/sparql", f"{sitio.contexto.prefijo}/sparql"}
        self._guardadas: dict[tuple[str, str], bytes] = {}
        self._de, self._ocupa = -1, 0

    def forma(self, scope: Any) -> tuple[bytes, bytes] | None:
        """Return what a request accepts ("" for nothing) and the number it has, when it may take the short way."""
        if scope["path"] not in self._caminos or not isinstance(self.consultorio, ConsultorioDeObreros):
            return None
        consulta = scope["query_string"]
        directo = formulario = False
        acepta = numero = b""
        for nombre, valor in scope["headers"]:
            if nombre == b"accept":
                if acepta:
                    return None
                acepta = valor
            elif nombre == b"content-type":
                directo, formulario = valor in _DIRECTAS, valor == FORMULARIO.encode()
            elif nombre == b"x-request-id":
                numero = valor
            elif nombre in _AJENAS:
                return None
        if self.sitio.llaves.leer_pide or len(consulta) > _MAXIMO:
            return None
        if scope["method"] == "GET":
            return (acepta, numero) if _es_campo(consulta) else None
        return (acepta, numero) if scope["method"] == "POST" and not consulta and (directo or formulario) else None

    def texto(self, scope: Any, cuerpo: bytes) -> str:
        """Return the query of such a request; "" for one that has to be read the usual way."""
        if scope["method"] == "GET":
            octetos = scope["query_string"]
        elif cuerpo.startswith(b"query=") and any(v == FORMULARIO.encode() for _, v in scope["headers"]):
            if not _es_campo(cuerpo):
                return ""
            octetos = cuerpo
        else:
            octetos = b""
        try:
            return (unquote_to_bytes(octetos[6:].replace(b"+", b" ")) if octetos else cuerpo).decode()
        except UnicodeDecodeError:
            return ""

    def tipo(self, acepta: bytes, forma: str) -> tuple[str, str, bytes] | None:
        """Return the media type of an answer, its format and the headers; None for a browser, or what is refused."""
        return _tipo(acepta, forma) if len(acepta) <= 200 else None

    def guardada(self, texto: str, tipo: str, generacion: int) -> bytes | None:
        """Return the answer that the same text had, while the store stays as it was."""
        if generacion != self._de:
            self._guardadas.clear()
            self._de, self._ocupa = generacion, 0
        return self._guardadas.get((texto, tipo))

    def guardar(self, texto: str, tipo: str, generacion: int, cuerpo: bytes) -> None:
        """Keep an answer, unless it is large; the oldest ones make room."""
        if len(cuerpo) > _MAXIMO_DE_UNA or generacion != self._de or (texto, tipo) in self._guardadas:
            return
        self._guardadas[texto, tipo] = cuerpo
        self._ocupa += len(cuerpo) + 2 * len(texto) + 200
        while self._ocupa > MAXIMO_GUARDADO:
            viejo = next(iter(self._guardadas))
            self._ocupa -= len(self._guardadas.pop(viejo)) + 2 * len(viejo[0]) + 200

    def etiqueta(self, texto: str, tipo: str, generacion: int) -> str:
        """Return the tag of an answer."""
        return etiqueta(self.sitio.epoca, generacion, texto, None, tipo)


def _es_campo(octetos: bytes) -> bool:
    """Return whether a query string or form has the one field "query"."""
    return octetos.startswith(b"query=") and b"&" not in octetos and len(octetos) <= _MAXIMO


@lru_cache(maxsize=256)
def _tipo(acepta: bytes, forma: str) -> tuple[str, str, bytes] | None:
    peticion = Request({"type": "http", "method": "GET", "headers": [(b"accept", acepta)] if acepta else []})
    if quiere_pagina(peticion):
        return None
    try:
        tipo = elegir(peticion, FORMAS[forma])
    except NoAceptable:
        return None
    propias = Response(b"", 200, {"Vary": "Accept", "Cache-Control": "no-cache"}, media_type=tipo).raw_headers
    todas = {n: v for n, v in propias if n != b"content-length"}
    todas |= {n.lower().encode(): v.encode() for n, v in (CABECERAS | ABIERTAS).items()}
    return tipo, FORMAS[forma][tipo], b"".join(n + b": " + v + b"\r\n" for n, v in todas.items())
