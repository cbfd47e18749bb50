"""What if: which lines lose their only mandate, weaken, or keep theirs when articles, units or alliances go.

The evidence is taken from the ledger: what goes is taken out, and the strongest level that is left is the new verdict.
What persons decided counts as the ledger counts it: a mandate they rejected carries no line; one they added carries it,
at no level, and is told apart from what the machine concluded. Nothing is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from consultas import Respondedor
from grafo.auditoria import Auditoria, LineaAuditada, auditar, clave_de_articulo, filas_de
from ontologia.errores import NoExiste
from ontologia.iris import Acunador
from ontologia.recursos import niveles

__all__ = ["Cambio", "Simulacion", "leer_claves", "simular", "simular_libro"]

_NADA = "ninguna"


@dataclass(frozen=True, slots=True)
class _Prueba:
    """One piece of evidence: for merely related evidence, the alliances and events that give it."""

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
    """What happens to every line when `sin` goes; each line stands in one of the first six groups.

    `pierden`, `debilitan` and `conservan` are about what the machine concluded, without what persons rejected.
    `solo_persona` are lines that only a mandate added by a person carries then, `pierden_agregado` those that lose the
    only one they had, which a person added. `sin_responsable` are lines that no unit is left for. `rechazados` counts
    the mandates left out because persons rejected them. `fuera` names all that goes: keys of articles, IRIs of
    units, alliances and events.
    """

    sin: tuple[str, ...]
    pierden: tuple[str, ...]
    debilitan: tuple[Cambio, ...]
    conservan: tuple[str, ...]
    ya_sin_mandato: tuple[str, ...]
    sin_responsable: tuple[str, ...]
    solo_persona: tuple[str, ...] = ()
    pierden_agregado: tuple[str, ...] = ()
    con_revisiones: bool = True
    rechazados: int = 0
    fuera: frozenset[str] = frozenset()

    @property
    def grupos(self) -> Mapping[str, tuple[str, ...]]:
        """The line numbers of each group, by its key."""
        return {
            "pierden": self.pierden, "debilitan": tuple(c.linea for c in self.debilitan), "conservan": self.conservan,
            "ya_sin_mandato": self.ya_sin_mandato, "solo_persona": self.solo_persona,
            "pierden_agregado": self.pierden_agregado, "sin_responsable": self.sin_responsable}

    def como_json(self) -> dict[str, object]:
        """Return the simulation with the keys of the machine-readable answer: line numbers."""
        return {
            "sin": list(self.sin), "con_revisiones": self.con_revisiones, "rechazados": self.rechazados,
            **{grupo: list(lineas) for grupo, lineas in self.grupos.items()},
            "cambios": [{"linea": c.linea, "antes": c.antes, "despues": c.despues} for c in self.debilitan],
        }


@dataclass(frozen=True, slots=True)
class _Fuera:
    """What goes, sorted by kind."""

    articulos: frozenset[str]
    vinculos: frozenset[str]
    unidades: frozenset[str]


def leer_claves(sin: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of what goes, each once, in the order given; several may stand in one text, with commas."""
    return tuple(dict.fromkeys(c.strip() for s in sin for c in s.split(",") if c.strip()))


def simular(almacen: Respondedor, programa: str, acunador: Acunador, sin: Sequence[str],
            con_revisiones: bool = True) -> Simulacion:
    """Return what happens to a programme's lines without some things; raises what `simular_libro` raises."""
    return simular_libro(auditar(almacen, programa, acunador), almacen, acunador, sin, con_revisiones)


