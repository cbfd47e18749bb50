"""Requests sent one behind the other on a connection whose answers nobody reads."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from servidor_vivo import Vivo, leer_todo


def memoria_de(vivo: Vivo) -> int:
    """Return the bytes that the server's process holds."""
    dicho = Path(f"/proc/{vivo.proceso.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+) kB", dicho)[1]) * 1024  # type: ignore[index]


@pytest.mark.parametrize(("limite", "cuantas"), [(100_000, 150), (400, 4000)], ids=["largas", "cortas"])
def test_quien_encadena_peticiones_sin_leer_no_llena_la_memoria(vivo: Vivo, limite: int, cuantas: int) -> None:
    pedido = {"query": f"SELECT ?s ?p ?o {{ ?s ?p ?o }} LIMIT {limite}"}
    entera = httpx.get(f"{vivo.url}/sparql", params=pedido, headers={"Accept": "text/csv"}, timeout=30)
    assert entera.status_code == 200
    assert len(entera.content) * cuantas > 200_000_000
    antes = mayor = memoria_de(vivo)
    with vivo.conectar() as enchufe:
        enchufe.settimeout(1)
        una = f"GET /sparql?{httpx.QueryParams(pedido)} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n".encode()
        with suppress(OSError):  # the server stopped reading, or cut
            enchufe.sendall(una * cuantas)
        for _ in range(40):
            mayor = max(mayor, memoria_de(vivo))
            time.sleep(0.05)
    assert mayor - antes < 64_000_000
    assert httpx.get(f"{vivo.url}/salud/vivo", timeout=20).status_code == 200


def test_muchas_peticiones_en_fila_se_contestan_todas_y_en_orden(vivo: Vivo) -> None:
    caminos = ["/salud/vivo", "/sparql?query=ASK%7B%7D", "/nada"] * 400
    with vivo.conectar() as enchufe:
        enchufe.sendall("".join(f"GET {c} HTTP/1.1\r\nHost: x\r\n\r\n" for c in caminos[:-1]).encode())
        enchufe.sendall(b"GET /nada HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        dicho = leer_todo(enchufe)
    estados = [int(x) for x in re.findall(rb"HTTP/1\.1 (\d{3})", dicho)]
    assert estados == [200, 200, 404] * 400
