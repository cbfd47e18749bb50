"""A question asked of one programme after another says what it says of all of them at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultas import Desde, Filas, Reparto, buscar, catalogo, leer_desde, ligar, se_reparte
from grafo.almacen import AlmacenEmbebido, Recortes
from grafo.construccion import construir, leer_bytes
from ontologia.errores import ErrorDeEntrada
from ontologia.iris import Acunador

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.generador import documento

ACUNADOR = Acunador()
VALORES = {"palabras": "de"}
REPARTIDAS = sorted(nombre for nombre, c in catalogo().items() if se_reparte(c))


@pytest.fixture(scope="session")
def tres(leido_real) -> Iterator[AlmacenEmbebido]:
    """A store with the packaged programme and two made-up ones with defects."""
    otros = [leer_bytes(documento(5, n)[0].encode(), f"generado-{n}.txt") for n in (3, 30)]
    almacen = AlmacenEmbebido()
    construir([leido_real, *otros], almacen, ACUNADOR)
    yield almacen
    almacen.cerrar()


@pytest.fixture(scope="session")
def recortes(tres) -> Recortes:
    return Recortes(tres, ACUNADOR)


def pedidos(nombre: str) -> dict[str, str]:
    return {p.nombre: VALORES[p.nombre] for p in buscar(nombre).parametros if not p.opcional}


def repartir(recortes: Recortes, nombre: str, valores: dict[str, str] | None = None) -> Reparto:
    return Reparto.hacer(buscar(nombre), pedidos(nombre) if valores is None else valores, recortes.programas,
                         recortes.acotado, ACUNADOR)


def de_la_union(almacen: AlmacenEmbebido, nombre: str) -> Filas:
    consulta = buscar(nombre)
    filas = almacen.consultar(consulta.texto, ligar(consulta, pedidos(nombre), ACUNADOR))
    assert isinstance(filas, Filas)
    return filas


def test_toda_consulta_con_programa_se_reparte() -> None:
    assert {n for n, c in catalogo().items() if any(p.nombre == "programa" for p in c.parametros)} == set(REPARTIDAS)


@pytest.mark.parametrize("nombre", REPARTIDAS)
def test_las_respuestas_de_cada_programa_una_tras_otra_son_la_de_todos(tres, recortes, nombre: str) -> None:
    entera = de_la_union(tres, nombre)
    pagina = repartir(recortes, nombre).pagina(10**9, 10**9)
    assert pagina.filas == entera
    assert (pagina.vistos, pagina.todos, pagina.siguiente) == (3, 3, None)


@pytest.mark.parametrize("nombre", REPARTIDAS)
def test_la_copia_de_un_programa_contesta_lo_que_el_almacen_dice_de_el(tres, recortes, nombre: str) -> None:
    entera = de_la_union(tres, nombre)
    for clave in recortes.programas:
        terminos = ligar(buscar(nombre), {**pedidos(nombre), "programa": clave}, ACUNADOR)
        suyas = recortes.de(clave).consultar(buscar(nombre).texto, terminos)
        assert isinstance(suyas, Filas)
        columna = entera.columna("programa")
        assert suyas.filas == tuple(f for f, p in zip(entera.filas, columna, strict=True)
                                    if p == ACUNADOR.programa(clave))


@pytest.mark.parametrize("formato", ["json", "csv", "tsv", "xml"])
@pytest.mark.parametrize("nombre", ["lineas", "hallazgos", "lineas_sin_mandato", "revisiones", "buscar_texto"])
def test_la_descarga_por_programas_son_los_mismos_bytes(tres, recortes, nombre: str, formato: str) -> None:
    consulta = buscar(nombre)
    entera = tres.serializar(consulta.texto, formato, ligar(consulta, pedidos(nombre), ACUNADOR))
    assert b"".join(repartir(recortes, nombre).trozos(formato)) == entera


@settings(max_examples=25, deadline=None)
@given(maximo=st.integers(1, 90), avanza=st.sampled_from([0.0, 0.4, 2.0]))
def test_las_paginas_de_cualquier_tamano_no_pierden_ni_repiten_un_renglon(tres, recortes, maximo, avanza) -> None:
    hora = [0.0]

    def reloj() -> float:
        hora[0] += avanza
        return hora[0]

    reparto, filas, desde = repartir(recortes, "citas_de_lineas"), [], None
    while True:
        pagina = reparto.pagina(maximo, 1.0, desde, reloj)
        assert len(pagina.filas.filas) <= maximo
        filas += pagina.filas.filas
        if pagina.siguiente is None:
            break
        assert pagina.siguiente != desde
        desde = leer_desde(str(pagina.siguiente))
    assert tuple(filas) == de_la_union(tres, "citas_de_lineas").filas


def test_pasado_el_plazo_la_pagina_dice_cuantos_programas_vio_y_por_donde_sigue(recortes) -> None:
    pagina = repartir(recortes, "revisiones").pagina(100, 0.0)
    assert (len(pagina.filas.filas), pagina.vistos, pagina.todos) == (0, 1, 3)
    assert pagina.siguiente == Desde(recortes.programas[1])


def test_un_valor_de_un_programa_solo_se_pregunta_de_ese(recortes) -> None:
    linea = str(ACUNADOR.elemento("inai-cpgat-2017", "linea", "2.2.4"))
    reparto = repartir(recortes, "apoyos_de_linea", {"linea": linea})
    assert list(reparto.claves) == ["inai-cpgat-2017"]
    filas = reparto.pagina(100, 10**9).filas
    assert [str(f) for f in filas.columna("numeroApoyo")] == ["1", "4", "6"]


def test_lo_que_es_de_dos_programas_no_es_de_ninguno(recortes) -> None:
    otro = next(c for c in recortes.programas if c != "inai-cpgat-2017")
    valores = {"programa": otro, "linea": str(ACUNADOR.elemento("inai-cpgat-2017", "linea", "2.2.4"))}
    assert repartir(recortes, "apoyos_de_linea", valores).pagina(100, 10**9).filas.filas == ()


def test_un_lugar_que_no_es_de_un_programa_retirado_sigue_en_el_que_le_toca(recortes) -> None:
    primero, segundo, tercero = recortes.programas
    entre = Desde(f"{primero}-y-algo", 7)
    assert primero < entre.programa < segundo
    pagina = repartir(recortes, "lineas").pagina(10**9, 10**9, entre)
    assert {str(p).rpartition("/")[2] for p in pagina.filas.columna("programa")} == {segundo, tercero}


@pytest.mark.parametrize("texto", ["x", "a:b", "a/b:3", "a:3:4", ":1", "a:-1", "a" * 300 + ":1"])
def test_un_lugar_mal_escrito_se_dice(texto: str) -> None:
    with pytest.raises(ErrorDeEntrada):
        leer_desde(texto)
