"""The endpoint against its peers, on the same data in the same run: `python bench/extremo.py [rounds] [seconds]`.

Requests a second, the 99th percentile and the processor's time at 1, 8 and 32 clients, for five queries that anybody
might write and five questions of the catalogue, beside `oxigraph serve` and `rdflib-endpoint`. The servers take turns,
every one with the same client (`bench/carga.py`); what is printed is the median of the rounds (rdflib-endpoint runs in
the first one only: its clients have to be waited for). A question of the catalogue is asked of the peers as the text
that it stands for. A free query has another text each time, so that nobody can have its answer; the row "repeated" asks
one text again and again. Our server logs failures only, as its peers do. Where the machine has other work to do, the
ratio of the processor's time is the one to look at.
"""

from __future__ import annotations

import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import httpx
from carga import Medida, cargar, peticiones

from consultas import buscar
from consultas.ejecutor import ligar
from grafo.almacen import AlmacenEmbebido
from grafo.almacen.ligaduras import ligar_en_texto
from grafo.construccion import construir, leer, ruta_empaquetada
from ontologia.iris import Acunador

_CLIENTES = (1, 8, 32)
_JSON = "application/sparql-results+json"
_PREGUNTAS: Mapping[str, Mapping[str, str]] = {
    "lineas_sin_mandato": {}, "articulos_y_lineas": {}, "cuentas_por_nivel": {}, "hallazgos_por_tipo": {},
    "articulos_sin_lineas": {},
}
_AL = "PREFIX al: <https://w3id.org/alinea/ont#> "
_LIBRES = {
    "ASK": "ASK { ?s ?p ?o }",
    "one line": _AL + "SELECT ?t WHERE { ?l a al:LineaDeAccion ; al:numero '2.2.5' ; al:texto ?t }",
    "25 lines": _AL + "SELECT ?n ?t WHERE { ?l a al:LineaDeAccion ; al:numero ?n ; al:texto ?t } ORDER BY ?n LIMIT 25",
    "count by class": "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?c } GROUP BY ?c",
    "label contains": "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT DISTINCT ?s ?e WHERE "
                      "{ ?s rdfs:label ?e FILTER(CONTAINS(LCASE(STR(?e)), 'transparencia')) } LIMIT 20",
}


@dataclass(frozen=True)
class Servidor:
    """A server that runs: its name, port, the path of its queries, and its process."""

    nombre: str
    puerto: int
    camino: str
    proceso: int

    def procesador(self) -> float:
        """Return the seconds of processor that it and its children have taken."""
        hijos = Path(f"/proc/{self.proceso}/task/{self.proceso}/children").read_text().split()
        suyos = [self.proceso, *map(int, hijos)]
        campos = [Path(f"/proc/{p}/stat").read_text().rpartition(")")[2].split() for p in suyos]
        return sum(int(c[11]) + int(c[12]) for c in campos) / os.sysconf("SC_CLK_TCK")


