"""`alinea construir FOLDER` killed without warning at several points and run again: the graph of a run left alone."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.generador import lote
from grafo.almacen import AlmacenEmbebido
from grafo.flujo.registro import NOMBRE, Registro

RAIZ = Path(__file__).parents[2]
_DOCUMENTOS = 6
_TANDA_MINIMA = """from grafo.flujo import tuberia
tuberia._TANDA = 1
from api.orden import principal
principal()
"""
"""The command, publishing after each document: there are as many points to be killed at as there can be."""


@pytest.fixture(scope="module")
def carpeta(tmp_path_factory: pytest.TempPathFactory) -> Path:
    raiz = tmp_path_factory.mktemp("documentos")
    for nombre, texto, _ in lote(19, _DOCUMENTOS):
        (raiz / f"{nombre}.txt").write_text(texto, encoding="utf-8")
    return raiz


def lanzar(carpeta: Path, almacen: Path) -> subprocess.Popen[bytes]:
    """Start the command in a session of its own, so that its workers die with it."""
    return subprocess.Popen(
        [sys.executable, "-c", _TANDA_MINIMA, "construir", str(carpeta), "--almacen", str(almacen), "--procesos", "2"],
        env={**os.environ, "PYTHONPATH": str(RAIZ)}, cwd=RAIZ, stderr=subprocess.PIPE, start_new_session=True)


def construidos(carpeta: Path, almacen: Path) -> int:
    """Return how many documents the register of a store holds, while somebody else writes it."""
    if not (almacen / NOMBRE).is_file():
        return 0
    registro = Registro(almacen / NOMBRE)
    try:
        return sum(registro.de(str(r.resolve())) is not None for r in carpeta.glob("*.txt"))
    finally:
        registro.cerrar()


def canonico(almacen: Path) -> list[str]:
    """Return all quads in canonical form, sorted: one that stood twice would show."""
    abierto = AlmacenEmbebido(almacen)
    try:
        datos = Dataset(parse(abierto.volcar("nq"), format=RdfFormat.N_QUADS))
    finally:
        abierto.cerrar()
    datos.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, datos))


def test_matada_en_puntos_al_azar_al_correr_de_nuevo_el_grafo_es_el_de_una_sola_corrida(
        carpeta: Path, tmp_path: Path) -> None:
    sola = lanzar(carpeta, tmp_path / "sola")
    dicho = sola.communicate()[1].decode()
    assert sola.returncode == 0, dicho
    azar = random.Random(5)
    muertes = 0
    for tras in (1, 2, 4):  # documents in the register when the blow falls, and a moment at random
        proceso = lanzar(carpeta, tmp_path / "matada")
        while proceso.poll() is None and construidos(carpeta, tmp_path / "matada") < tras:
            time.sleep(0.01)
        time.sleep(azar.random() * 0.2)
        if proceso.poll() is None:
            os.killpg(proceso.pid, signal.SIGKILL)
            muertes += 1
        proceso.communicate()
    assert muertes >= 2
    hechos = construidos(carpeta, tmp_path / "matada")
    assert hechos
    ultima = lanzar(carpeta, tmp_path / "matada")
    dicho = ultima.communicate()[1].decode()
    assert ultima.returncode == 0, dicho
    assert f"{hechos} sin cambios" in dicho
    assert canonico(tmp_path / "matada") == canonico(tmp_path / "sola")
