"""The drawing on paper: PDF on an A3 sheet and PNG, from the same SVG. Needs no font and no program of the system.

The only module that imports svglib, reportlab and pypdfium2. The text is set in Helvetica, which every reader of PDF
has and whose widths the layout measures with.
"""

from __future__ import annotations

import io

import pypdfium2
from reportlab.graphics import renderPDF
from reportlab.lib.pagesizes import A3, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from svglib.svglib import svg2rlg

__all__ = ["a_pdf", "a_png"]

_MARGEN = 10 * mm
_PULGADA = 72


def a_pdf(svg: str, titulo: str, autor: str = "Alinea") -> bytes:
    """Return the drawing on one A3 sheet across, as large as its margins (10 mm) allow, the text as text.

    A drawing taller than the sheet is wide enough for is made smaller, never cut. Raises `ValueError` for what is no
    SVG.
    """
    dibujo = svg2rlg(io.BytesIO(svg.encode()))
    if dibujo is None:
        raise ValueError("not an SVG drawing")
    ancho, alto = landscape(A3)
    escala = min((ancho - 2 * _MARGEN) / dibujo.width, (alto - 2 * _MARGEN) / dibujo.height)
    salida = io.BytesIO()
    hoja = Canvas(salida, pagesize=(ancho, alto), invariant=1)
    hoja.setTitle(titulo)
    hoja.setAuthor(autor)
    hoja.translate((ancho - dibujo.width * escala) / 2, (alto - dibujo.height * escala) / 2)
    hoja.scale(escala, escala)
    renderPDF.draw(dibujo, hoja, 0, 0)
    hoja.save()
    return salida.getvalue()


def a_png(svg: str, titulo: str, ppp: int = 300) -> bytes:
    """Return the same sheet as an image of `ppp` dots per inch (A3 at 300: 4961 × 3508). Raises `ValueError`."""
    salida = io.BytesIO()
    with pypdfium2.PdfDocument(a_pdf(svg, titulo)) as documento:
        imagen = documento[0].render(scale=ppp / _PULGADA).to_pil().quantize(256)
        imagen.save(salida, "png", dpi=(ppp, ppp), optimize=False)
    return salida.getvalue()
