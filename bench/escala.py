"""The catalogue and the pages over many programmes: `python bench/escala.py [programmes …]` (1 10 100 1000 if none).

A store of each size is filled by the bulk loader of the engine with copies of ten made-up programmes, and each
question is asked of it as a page of the product is made: once, as somebody does. Beside it the same text asked of the
union of all graphs in the bare engine, in a process that is stopped after `--limite` seconds; and, for some and up to
ten programmes, in rdflib in memory. Then every page over HTTP, in an application that was warmed as a server is; and
the memory that the commands need which write everything. `--en FOLDER` keeps the stores, and uses those it has.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

import pyoxigraph as ox
from starlette.testclient import TestClient

from api.contexto import Contexto
from api.entibio import entibiar
from api.reparto import PLAZO_DE_PAGINA, reparto_de
from api.servidor import crear_aplicacion
from bench.generador import documento
from consultas import Consulta, Filas, catalogo, ejecutar
from grafo.almacen import AlmacenEmbebido, Recortes
from grafo.auditoria import auditar
from grafo.construccion import construir, leer_bytes
from ontologia.iris import Acunador

_MODELOS = 10
_FILAS = 1_000
_PAGINAS = ("/", "/?texto=2012", "/portafolio", "/portafolio?orden=huecos&nivel=ninguna", "/comparar", "/consultas",
            "/sparql", "/norma/lgtaip-2015/art_59", "/norma/lgtaip-2015", "/.well-known/void", "/api/programas",
            *(f"/{p}?programa={{0}}" for p in ("", "auditoria", "alineacion", "explorar", "tabla", "matriz",
                                               "calendario", "documento", "revision")),
            "/programa/{0}", "/programa/{0}/linea/1.1.1",
            "/api/auditoria/{0}", "/.well-known/void?programa={0}", "/salud")
_SALIDAS = (("exportar", "--formato", "nq"), ("consultar", "lineas", "--formato", "csv"),
            ("consultar", "grafos", "--formato", "json"))
_A_LA_PAR = ("lineas", "hallazgos", "lineas_sin_tema", "cadena_de_citas", "hallazgos_por_tipo", "lineas_sin_mandato")
_DE_RDFLIB = 10
_MOTOR = """import sys, time
import pyoxigraph as ox
almacen, texto = ox.Store.read_only(sys.argv[1]), open(sys.argv[2]).read()
inicio = time.process_time()
sum(1 for _ in almacen.query(texto, use_default_graph_as_union=True))
print(time.process_time() - inicio)
"""
_RDFLIB = """import sys, time
import rdflib
grafo, texto = rdflib.Dataset(default_union=True), open(sys.argv[2]).read()
grafo.parse(sys.argv[1], format="nquads")
inicio = time.process_time()
sum(1 for _ in grafo.query(texto))
print(time.process_time() - inicio)
"""
_ORDEN = """import atexit, sys
from api.orden import principal
estado = lambda: next(r for r in open("/proc/self/status") if r.startswith("VmHWM"))
atexit.register(lambda: print(estado(), file=sys.stderr))
principal()
"""


def modelos(acunador: Acunador) -> tuple[bytes, list[tuple[str, str]]]:
    """Return what belongs to no programme, and key and content of each made-up one, as N-Quads."""
    almacen = AlmacenEmbebido()
    construir([leer_bytes(documento(7, n * 26)[0].encode(), f"{n}.txt") for n in range(_MODELOS)], almacen, acunador)
    renglones = almacen.volcar("nq").decode().splitlines(keepends=True)
    suyos: dict[str, list[str]] = {}
    comunes = []
    for renglon in renglones:
        hallado = re.search(r"grafo/(?:programa|derivado)/([^>]+)> \.$", renglon)
        if hallado:
            suyos.setdefault(hallado[1], []).append(renglon)
        else:
            comunes.append(renglon)
    return "".join(comunes).encode(), [(clave, "".join(r)) for clave, r in suyos.items()]


def copias(cuantas: int, suyos: list[tuple[str, str]]) -> Iterator[bytes]:
    """Yield the content of as many programmes, each with a key of its own."""
    for n in range(cuantas):
        clave, texto = suyos[n % len(suyos)]
        yield re.sub(r"_:(\w+)", rf"_:\1x{n}", texto.replace(clave, f"{clave}-{n:05}")).encode()


def llenar(carpeta: Path, cuantas: int, comunes: bytes, suyos: list[tuple[str, str]]) -> tuple[float, int]:
    """Bulk load a store; return the seconds and the quads."""
    AlmacenEmbebido(carpeta).cerrar()
    motor = ox.Store(str(carpeta / "datos"))
    inicio, tanda = time.perf_counter(), [comunes]
    for n, copia in enumerate(copias(cuantas, suyos), start=1):
        tanda.append(copia)
        if n % 50 == 0 or n == cuantas:
            motor.bulk_load(b"".join(tanda), format=ox.RdfFormat.N_QUADS)
            tanda = []
    motor.optimize()
    return time.perf_counter() - inicio, len(motor)


class Medida(NamedTuple):
    """Seconds by the clock, and of this process: on a busy machine the second tell more."""

    reloj: float
    proceso: float


def cronometrar(tarea: Callable[[], object]) -> Medida:
    """Measure one run: a page is asked for once, and then kept."""
    inicio, usado = time.perf_counter(), time.process_time()
    tarea()
    return Medida(time.perf_counter() - inicio, time.process_time() - usado)


def valores_de(consulta: Consulta, recortes: Recortes) -> dict[str, str]:
    """Return what is asked for in the obligatory parameters of a question."""
    clave = recortes.programas[0]
    usuales = {"palabras": "transparencia", "clase": "al:RecuentoPorNivel", "propiedad": "al:nivel",
               "valor": "nivel:ninguna", "entidad": "norma/lgtaip-2015/art_59"}
    return {p.nombre: usuales.get(p.nombre, f"programa/{clave}") for p in consulta.parametros if not p.opcional}


def pagina(consulta: Consulta, recortes: Recortes, acunador: Acunador) -> str:
    """Make the first page of an answer as the product does; return its rows, and how far it looked."""
    valores = valores_de(consulta, recortes)
    reparto = reparto_de(consulta, valores, recortes, acunador)
    if reparto is None:
        entera = ejecutar(consulta, recortes.almacen, valores, acunador, recortes.programas[0])
        assert isinstance(entera, Filas)
        return f"{len(entera.filas):,}, all"
    hecha = reparto.pagina(_FILAS, PLAZO_DE_PAGINA)
    return f"{len(hecha.filas.filas):,} of {hecha.vistos:,}/{hecha.todos:,}" + (" graphs" if hecha.por_grafo else "")


def aparte(programa: str, limite: float, *argumentos: str) -> float | None:
    """Return the CPU seconds of a query in a process of its own; None when it was stopped, by the clock."""
    try:
        hecho = subprocess.run([sys.executable, "-W", "ignore", "-c", programa, *argumentos], check=True, text=True,
                               capture_output=True, timeout=limite)
    except subprocess.TimeoutExpired:
        return None
    return float(hecho.stdout)


def memoria_de(orden: tuple[str, ...], almacen: Path) -> tuple[int, float]:
    """Return the peak of resident memory (MB) of a command that writes to nowhere, and its seconds."""
    inicio = time.perf_counter()
    hecho = subprocess.run([sys.executable, "-c", _ORDEN, *orden, "--almacen", str(almacen)], check=True, text=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return int(hecho.stderr.split()[-2]) // 1024, time.perf_counter() - inicio


def paginas(almacen: AlmacenEmbebido, acunador: Acunador, clave: str) -> None:
    """Print the first and the later answer of every page."""
    app = crear_aplicacion(Contexto(almacen, acunador))
    tibio = cronometrar(lambda: entibiar(app.state.sitio))
    print(f"  warming after a publication, in the background: {tibio.reloj:.1f} s, CPU {tibio.proceso:.1f} s\n"
          "       first    CPU   later    CPU  (ms)")
    cliente = TestClient(app, headers={"Accept": "text/html"})
    for camino in (p.format(clave) for p in _PAGINAS):
        primera = cronometrar(lambda c=camino: cliente.get(c).raise_for_status())  # type: ignore[misc]
        despues = cronometrar(lambda c=camino: cliente.get(c).raise_for_status())  # type: ignore[misc]
        print(f"   {primera.reloj * 1e3:9.0f} {primera.proceso * 1e3:6.0f} {despues.reloj * 1e3:7.0f} "
              f"{despues.proceso * 1e3:6.0f}  {camino}", flush=True)


def tanda(cuantas: int, raiz: Path, comunes: bytes, suyos: list[tuple[str, str]], antes: dict[str, Medida],
          limite: float) -> None:
    """Measure one size and print its rows; `antes` has the seconds of the size before, and gets those of this one."""
    acunador, carpeta = Acunador(), raiz / f"a{cuantas}"
    if not carpeta.exists():
        segundos, cuads = llenar(carpeta, cuantas, comunes, suyos)
        print(f"\nbulk load {cuads / segundos:,.0f} quads/s")
    ajenos = {n: aparte(_MOTOR, limite, str(carpeta / "datos"), str(c.ruta)) for n, c in catalogo().items()
              if all(p.opcional for p in c.parametros)}
    almacen = AlmacenEmbebido(carpeta)
    ocupa = sum(p.stat().st_size for p in carpeta.rglob("*") if p.is_file())
    print(f"\n{cuantas:,} programmes, {almacen.tamano:,} quads, {ocupa / almacen.tamano:,.0f} bytes a quad on disk")
    volcado = raiz / "todo.nq"
    if cuantas <= _DE_RDFLIB:
        volcado.write_bytes(almacen.volcar("nq"))
    recortes = Recortes(almacen, acunador)
    propios = {"names of the graphs": cronometrar(lambda: recortes.programas), "which may have a row": cronometrar(
        recortes.tantear)}
    vistos: dict[str, str] = {}
    for nombre, consulta in catalogo().items():
        propios[nombre] = cronometrar(lambda n=nombre, c=consulta: vistos.update({n: pagina(c, recortes, acunador)}))  # type: ignore[misc]
    for clave in (recortes.programas[0], recortes.programas[-1]):
        propios["ledger of a programme"] = cronometrar(lambda k=clave: auditar(recortes.de(k), k, acunador))  # type: ignore[misc]
    de_paginas = sorted((m.reloj, n) for n, m in propios.items() if n in catalogo())
    print(f"  pages: median {statistics.median(s for s, _ in de_paginas) * 1e3:.0f} ms; slowest "
          + ", ".join(f"{n} {s * 1e3:.0f} ms" for s, n in de_paginas[:-6:-1]))
    print("   page/bare  growth (CPU)                               page     CPU (ms)")
    for nombre, medida in propios.items():
        ajeno = ajenos.get(nombre)
        razon = f"{medida.proceso / ajeno:9.2f}" if ajeno else "  stopped" if nombre in ajenos else "        -"
        crece = f"{medida.proceso / antes[nombre].proceso:7.2f}" if nombre in antes else "      -"
        texto = "" if nombre not in ajenos else f"bare {ajeno * 1e3:8.1f} ms" if ajeno else f"bare > {limite:.0f} s"
        if cuantas <= _DE_RDFLIB and nombre in _A_LA_PAR:
            lento = aparte(_RDFLIB, limite + 30, str(volcado), str(catalogo()[nombre].ruta))
            texto += f"   rdflib {lento * 1e3:8.1f} ms" if lento else "   rdflib stopped"
        print(f"   {razon} {crece}  {nombre:<32} {medida.reloj * 1e3:7.0f} {medida.proceso * 1e3:7.0f}  "
              f"{vistos.get(nombre, ''):<24} {texto}", flush=True)
    paginas(almacen, acunador, recortes.programas[-1])
    almacen.cerrar()
    for orden in _SALIDAS:
        megas, tarda = memoria_de(orden, carpeta)
        print(f"   {megas:9,} MB, {tarda:.1f} s  alinea {' '.join(orden)}", flush=True)
    antes |= propios


def principal() -> None:
    """Measure every size and print."""
    opciones = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    opciones.add_argument("cuantas", type=int, nargs="*", default=[1, 10, 100, 1_000])
    opciones.add_argument("--limite", type=float, default=20.0)
    opciones.add_argument("--en", type=Path)
    dados = opciones.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores; pyoxigraph "
          f"{version('pyoxigraph')}, rdflib {version('rdflib')}")
    comunes, suyos = modelos(Acunador())
    antes: dict[str, Medida] = {}
    for cuantas in dados.cuantas:
        with tempfile.TemporaryDirectory() as carpeta:
            tanda(cuantas, dados.en or Path(carpeta), comunes, suyos, antes, dados.limite)


if __name__ == "__main__":
    principal()
