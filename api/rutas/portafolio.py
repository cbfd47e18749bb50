"""Several programmes at a glance: how many lines of each rest on each article, by level of evidence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.representacion import mandatos_por_articulo
from api.rutas.auditoria import articulos_conocidos
from api.sitio import EnSitio, Vista, leer_fecha
from ontologia.recursos import niveles

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Cruce:
    """A programme and an article: the strongest level, and the lines at each level, the strongest first."""

    nivel: str
    cuentas: tuple[tuple[str, int], ...]


@router.get("/portafolio")
def portafolio(v: EnSitio, fecha: str = "", texto: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Show programmes against articles."""
    dia = leer_fecha(fecha)
    programas = v.sitio.programas()
    palabras = texto.casefold().split()
    elegidos = {c: f for c, f in programas.items()
                if all(p in f"{c} {f['titulo']} {f.get('emisora') or ''}".casefold() for p in palabras)}
    cruces = {clave: _cruces(v, clave, fecha) for clave in elegidos}
    articulos = sorted({a for suyos in cruces.values() for a in suyos}, key=_orden_natural)
    return v.pagina(
        "portafolio.html", activa="/portafolio", programas=elegidos, total=len(programas), cruces=cruces,
        articulos=articulos, fichas=articulos_conocidos(v), niveles=niveles(), fecha=dia, texto=texto.strip(),
        resumenes={clave: v.sitio.auditoria(clave, dia).resumen for clave in elegidos})


def _cruces(v: Vista, clave: str, fecha: str) -> dict[str, Cruce]:
    orden = [n.clave for n in niveles()]
    cuentas: dict[str, Counter[str]] = {}
    for linea in v.sitio.auditoria(clave, leer_fecha(fecha)).lineas:
        for m in mandatos_por_articulo(linea):
            cuentas.setdefault(m.articulo, Counter())[m.nivel] += 1
    return {a: Cruce(min(c, key=orden.index), tuple((n, c[n]) for n in orden if c[n])) for a, c in cuentas.items()}


def _orden_natural(articulo: str) -> tuple[str, int, str]:
    norma, _, numero = articulo.partition("/art_")
    cifras = "".join(c for c in numero.split("_")[0] if c.isdigit())
    return norma, int(cifras or 0), numero
