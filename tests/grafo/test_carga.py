"""A dump loaded by the engine's own loader is the graph that Alinea publishes: docs/motores.md says how."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from motores_de_prueba import EnMarcha, en_marcha, programa_de

from consultas import catalogo, ligar
from grafo.almacen import AlmacenEmbebido, AlmacenRemoto
from ontologia.iris import Acunador

CLAVE = "inai-cpgat-2017"
PREGUNTAS = ("programas", "cuentas_por_nivel", "indicadores")


def comparar(motor: EnMarcha, almacen: AlmacenEmbebido) -> None:
    """Compare every graph by its count, and the answers of some questions."""
    remoto = AlmacenRemoto(motor.url, motor.acceso)
    assert {i: len(remoto.grafo(i)) for i in remoto.nombres_de_grafos()} == {
        i: len(almacen.grafo(i)) for i in almacen.nombres_de_grafos()}
    for nombre in PREGUNTAS:
        consulta = catalogo()[nombre]
        valores = {p.nombre: CLAVE for p in consulta.parametros if p.nombre == "programa"}
        parametros = ligar(consulta, valores, Acunador(), CLAVE)
        aqui, alla = (a.consultar(consulta.texto, parametros) for a in (almacen, remoto))
        assert aqui.filas, nombre  # type: ignore[union-attr]
        assert alla == aqui, nombre
    remoto.cerrar()


def test_lo_volcado_entra_por_el_cargador_de_oxigraph(almacen_real: AlmacenEmbebido, tmp_path: Path) -> None:
    if programa_de("oxigraph") is None and os.environ.get("CI") != "true":
        pytest.skip("oxigraph no está instalado")
    (tmp_path / "alinea.nq").write_bytes(almacen_real.volcar("nq"))
    subprocess.run([str(programa_de("oxigraph")), "load", "--location", "datos", "--file", "alinea.nq"], cwd=tmp_path,
                   check=True, capture_output=True)
    with en_marcha("oxigraph", tmp_path) as motor:
        comparar(motor, almacen_real)


def test_lo_volcado_entra_por_el_cargador_de_virtuoso(almacen_real: AlmacenEmbebido, tmp_path: Path) -> None:
    isql = shutil.which("isql-vt")
    if isql is None and os.environ.get("CI") != "true":
        pytest.skip("virtuoso no está instalado")
    assert isql is not None
    (tmp_path / "alinea.nq").write_bytes(almacen_real.volcar("nq"))
    with en_marcha("virtuoso", tmp_path) as motor:
        hecho = subprocess.run(
            [isql, f"127.0.0.1:{motor.puerto_sql}", motor.acceso.usuario, motor.acceso.clave, "ERRORS=STDOUT",
             "exec=ld_dir('.', '*.nq', 'urn:x-alinea:sin-grafo'); rdf_loader_run(); checkpoint; "
             "SELECT ll_state, ll_error FROM DB.DBA.LOAD_LIST;"],
            check=True, capture_output=True, text=True, timeout=120)
        assert re.search(r"^2 +NULL", hecho.stdout, re.MULTILINE), hecho.stdout
        comparar(motor, almacen_real)
