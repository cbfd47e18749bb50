"""What if: which lines lose their only mandate, weaken, or keep theirs when articles, units or alliances go.

The evidence is taken as the graph holds it, level by level; what goes is taken out, and the strongest level that is
left is the new verdict. Nothing is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from consultas import Respondedor
from grafo.auditoria import clave_de_articulo, filas_de
from ontologia.errores import NoExiste
from ontologia.iris import Acunador
from ontologia.recursos import niveles

__all__ = ["Cambio", "Simulacion", "simular"]


@dataclass(frozen=True, slots=True)
class _Prueba:
    """One piece of evidence: for merely related evidence, the alliances and events that give it."""

    linea: str
    nivel: str
    articulo: str
    vinculos: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cambio:
    """A line's verdict before and after."""

    linea: str
    antes: str
    despues: str


@dataclass(frozen=True, slots=True)
class Simulacion:
    """What happens to every line when `sin` goes; `sin_responsable` are lines that no unit is left for."""

    sin: tuple[str, ...]
    pierden: tuple[str, ...]
    debilitan: tuple[Cambio, ...]
    conservan: tuple[str, ...]
    ya_sin_mandato: tuple[str, ...]
    sin_responsable: tuple[str, ...]

    def como_json(self) -> dict[str, object]:
        """Return the simulation with the keys of the machine-readable answer: line numbers."""
        return {
            "sin": list(self.sin), "pierden": list(self.pierden), "debilitan": [c.linea for c in self.debilitan],
            "conservan": list(self.conservan), "ya_sin_mandato": list(self.ya_sin_mandato),
            "sin_responsable": list(self.sin_responsable),
            "cambios": [{"linea": c.linea, "antes": c.antes, "despues": c.despues} for c in self.debilitan],
        }


@dataclass(frozen=True, slots=True)
class _Fuera:
    """What goes, sorted by kind."""

    articulos: frozenset[str]
    vinculos: frozenset[str]
    unidades: frozenset[str]


def simular(almacen: Respondedor, programa: str, acunador: Acunador, sin: Sequence[str]) -> Simulacion:
    """Return what happens to a programme's lines without some things.

    `sin` holds keys: a norm ("lgtaip-2015"), a chapter ("lgtaip-2015/tit_4/cap_2"), an article
    ("lgtaip-2015/art_58"), a unit ("unidad/DGGAT"), an alliance or event ("alianza/3"). Raises `NoExiste` for a key of
    nothing.
    """
    suyo = {"programa": programa}
    pruebas = _pruebas(almacen, acunador, suyo)
    responsables = _responsables(almacen, acunador, suyo)
    fuera = _sacar(sin, almacen, acunador, programa, pruebas)
    lineas = list(dict.fromkeys(str(f["numero"]) for f in filas_de("lineas", almacen, acunador, suyo)))
    antes = _veredictos(lineas, pruebas)
    quedan = [p for p in pruebas if p.articulo not in fuera.articulos
              and not (p.vinculos and p.vinculos <= fuera.vinculos)]
    despues = _veredictos(lineas, quedan)
    orden = {n.clave: n.orden for n in niveles()}
    return Simulacion(
        tuple(sin),
        tuple(x for x in lineas if antes[x] != "ninguna" and despues[x] == "ninguna"),
        tuple(Cambio(x, antes[x], despues[x]) for x in lineas
              if despues[x] != "ninguna" and orden[despues[x]] > orden[antes[x]]),
        tuple(x for x in lineas if antes[x] != "ninguna" and antes[x] == despues[x]),
        tuple(x for x in lineas if antes[x] == "ninguna"),
        tuple(x for x in lineas if responsables[x] and responsables[x] <= fuera.unidades))


def _pruebas(almacen: Respondedor, acunador: Acunador, suyo: Mapping[str, str]) -> list[_Prueba]:
    vinculos: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for f in filas_de("vinculos_de_evidencia", almacen, acunador, suyo):
        llave = (str(f["numero"]), str(f["tema"]), str(f["articulo"]))
        vinculos[llave].add(str(f["vinculo"]))
    vistas: dict[_Prueba, None] = {}
    for f in filas_de("evidencias", almacen, acunador, suyo):
        nivel = str(f["nivel"]).rpartition("#")[2]
        propios = vinculos[str(f["numero"]), str(f["tema"]), str(f["articulo"])] if nivel == "relacionada" else ()
        articulo = clave_de_articulo(str(f["articulo"]), acunador)
        vistas[_Prueba(str(f["numero"]), nivel, articulo, frozenset(propios))] = None
    return list(vistas)


def _responsables(almacen: Respondedor, acunador: Acunador, suyo: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    """Return the units that answer for each line (not those that only follow it)."""
    unidades: dict[str, set[str]] = defaultdict(set)
    for f in filas_de("responsabilidades", almacen, acunador, suyo):
        if str(f["papel"]) in ("responsable", "corresponsable"):
            unidades[str(f["numero"])].add(str(f["unidad"]))
    return defaultdict(frozenset, {n: frozenset(u) for n, u in unidades.items()})


def _veredictos(lineas: Iterable[str], pruebas: Iterable[_Prueba]) -> Mapping[str, str]:
    orden = {n.clave: n.orden for n in niveles()}
    mejores = dict.fromkeys(lineas, "ninguna")
    for p in pruebas:
        if orden[p.nivel] < orden[mejores[p.linea]]:
            mejores[p.linea] = p.nivel
    return mejores


def _sacar(sin: Sequence[str], almacen: Respondedor, acunador: Acunador, programa: str,
           pruebas: Sequence[_Prueba]) -> _Fuera:
    """Sort the keys of what goes by kind. Raises `NoExiste`."""
    conocidos = {clave_de_articulo(str(f["articulo"]), acunador) for f in filas_de("articulos", almacen, acunador)}
    conocidos |= {p.articulo for p in pruebas}
    capitulos: dict[str, set[str]] = defaultdict(set)
    for f in filas_de("capitulos", almacen, acunador):
        partes = str(f["capitulo"]).removeprefix(f"{acunador.base}norma/").split("/")
        for hondura in range(2, len(partes) + 1):
            capitulos["/".join(partes[:hondura])].add(clave_de_articulo(str(f["articulo"]), acunador))
    propias = {str(f["unidad"]) for f in filas_de("unidades", almacen, acunador, {"programa": programa})}
    apoyos = {str(f["apoyo"]) for f in filas_de("apoyos_de_linea", almacen, acunador, {"programa": programa})}
    articulos: set[str] = set()
    vinculos: set[str] = set()
    unidades: set[str] = set()
    for clave in sin:
        clase, _, resto = clave.partition("/")
        de_norma = {a for a in conocidos if a.startswith(f"{clave}/")}
        apoyo = str(acunador.elemento(programa, clase, resto)) if clase in ("alianza", "evento") else ""
        unidad = str(acunador.nombrado(programa, "unidad", resto)) if clase == "unidad" and resto.strip() else ""
        if clave in conocidos:
            articulos.add(clave)
        elif clave in capitulos:
            articulos |= capitulos[clave]
        elif de_norma and not resto:
            articulos |= de_norma
        elif apoyo in apoyos:
            vinculos.add(apoyo)
        elif unidad in propias:
            unidades.add(unidad)
        else:
            raise NoExiste(f"No existe «{clave}»: ni norma, capítulo o artículo, ni unidad, alianza o evento.",
                           "Escriba, por ejemplo: lgtaip-2015/art_58, lgtaip-2015, unidad/DGGAT o alianza/3.")
    return _Fuera(frozenset(articulos), frozenset(vinculos), frozenset(unidades))
