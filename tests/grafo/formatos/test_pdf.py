"""PDFs made the way real ones are: printed, with ruled tables, wrapped cells, rows cut by pages, heads repeated."""

from __future__ import annotations

import io
import os
import time
import zlib
from pathlib import Path

import pytest
from pdf_de_programa import CABEZAS, CELDA, CUERPO, imprimir, pdf_de_programa, tabla
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph

from grafo.construccion import Leido, leer
from grafo.documento import Documento, documento_de_bytes, leer_documento
from grafo.formatos.pdf import Limites, documento_de_pdf
from grafo.letras import plegar
from grafo.modelo import Programa
from ontologia.errores import DocumentoIlegible

FILAS = [(str(n), f"Organismo número {n} con un nombre que ocupa varios renglones de la celda",
          f"Objetivo {n} de la alianza, que también ocupa más de un renglón", "" if n % 3 == 0 else "Sí",
          f"{n}.1.1") for n in range(1, 31)]


def celdas(documento: Documento) -> list[list[str | None]]:
    return [[plegar(documento.texto[c[0]:c[1]]) if c else None for c in fila]
            for t in documento.tablas for fila in t.filas]


@pytest.fixture(scope="module")
def alianzas() -> Documento:
    return documento_de_bytes(imprimir([tabla("alianzas", FILAS, (1, 4, 4, 2, 2))]), "alianzas.pdf")


def test_cada_celda_de_una_tabla_partida_por_paginas_esta_en_su_lugar(alianzas: Documento) -> None:
    assert len(alianzas.tablas) == len(alianzas.inicios_de_pagina) >= 3
    assert [t.pagina for t in alianzas.tablas] == list(range(1, len(alianzas.tablas) + 1))
    cabeza = list(CABEZAS["alianzas"])
    filas = celdas(alianzas)
    assert [f for f in filas if f == cabeza] == [cabeza] * len(alianzas.tablas)
    enteras: list[list[str]] = []
    for fila in (f for f in filas if f != cabeza):
        if fila[0] is None:  # the rest of a row that the page has cut
            enteras[-1] = [plegar(f"{a} {b or ''}") for a, b in zip(enteras[-1], fila, strict=True)]
        else:
            enteras.append([c or "" for c in fila])
    assert enteras == [list(f) for f in FILAS]


def test_el_texto_lleva_las_celdas_por_filas_y_las_paginas_por_saltos(alianzas: Documento) -> None:
    anterior = 0
    for celda in (c for t in alianzas.tablas for f in t.filas for c in f if c):
        inicio, fin = celda
        assert anterior <= inicio < fin
        texto = alianzas.texto[inicio:fin]
        assert texto == texto.strip()
        assert inicio == 0 or alianzas.texto[inicio - 1] == "\n"
        assert alianzas.texto[fin:fin + 2] == "\n\n"
        anterior = fin
    for t in alianzas.tablas:
        primera = next(c for c in t.filas[0] if c)
        assert alianzas.pagina_de(primera[0]) == t.pagina
    assert alianzas.texto.count("\f") == len(alianzas.inicios_de_pagina)


def test_el_texto_corrido_va_en_orden_y_los_parrafos_separados() -> None:
    parrafos = ["Primer párrafo, con acentos y eñes. " * 6, "• Una viñeta.", "o Otra más honda.", "Último párrafo."]
    documento = documento_de_bytes(imprimir([Paragraph(p, CUERPO) for p in parrafos]), "corrido.pdf")
    assert [plegar(p) for p in documento.texto.split("\n\n")][:4] == [plegar(p) for p in parrafos]
    assert documento.tablas == () and documento.avisos == ()


def test_un_texto_a_dos_columnas_se_lee_columna_por_columna() -> None:
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    salida = io.BytesIO()
    papel = BaseDocTemplate(salida)
    papel.addPageTemplates(PageTemplate(frames=[Frame(50, 50, 235, 650), Frame(310, 50, 235, 650)]))
    parrafos = [f"Párrafo {n} " + "que corre hacia abajo y sigue en la otra columna. " * 5 for n in range(18)]
    papel.build([Paragraph(p, CUERPO) for p in parrafos])
    assert plegar(documento_de_bytes(salida.getvalue(), "dos.pdf").texto) == plegar(" ".join(parrafos))


def test_una_lista_de_pares_sin_reglas_se_lee_por_filas() -> None:
    from reportlab.platypus import Table

    filas = [(f"Indicador número {n}", f"{n} %") for n in range(20)]
    documento = documento_de_bytes(imprimir([Table(filas, colWidths=[260, 200])]), "pares.pdf")
    assert [x for x in documento.texto.split("\n") if x.strip()][:20] == [f"{a} {b}" for a, b in filas]


