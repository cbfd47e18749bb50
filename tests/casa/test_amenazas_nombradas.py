"""Every row of the threat model names a test, and that test exists."""

from __future__ import annotations

import re
from pathlib import Path

RAIZ = Path(__file__).parents[2]
MODELO = (RAIZ / "THREAT_MODEL.md").read_text(encoding="utf-8")
FILAS = [f for f in MODELO.partition("## Threats")[2].splitlines() if re.match(r"\| (?!threat \|)\S", f)]


def pruebas_de(fila: str, archivo: str) -> tuple[list[tuple[str, str]], str]:
    """Return (file, test) of each test that a row names, and the last file named; `::` goes with the file before."""
    vistas = []
    for nombre in re.findall(r"`((?:tests/[\w/]+\.py)?(?:::\w+)?)`", fila.rsplit(" | ", 1)[1]):
        en, _, prueba = nombre.partition("::")
        archivo = en or archivo
        vistas.append((archivo, prueba))
    return vistas, archivo


def test_cada_amenaza_nombra_una_prueba_que_existe() -> None:
    archivo, faltan = "", []
    assert len(FILAS) > 40
    for fila in FILAS:
        vistas, archivo = pruebas_de(fila, archivo)
        assert vistas, fila
        for en, prueba in vistas:
            ruta = RAIZ / en
            if not ruta.is_file() or (prueba and f"def {prueba}(" not in ruta.read_text(encoding="utf-8")):
                faltan.append(f"{en}::{prueba}")
    assert not faltan


def test_cada_prueba_de_amenazas_esta_en_el_modelo() -> None:
    for ruta in (RAIZ / "tests" / "api").glob("test_amenazas_*.py"):
        for prueba in re.findall(r"^def (test_\w+)", ruta.read_text(encoding="utf-8"), re.M):
            assert f"::{prueba}`" in MODELO, prueba
