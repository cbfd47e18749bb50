"""How the templates write values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from api.rotulos import rotulado

__all__ = ["FILTROS", "sin_controles"]

_CONTROLES = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def sin_controles(texto: object) -> str:
    """Return a text without the characters that would turn its direction or end a page."""
    return _CONTROLES.sub("\ufffd", str(texto))


def _dia(valor: object, idioma: str) -> str:
    """Return a day in words ("14 mar 2017"); what is no day, as it is."""
    try:
        return format_date(date.fromisoformat(str(valor)), "long", locale=idioma)
    except ValueError:
        return str(valor)


def _cifra(valor: int | float, idioma: str) -> str:
    return format_decimal(valor, locale=idioma)


def _corto(texto: object, maximo: int = 90) -> str:
    """Return a text cut at a word, with a mark."""
    entero = sin_controles(texto)
    if len(entero) <= maximo:
        return entero
    return entero[:maximo].rsplit(" ", 1)[0].rstrip(" ,;") + "…"


def _combinar(uno: Mapping[str, object], otro: Mapping[str, object]) -> dict[str, object]:
    """Return both mappings as one."""
    return {**uno, **otro}


def _separado(nombre: str) -> str:
    """Return the name of a variable as words ("fechaTexto" → "fecha texto")."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", nombre).lower()


FILTROS: Mapping[str, Callable[..., Any]] = {
    "cifra": _cifra, "combinar": _combinar, "separado": _separado, "llano": sin_controles, "corto": _corto, "dia": _dia,
    "rotulado": rotulado,
}
