"""The source text, line by line, with every passage that the graph takes something from."""

from __future__ import annotations

import re

from fastapi import APIRouter
from starlette.responses import PlainTextResponse, Response

from api.pasajes import paginar, reunir
from api.sitio import EnSitio
from ontologia.errores import NoExiste

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/documento")
def documento(v: EnSitio, cita: str = "", formato: str = "") -> Response:
    """Show the document of the programme; `cita` ("7781-7890") is the passage to set off."""
    fuente = v.sitio.contexto.documentos.get(v.programa)
    if fuente is None:
        raise NoExiste(f"El texto del programa «{v.programa}» no está en este servidor.",
                       "Reinicie el servidor desde el documento: alinea servir sin --almacen.")
    if formato == "txt":
        return PlainTextResponse(fuente.texto)
    hechos = v.sitio.recordar(("pasajes", v.programa), lambda: reunir(
        v.sitio.filas("pasajes", programa=v.programa)))
    paginas = v.sitio.recordar(("paginas", v.programa), lambda: paginar(fuente, hechos))
    pedida = re.fullmatch(r"(\d{1,9})-(\d{1,9})", cita)
    elegida = (int(pedida[1]), int(pedida[2])) if pedida else None
    return v.pagina("documento.html", activa="/documento", fuente=fuente, paginas=paginas, elegida=elegida,
                    hechos=hechos, cuantas=len(hechos))
