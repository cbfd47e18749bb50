"""Lines that are records: the rows of a table with a head, or forms of labels and values, one form a line of action.

The cells of marked tables (PDF, workbooks) are known; in plain text a label stands left and its value right of it, two
blanks apart. A value that stands above its label (centred beside it) is taken for the label's that comes next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import zip_longest
from typing import TypeAlias

from grafo.documento import Tabla
from grafo.lectura.marcas import obra
from grafo.lectura.perfil import clave_de_rotulo
from grafo.lectura.renglones import Hoja, Renglon

__all__ = ["Registro", "extraer_registros"]

_ROTULO = re.compile(r"(?P<r>\S+(?: \S+){0,5}?)(?: ?[:|]\s*|\s{2,})(?=\S)")
_CODIGO = re.compile(r"\S{1,12}(?: \d{1,3})?")
_CABEZA = 8
"""Rows of a table among which its head is looked for."""
_TRAS = 1500
"""Characters behind a record among which a page break may have left its line."""
_HOLGURA = 3
"""Characters left of its column at which the rest of a value may start."""


_Par: TypeAlias = tuple[str, list[Renglon]]
"""The key of a label ("+" goes on with the one above, "" ends the form) and the lines of its value."""


@dataclass(slots=True)
class Registro:
    """A record: the lines of its cells by key ("linea", "numero", "responsable", …), in the document's order."""

    celdas: dict[str, list[Renglon]] = field(default_factory=dict)

    def texto(self, clave: str) -> str:
        """Return the words of a cell, "" when there is none."""
        return " ".join(r.texto for r in self.celdas.get(clave, ()))

    @property
    def inicio(self) -> int:
        """The offset at which it starts."""
        return min(r.inicio for suyos in self.celdas.values() for r in suyos)


def extraer_registros(hoja: Hoja) -> list[Registro]:
    """Return the records of a document in order: those of its marked tables, else the forms of its text."""
    en_tablas = [*map(partial(_con_lo_que_sigue, hoja), _de_tablas(hoja)), *_con_sus_restos(_filas_de_cuadros(hoja))]
    hallados = [r for r in en_tablas if len(r.texto("linea").split()) > 1]
    if not hallados:
        hallados = [r for r in _de_pares(_pares_del_texto(hoja)) if len(r.texto("linea").split()) > 1]
    if sum(bool(_CODIGO.fullmatch(r.texto("numero"))) for r in hallados) > len(hallados) / 2:
        hallados = [r for r in hallados if not r.texto("numero") or _CODIGO.fullmatch(r.texto("numero"))]
    hallados.sort(key=lambda r: r.inicio)
    for clase in ("objetivo_estrategico", "objetivo", "estrategia"):
        _recolocar(hallados, clase)
    return hallados


def _recolocar(registros: Sequence[Registro], clase: str) -> None:
    """Move a cell that is merged over several rows to the first of them, where its number is that of their numbers.

    A merged cell may be written in the middle of its rows: "1. …" beside 1.3 stands for 1.1 as well.
    """
    celdas = {m.group(): r.celdas[clase] for r in registros if (m := re.match(r"\d+", r.texto(clase)))}
    prefijos = [re.match(r"\d+(?=\.)", r.texto("numero")) for r in registros]
    if celdas and all(p and p.group() in celdas for p in prefijos):
        for registro, prefijo in zip(registros, prefijos, strict=True):
            registro.celdas.pop(clase, None)
            if prefijo and (propia := celdas.pop(prefijo.group(), None)):
                registro.celdas[clase] = propia


def _con_lo_que_sigue(hoja: Hoja, registro: Registro) -> Registro:
    """Return a record whose line stands in no cell, with the paragraph right behind it that says what is to be done."""
    if not registro.celdas.get("linea") and registro.texto("numero"):
        fin = max(r.fin for suyos in registro.celdas.values() for r in suyos)
        siguientes = hoja.renglones(fin, min(fin + _TRAS, len(hoja.documento.texto)))
        if siguientes and obra(siguientes[0].texto, hoja.perfil):
            cuantos = next((i for i, r in enumerate(siguientes) if i and r.tras_blanco), len(siguientes))
            registro.celdas["linea"] = siguientes[:cuantos]
    return registro


def _de_tablas(hoja: Hoja) -> Iterator[Registro]:
    """Yield the records of the marked tables: by the columns of their head, or by the labels in their first column."""
    fichas: list[Tabla] = []
    yield from _con_sus_restos(_filas_de_tablas(hoja, fichas))
    yield from _de_pares(_pares_de_tablas(hoja, fichas))


def _filas_de_tablas(hoja: Hoja, fichas: list[Tabla]) -> Iterator[tuple[Registro, bool]]:
    """Yield the rows of tables with a head, and whether each is a rest where it lacks its line; forms are put aside."""
    claves: list[str] = []
    for tabla in hoja.documento.tablas:
        cabeza = _cabeza(hoja, tabla)
        if cabeza is None and _es_ficha(hoja, tabla):
            fichas.append(tabla)
            continue
        filas = tabla.filas if cabeza is None else tabla.filas[cabeza[0] + 1:]
        claves = cabeza[1] if cabeza else claves if claves and len(tabla.filas[0]) == len(claves) else []
        for fila in filas if claves else ():
            registro = Registro()
            for celda, clave in zip(fila, claves, strict=False):
                if celda and clave and (renglones := hoja.renglones(*celda)):
                    registro.celdas.setdefault(clave, []).extend(renglones)
            yield registro, cabeza is None and not registro.texto("linea")


