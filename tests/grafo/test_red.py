from __future__ import annotations

import io

import networkx as nx
import pytest
from redes_de_prueba import nodo, red_real

from grafo.red import NIVELES, Arista, Nodo, RedDeAlineacion, cadena, centralidad, clave_natural, cobertura, huerfanos
from ontologia.errores import NoExiste


def test_los_niveles_van_del_mas_fuerte_a_la_ausencia() -> None:
    assert NIVELES[0] == "cita"
    assert NIVELES[-1] == "ninguna"
    assert len(NIVELES) == 7


def test_las_partes_de_un_articulo_suman_todas_las_lineas() -> None:
    red = red_real()
    for partes in cobertura(red).values():
        assert tuple(partes) == NIVELES
        assert sum(map(len, partes.values())) == 25


def test_de_varias_evidencias_cuenta_la_mas_fuerte() -> None:
    linea, articulo = nodo("linea", "1", "x"), nodo("articulo", "59", "y")
    niveles = ("heredada_objetivo", "nominal", "relacionada")
    aristas = [Arista(linea.iri, articulo.iri, "mandato", n, True) for n in niveles]
    red = RedDeAlineacion([linea, articulo], aristas, "P")
    assert cobertura(red)[articulo.iri]["nominal"] == (linea.iri,)
    assert red.como_networkx().edges[linea.iri, articulo.iri]["nivel"] == "nominal"


def test_el_nivel_ninguna_no_es_un_mandato() -> None:
    linea, articulo = nodo("linea", "1", "x"), nodo("articulo", "59", "y")
    red = RedDeAlineacion([linea, articulo], [Arista(linea.iri, articulo.iri, "mandato", "ninguna")], "P")
    assert cobertura(red)[articulo.iri]["ninguna"] == (linea.iri,)
    assert huerfanos(red)["articulo"] == (articulo.iri,)


def test_once_de_las_doce_normas_quedan_sueltas_y_doce_lineas_sin_apoyo() -> None:
    sueltos = huerfanos(red_real())
    assert sueltos["norma"] == tuple(f"urn:norma/{i}" for i in range(1, 13) if i != 2)
    # named by an alliance or an event: 1.1.2–1.1.4, 1.2.1, 1.2.3, 1.3.4, 2.1.2, 2.1.4, 2.1.5, 2.2.2–2.2.5
    assert len(sueltos["linea"]) == 25 - 13
    assert "urn:linea/1.1.1" in sueltos["linea"]
    assert "estrategia" not in sueltos


def test_la_centralidad_es_la_parte_de_las_lineas_que_se_apoya_en_cada_uno() -> None:
    medida = centralidad(red_real())
    assert medida["urn:evento/4"] == pytest.approx(4 / 25)
    assert medida["urn:articulo/59"] == 1
    assert medida["urn:unidad/DGAI"] == 0
    assert not any(iri.startswith("urn:linea") for iri in medida)


def test_la_cadena_de_una_linea_llega_hasta_la_norma() -> None:
    alcanzados = [n.iri for n in cadena(red_real(), "urn:linea/2.2.5")]
    assert alcanzados == [
        "urn:norma/2", "urn:articulo/56", "urn:articulo/57", "urn:articulo/58", "urn:articulo/59",
        "urn:objetivo_estrategico/2", "urn:objetivo/2", "urn:estrategia/2.2",
    ]


def test_la_cadena_de_lo_que_no_existe_se_dice() -> None:
    with pytest.raises(NoExiste, match=r"9\.9\.9"):
        cadena(red_real(), "urn:linea/9.9.9")


def test_la_red_se_exporta_a_graphml_y_gexf_aunque_el_texto_traiga_controles() -> None:
    red = RedDeAlineacion([nodo("linea", "1", "a\x0cb\x00\ud800", verbo="v\x07")], [], "P\x1b")
    for escribir, leer in ((nx.write_graphml, nx.read_graphml), (nx.write_gexf, nx.read_gexf)):
        archivo = io.BytesIO()
        escribir(red.como_networkx(), archivo)
        archivo.seek(0)
        assert leer(archivo).nodes["urn:linea/1"]["texto"] == "a b"


@pytest.mark.parametrize(("nodos", "aristas"), [
    ([nodo("linea", "1", "x"), nodo("linea", "1", "y")], []),
    ([Nodo("urn:x", "linaje", "1", "x")], []),
    ([nodo("linea", "1", "x")], [Arista("urn:linea/1", "urn:linea/2", "contiene")]),
    ([nodo("linea", "1", "x")], [Arista("urn:linea/1", "urn:linea/1", "inventa")]),
    ([nodo("linea", "1", "x")], [Arista("urn:linea/1", "urn:linea/1", "mandato", "fuertísima")]),
])
def test_una_red_mal_formada_se_rechaza(nodos: list[Nodo], aristas: list[Arista]) -> None:
    with pytest.raises(ValueError, match=r"network|unknown|stands"):
        RedDeAlineacion(nodos, aristas, "P")


def test_los_numeros_se_ordenan_como_los_lee_una_persona() -> None:
    revueltos = ["1.10", "1.9", "24 Bis", "24", "1.2.1"]
    assert sorted(revueltos, key=clave_natural) == ["1.2.1", "1.9", "1.10", "24", "24 Bis"]
    assert clave_natural("9" * 5000)
