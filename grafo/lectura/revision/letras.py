"""Letters and paragraphs: characters that could not be read, paragraphs that stand twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from grafo.lectura.prosa import Parrafo, parrafos
from grafo.lectura.renglones import Hoja
from grafo.modelo import Hallazgo, Programa

__all__ = ["letras_ilegibles", "parrafos_repetidos"]

_MINIMO = 160
"""Characters from which a paragraph is no formula."""


def letras_ilegibles(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Words with characters that the file's encoding could not give (U+FFFD); nothing is changed."""
    lugares = tuple(hoja.documento.tramo(m.start(), m.end())
                    for m in re.finditer(r"\S*\ufffd\S*", hoja.documento.texto))
    if lugares:
        yield Hallazgo("mojibake", f"{len(lugares)} palabras traen letras ilegibles (U+FFFD); se dejaron como están.",
                       f"{len(lugares)} words hold illegible letters (U+FFFD); they were left as they are.", lugares)


def parrafos_repetidos(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Long paragraphs of running text that stand more than once, word for word."""
    vistos: dict[str, list[Parrafo]] = defaultdict(list)
    tablas = [t.inicio for x in programa.objetivos_estrategicos for p in (x.texto, *x.otros) for t in p.tramos]
    tablas += [t.inicio for f in programa.alineacion for t in f.pasaje.tramos]
    for parrafo in parrafos(hoja, 0, min(tablas, default=len(hoja.documento.texto))):
        if len(parrafo.texto) >= _MINIMO:
            vistos[parrafo.texto].append(parrafo)
    for texto, iguales in vistos.items():
        if len(iguales) > 1:
            yield Hallazgo("parrafo-repetido", f"Un párrafo está {len(iguales)} veces: «{texto[:80]}…».",
                           f"A paragraph stands {len(iguales)} times: “{texto[:80]}…”.",
                           tuple(t for p in iguales for t in p.plegado.pasaje(0, len(texto)).tramos))
