"""Made-up programmes with known numbers of each defect, as documents or as triples; one seed, the same bytes.

Usage: python bench/generar.py --cuantos 100 --semilla 7 -o FOLDER            documents, and what is in each
       python bench/generar.py --cuantos 100 --semilla 7 --tripletas -o F.nq  N-Quads, through the product's builder

Documents are written one by one; `manifiesto.jsonl` has a line for each (its file, what tells its key, lines, levels,
findings) and `manifiesto.json` the totals. `--perfil` keeps to one layout. How they are made up: `bench/generador/`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.generador import PERFILES, lote

__all__ = ["principal"]


def principal() -> None:
    """Write what the command line asks for."""
    opciones = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    opciones.add_argument("--cuantos", type=int, default=100)
    opciones.add_argument("--semilla", type=int, default=7)
    opciones.add_argument("--perfil", choices=PERFILES)
    opciones.add_argument("--tripletas", action="store_true")
    opciones.add_argument("-o", "--salida", type=Path, required=True)
    dados = opciones.parse_args()
    (_en_tripletas if dados.tripletas else _en_documentos)(dados.semilla, dados.cuantos, dados.perfil, dados.salida)


def _en_documentos(semilla: int, cuantos: int, perfil: str | None, carpeta: Path) -> None:
    carpeta.mkdir(parents=True, exist_ok=True)
    hallazgos: Counter[str] = Counter()
    niveles: Counter[str] = Counter()
    lineas = 0
    with (carpeta / "manifiesto.jsonl").open("w", encoding="utf-8") as manifiesto:
        for nombre, texto, esperado in lote(semilla, cuantos, perfil):
            (carpeta / f"{nombre}.txt").write_text(texto, encoding="utf-8")
            manifiesto.write(json.dumps({"archivo": f"{nombre}.txt", **asdict(esperado)}, ensure_ascii=False) + "\n")
            hallazgos.update(esperado.hallazgos)
            niveles.update(esperado.mas_fuertes())
            lineas += len(esperado.lineas)
    (carpeta / "manifiesto.json").write_text(json.dumps(
        {"semilla": semilla, "documentos": cuantos, "lineas": lineas, "niveles": dict(sorted(niveles.items())),
         "hallazgos": dict(sorted(hallazgos.items()))}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _en_tripletas(semilla: int, cuantos: int, perfil: str | None, salida: Path) -> None:
    """Write N-Quads: a few documents are read, and their models stand for all programmes, each under its own key."""
    from rdflib.compare import to_canonical_graph

    from grafo.almacen.ntriples import a_ntriples
    from grafo.almacen.ordenes import en_cuadruplas
    from grafo.construccion import grafos_comunes, leer_bytes, ternas_de
    from ontologia.iris import Acunador

    acunador = Acunador()
    modelos = [leer_bytes(texto.encode(), f"{nombre}.txt")
               for nombre, texto, _ in lote(semilla, min(cuantos, 40), perfil)]
    with salida.open("wb") as archivo:
        for iri, grafo in grafos_comunes(acunador).items():
            renglones = a_ntriples(to_canonical_graph(grafo)).splitlines(keepends=True)
            archivo.write(en_cuadruplas({iri: b"".join(sorted(renglones))}))
        for numero in range(cuantos):
            modelo = modelos[numero % len(modelos)]
            propio = replace(modelo, programa=replace(modelo.programa, clave=f"generado-{numero:06}"))
            archivo.write(en_cuadruplas({iri: a_ntriples(t) for iri, t in ternas_de(propio, acunador).items()}))


if __name__ == "__main__":
    principal()
