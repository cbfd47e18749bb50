"""The JSON interface, and the page that describes it from its own OpenAPI."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from api.representacion import auditoria_como_json, linea_como_json
from api.sitio import EnSitio, leer_fecha
from ontologia.errores import NoExiste

__all__ = ["router"]

router = APIRouter()

Clave = Annotated[str, Path(description="Clave del programa", max_length=200)]
Fecha = Annotated[str, Query(description="Día de la auditoría (AAAA-MM-DD); sin él, la vigencia no cuenta")]

_PROGRAMAS = 1_000
"""Programmes of an answer, unless fewer are asked for."""


@router.get("/api/programas", tags=["auditoría"], summary="Los programas que hay")
def programas(
    v: EnSitio, respuesta: Response,
    desde: Annotated[int, Query(ge=0, le=10**9, description="Cuántos programas se saltan")] = 0,
    limite: Annotated[int, Query(ge=1, le=_PROGRAMAS, description="Cuántos se dan, a lo más")] = _PROGRAMAS,
) -> list[dict[str, Any]]:
    """Return key, title, year, institution and number of lines of each programme, in order of year.

    The header `Alinea-Total` says how many there are; when some are left, `Link` (RFC 8288) has the address of the
    next ones as `rel="next"`.
    """
    todos = v.sitio.programas()
    respuesta.headers["Alinea-Total"] = str(len(todos))
    if desde + limite < len(todos):
        respuesta.headers["Link"] = f'<{v.ruta("/api/programas", desde=desde + limite, limite=limite)}>; rel="next"'
    return [{"clave": clave, "iri": str(f["programa"]), "titulo": str(f["titulo"]),
             "anio": None if f.get("anio") is None else int(str(f["anio"])),
             "emisora": None if f.get("emisora") is None else str(f["emisora"]), "lineas": int(str(f["lineas"]))}
            for clave, f in islice(todos.items(), desde, desde + limite)]


@router.get("/api/auditoria/{programa}", tags=["auditoría"], summary="El libro de mandatos de un programa")
def auditoria(v: EnSitio, programa: Clave, fecha: Fecha = "") -> dict[str, Any]:
    """Return the ledger: counts per level, lines with their chains of quotes, articles, findings."""
    return auditoria_como_json(v.sitio.auditoria(programa, leer_fecha(fecha)))


@router.get("/api/lineas/{programa}/{numero}", tags=["auditoría"], summary="Una línea de acción y su fundamento")
def linea(v: EnSitio, programa: Clave, numero: str, fecha: Fecha = "") -> dict[str, Any]:
    """Return one line of the ledger, with its text and who answers for it."""
    libro = v.sitio.auditoria(programa, leer_fecha(fecha))
    for una in libro.lineas:
        if una.numero == numero:
            return linea_como_json(una) | {"iri": una.iri, "texto": una.texto, "responsables": list(una.responsables),
                                           "apoyos": list(una.apoyos)}
    raise NoExiste(f"El programa «{programa}» no tiene la línea «{numero[:40]}».",
                   f"Líneas: {', '.join(x.numero for x in libro.lineas)}.")


@router.get("/api/hallazgos/{programa}", tags=["auditoría"], summary="Lo que el documento tiene mal")
def hallazgos(v: EnSitio, programa: Clave) -> list[dict[str, Any]]:
    """Return the findings with their quotes."""
    hechos: list[dict[str, Any]] = auditoria_como_json(v.sitio.auditoria(programa))["hallazgos"]
    return hechos


@router.get("/docs", include_in_schema=False)
def docs(v: EnSitio) -> Response:
    """Show the interface as its OpenAPI describes it."""
    esquema = v.peticion.app.openapi()
    return v.pagina("docs.html", activa="", esquema=esquema)
