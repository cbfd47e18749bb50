"""Writing over HTTP: programmes, reviews, and the trail of who wrote what. Every address demands a key.

The functions are plain ones, run in threads: reading a document and validating take seconds.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.llaves import Llave
from api.modelos import (
    PROBLEMAS,
    Conflicto,
    EnBitacora,
    Ensayo,
    HallazgoLeido,
    Importado,
    NuevaRevision,
    ProgramaSubido,
    RenglonDeBitacora,
    RevisionHecha,
)
from api.negociacion import TipoNoAdmitido
from api.permisos import exigir_rol, llave_de
from api.sitio import EnSitio
from api.subida import CUERPO, Subido, leer_subido
from grafo.revisiones import Decision, Revision, a_json, a_turtle, de_json, de_turtle
from ontologia.errores import NoPermitido

__all__ = ["router"]

router = APIRouter(tags=["escritura"])

_ADMINISTRA = Depends(exigir_rol("administra"))
_REVISA = Depends(exigir_rol("revisa"))
Clave = Annotated[str, Path(description="Clave del programa", max_length=200)]


def _problemas(*estados: int) -> dict[int | str, dict[str, object]]:
    return {estado: PROBLEMAS[estado] for estado in estados}


def _llave_que_revisa(request: Request, _: Annotated[str, _REVISA]) -> Llave:
    return llave_de(request, "revisa")


async def _cuerpo_de(request: Request) -> tuple[str, bytes]:
    """Return the media type and the body; raises `TipoNoAdmitido` for one that no reviews come in."""
    tipo = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if tipo not in ("application/json", "text/turtle"):
        raise TipoNoAdmitido(f"No se admite el tipo de contenido «{tipo[:60]}».",
                             "Envíe las revisiones como application/json o text/turtle.")
    return tipo, await request.body()


@router.post("/api/programas", status_code=201, summary="Sube el documento de un programa", openapi_extra=CUERPO,
             responses={200: {"model": ProgramaSubido, "description": "Se reemplazó el que había"},
                        **_problemas(400, 401, 403, 409, 413, 415, 422, 503, 504)})
def subir(v: EnSitio, autor: Annotated[str, _ADMINISTRA], subido: Annotated[Subido, Depends(leer_subido)],
          reemplazar: Annotated[str, Query(description="«si» pone el documento en lugar del que hay")] = "",
          _nombre: Annotated[str, Query(alias="nombre", max_length=500, description="Nombre del archivo")] = "",
          ) -> ProgramaSubido:
    """Read a document (text, PDF or workbook), validate its programme and publish it."""
    leido = v.sitio.lector.leer(subido.contenido, subido.nombre, subido.curaduria)
    habia = leido.clave in v.sitio.programas()
    publicacion = v.sitio.publicador.subir_grafos(leido.clave, leido.grafos, autor, reemplazar=reemplazar == "si")
    iri = str(v.sitio.contexto.acunador.programa(leido.clave))
    hecho = ProgramaSubido(
        clave=leido.clave, iri=iri, titulo=leido.titulo, sha256=leido.huella, generacion=publicacion.despues,
        cuentas=dict(leido.cuentas), hallazgos=[HallazgoLeido(tipo=t, mensaje=m) for t, m in leido.hallazgos],
        avisos=list(leido.avisos))
    if habia:
        return JSONResponse(hecho.model_dump(), 200)  # type: ignore[return-value]
    return JSONResponse(hecho.model_dump(), 201, {"Location": v.entidad(iri) or iri})  # type: ignore[return-value]


@router.delete("/api/programas/{clave}", status_code=204, summary="Retira un programa", response_class=Response,
               responses=_problemas(400, 401, 403, 404, 409, 422, 503))
def retirar(v: EnSitio, clave: Clave, autor: Annotated[str, _ADMINISTRA]) -> Response:
    """Take a programme out, unless somebody has reviewed it."""
    v.sitio.publicador.retirar(clave, autor)
    return Response(status_code=204)


@router.get("/api/revisiones", summary="Las revisiones de un programa, con su estado", responses=_problemas(404, 422))
def revisiones(v: EnSitio, programa: Annotated[str, Query(max_length=200)] = "") -> list[RevisionHecha]:
    """Return the history of a programme's reviews."""
    clave = v.sitio.programa(programa or None)
    return [_hecha(x.revision, x.estado) for x in v.sitio.cuaderno.con_estado(clave)]


@router.post("/api/revisiones", status_code=201, summary="Confirma, rechaza, agrega, justifica o descarta",
             responses=_problemas(400, 401, 403, 404, 413, 422, 503))
