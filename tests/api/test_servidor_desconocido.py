"""A SPARQL server of no known kind (`rdflib-endpoint`): what can be done is done, the doctor says what cannot."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from documento_pequeno import DOCUMENTO
from motores_de_prueba import libre
from rdflib import Literal, URIRef
from typer.testing import CliRunner

from api.orden import app
from consultas import catalogo
from grafo.almacen import Acceso, AlmacenEmbebido, AlmacenRemoto
from grafo.auditoria import auditar
from grafo.construccion import construir, leer_bytes
from ontologia.errores import ErrorDeAlmacen
from ontologia.iris import Acunador

GUION = """
import sys, uvicorn
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint
datos = Dataset(default_union=True)
datos.parse(sys.argv[2], format="nquads")
uvicorn.run(SparqlEndpoint(graph=datos, enable_update=True, path="/"), host="127.0.0.1", port=int(sys.argv[1]))
"""
G, P = URIRef("https://x/g"), URIRef("https://x/p")
FALTAS = {"motor conocido", "unión como grafo predeterminado", "publicación de una sola vez", "agrupar lo que no hay"}


@pytest.fixture(scope="module")
def embebido() -> AlmacenEmbebido:
    almacen = AlmacenEmbebido()
    construir([leer_bytes(DOCUMENTO, "pequeno.txt")], almacen, Acunador())
    return almacen


@pytest.fixture(scope="module")
def url(embebido: AlmacenEmbebido, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    carpeta, puerto = tmp_path_factory.mktemp("desconocido"), libre()
    (carpeta / "datos.nq").write_bytes(embebido.volcar("nq"))
    with (carpeta / "registro").open("wb") as salida:
        proceso = subprocess.Popen([sys.executable, "-c", GUION, str(puerto), str(carpeta / "datos.nq")],
                                   stdout=salida, stderr=salida)
        try:
            yield f"http://127.0.0.1:{puerto}/"
        finally:
            proceso.kill()
            proceso.wait()


@pytest.fixture(scope="module")
def remoto(url: str) -> Iterator[AlmacenRemoto]:
    for _ in range(200):
        try:
            este = AlmacenRemoto(url, Acceso(plazo=30))
            break
        except ErrorDeAlmacen:
            time.sleep(0.1)
    yield este
    este.cerrar()


def doctor(url: str, *opciones: str) -> tuple[int, dict[str, dict[str, str]]]:
    salida = CliRunner().invoke(app, ["doctor", "--almacen", url, "--formato", "json", *opciones])
    return salida.exit_code, {p["prueba"]: p for p in json.loads(salida.stdout)["pruebas"]}


def test_los_grafos_llegan_enteros(remoto: AlmacenRemoto, embebido: AlmacenEmbebido) -> None:
    assert remoto.nombres_de_grafos() == embebido.nombres_de_grafos()
    assert remoto.tamano == embebido.tamano
    for iri in embebido.nombres_de_grafos():
        assert set(remoto.grafo(iri)) == set(embebido.grafo(iri))


def test_las_preguntas_responden_lo_mismo_y_la_auditoria_tambien(
        remoto: AlmacenRemoto, embebido: AlmacenEmbebido) -> None:
    distintas = [
        nombre for nombre, una in catalogo().items()
        if all(p.opcional for p in una.parametros) and remoto.consultar(una.texto) != embebido.consultar(una.texto)]
    for nombre in distintas:  # groups of nothing, of which it makes a row: the doctor says so
        assert "GROUP BY" in catalogo()[nombre].texto
        assert embebido.consultar(catalogo()[nombre].texto).filas == ()  # type: ignore[union-attr]
    clave = next(str(iri) for iri in embebido.nombres_de_grafos() if "/grafo/programa/" in iri).rpartition("/")[2]
    assert auditar(remoto, clave, Acunador()) == auditar(embebido, clave, Acunador())


def test_el_doctor_dice_lo_que_no_va_y_como_se_arregla(remoto: AlmacenRemoto, url: str) -> None:
    estado, pruebas = doctor(url)
    assert estado == 0
    assert {nombre for nombre, p in pruebas.items() if not p["funciona"]} == FALTAS
    assert all(pruebas[nombre]["remedio"] for nombre in FALTAS)


def test_se_escribe_en_el_y_se_ve(remoto: AlmacenRemoto) -> None:
    antes = remoto.generacion
    remoto.reemplazar({G: [(G, P, Literal("uno"))]})
    assert [str(o) for o in remoto.grafo(G).objects()] == ["uno"]
    remoto.reemplazar({G: []})
    assert G not in remoto.nombres_de_grafos()
    assert remoto.generacion == antes + 2


def test_el_doctor_dice_que_no_puede_con_mucho_a_la_vez(
        remoto: AlmacenRemoto, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALINEA_ALMACEN_PLAZO", "1.5")  # 5,000 triples take it minutes, in which it answers nobody
    estado, pruebas = doctor(url, "--escribir")
    assert estado == 1
    faltas = {nombre: p["detalle"] for nombre, p in pruebas.items() if not p["funciona"] and nombre not in FALTAS}
    assert list(faltas) == ["5,000 tripletas a la vez", "quitar lo que se escribió en la prueba"]
    assert all("no respondió a tiempo" in detalle for detalle in faltas.values())
    assert pruebas["literal de 100 kB"]["funciona"]
