"""Do the figures of a document square? Parts against their total, a share against its percentage, a lost sign."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from grafo.modelo import Hallazgo, Indicador

__all__ = ["cifras_que_no_suman", "cifras_sin_unidad"]

_RESUMEN = re.compile(r"\b(?:[Ee]sto es|[Ee]s decir|[Ee]n total|[Ee]n suma|[Ee]n conjunto|[Ss]uman?|[Ll]o que suma)\b")
_EQUIVALE = re.compile(r"\s(?:o|equivale\w*|representa\w*|es decir|esto es)\b[^.;]*$")
_DEL_TOTAL = re.compile(r"\s*(?:%|por ciento)\s*(?:de |del )")


def cifras_sin_unidad(indicadores: Sequence[Indicador]) -> tuple[Hallazgo, ...]:
    """Return a finding `cifra-sin-unidad` for each figure whose sign is missing in a list of percentages."""
    return tuple(
        Hallazgo(
            "cifra-sin-unidad",
            f"A la cifra {i.valor} («{i.sujeto}») le falta el signo en una lista de porcentajes. "
            "Compruébela en la fuente antes de usarla.",
            f"The figure {i.valor} (“{i.sujeto}”) lacks its sign in a list of percentages. "
            "Check it at the source before use.",
            i.pasaje.tramos, (f"indicador/{i.numero}",))
        for i in indicadores if not i.unidad)


def cifras_que_no_suman(indicadores: Sequence[Indicador]) -> tuple[Hallazgo, ...]:
    """Return a finding `cifras-que-no-suman` for each total and percentage that the figures beside it contradict.

    Parts are counts of one noun in parentheses of their own, in one sentence; their total is a count of the same noun
    that a summary ("Esto es", "en total") states there or in the next sentence with figures. A percentage "o 66% del
    total" is checked against the count before it and the largest count of that noun; "equivale a 56% de las 23
    entidades" against the count before and the one behind. Percentages may be rounded or cut to a whole point.
    """
    frases = [list(g) for _, g in groupby(indicadores, key=lambda i: i.pasaje)]
    hallazgos = [h for orden in range(len(frases)) for h in _totales(frases, orden)]
    for orden, frase in enumerate(frases):
        hallazgos += _porcentajes(frase, frases[max(orden - 1, 0):orden + 1])
    return tuple(hallazgos)


def _totales(frases: Sequence[list[Indicador]], orden: int) -> Iterator[Hallazgo]:
    """Yield a finding when the parts in a sentence do not add up to the total stated for them."""
    partes = [i for i in frases[orden] if _entre_parentesis(i)]
    for unidad in dict.fromkeys(p.unidad for p in partes):
        suyas = [p for p in partes if p.unidad == unidad]
        candidatas = [i for frase in frases[orden:orden + 2] for i in frase
                      if i.unidad == unidad and i not in partes and _resumida(i)]
        suma = sum((p.valor for p in suyas), Decimal(0))
        if len(suyas) > 1 and candidatas and candidatas[0].valor != suma:
            total = candidatas[0]
            cuenta = " + ".join(str(p.valor) for p in suyas)
            yield Hallazgo(
                "cifras-que-no-suman",
                f"Las partes ({cuenta} = {suma} {unidad}) no suman el total que el texto da ({total.valor}). "
                "Compruebe las cifras en la fuente.",
                f"The parts ({cuenta} = {suma} {unidad}) do not add up to the total that the text gives "
                f"({total.valor}). Check the figures at the source.",
                (*suyas[0].pasaje.tramos, *total.pasaje.tramos) if total.pasaje != suyas[0].pasaje
                else total.pasaje.tramos,
                tuple(f"indicador/{i.numero}" for i in (*suyas, total)))


def _porcentajes(frase: Sequence[Indicador], cerca: Sequence[list[Indicador]]) -> Iterator[Hallazgo]:
    """Yield a finding for a percentage that its own count and total contradict."""
    for antes, este, *despues in (frase[k:k + 3] for k in range(len(frase) - 1)):
        if este.unidad != "%" or antes.unidad in ("%", ""):
            continue
        texto = este.pasaje.texto
        lugar = re.search(rf"(?<![\d.,]){re.escape(str(este.valor))}(?={_DEL_TOTAL.pattern})", texto)
        if not lugar or not _EQUIVALE.search(texto[max(lugar.start() - 200, 0):lugar.start()]):
            continue
        if re.match(_DEL_TOTAL.pattern + r"(?:el )?total", texto[lugar.end():]):
            iguales = [i for f in cerca for i in f if i.unidad == antes.unidad]
            total = max(iguales, key=lambda i: i.valor)
        elif despues and despues[0].pasaje == este.pasaje and despues[0].unidad not in ("%", ""):
            total = despues[0]
        else:
            continue
        if total.valor > antes.valor and abs(antes.valor * 100 / total.valor - este.valor) >= 1:
            real = (antes.valor * 100 / total.valor).quantize(Decimal("0.1"))
            yield Hallazgo(
                "cifras-que-no-suman",
                f"{antes.valor} de {total.valor} es {real} %, no {este.valor} %. Compruebe las cifras en la fuente.",
                f"{antes.valor} of {total.valor} is {real} %, not {este.valor} %. Check the figures at the source.",
                este.pasaje.tramos, tuple(f"indicador/{i.numero}" for i in (antes, este, total)))


def _entre_parentesis(indicador: Indicador) -> bool:
    """Tell whether a count stands alone in parentheses."""
    return indicador.unidad not in ("", "%") and f"({indicador.valor} {indicador.unidad})" in indicador.pasaje.texto


def _resumida(indicador: Indicador) -> bool:
    """Tell whether a summary introduces a count in its sentence."""
    texto = indicador.pasaje.texto
    m = re.search(rf"(?<![\d.,(]){re.escape(str(indicador.valor))} {re.escape(indicador.unidad)}", texto)
    return m is not None and _RESUMEN.search(texto, 0, m.start()) is not None
