"""What a simulation marks in the drawing: the cards that go, and what happens to each line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grafo.red import RedDeAlineacion
from grafo.simulacion import Simulacion
from grafo.vista.rotulos import rotulo

__all__ = ["FIGURAS", "Marca", "Trazado", "marcas_de", "resumen_de"]


@dataclass(frozen=True, slots=True)
class Trazado:
    """One path of a mark's figure around (0, 0), in px as SVG writes it; a colour "" paints nothing."""

    camino: str
    relleno: str
    linea: str = ""
    grueso: float = 1.4
    guiones: tuple[float, ...] = ()


def _circulo(radio: float, y: float = 0) -> str:
    return f"M{-radio:g} {y:g}a{radio:g} {radio:g} 0 1 0 {2 * radio:g} 0a{radio:g} {radio:g} 0 1 0 {-2 * radio:g} 0z"


_NEGRO, _BLANCO, _HOMBROS = "#1A1A1A", "#FFFFFF", "M-6 7a6 6 0 0 1 12 0z"

FIGURAS: Mapping[str, tuple[Trazado, ...]] = {
    "quitado": (Trazado(_circulo(7), _BLANCO, _NEGRO), Trazado("M-5 5l10 -10", "", _NEGRO, 1.8)),
    "pierden": (Trazado(_circulo(7.5), _NEGRO), Trazado("M-3.5 -3.5l7 7m0 -7l-7 7", "", _BLANCO, 1.8)),
    "debilitan": (Trazado("M-7 -5h14l-7 12z", _BLANCO, _NEGRO, 1.6),),
    "conservan": (Trazado(_circulo(7), _BLANCO, _NEGRO, 1.2), Trazado("M-3.5 -2h7m-7 4h7", "", _NEGRO)),
    "solo_persona": (Trazado(_HOMBROS, _BLANCO, _NEGRO), Trazado(_circulo(3.4, -3), _BLANCO, _NEGRO)),
    "pierden_agregado": (Trazado(_HOMBROS, _NEGRO), Trazado(_circulo(3.4, -3), _NEGRO)),
    "ya_sin_mandato": (Trazado(_circulo(7), _BLANCO, _NEGRO, 1.2, (2, 2)),),
}
"""The figure of each mark, told apart without colour: the drawing and the network to explore paint the same."""

_DE_LINEAS = ("pierden", "pierden_agregado", "solo_persona", "debilitan", "conservan", "ya_sin_mandato")
"""The groups of a simulation that are marked on lines, the gravest first."""


@dataclass(frozen=True, slots=True)
class Marca:
    """A mark on a card: its kind ("quitado", or a group of a simulation) and what it says in words."""

    clase: str
    texto: str


def marcas_de(simulacion: Simulacion, red: RedDeAlineacion, idioma: str, normas: str) -> Mapping[str, Marca]:
    """Return the mark of each card, by its IRI; `normas` begins the IRI of every article.

    A norm is marked as gone when all its articles in the network are.
    """
    quitado = Marca("quitado", rotulo("quitado", idioma))
    marcas = {n.iri: quitado for n in red.nodos if n.iri in simulacion.fuera
              or (n.clase == "articulo" and n.iri.removeprefix(normas) in simulacion.fuera)}
    for norma in red.de_clase("norma"):
        suyos = [a.origen for a in red.de_relacion("es_parte_de") if a.destino == norma.iri]
        if suyos and all(iri in marcas for iri in suyos):
            marcas[norma.iri] = quitado
    cambios = {c.linea: c for c in simulacion.debilitan}
    efectos = {numero: clase for clase in _DE_LINEAS for numero in simulacion.grupos[clase]}
    for linea in red.de_clase("linea"):
        clase = efectos.get(linea.numero)
        if clase:
            cambio = cambios.get(linea.numero)
            de = f": {rotulo(cambio.antes, idioma)} → {rotulo(cambio.despues, idioma)}" if cambio else ""
            marcas[linea.iri] = Marca(clase, rotulo(f"efecto_{clase}", idioma) + de)
    return marcas


def resumen_de(simulacion: Simulacion, idioma: str) -> str:
    """Return what a simulation comes to in one sentence: what goes, and how many lines each effect has."""
    cuentas = [f"{rotulo(f'efecto_{clase}', idioma)}: {len(simulacion.grupos[clase])}" for clase in _DE_LINEAS
               if simulacion.grupos[clase] or clase in ("pierden", "debilitan", "conservan")]
    return rotulo("sin_esto", idioma, ", ".join(simulacion.sin), "; ".join(cuentas))
