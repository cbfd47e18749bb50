"""A question that few programmes answer is asked of those few, says the same, and tells how far it looked."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS

from consultas import Desde, Filas, Reparto, Respondedor, Resultado, buscar, catalogo, leer_desde, ligar
from grafo.almacen import AlmacenEmbebido, Recortes
from grafo.construccion import construir, leer_bytes
from grafo.revisiones import Cuaderno, Decision
from ontologia.errores import ErrorDeEntrada
from ontologia.espacios import AL, NIVEL
from ontologia.iris import Acunador

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.generador import documento

ACUNADOR = Acunador()
RALAS = sorted(nombre for nombre, c in catalogo().items() if c.solo)
PARAMETROS = {"articulos_y_lineas": "lgtaip-2015/59", "impacto_de_articulo": "lgtaip-2015/59"}
CONDICION = {"clase": "al:RecuentoPorNivel", "propiedad": "al:nivel", "valor": "nivel:ninguna"}


@pytest.fixture(scope="session")
def nueve(leido_real) -> Iterator[AlmacenEmbebido]:
    """The packaged programme, and eight made-up ones with different defects; one line of one of them is reviewed."""
    otros = [leer_bytes(documento(9, n * 26)[0].encode(), f"ralo-{n}.txt") for n in range(8)]
    almacen = AlmacenEmbebido()
    construir([leido_real, *otros], almacen, ACUNADOR)
    programa = max((x.programa for x in otros), key=lambda p: p.clave)  # the last one that is asked
    Cuaderno(almacen, ACUNADOR).anotar(programa.clave, Decision(
        linea=programa.lineas_accion[0].numero, decision="justifica", motivo="Así es", quien="Ana", rol="auditora",
        cuando=datetime(2026, 1, 2, tzinfo=UTC)))
    yield almacen
    almacen.cerrar()


@pytest.fixture(scope="session")
def recortes(nueve) -> Recortes:
    return Recortes(nueve, ACUNADOR)


def valores(nombre: str) -> dict[str, str]:
    return {"articulo": PARAMETROS[nombre]} if nombre in PARAMETROS else {}


def con_filas(almacen: AlmacenEmbebido, nombre: str) -> set[str]:
    consulta = buscar(nombre)
    filas = almacen.consultar(consulta.texto, ligar(consulta, valores(nombre), ACUNADOR))
    assert isinstance(filas, Filas)
    return {str(p).rpartition("/")[2] for p in filas.columna("programa")}


@pytest.mark.parametrize("nombre", RALAS)
def test_ningun_programa_que_se_salta_tenia_un_renglon(nueve, recortes, nombre: str) -> None:
    terminos = ligar(buscar(nombre), valores(nombre), ACUNADOR)
    pueden = recortes.que_pueden(buscar(nombre), terminos)
    assert pueden is not None
    assert con_filas(nueve, nombre) <= pueden <= set(recortes.programas)


def test_las_ralas_de_verdad_saltan_programas(nueve, recortes) -> None:
    saltados = {n: len(recortes.programas) - len(recortes.que_pueden(buscar(n), ligar(buscar(n), valores(n), ACUNADOR)))
                for n in RALAS}
    assert saltados["revisiones"] == 8
    for nombre in ("etapas", "notas", "indicadores", "asuntos_conocidos_y_aprobados"):  # a condition, and no more
        assert saltados[nombre] == 9 - len(con_filas(nueve, nombre))
    assert "inai-cpgat-2017" not in recortes.que_pueden(buscar("lineas_sin_mandato"), {})  # all have evidence


class Contado:
    """Counts the questions put to what answers about a programme."""

    def __init__(self, propio: Respondedor, veces: list[str]) -> None:
        self._propio, self._veces = propio, veces

    def consultar(self, texto: str, parametros: Mapping = {}, conjunto: object = None) -> Resultado:
        self._veces.append(str(parametros.get("programa", "")).rpartition("/")[2])
        return self._propio.consultar(texto, parametros)

    def serializar(self, texto: str, formato: str, parametros: Mapping = {}, conjunto: object = None) -> bytes:
        self._veces.append(str(parametros.get("programa", "")).rpartition("/")[2])
        return self._propio.serializar(texto, formato, parametros)


def repartir(recortes: Recortes, nombre: str, veces: list[str]) -> Reparto:
    return Reparto.hacer(buscar(nombre), {}, recortes.programas, lambda c: Contado(recortes.acotado(c), veces),
                         ACUNADOR, recortes.que_pueden)


def test_una_pagina_rala_llega_al_final_sin_preguntar_a_todos(nueve, recortes) -> None:
    veces: list[str] = []
    pagina = repartir(recortes, "revisiones", veces).pagina(100, 10**9)
    assert (pagina.vistos, pagina.todos, pagina.siguiente) == (9, 9, None)
    [revisado] = con_filas(nueve, "revisiones")
    assert [str(p).rpartition("/")[2] for p in pagina.filas.columna("programa")] == [revisado]
    assert veces == [*recortes.programas[:5], revisado]


@pytest.mark.parametrize("formato", ["csv", "json", "tsv", "xml"])
@pytest.mark.parametrize("nombre", ["revisiones", "notas", "lineas_sin_mandato", "hallazgos"])
def test_la_descarga_rala_son_los_mismos_bytes(nueve, recortes, nombre: str, formato: str) -> None:
    entera = nueve.serializar(buscar(nombre).texto, formato, {})
    assert b"".join(repartir(recortes, nombre, []).trozos(formato)) == entera


@settings(max_examples=40, deadline=None)
@given(llenos=st.sets(st.integers(0, 29)), de_mas=st.sets(st.integers(0, 29)), maximo=st.integers(1, 8),
       avanza=st.sampled_from([0.0, 0.3, 2.0]))
def test_salte_lo_que_salte_no_se_pierde_ni_repite_un_renglon(llenos, de_mas, maximo, avanza) -> None:
    claves = [f"p{n:02}" for n in range(30)]
    uri = [ACUNADOR.programa(c) for c in claves]

    class Inventado:
        def __init__(self, clave: str) -> None:
            self._filas = tuple((uri[int(clave[1:])], Literal(i)) for i in range(int(clave[1:]) in llenos and 3))

        def consultar(self, *_: object) -> Filas:
            return Filas(("programa", "n"), self._filas)

    hora = [0.0]

    def reloj() -> float:
        hora[0] += avanza
        return hora[0]

    pueden = {claves[n] for n in llenos | de_mas}
    reparto = Reparto.hacer(buscar("notas"), {}, claves, Inventado, ACUNADOR, lambda *_: pueden)
    filas: list[object] = []
    desde, vueltas = None, 0
    while True:
        pagina = reparto.pagina(maximo, 1.0, desde, reloj)
        filas += pagina.filas.filas
        vueltas += 1
        if pagina.siguiente is None:
            break
        assert pagina.siguiente != desde
        assert claves.index(pagina.siguiente.programa) in (pagina.vistos, pagina.vistos - 1)
        desde = leer_desde(str(pagina.siguiente))
    assert pagina.vistos == 30
    assert filas == [(uri[n], Literal(i)) for n in sorted(llenos) for i in range(3)]
    assert vueltas <= 31 + 3 * len(llenos)


def test_una_pregunta_que_todos_contestan_no_pregunta_quienes_pueden(recortes) -> None:
    def nadie(*_: object) -> None:
        raise AssertionError("asked for nothing")

    reparto = Reparto.hacer(buscar("lineas"), {}, recortes.programas, recortes.acotado, ACUNADOR, nadie)
    assert reparto.pagina(10**9, 10**9).filas.filas


def almacen_con(grafos: Mapping[URIRef, Graph]) -> AlmacenEmbebido:
    almacen = AlmacenEmbebido()
    almacen.reemplazar(grafos)
    return almacen


def un_programa(clave: str, *, contado: bool) -> dict[URIRef, Graph]:
    """Return a programme that says nothing; counted, with lines that all have evidence."""
    dicho, concluido, iri = Graph(), Graph(), ACUNADOR.programa(clave)
    dicho.add((iri, RDF.type, AL.Programa))
    if contado:
        for nombre, clase in (("lineas", AL.Recuento), ("niveles/expresa", AL.RecuentoPorNivel)):
            recuento = URIRef(f"{iri}/recuento/{nombre}")
            concluido.add((recuento, RDF.type, clase))
            concluido.add((recuento, DCTERMS.isPartOf, iri))
            concluido.add((recuento, AL.nivel, NIVEL.expresa))
    return {ACUNADOR.grafo_programa(clave): dicho, ACUNADOR.grafo_derivado(clave): concluido}


def test_un_programa_construido_sin_recuentos_no_se_salta() -> None:
    almacen = almacen_con({**un_programa("viejo", contado=False), **un_programa("nuevo", contado=True)})
    assert Recortes(almacen, ACUNADOR).que_pueden(buscar("lineas_sin_mandato"), {}) == {"viejo"}


def test_donde_otro_grafo_puede_decir_mas_los_recuentos_no_bastan() -> None:
    propios = {**un_programa("a", contado=True), **un_programa("b", contado=True)}
    assert Recortes(almacen_con(propios), ACUNADOR).que_pueden(buscar("lineas_sin_mandato"), {}) == frozenset()
    ajeno = Graph()
    ajeno.add((ACUNADOR.programa("a"), RDFS.seeAlso, Literal("algo más")))
    recortes = Recortes(almacen_con({**propios, URIRef("urn:x:ajeno"): ajeno}), ACUNADOR)
    assert recortes.que_pueden(buscar("lineas_sin_mandato"), {}) is None


def test_lo_que_se_sabe_de_los_programas_cambia_con_cada_publicacion() -> None:
    almacen = almacen_con({**un_programa("a", contado=True), **un_programa("b", contado=True)})
    recortes = Recortes(almacen, ACUNADOR)
    recortes.tantear()
    assert recortes.que_pueden(buscar("lineas_sin_mandato"), {}) == frozenset()
    nuevo = un_programa("b", contado=True)
    hueco = URIRef(f"{ACUNADOR.programa('b')}/recuento/niveles/ninguna")
    for terna in ((hueco, RDF.type, AL.RecuentoPorNivel), (hueco, DCTERMS.isPartOf, ACUNADOR.programa("b")),
                  (hueco, AL.nivel, NIVEL.ninguna)):
        nuevo[ACUNADOR.grafo_derivado("b")].add(terna)
    almacen.reemplazar(nuevo)
    assert recortes.que_pueden(buscar("lineas_sin_mandato"), {}) == {"b"}


def test_el_articulo_que_se_pide_decide_quienes_pueden(recortes) -> None:
    consulta = buscar("articulos_y_lineas")
    assert recortes.que_pueden(consulta, {}) is None
    del_24 = {"articulo": ACUNADOR.articulo("lgtaip-2015", "24")}
    assert recortes.que_pueden(consulta, del_24) == frozenset()


# Graph by graph

def test_los_grafos_uno_tras_otro_son_la_respuesta_de_todos(nueve, recortes) -> None:
    reparto = Reparto.hacer(buscar("grafos"), {}, recortes.grafos, lambda _: nueve, ACUNADOR, recortes.que_pueden)
    filas, desde, paginas = [], None, 0
    while True:
        pagina = reparto.pagina(7, 10**9, desde)
        assert pagina.por_grafo
        filas += pagina.filas.filas
        paginas += 1
        if pagina.siguiente is None:
            break
        desde = leer_desde(str(pagina.siguiente))
    entera = nueve.consultar(buscar("grafos").texto)
    assert isinstance(entera, Filas)
    assert tuple(filas) == entera.filas
    assert sum(int(str(n)) for n in entera.columna("tripletas")) == nueve.tamano
    assert paginas == -(-len(recortes.grafos) // 7)


@pytest.mark.parametrize("entidad", ["norma/lgtaip-2015/art_59", "programa/inai-cpgat-2017", "al:LineaDeAccion",
                                     "programa/inai-cpgat-2017/linea/2.2.5", "urn:x:nadie"])
def test_todo_sobre_grafo_por_grafo_es_todo(nueve, recortes, entidad: str) -> None:
    consulta = buscar("todo_sobre")
    entera = nueve.consultar(consulta.texto, ligar(consulta, {"entidad": entidad}, ACUNADOR))
    reparto = Reparto.hacer(consulta, {"entidad": entidad}, recortes.grafos, lambda _: nueve, ACUNADOR,
                            recortes.que_pueden)
    pagina = reparto.pagina(10**9, 10**9)
    assert pagina.filas == entera
    assert (pagina.vistos, pagina.siguiente) == (len(recortes.grafos), None)
    trozos = b"".join(reparto.trozos("csv"))
    assert trozos == nueve.serializar(consulta.texto, "csv", ligar(consulta, {"entidad": entidad}, ACUNADOR))


def test_de_lo_que_nombran_demasiados_no_se_cuenta_donde(nueve) -> None:
    from grafo.almacen.sondas import VECES, grafos_con

    assert f"LIMIT {VECES}\n" in buscar("grafos_de").texto
    ajeno = Graph()
    for n in range(VECES):
        ajeno.add((URIRef(f"urn:x:{n}"), RDFS.seeAlso, URIRef("urn:x:todos")))
    ajeno.add((URIRef("urn:x:1"), RDFS.label, Literal("uno")))
    almacen = almacen_con({URIRef("urn:x:ajeno"): ajeno})
    assert grafos_con(almacen, {"entidad": URIRef("urn:x:todos")}) is None
    assert grafos_con(almacen, {"entidad": URIRef("urn:x:1")}) == {"urn:x:ajeno"}
    assert grafos_con(almacen, {"entidad": URIRef("urn:x:nadie")}) == frozenset()


def test_un_lugar_puede_ser_un_grafo() -> None:
    grafo = "https://w3id.org/alinea/id/grafo/programa/a-2017"
    assert leer_desde(f"{grafo}:12") == Desde(grafo, 12)
    assert leer_desde("urn:x:a:0") == Desde("urn:x:a", 0)
    for malo in ("a:3:4", "urn:x<y>:3", "urn: x:3"):
        with pytest.raises(ErrorDeEntrada):
            leer_desde(malo)
