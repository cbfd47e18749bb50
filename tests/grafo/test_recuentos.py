"""The counts kept in the graph are those of the ledger, programme by programme, and make a well-formed data cube."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph
from rdflib.term import Node, URIRef

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.generador import Esperado, documento
from grafo.almacen import AlmacenEmbebido
from grafo.auditoria import auditar
from grafo.construccion import Leido, construir, grafos_de, leer_bytes
from grafo.derivado import Alineamiento
from grafo.preguntas import clave_de_articulo, filas_de, local
from grafo.recuentos import Recuento, contar, escribir_recuentos, recuentos_de
from grafo.revisiones import Cuaderno, Decision
from ontologia.espacios import AL, DCTERMS, QB, RDF
from ontologia.iris import Acunador
from ontologia.recursos import cargar_vocabulario, niveles

CLAVE = "inai-cpgat-2017"


def guardados(almacen: AlmacenEmbebido, clave: str, acunador: Acunador) -> set[Recuento]:
    """Return the counts that a store holds of a programme."""
    def articulo(termino: object) -> str:
        return "" if termino is None else clave_de_articulo(str(termino), acunador)

    return {Recuento(clave, local(f["conjunto"]), int(str(f["cuenta"])), *(
        "" if f[k] is None else articulo(f[k]) if k == "articulo" else local(f[k])
        for k in ("nivel", "articulo", "tipo", "severidad")))
        for f in filas_de("recuentos", almacen, acunador, {"programa": clave})}


# The ledger of the packaged programme: 25 lines, 11 + 12 + 2 by their strongest level, all of it on article 59.
def test_los_recuentos_del_programa_empaquetado_son_los_de_su_libro(
    almacen_real: AlmacenEmbebido, acunador: Acunador
) -> None:
    hay = guardados(almacen_real, CLAVE, acunador)
    assert hay == set(recuentos_de(auditar(almacen_real, CLAVE, acunador)))
    assert {(r.nivel, r.cuenta) for r in hay if r.conjunto == "niveles"} == {
        ("expresa", 11), ("nominal", 12), ("heredada_estrategia", 2)}
    assert [r.cuenta for r in hay if r.conjunto == "lineas"] == [25]
    assert {(r.nivel, r.cuenta) for r in hay if r.articulo == "lgtaip-2015/art_59"} == {
        ("expresa", 11), ("nominal", 12), ("heredada_estrategia", 2)}
    assert ("sigla-no-usada", "Info", 6) in {(r.tipo, r.severidad, r.cuenta) for r in hay}


@pytest.fixture(scope="module")
def generados(acunador: Acunador) -> tuple[AlmacenEmbebido, list[tuple[str, Esperado]]]:
    almacen, leidos, esperados = AlmacenEmbebido(), [], []
    for numero in (0, 31, 77, 140):
        texto, esperado = documento(5, numero)
        leidos.append(leer_bytes(texto.encode(), f"generado-{numero}.txt"))
        esperados.append((leidos[-1].programa.clave, esperado))
    construir(leidos, almacen, acunador)
    return almacen, esperados


def test_los_recuentos_de_programas_generados_son_los_sembrados_y_los_de_su_libro(
    generados: tuple[AlmacenEmbebido, list[tuple[str, Esperado]]], acunador: Acunador
) -> None:
    almacen, esperados = generados
    for clave, esperado in esperados:
        hay = guardados(almacen, clave, acunador)
        assert hay == set(recuentos_de(auditar(almacen, clave, acunador)))
        assert {r.nivel: r.cuenta for r in hay if r.conjunto == "niveles"} == esperado.mas_fuertes()
        assert {r.tipo: r.cuenta for r in hay if r.conjunto == "hallazgos"} == esperado.hallazgos


def test_lo_que_una_persona_decide_no_cambia_los_recuentos(leido_real: Leido, acunador: Acunador) -> None:
    almacen = AlmacenEmbebido()
    construir([leido_real], almacen, acunador)
    antes = guardados(almacen, CLAVE, acunador)
    Cuaderno(almacen, acunador).anotar(CLAVE, Decision(
        linea="2.2.5", decision="rechaza", motivo="No trata de eso", quien="Ana", rol="auditora",
        cuando=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), tema="gobierno-abierto", articulo="lgtaip-2015/art_59"))
    assert set(recuentos_de(auditar(almacen, CLAVE, acunador))) != antes  # the ledger heeds persons
    assert guardados(almacen, CLAVE, acunador) == antes


def test_un_programa_sin_lineas_dice_que_tiene_cero(leido_real: Leido, acunador: Acunador) -> None:
    vacio = replace(leido_real.programa, lineas_accion=(), hallazgos=())
    assert contar(vacio, (), acunador) == (Recuento(CLAVE, "lineas", 0),)


_EVIDENCIA = st.lists(st.tuples(
    st.sampled_from(("1.1.1", "1.1.2", "2.2.5", "3.1.1")), st.sampled_from(("gobierno-abierto", "otro-tema")),
    st.sampled_from(("56", "59", "24 Bis")), st.sampled_from([n.clave for n in niveles()][:-1])), max_size=25)


@given(_EVIDENCIA)
@settings(max_examples=60, deadline=None)
def test_cada_linea_cuenta_una_vez_con_su_nivel_mas_fuerte(
    leido_real: Leido, acunador: Acunador, sembrada: list[tuple[str, str, str, str]]
) -> None:
    evidencia = [Alineamiento(linea, tema, "lgtaip-2015", articulo, nivel, "articulo", (), (), "regla")
                 for linea, tema, articulo, nivel in sembrada]
    hay = contar(leido_real.programa, evidencia, acunador)
    orden = {n.clave: n.orden for n in niveles()}

    def fuerte(suyos: list[str]) -> str:
        return min(suyos, key=orden.__getitem__, default="ninguna")

    lineas = [x.numero for x in leido_real.programa.lineas_accion]
    esperado = Counter(fuerte([n for linea, _, _, n in sembrada if linea == x]) for x in lineas)
    assert {r.nivel: r.cuenta for r in hay if r.conjunto == "niveles"} == esperado
    por_articulo = Counter(
        (a, fuerte([n for linea, _, otro, n in sembrada if linea == x and otro == a]))
        for x, a in {(linea, a) for linea, _, a, _ in sembrada})
    claves = {a: f"lgtaip-2015/art_{a.lower().replace(' ', '-')}" for a in ("56", "59", "24 Bis")}
    assert {(r.articulo, r.nivel): r.cuenta for r in hay if r.conjunto == "articulos"} == {
        (claves[a], n): veces for (a, n), veces in por_articulo.items()}


# RDF Data Cube, integrity constraints 1, 11 and 12.
def test_los_recuentos_son_un_cubo_de_datos_integro(leido_real: Leido, acunador: Acunador) -> None:
    grafo = grafos_de(leido_real, acunador)[acunador.grafo_derivado(CLAVE)]
    vocabulario = cargar_vocabulario()
    vistas: set[tuple[Node | None, ...]] = set()
    observaciones = list(grafo.subjects(RDF.type, QB.Observation))
    assert len(observaciones) > 30
    for observacion in observaciones:
        [conjunto] = grafo.objects(observacion, QB.dataSet)
        estructura = vocabulario.value(conjunto, QB.structure)
        componentes = list(vocabulario.objects(estructura, QB.component))
        dimensiones = sorted(d for c in componentes for d in vocabulario.objects(c, QB.dimension))
        assert DCTERMS.isPartOf in dimensiones
        assert [m for c in componentes for m in vocabulario.objects(c, QB.measure)] == [AL.cuenta]
        valores = tuple(grafo.value(observacion, d) for d in dimensiones)
        assert None not in valores, observacion
        assert (conjunto, *valores) not in vistas
        vistas.add((conjunto, *valores))


def test_un_recuento_se_escribe_con_lo_que_lo_distingue(acunador: Acunador) -> None:
    grafo = Graph()
    escribir_recuentos([Recuento("p-2020", "articulos", 3, "expresa", "ley-2018/art_7")], acunador, grafo)
    iri = URIRef(f"{acunador.base}programa/p-2020/recuento/articulos/ley-2018/art_7/expresa")
    assert set(grafo.subjects()) == {iri}
    assert (iri, RDF.type, AL.RecuentoPorArticulo) in grafo
    assert grafo.value(iri, AL.conArticulo) == acunador.articulo("ley-2018", "7")
    assert str(grafo.value(iri, AL.cuenta)) == "3"
