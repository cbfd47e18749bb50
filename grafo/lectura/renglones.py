"""From raw text to lines of content: page furniture is masked (never deleted), bullets and blanks are remembered.

A `Renglon` is what is left of one physical line. It knows its offsets, so every text that is put together from lines
can be cut out of the document again.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grafo.documento import Documento
from grafo.lectura.membretes import membretes
from grafo.lectura.perfil import Perfil, patron_de_palabras
from grafo.modelo import Pasaje

__all__ = ["Hoja", "Mascara", "Renglon", "cortes", "enmascarar", "pasaje_de", "sin_solapes"]

_FOLIO = re.compile(r"\s*(?:[Pp]ágina\s+)?[-–]?\s*(\d{1,4})(?:\s*(?:de|/)\s*\d{1,4})?\s*[-–]?\s*")
_INDICE = re.compile(r"^[^\n]*?(?:\.{4,}|…{2,}|(?:\. ){4,})[ \t.]*\d{1,4}[ \t]*$", re.M)
"""An entry of a table of contents: dot leaders and the number of a page."""
_CABEZA_DE_PAGINA = 5
"""Lines of a page above which a rule is that of its head, not the one above its footnotes."""
_VINETA = re.compile(
    r"(?P<honda>o(?= ))|(?P<plana>[•\uf0b7\uf0a7\uf0d8\uf0fc▪●■◦‣·*✓✔➢➤►▶❖✦○□☐»→](?= ?)|"
    r"[-–—](?=\s*[A-ZÁÉÍÓÚÑ¿“\"0-9]))")


@dataclass(frozen=True, slots=True)
class Mascara:
    """A stretch that is no content: `clase` is cabeza (a table's head), titulo, folio, membrete, indice or nota."""

    inicio: int
    fin: int
    clase: str
    nombre: str = ""


@dataclass(frozen=True, slots=True)
class Renglon:
    """What is left of a physical line: offsets without bullet, text, bullet depth (0 none), what stands above it."""

    inicio: int
    fin: int
    texto: str
    vineta: int
    tras_blanco: bool
    tras_mascara: bool
    abre_pagina: bool

    def desde(self, columna: int) -> Renglon:
        """Return the rest of the line from a column of its text."""
        resto = self.texto[columna:]
        sobra = len(resto) - len(resto.lstrip())
        return Renglon(self.inicio + columna + sobra, self.fin, resto.strip(), 0, False, False, False)

    def hasta(self, columna: int) -> Renglon:
        """Return the line up to a column of its text."""
        corte = self.texto[:columna].rstrip()
        return Renglon(self.inicio, self.inicio + len(corte), corte, self.vineta, self.tras_blanco,
                       self.tras_mascara, self.abre_pagina)


@dataclass(frozen=True)
class Hoja:
    """A document with its masks: the lines of content of any stretch, in order."""

    documento: Documento
    perfil: Perfil
    mascaras: tuple[Mascara, ...]

    def renglones(self, inicio: int = 0, fin: int | None = None) -> list[Renglon]:
        """Return the lines of content in [inicio, fin)."""
        texto = self.documento.texto
        fin = len(texto) if fin is None else fin
        tapado = [m for m in self.mascaras if m.fin > inicio and m.inicio < fin]
        paginas = set(self.documento.inicios_de_pagina)
        resultado: list[Renglon] = []
        blanco = mascara = pagina = False
        indice = 0
        posicion = inicio
        while posicion < fin:
            salto = texto.find("\n", posicion, fin)
            final = fin if salto < 0 else salto
            pagina = pagina or posicion in paginas
            while indice < len(tapado) and tapado[indice].fin <= posicion:
                indice += 1
            piezas = _restar(posicion, final, tapado[indice:])
            tocado = piezas != [(posicion, final)]
            for a, b in piezas:
                renglon = _renglon(texto, a, b, blanco, mascara, pagina)
                if renglon:
                    resultado.append(renglon)
                    blanco = mascara = pagina = False
            if tocado:
                mascara = True
            elif not texto[posicion:final].strip():
                blanco = True
            posicion = final + 1
        return resultado


def _restar(inicio: int, fin: int, mascaras: Iterable[Mascara]) -> list[tuple[int, int]]:
    """Return what the masks leave of [inicio, fin)."""
    piezas = []
    for mascara in mascaras:
        if mascara.inicio >= fin:
            break
        if mascara.inicio > inicio:
            piezas.append((inicio, mascara.inicio))
        inicio = max(inicio, mascara.fin)
    if inicio < fin or (not piezas and inicio == fin):
        piezas.append((inicio, fin))
    return piezas


def _renglon(texto: str, inicio: int, fin: int, blanco: bool, mascara: bool, pagina: bool) -> Renglon | None:
    """Return the line of content in a slice, or None when it is blank.

    A PDF's bullet glyph often leaves only a leading space; at the start of a page that space is the page's own.
    """
    crudo = texto[inicio:fin]
    limpio = crudo.lstrip()
    if not limpio.strip():
        return None
    sangria = len(crudo) - len(limpio)
    vineta = 0
    if m := _VINETA.match(limpio):
        vineta = 2 if m["honda"] else 1
        resto = limpio[m.end():]
        sangria += m.end() + len(resto) - len(resto.lstrip())
        limpio = resto.lstrip()
    elif (sangria == 1 and blanco and not pagina) or (sangria == 2 and pagina):
        vineta = 1
    limpio = limpio.rstrip()
    if not limpio:
        return None
    return Renglon(inicio + sangria, inicio + sangria + len(limpio), limpio, vineta, blanco, mascara, pagina)


def cortes(renglones: Iterable[Renglon]) -> list[tuple[int, int]]:
    """Return the slices of some lines."""
    return [(r.inicio, r.fin) for r in renglones]


def pasaje_de(documento: Documento, renglones: Sequence[Renglon]) -> Pasaje:
    """Return the passage that some lines make up."""
    return documento.pasaje(*cortes(renglones))


def enmascarar(documento: Documento, perfil: Perfil) -> Hoja:
    """Find the page furniture of a document: footnotes, table heads, section titles, page
    numbers, tables of contents.
    """
    texto = documento.texto
    mascaras = [Mascara(a, b, "nota") for a, b in _notas(documento)]
    for nombre, patrones in perfil.cabezas.items():
        for patron in patrones:
            mascaras += [Mascara(m.start(), m.end(), "cabeza", nombre)
                         for m in re.finditer(patron_de_palabras(patron), texto)]
    for patron in perfil.titulos:
        mascaras += [Mascara(m.start(), m.end(), "titulo", m.group().strip())
                     for m in re.finditer(patron_de_palabras(patron), texto, re.M)]
    mascaras += _titulos_romanos(documento)
    mascaras += _folios(documento)
    mascaras += [Mascara(*m, "membrete") for m in membretes(documento, perfil)]
    mascaras += [Mascara(m.start(), m.end(), "indice") for m in _INDICE.finditer(texto)]
    return Hoja(documento, perfil, sin_solapes(mascaras))


def sin_solapes(mascaras: list[Mascara]) -> tuple[Mascara, ...]:
    """Return the masks in order; where two overlap the longer one that starts first stays, the other is trimmed."""
    ordenadas = sorted(mascaras, key=lambda m: (m.inicio, -m.fin))
    resultado: list[Mascara] = []
    for m in ordenadas:
        inicio = max(m.inicio, resultado[-1].fin) if resultado else m.inicio
        if inicio < m.fin:
            resultado.append(Mascara(inicio, m.fin, m.clase, m.nombre))
    return tuple(resultado)


def _fin_de_pagina(documento: Documento, posicion: int) -> int:
    """Return the offset at which the page of a position ends."""
    paginas = documento.inicios_de_pagina
    siguiente = documento.pagina_de(posicion) - documento.primera_pagina + 1
    return paginas[siguiente] if siguiente < len(paginas) else len(documento.texto)


def _notas(documento: Documento) -> list[tuple[int, int]]:
    """Return the footnote areas: from a rule of spaces or underscores to the end of its page."""
    resultado = []
    for m in re.finditer(r"^(?:[ ]{20,}|_{10,})$\n(?=\s*\d{1,3}\s+\S)", documento.texto, re.M):
        arriba = documento.texto[documento.inicios_de_pagina[documento.pagina_de(m.start()) - documento.primera_pagina]:
                                 m.start()]
        if len([x for x in arriba.split("\n") if x.strip()]) >= _CABEZA_DE_PAGINA:
            resultado.append((m.end(), _fin_de_pagina(documento, m.end())))
    return resultado


def _titulos_romanos(documento: Documento) -> list[Mascara]:
    """Return the section titles numbered in roman.

    A title at the foot of a page (the extraction puts it after the content it heads) may be broken over up to four
    lines: all that follows on the page belongs to it. Elsewhere a title is its line, and the next lines as long as
    they go on in lower case or the line before ends in a word that cannot end a title.
    """
    resultado = []
    for m in re.finditer(r"^[ \t]*(?:[IVX]{1,5})\.[ \t]+(?=[A-ZÁÉÍÓÚÑ])[^\n]*", documento.texto, re.M):
        pie = _fin_de_pagina(documento, m.start())
        resto = [x for x in documento.texto[m.end():pie].split("\n") if x.strip()]
        al_pie = pie < len(documento.texto) and len(resto) <= 3 and sum(map(len, resto)) <= 90
        fin = pie if al_pie else _fin_de_titulo(documento.texto, m.end())
        resultado.append(Mascara(m.start(), fin, "titulo", " ".join(documento.texto[m.start():fin].split())))
    return resultado


def _fin_de_titulo(texto: str, fin: int) -> int:
    """Return where a title broken over lines ends, given where its first line ends."""
    while m := re.compile(r"\s*\n\s*([^\n]+)").match(texto, fin):
        abierta = re.search(r"(?:\b(?:de|del|la|las|los|el|y|e|en|a|para|con|que)|[,:])\s*$", texto[:fin][-20:])
        if not (abierta or m[1][0].islower()) or len(m[1].strip()) > 60:
            break
        fin = m.end()
    return fin


def _folios(documento: Documento) -> list[Mascara]:
    """Return the page numbers: a number alone, first or last on its page; or, in a text without breaks between its
    pages, those alone far to the right that grow from the first to the last.
    """
    resultado = []
    if len(documento.inicios_de_pagina) < 2:
        lejos = list(re.finditer(r"^[ \t]{20,}(\d{1,4})[ \t]*$", documento.texto, re.M))
        crecen = all(int(a[1]) < int(b[1]) for a, b in itertools.pairwise(lejos))
        return [Mascara(m.start(), m.end(), "folio", m[1]) for m in lejos] if crecen else []
    limites = [*documento.inicios_de_pagina, len(documento.texto)]
    for orden, (inicio, fin) in enumerate(itertools.pairwise(limites)):
        lineas = list(re.finditer(r"^.*\S.*$", documento.texto[inicio:fin], re.M))
        for m in {lineas[0], lineas[-1]} if len(lineas) > 1 else ():
            hallado = _FOLIO.fullmatch(m.group())
            if hallado and int(hallado[1]) == orden + documento.primera_pagina:
                resultado.append(Mascara(inicio + m.start(), inicio + m.end(), "folio", hallado[1]))
    return resultado
