"""Reading and building many programmes, as ratios: `python bench/construir.py [programmes …]` (else 10 100 1000).

- documents read a second, in one process;
- triples built a second (model to stored, on disk) against the engine's bare bulk load of the same triples;
- peak memory of `alinea construir FOLDER` (VmHWM of its process and of its largest worker) and how it grows;
- a second run in which nothing changed, against the first.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import pyoxigraph as ox

from bench.generador import lote
from grafo.almacen import AlmacenEmbebido
from grafo.almacen.ntriples import a_ntriples
from grafo.construccion import Leido, leer_bytes, ternas_de
from ontologia.iris import Acunador

RAIZ = Path(__file__).parents[1]
def principal() -> None:
    """Measure and print."""
    cuantos = [int(x) for x in sys.argv[1:]] or [10, 100, 1000]
    bibliotecas = ", ".join(f"{n} {version(n)}" for n in ("rdflib", "pyoxigraph"))
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores; {bibliotecas}")
    modelo_a_almacen(min(max(cuantos), 100))
    corridas(cuantos)


def modelo_a_almacen(cuantos: int) -> None:
    """CPU of reading; CPU of building (model to stored) against the bare bulk load of the same triples."""
    textos = [(nombre, texto.encode()) for nombre, texto, _ in lote(7, cuantos)]
    inicio = time.process_time()
    leidos = [leer_bytes(texto, f"{nombre}.txt") for nombre, texto in textos]
    lectura = time.process_time() - inicio
    with tempfile.TemporaryDirectory() as carpeta:
        ajena, bloques = _a_secas(leidos, Path(carpeta))
        propia = _construir(leidos, Path(carpeta))
    tripletas = sum(b.count(b"\n") for b in bloques)
    print(f"{propia / ajena:8.2f}  building against bare bulk load   {tripletas / propia:10,.0f} triples/s against "
          f"{tripletas / ajena:10,.0f} ({tripletas:,} triples, CPU)")
    print(f"{lectura / propia:8.2f}  reading against building          {cuantos / lectura:10.1f} documents/s (CPU)")


def _a_secas(leidos: list[Leido], carpeta: Path) -> tuple[float, list[bytes]]:
    acunador = Acunador()
    bloques = [a_ntriples(t) for leido in leidos for t in ternas_de(leido, acunador).values()]
    cuadruplas = b"".join(b.replace(b" .\n", b" <http://a/%d> .\n" % n) for n, b in enumerate(bloques))
    inicio = time.process_time()
    motor = ox.Store(str(carpeta / "secas"))
    motor.bulk_load(cuadruplas, format=ox.RdfFormat.N_QUADS)
    motor.flush()
    return time.process_time() - inicio, bloques


def _construir(leidos: list[Leido], carpeta: Path) -> float:
    acunador, almacen = Acunador(), AlmacenEmbebido(carpeta / "propio")
    inicio = time.process_time()
    for desde in range(0, len(leidos), 16):
        almacen.reemplazar({iri: a_ntriples(t) for leido in leidos[desde:desde + 16]
                            for iri, t in ternas_de(leido, acunador).items()})
    segundos = time.process_time() - inicio
    almacen.cerrar()
    return segundos


def corridas(cuantos: list[int]) -> None:
    """Whole runs of the command, first and second, by number of programmes."""
    primero: tuple[int, int] | None = None
    for n in cuantos:
        with tempfile.TemporaryDirectory() as carpeta:
            documentos = Path(carpeta) / "documentos"
            documentos.mkdir()
            for nombre, texto, _ in lote(7, n):
                (documentos / f"{nombre}.txt").write_text(texto, encoding="utf-8")
            completa, memoria = _correr(documentos, Path(carpeta) / "almacen")
            otra, _ = _correr(documentos, Path(carpeta) / "almacen")
        primero = primero or memoria
        print(f"{otra / completa:8.2f}  nothing changed against full      {n:6} programmes  {n / completa:7.1f} "
              f"documents/s whole, {completa:7.1f} s against {otra:6.1f} s")
        print(f"{memoria[0] / primero[0]:8.2f}  memory against {cuantos[0]} programmes   {n:6} programmes  "
              f"{memoria[0] / 1024:7.0f} MB, largest worker {memoria[1] / 1024:7.0f} MB "
              f"({memoria[1] / primero[1]:.2f})")


def _correr(documentos: Path, almacen: Path) -> tuple[float, tuple[int, int]]:
    """Run the command; return wall seconds and peak kB of the process and of its largest worker."""
    orden = [sys.executable, "-c", "from api.orden import principal; principal()", "construir", str(documentos),
             "--almacen", str(almacen), "--procesos", str(os.cpu_count())]
    inicio = time.perf_counter()
    propio = mayor = 0
    with subprocess.Popen(orden, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=RAIZ,
                          env={**os.environ, "PYTHONPATH": str(RAIZ)}) as proceso:
        while proceso.poll() is None:
            propio = max(propio, _pico(proceso.pid))
            mayor = max([mayor, *map(_pico, _obreros(proceso.pid))])
            time.sleep(0.05)
    if proceso.returncode not in (0, 1):
        raise subprocess.CalledProcessError(proceso.returncode, orden)
    return time.perf_counter() - inicio, (propio, max(mayor, 1))


def _pico(proceso: int) -> int:
    """Return the peak kB of a process so far, 0 when it is gone; what it was started from is not in it (VmHWM)."""
    try:
        estado = Path(f"/proc/{proceso}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return next((int(r.split()[1]) for r in estado.splitlines() if r.startswith("VmHWM")), 0)


def _obreros(proceso: int) -> list[int]:
    """Return the children of a process."""
    hijos = []
    for estado in Path("/proc").glob("[0-9]*/stat"):
        try:
            padre = estado.read_text(encoding="utf-8").rpartition(")")[2].split()[1]
        except OSError:
            continue
        hijos += [int(estado.parent.name)] if int(padre) == proceso else []
    return hijos


if __name__ == "__main__":
    principal()
