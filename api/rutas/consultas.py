"""The catalogue of questions, and each question: its form, its answer, its downloads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import Response, StreamingResponse

from api.negociacion import DE_TABLA, elegir
from api.reparto import PLAZO_DE_PAGINA, en_una_hoja, ir_empezando, reparto_de, responder_en_formato
from api.sitio import EnSitio, Vista
from api.tablas import MAXIMO_A_LA_VISTA, como_libro, tabla_de
from api.turnos import Turnos
from consultas import Reparto, buscar, catalogo, ejecutar, leer_desde
from consultas.catalogo import PUBLICOS, Consulta
from ontologia.errores import NoExiste

__all__ = ["router"]

router = APIRouter(tags=["consultas"])

_OPCIONES: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "programa": ("programas", "programa", ("titulo",)), "linea": ("lineas", "linea", ("numero", "texto")),
    "articulo": ("articulos", "articulo", ("etiqueta",)), "norma": ("normas", "norma", ("titulo", "publicada")),
    "unidad": ("unidades", "unidad", ("nombre",)), "sesion": ("agenda", "sesion", ("numero", "fecha")),
    "socio": ("socios", "socio", ("nombre",)), "nombrado": ("donde_se_nombra", "nombrado", ("nombre",)),
    "regla": ("conclusiones", "regla", ()),
}
"""For a parameter that is chosen from a list: the question that lists it, the value's column, the words' columns."""

_DE_NORMAS = frozenset({"articulo", "norma"})
_PROGRAMAS_EN_LISTA = 50
"""With more programmes than these, what is chosen from theirs is written instead: the list would be the page."""

_TIPOS = {
    "json": "application/sparql-results+json", "csv": "text/csv; charset=utf-8",
    "xml": "application/sparql-results+xml", "tsv": "text/tab-separated-values; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_PROPIOS = frozenset({"idioma", "formato", "ejecutar", "desde"})


@router.get("/consultas", include_in_schema=False)
def lista(v: EnSitio) -> Response:
    """Show the catalogue by audience."""
    return v.pagina("consultas.html", activa="/consultas", publicos=PUBLICOS, todas=list(catalogo().values()))


@router.get("/consultas/{nombre}", summary="Una consulta con nombre: página, JSON, CSV, XLSX")
def consulta(v: EnSitio, nombre: str, formato: str = "", desde: str = "") -> Response:
    """Ask a named question. Its parameters stand in the query string; `formato` is json, csv, tsv, xml or xlsx.

    Without it, the form is the one that the client accepts: a page, or a table in a standard format. A page over many
    programmes says how many it saw and where the next one begins (`desde`); a table has all rows.
    """
    pregunta = buscar(nombre)
    valores = {k: x for k, x in v.peticion.query_params.items() if k not in _PROPIOS}
    if "programa" in valores and all(p.nombre != "programa" for p in pregunta.parametros):
        del valores["programa"]
    if not formato:
        formato = DE_TABLA.get(elegir(v.peticion, {"text/html": "", **DE_TABLA}), "")
    if formato:
        return _descarga(v, pregunta, valores, formato)
    faltan = [p.nombre for p in pregunta.parametros if not p.opcional and not valores.get(p.nombre, "").strip()]
    tabla = pagina = None
    reparto = None if faltan else _reparto(v, pregunta, valores)
    if reparto is not None:
        lugar = leer_desde(desde)
        pagina = _turnos(v).correr(lambda: reparto.pagina(MAXIMO_A_LA_VISTA, PLAZO_DE_PAGINA, lugar))
        tabla = tabla_de(pagina.filas, v)
    elif not faltan:
        resultado = _turnos(v).correr(lambda: ejecutar(
            pregunta, v.sitio.contexto.almacen, valores, v.sitio.contexto.acunador, _unico(v)))
        tabla = tabla_de(resultado, v)
    return v.pagina("consulta.html", activa="/consultas", pregunta=pregunta, valores=valores, tabla=tabla,
                    pagina=pagina, desde=desde,
                    opciones={p.nombre: _opciones(v, p.nombre) for p in pregunta.parametros},
                    maximo=MAXIMO_A_LA_VISTA, formatos=("json", "csv", "xlsx"))


def _descarga(v: Vista, pregunta: Consulta, valores: Mapping[str, str], formato: str) -> Response:
    c, recortes = v.sitio.contexto, v.sitio.recortes
    if formato not in _TIPOS:
        raise NoExiste(f"No se da en el formato «{formato[:20]}».", f"Formatos: {', '.join(_TIPOS)}.")
    cabeceras = {"Vary": "Accept", "Content-Disposition": f'attachment; filename="{pregunta.nombre}.{formato}"'}
    reparto = _reparto(v, pregunta, valores)
    if reparto is not None and formato != "xlsx" and len(reparto.claves) > 1:
        trozos = _turnos(v).correr(lambda: ir_empezando(reparto.trozos(formato)))
        return StreamingResponse(trozos, media_type=_TIPOS[formato], headers=cabeceras)
    if formato == "xlsx":
        cuerpo = como_libro(pregunta.titulo, _turnos(v).correr(
            lambda: en_una_hoja(reparto) if reparto is not None
            else ejecutar(pregunta, c.almacen, valores, c.acunador, _unico(v))), c.acunador.base)
    else:
        cuerpo = _turnos(v).correr(
            lambda: responder_en_formato(pregunta, valores, formato, recortes, c.acunador, _unico(v)))
    return Response(cuerpo, media_type=_TIPOS[formato], headers=cabeceras)


def _reparto(v: Vista, pregunta: Consulta, valores: Mapping[str, str]) -> Reparto | None:
    return reparto_de(pregunta, valores, v.sitio.recortes, v.sitio.contexto.acunador)


def _turnos(v: Vista) -> Turnos:
    return v.sitio.turnos_de_consultas


def _unico(v: Vista) -> str | None:
    claves = list(v.sitio.programas())
    return claves[0] if len(claves) == 1 else None


def _opciones(v: Vista, parametro: str) -> Sequence[tuple[str, str]]:
    """Return the choices for a parameter (value, words); none when it is to be written."""
    if parametro not in _OPCIONES or (parametro not in _DE_NORMAS and len(v.sitio.programas()) > _PROGRAMAS_EN_LISTA):
        return ()
    nombre, columna, rotulos = _OPCIONES[parametro]
    base = v.sitio.contexto.acunador.base
    hechas: dict[str, str] = {}
    for f in v.sitio.filas(nombre):
        palabras = [str(f[r]) for r in rotulos if f.get(r) is not None] or [v.palabra(f[columna])]
        hechas.setdefault(str(f[columna]).removeprefix(base), " · ".join(palabras))
    return tuple(hechas.items())
