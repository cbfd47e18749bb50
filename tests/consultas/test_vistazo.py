"""The quick look lets nothing by that the guard would refuse for what it could do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultas.conjunto import con_base
from consultas.guardia import nombra_grafos, revisar
from consultas.vistazo import vistazo
from ontologia.errores import ConsultaRechazada

PIEZAS = ["SELECT", "ASK ", "construct", "* ", "{", "}", "(", ")", "<http://h/>", "<a>", "<", ">", "?a", "'", '"', "#",
          "\n", " ", "SERVICE", "service ", "FROM ", "fRoM", "BASE ", "PREFIX a: <http://h/> ", "a:SERVICE", "\\u0053",
          "LOAD ", "INSERT", "ſERVICE", "ı", "İ", "-", "/", "1e5", "NOW()", "é", "\x00", "\u2028", "VALUES"]


@settings(max_examples=2_000, deadline=None)
@given(st.lists(st.sampled_from(PIEZAS), max_size=14).map("".join), st.sampled_from(["", "SELECT * {", "ASK "]))
def test_lo_que_deja_pasar_no_lo_rechaza_la_guardia_por_lo_que_hace(resto: str, cabeza: str) -> None:
    texto = cabeza + resto
    forma = vistazo(texto)
    if not forma:
        return
    try:
        assert revisar(texto, grafos=()) == forma
        assert not nombra_grafos(texto)
        assert con_base(texto, "http://base/") == texto
    except ConsultaRechazada as causa:  # a text that no engine reads either: not one that does something
        assert "carácter inesperado" in causa.mensaje or "No se distingue" in causa.mensaje


@pytest.mark.parametrize(("texto", "forma"), [
    ("ASK {}", "ASK"), ("# SELECT\nask { }", "ASK"), ("PREFIX a: <http://h/>\nSELECT * { ?s a:b 'ñ' }", "SELECT"),
    ("DESCRIBE <http://h/>", "DESCRIBE"),
    ("SELECT * { SERVICE <http://h/> {} }", ""), ("SELECT * FROM <http://h/> {}", ""), ("ASK { <a> ?p ?o }", ""),
    ("BASE <http://h/> ASK {}", ""), ("SELECT (NOW() AS ?n) {}", ""), ("ASK { ?s ?p '\\u0041' }", ""),
    ("INSERT DATA { <http://h/> <http://h/> 1 }", ""), ("CLEAR ALL", ""), ("", ""), ("ASK {}" + " " * 9_000, ""),
    ("ASK " + "{" * 101, ""), ("ASK { FILTER(1" + "+1" * 257 + ") }", ""), ("ASK { ?ſ ?p ?o }", ""),
    ("ASKE { }", ""), ("PREFIX a: <http://h/> LOAD <http://h/>", ""),
])
def test_lo_llano_pasa_y_lo_demas_se_lee_palabra_por_palabra(texto: str, forma: str) -> None:
    assert vistazo(texto) == forma
