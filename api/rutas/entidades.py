"""A page for every IRI below the base, at the same path."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from api.fichas import Ficha, ficha_de
from api.rutas.auditoria import articulos_conocidos
from api.sitio import EnSitio, Vista, leer_fecha
from grafo.auditoria import LineaAuditada
from ontologia.recursos import niveles

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/programa/{resto:path}")
def de_programa(v: EnSitio, resto: str, fecha: str = "") -> Response:
    """Show a programme or anything it states."""
    ficha = ficha_de(v.sitio, f"{v.sitio.contexto.acunador.base}programa/{resto}")
    clave = resto.partition("/")[0]
    if ficha.es("LineaDeAccion"):
        return _pagina_de_linea(v, ficha, clave, fecha)
    return _pagina(v, ficha, clave)


@router.get("/norma/{resto:path}")
def de_norma(v: EnSitio, resto: str) -> Response:
    """Show a norm, a chapter or an article."""
    ficha = ficha_de(v.sitio, f"{v.sitio.contexto.acunador.base}norma/{resto}")
    lineas: list[tuple[str, LineaAuditada, str, str]] = []
    if ficha.es("Articulo"):
        for clave in v.sitio.programas():
            lineas += [(clave, x, m.nivel, m.grano) for x in v.sitio.auditoria(clave).lineas
                       for m in x.articulos if m.articulo == resto]
    return v.pagina("articulo.html", activa="", ficha=ficha, lineas=lineas, programa=None,
                    clave_de_articulo=resto)


def _pagina(v: Vista, ficha: Ficha, clave: str) -> Response:
    return v.pagina("entidad.html", activa="", ficha=ficha, programa=clave)


def _pagina_de_linea(v: Vista, ficha: Ficha, clave: str, fecha: str) -> Response:
    libro = v.sitio.auditoria(clave, leer_fecha(fecha))
    linea = next(x for x in libro.lineas if x.iri == ficha.iri)
    lugar = libro.lineas.index(linea)
    suyas = {n: [f for f in v.sitio.filas(n, programa=clave) if str(f["linea"]) == ficha.iri]
             for n in ("apoyos_de_linea", "seguimiento_de_linea")}
    return v.pagina(
        "linea.html", activa="", ficha=ficha, programa=clave, linea=linea, fecha=fecha, niveles=niveles(),
        articulos=articulos_conocidos(v), apoyos=suyas["apoyos_de_linea"], sesiones=suyas["seguimiento_de_linea"],
        anterior=libro.lineas[lugar - 1] if lugar else None,
        siguiente=libro.lineas[lugar + 1] if lugar + 1 < len(libro.lineas) else None)
