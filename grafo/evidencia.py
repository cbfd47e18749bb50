"""The evidence of mandate: for every line and topic the quotes, by level, that tie the line to articles.

The levels are those of `ontologia/esquemas/niveles.ttl`; the terms of a topic are data of the scheme of topics; the
bridges to articles are what the document says (`grafo.lectura.citas`). Nothing here is about one programme.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grafo.derivado import Alineamiento
from grafo.lectura.citas import buscar_terminos, simple
from grafo.lectura.propios import Lexico, spans_de_nombres_propios
from grafo.modelo import (
    Alianza,
    Evento,
    LineaDeAccion,
    Organizacion,
    Pasaje,
    Programa,
    Proyecto,
    Puente,
    ReferenciaLegal,
    Tramo,
)
from ontologia.iris import ranura
from ontologia.recursos import Tema, normas_conocidas

__all__ = ["FUNDAMENTO", "alineamientos", "norma_citada"]

FUNDAMENTO = "fundamento-legal"
"""The topic of a mandate that the document states without any topic: in the line itself or for its objective."""

_REGLA = {
    "cita": "cita-en-la-linea", "expresa": "termino-en-la-linea", "nominal": "termino-en-nombre-propio",
    "heredada_estrategia": "heredada-de-estrategia", "heredada_objetivo": "heredada-de-objetivo",
    "relacionada": "relacionada-por-alianza-o-evento",
}


@dataclass(frozen=True, slots=True)
class _Muestra:
    """A quote that shows a topic for a line, at a level."""

    nivel: str
    tramos: tuple[Tramo, ...]


def norma_citada(programa: Programa, referencia: ReferenciaLegal) -> str:
    """Return the key of the cited norm; one that resolves to none gets a key of its own, made of its full name."""
    if referencia.norma:
        return referencia.norma
    completos = {sigla.sigla: sigla.definicion.texto for sigla in programa.siglas}
    return f"sin-resolver-{ranura(completos.get(referencia.ley, referencia.ley))}"


def alineamientos(programa: Programa, temas: Sequence[Tema], lexico: Lexico) -> tuple[Alineamiento, ...]:
    """Return the evidence of mandate for every line, at every level found, one for each article.

    The bridges of a topic are those that name it; a topic with none takes those bridges of the programme as a whole
    whose sentence speaks of it, or whose articles are known to be about it (eli:is_about): what founds a programme at
    large founds nothing in particular.
    A bridge that names several articles ties to them as a block. `lexico` tells proper names in the texts.
    """
    terminos = {simple(t) for tema in temas for t in tema.terminos}
    nombrados: list[Proyecto | Organizacion] = [*programa.proyectos, *programa.organizaciones]
    nombres = [n for p in nombrados for n in (p.nombre, *p.variantes) if simple(n) not in terminos]
    resultado: list[Alineamiento] = []
    for linea in programa.lineas_accion:
        for tema in temas:
            if not tema.terminos:
                continue
            puentes = _puentes_de(programa.puentes, tema)
            for muestra in _muestras(programa, linea, tema, nombres, lexico):
                resultado += _por_articulo(programa, linea, tema.clave, muestra, puentes)
        resultado += _fundamentos(programa, linea)
    return tuple(resultado)


def _puentes_de(puentes: Sequence[Puente], tema: Tema) -> list[Puente]:
    propios = [p for p in puentes if tema.clave in p.temas]
    return propios or [p for p in puentes if not p.temas and p.objetivo is None and _habla_de(p, tema)]


def _habla_de(puente: Puente, tema: Tema) -> bool:
    """Tell whether the sentence of a bridge names a topic, or an article that it cites is known to be about it."""
    norma = next((n for n in normas_conocidas() if n.clave == puente.referencia.norma), None)
    conocidos = [norma.articulos[a] for a in puente.referencia.articulos if a in norma.articulos] if norma else []
    return any(tema.clave in a.temas for a in conocidos) or bool(buscar_terminos(puente.pasaje.texto, tema))


def _muestras(programa: Programa, linea: LineaDeAccion, tema: Tema, nombres: Sequence[str],
              lexico: Lexico) -> Iterable[_Muestra]:
    """Yield the quotes that show a topic for a line, strongest level first."""
    propias, en_nombre = _apariciones(linea.texto, tema, nombres, lexico)
    if propias:
        yield _Muestra("expresa", linea.texto.tramos)
    if en_nombre:
        yield _Muestra("nominal", linea.texto.tramos)
    estrategia = next((e for e in programa.estrategias if e.numero == linea.estrategia), None)
    if estrategia and buscar_terminos(estrategia.texto.texto, tema):
        yield _Muestra("heredada_estrategia", estrategia.texto.tramos)
    objetivo = next((o for o in programa.objetivos_especificos if o.numero == _objetivo_de(programa, linea)), None)
    if objetivo and buscar_terminos(objetivo.texto.texto, tema):
        yield _Muestra("heredada_objetivo", objetivo.texto.tramos)
    vinculos: list[Alianza | Evento] = [*programa.alianzas, *programa.eventos]
    propios = [v for v in vinculos  # what the line's own words say of a partner is no further evidence
               if any(c.numero == linea.numero and not linea.dice(c.pasaje) for c in v.lineas)]
    relacionados = tuple(
        t for v in propios for p in (v.nombre, v.objetivo) if p and buscar_terminos(p.texto, tema) for t in p.tramos)
    if relacionados:
        yield _Muestra("relacionada", relacionados)


def _objetivo_de(programa: Programa, linea: LineaDeAccion) -> str:
    """Return the number of the objective that a line belongs to, through its strategy or directly; "" for none."""
    return next((e.objetivo for e in programa.estrategias if e.numero == linea.estrategia), linea.estrategia)


def _apariciones(pasaje: Pasaje, tema: Tema, nombres: Sequence[str], lexico: Lexico) -> tuple[bool, bool]:
    """Tell whether a topic's terms stand in a text outside, and inside, proper names."""
    lugares = buscar_terminos(pasaje.texto, tema)
    if not lugares:
        return False, False
    propios = spans_de_nombres_propios(pasaje.texto, nombres, tema.terminos, lexico)
    dentro = [any(a <= x and y <= b for a, b in propios) for x, y in lugares]
    return not all(dentro), any(dentro)


