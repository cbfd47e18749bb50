"""Which article of a block is proposed for a line, by its own words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textos_de_ley import leer

from grafo.construccion import Leido
from grafo.derivado import Alineamiento
from grafo.ley import lineas_solo_por_bloque, proponer_articulos
from grafo.modelo import LineaDeAccion, Pasaje, Programa, Tramo

LEY = leer("""Artículo 56. Los organismos emitirán políticas de información proactiva.

Artículo 57. La información que se publique de manera proactiva tendrá formatos abiertos.

Artículo 58. El sistema emitirá criterios para evaluar la efectividad de la política proactiva.

Artículo 59. (Se deroga)
""")
# Words of a line, articles proposed with the shared words (in the line, in the article).
LINEAS = [
    # "evaluación" and "evaluar" share a stem that only 58 has.
    ("Realizar la evaluación de la información", [("58", (("evaluación", "evaluar"),))]),
    # Two words of 57 go before one of 58.
    ("Publicar en formatos, con criterios", [("57", (("Publicar", "publique"), ("formatos", "formatos"))),
                                              ("58", (("criterios", "criterios"),))]),
    # "políticas" stands in 56 and 58, "información" in 56 and 57: they tell nothing apart.
    ("Impulsar políticas de información proactiva", []),
    # A derogated article is never proposed.
    ("Ver lo que se deroga", []),
]


def programa_de_una_linea(base: Programa, texto: str) -> Programa:
    linea = LineaDeAccion("1.1.1", Pasaje(texto, (Tramo(0, len(texto), 1, 1, 1),)), "1.1")
    return replace(base, lineas_accion=(linea,))


@pytest.mark.parametrize(("texto", "esperadas"), LINEAS)
def test_se_propone_el_articulo_cuyas_palabras_propias_estan_en_la_linea(
    leido_real: Leido, texto: str, esperadas: list[tuple[str, tuple[tuple[str, str], ...]]]
) -> None:
    programa = programa_de_una_linea(leido_real.programa, texto)
    propuestas = proponer_articulos(programa, LEY, ("56", "57", "58", "59"))
    assert [(p.articulo, p.compartidas) for p in propuestas] == esperadas
    assert {p.estado for p in propuestas} <= {"propuesta"}
    for propuesta in propuestas:
        assert propuesta.de_la_linea.texto == texto
        assert propuesta.del_articulo.tramos


def test_solo_se_proponen_articulos_para_las_lineas_pedidas(leido_real: Leido) -> None:
    programa = programa_de_una_linea(leido_real.programa, "Evaluar")
    assert [p.articulo for p in proponer_articulos(programa, LEY, ("57", "58"), lineas=("1.1.1",))] == ["58"]
    assert proponer_articulos(programa, LEY, ("57", "58"), lineas=()) == ()


def test_una_linea_con_mandato_de_un_articulo_no_es_solo_del_bloque() -> None:
    def uno(numero: str, articulo: str, grano: str) -> Alineamiento:
        return Alineamiento(numero, "tema", "ley-2015", articulo, "expresa", grano, (), (), "termino-en-la-linea")

    alineamientos = [uno("1.1.1", "56", "bloque"), uno("1.1.2", "56", "bloque"), uno("1.1.2", "57", "articulo"),
                     uno("1.1.3", "59", "bloque")]
    assert lineas_solo_por_bloque(alineamientos, "ley-2015", ("56", "57", "58")) == {"1.1.1"}
