"""Four clients, each a process of its own, write at once to a server that is another: nothing is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from llaves_de_prueba import de
from rdflib import Literal, URIRef
from servidor_vivo import Vivo, servidor

from grafo.almacen import AlmacenEmbebido

CLIENTES, VECES = 4, 8
CUENTA, HECHOS = URIRef("https://x/cuenta"), URIRef("https://x/hechos")
P = URIRef("https://x/p")
SUMA = f"""
DELETE {{ GRAPH <{CUENTA}> {{ <{CUENTA}> <{P}> ?n }} }}
INSERT {{ GRAPH <{CUENTA}> {{ <{CUENTA}> <{P}> ?m }} }}
WHERE {{ GRAPH <{CUENTA}> {{ <{CUENTA}> <{P}> ?n }} BIND(?n + 1 AS ?m) }}"""
CLIENTE = """
import http.client, json, sys
_, puerto, quien, veces, suma, cabeceras = sys.argv
conexion = http.client.HTTPConnection("127.0.0.1", int(puerto), timeout=60)

def enviar(camino, cuerpo, tipo):
    conexion.request("POST", camino, cuerpo, json.loads(cabeceras) | {"Content-Type": tipo})
    respuesta = conexion.getresponse()
    respuesta.read()
    assert respuesta.status in (201, 204), respuesta.status

print("listo", flush=True)
sys.stdin.readline()
for vez in range(int(veces)):
    enviar("/sparql", suma, "application/sparql-update")
    enviar("/grafos?graph=https://x/hechos", f"<https://x/{quien}/{vez}> <https://x/p> {vez} .", "text/turtle")
"""


@pytest.fixture
def vivo(tmp_path: Path) -> Iterator[Vivo]:
    almacen = AlmacenEmbebido(tmp_path / "datos")
    almacen.reemplazar({CUENTA: [(CUENTA, P, Literal(0))]})
    almacen.cerrar()
    with servidor(tmp_path, ALINEA_ALMACEN=str(tmp_path / "datos"), ALINEA_MOTOR_SHACL="rapida") as este:
        yield este


def test_cuatro_procesos_que_escriben_por_http_no_pierden_nada(vivo: Vivo) -> None:
    clientes = [subprocess.Popen([sys.executable, "-c", CLIENTE, str(vivo.puerto), str(n), str(VECES), SUMA,
                                  json.dumps(de("Ana"))], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
                for n in range(CLIENTES)]
    try:
        for cliente in clientes:
            assert cliente.stdout is not None
            assert cliente.stdout.readline() == b"listo\n"
        for cliente in clientes:  # all of them are there: now
            assert cliente.stdin is not None
            cliente.stdin.write(b"\n")
            cliente.stdin.flush()
        assert [cliente.wait(120) for cliente in clientes] == [0] * CLIENTES
    finally:
        for cliente in clientes:
            cliente.kill()
            cliente.communicate()
    with httpx.Client(base_url=vivo.url, timeout=30, headers=de("Ana") | {"Accept": "application/n-triples"}) as c:
        (cuenta,) = c.get("/grafos", params={"graph": str(CUENTA)}).text.splitlines()
        assert f'"{CLIENTES * VECES}"^^' in cuenta
        hechos = c.get("/grafos", params={"graph": str(HECHOS)}).text.splitlines()
        assert {h.split()[0] for h in hechos} == {f"<https://x/{n}/{v}>" for n in range(CLIENTES) for v in range(VECES)}
        bitacora = c.get("/api/bitacora?maximo=500").json()
    assert [a["suceso"] for a in bitacora["asientos"]].count("publica") == 2 * CLIENTES * VECES
    assert bitacora["faltas"] == []
