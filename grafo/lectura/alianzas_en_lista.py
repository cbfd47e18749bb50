"""Alliances written as a list: a bullet for each, with partners, purpose, lines and agreement in running text.

The name goes up to the first colon or dash; the lines are the numbers of lines behind it (with the words that announce
them); the agreement stands behind its label; what is left is the purpose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grafo.lectura.perfil import Perfil
from grafo.lectura.plegado import Plegado
from grafo.lectura.renglones import Hoja, Renglon, cortes
from grafo.lectura.socios import partir_socios
from grafo.modelo import Alianza, Hallazgo, LineaCitada, Pasaje

__all__ = ["extraer_lista_de_alianzas"]

_NOMBRE = re.compile(r"\s*(?::|\s[–—-]\s|\.\s+(?=Objetivo))\s*")
_LINEAS = re.compile(
    r"[(\[]?\s*(?:[Ss]e relaciona con |[Aa]poya (?:a )?|[Vv]inculad[ao]s? (?:a|con) )?(?:[Ll]as? )?[Ll][ií]neas?"
    r"(?: de acci[oó]n)?(?: relacionadas?)?\s*:?\s*"
    r"(?P<lista>\d+(?:\.\d+){1,3}(?:\s*(?:,|y|e|;)\s*\d+(?:\.\d+){1,3})*)\s*[)\]]?\.?")
_NUMERO = re.compile(r"\d+(?:\.\d+){1,3}")
_CONVENIO = re.compile(r"(?:[Rr]equiere )?[Cc]onvenio\s*:\s*(?P<c>[^.;]+\.?)")
_OBJETIVO = re.compile(r"(?:[Oo]bjetivo|[Pp]rop[oó]sito|[Ff]in)\s*:\s*")


def extraer_lista_de_alianzas(hoja: Hoja, inicio: int, fin: int,
                              conocidos: Sequence[str]) -> tuple[tuple[Alianza, ...], tuple[Hallazgo, ...]]:
    """Read the alliances that stand as bullets in [inicio, fin), numbered from 1 in their order."""
    entradas: list[list[Renglon]] = []
    for renglon in hoja.renglones(inicio, fin):
        if renglon.vineta:
            entradas.append([renglon])
        elif entradas:
            entradas[-1].append(renglon)
    alianzas = [_alianza(hoja, str(n), e, hoja.perfil, conocidos) for n, e in enumerate(entradas, 1)]
    hallazgos = tuple(
        Hallazgo("tabla-incompleta", f"La alianza {a.numero} no dice qué líneas apoya.",
                 f"Alliance {a.numero} does not say which lines it serves.", a.nombre.tramos, (f"alianza/{a.numero}",))
        for a in alianzas if not a.lineas)
    return tuple(alianzas), hallazgos


def _alianza(hoja: Hoja, numero: str, entrada: Sequence[Renglon], perfil: Perfil, conocidos: Sequence[str]) -> Alianza:
    plegado = Plegado.de_cortes(hoja.documento, cortes(entrada))
    letras = plegado.letras
    corte = _NOMBRE.search(letras)
    fin_de_nombre, desde = (corte.start(), corte.end()) if corte else (len(letras), len(letras))
    apartes = sorted(m.span() for patron in (_LINEAS, _CONVENIO) for m in patron.finditer(letras, desde))
    hasta = apartes[0][0] if apartes else len(letras)
    if etiqueta := _OBJETIVO.match(letras, desde):
        desde = etiqueta.end()
    nombre = plegado.pasaje(0, fin_de_nombre)
    convenio = _CONVENIO.search(letras)
    return Alianza(
        numero, nombre, partir_socios(hoja.documento, nombre, perfil, conocidos), _pasaje(plegado, desde, hasta),
        _pasaje(plegado, *convenio.span("c")) if convenio else None, _lineas(plegado))


def _pasaje(plegado: Plegado, inicio: int, fin: int) -> Pasaje | None:
    trozo = plegado.letras[inicio:fin]
    limpio = trozo.strip(" ,;(")
    if not limpio:
        return None
    inicio += trozo.index(limpio)
    return plegado.pasaje(inicio, inicio + len(limpio))


def _lineas(plegado: Plegado) -> tuple[LineaCitada, ...]:
    return tuple(LineaCitada(n.group(), plegado.pasaje(*n.span()))
                 for m in _LINEAS.finditer(plegado.letras) for n in _NUMERO.finditer(plegado.letras, *m.span("lista")))
