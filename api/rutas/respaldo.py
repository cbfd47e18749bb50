"""A backup of the store while it is served, in the folder that the settings name: no path comes from a request."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Depends

from api.modelos import PROBLEMAS, RespaldoHecho
from api.permisos import exigir_rol
from api.sitio import EnSitio
from grafo.almacen import AlmacenEmbebido
from grafo.almacen.respaldo import respaldar
from ontologia.errores import ErrorDeAlmacen, NoPermitido

__all__ = ["router"]

router = APIRouter(tags=["escritura"])


@router.post("/api/respaldo", status_code=201, summary="Escribe un respaldo del almacén, sin dejar de servir",
             responses={e: PROBLEMAS[e] for e in (401, 403, 503)})
def respaldo(v: EnSitio, _: Annotated[str, Depends(exigir_rol("administra"))]) -> RespaldoHecho:
    """Write an archive that `alinea restaurar` takes: store and trail as of one moment; writes wait, readers do not."""
    carpeta, almacen = v.sitio.contexto.respaldos, v.sitio.contexto.almacen
    if carpeta is None:
        raise NoPermitido("Este servidor no tiene carpeta de respaldos.", "Quien lo administra la pone con "
                          "ALINEA_RESPALDOS; con el servidor detenido, alinea respaldar.")
    if not isinstance(almacen, AlmacenEmbebido):
        raise ErrorDeAlmacen("El almacén está en otro servidor.", "Respáldelo con las herramientas de ese servidor.")
    destino = carpeta / f"alinea-{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{uuid4().hex[:8]}.tar.gz"
    with v.sitio.publicador.en_turno():
        hecho = respaldar(almacen, destino)
    return RespaldoHecho(archivo=destino.name, generacion=hecho.generacion, cuadruplas=hecho.cuadruplas,
                         octetos=destino.stat().st_size)
