"""Answers kept as ready bytes for one generation of the store, and the tags that let a client keep them too."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import TypeAlias

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from werkzeug.http import parse_etags

from grafo.almacen import Almacen

__all__ = ["MAXIMO_EN_MEMORIA", "Hechas", "coincide", "etiqueta"]

MAXIMO_EN_MEMORIA = 64 * 1024 * 1024
"""Bytes of all the answers that are kept."""

_MAXIMO_DE_UNA = 8 * 1024 * 1024
_CAMINOS = ("/consultas/", "/datos/", "/ont", "/contexto.jsonld")

_Clave: TypeAlias = tuple[str, bytes, bytes, bytes]
_Cabeceras: TypeAlias = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class _Hecha:
    """An answer: its headers, its body, and the tag of that body."""

    cabeceras: _Cabeceras
    cuerpo: bytes
    etiqueta: str


def etiqueta(*partes: object) -> str:
    """Return a tag (without quotes) that tells these parts from any others."""
    resumen = hashlib.blake2b(digest_size=16)
    for parte in partes:
        octetos = parte if isinstance(parte, bytes) else str(parte).encode("utf-8", "surrogatepass")
        resumen.update(len(octetos).to_bytes(8, "big") + octetos)
    return resumen.hexdigest()


def coincide(si_no_coincide: str | None, propia: str) -> bool:
    """Return whether an If-None-Match holds a tag (RFC 9110, 13.1.2: compared weakly)."""
    return si_no_coincide is not None and parse_etags(si_no_coincide).contains_weak(propia)


class Hechas:
    """Keeps the answers below `_CAMINOS` by address, accepted types and language, while the store stays as it was.

    A request with a token is never answered from here, nor is its answer kept. An answer whose making saw two
    generations is handed out, but not kept. The tag of an answer is the hash of its bytes, so that a 304 is never
    wrong. `maximo` bounds the bytes that are kept; the longest unused go first.
    """

    def __init__(self, app: ASGIApp, almacen: Almacen, maximo: int = MAXIMO_EN_MEMORIA) -> None:
        self._app = app
        self._almacen = almacen
        self._maximo = maximo
        self._generacion = almacen.generacion
        self._hechas: OrderedDict[_Clave, _Hecha] = OrderedDict()
        self._ocupa = 0

    @property
    def ocupa(self) -> int:
        """How many bytes are kept now."""
        return self._ocupa

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, else have the answer made."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _camino(scope).startswith(_CAMINOS):
            await self._app(scope, receive, send)
            return
        cabeceras = dict(scope["headers"])
        if b"authorization" in cabeceras:
            await self._app(scope, receive, send)
            return
        clave = (scope["path"], scope["query_string"], cabeceras.get(b"accept", b""),
                 cabeceras.get(b"accept-language", b""))
        generacion = self._almacen.generacion
        hecha = self._buscar(clave, generacion)
        if hecha is None:
            hecha = await self._hacer(scope, receive, send)
            if hecha is None:
                return
            self._guardar(clave, hecha, generacion)
        await _enviar(hecha, cabeceras.get(b"if-none-match", b"").decode("latin-1"), send)

    async def _hacer(self, scope: Scope, receive: Receive, send: Send) -> _Hecha | None:
        """Have an answer made; one that cannot be kept is sent as it comes, and None returned."""
        inicio: Message | None = None
        hecha: _Hecha | None = None

        async def recibir(mensaje: Message) -> None:
            nonlocal inicio, hecha
            if mensaje["type"] == "http.response.start" and mensaje["status"] == 200:
                inicio = mensaje
            elif inicio is not None and not mensaje.get("more_body") and hecha is None:
                hecha = _hecha_de(inicio, mensaje.get("body", b""))
                inicio = None
            else:
                if inicio is not None:
                    await send(inicio)
                    inicio = None
                await send(mensaje)

        await self._app(scope, receive, recibir)
        return hecha

    def _buscar(self, clave: _Clave, generacion: int) -> _Hecha | None:
        if generacion != self._generacion:
            self._hechas.clear()
            self._generacion, self._ocupa = generacion, 0
        hecha = self._hechas.get(clave)
        if hecha is not None:
            self._hechas.move_to_end(clave)
        return hecha

    def _guardar(self, clave: _Clave, hecha: _Hecha, generacion: int) -> None:
        if not self._almacen.generacion == generacion == self._generacion or not _se_guarda(hecha):
            return
        self._quitar(clave)
        self._hechas[clave] = hecha
        self._ocupa += _peso(clave, hecha)
        while self._ocupa > self._maximo:
            self._quitar(next(iter(self._hechas)))

    def _quitar(self, clave: _Clave) -> None:
        hecha = self._hechas.pop(clave, None)
        if hecha is not None:
            self._ocupa -= _peso(clave, hecha)


def _camino(scope: Scope) -> str:
    return str(scope["path"]).removeprefix(scope.get("root_path", ""))


def _hecha_de(inicio: Message, cuerpo: bytes) -> _Hecha:
    propia = etiqueta(cuerpo)
    cabeceras = [(n, v) for n, v in inicio["headers"] if n.lower() != b"etag"]
    if not any(n.lower() == b"cache-control" for n, _ in cabeceras):
        cabeceras.append((b"cache-control", b"no-cache"))
    return _Hecha([*cabeceras, (b"etag", f'"{propia}"'.encode())], cuerpo, propia)


def _se_guarda(hecha: _Hecha) -> bool:
    nombres = {n.lower(): v for n, v in hecha.cabeceras}
    return (len(hecha.cuerpo) <= _MAXIMO_DE_UNA and b"set-cookie" not in nombres
            and b"no-store" not in nombres.get(b"cache-control", b""))


def _peso(clave: _Clave, hecha: _Hecha) -> int:
    return len(hecha.cuerpo) + sum(map(len, clave)) + sum(len(n) + len(v) for n, v in hecha.cabeceras) + 500


async def _enviar(hecha: _Hecha, si_no_coincide: str, send: Send) -> None:
    if coincide(si_no_coincide, hecha.etiqueta):
        sobran = {b"content-length", b"content-type", b"content-disposition"}
        cabeceras = [(n, v) for n, v in hecha.cabeceras if n.lower() not in sobran]
        await send({"type": "http.response.start", "status": 304, "headers": cabeceras})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": list(hecha.cabeceras)})
    await send({"type": "http.response.body", "body": hecha.cuerpo})
