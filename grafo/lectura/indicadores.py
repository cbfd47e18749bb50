"""The statistics that a stretch of prose states: value, unit, subject, source and year, with the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grafo.lectura.cifras import ESCALA, Cifra, cifras_de
from grafo.lectura.corrido import Corrido, correr
from grafo.lectura.hallados import partir_ano
from grafo.lectura.lexico import Lexico
from grafo.lectura.renglones import Hoja
from grafo.lectura.sujetos import sujeto_de
from grafo.letras import plegar
from grafo.modelo import Indicador, Proyecto

__all__ = ["extraer_indicadores"]

# The year that a sentence states for its figures: "al cierre del 2015", "con corte a diciembre de 2020".
_CORTE = re.compile(r"(?:al cierre|a finales|al t[eé]rmino|(?:con )?corte)\s+(?:de |del |al |a )?(?:\w+ )?(?:de |del )?"
                    r"(?:a[nñ]o )?((?:19|20)\d\d)(?!\d\d)")


@dataclass(frozen=True, slots=True)
class _Fuente:
    """A survey or instrument named at a place of the running text, and its year when the document gives it."""

    inicio: int
    fin: int
    nombre: str
    anio: int | None


@dataclass
class _Contexto:
    """What earlier sentences leave for the next: the source of the paragraph, the year stated, the scale of marks."""

    fuente: _Fuente | None = None
    anio: int | None = None
    escala: str = ""
    fuente_de_escala: _Fuente | None = None


def extraer_indicadores(
    hoja: Hoja, inicio: int, fin: int, proyectos: Sequence[Proyecto] = ()
) -> tuple[Indicador, ...]:
    """Return the statistics in [inicio, fin) of the document, numbered in its order.

    `proyectos` are those found in the document: a survey, census or index among them, named in the sentence or before
    it in the same paragraph or list, is the source of a figure. A figure whose sign is missing in a list of percentages
    has the unit "". The year is the one stated ("al cierre del 2015"), else that of the source, else None.
    """
    lexico = Lexico.de(hoja.perfil)
    corrido = correr(hoja, inicio, fin)
    fuentes = _fuentes(corrido, proyectos, lexico)
    indicadores: list[Indicador] = []
    contexto = _Contexto()
    for a, b, seguida in _frases(corrido):
        frase = corrido.texto[a:b]
        if not seguida:
            contexto.fuente = contexto.anio = None
        aqui = [f for f in fuentes if a <= f.inicio < b]
        if aqui:
            contexto.anio = None
        if m := _CORTE.search(frase):
            contexto.anio = int(m[1])
        if m := ESCALA.search(frase):
            contexto.escala = f" {m[1]}-{m[2]}"
            contexto.fuente_de_escala = aqui[-1] if aqui else contexto.fuente
        cifras = cifras_de(frase, lexico)
        if not aqui and contexto.fuente is None and any(c.clase == "nota" for c in cifras):
            contexto.fuente = contexto.fuente_de_escala
        pasaje = corrido.pasaje(a, b)
        for orden, cifra in enumerate(cifras):
            fuente = _fuente_de(cifra, a, aqui, contexto)
            unidad = plegar(cifra.unidad + contexto.escala * (cifra.clase == "nota"))
            indicadores.append(Indicador(
                str(len(indicadores) + 1), cifra.valor, unidad, sujeto_de(frase, cifras, orden),
                fuente.nombre if fuente else None, contexto.anio or (fuente.anio if fuente else None), pasaje))
        contexto.fuente = aqui[-1] if aqui else contexto.fuente
    return tuple(indicadores)


def _frases(corrido: Corrido) -> Iterator[tuple[int, int, bool]]:
    """Yield each sentence, and whether it goes on with the paragraph above (a list goes on with what introduces it)."""
    anterior = 0
    for a, b in corrido.frases():
        entre = corrido.texto[anterior:a]
        lista = a in corrido.vinetas
        yield a, b, "\n" not in entre or lista
        anterior = b


def _fuente_de(cifra: Cifra, inicio: int, aqui: Sequence[_Fuente], contexto: _Contexto) -> _Fuente | None:
    """Return the source of a figure: the last named before it in the sentence, else in it, else in the paragraph."""
    antes = [f for f in aqui if f.inicio < inicio + cifra.inicio]
    if antes or aqui:
        return antes[-1] if antes else aqui[0]
    return contexto.fuente


def _fuentes(corrido: Corrido, proyectos: Sequence[Proyecto], lexico: Lexico) -> list[_Fuente]:
    """Return the places at which an instrument that measures is named."""
    halladas = []
    for proyecto in proyectos:
        mide = lexico.cabeza("cabezas_de_medicion", proyecto.nombre)
        if not mide and not lexico.es("cabezas_finales_de_proyecto", proyecto.nombre.split()[-1]):
            continue
        lugares = []
        for mencion in proyecto.menciones:
            inicio = corrido.posicion(mencion.tramos[0].inicio)
            fin = corrido.posicion(mencion.tramos[-1].fin)
            if inicio is not None and fin is not None:
                lugares.append((inicio, fin))
        anio = _anio(corrido, proyecto, lugares)
        halladas += [_Fuente(a, b, proyecto.nombre, anio) for a, b in lugares]
    return sorted(halladas, key=lambda f: f.inicio)


def _anio(corrido: Corrido, proyecto: Proyecto, lugares: Sequence[tuple[int, int]]) -> int | None:
    """Return the year of an instrument: in its name, or behind a mention ("(ENAID) 2016")."""
    escritos = [partir_ano(n)[1] for n in (proyecto.nombre, *proyecto.variantes)]
    escritos += [m[1] for _, fin in lugares if (m := re.match(r"\)?\s+((?:19|20)\d\d)\d?(?!\w)", corrido.texto[fin:]))]
    anios = {int(e[:4]) for e in escritos if e}
    return anios.pop() if len(anios) == 1 else None