def _por_articulo(programa: Programa, linea: LineaDeAccion, tema: str, muestra: _Muestra,
                  puentes: Sequence[Puente]) -> Iterable[Alineamiento]:
    """Yield one alignment for each article of the bridges, with all bridges that name it."""
    claves = [(norma_citada(programa, p.referencia), p) for p in puentes]
    articulos = dict.fromkeys((norma, a) for norma, p in claves for a in p.referencia.articulos)
    for norma, articulo in articulos:
        suyos = [p for clave, p in claves if clave == norma and articulo in p.referencia.articulos]
        grano = "articulo" if any(len(p.referencia.articulos) == 1 for p in suyos) else "bloque"
        yield Alineamiento(linea.numero, tema, norma, articulo, muestra.nivel, grano, muestra.tramos,
                           tuple(t for p in suyos for t in p.pasaje.tramos), _REGLA[muestra.nivel])


def _fundamentos(programa: Programa, linea: LineaDeAccion) -> Iterable[Alineamiento]:
    """Yield the mandates stated without a topic: cited by the line itself, or for the objective it belongs to."""
    for referencia in programa.referencias:
        lugar = referencia.pasaje.tramos[0].inicio
        for dicho in (linea.texto, *linea.fundamentos):
            if any(t.inicio <= lugar < t.fin for t in dicho.tramos):
                yield from _de_referencia(programa, linea, "cita", referencia, dicho.tramos, dicho.tramos)
    for puente in programa.puentes:
        if puente.objetivo is not None and puente.objetivo == _objetivo_de(programa, linea):
            yield from _de_referencia(programa, linea, "heredada_objetivo", puente.referencia, puente.pasaje.tramos,
                                      puente.pasaje.tramos)


def _de_referencia(programa: Programa, linea: LineaDeAccion, nivel: str, referencia: ReferenciaLegal,
                   evidencia: tuple[Tramo, ...], puente: tuple[Tramo, ...]) -> Iterable[Alineamiento]:
    for articulo in referencia.articulos:
        yield Alineamiento(linea.numero, FUNDAMENTO, norma_citada(programa, referencia), articulo, nivel, "articulo",
                           evidencia, puente, _REGLA[nivel])
