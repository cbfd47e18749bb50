"""Figures without a source: a positive and a negative example for every condition of the rule."""

from __future__ import annotations

from decimal import Decimal

import pytest
from revision_de_prueba import Caso

from grafo.construccion import Leido
from grafo.lectura.fuentes import cifras_sin_fuente
from grafo.modelo import Indicador


def hallar(texto: str, *cifras: tuple[str, str, str, str | None]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the findings on some figures: (value, unit, words of its sentence, source)."""
    caso = Caso(texto)
    indicadores = [Indicador(str(n), Decimal(valor), unidad, "algo", fuente, None, caso.p(frase))
                   for n, (valor, unidad, frase, fuente) in enumerate(cifras, start=1)]
    return [(h.mensaje, h.sobre) for h in cifras_sin_fuente(indicadores)]


SUELTA = "El 37% de las personas desconfía y el índice es de 4.5."


def test_un_porcentaje_y_un_indice_sin_fuente_son_un_hallazgo_por_frase() -> None:
    (hallado,) = hallar(SUELTA, ("37", "%", SUELTA, None), ("4.5", "índice", SUELTA, None))
    assert "37%, 4.5 índice" in hallado[0]
    assert hallado[1] == ("indicador/1", "indicador/2")


@pytest.mark.parametrize("texto", [
    "Según la autoridad, el 37% de las personas desconfía.",
    "De acuerdo con el registro, el 37% desconfía.",
    "El 37% de las personas desconfía.12",  # a footnote gives it
    "Se busca alcanzar 37% de confianza.",  # a goal
])
def test_la_que_dice_su_fuente_llama_a_una_nota_o_es_una_meta_no_lo_es(texto: str) -> None:
    assert hallar(texto, ("37", "%", texto, None)) == []


def test_la_que_el_lector_ya_tiene_con_fuente_y_la_que_solo_cuenta_cosas_no_lo_son() -> None:
    assert hallar(SUELTA, ("37", "%", SUELTA, "Encuesta"), ("8", "planes", SUELTA, None)) == []


@pytest.mark.parametrize(("porcentaje", "hallazgos"), [("56", 0), ("56.5", 0), ("57", 0), ("58", 1), ("56.9", 1)])
def test_la_que_sale_de_dos_cuentas_de_al_lado_no_lo_es(porcentaje: str, hallazgos: int) -> None:
    texto = "Son 13 secretariados, de las 23 entidades, una buena parte."  # 13 of 23 are 56.52 %
    assert len(hallar(texto, ("13", "secretariados", texto, None), (porcentaje, "%", texto, None),
                      ("23", "entidades", texto, None))) == hallazgos


def test_las_dos_del_documento_empaquetado_salen_de_sus_cuentas(leido_real: Leido) -> None:
    """The diagnosis says "13 … poco más de 56% de las veintitrés" (56.5) and "41 compromisos o 66% del total" (62)."""
    sueltas = [str(i.valor) for i in leido_real.programa.indicadores if i.fuente is None and i.unidad == "%"]
    assert sueltas == ["56", "66"]
    assert [h for h in leido_real.programa.hallazgos if h.tipo == "cifra-sin-fuente"] == []
