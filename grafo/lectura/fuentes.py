"""Figures without a source: a percentage or a mark of an index that nothing near it says where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from grafo.modelo import Hallazgo, Indicador

__all__ = ["cifras_sin_fuente"]

_ALREDEDOR = 800
"""Characters before and behind a figure's sentence within which the counts it is worked out from may stand."""

_FUENTE = re.compile(
    r"\b(?:fuentes?|seg[uú]n|de acuerdo (?:con|a)|con (?:datos|base|cifras|informaci[oó]n) (?:de|del|en)|encuesta|"
    r"censo|estudio|informe|m[eé]trica|diagn[oó]stico|reporta\w*|elaboraci[oó]n propia)\b", re.I)
_LLAMADA = re.compile(r"[^\W\d_][.,;:»”\")\]]?\d{1,3}(?![\w%/-]|[.,]\d)")
_META = re.compile(
    r"\b(?:alcanzar|lograr|meta|aumentar|incrementar|reducir|disminuir|al menos|al (?:cien|100) por ciento)\b", re.I)


def cifras_sin_fuente(indicadores: Sequence[Indicador]) -> Iterator[Hallazgo]:
    """Yield a finding `cifra-sin-fuente` for each sentence with a percentage or mark whose paragraph has no source.

    Left out: a sentence that names where its data come from or calls a footnote; a share that counts beside it give
    ("13 … 56% de las 23": one count over another, cut or rounded to its decimals); a goal, which is no statistic.
    """
    sueltas = [i for i in indicadores if i.fuente is None and _se_mide(i)
               and not _FUENTE.search(i.pasaje.texto) and not _LLAMADA.search(i.pasaje.texto)
               and not _META.search(i.pasaje.texto) and not _se_deduce(i, indicadores)]
    for pasaje in dict.fromkeys(i.pasaje for i in sueltas):
        suyas = [i for i in sueltas if i.pasaje == pasaje]
        cifras = ", ".join(f"{i.valor}{'%' if i.unidad == '%' else f' {i.unidad}'}" for i in suyas)
        yield Hallazgo("cifra-sin-fuente", f"El texto da {cifras} y nada cerca dice de dónde sale.",
                       f"The text gives {cifras} and nothing near says where it comes from.", pasaje.tramos,
                       tuple(f"indicador/{i.numero}" for i in suyas))


def _se_mide(i: Indicador) -> bool:
    return i.unidad in ("%", "puntos porcentuales") or i.unidad.startswith("índice")


def _se_deduce(i: Indicador, todos: Sequence[Indicador]) -> bool:
    """Return whether two counts near a percentage give it."""
    lugar = i.pasaje.tramos[0].inicio, i.pasaje.tramos[-1].fin
    cuentas = [x.valor for x in todos if not _se_mide(x) and x.unidad and x.valor > 0
               and lugar[0] - _ALREDEDOR <= x.pasaje.tramos[0].inicio <= lugar[1] + _ALREDEDOR]
    exponente = i.valor.as_tuple().exponent
    paso = 10 ** (exponente if isinstance(exponente, int) else 0)
    return i.unidad == "%" and any(abs(100 * float(a / b) - float(i.valor)) < paso for a, b in permutations(cuentas, 2)
                                   if a < b)
