"""Two programmes of the store side by side."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from api.sitio import EnSitio
from grafo.comparacion import comparar, piezas_de_almacen
from ontologia.errores import NoExiste

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/comparar")
def pagina(v: EnSitio, a: str = "", b: str = "") -> Response:
    """Show what was added, dropped, reworded or moved from programme `a` to programme `b`."""
    contexto = v.sitio.contexto
    claves = list(v.sitio.programas())
    for clave in (a, b):
        if clave and clave not in claves:
            raise NoExiste(f"No existe el programa «{clave[:80]}».", f"Programas: {', '.join(claves)}.")
    comparacion = None
    if a and b:
        antes, despues = (piezas_de_almacen(contexto.almacen, c, contexto.acunador) for c in (a, b))
        comparacion = comparar(antes, despues)
    return v.pagina("comparacion.html", activa="/comparar", claves=claves, a=a, b=b, comparacion=comparacion)
