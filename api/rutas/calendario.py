"""Sessions and events on one time line, and the same for calendar programs."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from api.calendario import Cita, a_ics, citas
from api.sitio import EnSitio, Vista

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/calendario")
def calendario(v: EnSitio) -> Response:
    """Show the time line."""
    base = v.sitio.contexto.acunador
    return v.pagina("calendario.html", activa="/calendario", citas=_citas(v),
                    linea=lambda n: v.entidad(base.elemento(v.programa, "linea", n)))


@router.get("/calendario.ics")
def ics(v: EnSitio) -> Response:
    """Return the time line as iCalendar."""
    titulo = str(v.sitio.programas()[v.programa]["titulo"])
    return Response(a_ics(titulo, _citas(v)), media_type="text/calendar; charset=utf-8",
                    headers={"Content-Disposition": f'attachment; filename="calendario-{v.programa}.ics"'})


def _citas(v: Vista) -> tuple[Cita, ...]:
    filas = (v.sitio.filas(n, programa=v.programa) for n in ("calendario", "agenda", "eventos", "seguimiento_de_linea"))
    return citas(*filas)