def principal(rondas: int, segundos: float) -> None:
    """Measure everything and print it."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, " + ", ".join(
        f"{p} {version(p)}" for p in ("pyoxigraph", "oxigraph", "rdflib-endpoint", "uvicorn", "uvloop")))
    with tempfile.TemporaryDirectory() as carpeta, levantados(Path(carpeta)) as (servidores, textos):
        print(f"{rondas} rounds of {segundos:g} s; ratios to oxigraph serve | rdflib-endpoint; "
              "to oxigraph in CPU; then requests/s, p99 (ms) and CPU µs a request: ours, oxigraph, rdflib-endpoint")
        for clase, casos in (("free", _LIBRES), ("repeated", {"25 lines": _LIBRES["25 lines"]}), ("catalogue", textos)):
            for nombre, texto in casos.items():
                for clientes in _CLIENTES:
                    medir(clase, nombre, texto, servidores, clientes, rondas, segundos)


def medir(clase: str, nombre: str, texto: str, servidores: Sequence[Servidor], clientes: int, rondas: int,
          segundos: float) -> None:
    """Measure one row and print it."""
    medidas: dict[str, list[Medida]] = {s.nombre: [] for s in servidores}
    cpu: dict[str, list[float]] = {s.nombre: [] for s in servidores}
    for ronda in range(rondas):
        for s in servidores[:3 if ronda == 0 else 2]:
            propia = clase == "catalogue" and s.nombre == "ours"
            camino = f"/consultas/{nombre}" if propia else s.camino
            lista = peticiones(s.puerto, camino, [] if propia else [texto], _JSON)
            antes = s.procesador()
            medida = cargar(s.puerto, lista[:1] if clase == "repeated" else lista, clientes, segundos)
            cpu[s.nombre].append((s.procesador() - antes) / max(medida.hechas, 1) * 1e6)
            medidas[s.nombre].append(medida)
    por_segundo = {n: statistics.median(m.por_segundo for m in suyas) for n, suyas in medidas.items()}
    gasto = {n: statistics.median(suyos) for n, suyos in cpu.items()}
    p99 = {n: statistics.median(m.p99 for m in suyas) for n, suyas in medidas.items()}
    fallidas = {n: f for n, suyas in medidas.items() if (f := sum(m.fallidas for m in suyas))}
    nuestro, oxigraph, rdflib = por_segundo.values()
    print(f"{nuestro / oxigraph if oxigraph else 0:7.2f} × | {nuestro / rdflib if rdflib else float('inf'):7.1f} ×  "
          f"{gasto['oxigraph'] / gasto['ours']:6.2f} × CPU  "
          f"{clase:<10} {nombre:<22} {clientes:>3} clients  "
          + "  ".join(f"{por_segundo[n]:7.0f}/s {p99[n]:7.1f} {gasto[n]:7.0f}" for n in medidas)
          + (f"  FAILED {fallidas}" if fallidas else ""), flush=True)


@contextmanager
def levantados(carpeta: Path) -> Iterator[tuple[list[Servidor], dict[str, str]]]:
    """Yield the three servers over the same data, and the catalogue's questions as text."""
    almacen, acunador = AlmacenEmbebido(carpeta / "a"), Acunador()
    leido = leer(ruta_empaquetada())
    construir([leido], almacen, acunador)
    almacen.copiar(carpeta / "o")
    cuads = almacen.volcar("nq").decode().splitlines()
    (carpeta / "todo.nt").write_text("\n".join(sorted({f"{c.rsplit(' <', 1)[0]} ." for c in cuads})) + "\n", "utf-8")
    textos = {n: ligar_en_texto(buscar(n).texto, ligar(buscar(n), v, acunador, leido.programa.clave))
              for n, v in _PREGUNTAS.items()}
    almacen.cerrar()
    bajo = Path(sys.executable).parent
    puertos = [_puerto() for _ in range(3)]
    ordenes = [
        [sys.executable, "-c", "from api.orden import principal; principal()", "servir", "--puerto", str(puertos[0]),
         "--almacen", str(carpeta / "a")],
        [str(bajo / "oxigraph"), "serve-read-only", "-l", str(carpeta / "o"), "-b", f"127.0.0.1:{puertos[1]}",
         "--union-default-graph"],
        [str(bajo / "rdflib-endpoint"), "serve", "--host", "127.0.0.1", "--port", str(puertos[2]),
         str(carpeta / "todo.nt")],
    ]
    entorno = os.environ | {"ALINEA_REGISTRO": "fallas", "ALINEA_OBREROS": str(os.cpu_count() or 2)}
    procesos = [subprocess.Popen(o, env=entorno, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for o in ordenes]
    try:
        servidores = [Servidor(n, puerto, camino, p.pid) for n, puerto, camino, p in zip(
            ("ours", "oxigraph", "rdflib-endpoint"), puertos, ("/sparql", "/query", "/"), procesos, strict=True)]
        for s in servidores:
            _esperar(s)
        yield servidores, textos
    finally:
        for proceso in procesos:
            proceso.terminate()
            proceso.wait(30)


def _puerto() -> int:
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        return int(enchufe.getsockname()[1])


def _esperar(servidor: Servidor) -> None:
    for _ in range(240):
        try:
            if httpx.get(f"http://127.0.0.1:{servidor.puerto}{servidor.camino}", params={"query": "ASK {}"},
                         headers={"Accept": _JSON}).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.25)
    raise SystemExit(f"{servidor.nombre} does not answer")


if __name__ == "__main__":
    principal(int(sys.argv[1]) if len(sys.argv) > 1 else 3, float(sys.argv[2]) if len(sys.argv) > 2 else 2.0)
