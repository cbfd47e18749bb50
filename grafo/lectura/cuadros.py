"""Tables that a plain text keeps by the columns of its characters, as `pdftotext -layout` writes them.

The cells of a row stand side by side, so that a physical line holds a piece of several. A table is found by the blank
gutters that run down between its columns; its rows part at blank lines or at the numbers in its first column. Its lines
are then handed on cell by cell, as they come out of other documents.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from grafo.documento import Documento

__all__ = ["Cuadro", "encontrar_cuadros"]

_HUECO = re.compile(r"\S {2,}\S")
_MARCA = re.compile(r"\s{0,6}(?:\d{1,3}|\d{1,2}(?:\.\d{1,2}){1,3}|[A-Z]{1,4}-?\d{1,3}(?:\.\d{1,2})*)\.?\)?(?:\s|$)")
_RAYA = re.compile(r"\f|\||^[-=_+| ]{5,}$")
"""What only draws the lines of a table."""
_ANCHO = 400
"""Characters of a line beyond which no table is looked for."""
_SEGUROS = 3
"""Lines of more than one cell behind which the columns of a table are settled."""
_HOLGURA = 2
"""Characters by which the columns of two parts of a table may differ."""
_BLANCOS = 3
"""Blank lines that end a table."""


@dataclass(frozen=True, slots=True)
class Cuadro:
    """A table: the columns of characters [start, end) of its cells, and the offsets [start, end) of its rows."""

    columnas: tuple[tuple[int, int], ...]
    filas: tuple[tuple[int, int], ...]

    @property
    def inicio(self) -> int:
        """The offset at which its first row starts."""
        return self.filas[0][0]

    @property
    def fin(self) -> int:
        """The offset at which its last row ends."""
        return self.filas[-1][1]

    def sigue_a(self, otro: Cuadro) -> bool:
        """Tell whether the columns are those of another table, of which this one is then a part."""
        return len(self.columnas) == len(otro.columnas) and all(
            abs(a - b) <= _HOLGURA for (a, _), (b, _) in zip(self.columnas, otro.columnas, strict=True))

    def celdas(self, texto: str, fila: tuple[int, int]) -> list[str]:
        """Return the words of the cells of a row of a text."""
        lineas = texto[slice(*fila)].split("\n")
        return [" ".join(" ".join(x[a:b].strip(" |") for x in lineas).split()) for a, b in self.columnas]


@dataclass(frozen=True, slots=True)
class _Linea:
    """A physical line with its offset."""

    inicio: int
    texto: str

    @property
    def ocupa(self) -> int:
        """The columns where something stands, as the bits of a number; single blanks between words count as taken."""
        return sum(1 << i for m in re.finditer(r"\S(?: ?\S)*", self.texto) for i in range(*m.span()))


def encontrar_cuadros(documento: Documento, tapadas: Collection[int] = ()) -> tuple[Cuadro, ...]:
    """Return the tables of a text, in order; those of a format that marks its own are not looked for.

    `tapadas` are the offsets of the lines that are page furniture.
    """
    if documento.tablas or "\t" in documento.texto:
        return ()
    texto, ocultas = documento.texto, {*tapadas}
    lineas = [_Linea(a, "" if {a, a + texto.startswith("\f", a)} & ocultas else _en_blanco(texto[a:b].rstrip("\n")))
              for a, b in itertools.pairwise([*documento.inicios_de_linea, len(texto)])]
    cuadros: list[Cuadro] = []
    lugar = 0
    while lugar < len(lineas):
        if len(lineas[lugar].texto) < _ANCHO and _HUECO.search(lineas[lugar].texto):
            fin, ocupadas = _alcance(lineas, lugar)
            if cuadro := _cuadro(lineas[lugar:fin], ocupadas):
                cuadros.append(cuadro)
                lugar = fin
                continue
        lugar += 1
    return tuple(cuadros)


def _en_blanco(texto: str) -> str:
    """Return a line with what only draws the table blanked out."""
    return _RAYA.sub(lambda r: " " * len(r.group()), texto)


def _alcance(lineas: Sequence[_Linea], desde: int) -> tuple[int, int]:
    """Return where the table that opens at a line ends, and the columns that its lines take."""
    ocupadas = lineas[desde].ocupa
    fin, blancos, dobles = desde + 1, 0, 1
    for lugar in range(desde + 1, len(lineas)):
        linea = lineas[lugar]
        if not linea.texto.strip():
            blancos += 1
            if blancos >= _BLANCOS:
                break
            continue
        juntas = ocupadas | linea.ocupa
        doble = _HUECO.search(linea.texto) is not None
        antes, ahora = len(_columnas(ocupadas)), len(_columnas(juntas))
        if len(linea.texto) >= _ANCHO or ahora < 2 or (
                ahora < antes and (not doble or dobles >= _SEGUROS)):
            break
        ocupadas, fin, blancos, dobles = juntas, lugar + 1, 0, dobles + doble
    return fin, ocupadas


def _columnas(ocupadas: int) -> list[tuple[int, int]]:
    """Return the runs of columns that are taken, parted by two blank ones at the least."""
    bits = bin(ocupadas)[:1:-1]
    return [m.span() for m in re.finditer(r"1+(?:01+)*", bits)]


def _cuadro(lineas: Sequence[_Linea], ocupadas: int) -> Cuadro | None:
    """Return the table that some lines make up, or None when its rows cannot be told apart."""
    columnas = _columnas(ocupadas)
    limites = [a for a, _ in columnas[1:]]
    tramos = tuple(zip([0, *limites], [*limites, _ANCHO], strict=True))
    filas = [f for grupo in _grupos(lineas) for f in _partir(grupo, tramos[0][1])]
    dobles = [f for f in filas if any(_HUECO.search(x.texto) for x in f)]
    if len(columnas) < 2 or len(dobles) < 2 or (len(filas) < 2):
        return None
    return Cuadro(tramos, tuple((f[0].inicio, f[-1].inicio + len(f[-1].texto)) for f in filas))


def _grupos(lineas: Sequence[_Linea]) -> Iterator[list[_Linea]]:
    """Yield the lines between blank ones."""
    grupo: list[_Linea] = []
    for linea in lineas:
        if linea.texto.strip():
            grupo.append(linea)
        elif grupo:
            yield grupo
            grupo = []
    if grupo:
        yield grupo


def _partir(grupo: Sequence[_Linea], ancho: int) -> list[list[_Linea]]:
    """Return the rows of lines without a blank one between them: one, unless the first column has several numbers."""
    marcas = [i for i, x in enumerate(grupo) if _MARCA.match(x.texto[:ancho])]
    if len(marcas) < 2:
        return [list(grupo)]
    cortes = [0, *(marcas if marcas[0] else marcas[1:]), len(grupo)]
    return [list(grupo[a:b]) for a, b in itertools.pairwise(cortes)]