def test_una_llamada_de_nota_se_queda_pegada_a_su_palabra() -> None:
    documento = documento_de_bytes(imprimir([Paragraph("La ley<super>1</super> manda.", CUERPO)]), "nota.pdf")
    assert documento.texto.startswith("La ley1 manda.\n")


def test_un_recuadro_de_una_celda_no_es_tabla() -> None:
    from reportlab.platypus import Table

    documento = documento_de_bytes(imprimir([Table([[Paragraph("Aviso", CELDA)]], style=[("BOX", (0, 0), (-1, -1), 1,
                                                                                         "black")])]), "caja.pdf")
    assert documento.tablas == () and documento.texto.startswith("Aviso\n")


def piezas(programa: Programa) -> dict[str, list[object]]:
    """What is compared of a programme, by kind: texts and numbers, without places."""
    def dice(pasaje):  # type: ignore[no-untyped-def]
        return pasaje.texto if pasaje else None

    return {
        "siglas": [(s.sigla, dice(s.definicion)) for s in programa.siglas],
        "disposiciones": [(d.numero, dice(d.texto)) for d in programa.disposiciones],
        "objetivos_estrategicos": [(o.numero, dice(o.texto)) for o in programa.objetivos_estrategicos],
        "objetivos": [(o.numero, dice(o.texto), o.contribuye_a) for o in programa.objetivos_especificos],
        "estrategias": [(e.numero, dice(e.texto), e.objetivo) for e in programa.estrategias],
        "lineas": [(x.numero, dice(x.texto), x.estrategia, dice(x.secretaria), dice(x.direccion))
                   for x in programa.lineas_accion],
        "alineacion": [(f.objetivo, f.objetivo_estrategico, d.texto) for f in programa.alineacion
                       for d in f.direcciones],
        "alianzas": [(a.numero, dice(a.nombre), dice(a.objetivo), dice(a.convenio)) for a in programa.alianzas],
        "socios": [(a.numero, s.texto) for a in programa.alianzas for s in a.socios],
        "lineas_citadas": [(a.numero, c.numero, dice(c.texto)) for a in (*programa.alianzas, *programa.eventos)
                           for c in a.lineas],
        "eventos": [(e.numero, dice(e.nombre), dice(e.objetivo), dice(e.fecha), e.inicio, e.fin)
                    for e in programa.eventos],
        "sesiones": [(s.numero, s.fecha, s.fecha_texto.texto) for s in programa.sesiones],
        "asuntos": [(s.numero, a.modalidad, a.texto.texto) for s in programa.sesiones for a in s.asuntos],
    }


@pytest.fixture(scope="module")
def programa_impreso(leido_real: Leido, tmp_path_factory: pytest.TempPathFactory) -> Leido:
    ruta = tmp_path_factory.mktemp("pdf") / "programa.txt"  # the name lies: what counts is the content
    ruta.write_bytes(pdf_de_programa(leido_real.programa))
    return leer(ruta)


@pytest.mark.parametrize("clase", ["siglas", "disposiciones", "objetivos_estrategicos", "objetivos", "estrategias",
                                   "lineas", "alineacion", "alianzas", "socios", "lineas_citadas", "eventos",
                                   "sesiones", "asuntos"])
def test_el_programa_impreso_con_tablas_se_lee_igual(leido_real: Leido, programa_impreso: Leido, clase: str) -> None:
    esperado = piezas(leido_real.programa)[clase]
    assert esperado
    assert piezas(programa_impreso.programa)[clase] == esperado


def con_clave(usuario: str) -> bytes:
    salida = io.BytesIO()
    lienzo = Canvas(salida, encrypt=StandardEncryption(usuario, "dueña", strength=128))
    lienzo.drawString(72, 700, "Texto protegido")
    lienzo.save()
    return salida.getvalue()


def escaneado(paginas: int, con_texto: int = 0) -> bytes:
    """Pages of a picture only, and one with text."""
    salida = io.BytesIO()
    lienzo = Canvas(salida)
    foto = io.BytesIO()
    Image.new("RGB", (40, 40), "gray").save(foto, "PNG")
    from reportlab.lib.utils import ImageReader

    for pagina in range(1, paginas + 1):
        lienzo.drawImage(ImageReader(io.BytesIO(foto.getvalue())), 0, 0, 500, 700)
        if pagina == con_texto:
            lienzo.drawString(72, 700, "Única página con texto")
        lienzo.showPage()
    lienzo.save()
    return salida.getvalue()


def bomba() -> bytes:
    """A page whose content is 1.2 GB of spaces once unpacked."""
    empacador = zlib.compressobj(9)
    bloque = b" " * 2**20
    datos = b"".join([*(empacador.compress(bloque) for _ in range(1200)), empacador.flush()])
    partes = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
              b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>",
              b"<</Filter/FlateDecode/Length " + str(len(datos)).encode() + b">>stream\n" + datos + b"\nendstream"]
    cuerpo = b"".join(f"{n} 0 obj".encode() + p + b" endobj\n" for n, p in enumerate(partes, 1))
    return b"%PDF-1.4\n" + cuerpo + b"trailer<</Root 1 0 R>>\n%%EOF"


