"""What the generator says that a document holds is what the product finds in it, kind by kind and line by line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.generador import PERFILES, Esperado, documento
from grafo.construccion import evidencia_de, leer_bytes
from grafo.huecos import huecos_de_mandato

RAIZ = Path(__file__).parents[2]
_POR_TANDA = 10
_TANDAS = 20

_NO_SE_SIEMBRAN = {"curaduria-sin-cita", "responsable-comun"}
"""Findings about what stands beside a document, and about what none of the generated layouts has."""


def comprobar(texto: str, esperado: Esperado) -> None:
    leido = leer_bytes(texto.encode(), "generado.txt")
    programa, evidencia = leido.programa, evidencia_de(leido)
    hallazgos = Counter(h.tipo for h in (*programa.hallazgos, *huecos_de_mandato(programa, evidencia)))
    assert dict(hallazgos) == esperado.hallazgos
    assert tuple(x.numero for x in programa.lineas_accion) == esperado.lineas
    niveles: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for a in evidencia:
        niveles[a.linea].add((a.nivel, a.tema))
    assert {n: set(x) for n, x in esperado.niveles.items()} == {n: niveles[n] for n in esperado.lineas}
    assert set(niveles) <= set(esperado.lineas)
    assert (leido.perfil.clave, programa.anio) == (esperado.perfil, esperado.anio)
    assert esperado.clase in programa.clave
    assert programa.clave.endswith(f"-{esperado.anio}")


@pytest.mark.parametrize("tanda", range(_TANDAS))
def test_doscientos_documentos_dicen_lo_sembrado_ni_mas_ni_menos(tanda: int) -> None:
    for numero in range(tanda * _POR_TANDA, (tanda + 1) * _POR_TANDA):
        comprobar(*documento(11, numero))


@settings(max_examples=10, deadline=None, derandomize=True, phases=[Phase.generate])
@given(st.integers(0, 10**6), st.integers(0, 10**5), st.sampled_from(PERFILES))
def test_lo_sembrado_se_encuentra_con_cualquier_semilla(semilla: int, numero: int, perfil: str) -> None:
    comprobar(*documento(semilla, numero, perfil))


def test_entre_los_doscientos_se_siembra_cada_tipo_de_hallazgo_y_cada_nivel() -> None:
    esperados = [documento(11, numero)[1] for numero in range(_TANDAS * _POR_TANDA)]
    from ontologia import tipos_de_hallazgo

    assert {t for e in esperados for t in e.hallazgos} == set(tipos_de_hallazgo()) - _NO_SE_SIEMBRAN
    assert {n for e in esperados for n in e.mas_fuertes()} == {
        "cita", "expresa", "nominal", "heredada_estrategia", "heredada_objetivo", "relacionada", "ninguna"}
    assert {e.perfil for e in esperados} == set(PERFILES)


def test_no_hay_dos_documentos_de_un_mismo_programa() -> None:
    esperados = [documento(3, numero)[1] for numero in range(120)]
    assert len({(e.clase, e.anio) for e in esperados}) == 120


def generar(*opciones: str) -> None:
    subprocess.run([sys.executable, str(RAIZ / "bench" / "generar.py"), *opciones], check=True)


def test_la_misma_semilla_da_los_mismos_bytes(tmp_path: Path) -> None:
    for copia in ("a", "b"):
        generar("--cuantos", "5", "--semilla", "7", "-o", str(tmp_path / copia))
    archivos = sorted(p.name for p in (tmp_path / "a").iterdir())
    assert archivos == ["manifiesto.json", "manifiesto.jsonl", *(f"programa-00000{n}.txt" for n in range(5))]
    for nombre in archivos:
        assert (tmp_path / "a" / nombre).read_bytes() == (tmp_path / "b" / nombre).read_bytes()


def test_el_manifiesto_suma_lo_que_sus_documentos_dicen(tmp_path: Path) -> None:
    generar("--cuantos", "6", "--semilla", "2", "--perfil", "municipal", "-o", str(tmp_path))
    filas = [json.loads(x) for x in (tmp_path / "manifiesto.jsonl").read_text(encoding="utf-8").splitlines()]
    total = json.loads((tmp_path / "manifiesto.json").read_text(encoding="utf-8"))
    assert {f["perfil"] for f in filas} == {"municipal"}
    assert total["documentos"] == len(filas) == 6
    assert sum(total["niveles"].values()) == sum(len(set(f["lineas"])) for f in filas)
    assert total["lineas"] == sum(len(f["lineas"]) for f in filas)
    suma = sum((Counter(f["hallazgos"]) for f in filas), Counter())
    assert total["hallazgos"] == dict(suma)


def test_en_tripletas_cada_programa_tiene_sus_dos_grafos_y_los_mismos_bytes(tmp_path: Path) -> None:
    for copia in ("a.nq", "b.nq"):
        generar("--cuantos", "3", "--semilla", "7", "--tripletas", "-o", str(tmp_path / copia))
    volcado = (tmp_path / "a.nq").read_bytes()
    grafos = {r.rsplit(b" ", 2)[1].decode() for r in volcado.splitlines()}
    assert {g.partition("/grafo/")[2].strip(">") for g in grafos} == {
        "ontologia", "normas", *(f"{clase}/generado-00000{n}" for clase in ("programa", "derivado") for n in range(3))}
    assert volcado == (tmp_path / "b.nq").read_bytes()
