"""Footnotes: a note that no mark calls, a mark whose note is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from grafo.lectura.renglones import Hoja
from grafo.modelo import Hallazgo, Programa

__all__ = ["llamadas_y_notas"]


def llamadas_y_notas(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Notes without a mark in the text, and marks without a note inside the series of the notes.

    A mark is a number glued to a word, a year, a closing quote or bracket, or the end of a sentence.
    """
    numeros = {int(n.numero) for n in programa.notas if n.numero.isdigit()}
    for nota in programa.notas:
        if nota.numero.isdigit() and _llamada(hoja, int(nota.numero)) is None:
            yield Hallazgo("nota-sin-llamada", f"Nada en el texto llama a la nota {nota.numero}.",
                           f"Nothing in the text calls note {nota.numero}.", nota.texto.tramos,
                           (f"nota/{nota.numero}",))
    for numero in range(1, max(numeros, default=0) + 2):
        lugar = _llamada(hoja, numero) if numeros and numero not in numeros else None
        if lugar:
            yield Hallazgo("llamada-sin-nota", f"El texto llama a la nota {numero}, que no está.",
                           f"The text calls note {numero}, which is not there.", (hoja.documento.tramo(*lugar),))


def _llamada(hoja: Hoja, numero: int) -> tuple[int, int] | None:
    """Return where the text calls a note, outside the notes themselves: the word and the number glued to it."""
    patron = rf"(?:[^\W\d_]{{3,}}[.,;:»”\")\]]?|[^\W\d_][»”\")\]]|(?<!\d)(?:19|20)\d\d){numero}(?![\w/-]|[.,]\d)"
    for m in re.finditer(patron, hoja.documento.texto):
        if not any(x.clase == "nota" and x.inicio <= m.start() < x.fin for x in hoja.mascaras):
            return m.span()
    return None
