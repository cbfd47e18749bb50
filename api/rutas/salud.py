"""Whether the application is alive: answered without a thread, so that no query can keep it waiting."""

from __future__ import annotations

from fastapi import APIRouter

from api.sitio import EnSitio

__all__ = ["router"]

router = APIRouter(tags=["salud"])


@router.get("/salud")
async def salud(v: EnSitio) -> dict[str, str | int]:
    """Return the state of the application and of its store."""
    almacen = v.sitio.contexto.almacen
    cuadruplas = v.sitio.recordar(("tamano",), lambda: almacen.tamano)
    return {"estado": "bien", "cuadruplas": cuadruplas, "generacion": almacen.generacion}
