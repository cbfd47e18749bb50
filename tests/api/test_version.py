"""The version that a report states: the installed one, else that of the checkout, said not to be installed."""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from api.papel import contenido

RAIZ = Path(__file__).parents[2]


def test_una_copia_sin_instalar_dice_la_version_que_declara_y_que_no_esta_instalada(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_esta(nombre: str) -> str:
        raise PackageNotFoundError(nombre)

    monkeypatch.setattr(contenido, "version", no_esta)
    monkeypatch.setattr(contenido, "__file__", str(RAIZ / "api" / "papel" / "contenido.py"))
    declarada = tomllib.loads((RAIZ / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert contenido.version_de_alinea() == f"{declarada} (sin instalar)"


def test_la_instalada_dice_la_suya(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contenido, "version", lambda _: "9.9.9")
    assert contenido.version_de_alinea() == "9.9.9"
