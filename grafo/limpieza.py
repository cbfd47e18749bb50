"""Text of documents made harmless for display and exchange: no control, bidirectional or unpaired characters."""

from __future__ import annotations

import unicodedata

__all__ = ["limpiar", "llano"]

_FUERA = {"Cc", "Cs", "Cn", "Co"}
_DIRECCION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def limpiar(texto: str) -> str:
    """Return `texto` with white space folded and what could break or disguise it taken out.

    Control characters (illegal in XML), unpaired surrogates (not encodable), unassigned and private code points, and
    the marks that turn the direction of writing around (a title could pass for another) are dropped.
    """
    plegado = " ".join(texto.split())
    return "".join(c for c in plegado if c not in _DIRECCION and unicodedata.category(c) not in _FUERA).strip()


def llano(texto: str) -> str:
    """Return `texto` for searching: without accents or capitals."""
    return "".join(c for c in unicodedata.normalize("NFD", texto) if not unicodedata.combining(c)).casefold()
