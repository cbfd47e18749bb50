"""The stages of a long-term strategy: a term (short, medium, long) and the year in which it ends."""

from __future__ import annotations

import re

from grafo.lectura.corrido import correr
from grafo.lectura.renglones import Hoja
from grafo.modelo import Etapa

__all__ = ["extraer_etapas"]

_ANO = r"((?:19|20)\d\d)(?!\d\d)"
# "corto (2020)", "largo plazos (2030)", "mediano plazo: 2025", "corto plazo, hacia el año 2027".
_PLAZO_ANO = re.compile(
    r"\b(?P<plazo>corto|mediano|medio|largo)(?:\s+plazos?)?"
    rf"(?:\s*\(\s*(?:al?\s+|hacia\s+|para\s+)?(?:el\s+)?(?:a[nñ]o\s+)?{_ANO}\s*\)"
    rf"|\s*[:,–-]?\s+(?:al|hacia|para)\s+(?:el\s+)?(?:a[nñ]o\s+)?{_ANO}|\s*[:–-]\s*{_ANO})", re.I)
# "2020 (corto plazo)", "2030, a largo plazo".
_ANO_PLAZO = re.compile(r"\b((?:19|20)\d\d)\s*(?:\(|,\s*a\s+|:\s*)(?P<plazo>corto|mediano|medio|largo)\s+plazos?\)?",
                        re.I)


def extraer_etapas(hoja: Hoja, inicio: int, fin: int) -> tuple[Etapa, ...]:
    """Return the stages that [inicio, fin) of the document names, by year, each once.

    `plazo` is corto, mediano or largo. A term without a year ("resultados de largo plazo") is no stage.
    """
    corrido = correr(hoja, inicio, fin)
    etapas: dict[tuple[int, str], Etapa] = {}
    for patron in (_PLAZO_ANO, _ANO_PLAZO):
        for m in patron.finditer(corrido.texto):
            anio = int(next(g for g in m.groups() if g and g.isdigit()))
            plazo = m["plazo"].lower().replace("medio", "mediano")
            etapas.setdefault((anio, plazo), Etapa(anio, plazo, corrido.pasaje(*m.span())))
    return tuple(sorted(etapas.values(), key=lambda e: e.anio))