def revisar(v: EnSitio, dicha: NuevaRevision, quien: Annotated[str, _REVISA]) -> RevisionHecha:
    """Write down what a person decides, in the name of who holds the key, now."""
    clave = v.sitio.programa(dicha.programa)
    return _hecha(v.sitio.cuaderno.anotar(clave, _decision(dicha, quien)), None)


@router.post("/api/revisiones/ensayar", summary="Dice a quién contradiría una revisión, sin guardarla",
             responses=_problemas(400, 401, 403, 404, 413, 422, 503))
def ensayar(v: EnSitio, dicha: NuevaRevision, quien: Annotated[str, _REVISA]) -> Ensayo:
    """Check a decision as if it were to be kept, and tell whose reviews it would contradict; nothing is written."""
    contrarias = v.sitio.cuaderno.ensayar(v.sitio.programa(dicha.programa), _decision(dicha, quien))
    return Ensayo(quien=quien, contrarias=[_hecha(r, None) for r in contrarias])


@router.get("/api/revisiones/exportar", summary="Todas las revisiones, como un archivo", response_class=Response,
            responses={200: {"content": {"application/json": {}, "text/turtle": {}}}, **_problemas(422)})
def exportar(v: EnSitio, formato: Annotated[str, Query(pattern="^(json|ttl)$")] = "json") -> Response:
    """Return every review as the file that `importar` takes."""
    todas = v.sitio.cuaderno.revisiones()
    tipo, texto = (("text/turtle", a_turtle(todas, v.sitio.contexto.acunador)) if formato == "ttl"
                   else ("application/json", a_json(todas)))
    return Response(texto, media_type=tipo,
                    headers={"Content-Disposition": f'attachment; filename="revisiones.{formato}"'})


@router.post("/api/revisiones/importar", summary="Agrega las revisiones de un archivo",
             openapi_extra={"requestBody": {"required": True, "content": {
                 "application/json": {"schema": {"type": "object"}}, "text/turtle": {"schema": {"type": "string"}}}}},
             responses=_problemas(400, 401, 403, 404, 413, 422, 503))
def importar(v: EnSitio, llave: Annotated[Llave, Depends(_llave_que_revisa)],
             cuerpo: Annotated[tuple[str, bytes], Depends(_cuerpo_de)]) -> Importado:
    """Add the reviews that are not there yet: all of them, or none. Those of others are brought by who administers."""
    tipo, octetos = cuerpo
    leidas = (de_turtle(octetos, "revisiones.ttl", v.sitio.contexto.acunador) if tipo == "text/turtle"
              else de_json(octetos, "revisiones.json"))
    ajena = next((r for r in leidas if r.quien != llave.nombre), None)
    if ajena is not None and not llave.alcanza("administra"):
        raise NoPermitido(f"La revisión {ajena.id} es de otra persona.", "Pida a quien administra que las importe.")
    hecho = v.sitio.cuaderno.importar(leidas, llave.nombre)
    return Importado(agregadas=len(hecho.agregadas), ya_estaban=hecho.ya_estaban, contradichas=[
        Conflicto(id=x.revision.id, linea=x.revision.linea, quien=x.revision.quien, decision=x.revision.decision)
        for x in hecho.contradichas])


@router.get("/api/bitacora", summary="Quién escribió qué, y cuándo", responses=_problemas(400, 401, 403, 422))
def bitacora(v: EnSitio, _: Annotated[str, _ADMINISTRA], antes_de: Annotated[int, Query(ge=1)] = 2**53,
             maximo: Annotated[int, Query(ge=1, le=500)] = 100) -> EnBitacora:
    """Return the last lines of the trail, the latest first."""
    suya = v.sitio.contexto.bitacora
    todos = suya.asientos()
    vistos = [a for a in reversed(todos) if a.numero < antes_de][:maximo]
    return EnBitacora(cuantos=len(todos), faltas=list(suya.faltas()), asientos=[
        RenglonDeBitacora(**asdict(a)) for a in vistos])


def _decision(dicha: NuevaRevision, quien: str) -> Decision:
    return Decision(linea=dicha.linea, decision=dicha.decision, motivo=dicha.motivo, quien=quien, rol=dicha.rol,
                    cuando=datetime.now(UTC), tema=dicha.tema, articulo=dicha.articulo, hallazgo=dicha.hallazgo)


def _hecha(r: Revision, estado: str | None) -> RevisionHecha:
    return RevisionHecha(**r.como_json(), estado=estado)  # type: ignore[arg-type]
