"""The main job, as ratios against peers in the same run: `python bench/principal.py [repetitions]`.

- `alinea --help` against a bare interpreter (`python -c pass`);
- reading, building, auditing and validating the packaged programme, each a whole process, against a process in which
  rdflib parses the same graph from N-Quads;
- a page of the running application against an empty answer of the same application (`/salud`).
"""

from __future__ import annotations

import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

_ALINEA = [sys.executable, "-c", "from api.orden import principal; principal()"]
_PAGINAS = ("/", "/alineacion", "/auditoria", "/programa/inai-cpgat-2017/linea/2.2.5", "/documento", "/calendario",
            "/consultas/lineas_sin_alianza_ni_evento")


def proceso(orden: list[str]) -> Callable[[], None]:
    """Return what runs a command as a process of its own."""
    return lambda: subprocess.run(orden, check=True, capture_output=True)  # type: ignore[return-value]


def mediana(tarea: Callable[[], None], veces: int) -> float:
    """Return the median of the seconds that a task takes, after one run to warm up."""
    tarea()
    tiempos = []
    for _ in range(veces):
        inicio = time.perf_counter()
        tarea()
        tiempos.append(time.perf_counter() - inicio)
    return statistics.median(tiempos)


def fila(nombre: str, propia: float, par: str, ajena: float) -> None:
    """Print a row: the ratio first."""
    print(f"{propia / ajena:8.2f}  {nombre:<34} {propia * 1000:9.1f} ms   against {par:<28} {ajena * 1000:9.1f} ms")


def procesos(veces: int, carpeta: Path) -> None:
    """Measure whole processes."""
    vacio = mediana(proceso([sys.executable, "-c", "pass"]), veces * 3)
    fila("alinea --help", mediana(proceso([*_ALINEA, "--help"]), veces * 3), "python -c pass", vacio)
    volcado, almacen = carpeta / "todo.nq", carpeta / "almacen"
    subprocess.run([*_ALINEA, "construir", "--almacen", str(almacen)], check=True, capture_output=True)
    subprocess.run([*_ALINEA, "exportar", "--formato", "nq", "--almacen", str(almacen), "-o", str(volcado)], check=True,
                   capture_output=True)
    leer = f"import rdflib; rdflib.Dataset().parse({str(volcado)!r}, format='nquads')"
    par = mediana(proceso([sys.executable, "-W", "ignore", "-c", leer]), veces)
    for nombre, orden in (
        ("read and build", ["construir", "--almacen", str(almacen)]),
        ("read, build and audit", ["auditar", str(_documento()), "--formato", "json"]),
        ("audit a built store", ["auditar", "--almacen", str(almacen), "--formato", "json"]),
        ("validate a built store (pySHACL)", ["validar", "--almacen", str(almacen), "--formato", "json"]),
    ):
        fila(nombre, mediana(proceso([*_ALINEA, *orden]), veces), "rdflib parsing the graph", par)


def _documento() -> Path:
    from grafo.construccion import ruta_empaquetada

    return ruta_empaquetada()


def paginas(veces: int) -> None:
    """Measure the pages of a running application, in process."""
    from starlette.testclient import TestClient

    from api.contexto import Contexto
    from api.servidor import crear_aplicacion
    from grafo.almacen import AlmacenEmbebido
    from grafo.construccion import construir, leer
    from ontologia.iris import Acunador

    acunador, almacen = Acunador(), AlmacenEmbebido()
    leido = leer(_documento())
    construir([leido], almacen, acunador)
    contexto = Contexto(almacen=almacen, acunador=acunador)
    with TestClient(crear_aplicacion(contexto)) as cliente:
        def pedir(ruta: str) -> Callable[[], None]:
            return lambda: cliente.get(ruta, headers={"accept": "text/html"}).raise_for_status()  # type: ignore[return-value]

        vacia = mediana(pedir("/salud"), veces * 10)
        for ruta in _PAGINAS:
            fila(ruta, mediana(pedir(ruta), veces * 10), "/salud", vacia)


def principal() -> None:
    """Run everything and print one table."""
    veces = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    bibliotecas = ", ".join(f"{n} {version(n)}" for n in ("rdflib", "pyoxigraph", "pyshacl", "fastapi", "networkx"))
    print(f"Python {platform.python_version()}, {platform.machine()}; {bibliotecas}; medians of {veces}")
    print("   ratio")
    with tempfile.TemporaryDirectory() as carpeta:
        procesos(veces, Path(carpeta))
    paginas(veces)


if __name__ == "__main__":
    principal()
