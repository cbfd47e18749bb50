"""What the generator says that a document holds is what the product finds in it, kind by kind and line by line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.generar import documento
from grafo.construccion import evidencia_de, leer_bytes
from grafo.huecos import huecos_de_mandato

RAIZ = Path(__file__).parents[2]
CASOS = [(semilla, numero) for semilla in range(6) for numero in (0, 26 + semilla, 77 * semilla + 3, 1999 - semilla)]


@pytest.mark.parametrize(("semilla", "numero"), CASOS)
def test_lo_sembrado_es_lo_que_se_encuentra_ni_mas_ni_menos(semilla: int, numero: int) -> None:
    texto, esperado = documento(semilla, numero)
    leido = leer_bytes(texto.encode(), "generado.txt")
    programa, evidencia = leido.programa, evidencia_de(leido)
    hallazgos = Counter(h.tipo for h in (*programa.hallazgos, *huecos_de_mandato(programa, evidencia)))
    assert dict(hallazgos) == esperado.hallazgos
    assert tuple(x.numero for x in programa.lineas_accion) == esperado.lineas
    assert {(a.linea, a.nivel, a.tema) for a in evidencia} == {
        (linea, "expresa", "gobierno-abierto") for linea in esperado.expresas}
    assert programa.anio == esperado.anio
    assert programa.clave.endswith(f"-{esperado.clase.lower()}-{esperado.anio}")


def test_entre_todos_los_casos_se_siembra_cada_tipo() -> None:
    vistos = {tipo for caso in CASOS for tipo in documento(*caso)[1].hallazgos}
    assert vistos >= {
        "numeracion-con-hueco", "cifras-que-no-suman", "linea-sin-mandato", "evento-antes-de-la-aprobacion",
        "sigla-no-usada", "sigla-no-definida", "linea-inexistente", "convenio-sin-estado", "sesiones-desordenadas",
        "asunto-en-conocimiento-y-aprobacion", "responsable-fuera-de-la-tabla", "unidad-que-ninguna-linea-nombra",
        "evento-sin-anio", "linea-sin-alianza-ni-evento"}


def generar(*opciones: str) -> None:
    subprocess.run([sys.executable, str(RAIZ / "bench" / "generar.py"), *opciones], check=True)


def test_la_misma_semilla_da_los_mismos_bytes(tmp_path: Path) -> None:
    for copia in ("a", "b"):
        generar("--cuantos", "5", "--semilla", "7", "-o", str(tmp_path / copia))
    archivos = sorted(p.name for p in (tmp_path / "a").iterdir())
    assert len(archivos) == 10
    for nombre in archivos:
        assert (tmp_path / "a" / nombre).read_bytes() == (tmp_path / "b" / nombre).read_bytes()
    assert json.loads((tmp_path / "a" / "programa-000000.esperado.json").read_text(encoding="utf-8"))["lineas"]


def test_en_tripletas_cada_programa_tiene_sus_dos_grafos_y_los_mismos_bytes(tmp_path: Path) -> None:
    for copia in ("a.nq", "b.nq"):
        generar("--cuantos", "3", "--semilla", "7", "--tripletas", "-o", str(tmp_path / copia))
    volcado = (tmp_path / "a.nq").read_bytes()
    grafos = {r.rsplit(b" ", 2)[1].decode() for r in volcado.splitlines()}
    assert {g.partition("/grafo/")[2].strip(">") for g in grafos} == {
        "ontologia", "normas", *(f"{clase}/generado-00000{n}" for clase in ("programa", "derivado") for n in range(3))}
    assert volcado == (tmp_path / "b.nq").read_bytes()
