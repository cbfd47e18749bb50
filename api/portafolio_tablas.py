"""The tables of the portfolio: institutions or programmes against articles, trend by year, gaps, changes, rows to keep.

Counts of different levels stand side by side and are never one figure. All of it comes from counts, which know neither
a day nor the reviews of persons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from api.portafolio import Cuentas, Renglon, sumar
from ontologia.recursos import niveles

__all__ = ["Cambio", "Celda", "Fila", "Tendencia", "articulos_sin_programas", "cambios", "como_filas",
           "por_institucion", "por_programa", "tendencia"]


@dataclass(frozen=True, slots=True)
class Celda:
    """A row and an article: lines by level, the strongest first, and how many programmes have any line there."""

    cuentas: tuple[tuple[str, int], ...]
    programas: int

    @property
    def nivel(self) -> str:
        """The strongest level there is; "" for a gap."""
        return self.cuentas[0][0] if self.cuentas else ""


@dataclass(frozen=True, slots=True)
class Fila:
    """An institution with its programmes, or one programme: its lines by level, and a cell for each article."""

    institucion: str
    programas: tuple[Renglon, ...]
    cuentas: tuple[tuple[str, int], ...]
    celdas: Mapping[str, Celda]

    @property
    def contados(self) -> int:
        """How many of its programmes have counts."""
        return sum(r.lineas is not None for r in self.programas)

    @property
    def lineas(self) -> int:
        """How many lines its programmes have."""
        return sum(r.lineas or 0 for r in self.programas)

    @property
    def sin_evidencia(self) -> int:
        """How many of its lines have no evidence at all."""
        return dict(self.cuentas).get("ninguna", 0)


@dataclass(frozen=True, slots=True)
class Tendencia:
    """For each year how many programmes were counted, and for each level how many lines; `maximo` is the largest."""

    anios: tuple[int, ...]
    programas: tuple[int, ...]
    niveles: Mapping[str, tuple[int, ...]]
    maximo: int


@dataclass(frozen=True, slots=True)
class Cambio:
    """From one programme of an institution to the next: how many lines more or less, in all and by level."""

    antes: Renglon
    despues: Renglon
    lineas: int
    niveles: tuple[tuple[str, int], ...]


def por_institucion(renglones: Iterable[Renglon], articulos: Collection[str], *, huecos: bool = False) -> list[Fila]:
    """Return a row for each institution by name, or the most lines without evidence first."""
    grupos: dict[str, list[Renglon]] = defaultdict(list)
    for r in renglones:
        grupos[r.institucion].append(r)
    filas = [_fila(i, tuple(grupos[i]), articulos) for i in sorted(grupos, key=str.casefold)]
    return sorted(filas, key=lambda f: -f.sin_evidencia) if huecos else filas


def por_programa(renglones: Iterable[Renglon], articulos: Collection[str], *, huecos: bool = False) -> list[Fila]:
    """Return a row for each programme by year, or the most lines without evidence first."""
    filas = [_fila(r.institucion, (r,), articulos) for r in renglones]
    return sorted(filas, key=lambda f: -f.sin_evidencia) if huecos else filas


def tendencia(renglones: Iterable[Renglon]) -> Tendencia:
    """Return the counts by year of the programmes that have a year and counts."""
    grupos: dict[int, list[Renglon]] = defaultdict(list)
    for r in renglones:
        if r.anio is not None and r.lineas is not None:
            grupos[r.anio].append(r)
    anios = tuple(sorted(grupos))
    sumas = [sumar(r.niveles for r in grupos[a]) for a in anios]
    series = {n.clave: tuple(s[n.clave] for s in sumas) for n in niveles()}
    return Tendencia(anios, tuple(len(grupos[a]) for a in anios), {n: s for n, s in series.items() if any(s)},
                     max((x for s in series.values() for x in s), default=0))


def articulos_sin_programas(renglones: Sequence[Renglon], articulos: Iterable[str]) -> list[tuple[str, int, int]]:
    """Return (article, programmes without any line for it, programmes counted), the largest gap first."""
    contados = [r for r in renglones if r.lineas is not None]
    faltan = [(a, sum(a not in r.articulos for r in contados), len(contados)) for a in articulos]
    return sorted((f for f in faltan if f[1]), key=lambda f: -f[1])


def cambios(renglones: Iterable[Renglon]) -> list[Cambio]:
    """Return what changed from each counted programme to the next one, in order of year."""
    suyos = [r for r in renglones if r.lineas is not None and r.anio is not None]
    return [Cambio(a, b, (b.lineas or 0) - (a.lineas or 0), tuple(
        (n.clave, d) for n in niveles() if (d := b.niveles.get(n.clave, 0) - a.niveles.get(n.clave, 0))))
        for a, b in pairwise(suyos)]


def como_filas(filas: Iterable[Fila], articulos: Sequence[str], *, de_programas: bool) -> list[list[str | int | None]]:
    """Return one row for each count: institution, year and key of the programme (or how many programmes), article
    ("" for the strongest level), level, lines."""
    salida: list[list[str | int | None]] = []
    for f in filas:
        unico = f.programas[0]
        cabeza: list[str | int | None] = (
            [f.institucion, unico.anio, unico.clave] if de_programas else [f.institucion, len(f.programas)])
        salida += [[*cabeza, "", nivel, n] for nivel, n in f.cuentas]
        salida += [[*cabeza, a, nivel, n] for a in articulos for nivel, n in f.celdas[a].cuentas]
        salida += [[*cabeza, a, "", 0] for a in articulos if f.contados and not f.celdas[a].cuentas]
    return salida


def _fila(institucion: str, programas: tuple[Renglon, ...], articulos: Collection[str]) -> Fila:
    return Fila(institucion, programas, _en_orden(sumar(r.niveles for r in programas)), {
        a: Celda(_en_orden(sumar(r.articulos[a] for r in programas if a in r.articulos)),
                 sum(a in r.articulos for r in programas)) for a in articulos})


def _en_orden(cuentas: Cuentas) -> tuple[tuple[str, int], ...]:
    return tuple((n.clave, cuentas[n.clave]) for n in niveles() if cuentas.get(n.clave))
