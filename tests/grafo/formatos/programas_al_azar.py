"""Programmes and documents drawn at random over the whole model, field by field from its types."""

from __future__ import annotations

import types
import typing
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from grafo.documento import Documento, Tabla
from grafo.modelo import Programa, Tramo

# Everything a cell can hold; what it cannot (half characters, non-characters) has a test of its own.
LETRAS = st.characters(codec="utf-8", exclude_characters="￾￿")
TEXTOS = st.one_of(
    st.text(LETRAS, max_size=12),
    st.sampled_from(["=1+1", "+1", "-1", "@x", "'comilla", "1.10", "007", "TRUE", "1e5", "a\nb\r\nc", " x ", "_x000D_",
                     "http://x.mx", "{=A1}", "a; b", '["a"]', "2017-03-14", "#REF!", "<b>&amp;", "\u2028", "\x01\x0b"]))
LLENOS = TEXTOS.filter(lambda t: bool(t.strip()))
NATURALES = st.integers(0, 10**7)
TRAMOS = st.builds(Tramo, NATURALES, NATURALES, NATURALES, NATURALES, NATURALES)
SUELTOS: dict[object, st.SearchStrategy[Any]] = {
    str: TEXTOS, int: st.integers(), date: st.dates(), Tramo: TRAMOS,
    Decimal: st.decimals(allow_nan=False, allow_infinity=False),
}


def de_tipo(tipo: Any, lleno: bool = False) -> st.SearchStrategy[Any]:
    """Return what makes values of a type of the model; `lleno` leaves out blank words."""
    if isinstance(tipo, types.UnionType):
        dentro = next(t for t in typing.get_args(tipo) if t is not type(None))
        return st.none() | de_tipo(dentro, lleno=True)
    if typing.get_origin(tipo) is tuple:
        return st.lists(de_tipo(typing.get_args(tipo)[0], lleno=True), max_size=2).map(tuple)
    if tipo is str and lleno:
        return LLENOS
    if tipo in SUELTOS:
        return SUELTOS[tipo]
    assert is_dataclass(tipo)
    anotados = typing.get_type_hints(tipo)
    return st.builds(tipo, **{f.name: de_tipo(anotados[f.name]) for f in fields(tipo)})


@st.composite
def programas(dibujar: st.DrawFn) -> Programa:
    """A programme with a title and a key, and up to two of some kinds of item."""
    anotados = typing.get_type_hints(Programa)
    llenas = dibujar(st.sets(st.sampled_from([c for c, t in anotados.items() if typing.get_origin(t) is tuple])))
    valores = {c: dibujar(de_tipo(t, lleno=True)) if c in llenas or typing.get_origin(t) is not tuple else ()
               for c, t in anotados.items()}
    return Programa(**valores)


CELDAS = st.none() | st.tuples(NATURALES, NATURALES)
TABLAS = st.builds(Tabla, st.integers(1, 99), st.lists(st.lists(CELDAS, max_size=3).map(tuple), max_size=3).map(tuple))
DOCUMENTOS = st.builds(
    Documento, LLENOS, st.text(st.characters(), max_size=60), TEXTOS, TEXTOS,
    st.none() | st.lists(NATURALES, max_size=3).map(tuple), st.lists(TABLAS, max_size=2).map(tuple),
    st.lists(TEXTOS, max_size=2).map(tuple))
