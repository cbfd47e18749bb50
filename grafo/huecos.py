"""What the evidence of mandate leaves open: lines that rest on no article, articles that no line serves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grafo.derivado import Alineamiento
from grafo.evidencia import norma_citada
from grafo.modelo import Hallazgo, Programa

__all__ = ["huecos_de_mandato"]


def huecos_de_mandato(programa: Programa, alineamientos: Iterable[Alineamiento]) -> tuple[Hallazgo, ...]:
    """Return a finding for each line without an alignment, and for each article of a bridge that no line serves."""
    pares = [(a.linea, (a.norma, a.articulo)) for a in alineamientos]
    con_mandato = {linea for linea, _ in pares}
    lineas = tuple(
        Hallazgo("linea-sin-mandato", f"Ninguna evidencia liga la línea {linea.numero} con un artículo.",
                 f"No evidence ties line {linea.numero} to an article.", linea.texto.tramos, (f"linea/{linea.numero}",))
        for linea in programa.lineas_accion if linea.numero not in con_mandato)
    return lineas + tuple(_articulos(programa, {articulo for _, articulo in pares}))


def _articulos(programa: Programa, atendidos: set[tuple[str, str]]) -> Iterator[Hallazgo]:
    vistos: set[tuple[str, str]] = set()
    for puente in programa.puentes:
        norma = norma_citada(programa, puente.referencia)
        for articulo in puente.referencia.articulos:
            if (norma, articulo) not in atendidos | vistos:
                vistos.add((norma, articulo))
                yield Hallazgo(
                    "articulo-sin-lineas",
                    f"El programa se liga al artículo {articulo} de {puente.referencia.ley} ({norma}) y ninguna línea "
                    "descansa en él.",
                    f"The programme ties itself to article {articulo} of {puente.referencia.ley} ({norma}) and no line "
                    "rests on it.", puente.pasaje.tramos)
