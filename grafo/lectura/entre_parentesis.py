"""What stands in parentheses at the end of a line's text: its units, and in brackets behind them its legal basis.

"Publicar el informe anual (DGT, DJ) [Art. 70 LGTAIP];".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grafo.lectura.celdas import CeldasDeLinea
from grafo.lectura.perfil import Perfil
from grafo.lectura.plegado import Plegado
from grafo.lectura.renglones import Hoja, Renglon, cortes
from grafo.lectura.secciones import SIGLA

__all__ = ["sacar_de_parentesis"]

_FINAL = re.compile(r"(?:\((?P<unidades>[^()]+)\)\s*)(?:\[(?P<fundamento>[^\[\]]*\b[Aa]rts?\b[^\[\]]*)\]\s*)?[.;]?$")
_ENTRE = re.compile(r"\s*(?:[,;/]|\b(?:en coordinaci[oó]n con|con(?: el)? apoyo de|y|e)\b)\s*(?:(?:la|el|las|los)\s+)?")
_PARTE = 0.5
"""The share of the lines that have to end so before it is believed of any."""


def sacar_de_parentesis(hoja: Hoja, filas: Sequence[CeldasDeLinea]) -> None:
    """Move the units at the end of the rows into their cells, where half of the rows without a unit end so.

    A parenthesis that holds something else than acronyms or names of units ("(art. 26 LGA)") stays in the text; an
    acronym right behind its name ("Plataforma Nacional (PNT)") is taken for a unit only where others end alike.
    """
    rotulos = [p for clave, p in hoja.perfil.atributos if clave == "responsable"]
    libres = [f for f in filas if f.texto and not f.direccion
              and not any(p.search(r.texto) for p in rotulos for r in f.texto)]
    halladas = []
    for fila in libres:
        plegado = Plegado.de_cortes(hoja.documento, cortes(fila.texto))
        m = _FINAL.search(plegado.letras)
        if m and m.start() and _son_unidades(m["unidades"], hoja.perfil):
            halladas.append((fila, plegado, m))
    if len(halladas) < max(2, len(libres) * _PARTE):
        return
    for fila, plegado, m in halladas:
        todos = fila.texto
        limites = [m.start("unidades")]
        for entre in _ENTRE.finditer(m["unidades"]):
            limites += [m.start("unidades") + entre.start(), m.start("unidades") + entre.end()]
        limites.append(m.end("unidades"))
        primera, *otras = (_trozo(todos, plegado, a, b) for a, b in zip(limites[::2], limites[1::2], strict=True))
        fila.direccion, fila.corresponsables = primera, [*fila.corresponsables, *otras]
        if m["fundamento"] and not fila.fundamento:
            fila.fundamento = _trozo(todos, plegado, *m.span("fundamento"))
        fila.texto = _trozo(todos, plegado, 0, m.start())


def _trozo(renglones: Sequence[Renglon], plegado: Plegado, inicio: int, fin: int) -> list[Renglon]:
    """Return what some lines hold of the folded characters [inicio, fin)."""
    desde, hasta = plegado.mapa[inicio], plegado.mapa[len(plegado.letras[:fin].rstrip()) - 1] + 1
    trozos = [r.hasta(max(0, hasta - r.inicio)).desde(max(0, desde - r.inicio)) if desde > r.inicio
              else r.hasta(max(0, hasta - r.inicio)) for r in renglones]
    return [t for t in trozos if t.texto]


def _son_unidades(dentro: str, perfil: Perfil) -> bool:
    return all(re.fullmatch(SIGLA, parte) or perfil.unidad.match(parte) for parte in _ENTRE.split(dentro))
