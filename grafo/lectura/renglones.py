"""From raw text to lines of content: page furniture is masked (never deleted), bullets and blanks are remembered.

A `Renglon` is what is left of one physical line. It knows its offsets, so every text that is put together from lines
can be cut out of the document again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from grafo.documento import Documento
from grafo.lectura.cuadros import Cuadro
from grafo.lectura.perfil import Perfil
from grafo.modelo import Pasaje

__all__ = ["VACIA", "Hoja", "Mascara", "Renglon", "cortes", "pasaje_de", "sin_solapes"]

VACIA = re.compile(r"[-–—.]+|[Nn]/?[Aa]\.?")
"""What an empty cell of a table holds."""
_RAYA = re.compile(r"[-=_+|\s]{5,}")
"""A line that only parts rows."""
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

    def sin_raya(self) -> Renglon:
        """Return the line without the bars that a table draws around its cells."""
        fin = len(self.texto.rstrip(" |"))
        return self.hasta(fin).desde(fin - len(self.texto[:fin].lstrip(" |")))

    def hasta(self, columna: int) -> Renglon:
        """Return the line up to a column of its text."""
        corte = self.texto[:columna].rstrip()
        return Renglon(self.inicio, self.inicio + len(corte), corte, self.vineta, self.tras_blanco,
                       self.tras_mascara, self.abre_pagina)


@dataclass(frozen=True)
class Hoja:
    """A document with its masks: the lines of content of any stretch, in order; those of a table cell by cell."""

    documento: Documento
    perfil: Perfil
    mascaras: tuple[Mascara, ...]
    cuadros: tuple[Cuadro, ...] = ()

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
        for cuadro in self.cuadros:
            if cuadro.inicio < fin and inicio < cuadro.fin:
                resultado = _en_celdas(texto, resultado, cuadro)
        return resultado


def _en_celdas(texto: str, renglones: Sequence[Renglon], cuadro: Cuadro) -> list[Renglon]:
    """Return the lines with those of a table's rows put in the order of its cells, each cell behind a blank."""
    resultado = [r for r in renglones if r.inicio < cuadro.inicio]
    for desde, hasta in cuadro.filas:
        suyos = [r for r in renglones if desde <= r.inicio < hasta]
        for orden, (a, b) in enumerate(cuadro.columnas):
            celda: list[Renglon] = []
            for r in suyos:
                columna = r.inicio - (texto.rfind("\n", 0, r.inicio) + 1)
                if columna >= b or columna + len(r.texto) <= a:
                    continue
                entera = r.hasta(b - columna)
                pieza = (entera.desde(a - columna) if a > columna else entera).sin_raya()
                if pieza.texto and not VACIA.fullmatch(pieza.texto):
                    celda.append(replace(pieza, tras_blanco=not celda, tras_mascara=False, abre_pagina=False))
            if celda and suyos and not orden:
                celda[0] = replace(celda[0], tras_mascara=suyos[0].tras_mascara, abre_pagina=suyos[0].abre_pagina)
            resultado += celda
    return [*resultado, *(r for r in renglones if r.inicio >= cuadro.fin)]


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
    if not limpio or _RAYA.fullmatch(limpio):
        return None
    return Renglon(inicio + sangria, inicio + sangria + len(limpio), limpio, vineta, blanco, mascara, pagina)


def cortes(renglones: Iterable[Renglon]) -> list[tuple[int, int]]:
    """Return the slices of some lines."""
    return [(r.inicio, r.fin) for r in renglones]


def pasaje_de(documento: Documento, renglones: Sequence[Renglon]) -> Pasaje:
    """Return the passage that some lines make up."""
    return documento.pasaje(*cortes(renglones))


def sin_solapes(mascaras: list[Mascara]) -> tuple[Mascara, ...]:
    """Return the masks in order; where two overlap the longer one that starts first stays, the other is trimmed."""
    ordenadas = sorted(mascaras, key=lambda m: (m.inicio, -m.fin))
    resultado: list[Mascara] = []
    for m in ordenadas:
        inicio = max(m.inicio, resultado[-1].fin) if resultado else m.inicio
        if inicio < m.fin:
            resultado.append(Mascara(inicio, m.fin, m.clase, m.nombre))
    return tuple(resultado)
