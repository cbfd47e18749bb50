"""Validation beside the peers: `python bench/validar.py [--mil]`, ratios first.

1, 10 and 100 programmes (1,000 with `--mil`): the packaged one under other keys, 1 % of its nodes spoilt. Each run is a
process of its own, from N-Triples on disk to the report; pySHACL alone is measured up to 10 programmes, and beyond that
its time is said as what grows in proportion (marked ~). Memory is the peak of the largest process.
"""

from __future__ import annotations

import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

_PYSHACL_HASTA = 10
_MEDIR = ("import resource as r, json; print(json.dumps([len(informe), *(r.getrusage(q).ru_maxrss "
          "for q in (r.RUSAGE_SELF, r.RUSAGE_CHILDREN))]))")
_NUESTRA = """
import sys
from pathlib import Path
if __name__ == "__main__":
    from grafo.validacion import Motor, validar_por_partes
    from ontologia.recursos import cargar_formas
    carpeta, motor, procesos = Path(sys.argv[1]), Motor(sys.argv[2]), int(sys.argv[3])
    partes = {p.stem: p.read_bytes for p in sorted(carpeta.glob("p*.nt"))}
    validado = validar_por_partes((carpeta / "comun.nt").read_bytes, partes, cargar_formas(), motor, procesos)
    informe = validado.informe.resultados
"""
_PYSHACL = """
import sys, logging
from pathlib import Path
logging.disable(logging.ERROR)
from rdflib import Graph
from pyshacl import validate
from ontologia.recursos import cargar_formas, sin_orden
g = Graph()
for p in sorted(Path(sys.argv[1]).glob("*.nt")):
    g.parse(p, format="nt")
informe = validate(g, shacl_graph=sin_orden(cargar_formas()), inplace=True)[2]
"""
_DESNUDA = """
import sys
from pathlib import Path
import shifty
formas, datos = (Path(sys.argv[1]) / n for n in ("formas.ttl", "todo.n3"))
motor = shifty.PreparedValidator(formas)
informe = motor.validate(datos.read_bytes(), graph_mode="data", infer=False, on_unsupported="error")[2]
"""


def correr(programa: str, *argumentos: str) -> tuple[float, float]:
    """Return seconds and MiB at the peak of a process that runs some Python."""
    with tempfile.NamedTemporaryFile("w", suffix=".py") as archivo:
        sangria = "    " if "__main__" in programa else ""  # processes import what they were started from
        archivo.write(f"{programa}\n{sangria}{_MEDIR}\n")
        archivo.flush()
        inicio = time.perf_counter()
        salida = subprocess.run([sys.executable, "-W", "ignore", archivo.name, *argumentos], check=True, text=True,
                                capture_output=True, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])})
        segundos = time.perf_counter() - inicio
    _, propia, de_hijos = json.loads(salida.stdout.splitlines()[-1])
    return segundos, max(propia, de_hijos) / 1024


def sembrar(carpeta: Path, cuantos: int, azar: random.Random) -> int:
    """Write `cuantos` programmes as N-Triples with 1 % of their nodes spoilt; return the number of triples."""
    from grafo.almacen import AlmacenEmbebido
    from grafo.almacen.ntriples import ntriples_de
    from grafo.construccion import construir, leer, ruta_empaquetada
    from ontologia.iris import Acunador
    from ontologia.recursos import cargar_formas

    almacen, acunador, leido = AlmacenEmbebido(), Acunador(), leer(ruta_empaquetada())
    construir([leido], almacen, acunador)
    clave = leido.programa.clave
    comun = b"".join(ntriples_de(almacen, i) for i in (acunador.grafo_ontologia(), acunador.grafo_normas()))
    propio = b"".join(ntriples_de(almacen, i) for i in (acunador.grafo_programa(clave), acunador.grafo_derivado(clave)))
    total = comun.count(b"\n")
    (carpeta / "comun.nt").write_bytes(comun)
    cargar_formas().serialize(carpeta / "formas.ttl", format="turtle")
    with (carpeta / "todo.n3").open("wb") as todo:
        todo.write(comun)
        for i in range(cuantos):
            texto = danar(propio.replace(clave.encode(), b"programa-%d" % i), azar)
            (carpeta / f"p{i:05}.nt").write_bytes(texto)
            todo.write(texto)
            total += texto.count(b"\n")
    return total


def danar(texto: bytes, azar: random.Random) -> bytes:
    """Return N-Triples in which one node of each hundred lost a statement."""
    renglones = texto.splitlines(keepends=True)
    nodos = sorted({r.split(b" ", 1)[0] for r in renglones})
    fuera = set(azar.sample(nodos, max(1, len(nodos) // 100)))
    vistos: set[bytes] = set()
    quedan = []
    for renglon in renglones:
        nodo = renglon.split(b" ", 1)[0]
        if nodo in fuera and nodo not in vistos and b"#type>" not in renglon:
            vistos.add(nodo)
        else:
            quedan.append(renglon)
    return b"".join(quedan)


def principal(mil: bool) -> None:
    """Print the table."""
    nucleos = os.cpu_count() or 1
    print(f"{platform.machine()}, {nucleos} cores, Python {platform.python_version()}, "
          + ", ".join(f"{p} {version(p)}" for p in ("pyshacl", "pyshifty", "pyoxigraph", "rdflib")))
    print("ours/pyshifty  pySHACL/ours  grows  programmes    triples   ours s   MiB  pyshifty s   MiB  pySHACL s   MiB")
    por_programa, antes = 0.0, None
    for cuantos in (1, 10, 100, *([1000] if mil else [])):
        with tempfile.TemporaryDirectory() as nombre:
            carpeta = Path(nombre)
            tripletas = sembrar(carpeta, cuantos, random.Random(7))
            nuestra, memoria = correr(_NUESTRA, nombre, "rapida", str(min(nucleos, cuantos)))
            desnuda, de_desnuda = correr(_DESNUDA, nombre)
            pyshacl, de_pyshacl, marca = por_programa * cuantos, 0.0, "~"
            if cuantos <= _PYSHACL_HASTA:
                pyshacl, de_pyshacl = correr(_PYSHACL, nombre)
                por_programa, marca = pyshacl / cuantos, " "
        crece = "     " if antes is None else f"{nuestra / antes[1] / (tripletas / antes[0]):5.2f}"
        antes = tripletas, nuestra
        print(f"{nuestra / desnuda:13.2f}  {pyshacl / nuestra:12.1f}  {crece}  {cuantos:10}  {tripletas:9}  "
              f"{nuestra:7.2f} {memoria:5.0f} {desnuda:11.2f} {de_desnuda:5.0f}  {marca}{pyshacl:9.1f} "
              f"{de_pyshacl:5.0f}", flush=True)


if __name__ == "__main__":
    principal("--mil" in sys.argv[1:])
