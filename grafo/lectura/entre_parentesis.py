"""Units that stand in parentheses at the end of a line's text: "Publicar el informe anual (DGT, DJ)."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grafo.lectura.celdas import CeldasDeLinea
from grafo.lectura.perfil import Perfil
from grafo.lectura.secciones import SIGLA

__all__ = ["sacar_de_parentesis"]

_FINAL = re.compile(r"\((?P<dentro>[^()]+)\)\s*\.?$")
_ENTRE = re.compile(r"\s*(?:[,;/]|\b(?:en coordinaci[oó]n con|con(?: el)? apoyo de|y|e)\b)\s*(?:(?:la|el|las|los)\s+)?")
_PARTE = 0.5
"""The share of the lines that have to end so before it is believed of any."""


def sacar_de_parentesis(filas: Sequence[CeldasDeLinea], perfil: Perfil) -> None:
    """Move the units at the end of the rows into their cells, where half of the rows without a unit end so.

    A parenthesis that holds something else than acronyms or names of units ("(art. 26 LGA)") stays in the text; an
    acronym right behind its name ("Plataforma Nacional (PNT)") is taken for a unit only where others end alike.
    """
    rotulos = [p for clave, p in perfil.atributos if clave == "responsable"]
    libres = [f for f in filas if f.texto and not f.direccion
              and not any(p.search(r.texto) for p in rotulos for r in f.texto)]
    halladas = [(f, m) for f in libres
                if (m := _FINAL.search(f.texto[-1].texto)) and _son_unidades(m["dentro"], perfil)]
    if len(halladas) < max(2, len(libres) * _PARTE):
        return
    for fila, m in halladas:
        ultimo = fila.texto.pop()
        limites = [m.start("dentro")]
        for entre in _ENTRE.finditer(m["dentro"]):
            limites += [m.start("dentro") + entre.start(), m.start("dentro") + entre.end()]
        limites.append(m.end("dentro"))
        unidades = [ultimo.hasta(b).desde(a) for a, b in zip(limites[::2], limites[1::2], strict=True)]
        fila.direccion, fila.corresponsables = [unidades[0]], [*fila.corresponsables, *([u] for u in unidades[1:])]
        if m.start():
            fila.texto.append(ultimo.hasta(m.start()))


def _son_unidades(dentro: str, perfil: Perfil) -> bool:
    return all(re.fullmatch(SIGLA, parte) or perfil.unidad.match(parte) for parte in _ENTRE.split(dentro))
