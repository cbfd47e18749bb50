"""The same work on a Dask cluster of separate processes, one of which is killed half way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from documentos_de_prueba import escribir
from fichas_al_azar import ficha_al_azar

from grafo.almacen import AlmacenEmbebido
from grafo.flujo import Avance, Encargado, Registro, construir_en_flujo, en_dask, en_este_proceso
from ontologia.errores import ErrorDeEntrada
from ontologia.iris import Acunador

pytest.importorskip("distributed")

RAIZ = Path(__file__).parents[2]
PROGRAMAS = 16


@pytest.fixture
def cumulo(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers on loopback."""
    entorno = {**os.environ, "PYTHONPATH": str(RAIZ), "DASK_DISTRIBUTED__WORKER__USE_FILE_LOCKING": "False"}
    anuncio = tmp_path / "planificador.json"

    def arrancar(modulo: str, *opciones: str) -> subprocess.Popen[bytes]:
        orden = [sys.executable, "-m", f"distributed.cli.{modulo}", *opciones]
        return subprocess.Popen(orden, cwd=tmp_path, env=entorno, stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL)

    procesos = [arrancar("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
                         "--scheduler-file", str(anuncio))]
    try:
        procesos += [arrancar("dask_worker", "--scheduler-file", str(anuncio), "--nthreads", "1", "--no-nanny",
                              "--no-dashboard", "--host", "127.0.0.1") for _ in range(2)]
        yield _direccion(anuncio), procesos[1:]
    finally:
        for proceso in procesos:
            proceso.kill()
            proceso.wait()


def _direccion(anuncio: Path) -> str:
    """Wait for the scheduler and both workers."""
    import json

    from distributed import Client

    while not anuncio.exists() or not anuncio.read_text(encoding="utf-8").strip():
        time.sleep(0.1)
    direccion = str(json.loads(anuncio.read_text(encoding="utf-8"))["address"])
    with Client(direccion, set_as_default=False) as cliente:
        cliente.wait_for_workers(2, timeout=120)
    return direccion


def test_con_un_obrero_muerto_a_medias_el_grafo_es_el_mismo(
        cumulo: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path) -> None:
    direccion, obreros = cumulo
    rutas = []
    for n in range(PROGRAMAS):
        ficha = ficha_al_azar(n)
        ruta = tmp_path / f"p{n:02}.txt"
        ruta.write_text(escribir(replace(ficha, titulo=f"{ficha.titulo[:-4]}{2001 + n}")), encoding="utf-8")
        rutas.append(str(ruta))

    def matar_a_medias(avance: Avance) -> None:
        if avance.vistos == 3:
            obreros[0].send_signal(signal.SIGKILL)

    uno, otro = AlmacenEmbebido(), AlmacenEmbebido()
    encargado = Encargado(Acunador())
    avance = construir_en_flujo(rutas, uno, Registro(None), encargado, en_dask(direccion), matar_a_medias)
    assert obreros[0].wait(timeout=30) == -signal.SIGKILL
    assert (avance.vistos, avance.leidos, avance.fallos) == (PROGRAMAS, PROGRAMAS, [])
    construir_en_flujo(rutas, otro, Registro(None), encargado, en_este_proceso)
    assert uno.nombres_de_grafos() == otro.nombres_de_grafos()
    assert _renglones(uno) == _renglones(otro)


def _renglones(almacen: AlmacenEmbebido) -> list[bytes]:
    """The quads in order; those of the vocabulary, which has blank nodes, are not built here."""
    return sorted(r for r in almacen.volcar("nq").splitlines() if b"/grafo/ontologia> ." not in r)


def test_sin_planificador_se_dice_donde_no_responde() -> None:
    with pytest.raises(ErrorDeEntrada, match=r"127\.0\.0\.1:9"):
        list(en_dask("tcp://127.0.0.1:9")(iter(())))
