"""Page furniture: what stands on the pages of a document and is none of its content. It is masked, never deleted."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from grafo.documento import Documento
from grafo.lectura.cuadros import Cuadro, encontrar_cuadros
from grafo.lectura.membretes import membretes
from grafo.lectura.perfil import Perfil, clave_de_rotulo, patron_de_palabras
from grafo.lectura.renglones import Hoja, Mascara, sin_solapes
from grafo.modelo import LineaDeAccion

__all__ = ["destapar", "enmascarar"]

_FOLIO = re.compile(r"\s*(?:[Pp]ágina\s+)?[-–]?\s*(\d{1,4})(?:\s*(?:de|/)\s*\d{1,4})?\s*[-–]?\s*")
_INDICE = re.compile(r"^[^\n]*?(?:\.{4,}|…{2,}|(?:\. ){4,})[ \t.]*\d{1,4}[ \t]*$", re.M)
"""An entry of a table of contents: dot leaders and the number of a page."""
_SECCIONES = tuple((nombre, re.compile(patron, re.I)) for nombre, patron in (
    ("alineacion", r"objetivos? estrat[eé]gicos?\b.*\bobjetivos?"), ("alianzas", r"\balianza|\bconvenio"),
    ("eventos", r"\bevento"), ("sesiones", r"\bsesi[oó]n")))
"""What the head of a table names, and the section that it opens."""
_CABEZA_DE_PAGINA = 5
"""Lines of a page above which a rule is that of its head, not the one above its footnotes."""


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
    cuadros: list[Cuadro] = []
    for cuadro in encontrar_cuadros(documento, {m.inicio for m in mascaras if m.clase in ("membrete", "folio")}):
        cabezas = [Mascara(*fila, "cabeza", seccion) for fila in cuadro.filas
                   if (seccion := _cabeza(cuadro.celdas(texto, fila), perfil)) is not None]
        if cabezas or any(cuadro.sigue_a(anterior) for anterior in cuadros[-1:]):
            cuadros.append(cuadro)
            mascaras += cabezas
    return Hoja(documento, perfil, sin_solapes(mascaras), tuple(cuadros))


def destapar(hoja: Hoja, lineas: Sequence[LineaDeAccion]) -> Hoja:
    """Return the sheet without the masks of titles that are lines: a roman number opens either."""
    lugares = [lugar for x in lineas for lugar in x.lugares]
    return replace(hoja, mascaras=tuple(
        m for m in hoja.mascaras
        if m.clase != "titulo" or not any(a < m.fin and m.inicio < b for a, b in lugares)))


def _cabeza(celdas: Sequence[str], perfil: Perfil) -> str | None:
    """Return which section the head of a table opens ("" unknown), or None when the cells are no head."""
    claves = [clave_de_rotulo(c, perfil) for c in celdas if c]
    palabras = " ".join(celdas)
    conocidas = len({*claves} - {""})
    seccion = next((n for n, patron in _SECCIONES if patron.search(palabras)), "")
    if len(claves) < 2 or (re.search(r"\d", palabras) and conocidas < 3):
        return None
    if conocidas > 1 and "linea" in claves:
        return seccion or "objetivos"
    numerada = claves[0] == "numero" or celdas[0].startswith(("No.", "Núm."))
    return seccion if conocidas > 1 or (len(claves) > 2 and (numerada or seccion)) else None



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
