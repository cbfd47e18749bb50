"""Damaged documents: everything that is there is read, and what is wrong is a finding."""

from __future__ import annotations

import re

import pytest

from grafo.construccion import Leido, ruta_empaquetada
from grafo.documento import documento_de_bytes
from grafo.lectura.curaduria import Curaduria
from grafo.lectura.perfil import cargar_perfil
from grafo.lectura.programa import leer_programa
from grafo.modelo import Programa


@pytest.fixture(scope="module")
def texto() -> str:
    return ruta_empaquetada().read_text(encoding="utf-8")


def leer(texto: str) -> Programa:
    return leer_programa(documento_de_bytes(texto.encode(), "x.txt"), cargar_perfil("comision"), Curaduria())


def tipos(programa: Programa, *claves: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(h.tipo, h.sobre) for h in programa.hallazgos if h.tipo in claves]


def test_un_documento_cortado_en_una_linea_da_lo_que_hay(texto: str) -> None:
    p = leer(texto[:texto.index("2.2.3. Dar seguimiento") + 150])
    assert (len(p.objetivos_especificos), len(p.estrategias), len(p.lineas_accion)) == (2, 5, 19)
    assert tipos(p, "tabla-incompleta") == [("tabla-incompleta", ("linea/2.2.3",))]
    assert p.clave == "inai-cpgat-2017"


def test_un_documento_cortado_en_una_alianza_da_las_anteriores(texto: str) -> None:
    p = leer(texto[:texto.index("5 Artículo 19, Fundar") + 60])
    assert [len(a.lineas) for a in p.alianzas] == [2, 1, 1, 1, 0]
    assert tipos(p, "tabla-incompleta") == [("tabla-incompleta", ("alianza/5",))]


def test_letras_danadas_se_reparan_y_se_dicen(texto: str, leido_real: Leido) -> None:
    p = leer(texto.replace("ó", "Ã³"))
    assert [x.texto.texto for x in p.lineas_accion] == [x.texto.texto for x in leido_real.programa.lineas_accion]
    assert len(tipos(p, "mojibake")) == 1


def test_fechas_imposibles_y_lineas_que_no_existen_se_dicen(texto: str) -> None:
    danado = texto.replace("14 de marzo de \n2017", "31 de junio de \n2017")
    p = leer(danado.replace("2.2.5 3 de Feb", "9.9.9 30 de Feb"))
    assert p.sesiones[0].fecha is None
    assert tipos(p, "fecha-imposible", "linea-inexistente") == [
        ("fecha-imposible", ("sesion/1",)), ("fecha-imposible", ("evento/1",)), ("linea-inexistente", ("evento/1",))]


def test_un_numero_repetido_y_el_que_falta_se_dicen(texto: str) -> None:
    p = leer(texto.replace("1.1.3. Acompañar", "1.1.2. Acompañar"))
    assert len(p.lineas_accion) == 25
    assert ("numeracion-duplicada", ("linea/1.1.2",)) in tipos(p, "numeracion-duplicada")
    assert ("numeracion-con-hueco", ("linea/1.1.4",)) in tipos(p, "numeracion-con-hueco")


def test_sin_principio_se_lee_lo_demas(texto: str) -> None:
    p = leer(texto[texto.index("TRANSPARENCIA PROACTIVA"):])
    assert (len(p.lineas_accion), len(p.alianzas), len(p.eventos), len(p.sesiones)) == (25, 5, 6, 4)


def test_una_columna_que_falta_se_dice_una_vez(texto: str) -> None:
    danado = texto.replace("Se requiere \nsuscripción de \n\nconvenio (si/no) \n\n", "")
    danado = re.sub(r"^(?:Sí|No)(?:, ya se cuenta con[^0-9]*)? ?(?=\d\.\d\.\d)", "", danado, flags=re.M)
    p = leer(danado)
    assert [[c.numero for c in a.lineas] for a in p.alianzas] == [
        ["2.1.5", "2.2.4"], ["1.2.1"], ["2.2.5"], ["2.1.2"], ["1.2.3"]]
    assert len(tipos(p, "columna-faltante")) == 1


def test_una_linea_que_empieza_con_marcas_es_una_linea(texto: str) -> None:
    p = leer(texto.replace("1.1.3. Acompañar", "1.1.3. <script>alert(1)</script> Acompañar"))
    assert len(p.lineas_accion) == 25
    linea = next(x for x in p.lineas_accion if x.numero == "1.1.3")
    assert linea.texto.texto.startswith("<script>alert(1)</script> Acompañar el desarrollo")
