"""What the bytes of a file are."""

from __future__ import annotations

import re
from enum import Enum, auto

__all__ = ["Clase", "binario_conocido", "clase_de", "es_csv"]

_PDF = re.compile(rb"(?:\A|[\r\n])[ \t]*%PDF-\d\.\d")
_INICIO = 1024
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PARTES_DE_OFICINA = {b"word/document.xml": "documento de Word", b"ppt/presentation.xml": "presentación de PowerPoint",
                      b"opendocument": "documento de LibreOffice", b"application/epub+zip": "libro EPUB"}
_MAGIA = {b"\x7fELF": "ELF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF",
          b"\xd0\xcf\x11\xe0": "Office 97", b"\x1f\x8b": "gzip", b"{\\rtf": "RTF"}


class Clase(Enum):
    """The kinds of content that are told apart."""

    TEXTO = auto()
    PDF = auto()
    LIBRO = auto()
    BINARIO = auto()


def clase_de(contenido: bytes) -> Clase:
    """Return the kind of a file's content; what nothing else claims is taken for text."""
    if _PDF.search(contenido[:_INICIO]):
        return Clase.PDF
    if contenido.startswith(_ZIP):
        return Clase.LIBRO if b"xl/workbook.xml" in contenido else Clase.BINARIO
    return Clase.BINARIO if binario_conocido(contenido) else Clase.TEXTO


def binario_conocido(contenido: bytes) -> str | None:
    """Return the name of the binary format that some bytes are in, or None."""
    if contenido.startswith(_ZIP):
        return next((n for parte, n in _PARTES_DE_OFICINA.items() if parte in contenido), "ZIP")
    return next((nombre for magia, nombre in _MAGIA.items() if contenido.startswith(magia)), None)


def es_csv(nombre: str) -> bool:
    """Tell whether a file is a table of values by its name."""
    return nombre.lower().endswith((".csv", ".tsv"))
