"""The fingerprints of the stages: whatever a stage's work goes through is in its version, and a stage has its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from grafo.flujo import huellas
from grafo.flujo.huellas import etapas

RAIZ = Path(__file__).parents[2]
_NO_CAMBIAN_LO_HECHO = {
    "grafo/__init__.py", "grafo/almacen", "grafo/bitacora", "grafo/flujo", "grafo/hallazgos.py", "grafo/preguntas.py",
    "ontologia/__init__.py", "ontologia/errores.py"}
"""What carries, stores, asks and tells what was built: it is in no fingerprint."""


def _pasan_por() -> list[str]:
    """Return the sources of ours that a process loads to work on a document of any kind."""
    guion = ("import sys, importlib, pkgutil, grafo.flujo.obra, grafo.lectura, grafo.formatos\n"
             "for p in (grafo.lectura, grafo.formatos):\n"
             "    [importlib.import_module(m.name) for m in pkgutil.walk_packages(p.__path__, p.__name__ + '.')]\n"
             "print(*(m.__file__ for n, m in sys.modules.items()\n"
             "        if n.split('.')[0] in ('grafo', 'ontologia') and m.__file__), sep='\\n')")
    dicho = subprocess.run([sys.executable, "-c", guion], check=True, capture_output=True, text=True, cwd=RAIZ).stdout
    return [str(Path(x).relative_to(RAIZ)) for x in dicho.split("\n") if x]


def _en_huella(fuente: str) -> bool:
    listas = {f"{paquete}/{patron.removesuffix('/*')}" for parte in (huellas._LECTURA, huellas._CONCLUSION)
              for paquete, patrones in parte.items() for patron in patrones}
    return any(fuente == x or fuente.startswith(f"{x}/") for x in listas | _NO_CAMBIAN_LO_HECHO)


def test_todo_lo_que_trabaja_en_un_documento_esta_en_alguna_huella() -> None:
    fuentes = _pasan_por()
    assert "grafo/lectura/revision/siglas.py" in fuentes
    assert [f for f in fuentes if not _en_huella(f)] == []


@pytest.mark.parametrize(("fuente", "cambian"), [
    ("grafo/lectura/revision/siglas.py", (True, True)),  # what is read anew is concluded about anew
    ("grafo/perfiles/municipal.toml", (True, True)),
    ("ontologia/normas", (True, True)),
    ("grafo/conclusiones.py", (False, True)),
    ("grafo/evidencia.py", (False, True)),
    ("ontologia/esquemas/temas.ttl", (False, True)),
    ("ontologia/estandares.py", (False, True)),
    ("grafo/almacen/ordenes.py", (False, False)),
])
def test_una_regla_que_cambia_cambia_la_version_de_su_etapa_y_de_ninguna_anterior(
        fuente: str, cambian: tuple[bool, bool], monkeypatch: pytest.MonkeyPatch) -> None:
    antes = etapas("https://ejemplo/")
    original = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda ruta: original(ruta) + (b"#" if fuente in str(ruta) else b""))
    despues = etapas("https://ejemplo/")
    assert (antes.lectura != despues.lectura, antes.conclusion != despues.conclusion) == cambian
