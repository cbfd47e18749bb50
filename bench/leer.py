"""Pages per second of reading text and PDF, beside the bare text extraction of the PDF library on the same file.

Usage: python bench/leer.py [DOCUMENT.pdf] [--veces N]. Without a document the packaged programme is printed as a PDF
with ruled tables. Ratios are what counts: all figures are CPU seconds, best of N, of this process and its children.
"""

from __future__ import annotations

import argparse
import io
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pdfplumber

from grafo.construccion import leer, ruta_empaquetada
from grafo.documento import Documento, documento_de_bytes
from grafo.formatos.pdf import documento_de_pdf
from grafo.lectura.curaduria import cargar_curaduria
from grafo.lectura.perfil import cargar_perfiles
from grafo.lectura.programa import elegir_perfil, leer_programa

T = TypeVar("T")
PRUEBAS = Path(__file__).parent.parent / "tests" / "grafo" / "formatos"


def principal() -> None:
    """Measure and print."""
    opciones = argparse.ArgumentParser(description=__doc__)
    opciones.add_argument("documento", type=Path, nargs="?")
    opciones.add_argument("--veces", type=int, default=3)
    dados = opciones.parse_args()
    contenido = dados.documento.read_bytes() if dados.documento else _imprimir()
    bruto, paginas = _mejor(lambda: _extraer(contenido), dados.veces)
    lectura, documento = _mejor(lambda: documento_de_pdf(contenido, "b.pdf"), dados.veces)
    programa, _ = _mejor(lambda: _interpretar(documento), dados.veces)
    print(f"PDF: {paginas} páginas")
    _decir("extracción sola (pdfplumber extract_text)", bruto, paginas, bruto)
    _decir("lectura a Documento, con tablas y proceso aparte", lectura, paginas, bruto)
    _decir("interpretación (leer_programa)", programa, paginas, bruto)
    _decir("todo", lectura + programa, paginas, bruto)
    texto = documento.texto.encode()
    segundos, del_texto = _mejor(lambda: documento_de_bytes(texto, "b.txt"), dados.veces)
    print(f"Texto del mismo PDF: {len(del_texto.inicios_de_pagina)} páginas")
    _decir("lectura a Documento", segundos, paginas, bruto)
    _decir("todo", segundos + programa, paginas, bruto)


def _imprimir() -> bytes:
    sys.path.insert(0, str(PRUEBAS))
    from pdf_de_programa import pdf_de_programa

    leido = leer(ruta_empaquetada())
    texto = leido.documento.texto
    parrafos = [texto[i:i + 900] for i in range(0, texto.find("Objetivo 1:"), 900)]
    return pdf_de_programa(leido.programa, parrafos)


def _extraer(contenido: bytes) -> int:
    """Extract the text with the library alone; return the number of pages."""
    with pdfplumber.open(io.BytesIO(contenido)) as pdf:
        for pagina in pdf.pages:
            pagina.extract_text()
            pagina.close()
        return len(pdf.pages)


def _interpretar(documento: Documento) -> None:
    leer_programa(documento, elegir_perfil(documento, cargar_perfiles()), cargar_curaduria(None))


def _segundos() -> float:
    usos = [resource.getrusage(q) for q in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in usos)


def _mejor(accion: Callable[[], T], veces: int) -> tuple[float, T]:
    """Return the least CPU seconds that an action took, and its result."""
    tiempos = []
    for _ in range(veces):
        inicio = _segundos()
        resultado = accion()
        tiempos.append(_segundos() - inicio)
    return min(tiempos), resultado


def _decir(que: str, segundos: float, paginas: int, bruto: float) -> None:
    print(f"  {que:50} {paginas / max(segundos, 1e-6):10.1f} páginas/s  razón {segundos / bruto:6.3f}")


if __name__ == "__main__":
    principal()
