"""Whether the application is alive and ready, and what is measured. No query can keep these waiting."""

from __future__ import annotations

import asyncio
from typing import Any, Literal

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from api.idioma_de_mensajes import Habla
from api.metricas import Medidas
from api.mirador import Mirador
from api.modelos import PROBLEMAS, Salud
from api.sitio import EnSitio, Vista
from grafo.almacen import AlmacenEmbebido
from ontologia.errores import ErrorDeAlinea, NoExiste, TardaDemasiado

__all__ = ["router"]

router = APIRouter(tags=["salud"])

_PACIENCIA = 2.0
"""Seconds that the store may take to say how it is."""

_NO_LISTO: dict[int | str, dict[str, Any]] = {503: {"model": Salud, "description": "Vivo, pero sin su almacén"}}


@router.get("/salud/vivo", summary="Si la aplicación responde")
async def vivo() -> dict[str, bool]:
    """Answer, and touch nothing."""
    return {"vivo": True}


@router.get("/salud", summary="Cómo están la aplicación, su almacén y sus consultas", responses=_NO_LISTO)
@router.get("/salud/listo", summary="Si puede atender", responses=_NO_LISTO)
async def salud(v: EnSitio) -> Salud:
    """Return the state of the application; 503 when the store does not answer in time."""
    estado = await _estado(v)
    if not estado.listo:
        return JSONResponse(estado.model_dump(), 503, {"Retry-After": "5"})  # type: ignore[return-value]
    return estado


@router.get("/metricas", summary="Medidas para Prometheus", response_class=Response, responses={
    200: {"content": {"text/plain": {}}}, 404: PROBLEMAS[404]})
async def metricas(v: EnSitio) -> Response:
    """Return what is measured. Raises `NoExiste` without the extra."""
    medidas: Medidas | None = v.peticion.app.state.medidas
    if medidas is None:
        raise NoExiste("Este servidor no lleva medidas.", "Instale el complemento: pip install 'alinea[metricas]'")
    texto, tipo = await asyncio.to_thread(medidas.escribir)
    return Response(texto, headers={"Content-Type": tipo, "Cache-Control": "no-store"})


async def _estado(v: Vista) -> Salud:
    almacen, atencion = v.sitio.contexto.almacen, v.sitio.consultorio.atencion
    mirador: Mirador[tuple[int, int]] = v.peticion.app.state.mirador
    generacion = cuadruplas = motivo = None
    try:
        generacion, cuadruplas = await mirador.ver(_PACIENCIA)
    except TimeoutError:
        motivo = TardaDemasiado(f"El almacén no respondió en {_PACIENCIA:.0f} segundos.").mensaje
    except ErrorDeAlinea as error:
        motivo = error.mensaje
    listo = generacion is not None
    clase: Literal["carpeta", "memoria", "servidor"] = "servidor"
    if isinstance(almacen, AlmacenEmbebido):
        clase = "memoria" if almacen.carpeta is None else "carpeta"
    return Salud(estado="bien" if listo else "sin almacén", listo=listo, almacen=clase, generacion=generacion,
                 cuadruplas=cuadruplas, motivo=motivo and Habla(v.idioma).mensaje(motivo), lugares=atencion.lugares,
                 corriendo=atencion.ocupados, en_espera=atencion.en_espera, contestadas=atencion.contestadas,
                 detenidas=atencion.detenidas)
