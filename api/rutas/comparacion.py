"""Two programmes of the store side by side."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from api.sitio import EnSitio
from grafo.comparacion import comparar, piezas_de_almacen

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_MAXIMO_DE_OPCIONES = 100
"""Programmes to choose from in a list; where there are more, their keys are written."""


@router.get("/comparar")
def pagina(v: EnSitio, a: str = "", b: str = "") -> Response:
    """Show what was added, dropped, reworded or moved from programme `a` to programme `b`."""
    contexto = v.sitio.contexto
    claves = v.sitio.programas()
    for clave in (a, b):
        if clave:
            v.sitio.programa(clave)
    comparacion = None
    if a and b:
        antes, despues = (piezas_de_almacen(contexto.almacen, c, contexto.acunador) for c in (a, b))
        comparacion = comparar(antes, despues)
    return v.pagina("comparacion.html", activa="/comparar", a=a, b=b, comparacion=comparacion,
                    claves=list(claves) if len(claves) <= _MAXIMO_DE_OPCIONES else [], de_todos=True)
