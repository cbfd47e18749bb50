"""`alinea construir FOLDER`: what it says, and the status it leaves with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api import construcciones
from api.bitacoras import leer_bitacora
from api.orden import app
from grafo.construccion import ruta_empaquetada


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    raiz = tmp_path / "documentos"
    raiz.mkdir()
    shutil.copy(ruta_empaquetada(), raiz / "uno.txt")
    return raiz


def construir(carpeta: Path, *opciones: str) -> Result:
    return CliRunner().invoke(app, ["construir", str(carpeta), "--procesos", "1", "--almacen",
                                    str(carpeta.parent / "almacen"), *opciones])


def test_de_una_carpeta_se_construye_una_vez_y_se_dice_lo_hecho(
        carpeta: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(construcciones, "_CADA", 0.0)
    primera = construir(carpeta)
    assert primera.exit_code == 0
    assert "1 de 1 documentos, " in primera.stderr
    assert "documentos/s, quedan 0 s." in primera.stderr
    assert "1 leídos" in primera.stderr
    segunda = construir(carpeta)
    assert segunda.exit_code == 0
    assert "1 sin cambios" in segunda.stderr
    assert "1 leídos" in construir(carpeta, "--de-nuevo").stderr


def test_con_un_documento_danado_sale_con_uno_y_lo_nombra(carpeta: Path) -> None:
    (carpeta / "danado.pdf").write_bytes(b"%PDF-1.4 nada")
    (carpeta / "foto.jpg").write_bytes(b"\xff\xd8")
    salida = construir(carpeta)
    assert salida.exit_code == 1
    assert "danado.pdf" in salida.stderr
    assert "Se omite" in salida.stderr
    assert "1 leídos" in salida.stderr


def test_una_carpeta_sin_documentos_o_que_no_esta_es_un_error(tmp_path: Path) -> None:
    vacia = tmp_path / "vacia"
    vacia.mkdir()
    assert construir(vacia).exit_code == 2
    assert construir(tmp_path / "no-hay").exit_code == 2


def test_lo_construido_con_la_orden_queda_en_la_bitacora(carpeta: Path) -> None:
    almacen = carpeta.parent / "almacen"
    assert construir(carpeta).exit_code == 0
    assert CliRunner().invoke(app, ["construir", str(carpeta / "uno.txt"), "--almacen", str(almacen)]).exit_code == 0
    asientos, faltas = leer_bitacora(str(almacen))
    assert [(a.suceso, a.autor, a.que) for a in asientos if a.suceso != "empieza"] == [
        ("publica", "consola", "construir 1 documentos"), ("publica", "consola", "construir inai-cpgat-2017")]
    assert [a.generacion[1] > a.generacion[0] for a in asientos] == [False, True, False, True]
    assert faltas == ()
