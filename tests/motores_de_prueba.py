"""Real SPARQL servers on loopback, started for the tests and stopped after them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from grafo.almacen import Acceso

MOTORES = ("oxigraph", "virtuoso")

_INI = """
[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
FileExtend = 200
MaxCheckpointRemap = 500
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = t.db
TransactionFile = t.trx
MaxCheckpointRemap = 500
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 20
CheckpointInterval = 0
CaseMode = 2
DefaultIsolation = 2
DirsAllowed = .
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 10000
"""


@dataclass(frozen=True)
class EnMarcha:
    """A server that answers."""

    nombre: str
    url: str
    acceso: Acceso
    carpeta: Path
    puerto_sql: int = 0


def programa_de(nombre: str) -> str | None:
    """Return the path of a server's program, None when it is not installed."""
    if nombre == "virtuoso":
        return shutil.which("virtuoso-t")
    propio = Path(sys.executable).with_name("oxigraph")
    return str(propio) if propio.exists() else shutil.which("oxigraph")


@contextmanager
def en_marcha(nombre: str, carpeta: Path, *opciones: str) -> Iterator[EnMarcha]:
    """Start a server in an empty folder and yield it when it answers; skip where it is not installed, unless in CI."""
    programa = programa_de(nombre)
    if programa is None and os.environ.get("CI") != "true":
        pytest.skip(f"{nombre} no está instalado")
    assert programa is not None, f"{nombre} no está instalado, y en CI debe estarlo"
    http, sql = libre(), libre()
    base = f"http://127.0.0.1:{http}"
    if nombre == "virtuoso":
        (carpeta / "virtuoso.ini").write_text(_INI.format(sql=sql, http=http), encoding="ascii")
        orden = [programa, "-f", "-c", "virtuoso.ini"]
        motor = EnMarcha(nombre, f"{base}/sparql", Acceso("dba", "dba"), carpeta, sql)
    else:
        orden = [programa, "serve", "--location", "datos", "--bind", f"127.0.0.1:{http}",
                 *(opciones or ("--union-default-graph",))]
        motor = EnMarcha(nombre, base, Acceso(), carpeta)
    with (carpeta / "salida.log").open("wb") as salida:
        proceso = subprocess.Popen(orden, cwd=carpeta, stdout=salida, stderr=subprocess.STDOUT)
        try:
            _esperar(base, proceso)
            yield motor
        finally:
            proceso.kill()
            proceso.wait()


def libre() -> int:
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        return int(enchufe.getsockname()[1])


def _esperar(base: str, proceso: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert proceso.poll() is None, "el servidor terminó al arrancar"
        try:
            httpx.get(f"{base}/sparql", timeout=5, trust_env=False)
            return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise AssertionError("el servidor no respondió")
