"""Programmes that nobody has seen: made up at random, laid out like a PDF's text, and read back item by item."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1]))

from documentos_de_prueba import Ficha, escribir
from fichas_al_azar import ficha_al_azar

from grafo.documento import documento_de_bytes
from grafo.lectura.curaduria import Curaduria
from grafo.lectura.perfil import cargar_perfil
from grafo.lectura.programa import leer_programa
from grafo.letras import plegar
from grafo.modelo import Pasaje, Programa

_MODALIDAD = {"Toma conocimiento de:": "conocimiento", "Toma conocimiento del estatus que guardan:": "estatus",
              "Aprobación de:": "aprobación"}


def leer(texto: str) -> Programa:
    return leer_programa(documento_de_bytes(texto.encode(), "prueba.txt"), cargar_perfil("comision"), Curaduria())


def dicho(pasaje: Pasaje | None) -> str | None:
    return pasaje.texto if pasaje else None


def agenda(ficha: Ficha) -> list[list[tuple[str, str]]]:
    return [[x for cabeza, asuntos in s.grupos for x in (
        [(_MODALIDAD[cabeza], a) for a in asuntos] or [("recepción", cabeza.removeprefix("Recepción del "))])]
        for s in ficha.sesiones]


@settings(max_examples=40, deadline=None)
@given(st.integers(min_value=0, max_value=100_000))
def test_lo_escrito_se_vuelve_a_leer_entero(semilla: int) -> None:
    ficha = ficha_al_azar(semilla)
    texto = escribir(ficha)
    p = leer(texto)
    assert [(s.sigla, s.definicion.texto) for s in p.siglas] == list(ficha.siglas)
    assert [d.texto.texto for d in p.disposiciones] == list(ficha.normas)
    assert [(o.numero, o.texto.texto, o.contribuye_a) for o in p.objetivos_especificos] == [
        (o.numero, o.texto, o.estrategico) for o in ficha.objetivos]
    assert [(e.numero, e.texto.texto) for e in p.estrategias] == [
        (e.numero, e.texto) for o in ficha.objetivos for e in o.estrategias]
    assert [(x.numero, x.texto.texto, dicho(x.secretaria), dicho(x.direccion)) for x in p.lineas_accion] == [
        (x.numero, x.texto, x.secretaria, x.direccion)
        for o in ficha.objetivos for e in o.estrategias for x in e.lineas]
    assert [tuple(d.texto for d in f.direcciones) for f in p.alineacion] == [o.direcciones for o in ficha.objetivos]
    assert [[(a.modalidad, a.texto.texto) for a in s.asuntos] for s in p.sesiones] == agenda(ficha)
    assert [(tuple(s.texto for s in a.socios), dicho(a.objetivo), dicho(a.convenio), tuple(c.numero for c in a.lineas))
            for a in p.alianzas] == [(a.socios, a.objetivo, a.convenio, a.lineas) for a in ficha.alianzas]
    assert [(e.nombre.texto, dicho(e.objetivo), tuple(c.numero for c in e.lineas), dicho(e.fecha))
            for e in p.eventos] == [(e.nombre, e.objetivo, e.lineas, e.fecha) for e in ficha.eventos]
    for linea in p.lineas_accion:
        assert " ".join(plegar(texto[t.inicio:t.fin]) for t in linea.texto.tramos) == linea.texto.texto


@pytest.mark.parametrize("sobra", ["", "\ufeff"])
def test_la_marca_de_utf8_no_mueve_los_lugares(sobra: str) -> None:
    texto = escribir(ficha_al_azar(7))
    lugares = [x.texto.tramos for x in leer(texto).lineas_accion]
    assert [x.texto.tramos for x in leer(sobra + texto).lineas_accion] == lugares


def test_windows_1252_se_lee_como_utf8() -> None:
    texto = escribir(ficha_al_azar(8))
    documento = documento_de_bytes(texto.encode("cp1252"), "viejo.txt")
    assert documento.codificacion == "cp1252"
    assert documento.texto == texto
