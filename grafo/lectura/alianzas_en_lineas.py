"""Alliances that no section lists: the partners that lines name themselves, and sentences about the whole programme.

"… en alianza con el Colegio de Abogados, A.C."; "Firmar con el Archivo General del Estado el convenio …"; the cell or
label "Aliados"; "Nos acompañan en este plan la Universidad del Valle y la Fundación Tejido Cívico".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from grafo.lectura.jerarquia import Jerarquia
from grafo.lectura.lexico import Lexico, doblar
from grafo.lectura.plegado import Plegado
from grafo.lectura.propios import corridas
from grafo.lectura.prosa import oraciones
from grafo.lectura.renglones import Hoja, cortes
from grafo.lectura.socios import partir_socios
from grafo.modelo import Alianza, LineaCitada, LineaDeAccion, Pasaje

__all__ = ["extraer_alianzas_de_lineas"]

_CONVENIO = r"(?:convenios?|protocolos?|acuerdos?|memor[aá]nd(?:um|os?)|cartas?\s+de\s+intenci[oó]n)"
_CON = re.compile(
    r"(?i)\b(?:en\s+(?:alianza|colaboraci[oó]n|coordinaci[oó]n|conjunto|vinculaci[oó]n|asociaci[oó]n|coorganizaci[oó]n)"
    r"\s+con|de\s+la\s+mano\s+(?:con|de)|junto\s+(?:con|a)|(?:junto\s+)?al\s+lado\s+de|"
    r"con\s+(?:el\s+|la\s+)?(?:apoyo|acompañamiento|participaci[oó]n|colaboraci[oó]n|asistencia|respaldo|patrocinio|"
    rf"coordinaci[oó]n)(?:\s+t[eé]cnic[oa])?\s+de|(?P<convenio>{_CONVENIO})(?:\s+(?:\w+\s+){{0,4}}?)con|"
    r"(?P<suelto>con))(?P<l>l)?\s+(?:(?:el|la|las|los)\s+)?(?:H\.\s+)?")
_ACOMPANAN = re.compile(r"(?i)\b(?:(?:nos\s+)?acompañan|participan|colaboran|se\s+suman)\b[^.,;:]{0,40}?\s"
                        r"(?:el|la|las|los)\s+(?=(?-i:[A-ZÁÉÍÓÚÑ]))")
_DETRAS = re.compile(rf"(?i)[^.;]{{0,12}}?\b(?:un|el|la)\s+{_CONVENIO}")
_FORMA = re.compile(r",?\s+(?:A\.\s?C\.|S\.\s?C\.|I\.\s?A\.\s?P\.|A\.\s?B\.\s?P\.|S\.\s?A\.(?:\s+de\s+C\.\s?V\.)?)")
_SIGLA = re.compile(r"\s+\([A-ZÁÉÍÓÚÑ]{2,}[^()]{0,20}\)")
_ENTRE = re.compile(r"\s*(?:,\s*(?:y\s+)?(?:con\s+|de\s+)?|\s(?:y|e)\s+(?:con\s+|del?\s+)?|;\s*)"
                    r"(?:(?:el|la|las|los)\s+)?(?:red\s+ciudadana\s+)?")
_PROPIOS = re.compile(r"(?i)(?:comit[eé]|pleno|junta de gobierno|"
                      r"secretar[ií]a (?:ejecutiva|t[eé]cnica|general|de acuerdos)$)")
_NINGUNO = re.compile(r"(?i)(?:no aplica|ningun[oa]|n/a|sin )")
_ACRONIMO = re.compile(r"[A-ZÁÉÍÓÚÑ]{3,10}\b(?!\s+[A-ZÁÉÍÓÚÑ]{2})")
_LARGO = 300
"""Characters of the longest name."""


@dataclass(frozen=True, slots=True)
class _Nombrado:
    """A partner as a phrase names it: its place, the phrase, whether an agreement is spoken of, and the line."""

    socio: Pasaje
    frase: Pasaje
    convenio: Pasaje | None
    linea: LineaDeAccion | None


def extraer_alianzas_de_lineas(hoja: Hoja, nucleo: Jerarquia, definiciones: Sequence[str]) -> tuple[Alianza, ...]:
    """Return an alliance for each partner that lines name, and that sentences behind the last line name, in order.

    A unit of the institution's own is no partner; nor is one that is only mentioned.
    """
    unidades = {doblar(u.texto) for x in nucleo.lineas for u in (x.direccion, *x.corresponsables) if u}
    alianzas: dict[str, Alianza] = {}
    for dicho in _nombrados(hoja, nucleo, definiciones):
        clave = doblar(dicho.socio.texto)
        if clave in unidades:
            continue
        previa = alianzas.get(clave) or Alianza(str(len(alianzas) + 1), dicho.socio, (dicho.socio,), None, None, ())
        citada = (LineaCitada(dicho.linea.numero, dicho.frase),) if dicho.linea else ()
        if any(c.numero == x.numero for c in citada for x in previa.lineas):
            citada = ()
        alianzas[clave] = replace(previa, lineas=(*previa.lineas, *citada), convenio=previa.convenio or dicho.convenio)
    return tuple(alianzas.values())


def _nombrados(hoja: Hoja, nucleo: Jerarquia, definiciones: Sequence[str]) -> Iterator[_Nombrado]:
    """Yield the partners that are named: line by line, with its labels, then in the sentences behind the lines."""
    rotulos = {p.sobre: p.valores for p in nucleo.prosa}
    for linea in nucleo.lineas:
        plegado = Plegado.de_pasaje(hoja.documento, linea.texto)
        yield from _en_frases(hoja, plegado, 0, len(plegado.letras), linea)
        for clave, valor in rotulos.get(f"linea/{linea.numero}", ()):
            if clave != "aliado":
                rotulado = Plegado.de_pasaje(hoja.documento, valor)
                yield from _en_frases(hoja, rotulado, 0, len(rotulado.letras), linea)
                continue
            for socio in partir_socios(hoja.documento, valor, hoja.perfil, definiciones):
                if re.search(r"[^\W\d_]{3}", socio.texto) and not _NINGUNO.match(socio.texto):
                    yield _Nombrado(socio, socio, None, linea)
    if nucleo.lineas:
        detras = hoja.renglones(max(t.fin for x in nucleo.lineas for t in x.texto.tramos))
        plegado = Plegado.de_cortes(hoja.documento, cortes(detras))
        for a, b in oraciones(plegado.letras):
            yield from _en_frases(hoja, plegado, a, b, None)


def _en_frases(hoja: Hoja, plegado: Plegado, desde: int, hasta: int,
               linea: LineaDeAccion | None) -> Iterator[_Nombrado]:
    """Yield the partners that the phrases of [desde, hasta) name; outside a line a mere "con" makes none."""
    lexico = Lexico.de(hoja.perfil)
    frases = [*_CON.finditer(plegado.letras, desde, hasta)]
    frases += [] if linea else [*_ACOMPANAN.finditer(plegado.letras, desde, hasta)]
    libre = desde
    for m in sorted(frases, key=lambda m: m.start()):
        grupos = m.groupdict()
        suelto = bool(grupos.get("suelto"))
        if m.start() < libre or (suelto and linea is None):
            continue
        lugar = m.end()
        while fin := _fin_del_nombre(plegado.letras, lugar, hasta, lexico):
            nombre = plegado.letras[lugar:fin]
            if _es_socio(nombre, lexico, hoja, suelto=suelto, firma=bool(grupos.get("convenio"))):
                frase = plegado.pasaje(m.start(), fin)
                yield _Nombrado(plegado.pasaje(lugar, fin), frase, _convenio(plegado, m, fin), linea)
            libre = fin
            entre = _ENTRE.match(plegado.letras, fin, hasta)
            if entre is None:
                break
            lugar = entre.end()


def _fin_del_nombre(letras: str, inicio: int, hasta: int, lexico: Lexico) -> int:
    """Return where the name that stands at a place ends, its legal form and its acronym included; 0 for no name."""
    sigla = _ACRONIMO.match(letras, inicio, hasta)
    primera = next(corridas(letras[inicio:min(inicio + _LARGO, hasta)], lexico), None)
    if sigla:
        fin = sigla.end()
    elif primera is not None and not primera.inicio:
        fin = inicio + primera.fin
    else:
        return 0
    for patron in (_FORMA, _SIGLA):
        if m := patron.match(letras, fin):
            fin = m.end()
    return fin


def _es_socio(nombre: str, lexico: Lexico, hoja: Hoja, *, suelto: bool, firma: bool) -> bool:
    """Tell whether a name is that of an organisation from outside; behind a mere "con" its kind has to show.

    With whom an agreement is signed (`firma`) is outside, whatever its name.
    """
    if firma:
        return not _PROPIOS.match(nombre)
    if _PROPIOS.match(nombre) or re.match(rf"(?:{'|'.join(hoja.perfil.palabras['cabezas_de_unidad'])})\b", nombre):
        return bool(re.match(r"Archivo General de(?:l| la)\b", nombre))
    cabeza = lexico.cabeza("cabezas_de_organizacion", nombre) or lexico.cabeza("cabezas_de_socio", nombre)
    propio = _ACRONIMO.fullmatch(nombre) or (len(nombre.split()) > 1 and lexico.clase(nombre) != "proyecto")
    return bool(cabeza or _FORMA.search(nombre) or (propio and not suelto))


def _convenio(plegado: Plegado, m: re.Match[str], fin: int) -> Pasaje | None:
    """Return what is said of an agreement: the words before the partner, or those behind it."""
    if m.groupdict().get("convenio"):
        return plegado.pasaje(m.start(), fin)
    detras = _DETRAS.match(plegado.letras, fin)
    return plegado.pasaje(fin, detras.end()) if detras else None
