"""Pages that list programmes, at several sizes, as ratios against an empty answer (`/salud`) of the same application.

Usage: python bench/portafolio.py [--veces 5] [--cuantos 10 1000 5000]

The programmes are light (`tests/api/programas_ligeros.py`): heads and counts, which is all that these pages read. The
first answer after a publication stands apart from the later ones: of an application that was warmed, as a server warms
itself, and of one that had no time to.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from rdflib.term import URIRef
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "api"))

from programas_ligeros import muchos

from api.contexto import Contexto
from api.entibio import entibiar
from api.servidor import crear_aplicacion
from bench.principal import mediana
from grafo.almacen import AlmacenEmbebido, Tripletas
from grafo.construccion import grafos_comunes
from ontologia.iris import Acunador

_PAGINAS = ("/portafolio", "/portafolio?orden=huecos&nivel=ninguna",
            "/portafolio?institucion=Instituto+N%C3%BAmero+000",
            "/portafolio?texto=000", "/portafolio?formato=csv", "/", "/?texto=2012", "/comparar", "/.well-known/void",
            "/norma/lgtaip-2015/art_59", "/auditoria?programa=inst000-2010")


def _almacen(cuantos: int, acunador: Acunador) -> AlmacenEmbebido:
    grafos: dict[URIRef, Tripletas] = {**grafos_comunes(acunador)}
    for propios in muchos(cuantos, acunador):
        grafos |= propios
    almacen = AlmacenEmbebido()
    almacen.reemplazar(grafos)
    return almacen


def _pedir(cliente: TestClient, ruta: str) -> Callable[[], int]:
    return lambda: len(cliente.get(ruta).raise_for_status().content)


def medir(cuantos: int, veces: int) -> None:
    """Print a row for each page with so many programmes."""
    acunador = Acunador()
    almacen = _almacen(cuantos, acunador)
    for ruta in _PAGINAS:
        # Two applications a page: a first answer is one that nobody has been given.
        fria, _ = _primera(almacen, acunador, ruta, tibia=False)
        primera, cliente = _primera(almacen, acunador, ruta, tibia=True)
        salud, pagina = _pedir(cliente, "/salud"), _pedir(cliente, ruta)
        peso = pagina()
        despues, vacia = mediana(pagina, veces), mediana(salud, veces * 4)
        print(f"{fria / vacia:8.1f} {primera / vacia:8.1f} {despues / vacia:8.1f}  {cuantos:>6} {ruta:<58} "
              f"{fria * 1000:8.0f} ms {primera * 1000:8.0f} ms {despues * 1000:8.1f} ms {peso / 1000:8.1f} kB   "
              f"/salud {vacia * 1000:6.1f} ms")


def _primera(almacen: AlmacenEmbebido, acunador: Acunador, ruta: str, *, tibia: bool) -> tuple[float, TestClient]:
    app = crear_aplicacion(Contexto(almacen, acunador))
    cliente = TestClient(app, headers={"Accept": "text/html"})
    if tibia:
        entibiar(app.state.sitio)
    _pedir(cliente, "/salud")()
    inicio = time.perf_counter()
    _pedir(cliente, ruta)()
    return time.perf_counter() - inicio, cliente


def principal() -> None:
    """Measure every size and print one table."""
    opciones = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    opciones.add_argument("--veces", type=int, default=5)
    opciones.add_argument("--cuantos", type=int, nargs="+", default=[10, 1_000, 5_000])
    dados = opciones.parse_args()
    bibliotecas = ", ".join(f"{n} {version(n)}" for n in ("rdflib", "pyoxigraph", "fastapi"))
    print(f"Python {platform.python_version()}, {platform.machine()}; {bibliotecas}; medians of {dados.veces}")
    print("    cold    first    later  programmes, page: ratios against /salud; times of the first answer without, "
          "and with, warming, and of later ones")
    for cuantos in dados.cuantos:
        medir(cuantos, dados.veces)


if __name__ == "__main__":
    principal()
