"""Every programme of the store by its counts, read once for each publication: who, when, lines by level and article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from api.sitio import Sitio
from grafo.limpieza import contiene

__all__ = ["Cuentas", "Filtro", "Portafolio", "Renglon", "por_numero", "portafolio_de",
           "primeros_por_articulo", "sumar"]

Cuentas = Mapping[str, int]
"""How many lines, by level."""


@dataclass(frozen=True, slots=True)
class Renglon:
    """A programme by its counts; `lineas` is None when it was built before there were counts."""

    clave: str
    titulo: str
    anio: int | None
    institucion: str
    lineas: int | None
    niveles: Cuentas
    articulos: Mapping[str, Cuentas]


@dataclass(frozen=True, slots=True)
class Filtro:
    """What a reader asks for; what is empty asks for nothing. Years are inclusive.

    `institucion` is a name, "" for the programmes that name none, None for any.
    `nivel` keeps programmes with a line at that level (for `articulo`, if given); "ninguna" those with a gap there.
    """

    desde: int | None = None
    hasta: int | None = None
    institucion: str | None = None
    articulo: str = ""
    nivel: str = ""
    texto: str = ""

    def deja(self, r: Renglon) -> bool:
        """Return whether a programme is one of those asked for."""
        if self.institucion is not None and r.institucion != self.institucion:
            return False
        if (self.desde or self.hasta) and (r.anio is None or r.anio < (self.desde or 0)
                                           or r.anio > (self.hasta or 9999)):
            return False
        if self.nivel and not self._con_nivel(r):
            return False
        return contiene(f"{r.clave} {r.titulo} {r.institucion}", self.texto)

    def _con_nivel(self, r: Renglon) -> bool:
        if not self.articulo:
            return bool(r.niveles.get(self.nivel))
        suyas = r.articulos.get(self.articulo, {})
        return r.lineas is not None and not suyas if self.nivel == "ninguna" else bool(suyas.get(self.nivel))


@dataclass(frozen=True)
class Portafolio:
    """The programmes in order of year and key, and every article, year and institution that there is among them."""

    programas: tuple[Renglon, ...]
    articulos: tuple[str, ...] = field(init=False)
    anios: tuple[int, ...] = field(init=False)
    instituciones: int = field(init=False)

    def __post_init__(self) -> None:
        articulos = sorted({a for r in self.programas for a in r.articulos}, key=por_numero)
        object.__setattr__(self, "articulos", tuple(articulos))
        object.__setattr__(self, "anios", tuple(sorted({r.anio for r in self.programas if r.anio is not None})))
        object.__setattr__(self, "instituciones", len({r.institucion for r in self.programas}))

    def con_articulo(self, articulo: str) -> tuple[Renglon, ...]:
        """Return the programmes that may have a line for an article: those without counts, too."""
        return tuple(r for r in self.programas if r.lineas is None or articulo in r.articulos)

    def elegir(self, filtro: Filtro) -> tuple[Renglon, ...]:
        """Return the programmes that a filter leaves."""
        return tuple(r for r in self.programas if filtro.deja(r))


def portafolio_de(sitio: Sitio) -> Portafolio:
    """Return the portfolio of the store, read with three questions and kept until something is published."""
    return sitio.recordar(("portafolio",), lambda: _leer(sitio))


def primeros_por_articulo(portafolio: Portafolio, cuantos: int) -> tuple[str, ...]:
    """Return the keys of the first programmes that serve the article which most programmes serve."""
    suyos = (portafolio.con_articulo(a) for a in portafolio.articulos)
    return tuple(r.clave for r in max(suyos, key=len, default=())[:cuantos])


def sumar(cuentas: Iterable[Cuentas]) -> Counter[str]:
    """Return counts of lines added level by level; the levels stay apart."""
    suma: Counter[str] = Counter()
    for c in cuentas:
        for nivel, n in c.items():
            suma[nivel] += n
    return suma


def por_numero(articulo: str) -> tuple[str, int, str]:
    """Return what sorts "…/art_9" before "…/art_10"."""
    norma, _, numero = articulo.partition("/art_")
    cifras = "".join(c for c in numero.partition("-")[0] if c.isdigit())
    return norma, int(cifras or 0), numero


def _leer(sitio: Sitio) -> Portafolio:
    niveles = {str(f["programa"]): _cuentas(str(f["cuentas"])) for f in sitio.preguntar("portafolio_niveles")}
    articulos = {str(f["programa"]): _por_articulo(str(f["cuentas"])) for f in sitio.preguntar("portafolio_articulos")}
    return Portafolio(tuple(
        Renglon(clave, str(f["titulo"]), None if f["anio"] is None else int(str(f["anio"])), str(f["emisora"] or ""),
                None if f["recuento"] is None else int(str(f["recuento"])),
                niveles.get(str(f["programa"]), {}), articulos.get(str(f["programa"]), {}))
        for clave, f in sitio.programas().items()))


def _cuentas(texto: str) -> Cuentas:
    partes = (p.rpartition("=") for p in texto.split(" "))
    return {nivel: int(n) for nivel, _, n in partes}


def _por_articulo(texto: str) -> Mapping[str, Cuentas]:
    salida: dict[str, dict[str, int]] = {}
    for parte in texto.split(" "):
        articulo, _, resto = parte.rpartition("|")
        nivel, _, n = resto.partition("=")
        salida.setdefault(articulo, {})[nivel] = int(n)
    return salida