def rechazo(contenido: bytes, limites: Limites | None = None) -> str:
    inicio = time.monotonic()
    with pytest.raises(DocumentoIlegible) as error:
        documento_de_pdf(contenido, "malo.pdf", limites)
    assert time.monotonic() - inicio < 15
    return error.value.mensaje


def test_un_pdf_con_contrasena_lo_dice() -> None:
    assert rechazo(con_clave("secreta")) == "El PDF «malo.pdf» está protegido con contraseña."


def test_un_pdf_que_solo_restringe_la_impresion_se_lee() -> None:
    assert documento_de_pdf(con_clave(""), "abierto.pdf").texto.startswith("Texto protegido\n")


def test_un_pdf_escaneado_dice_que_paginas_no_tienen_texto() -> None:
    assert rechazo(escaneado(4)) == (
        "El PDF «malo.pdf» no tiene texto (páginas 1-4 sin texto): parece un documento escaneado.")


def test_un_pdf_escaneado_en_parte_se_lee_con_aviso() -> None:
    documento = documento_de_pdf(escaneado(4, con_texto=2), "mixto.pdf")
    assert documento.avisos == ("Sin texto, solo imagen (¿escaneo?): páginas 1 y 3-4.",)
    assert documento.pagina_de(documento.texto.index("Única")) == 2


@pytest.mark.parametrize("parte", [0.01, 0.3, 0.6, 0.9, 0.99])
def test_un_pdf_cortado_lo_dice(leido_real: Leido, parte: float) -> None:
    contenido = imprimir([Paragraph("Texto. " * 400, CUERPO)])
    assert "dañado o incompleto" in rechazo(contenido[:int(len(contenido) * parte)])


def test_un_pdf_al_que_le_falta_el_final_se_lee_con_aviso() -> None:
    contenido = imprimir([Paragraph("Texto que está completo.", CUERPO)])
    documento = documento_de_pdf(contenido[:contenido.rindex(b"startxref")], "sin-final.pdf")
    assert documento.texto.startswith("Texto que está completo.")
    assert documento.avisos == ("El archivo no termina como un PDF (falta «%%EOF»): puede estar incompleto.",)


def test_una_bomba_de_descompresion_se_detiene_y_dice_la_pagina() -> None:
    assert rechazo(bomba(), Limites(memoria=400 * 2**20)) == (
        "El PDF «malo.pdf», página 1, pide más de 400 MB de memoria al descomprimirse.")


def test_un_pdf_con_mas_paginas_que_el_limite_lo_dice() -> None:
    contenido = imprimir([f for n in range(7) for f in (Paragraph(f"Hoja {n}", CUERPO), PageBreak())])
    assert rechazo(contenido, Limites(paginas=5)) == "El PDF «malo.pdf» tiene 7 páginas; el máximo es 5."


def test_una_pagina_que_tarda_demasiado_se_detiene_y_se_nombra() -> None:
    contenido = imprimir([tabla("alianzas", FILAS * 40, (1, 4, 4, 2, 2))])
    mensaje = rechazo(contenido, Limites(segundos=1))
    assert "página" in mensaje and "no se pudo leer en el tiempo permitido" in mensaje


@pytest.mark.parametrize("contenido", [b"%PDF-1.7\n" + os.urandom(10_000_000), b"%PDF-1.4\n%%EOF"])
def test_el_ruido_con_nombre_de_pdf_se_rechaza(contenido: bytes) -> None:
    assert "dañado o incompleto" in rechazo(contenido)


@pytest.mark.parametrize(("contenido", "clase"), [
    (b"\x89PNG\r\n", "PNG"), (b"\xd0\xcf\x11\xe0resto", "Office 97"), (b"PK\x03\x04word/document.xml", "Word"),
    (b"{\\rtf1 hola}", "RTF"), (b"PK\x03\x04nada", "ZIP")])
def test_un_archivo_de_otra_clase_dice_cual_es(tmp_path: Path, contenido: bytes, clase: str) -> None:
    ruta = tmp_path / "programa.txt"
    ruta.write_bytes(contenido)
    with pytest.raises(DocumentoIlegible, match=clase):
        leer_documento(ruta)


def test_un_texto_que_habla_de_pdf_es_texto(tmp_path: Path) -> None:
    ruta = tmp_path / "programa.pdf"
    ruta.write_text("El archivo empieza con %PDF-1.4 y xl/workbook.xml\n", encoding="utf-8")
    assert leer_documento(ruta).codificacion == "utf-8"
