"""A network cut down to what a reader asks for: lines, then what they rest on and what supports them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from grafo.limpieza import contiene
from grafo.red import NIVELES, RedDeAlineacion

__all__ = ["Filtro", "agregar", "filtrar", "niveles_de_lineas"]

_LADOS = ("apoya", "responsable", "trata")


@dataclass(frozen=True, slots=True)
class Filtro:
    """What a line must be to stay: IRIs of an objective, a unit and an article, a level, words. Empty asks nothing."""

    objetivo: str = ""
    unidad: str = ""
    articulo: str = ""
    nivel: str = ""
    texto: str = ""

    def __bool__(self) -> bool:
        return any((self.objetivo, self.unidad, self.articulo, self.nivel, self.texto.strip()))


def filtrar(red: RedDeAlineacion, filtro: Filtro) -> RedDeAlineacion:
    """Return the lines that the filter lets through, with what they hang from, rest on and are supported by.

    Words match a line's number and text and the names of what is tied to it, whatever their accents and capitals; a
    number matches from its beginning ("2.2" finds 2.2.5, not 1.2.2).
    Without a filter the network is returned as it is.
    """
    if not filtro:
        return red
    padres = _padres(red)
    niveles = niveles_de_lineas(red)
    textos = _textos(red) if filtro.texto.strip() else {}
    quedan = {
        n.iri for n in red.de_clase("linea")
        if (not filtro.objetivo or filtro.objetivo in _antepasados(n.iri, padres))
        and (not filtro.unidad or _a_cargo(red, {n.iri, *_antepasados(n.iri, padres)}, filtro.unidad))
        and (not filtro.articulo or _con_mandato(red, n.iri, filtro.articulo))
        and (not filtro.nivel or filtro.nivel in niveles[n.iri])
        and contiene(textos.get(n.iri, ""), filtro.texto)
    }
    for linea in tuple(quedan):
        quedan |= _antepasados(linea, padres)
    propias = frozenset(quedan)
    for a in red.aristas:
        if a.relacion == "mandato" and a.origen in propias:
            quedan.add(a.destino)
        elif a.relacion in _LADOS and {a.origen, a.destino} & propias:
            quedan |= {a.origen, a.destino}
    quedan |= {a.destino for a in red.de_relacion("es_parte_de") if a.origen in quedan}
    return RedDeAlineacion(
        [n for n in red.nodos if n.iri in quedan],
        [a for a in red.aristas if a.origen in quedan and a.destino in quedan], red.programa,
    )


def agregar(red: RedDeAlineacion, maximo: int) -> tuple[RedDeAlineacion, tuple[str, ...]]:
    """Return the network with at most `maximo` nodes where that can be, and the classes that were folded for it.

    Lines fold into their strategies, then strategies into their objectives: the ties of what is folded become those of
    what holds it. What hangs from nothing stays.
    """
    plegadas: list[str] = []
    for clase in ("linea", "estrategia"):
        if len(red.nodos) > maximo:
            red = _plegar(red, clase)
            plegadas.append(clase)
    return red, tuple(plegadas)


def _plegar(red: RedDeAlineacion, clase: str) -> RedDeAlineacion:
    de_la_clase = {n.iri for n in red.de_clase(clase)}
    padre = {a.destino: a.origen for a in red.de_relacion("contiene") if a.destino in de_la_clase}
    aristas = dict.fromkeys(
        replace(a, origen=padre.get(a.origen, a.origen), destino=padre.get(a.destino, a.destino)) for a in red.aristas
    )
    return RedDeAlineacion(
        [n for n in red.nodos if n.iri not in padre], [a for a in aristas if a.origen != a.destino], red.programa
    )


def niveles_de_lineas(red: RedDeAlineacion) -> Mapping[str, frozenset[str]]:
    """Return, for each line (IRI), the levels of its mandates; `ninguna` alone for a line without any."""
    niveles: dict[str, set[str]] = {n.iri: set() for n in red.de_clase("linea")}
    for a in red.de_relacion("mandato"):
        if a.origen in niveles and a.nivel and a.nivel != NIVELES[-1]:
            niveles[a.origen].add(a.nivel)
    return {iri: frozenset(suyos or {NIVELES[-1]}) for iri, suyos in niveles.items()}


def _padres(red: RedDeAlineacion) -> dict[str, list[str]]:
    padres: dict[str, list[str]] = {}
    for a in red.de_relacion("contiene"):
        padres.setdefault(a.destino, []).append(a.origen)
    for a in red.de_relacion("contribuye"):
        padres.setdefault(a.origen, []).append(a.destino)
    return padres


def _antepasados(iri: str, padres: Mapping[str, list[str]]) -> set[str]:
    vistos: set[str] = set()
    pendientes = [iri]
    while pendientes:
        nuevos = set(padres.get(pendientes.pop(), ())) - vistos
        vistos |= nuevos
        pendientes += nuevos
    return vistos


def _a_cargo(red: RedDeAlineacion, elementos: set[str], unidad: str) -> bool:
    return any(a.origen in elementos and a.destino == unidad for a in red.de_relacion("responsable"))


def _con_mandato(red: RedDeAlineacion, linea: str, articulo: str) -> bool:
    return any(par == (linea, articulo) for par in red.mandatos())


def _textos(red: RedDeAlineacion) -> Mapping[str, str]:
    """Return what can be found of each line: its own words and those of what is tied to it."""
    propios = {n.iri: f"{n.numero} {n.texto} {n.etiqueta_corta}" for n in red.nodos}
    textos = {n.iri: [propios[n.iri]] for n in red.de_clase("linea")}
    for a in red.aristas:
        for linea, otra in ((a.origen, a.destino), (a.destino, a.origen)):
            if linea in textos and a.relacion in ("apoya", "responsable"):
                textos[linea].append(propios[otra])
    return {iri: " ".join(partes) for iri, partes in textos.items()}
