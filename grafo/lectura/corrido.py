"""Running text: the lines of content as one string in which every character knows its place in the document.

Lines that flow on are joined by a space, lines that do not by a line break. A sentence, a name or a figure that the
page has broken can then be found with a plain pattern and cut out of the document again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grafo.documento import Documento
from grafo.lectura.renglones import Hoja, Renglon
from grafo.modelo import Pasaje

__all__ = ["Corrido", "correr", "correr_notas", "se_corta"]

_ABIERTO = re.compile(r"(?:\b(?:de|del|la|las|los|el|lo|y|e|o|u|en|a|al|para|por|con|desde|sobre|que)|,)$")
_HOLGURA = 0.85
_PORTADA = 400
"""Characters of a cover: below the name of an institution the title opens a line."""
_TITULO = re.compile(r"(?:Programa|Plan|PROGRAMA|PLAN)\b")
_FRASE = re.compile(r"(?<=[.!?…])[”\"’»)]?[ \t]+(?=[¿¡“\"«(]?[A-ZÁÉÍÓÚÑ0-9])|\n")
_ABREVIATURA = re.compile(r"\b(?:No|Nos|Núm|Art|Arts|Lic|Dr|Dra|Mtro|Mtra|Sr|Sra|Ing|pág|págs|p|cfr|vol|núm)\.$", re.I)


@dataclass(frozen=True)
class Corrido:
    """A running text; `piezas` are (start in `texto`, start in the document, length) of each line, in order."""

    documento: Documento
    texto: str
    piezas: tuple[tuple[int, int, int], ...]
    vinetas: frozenset[int] = frozenset()

    def pasaje(self, inicio: int, fin: int) -> Pasaje:
        """Return the passage of the document behind [inicio, fin) of the running text."""
        cortes = []
        primera = max(bisect_right(self.piezas, (inicio, len(self.documento.texto), 0)) - 1, 0)
        for aqui, alla, largo in self.piezas[primera:]:
            if aqui >= fin:
                break
            a, b = max(inicio, aqui), min(fin, aqui + largo)
            if a < b:
                cortes.append((alla + a - aqui, alla + b - aqui))
        return self.documento.pasaje(*cortes)

    def posicion(self, lugar: int) -> int | None:
        """Return where a place of the document stands in the running text, or None when it is no content."""
        orden = bisect_right(self.piezas, lugar, key=lambda pieza: pieza[1]) - 1
        if orden < 0:
            return None
        aqui, alla, largo = self.piezas[orden]
        return aqui + lugar - alla if lugar <= alla + largo else None

    def frases(self) -> Iterator[tuple[int, int]]:
        """Yield the sentences and list entries, as stretches of the running text."""
        inicio = 0
        for m in _FRASE.finditer(self.texto):
            if m.group() != "\n" and _ABREVIATURA.search(self.texto[max(inicio, m.start() - 8):m.start()]):
                continue
            if self.texto[inicio:m.start()].strip():
                yield inicio, m.start() + len(m.group().rstrip())
            inicio = m.end()
        if self.texto[inicio:].strip():
            yield inicio, len(self.texto)


def correr(hoja: Hoja, inicio: int = 0, fin: int | None = None) -> Corrido:
    """Return the running text of the content in [inicio, fin) of the document."""
    return _unir(hoja, hoja.renglones(inicio, fin))


def correr_notas(hoja: Hoja) -> tuple[Corrido, ...]:
    """Return the running text of each area of footnotes."""
    descubierta = Hoja(hoja.documento, hoja.perfil, ())
    return tuple(_unir(descubierta, descubierta.renglones(m.inicio, m.fin))
                 for m in hoja.mascaras if m.clase == "nota")


def _unir(hoja: Hoja, renglones: Sequence[Renglon]) -> Corrido:
    """Join lines of content."""
    partes: list[str] = []
    piezas: list[tuple[int, int, int]] = []
    vinetas: set[int] = set()
    posicion = 0
    for orden, renglon in enumerate(renglones):
        if orden:
            partes.append("\n" if se_corta(hoja, renglones, orden) else " ")
            posicion += 1
        if renglon.vineta:
            vinetas.add(posicion)
        piezas.append((posicion, renglon.inicio, len(renglon.texto)))
        partes.append(renglon.texto)
        posicion += len(renglon.texto)
    return Corrido(hoja.documento, "".join(partes), tuple(piezas), frozenset(vinetas))


def se_corta(hoja: Hoja, renglones: Sequence[Renglon], orden: int) -> bool:
    """Tell whether the text breaks off before a line.

    It does at a bullet, at a title or the head of a table, at a line all in capitals, where an item of the programme or
    a label ("Responsable:") opens a line; at an empty line behind a full stop, where lines usually have none between
    them; at the title on the cover; and where the first word, not in lower case, would have fitted comfortably on the
    line above: nobody but an author breaks a line there.
    """
    arriba, abajo = renglones[orden - 1], renglones[orden]
    if abajo.vineta or _rotulo(arriba.texto) or _rotulo(abajo.texto) or _abre_pieza(hoja, abajo.texto):
        return True
    if abajo.tras_mascara and any(m.clase in ("titulo", "cabeza") and arriba.fin <= m.inicio and m.fin <= abajo.inicio
                                  for m in hoja.mascaras):
        return True
    palabra = abajo.texto.split()[0]
    if palabra[0].islower() or _ABIERTO.search(arriba.texto):
        return False
    if abajo.inicio < _PORTADA and _TITULO.match(abajo.texto) and not arriba.texto.endswith(","):
        return True
    siguiente = renglones[orden + 1] if orden + 1 < len(renglones) else None
    tupido = not arriba.tras_blanco or (siguiente is not None and not (siguiente.tras_blanco or siguiente.abre_pagina))
    if abajo.tras_blanco and tupido and arriba.texto.endswith("."):
        return True
    ancho = max(len(r.texto) for r in renglones[max(orden - 2, 0):orden + 1])
    return len(arriba.texto) + 1 + len(palabra) <= _HOLGURA * ancho


def _abre_pieza(hoja: Hoja, texto: str) -> bool:
    """Tell whether a line opens an item of the programme, or says something of one behind a label."""
    return any(n.patron.match(texto) for n in hoja.perfil.niveles) or any(
        patron.match(texto) for _, patron in hoja.perfil.atributos)


def _rotulo(texto: str) -> bool:
    """Tell whether a line is a heading in capitals (more than one acronym)."""
    return texto.isupper() and len(re.findall(r"[^\W\d_]{3,}", texto)) > 1
