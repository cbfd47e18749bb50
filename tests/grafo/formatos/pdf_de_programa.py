"""A programme printed as a real PDF: ruled tables with wrapped cells that break over pages under repeated heads.

All content comes from a `Programa`; only the heads of the tables are words of this module.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, LongTable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, TableStyle

from grafo.modelo import Alianza, Evento, LineaCitada, LineaDeAccion, Pasaje, Programa, Sesion

CUERPO = ParagraphStyle("cuerpo", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=8)
CELDA = ParagraphStyle("celda", fontName="Helvetica", fontSize=9, leading=11)
CENTRADA = ParagraphStyle("centrada", parent=CELDA, alignment=TA_CENTER)
TITULO = ParagraphStyle("titulo", fontName="Helvetica-Bold", fontSize=14, leading=18, spaceAfter=12)
CABEZA = ParagraphStyle("cabeza", fontName="Helvetica-Bold", fontSize=9, leading=11)
REGLAS = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP"),
                     ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black)])

CABEZAS = {
    "disposiciones": ("No.", "Disposición"),
    "lineas": ("Líneas de Acción", "Secretaría encargada del Seguimiento", "Dirección General Responsable"),
    "alineacion": ("Objetivo Estratégico", "Objetivo Específico del programa anual de trabajo",
                   "Direcciones Generales participantes del Instituto"),
    "sesiones": ("No. de Sesión", "Fecha de la Sesión", "Temas"),
    "alianzas": ("No.", "Nombre de la Institución u Organismo", "Objetivo de la Alianza Estratégica",
                 "Se requiere suscripción de convenio (si/no)",
                 "Línea de acción del plan anual de trabajo con la que se relaciona"),
    "eventos": ("No.", "Nombre del Evento", "Objetivo del Evento",
                "Línea de acción del plan anual de trabajo con la que se relaciona", "Fecha probable del Evento"),
}
MODALIDADES = {"estatus": "Toma conocimiento del estatus que guardan:", "conocimiento": "Toma conocimiento de:",
               "aprobación": "Aprobación de:", "recepción": "Recepción de:"}


def pdf_de_programa(programa: Programa, prosa: Sequence[str] = ()) -> bytes:
    """Print a programme; `prosa` are paragraphs that go before its tables."""
    flujo: list[Flowable] = [_p(programa.titulo.texto, TITULO), *(_p(t) for t in prosa)]
    flujo += [PageBreak(), *(_p(f"{s.sigla} {s.definicion.texto}") for s in programa.siglas)]
    flujo += [PageBreak(), tabla("disposiciones", ((d.numero, d.texto.texto) for d in programa.disposiciones), (1, 9)),
              PageBreak()]
    for objetivo in programa.objetivos_especificos:
        flujo.append(_p(f"Objetivo {objetivo.numero}: {objetivo.texto.texto}"))
        for estrategia in (e for e in programa.estrategias if e.objetivo == objetivo.numero):
            filas = [_linea(x) for x in programa.lineas_accion if x.estrategia == estrategia.numero]
            flujo += [_p(f"Estrategia {estrategia.numero}. {estrategia.texto.texto}"),
                      tabla("lineas", filas, (6, 2, 2)), Spacer(1, 10)]
    flujo += [PageBreak(), _p("Alineación de los Objetivos del Programa Anual de Trabajo a los Objetivos Estratégicos",
                              TITULO), tabla("alineacion", _alineacion(programa), (3, 3, 4))]
    for titulo, clave, filas_de, anchos in (
            ("Calendario Anual de Sesiones Ordinarias de la Comisión Permanente", "sesiones",
             [_sesion(s) for s in programa.sesiones], (1, 2, 6)),
            ("Alianzas estratégicas de la Comisión Permanente", "alianzas",
             [_alianza(a) for a in programa.alianzas], (0.7, 3, 3, 2, 3)),
            ("Eventos Institucionales que impulsará la Comisión Permanente", "eventos",
             [_evento(e) for e in programa.eventos], (0.7, 3, 3, 2, 2))):
        flujo += [PageBreak(), _p(titulo, TITULO), tabla(clave, filas_de, anchos)]
    return imprimir(flujo)


def imprimir(flujo: Sequence[Flowable], **opciones: object) -> bytes:
    """Return the flow as a PDF on letter paper, with the page's number at its foot."""
    salida = io.BytesIO()

    def pie(lienzo, documento) -> None:
        lienzo.setFont("Helvetica", 9)
        lienzo.drawCentredString(letter[0] / 2, 30, str(documento.page))

    SimpleDocTemplate(salida, pagesize=letter, **opciones).build(list(flujo), onFirstPage=pie, onLaterPages=pie)
    return salida.getvalue()


def tabla(clave: str, filas: Iterable[Sequence[object]], anchos: Sequence[float]) -> LongTable:
    """Return a ruled table whose head stands again on every page and whose rows break where the page ends."""
    celdas = [[_celda(c) for c in fila] for fila in filas]
    cabeza = [_p(c, CABEZA) for c in CABEZAS[clave]]
    ancho = 460 / sum(anchos)
    return LongTable([cabeza, *celdas], colWidths=[a * ancho for a in anchos], repeatRows=1, splitInRow=1, style=REGLAS)


def _p(texto: str, estilo: ParagraphStyle = CUERPO) -> Paragraph:
    return Paragraph(escape(texto), estilo)


def _celda(contenido: object) -> object:
    if isinstance(contenido, str):
        return _p(contenido, CELDA)
    return [_p(t, e) if isinstance(t, str) else t for t, e in contenido]  # type: ignore[attr-defined]


def _dice(pasaje: Pasaje | None) -> str:
    return pasaje.texto if pasaje else ""


def _linea(linea: LineaDeAccion) -> tuple[str, str, str]:
    return f"{linea.numero}. {linea.texto.texto}", _dice(linea.secretaria), _dice(linea.direccion)


def _alineacion(programa: Programa) -> list[tuple[object, ...]]:
    altos = {o.numero: o.texto.texto for o in programa.objetivos_estrategicos}
    bajos = {o.numero: o.texto.texto for o in programa.objetivos_especificos}
    return [(f"Objetivo {f.objetivo_estrategico}: {altos[f.objetivo_estrategico]}",
             f"Objetivo {f.objetivo}. {bajos[f.objetivo]}",
             [(f"- {d.texto}", CELDA) for d in f.direcciones]) for f in programa.alineacion]


def _sesion(sesion: Sesion) -> tuple[object, ...]:
    partes: list[tuple[str, ParagraphStyle]] = []
    for modalidad, asuntos in groupby(sesion.asuntos, key=lambda a: a.modalidad):
        partes.append((f"• {MODALIDADES[modalidad]}", CELDA))
        partes += [(f"o {a.texto.texto}", CELDA) for a in asuntos]
    return sesion.numero, sesion.fecha_texto.texto, partes


def _citas(lineas: Iterable[LineaCitada]) -> list[tuple[str, ParagraphStyle]]:
    return [(f"{c.numero}. {c.texto.texto}" if c.texto else c.numero, CENTRADA) for c in lineas]


def _alianza(alianza: Alianza) -> tuple[object, ...]:
    return (alianza.numero, alianza.nombre.texto, _dice(alianza.objetivo), _dice(alianza.convenio),
            _citas(alianza.lineas))


def _evento(evento: Evento) -> tuple[object, ...]:
    return (evento.numero, evento.nombre.texto, _dice(evento.objetivo), _citas(evento.lineas), _dice(evento.fecha))
