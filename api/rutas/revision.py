"""The queue of reviews: what a person should look at next, the history, and how to decide on the command line."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from api.sitio import EnSitio
from grafo.auditoria import Auditoria, LineaAuditada
from ontologia.recursos import niveles

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_URGENCIA = ("contradicha", "sospechosa", None, "vigente")
"""Which state of review comes first in the queue; None is a line that nobody looked at."""


@router.get("/revision")
def revision(v: EnSitio) -> Response:
    """Show the queue of a programme; nothing can be written here."""
    libro = v.sitio.auditoria(v.programa)
    return v.pagina("revision.html", activa="/auditoria", libro=libro, cola=_cola(libro),
                    historia=libro.revisiones[::-1])


def _cola(libro: Auditoria) -> list[LineaAuditada]:
    """Return the lines to look at: those in dispute first, then suspect ones, then the weakest evidence."""
    orden = {n.clave: n.orden for n in niveles()}
    pendientes = [x for x in libro.lineas if x.revision != "vigente"]
    return sorted(pendientes, key=lambda x: (_URGENCIA.index(x.revision), -orden[x.nivel]))
