"""Text of documents made harmless for display and exchange: no control, bidirectional or unpaired characters."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["contiene", "limpiar", "llano"]

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


def contiene(texto: str, pedido: str) -> bool:
    """Return whether every word of `pedido` is in `texto`, whatever accents and capitals.

    A number is found from its beginning: "2.2" finds 2.2.5, not 1.2.2.
    """
    palabras = llano(pedido).split()
    pajar = llano(texto) if palabras else ""
    return all(re.search(rf"(?<![\d.]){re.escape(p)}", pajar) is not None if p[0].isdigit() else p in pajar
               for p in palabras)
