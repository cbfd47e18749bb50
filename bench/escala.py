"""The catalogue over many programmes: `python bench/escala.py [programmes …]` (1 10 100 1000 if not told).

A store of each size is filled by the bulk loader of the engine with copies of ten made-up programmes, and each
question is asked of it as a page of the product is made. Beside it, for some questions: the bare engine
asked of the union of all graphs, in a process that is stopped after 20 s; and rdflib in memory up to ten programmes.
"""

from __future__ import annotations

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

sys.path.insert(0, str(Path(__file__).parents[1]))

import pyoxigraph as ox

from bench.generar import documento
from consultas import Consulta, Filas, Reparto, catalogo, ligar, se_reparte
from grafo.almacen import AlmacenEmbebido, Recortes
from grafo.auditoria import auditar
from grafo.construccion import construir, leer_bytes
from ontologia.iris import Acunador

_MODELOS = 10
_LIMITE = 20.0
_PAGINA = (1_000, 0.5)
_A_LA_PAR = ("lineas", "hallazgos", "lineas_sin_tema", "cadena_de_citas", "hallazgos_por_tipo", "lineas_sin_mandato")
_DE_RDFLIB = 10
_MOTOR = """import sys, time
import pyoxigraph as ox
almacen, texto = ox.Store.read_only(sys.argv[1]), open(sys.argv[2]).read()
inicio = time.perf_counter()
sum(1 for _ in almacen.query(texto, use_default_graph_as_union=True))
print(time.perf_counter() - inicio)
"""
_RDFLIB = """import sys, time
import rdflib
grafo, texto = rdflib.Dataset(default_union=True), open(sys.argv[2]).read()
grafo.parse(sys.argv[1], format="nquads")
inicio = time.perf_counter()
sum(1 for _ in grafo.query(texto))
print(time.perf_counter() - inicio)
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


def cronometrar(tarea: Callable[[], object]) -> float:
    """Return the seconds of one run: a page is asked for once, and then kept."""
    inicio = time.perf_counter()
    tarea()
    return time.perf_counter() - inicio


def pagina(consulta: Consulta, almacen: AlmacenEmbebido, recortes: Recortes, acunador: Acunador) -> None:
    """Make the first page of an answer as the product does."""
    valores = {p.nombre: {"palabras": "transparencia"}.get(p.nombre, f"programa/{recortes.programas[0]}")
               for p in consulta.parametros if not p.opcional}
    if len(recortes.programas) > 1 and se_reparte(consulta):
        Reparto.hacer(consulta, valores, recortes.programas, recortes.acotado, acunador).pagina(*_PAGINA)
        return
    assert isinstance(almacen.consultar(consulta.texto, ligar(consulta, valores, acunador)), Filas)


def aparte(programa: str, *argumentos: str) -> float | None:
    """Return the seconds that a query takes in a process of its own; None when it was stopped."""
    try:
        hecho = subprocess.run([sys.executable, "-W", "ignore", "-c", programa, *argumentos], check=True, text=True,
                               capture_output=True, timeout=_LIMITE + (30 if programa is _RDFLIB else 0))
    except subprocess.TimeoutExpired:
        return None
    return float(hecho.stdout)


def tanda(cuantas: int, raiz: Path, comunes: bytes, suyos: list[tuple[str, str]], antes: dict[str, float]) -> None:
    """Measure one size and print its rows; `antes` has the seconds of the size before, and gets those of this one."""
    acunador, carpeta = Acunador(), raiz / f"a{cuantas}"
    segundos, cuads = llenar(carpeta, cuantas, comunes, suyos)
    ocupa = sum(p.stat().st_size for p in carpeta.rglob("*") if p.is_file())
    print(f"\n{cuantas:,} programmes, {cuads:,} quads: bulk load {cuads / segundos:,.0f} quads/s, "
          f"{ocupa / cuads:,.0f} bytes a quad on disk")
    ajenos = {n: aparte(_MOTOR, str(carpeta / "datos"), str(catalogo()[n].ruta)) for n in _A_LA_PAR}
    almacen = AlmacenEmbebido(carpeta)
    volcado = raiz / "todo.nq"
    if cuantas <= _DE_RDFLIB:
        volcado.write_bytes(almacen.volcar("nq"))
    recortes = Recortes(almacen, acunador)
    propios = {"names of the graphs": cronometrar(lambda: recortes.programas)}
    for nombre, consulta in catalogo().items():
        propios[nombre] = cronometrar(lambda c=consulta: pagina(c, almacen, recortes, acunador))  # type: ignore[misc]
    for clave in (recortes.programas[0], recortes.programas[-1]):
        propios["ledger of a programme"] = cronometrar(lambda k=clave: auditar(recortes.de(k), k, acunador))  # type: ignore[misc]
    almacen.cerrar()
    paginas = sorted((s, n) for n, s in propios.items() if n in catalogo())
    print(f"  pages: median {statistics.median(s for s, _ in paginas) * 1e3:.0f} ms; slowest "
          + ", ".join(f"{n} {s * 1e3:.0f} ms" for s, n in paginas[:-6:-1]))
    print("   page/bare  growth")
    for nombre in (*_A_LA_PAR, "ledger of a programme", "names of the graphs"):
        ajeno = ajenos.get(nombre)
        razon = f"{propios[nombre] / ajeno:9.2f}" if ajeno else "  stopped" if nombre in ajenos else "        -"
        crece = f"{propios[nombre] / antes[nombre]:7.2f}" if nombre in antes else "      -"
        texto = "" if nombre not in ajenos else f"bare {ajeno * 1e3:8.1f} ms" if ajeno else f"bare > {_LIMITE:.0f} s"
        if cuantas <= _DE_RDFLIB and nombre in ajenos:
            lento = aparte(_RDFLIB, str(volcado), str(catalogo()[nombre].ruta))
            texto += f"   rdflib {lento * 1e3:8.1f} ms" if lento else "   rdflib stopped"
        print(f"   {razon} {crece}  {nombre:<24} {propios[nombre] * 1e3:8.1f} ms   {texto}", flush=True)
    antes |= propios


def principal() -> None:
    """Measure every size and print."""
    print(f"Python {platform.python_version()}, {platform.machine()}; pyoxigraph {version('pyoxigraph')}, "
          f"rdflib {version('rdflib')}")
    comunes, suyos = modelos(Acunador())
    antes: dict[str, float] = {}
    for cuantas in [int(a) for a in sys.argv[1:]] or [1, 10, 100, 1_000]:
        with tempfile.TemporaryDirectory() as carpeta:
            tanda(cuantas, Path(carpeta), comunes, suyos, antes)


if __name__ == "__main__":
    principal()
