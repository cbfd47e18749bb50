"""Damaged letters: put right where there is no doubt, and said; left alone otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafo.documento import documento_de_bytes
from grafo.lectura.curaduria import Curaduria
from grafo.lectura.perfil import cargar_perfil
from grafo.lectura.programa import leer_programa
from grafo.reparacion import reparar

ESPANOL = "abcdefghijklmnñopqrstuvwxyzáéíóúüÁÉÍÓÚÑ ¿¡.,;:()«»“”–°1234567890\n"


@given(st.text(alphabet=ESPANOL))
def test_un_texto_sano_no_se_toca(texto: str) -> None:
    assert reparar(texto) == (texto, ())


@given(st.text(alphabet="abc áéíóúñ¿¡«»"))
def test_un_texto_danado_entero_vuelve_a_ser_el_que_era(texto: str) -> None:
    danado = texto.encode("utf-8").decode("latin-1")
    reparado, hechas = reparar(danado)
    assert reparado == texto
    assert len(hechas) == sum(ord(c) > 127 for c in texto)
    assert all(reparado[r.inicio:r.fin].encode("utf-8").decode("latin-1") == r.original for r in hechas)


@pytest.mark.parametrize(("danado", "sano"), [
    ("informaciÃ³n pÃºblica", "información pública"),
    ("â€œapertura gubernamentalâ€\u009d", "“apertura gubernamental”"),
    ("AÃ±o 2020 â€“ 2021", "Año 2020 – 2021"),
    ("SÃO PAULO", "SÃO PAULO"),  # right as it is, in another language
    ("el Ã\u2021 raro", "el Ã\u2021 raro"),  # would be no letter of Spanish: left alone
])
def test_se_repara_solo_lo_seguro(danado: str, sano: str) -> None:
    assert reparar(danado)[0] == sano


def test_la_reparacion_es_un_hallazgo_y_unos_bytes_malos_un_aviso() -> None:
    texto = ("Programa Anual de Trabajo de la Comisión Permanente de Archivos 2020\n\n"
             "Objetivo 1: Ordenar la gestiÃ³n.\n"
             "Estrategia 1.1 Capacitar.\nLíneas de Acción\n1.1.1. Dar seguimiento a los archivos.\n\nSAI DGE\n")
    documento = documento_de_bytes(texto.encode() + b"\xc3\n", "x.txt")
    p = leer_programa(documento, cargar_perfil("comision"), Curaduria())
    assert p.objetivos_especificos[0].texto.texto == "Ordenar la gestión."
    hallazgo = next(h for h in p.hallazgos if h.tipo == "mojibake")
    assert "«Ã³» → «ó»" in hallazgo.mensaje
    assert [documento.texto[t.inicio:t.fin] for t in hallazgo.tramos] == ["ó"]
    assert documento.avisos == ("1 letras son ilegibles (U+FFFD).",)
