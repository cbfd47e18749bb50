"""Where the items of the programme open: at which level, under which number, below which other item.

An item opens with the pattern of its level, or below a heading as an entry of a numbered list. A bare number ("1.2.3")
belongs to the level that the heading above names ("Estrategias", "Líneas de acción"), else to the one that the profile
gives to its depth. Where a document has fewer levels than its profile, its deepest numbers are its lines: no programme
ends in strategies that nobody carries out.
"""

from __future__ import annotations

import itertools
import re
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from grafo.lectura.lexico import doblar
from grafo.lectura.perfil import Perfil
from grafo.lectura.renglones import Hoja, Renglon
from grafo.modelo import Tramo

__all__ = ["Abierto", "abrir", "es_otra_parte", "sin_repetir"]


_LISTA = re.compile(r"(?P<n>\d{1,2})(?:[.)]|\.\))\s+(?=[A-ZÁÉÍÓÚÑÜ¿¡“\"«])")
"""An entry of a numbered list: an item only below a heading that says of what."""


@dataclass(slots=True)
class Abierto:
    """An item being read: its level, number, the number of the item above ("" none), and its lines.

    `escrito` is the number that the document gives it when it could not be kept, "" for a bullet; else None. `celdas`
    are the other cells of a line that is a record of a table or a form, by key.
    """

    clase: str
    numero: str
    lugar: Tramo
    padre: str
    escrito: str | None = None
    renglones: list[Renglon] = field(default_factory=list)
    celdas: Mapping[str, list[Renglon]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Numeracion:
    """The numbers of a document: those that have others below them, and how deep the bare ones of its lines are."""

    con_hijos: frozenset[str]
    de_lineas: int


def abrir(hoja: Hoja, renglones: Sequence[Renglon]) -> list[Abierto]:
    """Return the items in order, each with its lines; what stands before the first one is left out, and what stands
    below the title of another part ("Calendario") up to the next item.
    """
    numeracion = _numeracion(hoja.perfil, renglones)
    titulos = deque(m for m in hoja.mascaras if m.clase == "titulo")
    abiertos: list[Abierto] = []
    por_cabecera: str | None = None
    dentro = True
    for renglon in renglones:
        while titulos and titulos[0].fin <= renglon.inicio:
            por_cabecera = _cabecera(hoja.perfil, titulos.popleft().nombre) or por_cabecera
        if clase := _cabecera(hoja.perfil, renglon.texto):
            por_cabecera, dentro = clase, True
            continue
        lugar = hoja.documento.tramo(renglon.inicio, renglon.fin)
        if abre := _abre(hoja.perfil, renglon, por_cabecera, numeracion, abiertos):
            clase, numero, fin = abre
            abiertos.append(_nuevo(clase, numero, lugar, abiertos))
            por_cabecera = por_cabecera if clase == por_cabecera else None
            renglon, dentro = renglon.desde(fin), True
        elif es_otra_parte(hoja.perfil, renglon):
            dentro = False
        elif dentro and renglon.vineta and por_cabecera == "linea":
            abiertos.append(_sin_numero(lugar, abiertos, ""))
        if abiertos and dentro and renglon.texto:
            abiertos[-1].renglones.append(renglon)
    return abiertos


def es_otra_parte(perfil: Perfil, renglon: Renglon) -> bool:
    """Tell whether a line is the title of a part behind the tree ("Calendario"): a few words on a line of its own."""
    palabras = doblar(re.sub(r"^(?:\d+|[IVX]+)\.?\s+", "", renglon.texto)).strip(" .:")
    return bool(renglon.tras_blanco or renglon.abre_pagina or renglon.tras_mascara) and not renglon.vineta and any(
        palabras == p or (len(palabras) < 60 and palabras.startswith((f"{p} de ", f"{p} del "))
                          and not renglon.texto.endswith("."))
        for p in map(doblar, perfil.palabras["partes_finales"]))


def _nuevo(clase: str, numero: str, lugar: Tramo, abiertos: Sequence[Abierto]) -> Abierto:
    """Return an item; a line whose plain number ("1") another line has already is numbered below its own parent."""
    if clase != "linea" or "." in numero:
        propio = sin_repetir(numero, clase, abiertos) if clase == "linea" else numero
        return Abierto(clase, propio, lugar, numero.rpartition(".")[0])
    if any(a.clase == "linea" and numero in (a.numero, a.escrito) for a in abiertos):
        return _sin_numero(lugar, abiertos, numero)
    return Abierto(clase, numero, lugar, _superior(abiertos))


def sin_repetir(numero: str, clase: str, abiertos: Sequence[Abierto]) -> str:
    """Return a number, told from those of the same class that are open already: the second 3.1.3 is "3.1.3-2"."""
    suyos = {a.numero for a in abiertos if a.clase == clase}
    return next(n for n in itertools.chain((numero,), (f"{numero}-{i}" for i in itertools.count(2))) if n not in suyos)


def _sin_numero(lugar: Tramo, abiertos: Sequence[Abierto], escrito: str) -> Abierto:
    """Return a line without a number of its own: it gets the next one below the last strategy or objective."""
    superior = _superior(abiertos)
    orden = next((i for i, a in enumerate(reversed(abiertos)) if a.clase != "linea"), len(abiertos))
    return Abierto("linea", f"{superior}.{orden + 1}" if superior else str(orden + 1), lugar, superior, escrito)


def _superior(abiertos: Sequence[Abierto]) -> str:
    """Return the number of the last item that is no line."""
    return next((a.numero for a in reversed(abiertos) if a.clase != "linea"), "")


def _cabecera(perfil: Perfil, texto: str) -> str | None:
    """Return the level that a line which is only a heading names."""
    limpio = re.sub(r"^(?:\d+|[IVX]+)\.\s+", "", texto).strip(" .:").casefold()
    return next((clase for palabra, clase in perfil.cabeceras.items() if limpio == palabra.casefold()), None)


def _numeracion(perfil: Perfil, renglones: Sequence[Renglon]) -> _Numeracion:
    """Return what the numbers that open items say of the whole document."""
    hallados = [(nivel.clase, m["n"]) for r in renglones for nivel in perfil.niveles
                if (m := nivel.patron.match(r.texto))]
    sueltos = [n for clase, n in hallados if not clase]
    hondura = max((n.count(".") + 1 for n in sueltos), default=0)
    propia = max((int(h) for h, clase in perfil.honduras.items() if clase == "linea"), default=0)
    rotuladas = any(clase == "linea" for clase, _ in hallados)
    return _Numeracion(frozenset(n.rpartition(".")[0] for _, n in hallados if "." in n),
                       propia if rotuladas or not 1 < hondura < propia else hondura)


def _abre(perfil: Perfil, renglon: Renglon, por_cabecera: str | None, numeracion: _Numeracion,
          abiertos: Sequence[Abierto]) -> tuple[str, str, int] | None:
    """Return the level, the number and the column behind it, when a line opens an item."""
    for nivel in perfil.niveles:
        if m := nivel.patron.match(renglon.texto):
            numero = m["n"]
            clase = nivel.clase or _por_hondura(perfil, numero, por_cabecera, numeracion, abiertos)
            return (clase, numero, m.end()) if clase else None
    if por_cabecera and (m := _LISTA.match(renglon.texto)):
        return por_cabecera, m["n"], m.end()
    return None


def _por_hondura(perfil: Perfil, numero: str, por_cabecera: str | None, numeracion: _Numeracion,
                 abiertos: Sequence[Abierto]) -> str | None:
    """Return the level of a bare number: the heading's if the depth fits, else the one of its depth."""
    hondura = numero.count(".") + 1
    de_cabecera = max((int(h) for h, c in perfil.honduras.items() if c == por_cabecera), default=0)
    if por_cabecera and de_cabecera in (0, hondura):
        return por_cabecera
    habitual = perfil.honduras.get(str(hondura))
    if numero in numeracion.con_hijos:
        return habitual
    padre = numero.rpartition(".")[0]
    if por_cabecera == "linea" and any(a.numero == padre and a.clase != "linea" for a in abiertos):
        return "linea"
    return "linea" if hondura == numeracion.de_lineas and not por_cabecera else habitual
