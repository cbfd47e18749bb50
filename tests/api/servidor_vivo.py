"""`alinea servir` as a process, for what only a real socket shows; impatient, so that the tests need not wait."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from llaves_de_prueba import LLAVES

RAIZ = Path(__file__).parents[2]
ESPERA = 0.8
CONEXIONES = 24
ENTRAR = "from api.orden import principal; principal()"


@dataclass(frozen=True)
class Vivo:
    """A server that runs: its process, its port, its log."""

    proceso: subprocess.Popen[bytes]
    puerto: int
    registro: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.puerto}"

    def conectar(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.puerto), timeout=20)

    def lineas(self, numero: str) -> list[dict[str, object]]:
        """Return what the log says of a request, once it says something."""
        for _ in range(100):
            suyas = [json.loads(x) for x in self.registro.read_text().splitlines() if x.startswith("{") and numero in x]
            if suyas:
                return suyas
            time.sleep(0.05)
        return []


@contextmanager
def servidor(carpeta: Path, **ajustes: str) -> Iterator[Vivo]:
    """Start the command in a folder, and end it by its number."""
    llaves = carpeta / "llaves"
    llaves.write_text("".join(f"{x.nombre}\t{x.rol}\t{x.huella}\n" for x in LLAVES.todas))
    entorno = {k: v for k, v in os.environ.items() if not k.startswith("ALINEA_")} | {
        "PYTHONPATH": str(RAIZ),
        "ALINEA_OBREROS": "2",
        "ALINEA_LLAVES": str(llaves),
        "ALINEA_REGISTRO": "json",
        "ALINEA_ESPERA": str(ESPERA),
        "ALINEA_CONEXIONES": str(CONEXIONES),
        **ajustes,
    }
    registro = carpeta / "registro"
    with registro.open("wb") as salida:
        proceso = subprocess.Popen(
            [sys.executable, "-c", ENTRAR, "servir", "--puerto", "0"], env=entorno, cwd=carpeta, stderr=salida
        )
    try:
        yield Vivo(proceso, _puerto(proceso, registro), registro)
    finally:
        proceso.terminate()
        try:
            proceso.wait(20)
        except subprocess.TimeoutExpired:
            proceso.kill()
            proceso.wait()


def leer_todo(enchufe: socket.socket) -> bytes:
    """Return what comes until the other side closes, also when it cuts."""
    partes = []
    try:
        while parte := enchufe.recv(65536):
            partes.append(parte)
    except ConnectionResetError:
        pass
    return b"".join(partes)


def _puerto(proceso: subprocess.Popen[bytes], registro: Path) -> int:
    for _ in range(1200):
        if m := re.search(r"http://127\.0\.0\.1:(\d+)", registro.read_text()):
            return int(m[1])
        assert proceso.poll() is None, registro.read_text()
        time.sleep(0.05)
    raise AssertionError("el servidor no empezó")
