"""What a simulation marks in the drawing: the cards that go, and what happens to each line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grafo.red import RedDeAlineacion
from grafo.simulacion import Simulacion
from grafo.vista.rotulos import rotulo

__all__ = ["Marca", "marcas_de", "resumen_de"]

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
