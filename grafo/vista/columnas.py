"""Which columns a network needs, and how wide each is: the lines get what the others leave. Lengths are px."""

from __future__ import annotations

from collections.abc import Sequence

from grafo.red import RedDeAlineacion
from grafo.vista.piezas import Columna
from grafo.vista.rotulos import rotulo

__all__ = ["medir_columnas"]

_MARGEN = 14.0
_ANCHOS = {
    "norma": 106.0, "articulo": 102.0, "bloque": 46.0, "objetivo": 140.0, "estrategia": 150.0, "haz": 46.0,
    "externo": 164.0,
}
_CALLES = {
    "norma": 26.0, "articulo": 18.0, "bloque": 34.0, "objetivo": 24.0, "estrategia": 22.0, "linea": 54.0, "haz": 26.0,
}
_CALLE_SIN_BLOQUE = 72.0
_CALLE_ANTES_DE_HAZ = 28.0
_MINIMO_DE_LINEA = 330.0
_TITULOS = {
    "norma": "normas", "articulo": "articulos", "objetivo": "objetivos", "estrategia": "estrategias", "linea": "lineas",
}


def medir_columnas(
    red: RedDeAlineacion, ancho: float, externas: Sequence[str], titulo_externo: str, idioma: str
) -> tuple[dict[str, Columna], float]:
    """Return the columns that have something in them, from left to right, and the width of the whole.

    `externas` are the classes of the last column; the width grows where `ancho` leaves the lines too little.
    """
    presentes = _presentes(red, externas)
    calles = _CALLES if "bloque" in presentes else {**_CALLES, "articulo": _CALLE_SIN_BLOQUE}
    calles = {**calles, "linea": _CALLE_ANTES_DE_HAZ} if "haz" in presentes else calles
    fijo = sum(_ANCHOS.get(c, 0.0) for c in presentes) + sum(calles[c] for c in presentes[:-1]) + 2 * _MARGEN
    linea = max(_MINIMO_DE_LINEA, ancho - fijo)
    titulos = {c: rotulo(_TITULOS[c], idioma) for c in presentes if c in _TITULOS} | {"externo": titulo_externo}
    columnas: dict[str, Columna] = {}
    x = _MARGEN
    for clave in presentes:
        propio = _ANCHOS.get(clave, linea)
        columnas[clave] = Columna(clave, titulos.get(clave, ""), x, propio)
        x += propio + calles.get(clave, 0.0)
    return columnas, max(ancho, fijo + (linea if "linea" in presentes else 0.0))


def _presentes(red: RedDeAlineacion, externas: Sequence[str]) -> list[str]:
    hay = {nodo.clase for nodo in red.nodos}
    condiciones = {
        "norma": "norma" in hay, "articulo": "articulo" in hay,
        "bloque": any(a.bloque for a in red.de_relacion("mandato")),
        "objetivo": bool(hay & {"objetivo", "objetivo_estrategico"}), "estrategia": "estrategia" in hay,
        "linea": "linea" in hay, "haz": "sesion" in hay & set(externas) and bool(red.de_relacion("trata")),
        "externo": bool(hay & set(externas)),
    }
    return [clave for clave, hay_algo in condiciones.items() if hay_algo]
