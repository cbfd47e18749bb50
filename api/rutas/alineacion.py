"""The drawing of the alignment, its twin in tables, the matrix, and the network to explore."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, Response

from api.representacion import mandatos_por_articulo
from api.sitio import EnSitio, Vista, leer_fecha
from grafo.red import Nodo, RedDeAlineacion
from grafo.tejido import tejer
from grafo.vista.disposicion import VISTAS, disponer
from grafo.vista.piezas import Disposicion
from grafo.vista.svg import svg
from ontologia.errores import NoExiste
from ontologia.recursos import niveles

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_MAXIMO_A_EXPLORAR = 500


@router.get("/alineacion")
def alineacion(v: EnSitio, vista: str = "apoyos", fecha: str = "") -> Response:
    """Show the drawing made here: it needs no script."""
    dia = leer_fecha(fecha)
    dibujo = v.sitio.recordar(("svg", v.programa, vista, v.idioma, dia, v.ruta("/")), lambda: svg(
        _dispuesta(v, vista, dia), idioma=v.idioma, enlaces=lambda nodo: _enlace(v, nodo)))
    return v.pagina("alineacion.html", activa="/alineacion", dibujo=dibujo, vista=vista, vistas=list(VISTAS),
                    fecha=dia, libro=v.sitio.auditoria(v.programa, dia))


@router.get("/alineacion.svg")
def dibujo(v: EnSitio, vista: str = "apoyos", fecha: str = "") -> Response:
    """Return the drawing alone."""
    texto = svg(_dispuesta(v, vista, leer_fecha(fecha)), idioma=v.idioma, enlaces=lambda nodo: _enlace(v, nodo))
    return Response(texto, media_type="image/svg+xml", headers={
        "Content-Disposition": f'attachment; filename="alineacion-{v.programa}.svg"'})


@router.get("/tabla")
def tabla(v: EnSitio, fecha: str = "") -> Response:
    """Show every node and tie of the drawing in tables."""
    red = _red(v, leer_fecha(fecha))
    return v.pagina("tabla.html", activa="/alineacion", red=red, nodos={n.iri: n for n in red.nodos})


@router.get("/matriz")
def matriz(v: EnSitio, fecha: str = "") -> Response:
    """Show lines against articles, objectives and sessions."""
    dia = leer_fecha(fecha)
    libro = v.sitio.auditoria(v.programa, dia)
    sesiones: dict[str, set[str]] = {}
    for f in v.sitio.filas("seguimiento_de_linea", programa=v.programa):
        sesiones.setdefault(str(f["numero"]), set()).add(str(f["sesion"]))
    numeros = {str(f["numero"]): None for f in v.sitio.filas("agenda", programa=v.programa)}
    return v.pagina("matriz.html", activa="/alineacion", libro=libro, sesiones=sesiones, numeros=list(numeros),
                    mandatos={x.numero: {m.articulo: m for m in mandatos_por_articulo(x)} for x in libro.lineas},
                    niveles=niveles())


@router.get("/explorar")
def explorar(v: EnSitio, vista: str = "apoyos") -> Response:
    """Show the network to explore, with its scripts and styles from this server."""
    from grafo.vista.explorar import explorar_html

    dispuesta = _dispuesta(v, vista, None)
    if len(dispuesta.tarjetas) > _MAXIMO_A_EXPLORAR:
        raise NoExiste(f"El programa tiene más de {_MAXIMO_A_EXPLORAR} elementos: no se leerían en un dibujo.",
                       "Use la tabla o las consultas.")
    return HTMLResponse(v.sitio.recordar(("explorar", v.programa, vista, v.idioma, v.ruta("/")), lambda: explorar_html(
        dispuesta, en_linea=False, estaticos=f"{v.sitio.contexto.prefijo}/explorar/estaticos",
        enlaces=lambda nodo: _enlace(v, nodo))))


@router.get("/explorar/estaticos/{nombre}")
def estaticos_de_explorar(nombre: str) -> Response:
    """Return a script or the style sheet of the network, straight from where its packages are installed."""
    from grafo.vista.explorar import ruta_de_estaticos, ruta_de_vis_network

    archivos: dict[str, Path] = {n: ruta_de_estaticos() / n for n in ("explorar.js", "explorar.css")}
    archivos["vis-network.min.js"] = ruta_de_vis_network()
    if nombre not in archivos:
        raise HTTPException(404)
    return FileResponse(archivos[nombre], headers={"Cache-Control": "max-age=3600"})


def _red(v: Vista, dia: date | None) -> RedDeAlineacion:
    c = v.sitio.contexto
    libro = v.sitio.auditoria(v.programa, dia)
    return v.sitio.recordar(("red", v.programa, dia), lambda: tejer(c.almacen, libro, c.acunador))


def _dispuesta(v: Vista, vista: str, dia: date | None) -> Disposicion:
    if vista not in VISTAS:
        raise NoExiste(f"No existe la vista «{vista[:40]}».", f"Vistas: {', '.join(VISTAS)}.")
    red = _red(v, dia)
    return v.sitio.recordar(("dispuesta", v.programa, vista, v.idioma, dia),
                            lambda: disponer(red, vista=vista, idioma=v.idioma))


def _enlace(v: Vista, nodo: Nodo) -> str | None:
    return v.entidad(nodo.iri)
