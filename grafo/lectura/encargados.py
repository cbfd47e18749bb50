"""Who answers for a line that no cell and no label gives a unit: its own words say so, or those about many at once.

"Convocar diálogos (Unidad de Participación)"; "… a cargo del Departamento de Compras"; "lo hará la División Jurídica,
con apoyo de la Oficina de Prensa"; "La Oficina de Transparencia implementará …". About many: the label of an objective,
or a sentence such as "Todas las tareas estarán a cargo de la Unidad de Transparencia".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from grafo.lectura.plegado import Plegado
from grafo.lectura.prosa import oraciones
from grafo.lectura.renglones import Hoja, cortes
from grafo.modelo import Hallazgo, LineaDeAccion, Pasaje

__all__ = ["Encargo", "con_encargados"]

_DE = r"(?:(?:de|del|la|las|los|el|en|para|al)\s+)*"
_ARTICULO = r"(?:(?:la|el|las|los)\s+)?"
_TODAS = re.compile(
    r"(?i)\b(?:las?|los?)\s+(?:\w+\s+){0,3}?(?:tareas?|acci[oó]n(?:es)?|actividad(?:es)?|l[ií]neas?|compromisos?|medidas?|"
    r"iniciativas?|auditor[ií]as?|metas?|proyectos?)\b[^.;]{0,80}$")
_DE_UNO = re.compile(r"(?i)\best[ae]\s+(?:objetivo|eje|estrategia|componente|bloque|apartado)")


@dataclass(frozen=True, slots=True)
class Encargo:
    """What stands about all lines of a stretch [inicio, fin) of the document: the units that a label names there."""

    inicio: int
    fin: int
    unidades: tuple[Pasaje, ...]


@dataclass(frozen=True, slots=True)
class _Frases:
    """The patterns in which the units of a profile's language stand in prose."""

    a_cargo: re.Pattern[str]
    con_apoyo: re.Pattern[str]
    una: re.Pattern[str]


@lru_cache(maxsize=8)
def _frases(cabezas: tuple[str, ...]) -> _Frases:
    """Return the patterns for units whose names open with some nouns."""
    cabeza = rf"(?:{'|'.join(cabezas)})\b"
    palabra = r"[A-ZÁÉÍÓÚÑ][\wáéíóúñ]*"
    una = (rf"{cabeza}(?:\s+{_DE}{palabra}|\s+(?:y|e)\s+{_DE}(?!{cabeza}){palabra}|"
           rf",\s+(?!{cabeza}){palabra}(?=[^,.;()]{{0,60}}\s[ye]\s+[A-ZÁÉÍÓÚÑ])){{1,15}}")
    varias = rf"(?P<u>{una}(?:\s*(?:,|;|/|\b[ye]\b)\s*(?:de\s+|del\s+)?{_ARTICULO}{una}){{0,9}})"
    de = rf"\s+(?:de\s+|del\s+)?{_ARTICULO}"
    futuro = r"(?:\w{2,}r[aá]n?|debe(?:n|r[aá]n?)?|ser[aá]n?\s+\w+)\b"
    return _Frases(
        re.compile(rf"(?:(?i:\b(?:a\s+cargo|responsabilidad|competencia|labor|tarea))\s+del?\s+{_ARTICULO}|"
                   rf"(?i:\brecae(?:r[aá])?n?\s+en){de}|(?i:\bcorresponde(?:r[aá])?n?)\s+al?\s+{_ARTICULO}|"
                   rf"(?i:\b(?:l[oa]s?\s+)?(?:har[aá]|realizar[aá]|llevar[aá]|ejecutar[aá]|coordinar[aá]|atender[aá])n?)"
                   rf"(?:\s+a\s+cabo)?\s+{_ARTICULO}){varias}"
                   rf"|(?:^|[.;,:]\s+)(?:[LlEe][aols]{{1,2}}s?)\s+{varias.replace('?P<u>', '?P<s>')}\s+"
                   rf"(?:(?:se|lo|la|le)\s+)?{futuro}|\({varias.replace('?P<u>', '?P<p>')}\)\s*[.;]?$"),
        re.compile(rf"(?i:\b(?:con\s+(?:el\s+)?apoyo|en\s+(?:coordinaci[oó]n|conjunto|colaboraci[oó]n)|junto|"
                   rf"con\s+la\s+(?:participaci[oó]n|colaboraci[oó]n))\s+(?:del?|con|al?))\s+{_ARTICULO}{varias}"),
        re.compile(una))