def _con_sus_restos(filas: Iterable[tuple[Registro, bool]]) -> Iterator[Registro]:
    """Yield the records, each with those behind it that are the rest of it, which a page break cut off."""
    ultimo: Registro | None = None
    for registro, es_resto in filas:
        if not registro.celdas:
            continue
        if ultimo is not None and es_resto:
            for clave, renglones in registro.celdas.items():
                ultimo.celdas.setdefault(clave, []).extend(renglones)
            continue
        if ultimo is not None:
            yield ultimo
        ultimo = registro
    if ultimo is not None:
        yield ultimo


def _filas_de_cuadros(hoja: Hoja) -> Iterator[tuple[Registro, bool]]:
    """Yield the rows of the tables in columns of characters, by the last of the heads above each, and whether it is a
    rest: it has no number, and the one before it has.
    """
    texto = hoja.documento.texto
    cabezas = {m.inicio for m in hoja.mascaras if m.clase == "cabeza"}
    claves: list[str] = []
    numerada = False
    for cuadro, fila in ((c, f) for c in hoja.cuadros for f in c.filas):
        if fila[0] in cabezas:
            claves = [clave_de_rotulo(c, hoja.perfil) for c in cuadro.celdas(texto, fila)]
            continue
        registro = Registro()
        for renglon in hoja.renglones(*fila) if "linea" in claves and len(claves) == len(cuadro.columnas) else ():
            columna = renglon.inicio - (texto.rfind("\n", 0, renglon.inicio) + 1)
            clave = next(k for (_, fin), k in zip(cuadro.columnas, claves, strict=True) if columna < fin)
            if clave:
                registro.celdas.setdefault(clave, []).append(renglon)
        es_resto = numerada and not registro.texto("numero")
        numerada = numerada if es_resto or not registro.celdas else bool(registro.texto("numero"))
        yield registro, es_resto


def _cabeza(hoja: Hoja, tabla: Tabla) -> tuple[int, list[str]] | None:
    """Return which row is the head of a table of lines, and the keys of its columns."""
    for lugar, fila in enumerate(tabla.filas[:_CABEZA]):
        claves = [clave_de_rotulo(hoja.documento.texto[slice(*c)], hoja.perfil) if c else "" for c in fila]
        if claves.count("linea") == 1 and len({*claves} - {""}) > 1 and len(claves) > 2:
            return lugar, claves
    return None


def _es_ficha(hoja: Hoja, tabla: Tabla) -> bool:
    """Tell whether the first column of a table holds labels."""
    rotulos = [clave_de_rotulo(hoja.documento.texto[slice(*f[0])], hoja.perfil) for f in tabla.filas if f and f[0]]
    return max(map(len, tabla.filas)) in (2, 3, 4) and sum(map(bool, rotulos)) >= max(2, len(rotulos) / 2)


def _pares_de_tablas(hoja: Hoja, tablas: Sequence[Tabla]) -> list[_Par]:
    """Return the labels and values of forms that are tables; a row without a label goes on with the value above.

    A value that the page break tore from its label, and that stands in no cell, is what is written up to the next one.
    """
    filas = [f for t in tablas for f in t.filas if any(f)]
    pares: list[_Par] = []
    for fila, siguiente in zip_longest(filas, filas[1:]):
        celdas = [c for c in fila if c]
        rotulo = fila[0]
        valores = [r for c in celdas[1 if rotulo else 0:] for r in hoja.renglones(*c)]
        if rotulo and not valores and siguiente:
            valores = hoja.renglones(rotulo[1], next(c for c in siguiente if c)[0])
        clave = clave_de_rotulo(hoja.documento.texto[slice(*rotulo)], hoja.perfil) if rotulo else "+"
        pares.append((clave or "otro", valores))
    return pares


def _pares_del_texto(hoja: Hoja) -> list[_Par]:
    """Return the labels and values of the forms of a plain text; "" where something else stands between."""
    pares: list[_Par] = []
    columna = 0
    for renglon in hoja.renglones():
        donde = renglon.inicio - (hoja.documento.texto.rfind("\n", 0, renglon.inicio) + 1)
        m = _ROTULO.match(renglon.texto)
        clave = clave_de_rotulo(m["r"], hoja.perfil) if m else ""
        if m and clave:
            columna = donde + m.end()
            pares.append((clave, [renglon.desde(m.end())]))
        elif pares and pares[-1][0] and donde >= columna - _HOLGURA:
            numerado = pares[-1][0] == "numero" and pares[-1][1]
            pares.append(("siguiente" if numerado or pares[-1][0] == "siguiente" else "+", [renglon]))
        elif m and m["r"][0].isupper() and "  " in m.group():
            pares.append(("otro", [renglon.desde(m.end())]))
        elif renglon.tras_blanco or renglon.tras_mascara:
            pares.append(("", []))
    return pares


def _de_pares(pares: Sequence[_Par]) -> Iterator[Registro]:
    """Yield the forms that labels and values in a row make up: a label that stood already opens the next form."""
    registro = Registro()
    actual, sueltos = "", list[Renglon]()
    for clave, valores in pares:
        if clave == "siguiente":
            sueltos += valores
            continue
        if clave == "+":
            registro.celdas.setdefault(actual or "otro", []).extend(valores)
            continue
        if clave and clave != "otro" and clave in registro.celdas:
            yield registro
            registro = Registro()
        actual = clave
        if clave:
            registro.celdas.setdefault(clave, []).extend([*sueltos, *valores])
            sueltos = []
    if registro.celdas:
        yield registro
