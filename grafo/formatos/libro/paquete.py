"""A workbook is a ZIP file: whether it can be opened without harm is found before anything is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from grafo.formatos.libro.errores import LibroIlegible

__all__ = ["celdas_con_formula", "revisar_paquete"]

MAXIMO_DE_PARTES = 500
MAXIMO_DESCOMPRIMIDO = 96 * 1024 * 1024
MAXIMO_DE_CELDAS = 4_000_000
_TROZO = 1 << 20
_COLA = 256
_REFERENCIA = re.compile(rb"<(?:\w+:)?c\b[^>]{0,200}?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_FILA = re.compile(rb"<(?:\w+:)?row\b[^>]{0,200}?\br=[\"'](\d{1,7})[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?c\b[^>]{0,200}?\br=[\"']([A-Z]{1,3}\d{1,7})[\"'][^>]{0,200}>\s*<(?:\w+:)?f\b")


def revisar_paquete(contenido: bytes, nombre: str) -> None:
    """Check the directory of a workbook, and that its parts are no larger than it says.

    Raises `LibroIlegible` for a file that is damaged, protected, or that would grow beyond the limits.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(contenido)) as paquete:
            _revisar_directorio(paquete, nombre)
            for parte in paquete.infolist():
                _revisar_parte(paquete, parte, nombre)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise LibroIlegible(f"El libro «{nombre}» está dañado o incompleto ({error}).",
                            "Ábralo y guárdelo otra vez como libro de Excel (.xlsx).") from error
    except Exception as error:
        if type(error).__module__ != "zlib":
            raise
        raise LibroIlegible(f"El libro «{nombre}» está dañado: una de sus partes no se puede descomprimir.",
                            "Ábralo y guárdelo otra vez como libro de Excel (.xlsx).") from error


def celdas_con_formula(contenido: bytes) -> dict[str, list[str]]:
    """Return the cells that hold a formula, by the title of their sheet. The workbook has been checked."""
    resultado: dict[str, list[str]] = {}
    with zipfile.ZipFile(io.BytesIO(contenido)) as paquete:
        for titulo, parte in _partes_de_hojas(paquete):
            halladas = {m[1].decode() for trozo in _trozos(paquete, parte) for m in _FORMULA.finditer(trozo)}
            resultado[titulo] = sorted(halladas, key=lambda c: (len(c), c))
    return resultado


def _partes_de_hojas(paquete: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    """Return the sheets by title with the parts that hold them, as far as the workbook says."""
    try:
        relaciones = {r.get("Id"): r.get("Target", "").removeprefix("/xl/")
                      for r in ElementTree.fromstring(paquete.read("xl/_rels/workbook.xml.rels"))}
        hojas = [(s.get("name", ""), next((v for k, v in s.attrib.items() if k.endswith("}id")), ""))
                 for s in ElementTree.fromstring(paquete.read("xl/workbook.xml")).iter() if s.tag.endswith("}sheet")]
        return [(t, paquete.getinfo(f"xl/{relaciones[i]}")) for t, i in hojas if f"xl/{relaciones.get(i)}"
                in paquete.namelist()]
    except (KeyError, ElementTree.ParseError):
        return []


def _es_hoja(parte: str) -> bool:
    return parte.startswith("xl/worksheets/") and parte.endswith(".xml")


def _revisar_directorio(paquete: zipfile.ZipFile, nombre: str) -> None:
    partes = paquete.infolist()
    total = sum(p.file_size for p in partes)
    if len(partes) > MAXIMO_DE_PARTES or total > MAXIMO_DESCOMPRIMIDO:
        raise LibroIlegible(
            f"El libro «{nombre}» crecería a {total:,} bytes en {len(partes)} partes al abrirse; el máximo es "
            f"{MAXIMO_DESCOMPRIMIDO:,} bytes en {MAXIMO_DE_PARTES} partes.",
            "Copie solo las hojas del programa a un libro nuevo.")
    if any(p.flag_bits & 1 for p in partes):
        raise LibroIlegible(f"El libro «{nombre}» está protegido con contraseña.", "Quite la contraseña.")
    if "xl/workbook.xml" not in paquete.namelist():
        raise LibroIlegible(f"El archivo «{nombre}» no es un libro de Excel: le falta «xl/workbook.xml».",
                            "Guárdelo como libro de Excel (.xlsx).")


def _trozos(paquete: zipfile.ZipFile, parte: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack a part piece by piece; each piece starts with the end of the one before it."""
    cola = b""
    with paquete.open(parte) as flujo:
        while dato := flujo.read(_TROZO):
            yield cola + dato
            cola = dato[-_COLA:]


def _revisar_parte(paquete: zipfile.ZipFile, parte: zipfile.ZipInfo, nombre: str) -> None:
    """Unpack a part once, keeping nothing: its size must be the stated one, its cells must fit a table in memory."""
    ultima_fila = ultima_columna = 0
    for trozo in _trozos(paquete, parte):
        if b"<!DOCTYPE" in trozo and parte.filename.endswith((".xml", ".rels")):
            raise LibroIlegible(f"El libro «{nombre}» declara un DOCTYPE en «{parte.filename}».",
                                "Ábralo y guárdelo otra vez como libro de Excel (.xlsx).")
        if _es_hoja(parte.filename):
            for m in _REFERENCIA.finditer(trozo):
                ultima_columna = max(ultima_columna, _numero(m[1]))
                ultima_fila = max(ultima_fila, int(m[2]))
            ultima_fila = max([ultima_fila, *(int(m[1]) for m in _FILA.finditer(trozo))])
    if ultima_fila * ultima_columna > MAXIMO_DE_CELDAS:
        raise LibroIlegible(
            f"En el libro «{nombre}», la hoja «{parte.filename}» llega a la fila {ultima_fila:,} y a la columna "
            f"{ultima_columna:,}: son demasiadas celdas.", "Borre las filas y columnas vacías que sobran.")


def _numero(letras: bytes) -> int:
    numero = 0
    for letra in letras:
        numero = numero * 26 + letra - 64
    return numero