def con_encargados(hoja: Hoja, lineas: Sequence[LineaDeAccion],
                   encargos: Sequence[Encargo]) -> tuple[list[LineaDeAccion], list[Hallazgo]]:
    """Return the lines, those without a unit with what the text says of them; what is said of many is a finding.

    `encargos` are the labels of the items above the lines, over the stretch of the document that each item takes.
    """
    cabezas = hoja.perfil.palabras["cabezas_de_unidad"]
    frases = _frases(cabezas)
    resultado = [x if x.direccion or x.corresponsables else _por_sus_palabras(hoja, x, frases) for x in lineas]
    libres = [x for x in resultado if not x.direccion and not x.corresponsables]
    comunes: dict[Pasaje, list[LineaDeAccion]] = {}
    if libres:
        generales = _de_muchas(hoja, lineas, encargos, frases)
        for orden, linea in enumerate(resultado):
            lugar = linea.texto.tramos[0].inicio
            suyo = min((e for e in (*encargos, *generales) if e.inicio <= lugar < e.fin and e.unidades),
                       key=lambda e: e.fin - e.inicio, default=None)
            if suyo and linea in libres:
                resultado[orden] = replace(linea, direccion=suyo.unidades[0], corresponsables=suyo.unidades[1:])
                comunes.setdefault(suyo.unidades[0], []).append(linea)
    return resultado, [_comun(unidad, suyas) for unidad, suyas in comunes.items()]


def _comun(unidad: Pasaje, lineas: Sequence[LineaDeAccion]) -> Hallazgo:
    numeros = ", ".join(x.numero for x in lineas)
    return Hallazgo(
        "responsable-comun", f"«{unidad.texto}» está dicho de varias líneas a la vez; se tomó como responsable de las "
        f"que no nombran otra unidad: {numeros}.",
        f"“{unidad.texto}” is said of several lines at once; it was taken as responsible for those that name no other "
        f"unit: {numeros}.", unidad.tramos, tuple(f"linea/{x.numero}" for x in lineas))


def _por_sus_palabras(hoja: Hoja, linea: LineaDeAccion, frases: _Frases) -> LineaDeAccion:
    """Return a line with the units that its own text names as doing it, and those that help."""
    plegado = Plegado.de_pasaje(hoja.documento, linea.texto)
    responsables = [u for m in frases.a_cargo.finditer(plegado.letras) for u in _unidades(plegado, m, frases)]
    apoyos = [u for m in frases.con_apoyo.finditer(plegado.letras) for u in _unidades(plegado, m, frases)]
    if not responsables and not apoyos:
        return linea
    direccion = responsables[0] if responsables else None
    return replace(linea, direccion=direccion, corresponsables=_sin_repetir((*responsables[1:], *apoyos), direccion))


def _unidades(plegado: Plegado, m: re.Match[str], frases: _Frases) -> list[Pasaje]:
    """Return the units of a phrase, each with its place."""
    grupo = next(g for g in ("u", "s", "p") if g in m.re.groupindex and m[g])
    return [plegado.pasaje(*una.span()) for una in frases.una.finditer(plegado.letras, *m.span(grupo))]


def _sin_repetir(unidades: Sequence[Pasaje], direccion: Pasaje | None) -> tuple[Pasaje, ...]:
    """Return units told apart by their words, without the one that is responsible already."""
    vistas = {direccion.texto} if direccion else ()
    unicas = {u.texto: u for u in reversed(unidades) if u.texto not in vistas}
    return tuple(u for u in unidades if unicas.get(u.texto) is u)


def _de_muchas(hoja: Hoja, lineas: Sequence[LineaDeAccion], encargos: Sequence[Encargo],
               frases: _Frases) -> list[Encargo]:
    """Return what sentences outside the lines say of many of them: of those of the item above, or of all.

    A label ("Unidad responsable: …") is the item's only above its first line: behind it, it is a line's.
    """
    todo = Encargo(0, len(hoja.documento.texto), ())
    propios = [(x.texto.tramos[0].inicio, x.texto.tramos[-1].fin) for x in lineas]
    renglones = [r for r in hoja.renglones() if not any(r.inicio < b and a < r.fin for a, b in propios)]
    plegado = Plegado.de_cortes(hoja.documento, cortes(renglones))
    rotulos = [patron for clave, patron in hoja.perfil.atributos if clave == "responsable"]
    hallados = []
    for a, b in oraciones(plegado.letras):
        m = frases.a_cargo.search(plegado.letras, a, b)
        rotulo = next((r for patron in rotulos if (r := patron.search(plegado.letras[a:b]))), None)
        lugar = plegado.mapa[m.start() if m else a + rotulo.start() if rotulo else a]
        ambito = min((e for e in encargos if e.inicio <= lugar < e.fin), key=lambda e: e.fin - e.inicio, default=todo)
        if m and _TODAS.search(plegado.letras[a:m.start()]):
            unidades = _unidades(plegado, m, frases)
            hallados.append(replace(ambito if _DE_UNO.search(plegado.letras[a:b]) else todo, unidades=tuple(unidades)))
        elif rotulo and not any(ambito.inicio <= desde < lugar for desde, _ in propios):
            dichas = frases.una.finditer(plegado.letras, a + rotulo.end(), b)
            hallados.append(replace(ambito, unidades=tuple(plegado.pasaje(*u.span()) for u in dichas)))
    return hallados
