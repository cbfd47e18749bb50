"""A document cut for its page: pages, lines, and in each line the pieces that quotes cover."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from consultas import Termino
from grafo.documento import Documento

__all__ = ["Hecho", "Pagina", "Pieza", "Renglon", "paginar", "reunir"]

Lugar = tuple[int, int]
_PAPELES = ("texto", "puente", "evidencia", "conclusion", "hallazgo")

Fila = Mapping[str, Termino | None]


@dataclass(frozen=True, slots=True)
class Hecho:
    """Something taken from a passage: what it does there ("texto", "evidencia"…), what it is, and its name."""

    papel: str
    iri: str
    clase: str
    etiqueta: str


@dataclass(frozen=True, slots=True)
class Pieza:
    """A stretch of a line that the same quotes cover, the shortest quote first; `abre` are those that begin here."""

    texto: str
    citas: tuple[Lugar, ...]
    abre: tuple[Lugar, ...]


@dataclass(frozen=True, slots=True)
class Renglon:
    """A line with its number, its pieces, and what is taken from the quotes that begin in it."""

    numero: int
    piezas: tuple[Pieza, ...]
    hechos: tuple[tuple[Lugar, tuple[Hecho, ...]], ...]


@dataclass(frozen=True, slots=True)
class Pagina:
    """A page with its number and its lines (blank ones left out)."""

    numero: int
    renglones: tuple[Renglon, ...]


def reunir(filas: Iterable[Fila]) -> dict[Lugar, tuple[Hecho, ...]]:
    """Return what is taken from each passage, from the rows of the question `pasajes`."""
    lugares: dict[Lugar, dict[tuple[str, str], Hecho]] = defaultdict(dict)
    for f in filas:
        lugar = int(str(f["inicio"])), int(str(f["fin"]))
        papel, iri = str(f["papel"]), str(f["elemento"])
        clase = "" if f.get("clase") is None else str(f["clase"])
        etiqueta = _sin_nombre(iri) if f.get("etiqueta") is None else str(f["etiqueta"])
        lugares[lugar].setdefault((papel, iri), Hecho(papel, iri, clase, etiqueta))
    return {lugar: tuple(sorted(hechos.values(), key=_por_papel)) for lugar, hechos in lugares.items()}


def paginar(documento: Documento, hechos: Mapping[Lugar, Sequence[Hecho]]) -> tuple[Pagina, ...]:
    """Return the pages of a document; quotes may overlap and run over lines."""
    inicios = documento.inicios_de_linea
    por_linea: dict[int, list[Lugar]] = defaultdict(list)
    for lugar in sorted(hechos, key=lambda x: (x[1] - x[0], x)):
        primera = bisect_right(inicios, lugar[0]) - 1
        ultima = bisect_right(inicios, max(lugar[0], lugar[1] - 1)) - 1
        for linea in range(primera, ultima + 1):
            por_linea[linea].append(lugar)
    paginas: dict[int, list[Renglon]] = defaultdict(list)
    for indice, inicio in enumerate(inicios):
        fin = inicios[indice + 1] - 1 if indice + 1 < len(inicios) else len(documento.texto)
        if documento.texto[inicio:fin].strip():
            suyos = por_linea.get(indice, [])
            nacen = tuple((x, tuple(hechos[x])) for x in sorted(suyos) if inicio <= x[0] < max(fin, inicio + 1))
            paginas[documento.pagina_de(inicio)].append(
                Renglon(indice + 1, _piezas(documento.texto, inicio, fin, suyos), nacen))
    return tuple(Pagina(n, tuple(r)) for n, r in sorted(paginas.items()))


def _por_papel(hecho: Hecho) -> int:
    return _PAPELES.index(hecho.papel)


def _sin_nombre(iri: str) -> str:
    """Return words for what has no label: the end of its IRI."""
    return " ".join(iri.split("/")[-2:]).replace("-", " ")


def _piezas(texto: str, inicio: int, fin: int, citas: Sequence[Lugar]) -> tuple[Pieza, ...]:
    """Return a line cut wherever a quote begins or ends."""
    cortes = sorted({inicio, fin, *(p for c in citas for p in c if inicio < p < fin)})
    return tuple(
        Pieza(texto[a:b], tuple(c for c in citas if c[0] < b and a < c[1]),
              tuple(c for c in citas if c[0] == a))
        for a, b in pairwise(cortes) if a < b
    )
