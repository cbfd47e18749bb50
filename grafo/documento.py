"""A document: its text, and the place of every character (offset, line, page).

The text is kept exactly as decoded; nothing is corrected. Pages are found from form feeds or, where a PDF's text has
lost them, from the single leading space that stands in their stead (see `_saltos_de_pagina`).
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from grafo.formatos.deteccion import Clase, binario_conocido, clase_de, es_csv
from grafo.letras import compuestas, plegar, sin_cortes
from grafo.modelo import Pasaje, Tramo
from grafo.reparacion import Reparacion, reparar
from ontologia.errores import DocumentoIlegible

__all__ = ["Documento", "Tabla", "documento_de_bytes", "leer_contenido", "leer_documento"]

MAXIMO_DE_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Tabla:
    """A table of a document on one page (which counts from 1 in the file): rows of cells in column order.

    A cell is the offsets [start, end) of its text in `Documento.texto`, or None when it is empty. A table that goes on
    over a page break is one `Tabla` a page, each with the head that stands there.
    """

    pagina: int
    filas: tuple[tuple[tuple[int, int] | None, ...], ...]


@dataclass(frozen=True)
class Documento:
    """The text of a document with its places.

    `nombre` is the file's name, `sha256` the hash of its bytes, `codificacion` how they were decoded ("pdf", "xlsx"
    where they are no text). Offsets count characters of `texto` (Unicode code points) from 0; lines and pages count
    from 1. `tablas` are those that the format marks as such, `avisos` what could not be read and why,
    `reparaciones` the letters that were damaged by a change of encoding and put right.
    """

    nombre: str
    texto: str
    sha256: str
    codificacion: str = "utf-8"
    saltos: tuple[int, ...] | None = field(default=None)
    tablas: tuple[Tabla, ...] = ()
    avisos: tuple[str, ...] = ()
    reparaciones: tuple[Reparacion, ...] = ()

    @cached_property
    def inicios_de_linea(self) -> tuple[int, ...]:
        """Offsets at which the lines start."""
        return (0, *(m.end() for m in re.finditer("\n", self.texto)))

    @cached_property
    def inicios_de_pagina(self) -> tuple[int, ...]:
        """Offsets at which the pages start, as given or as found in the text."""
        return self.saltos if self.saltos is not None else _saltos_de_pagina(self.texto)

    @cached_property
    def primera_pagina(self) -> int:
        """The number of the first page: 1, unless a printed page number in the text says otherwise."""
        return _primera_pagina(self.texto, self.inicios_de_pagina)

    def linea_de(self, posicion: int) -> int:
        """Return the 1-based line of an offset."""
        return bisect_right(self.inicios_de_linea, posicion)

    def pagina_de(self, posicion: int) -> int:
        """Return the page of an offset."""
        return bisect_right(self.inicios_de_pagina, posicion) - 1 + self.primera_pagina

    def tramo(self, inicio: int, fin: int) -> Tramo:
        """Return the stretch [inicio, fin) stripped of white space at its ends.

        Raises `ValueError` when nothing is left.
        """
        corte = self.texto[inicio:fin]
        limpio = corte.strip()
        if not limpio:
            raise ValueError(f"empty stretch [{inicio}, {fin})")
        inicio += len(corte) - len(corte.lstrip())
        fin = inicio + len(limpio)
        return Tramo(inicio, fin, self.linea_de(inicio), self.linea_de(fin - 1), self.pagina_de(inicio))

    def pasaje(self, *cortes: tuple[int, int]) -> Pasaje:
        """Return the passage made of the given slices, in reading order; touching slices become one stretch."""
        unidos: list[list[int]] = []
        for inicio, fin in cortes:
            if not self.texto[inicio:fin].strip():
                continue
            if unidos and unidos[-1][1] <= inicio and not self.texto[unidos[-1][1]:inicio].strip():
                unidos[-1][1] = fin
            else:
                unidos.append([inicio, fin])
        tramos = tuple(self.tramo(a, b) for a, b in unidos)
        return Pasaje(self.texto_de(tramos), tramos)

    def texto_de(self, tramos: tuple[Tramo, ...]) -> str:
        """Return what the document says at the stretches, folded and joined; words parted at a line's end are whole."""
        return plegar(sin_cortes("\n".join(self.texto[t.inicio:t.fin] for t in tramos), self.compuestas))

    @cached_property
    def compuestas(self) -> frozenset[str]:
        """The words with a hyphen inside them, in lower case."""
        return compuestas(self.texto)


def leer_documento(ruta: Path) -> Documento:
    """Read a document from a file.

    Raises `DocumentoIlegible` when there is no such file, or it is empty, too large, or holds no readable text.
    """
    return documento_de_bytes(leer_contenido(ruta), ruta.name)


def leer_contenido(ruta: Path) -> bytes:
    """Return the bytes of a file.

    Raises `DocumentoIlegible` when there is no such file, or it cannot be opened, or it is too large.
    """
    try:
        tamano = ruta.stat().st_size
        if ruta.is_dir():
            raise DocumentoIlegible(f"«{ruta}» es una carpeta.", "Indique un archivo.")
        if tamano > MAXIMO_DE_BYTES:
            raise DocumentoIlegible(f"«{ruta}» mide {tamano:,} bytes; el máximo es {MAXIMO_DE_BYTES:,}.",
                                    "Divida el documento o extraiga solo el texto del programa.")
        return ruta.read_bytes()
    except FileNotFoundError as error:
        raise DocumentoIlegible(f"No existe el archivo «{ruta}».", "Revise la ruta.") from error
    except OSError as error:
        raise DocumentoIlegible(f"No se pudo leer «{ruta}»: {error.strerror}.", "Revise los permisos.") from error


