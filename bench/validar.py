"""Validation beside the peers: `python bench/validar.py [--mil]`, ratios first.

1, 10 and 100 programmes (1,000 with `--mil`): the packaged one under other keys, 1 % of its nodes spoilt, all in one
graph for the peers. Each run is a process of its own, from N-Triples on disk to the report: wall seconds, CPU seconds
of all its processes, and the peak of the largest in MiB; of one programme the median of three runs. pySHACL alone and
bare pyshifty are run up to 100 programmes (at 1,000 they would want more memory than the machine has): beyond that what
they take is what they took for 100, in proportion, and marked ~. shacl-rust, the fastest engine there is, is no gate:
it lets some bad data pass; it is measured where it is installed. Results that are not ours (focus node, shape and
constraint of each) end the run.
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
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_MEDIR = """
import hashlib, json, resource as r
usos = [r.getrusage(q) for q in (r.RUSAGE_SELF, r.RUSAGE_CHILDREN)]
dichos = sorted([t.strip("<>").rpartition("#")[2] if i else t.strip("<>") for i, t in enumerate(h)] for h in hallados)
print(json.dumps([[len(dichos), hashlib.sha256(repr(dichos).encode()).hexdigest()],
                  sum(u.ru_utime + u.ru_stime for u in usos), max(u.ru_maxrss for u in usos)]))
"""
_DE_INFORME = """
hallados = [[str(informe.value(r, p)) for p in (SH.focusNode, SH.sourceShape, SH.sourceConstraintComponent)]
            for r in informe.subjects(RDF.type, SH.ValidationResult)]
"""
_NUESTRA = """
import sys
from pathlib import Path
if __name__ == "__main__":
    from grafo.validacion import Motor, validar_por_partes
    from ontologia.recursos import cargar_formas
    carpeta, motor, procesos = Path(sys.argv[1]), Motor(sys.argv[2]), int(sys.argv[3])
    partes = {p.stem: p.read_bytes for p in sorted(carpeta.glob("p*.nt"))}
    validado = validar_por_partes((carpeta / "comun.nt").read_bytes, partes, cargar_formas(), motor, procesos)
    hallados = [[r.nodo, r.fuente, r.componente] for r in validado.informe.resultados]
"""
_PYSHACL = """
import sys, logging
from pathlib import Path
logging.disable(logging.ERROR)
from rdflib import RDF, SH, Graph
from pyshacl import validate
formas, datos = (Graph().parse(Path(sys.argv[1]) / n) for n in ("formas.ttl", "todo.nt"))
informe = validate(datos, shacl_graph=formas, inplace=True)[1]
""" + _DE_INFORME
_PYSHIFTY = """
import sys
from pathlib import Path
import shifty
from rdflib import RDF, SH
formas, datos = (Path(sys.argv[1]) / n for n in ("formas.ttl", "todo.nt"))
informe = shifty.PreparedValidator(formas).validate(datos, graph_mode="data", infer=False, on_unsupported="error")[1]
""" + _DE_INFORME
_SHACL_RUST = """
import sys
from pathlib import Path
import shacl_rust
formas, datos = (Path(sys.argv[1]) / n for n in ("formas.ttl", "todo.nt"))
hallados = [[r["focusNode"], r["sourceShape"], r["sourceConstraintComponent"]]
            for r in shacl_rust.validate_file(datos, formas, experimental_index=True)["results"]]
