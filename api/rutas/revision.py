"""The queue of reviews: what waits for a person, with the quotes it rests on, and the history of what was decided."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.cola import ESTADOS, RAZONES, Filtro, Pendiente, cola_de, orden_de_consola, sin_objeto
from api.rutas.auditoria import articulos_conocidos
from api.sitio import EnSitio, Vista
from ontologia.recursos import niveles, tipos_de_hallazgo

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_POR_PAGINA = 20
_HISTORIA = 30


@router.get("/revision")
def revision(
    v: EnSitio, tipo: str = "", nivel: str = "", objetivo: str = "", direccion: str = "", articulo: str = "",
    estado: str = "", texto: Annotated[str, Query(max_length=200)] = "",
    linea: Annotated[str, Query(max_length=60)] = "", hallazgo: Annotated[str, Query(max_length=120)] = "",
    pagina: Annotated[int, Query(ge=1, le=10**6)] = 1,
) -> Response:
    """Show the queue of a programme, a page at a time; what is decided goes to /api/revisiones."""
    libro = v.sitio.auditoria(v.programa)
    todas = v.sitio.recordar(("cola", v.programa), lambda: cola_de(libro))
    filtro = Filtro(tipo, nivel, objetivo, direccion, articulo, estado, texto.strip(), linea, hallazgo)
    elegidas = [x for x in todas if filtro.admite(x)]
    paginas = max(1, -(-len(elegidas) // _POR_PAGINA))
    desde = (min(pagina, paginas) - 1) * _POR_PAGINA
    return v.pagina(
        "revision.html", activa="/revision", libro=libro, filtro=filtro, total=len(elegidas), desde=desde,
        cola=elegidas[desde:desde + _POR_PAGINA], hay=len(todas), esperan=sum(bool(x.razones) for x in todas),
        cuentas={r: sum(r in x.razones for x in todas) for r in RAZONES}, estados=ESTADOS, niveles=niveles(),
        paginas=paginas, pagina=min(pagina, paginas), pedido=_pedido(v), huerfanas=sin_objeto(libro),
        historia=libro.revisiones[:-_HISTORIA - 1:-1], opciones=_opciones(todas), fichas=articulos_conocidos(v),
        finales=_finales(v), tipos=tipos_de_hallazgo(), orden=lambda x: orden_de_consola(x, _varios(v)))


def _pedido(v: Vista) -> dict[str, object]:
    """Return what the address asks for, but for the page and what every address of ours carries."""
    return {k: x for k, x in v.peticion.query_params.items() if k in Filtro.__dataclass_fields__}


def _opciones(todas: tuple[Pendiente, ...]) -> dict[str, list[str]]:
    """Return what the filters offer: the objectives, units and articles of the lines."""
    lineas = [x.linea for x in todas if x.linea is not None]
    return {"objetivo": sorted({x.objetivo for x in lineas}),
            "direccion": sorted({r for x in lineas for r in x.responsables}),
            "articulo": sorted({m.articulo for x in todas for m in x.mandatos})}


def _finales(v: Vista) -> dict[tuple[str, int], str]:
    """Return where each quote of a finding ends, by the finding and where the quote begins."""
    return {(str(f["hallazgo"]), int(str(f["inicio"]))): str(f["cita"]).rpartition("-")[2]
            for f in v.sitio.filas("hallazgos", programa=v.programa) if f.get("cita") is not None}


def _varios(v: Vista) -> str | None:
    return v.programa if len(v.sitio.programas()) > 1 else None
