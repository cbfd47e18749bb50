"""Help: a guided path for each of the three audiences."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from api.sitio import EnSitio
from ontologia.recursos import niveles

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/ayuda")
def ayuda(v: EnSitio) -> Response:
    """Show the help."""
    return v.pagina("ayuda.html", activa="/ayuda", niveles=niveles())
