"""Every programme of a store, audited and simulated: a row for each, as each says alone."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from api.taller import Abierto
from api.todos import auditar_todos, de_renglones, simular_todos
from grafo.almacen import AlmacenEmbebido
from grafo.construccion import construir
from ontologia.errores import NoExiste

TODOS = frozenset({"expresa", "nominal", "heredada_estrategia", "heredada_objetivo", "cita", "relacionada"})


@pytest.fixture(scope="module")
def dos(leido_real, acunador) -> Abierto:
    """The packaged programme, and the same with a new key and without its first line."""
    p = leido_real.programa
    menor = replace(leido_real, programa=replace(p, clave="otro-2018", lineas_accion=p.lineas_accion[1:]))
    almacen = AlmacenEmbebido()
    construir([leido_real, menor], almacen, acunador)
    return Abierto(almacen, acunador)


def test_cada_programa_tiene_su_renglon_y_sus_cuentas(dos) -> None:
    # 25 lines: 11 speak of the topic expressly, 12 by name, 2 inherit it; the first one (1.1.1) is not in the other.
    uno, otro = auditar_todos(dos, None, TODOS)
    assert (uno.programa, uno.lineas, otro.programa, otro.lineas) == ("inai-cpgat-2017", 25, "otro-2018", 24)
    assert {n: c for n, c in uno.cuentas.items() if c} == {"expresa": 11, "nominal": 12, "heredada_estrategia": 2}
    assert sum(otro.cuentas.values()) == 24
    assert not uno.detalle["huecos"]


def test_lo_exigido_se_exige_de_cada_uno(dos) -> None:
    uno, otro = auditar_todos(dos, None, {"expresa"})
    assert len(uno.detalle["huecos"]) == 14
    assert set(otro.detalle["huecos"]) == set(uno.detalle["huecos"]) - {"1.1.1"}


def test_los_renglones_son_json_por_lineas_y_csv(dos) -> None:
    renglones = list(auditar_todos(dos, None, TODOS))
    leidos = [json.loads(x) for x in de_renglones(renglones, "json").splitlines()]
    assert [(x["programa"], x["lineas"]) for x in leidos] == [("inai-cpgat-2017", 25), ("otro-2018", 24)]
    assert leidos[0]["cuentas"]["expresa"] == 11
    filas = list(csv.DictReader(io.StringIO(de_renglones(renglones, "csv"))))
    assert [(f["programa"], f["lineas"]) for f in filas] == [("inai-cpgat-2017", "25"), ("otro-2018", "24")]
    assert filas[0]["nominal"] == "12"
    assert "inai-cpgat-2017  expresa 11" in de_renglones(renglones, "texto")


def test_sin_la_ley_todas_las_lineas_de_todos_pierden_su_mandato(dos) -> None:
    uno, otro = simular_todos(dos, ["lgtaip-2015"])
    assert (len(uno.detalle["pierden"]), len(otro.detalle["pierden"])) == (25, 24)


def test_lo_que_ningun_programa_conoce_no_existe(dos) -> None:
    with pytest.raises(NoExiste):
        list(simular_todos(dos, ["unidad/ninguna-parte"]))
