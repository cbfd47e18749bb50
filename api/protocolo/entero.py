"""Everything in the store as one answer: a large one stands on the disk, and not in memory, while it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import BinaryIO

from starlette.responses import Response, StreamingResponse

from api.protocolo.hechas import coincide, etiqueta
from api.sitio import Sitio

__all__ = ["entero_como"]

_TROZO = 1 << 18
_EN_MEMORIA = 1 << 22
"""Bytes up to which the answer is made whole: it may then be kept."""


def entero_como(sitio: Sitio, formato: str, tipo: str, si_no_coincide: str | None) -> Response:
    """Return everything as "nq" or "trig", of the media type `tipo`: the store as it was when it was asked for.

    It is written to a file without a name, which goes away with the answer, however that ends. The tag of a large one
    tells the publication; who has it already is told so (304) before anything is read. Raises `ErrorDeAlmacen`, and
    `OSError` when the disk is full.
    """
    almacen = sitio.contexto.almacen
    generacion = almacen.generacion
    propia = etiqueta(sitio.epoca, generacion, "todo", formato)
    if coincide(si_no_coincide, propia):
        return Response(None, 304, {"ETag": f'"{propia}"'})
    with ExitStack() as pila:
        archivo = pila.enter_context(TemporaryFile())
        almacen.volcar_en(archivo, formato)
        octetos = archivo.tell()
        archivo.seek(0)
        if octetos <= _EN_MEMORIA:
            return Response(archivo.read(), media_type=tipo)
        trozos = _leer(archivo, pila.pop_all())
    cabeceras = {"Content-Length": str(octetos), "Cache-Control": "no-cache"}
    if almacen.generacion == generacion:
        cabeceras["ETag"] = f'"{propia}"'
    return StreamingResponse(trozos, media_type=tipo, headers=cabeceras)


def _leer(archivo: BinaryIO, abierto: ExitStack) -> Iterator[bytes]:
    with abierto:
        while trozo := archivo.read(_TROZO):
            yield trozo
