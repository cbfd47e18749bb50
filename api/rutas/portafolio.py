"""Many programmes at a glance: institutions, then the programmes of one, against articles, by level of evidence."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.informes import tabla_csv
from api.libro import libro_de_tabla
from api.portafolio import Filtro, Portafolio, Renglon, portafolio_de
from api.portafolio_tablas import (
    Fila,
    articulos_sin_programas,
    cambios,
    como_filas,
    por_institucion,
    por_programa,
    tendencia,
)
from api.rutas.auditoria import articulos_conocidos
from api.sitio import EnSitio, Vista, leer_fecha
from api.tramos import Tramo, leer_entero, tramo_de
from grafo.prueba import vigencias
from ontologia.errores import ErrorDeEntrada, NoExiste
from ontologia.recursos import niveles

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_FILAS, _COLUMNAS, _CON_LIBRO, _PEORES = 20, 8, 5, 5
SIN_INSTITUCION = "—"
"""How an address names the programmes that do not say who issues them."""

Palabras = Annotated[str, Query(max_length=300)]


@router.get("/portafolio")
def portafolio(v: EnSitio, desde: Palabras = "", hasta: Palabras = "", institucion: Palabras = "",
               articulo: Palabras = "", nivel: Palabras = "", texto: Palabras = "", fecha: str = "",
               orden: Palabras = "", pagina: Palabras = "", columnas: Palabras = "",
               formato: Palabras = "") -> Response:
    """Show institutions against articles, or the programmes of the one that is left."""
    dia, todo = leer_fecha(fecha), portafolio_de(v.sitio)
    filtro = Filtro(leer_entero(desde, "desde"), leer_entero(hasta, "hasta"), _institucion(institucion),
                    articulo.strip(), _nivel(nivel), texto.strip())
    elegidos = todo.elegir(filtro)
    articulos = [a for a in todo.articulos if filtro.articulo in ("", a)]
    de_programas = filtro.institucion is not None or len({r.institucion for r in elegidos}) == 1
    huecos = orden == "huecos"
    if formato:
        filas = (por_programa if de_programas else por_institucion)(elegidos, articulos, huecos=huecos)
        return _descarga(filas, articulos, formato, de_programas=de_programas)
    a_la_vista, renglones = _a_la_vista(elegidos, pagina, de_programas=de_programas, huecos=huecos)
    de_columnas = tramo_de(len(articulos), columnas, _COLUMNAS)
    vistos = articulos[de_columnas.corte]
    hoja = (por_programa if de_programas else por_institucion)(renglones, vistos, huecos=huecos)
    rigen = vigencias(v.sitio.contexto.almacen, v.sitio.contexto.acunador, dia) if dia else {}
    return v.pagina(
        "portafolio.html", activa="/portafolio", todo=todo, filtro=filtro, elegidos=elegidos, niveles=niveles(),
        fichas=articulos_conocidos(v), fecha=dia, orden=orden, de_programas=de_programas, filas=hoja,
        a_la_vista=a_la_vista, de_columnas=de_columnas, articulos=vistos, tendencia=tendencia(elegidos),
        vigente=lambda a: rigen.get(a.partition("/")[0], True), nombre_vacio=SIN_INSTITUCION,
        sin_recuento=sum(r.lineas is None for r in elegidos), cambios=cambios(renglones) if de_programas else [],
        con_dia=_con_dia(v, hoja, dia) if de_programas and dia else {}, **_peores(elegidos, todo, rigen))


def _a_la_vista(elegidos: Sequence[Renglon], pagina: str, *, de_programas: bool,
                huecos: bool) -> tuple[Tramo, Sequence[Renglon]]:
    """Return the page asked for, and the programmes whose rows are on it."""
    filas = (por_programa if de_programas else por_institucion)(elegidos, (), huecos=huecos)
    tramo = tramo_de(len(filas), pagina, _FILAS)
    return tramo, [r for f in filas[tramo.corte] for r in f.programas]


def _peores(elegidos: Sequence[Renglon], todo: Portafolio, rigen: Mapping[str, bool]) -> dict[str, Any]:
    """Return the largest gaps: institutions by lines without evidence, articles in force by programmes without one."""
    instituciones = [f for f in por_institucion(elegidos, (), huecos=True) if f.sin_evidencia]
    articulos = articulos_sin_programas(elegidos, [a for a in todo.articulos if rigen.get(a.partition("/")[0], True)])
    return {"peores": instituciones[:_PEORES], "con_huecos": len(instituciones), "articulos_con_huecos": len(articulos),
            "peores_articulos": articulos[:_PEORES]}


def _con_dia(v: Vista, filas: Sequence[Fila], dia: date) -> dict[str, Mapping[str, int]]:
    """Return the lines by strongest level as of a day, by their ledgers, of the first programmes of the page."""
    claves = [f.programas[0].clave for f in filas[:_CON_LIBRO]]
    return {clave: v.sitio.auditoria(clave, dia).resumen for clave in claves}


def _descarga(filas: Sequence[Fila], articulos: Sequence[str], formato: str, *, de_programas: bool) -> Response:
    """Return every count of the rows that the filter leaves, not only those of the page."""
    cabeza = ["institucion", *(["anio", "programa"] if de_programas else ["programas"]), "articulo", "nivel", "lineas"]
    datos = como_filas(filas, articulos, de_programas=de_programas)
    cuerpo: str | bytes
    if formato == "csv":
        cuerpo = tabla_csv(cabeza, [["" if x is None else x for x in d] for d in datos])
        tipo = "text/csv; charset=utf-8"
    elif formato == "json":
        cuerpo = json.dumps([dict(zip(cabeza, d, strict=True)) for d in datos], ensure_ascii=False)
        tipo = "application/json"
    elif formato == "xlsx":
        cuerpo = libro_de_tabla("Portafolio", cabeza, datos)
        tipo = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    else:
        raise NoExiste(f"No se da en el formato «{formato[:20]}».", "Formatos: csv, json, xlsx.")
    return Response(cuerpo, media_type=tipo, headers={
        "Content-Disposition": f'attachment; filename="portafolio.{formato}"'})


def _institucion(texto: str) -> str | None:
    return "" if texto == SIN_INSTITUCION else texto or None


def _nivel(texto: str) -> str:
    if texto and texto not in {n.clave for n in niveles()}:
        raise ErrorDeEntrada(f"«{texto[:40]}» no es un nivel de evidencia.",
                             f"Niveles: {', '.join(n.clave for n in niveles())}.")
    return texto