def simular_libro(libro: Auditoria, almacen: Respondedor, acunador: Acunador, sin: Sequence[str],
                  con_revisiones: bool = True) -> Simulacion:
    """Return what happens to the lines of a ledger, with the norms in force on its day, without some things.

    `sin` holds keys: a norm ("lgtaip-2015"), a chapter ("lgtaip-2015/tit_4/cap_2"), an article
    ("lgtaip-2015/art_58"), a unit ("unidad/DGGAT"), an alliance or event ("alianza/3"). Without `con_revisiones` only
    what the machine concluded counts. Raises `NoExiste` for a key of nothing.
    """
    suyo = {"programa": libro.programa}
    pruebas = _pruebas(libro, almacen, acunador, con_revisiones)
    agregados = {x.numero: {a.articulo for a in x.agregados if a.vigente and con_revisiones} for x in libro.lineas}
    responsables = _responsables(almacen, acunador, suyo)
    fuera = _sacar(sin, almacen, acunador, libro)
    lineas = [x.numero for x in libro.lineas]
    antes = {x: _veredicto(pruebas[x]) for x in lineas}
    despues = {x: _veredicto(p for p in pruebas[x] if p.articulo not in fuera.articulos
                             and not (p.vinculos and p.vinculos <= fuera.vinculos)) for x in lineas}
    llevaba = {x for x in lineas if agregados[x]}
    lleva = {x for x in lineas if agregados[x] - fuera.articulos}
    orden = {n.clave: n.orden for n in niveles()}
    return Simulacion(
        tuple(sin),
        tuple(x for x in lineas if antes[x] != _NADA == despues[x] and x not in lleva),
        tuple(Cambio(x, antes[x], despues[x]) for x in lineas
              if despues[x] != _NADA and orden[despues[x]] > orden[antes[x]]),
        tuple(x for x in lineas if antes[x] == despues[x] != _NADA),
        tuple(x for x in lineas if antes[x] == _NADA and x not in llevaba),
        tuple(x for x in lineas if responsables[x] and responsables[x] <= fuera.unidades),
        tuple(x for x in lineas if despues[x] == _NADA and x in lleva),
        tuple(x for x in lineas if antes[x] == _NADA and x in llevaba - lleva),
        con_revisiones, sum(len(x.rechazados) for x in libro.lineas) if con_revisiones else 0,
        fuera.articulos | fuera.vinculos | fuera.unidades)


def _pruebas(libro: Auditoria, almacen: Respondedor, acunador: Acunador,
             con_revisiones: bool) -> Mapping[str, list[_Prueba]]:
    """Return the evidence of each line, by its number."""
    vinculos: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for f in filas_de("vinculos_de_evidencia", almacen, acunador, {"programa": libro.programa}):
        llave = (str(f["numero"]), str(f["tema"]).rpartition("#")[2], clave_de_articulo(str(f["articulo"]), acunador))
        vinculos[llave].add(str(f["vinculo"]))

    def prueba(x: LineaAuditada, nivel: str, tema: str, articulo: str) -> _Prueba:
        propios = vinculos[x.numero, tema, articulo] if nivel == "relacionada" else ()
        return _Prueba(nivel, articulo, frozenset(propios))

    return {x.numero: [prueba(x, m.nivel, m.tema, m.articulo)
                       for m in (*x.articulos, *(() if con_revisiones else x.rechazados))] for x in libro.lineas}


def _responsables(almacen: Respondedor, acunador: Acunador, suyo: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    """Return the units that answer for each line (not those that only follow it)."""
    unidades: dict[str, set[str]] = defaultdict(set)
    for f in filas_de("responsabilidades", almacen, acunador, suyo):
        if str(f["papel"]) in ("responsable", "corresponsable"):
            unidades[str(f["numero"])].add(str(f["unidad"]))
    return defaultdict(frozenset, {n: frozenset(u) for n, u in unidades.items()})


def _veredicto(pruebas: Iterable[_Prueba]) -> str:
    """Return the strongest level of some evidence."""
    orden = {n.clave: n.orden for n in niveles()}
    return min((p.nivel for p in pruebas), key=orden.__getitem__, default=_NADA)


def _sacar(sin: Sequence[str], almacen: Respondedor, acunador: Acunador, libro: Auditoria) -> _Fuera:
    """Sort the keys of what goes by kind. Raises `NoExiste`."""
    programa = libro.programa
    conocidos = {clave_de_articulo(str(f["articulo"]), acunador) for f in filas_de("articulos", almacen, acunador)}
    conocidos |= {m.articulo for x in libro.lineas for m in (*x.articulos, *x.rechazados, *x.lapsados)}
    conocidos |= {a.articulo for x in libro.lineas for a in x.agregados}
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