def documento_de_bytes(contenido: bytes, nombre: str) -> Documento:
    """Return the document that the bytes of a file named `nombre` hold; what they are is told by the bytes themselves.

    A PDF or a workbook is read as such, a text named `.csv` or `.tsv` as a table. For text UTF-8 (with or without a
    mark) is expected; Windows-1252 is recognised when the bytes are no UTF-8. Raises `DocumentoIlegible` for anything
    else.
    """
    if not contenido.strip():
        raise DocumentoIlegible(f"El archivo «{nombre}» está vacío.", "Indique un documento con texto.")
    clase = clase_de(contenido)
    if clase is Clase.PDF:
        from grafo.formatos.pdf import documento_de_pdf

        return documento_de_pdf(contenido, nombre)
    if clase is Clase.LIBRO:
        from grafo.formatos.libro import LibroAjeno, documento_de_libro, leer_libro

        try:
            return leer_libro(contenido, nombre)[0]
        except LibroAjeno:
            return documento_de_libro(contenido, nombre)
    if clase is Clase.BINARIO:
        raise DocumentoIlegible(f"El archivo «{nombre}» es binario ({binario_conocido(contenido)}), no texto.",
                                "Guárdelo como PDF o como texto (UTF-8) y léalo de nuevo.")
    return _documento_de_texto(contenido, nombre)


def _documento_de_texto(contenido: bytes, nombre: str) -> Documento:
    if contenido.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DocumentoIlegible(f"El archivo «{nombre}» está codificado en UTF-16 (marca en el byte 0).",
                                "Guárdelo como UTF-8 y léalo de nuevo.")
    posicion = contenido.find(b"\x00")
    if posicion >= 0:
        raise DocumentoIlegible(f"El archivo «{nombre}» es binario: byte nulo en la posición {posicion}.",
                                "Extraiga su texto (UTF-8) y léalo de nuevo.")
    texto, codificacion = _decodificar(contenido, nombre)
    if es_csv(nombre):
        from grafo.formatos.hojas import documento_de_csv

        return documento_de_csv(texto, contenido, nombre, codificacion)
    texto, reparaciones = reparar(texto)
    perdidos = texto.count("\ufffd")
    avisos = (f"{perdidos} letras son ilegibles (U+FFFD).",) if perdidos else ()
    huella = hashlib.sha256(contenido).hexdigest()
    return Documento(nombre, texto, huella, codificacion, avisos=avisos, reparaciones=reparaciones)


def _decodificar(contenido: bytes, nombre: str) -> tuple[str, str]:
    """Return text and encoding.

    A text that is UTF-8 but for a few bytes (a damaged file) keeps a mark in their place. Any other that is not UTF-8
    must look like Spanish text in Windows-1252 to be accepted.
    """
    try:
        return contenido.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as error:
        linea = contenido.count(b"\n", 0, error.start) + 1
        lugar = f"línea {linea}, byte {error.start}"
    con_marcas = contenido.decode("utf-8-sig", errors="replace")
    enteras = sum(1 for c in con_marcas if ord(c) > 127 and c != "\ufffd")
    if con_marcas.count("\ufffd") * 4 <= enteras:
        return con_marcas, "utf-8"
    try:
        texto = contenido.decode("cp1252")
    except UnicodeDecodeError:
        texto = ""
    controles = sum(1 for c in texto if c < " " and c not in "\t\n\r\f")
    letras = sum(1 for c in texto if (c.isalpha() and c.isascii()) or c in "áéíóúñüÁÉÍÓÚÑÜ¿¡ªº“”–—’‘…«»°§")
    visibles = sum(1 for c in texto if not c.isspace() and not (c.isascii() and not c.isalpha()))
    if not texto or controles or letras < 0.97 * visibles:
        raise DocumentoIlegible(f"El archivo «{nombre}» no es texto UTF-8 ni Windows-1252 ({lugar}).",
                                "Guárdelo como UTF-8 y léalo de nuevo.")
    return texto, "cp1252"


def _saltos_de_pagina(texto: str) -> tuple[int, ...]:
    r"""Return where pages start.

    Form feeds are taken at their word; one alone on its line takes the line with it. Where there is none, the
    extraction has left one leading space at the start of each page: a line that starts with a space directly below a
    line with text (a bullet, which starts so too, stands below an empty one; there may be one behind the page's own
    space), or an isolated page number below a line of spaces. Where more lines are set in by two spaces, as below a
    bullet, the spaces are the author's.
    """
    if "\f" in texto:
        fin = len(texto.rstrip())
        return (0, *(m.end() for m in re.finditer(r"\f(?:[ \t]*\n)?", texto) if m.end() < fin))
    con_uno, con_dos = (re.findall(rf"(?<=\S)[ \t]*\n(?= {{{n}}}\S)", texto) for n in (1, 2))
    sangria = r"(?<=\S)[ \t]*\n(?= {1,2}\S)|" if len(con_dos) <= len(con_uno) else ""
    return (0, *(m.end() for m in re.finditer(sangria + r"(?<=\n)[ ]+\n\n(?=\d{1,4} *\n\s*\n)", texto)))


def _primera_pagina(texto: str, inicios: tuple[int, ...]) -> int:
    """Return the number of the first page from the printed page numbers, if those that stand alone all agree."""
    propuestas = set()
    for orden, inicio in enumerate(inicios):
        fin = inicios[orden + 1] if orden + 1 < len(inicios) else len(texto)
        lineas = [linea.strip() for linea in texto[inicio:fin].split("\n") if linea.strip()]
        for linea in {lineas[0], lineas[-1]} if lineas else ():
            if re.fullmatch(r"\d{1,4}", linea) and int(linea) > orden:
                propuestas.add(int(linea) - orden)
    return propuestas.pop() if len(propuestas) == 1 else 1
