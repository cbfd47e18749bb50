"""The acronyms that no table of a glossary defines: a sentence lists them, or the text spells those of units out.

"Siglas: DEOE, Dirección Ejecutiva de Organización Electoral; DJ, Dirección Jurídica."; "la Unidad de Archivo (UA)".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from grafo.lectura.plegado import Plegado
from grafo.lectura.renglones import Hoja, cortes
from grafo.lectura.secciones import SIGLA
from grafo.modelo import LineaDeAccion, Sigla

__all__ = ["siglas_en_prosa"]

_LISTA = re.compile(r"(?i:\b(?:siglas|abreviaturas|acr[oó]nimos)\b[^:.;]{0,60}):\s*")
_ENTRADA = re.compile(rf"(?P<sigla>{SIGLA})\s*[,:=(–-]\s*(?P<nombre>[A-ZÁÉÍÓÚÑ][^;.]+)(?P<fin>[;.]|$)\s*(?:y\s+)?")
_CON_SIGLA = re.compile(rf"\s*\((?:en adelante,?\s*)?[“\"]?(?P<sigla>{SIGLA})[”\"]?\)")
_PALABRA = re.compile(r"[^\W\d_]+")
_LARGO = 160
"""Characters of the longest name that an acronym stands for."""


def siglas_en_prosa(hoja: Hoja, lineas: Sequence[LineaDeAccion], conocidas: Collection[str]) -> tuple[Sigla, ...]:
    """Return the acronyms that the running text defines, in its order: of a list, and those of the units of lines."""
    usadas = {s for x in lineas for u in (x.secretaria, x.direccion, *x.corresponsables) if u
              for s in re.findall(SIGLA, u.texto)}
    plegado = Plegado.de_cortes(hoja.documento, cortes(hoja.renglones()))
    halladas: dict[str, Sigla] = {}
    de_unidades = (x for x in _entre_parentesis(plegado.letras) if x[0] in usadas)
    for sigla, inicio, fin in (*_en_lista(plegado.letras), *de_unidades):
        if sigla not in conocidas:
            halladas.setdefault(sigla, Sigla(sigla, plegado.pasaje(inicio, fin)))
    return tuple(sorted(halladas.values(), key=lambda s: s.definicion.tramos[0].inicio))


def _en_lista(letras: str) -> Iterator[tuple[str, int, int]]:
    """Yield the acronyms of a list in a sentence, each with where its name stands."""
    for lista in _LISTA.finditer(letras):
        desde = lista.end()
        while entrada := _ENTRADA.match(letras, desde):
            yield entrada["sigla"], entrada.start("nombre"), entrada.end("nombre")
            desde = entrada.end()


def _entre_parentesis(letras: str) -> Iterator[tuple[str, int, int]]:
    """Yield the acronyms that stand in parentheses behind a name whose initials they are."""
    for m in _CON_SIGLA.finditer(letras):
        palabras = [*_PALABRA.finditer(letras, max(m.start() - _LARGO, 0), m.start())]
        iniciales = ""
        for palabra in reversed(palabras):
            if palabra.group()[0].isupper():
                iniciales = palabra.group()[0] + iniciales
                if len(iniciales) == len(m["sigla"]):
                    break
        if iniciales == m["sigla"]:
            yield m["sigla"], palabra.start(), m.start()
