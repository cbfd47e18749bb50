"""`alinea servir` as a process: it serves, is told to end, and leaves nothing behind."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest
from rdflib.term import URIRef

from grafo.almacen import AlmacenEmbebido
from ontologia.errores import ErrorDeAlmacen

RAIZ = Path(__file__).parents[2]
SIN_FIN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?l) }"


def hijos_de(proceso: int) -> list[int]:
    return [int(n) for n in Path(f"/proc/{proceso}/task/{proceso}/children").read_text().split()]


def levantar(carpeta: Path, *palabras: str) -> tuple[subprocess.Popen[str], str]:
    """Start the command and return it with its address."""
    (carpeta / "tmp").mkdir()
    (carpeta / "aqui").mkdir()
    entorno = os.environ | {"PYTHONPATH": str(RAIZ), "TMPDIR": str(carpeta / "tmp"), "ALINEA_OBREROS": "2"}
    entorno.pop("ALINEA_ALMACEN", None)
    servidor = subprocess.Popen(
        [sys.executable, "-c", "from api.orden import principal; principal()", "servir", "--puerto", "0", *palabras],
        env=entorno, cwd=carpeta / "aqui", stderr=subprocess.PIPE, text=True)
    assert servidor.stderr is not None
    return servidor, next(m[0] for r in servidor.stderr if (m := re.search(r"http://127\.0\.0\.1:\d+", r)))


def preguntar(donde: str, texto: str) -> httpx.Response:
    return httpx.get(f"{donde}/sparql", params={"query": texto}, timeout=30.0,
                     headers={"Accept": "application/sparql-results+json"})


def test_el_servidor_se_despide_sin_dejar_procesos_ni_carpetas(tmp_path: Path) -> None:
    servidor, donde = levantar(tmp_path)
    try:
        assert preguntar(donde, "ASK { ?s ?p ?o }").json()["boolean"] is True
        assert len(list((tmp_path / "tmp").iterdir())) == 1
        respuestas: list[int] = []
        larga = threading.Thread(target=lambda: respuestas.append(preguntar(donde, SIN_FIN).status_code))
        larga.start()
        time.sleep(0.5)
        obreros = [h for h in hijos_de(servidor.pid) if b"obrero.py" in Path(f"/proc/{h}/cmdline").read_bytes()]
        assert len(obreros) == 3
        servidor.send_signal(signal.SIGTERM)
        assert servidor.wait(30) == 0
        larga.join()
    finally:
        servidor.kill()
        servidor.communicate()
    assert respuestas == [503]
    assert not [o for o in obreros if Path(f"/proc/{o}").exists()]
    assert not list((tmp_path / "tmp").iterdir())
    assert not list((tmp_path / "aqui").iterdir())


def test_el_servidor_de_una_carpeta_la_suelta_al_terminar(tmp_path: Path) -> None:
    nombre, carpeta = URIRef("https://x/g"), tmp_path / "a"
    almacen = AlmacenEmbebido(carpeta)
    almacen.reemplazar({nombre: [(nombre, nombre, nombre)]})
    almacen.cerrar()
    servidor, donde = levantar(tmp_path, "--almacen", str(carpeta))
    try:
        assert preguntar(donde, "ASK { ?s ?p ?o }").json()["boolean"] is True
        with pytest.raises(ErrorDeAlmacen, match=f"en uso por el proceso {servidor.pid}"):
            AlmacenEmbebido(carpeta)
        servidor.send_signal(signal.SIGINT)
        assert servidor.wait(30) == 0
    finally:
        servidor.kill()
        servidor.communicate()
    assert not list(carpeta.glob("instantaneas/*"))
    otra_vez = AlmacenEmbebido(carpeta)
    assert otra_vez.tamano == 1
    otra_vez.cerrar()
