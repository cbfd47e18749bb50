"""What a request uploads: one file, as the body itself or in a form; its name is a label, never a path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from api.negociacion import TipoNoAdmitido
from ontologia.errores import ErrorDeEntrada

__all__ = ["CUERPO", "Subido", "leer_subido"]

_LIBRO = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CRUDOS = ("text/plain", "application/pdf", _LIBRO, "application/octet-stream")
_FORMULARIO = "multipart/form-data"
_CURADURIA = "curaduria"
_MAXIMO_DEL_NOMBRE = 120

CUERPO: dict[str, Any] = {"requestBody": {"required": True, "content": {
    _FORMULARIO: {"schema": {"type": "object", "required": ["documento"], "properties": {
        "documento": {"type": "string", "format": "binary", "description": "El documento"},
        "curaduria": {"type": "string", "format": "binary", "description": "Su curaduría, si tiene (TOML)"}}}},
    **{tipo: {"schema": {"type": "string", "format": "binary"}} for tipo in _CRUDOS}}}}
"""How OpenAPI describes the body."""


@dataclass(frozen=True, slots=True)
class Subido:
    """A file that was sent: its bytes, a name that can be shown, and the curation that was sent with it."""

    contenido: bytes
    nombre: str
    curaduria: bytes | None = None


async def leer_subido(request: Request) -> Subido:
    """Return the file of a request: its body, or the one of a form, with the one called "curaduria" beside it.

    Raises `ErrorDeEntrada` for a form without exactly one document, `TipoNoAdmitido` for another type of content.
    """
    tipo = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if tipo in _CRUDOS:
        return Subido(await request.body(), nombre_seguro(request.query_params.get("nombre", "")))
    if tipo != _FORMULARIO:
        raise TipoNoAdmitido(f"No se admite el tipo de contenido «{tipo[:60]}».",
                             f"Envíe el documento como {_FORMULARIO}, o como el cuerpo mismo: {', '.join(_CRUDOS)}.")
    try:
        async with request.form(max_files=2, max_fields=4) as formulario:
            archivos = [x for c, x in formulario.multi_items() if isinstance(x, UploadFile) and c != _CURADURIA]
            anexos = [x for x in formulario.getlist(_CURADURIA) if isinstance(x, UploadFile)]
            if len(archivos) == 1 and len(anexos) <= 1:
                return Subido(await archivos[0].read(), nombre_seguro(archivos[0].filename or ""),
                              await anexos[0].read() if anexos else None)
    except HTTPException:  # how Starlette says that a form is malformed
        archivos = []
    raise ErrorDeEntrada("El formulario no trae exactamente un documento, o no se entiende.",
                         "Envíe uno, en el campo «documento»; y su curaduría, si tiene, en «curaduria».")


def nombre_seguro(nombre: str) -> str:
    """Return the last part of a file's name as a label: printable, one line, never empty."""
    ultima = re.split(r"[/\\]", nombre)[-1]
    limpio = "".join(c for c in ultima if c.isprintable()).strip().lstrip("-.")
    return limpio[:_MAXIMO_DEL_NOMBRE] or "documento"
