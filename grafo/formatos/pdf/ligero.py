"""Characters of a page with only what words are made from.

The library describes every character with some thirty attributes, which takes most of its time; a word needs eight.
"""

from __future__ import annotations

from typing import Any

__all__ = ["aligerar"]


def aligerar(pagina: Any) -> None:
    """Make a page of pdfplumber describe its characters briefly; everything else on it stays as it is."""
    from pdfminer.layout import LTChar

    completo = pagina.process_object
    izquierda, arriba = pagina.mediabox[:2]
    alto, previo = pagina.height + arriba, pagina.initial_doctop

    def describir(objeto: Any) -> dict[str, Any]:
        if type(objeto) is not LTChar:
            return completo(objeto)  # type: ignore[no-any-return]
        return {
            "object_type": "char", "page_number": pagina.page_number, "text": objeto.get_text(),
            "x0": objeto.x0 + izquierda, "x1": objeto.x1 + izquierda, "top": alto - objeto.y1,
            "bottom": alto - objeto.y0, "doctop": previo + alto - objeto.y1, "upright": objeto.upright,
            "size": objeto.size, "width": objeto.width, "height": objeto.height,
        }

    pagina.process_object = describir
