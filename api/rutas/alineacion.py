"""The drawing of the alignment and its panel, its twin in tables, the matrix, the network to explore, the downloads."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, Response

from api.dibujos import FORMATOS, en_formato
from api.estado import Alineado, EnEstado, Estado, alinear, clave_corta
from api.fichas import ficha_de
from api.representacion import mandatos_por_articulo
from api.simulados import opciones_de
from api.sitio import EnSitio, Vista
from grafo.red import Nodo
from grafo.vista.detalle import detalles
from grafo.vista.disposicion import VISTAS
from grafo.vista.svg import svg
from ontologia.recursos import niveles

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_CITAS_EN_EL_PANEL = 2


@router.get("/alineacion")
def alineacion(v: EnSitio, estado: EnEstado) -> Response:
    """Show the drawing made here, with the panel of what is selected: it needs no script."""
    actual = alinear(v, estado)
    dibujo = v.sitio.recordar(("svg", v.programa, estado, v.idioma, v.ruta("/")), lambda: svg(
        actual.disposicion, idioma=v.idioma, enlaces=partial(_seleccionar, v, estado, actual.elegida),
        cadenas=actual.cadenas, elegida=actual.elegida, marcas=actual.marcas, resumen=actual.resumen))
    visibles = {n.iri for n in actual.red.nodos}
    return v.pagina("alineacion.html", activa="/alineacion", dibujo=dibujo, panel=_panel(v, estado, actual),
                    lineas=[x for x in actual.libro.lineas if x.iri in visibles], formatos=FORMATOS,
                    simulables=opciones_de(v, actual.libro, actual.simulacion.sin if actual.simulacion else ()),
                    **_comun(estado, actual))


@router.get("/alineacion.{formato}")
def dibujo(v: EnSitio, estado: EnEstado, formato: str) -> Response:
    """Return exactly what is shown as a file."""
    cuerpo = en_formato(v, estado, formato)
    return Response(cuerpo, media_type=FORMATOS[formato][1], headers={
        "Content-Disposition": f'attachment; filename="alineacion-{v.programa}.{formato}"'})


@router.get("/tabla")
def tabla(v: EnSitio, estado: EnEstado) -> Response:
    """Show every node and tie of the drawing in tables."""
    actual = alinear(v, estado)
    return v.pagina("tabla.html", activa="/alineacion", red=actual.red, nodos={n.iri: n for n in actual.red.nodos},
                    **_comun(estado, actual))


@router.get("/matriz")
def matriz(v: EnSitio, estado: EnEstado) -> Response:
    """Show lines against articles, objectives and sessions."""
    actual = alinear(v, estado)
    visibles = {n.iri for n in actual.red.nodos}
    sesiones: dict[str, set[str]] = {}
    for f in v.sitio.filas("seguimiento_de_linea", programa=v.programa):
        sesiones.setdefault(str(f["numero"]), set()).add(str(f["sesion"]))
    numeros = {str(f["numero"]): None for f in v.sitio.filas("agenda", programa=v.programa)}
    lineas = [x for x in actual.libro.lineas if x.iri in visibles or actual.plegadas]
    mandatos = {x.numero: {m.articulo: m for m in mandatos_por_articulo(x)} for x in lineas}
    norma = f"{v.sitio.contexto.acunador.base}norma/"
    return v.pagina("matriz.html", activa="/alineacion", lineas=lineas, sesiones=sesiones, numeros=list(numeros),
                    iris={a: norma + a for a in actual.libro.articulos}, mandatos=mandatos,
                    articulos={a: sum(a in suyos for suyos in mandatos.values()) for a in actual.libro.articulos},
                    **_comun(estado, actual))


@router.get("/explorar")
def explorar(v: EnSitio, estado: EnEstado) -> Response:
    """Show the network to explore, with its scripts and styles from this server."""
    from grafo.vista.explorar import Enlace, explorar_html

    actual = alinear(v, estado)
    enlaces = (
        Enlace(v.del_programa("/alineacion", **estado.consulta()), f"← {v.traducir('Alineación')}", v.idioma),
        Enlace(v.en_otro_idioma(), v.traducir("English"), v.traducir("en")))
    return HTMLResponse(v.sitio.recordar(
        ("explorar", v.programa, estado, v.idioma, v.ruta("/")), lambda: explorar_html(
            actual.disposicion, en_linea=False, estaticos=f"{v.sitio.contexto.prefijo}/explorar/estaticos",
            enlaces=lambda nodo: v.entidad(nodo.iri), elegida=actual.elegida, cabecera=enlaces,
            total=actual.total, clave=lambda iri: clave_corta(iri, v),
            marcas=actual.marcas, resumen=actual.resumen)))


@router.get("/explorar/estaticos/{nombre}")
def estaticos_de_explorar(nombre: str) -> Response:
    """Return a script or the style sheet of the network, straight from where its packages are installed."""
    from grafo.vista.explorar import ruta_de_estaticos, ruta_de_vis_network

    archivos: dict[str, Path] = {n: ruta_de_estaticos() / n for n in ("explorar.js", "explorar.css")}
    archivos["vis-network.min.js"] = ruta_de_vis_network()
    if nombre not in archivos:
        raise HTTPException(404)
    return FileResponse(archivos[nombre], headers={"Cache-Control": "max-age=3600"})


def _comun(estado: Estado, actual: Alineado) -> dict[str, Any]:
    return {"pedido": estado, "actual": actual, "libro": actual.libro, "niveles": niveles(), "vistas": list(VISTAS)}


def _seleccionar(v: Vista, estado: Estado, elegida: str, nodo: Nodo) -> str | None:
    """Return where a card leads: to the drawing with it selected, and once it is, to its own page."""
    if nodo.iri == elegida:
        return v.entidad(nodo.iri)
    camino = v.del_programa("/alineacion", **estado.consulta(sel=clave_corta(nodo.iri, v)))
    return f"{camino}#alineacion-elegida"


def _panel(v: Vista, estado: Estado, actual: Alineado) -> dict[str, object] | None:
    """Return what is known of the selected card: its legal basis first, its quotes, what it is tied to."""
    if not actual.elegida:
        return None
    dibujadas = {t.iri for t in actual.disposicion.tarjetas}
    detalle = detalles(actual.disposicion)[actual.elegida]
    linea = next((x for x in actual.libro.lineas if x.iri == actual.elegida), None)
    return {
        "iri": actual.elegida, "detalle": detalle, "linea": linea,
        "grupos": detalle["grupos"][1 if linea and linea.articulos else 0:],
        "citas": ficha_de(v.sitio, actual.elegida).citas[:_CITAS_EN_EL_PANEL],
        "cadena": len(actual.cadenas[actual.elegida]) - 1, "marca": actual.marcas.get(actual.elegida),
        "destino": lambda iri: (
            f"{v.del_programa('/alineacion', **estado.consulta(sel=clave_corta(iri, v)))}#alineacion-elegida"
            if iri in dibujadas else v.entidad(iri)),
    }
