"""Uploading a document over HTTP makes the graphs that `alinea construir` makes of it, triple by triple."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from documento_pequeno import DOCUMENTO
from llaves_de_prueba import LLAVES, de
from starlette.testclient import TestClient

from api.contexto import Contexto
from api.servidor import crear_aplicacion
from grafo.almacen import AlmacenEmbebido
from grafo.almacen.ntriples import ntriples_de
from grafo.construccion import construir, leer, leer_bytes, ruta_empaquetada
from grafo.validacion import Motor
from ontologia.iris import Acunador

CURADURIA = """
[[abreviatura]]
sigla = "DGNC"
significado = "Dirección General de Nadie Conocido"
cita = "estas palabras no están en el documento"
""".encode()


def tripletas(almacen: AlmacenEmbebido) -> dict[str, set[bytes]]:
    return {str(iri): set(ntriples_de(almacen, iri).splitlines()) for iri in almacen.nombres_de_grafos()}


def construido(ruta: Path) -> dict[str, set[bytes]]:
    almacen = AlmacenEmbebido()
    construir([leer(ruta)], almacen, Acunador())
    return tripletas(almacen)


def subir(almacen: AlmacenEmbebido, nombre: str, contenido: bytes, *curadurias: bytes) -> httpx.Response:
    cliente = TestClient(crear_aplicacion(Contexto(almacen, Acunador(), llaves=LLAVES, motor_shacl=Motor.rapida)))
    archivos = [("documento", (nombre, contenido)), *(("curaduria", ("c.toml", c)) for c in curadurias)]
    return cliente.post("/api/programas", files=archivos, headers=de("Ana"))


@pytest.mark.parametrize("cual", ["pequeno", "con curaduría", "empaquetado"])
def test_lo_que_se_sube_queda_como_lo_que_se_construye(tmp_path: Path, cual: str) -> None:
    ruta = ruta_empaquetada() if cual == "empaquetado" else tmp_path / "pequeno.txt"
    if cual != "empaquetado":
        ruta.write_bytes(DOCUMENTO)
    sin_ella = construido(ruta)
    if cual == "con curaduría":
        (tmp_path / "pequeno.curado.toml").write_bytes(CURADURIA)
        assert construido(ruta) != sin_ella
    almacen = AlmacenEmbebido()
    respuesta = subir(almacen, ruta.name, ruta.read_bytes(), *[CURADURIA] * (cual == "con curaduría"))
    assert respuesta.status_code == 201, respuesta.text
    assert len(tripletas(almacen)) == 4
    assert tripletas(almacen) == construido(ruta)


@pytest.mark.parametrize("mala", [
    b"[[mismo", b"mismo = 3", b"[mismo]\na = 1", b"mismo = [1]", b"[[abreviatura]]\nsigla = 'A'", b"\xff\xfe",
    b"a = " + b"[" * 50_000,
])
def test_una_curaduria_que_no_se_entiende_no_publica_nada(mala: bytes) -> None:
    almacen = AlmacenEmbebido()
    assert subir(almacen, "pequeno.txt", DOCUMENTO, mala).status_code == 400
    assert almacen.tamano == 0


def test_un_formulario_con_dos_curadurias_se_rehusa() -> None:
    assert subir(AlmacenEmbebido(), "pequeno.txt", DOCUMENTO, CURADURIA, CURADURIA).status_code == 400


def test_la_curaduria_del_programa_empaquetado_va_con_sus_bytes_y_no_con_su_lugar(tmp_path: Path) -> None:
    original = ruta_empaquetada().read_bytes()
    copia = tmp_path / ruta_empaquetada().name
    copia.write_bytes(original)
    assert leer(copia).programa == leer(ruta_empaquetada()).programa
    distinto = leer_bytes(original + b"\n", copia.name).programa
    assert len(distinto.proyectos) != len(leer(copia).programa.proyectos)


def test_un_programa_con_curaduria_a_su_lado_la_prefiere(tmp_path: Path) -> None:
    copia = tmp_path / ruta_empaquetada().name
    copia.write_bytes(ruta_empaquetada().read_bytes())
    copia.with_name(f"{copia.stem}.curado.toml").write_text("# nada\n", encoding="utf-8")
    assert leer(copia).programa.proyectos == leer_bytes(copia.read_bytes() + b"\n", copia.name).programa.proyectos
