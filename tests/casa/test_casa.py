"""The house: imports run one way, heavy modules stay out of the way, front doors are sorted, docs say what there is."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

RAIZ = Path(__file__).parents[2]
ORDEN = ("ontologia", "consultas", "grafo", "api")
_UN_SOLO_LUGAR = {"pyvis": "grafo/vista/explorar.py", "pyoxigraph": "grafo/almacen/", "fastapi": "api/",
                  "pyshacl": "grafo/validacion/", "shifty": "grafo/validacion/"}


def modulos() -> list[Path]:
    return [p for paquete in ORDEN for p in sorted((RAIZ / paquete).rglob("*.py"))]


def importados(ruta: Path) -> set[str]:
    nombres: set[str] = set()
    for nodo in ast.walk(ast.parse(ruta.read_text(encoding="utf-8"))):
        if isinstance(nodo, ast.Import):
            nombres |= {a.name for a in nodo.names}
        elif isinstance(nodo, ast.ImportFrom) and nodo.module:
            nombres.add(nodo.module)
    return nombres


@pytest.mark.parametrize("ruta", modulos(), ids=lambda r: str(r.relative_to(RAIZ)))
def test_las_importaciones_van_en_un_solo_sentido(ruta: Path) -> None:
    paquete = ruta.relative_to(RAIZ).parts[0]
    superiores = ORDEN[ORDEN.index(paquete) + 1:]
    assert not [m for m in importados(ruta) if m.split(".")[0] in superiores]


@pytest.mark.parametrize(("biblioteca", "lugar"), _UN_SOLO_LUGAR.items())
def test_cada_motor_se_toca_en_un_solo_lugar(biblioteca: str, lugar: str) -> None:
    usan = [str(r.relative_to(RAIZ)) for r in modulos() if biblioteca in {m.split(".")[0] for m in importados(r)}]
    assert usan
    assert all(u.startswith(lugar) for u in usan), usan


@pytest.mark.parametrize("paquete", ["ontologia", "consultas", "grafo.almacen", "grafo.vista"])
def test_cada_puerta_muestra_una_lista_corta_y_ordenada(paquete: str) -> None:
    modulo = importlib.import_module(paquete)
    assert list(modulo.__all__) == sorted(modulo.__all__, key=lambda n: (not n.isupper(), not n[0].isupper(), n))
    assert all(hasattr(modulo, n) for n in modulo.__all__)


def test_la_ayuda_no_carga_nada_pesado() -> None:
    programa = ("import sys; from api.orden import app\n"
                "try: app(['--help'])\nexcept SystemExit: pass\n"
                "pesados = {'rdflib', 'pyoxigraph', 'pyshacl', 'pyvis', 'networkx', 'fastapi', 'pydantic'}\n"
                "print(sorted(pesados & set(sys.modules)), file=sys.stderr)")
    salida = subprocess.run([sys.executable, "-c", programa], capture_output=True, text=True, check=True, cwd=RAIZ)
    assert salida.stderr.strip() == "[]"


def test_el_readme_nombra_cada_orden() -> None:
    from api.orden import app

    readme = (RAIZ / "README.md").read_text(encoding="utf-8")
    for orden in app.registered_commands:
        assert orden.callback is not None
        assert f"alinea {orden.callback.__name__.rstrip('_')}" in readme


def test_el_manual_nombra_cada_consulta_y_cada_ajuste() -> None:
    from api.ajustes import Ajustes
    from consultas import catalogo

    consultas = (RAIZ / "docs" / "consultas.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", consultas, re.M)) == set(catalogo())
    readme = (RAIZ / "README.md").read_text(encoding="utf-8")
    assert all(f"ALINEA_{campo.upper()}" in readme for campo in Ajustes.model_fields)


def test_ningun_archivo_pide_nada_a_otra_maquina() -> None:
    for ruta in [*RAIZ.glob("api/**/*"), *RAIZ.glob("grafo/vista/**/*")]:
        if ruta.suffix in {".html", ".css", ".js", ".svg"}:
            texto = ruta.read_text(encoding="utf-8")
            assert not re.search(r"(?:src|href|url\(|@import|fetch\()\s*=?\s*[\"'(]\s*(?:https?:)?//", texto), ruta
