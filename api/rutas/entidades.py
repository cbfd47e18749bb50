"""A page for every IRI below the base, at the same path."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from api.fichas import Ficha, ficha_de
from api.portafolio import portafolio_de
from api.propuestas import Apunte, apuntes_de
from api.rutas.auditoria import articulos_conocidos
from api.sitio import EnSitio, Vista, leer_fecha
from api.tramos import tramo_de
from grafo.auditoria import LineaAuditada
from ontologia.recursos import niveles

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_PROGRAMAS = 10
"""Programmes whose lines the page of an article shows at a time."""


@router.get("/programa/{resto:path}")
def de_programa(v: EnSitio, resto: str, fecha: str = "") -> Response:
    """Show a programme or anything it states."""
    ficha = ficha_de(v.sitio, f"{v.sitio.contexto.acunador.base}programa/{resto}")
    clave = resto.partition("/")[0]
    if ficha.es("LineaDeAccion"):
        return _pagina_de_linea(v, ficha, clave, fecha)
    return _pagina(v, ficha, clave)


@router.get("/norma/{resto:path}")
def de_norma(v: EnSitio, resto: str, pagina: str = "") -> Response:
    """Show a norm, a chapter or an article, with the lines that rest on it, some programmes a page."""
    ficha = ficha_de(v.sitio, f"{v.sitio.contexto.acunador.base}norma/{resto}")
    lineas: list[tuple[str, LineaAuditada, str, str]] = []
    apuntes: list[tuple[str, LineaAuditada, Apunte]] = []
    tramo = tramo_de(0, "", _PROGRAMAS)
    if ficha.es("Articulo"):
        suyos = portafolio_de(v.sitio).con_articulo(resto)
        tramo = tramo_de(len(suyos), pagina, _PROGRAMAS)
        for r in suyos[tramo.corte]:
            suyas = {x.numero: x for x in v.sitio.auditoria(r.clave).lineas}
            lineas += [(r.clave, x, m.nivel, m.grano) for x in suyas.values()
                       for m in x.articulos if m.articulo == resto]
            apuntes += [(r.clave, suyas[a.linea], a) for a in apuntes_de(v.sitio, r.clave) if a.articulo == resto]
    return v.pagina("articulo.html", activa="", ficha=ficha, lineas=lineas, programa=None,
                    tramo=tramo, clave_de_articulo=resto, apuntes=apuntes)


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
        apuntes=[a for a in apuntes_de(v.sitio, clave) if a.linea == linea.numero],
        siguiente=libro.lineas[lugar + 1] if lugar + 1 < len(libro.lineas) else None)