"""
_PARES = {"pySHACL": ("pyshacl", _PYSHACL, 100), "pyshifty": ("pyshifty", _PYSHIFTY, 100),
          "shacl-rust": ("shacl-rust", _SHACL_RUST, 1000)}
"""Each peer: its package, what it runs, and up to how many programmes."""

Dichos = tuple[int, str]
"""How many results a report has, and the SHA-256 of them all."""


@dataclass(frozen=True)
class Medida:
    """What a run took: wall and CPU seconds, MiB at the peak of its largest process; `medida` is False of a guess."""

    segundos: float
    cpu: float
    mib: float = 0.0
    medida: bool = True

    def por(self, veces: float) -> Medida:
        """Return what so many times the work takes, in proportion."""
        return Medida(self.segundos * veces, self.cpu * veces, medida=False)

    def __str__(self) -> str:
        return f"{'' if self.medida else '~'}{self.segundos:.1f} s, {self.cpu:.1f} CPU s" + (
            f", {self.mib:.0f} MiB" if self.medida else "")


def correr(programa: str, esperados: Dichos | None, *argumentos: str) -> tuple[Medida, Dichos]:
    """Return what a process that runs some Python took, and what it found, which must be as expected."""
    with tempfile.NamedTemporaryFile("w", suffix=".py") as archivo:
        medir = _MEDIR.replace("\n", "\n    ") if "__main__" in programa else _MEDIR  # processes import their parent's
        archivo.write(f"{programa}{medir}\n")
        archivo.flush()
        inicio = time.perf_counter()
        salida = subprocess.run([sys.executable, "-W", "ignore", archivo.name, *argumentos], check=True, text=True,
                                capture_output=True, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])})
        segundos = time.perf_counter() - inicio
    (cuantos, suma), cpu, mib = json.loads(salida.stdout.splitlines()[-1])
    if esperados not in (None, (cuantos, suma)):
        raise SystemExit(f"Not our results ({cuantos}, ours {esperados}):{programa}")
    return Medida(segundos, cpu, mib / 1024), (cuantos, suma)


def mediana(veces: int, programa: str, esperados: Dichos | None, *argumentos: str) -> tuple[Medida, Dichos]:
    """Return the run that took the median of so many."""
    corridas = sorted((correr(programa, esperados, *argumentos) for _ in range(veces)), key=lambda c: c[0].segundos)
    return corridas[veces // 2]


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
    with (carpeta / "todo.nt").open("wb") as todo:
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


def medir_pares(carpeta: str, cuantos: int, resultados: Dichos,
                antes: dict[str, tuple[int, Medida]]) -> dict[str, Medida]:
    """Return what each installed peer takes; `antes` holds what was last measured of each, and is kept up to date."""
    pares: dict[str, Medida] = {}
    for nombre, (paquete, programa, hasta) in _PARES.items():
        if _version(paquete) is None:
            continue
        if cuantos <= hasta:
            antes[nombre] = cuantos, mediana(3 if cuantos == 1 else 1, programa, resultados, carpeta)[0]
        programas, medida = antes[nombre]
        pares[nombre] = medida if programas == cuantos else medida.por(cuantos / programas)
    return pares


def principal(mil: bool) -> None:
    """Print the ratios of each size, and under them what they are made of."""
    nucleos = os.cpu_count() or 1
    paquetes = ("pyshacl", "pyshifty", "shacl-rust", "pyoxigraph", "rdflib")
    print(f"{platform.machine()}, {nucleos} cores, Python {platform.python_version()}, "
          + ", ".join(f"{p} {_version(p) or 'not installed'}" for p in paquetes))
    antes: dict[str, tuple[int, Medida]] = {}
    for cuantos in (1, 10, 100, *([1000] if mil else [])):
        with tempfile.TemporaryDirectory() as nombre:
            tripletas = sembrar(Path(nombre), cuantos, random.Random(7))
            nuestra, resultados = mediana(3 if cuantos == 1 else 1, _NUESTRA, None, nombre, "rapida",
                                          str(min(nucleos, cuantos)))
            pares = medir_pares(nombre, cuantos, resultados, antes)
        razones = {n: (m.segundos / nuestra.segundos, m.cpu / nuestra.cpu) for n, m in pares.items()}
        print("; ".join([f"pySHACL/ours {razones['pySHACL'][0]:.1f} (CPU {razones['pySHACL'][1]:.1f})",
                         *(f"ours/{n} {1 / r:.2f} (CPU {1 / c:.2f})" for n, (r, c) in razones.items()
                           if n != "pySHACL")]))
        print(f"    {cuantos} programmes, {tripletas} triples, {resultados[0]} results: "
              f"{1000 * nuestra.segundos / cuantos:.0f} ms a programme")
        print("\n".join(f"    {n:10} {m}" for n, m in {"ours": nuestra, **pares}.items()), flush=True)


def _version(paquete: str) -> str | None:
    try:
        return version(paquete)
    except PackageNotFoundError:
        return None


if __name__ == "__main__":
    principal("--mil" in sys.argv[1:])
