"""`alinea servir --almacen http://…`: pages, endpoint, writes over a SPARQL server; and `alinea doctor`."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from documento_pequeno import CLAVE, DOCUMENTO
from motores_de_prueba import EnMarcha, en_marcha
from rdflib import URIRef
from typer.testing import CliRunner, Result

from api.llaves import nueva_llave
from api.orden import app
from grafo.almacen import AlmacenEmbebido, AlmacenRemoto
from grafo.bitacora import leer_asientos
from grafo.construccion import construir, leer_bytes
from ontologia.iris import Acunador

RAIZ = Path(__file__).parents[2]
GRAFO = "http://ejemplo.org/g"
SIN_FIN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?l) }"


@dataclass(frozen=True)
class Servido:
    """A running `alinea servir`, its server of SPARQL, and the file of its trail."""

    cliente: httpx.Client
    motor: EnMarcha
    bitacora: Path

    def actualizar(self, texto: str) -> httpx.Response:
        """Send an update."""
        return self.cliente.post("/sparql", content=texto, headers={"Content-Type": "application/sparql-update"})


@pytest.fixture(scope="module")
def motor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EnMarcha]:
    with en_marcha("oxigraph", tmp_path_factory.mktemp("oxigraph")) as en_pie:
        yield en_pie


@pytest.fixture(scope="module")
def servido(motor: EnMarcha, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servido]:
    aparte = tmp_path_factory.mktemp("servir")
    remoto = AlmacenRemoto(motor.url)
    construir([leer_bytes(DOCUMENTO, "pequeno.txt")], remoto, Acunador())
    remoto.cerrar()
    token, _ = nueva_llave("Ana", "administra")
    entorno = os.environ | {"PYTHONPATH": str(RAIZ), "ALINEA_LLAVE": token, "ALINEA_PLAZO": "2",
                            "ALINEA_MOTOR_SHACL": "rapida", "ALINEA_BITACORA": str(aparte / "bitacora.jsonl")}
    proceso = subprocess.Popen(
        [sys.executable, "-c", "from api.orden import principal; principal()", "servir", "--puerto", "0", "--almacen",
         motor.url], env=entorno, cwd=aparte, stderr=subprocess.PIPE, text=True)
    try:
        assert proceso.stderr is not None
        donde = next(m[1] for r in proceso.stderr if (m := re.search(r"en (http://127\.0\.0\.1:\d+)", r)))
        with httpx.Client(base_url=donde, headers={"Authorization": f"Bearer {token}"}, timeout=60.0,
                          trust_env=False) as cliente:
            yield Servido(cliente, motor, aparte / "bitacora.jsonl")
    finally:
        proceso.kill()
        proceso.communicate()


def test_las_paginas_se_ven(servido: Servido) -> None:
    for camino in ("/", "/documento", "/auditoria", f"/programa/{CLAVE}/linea/1.1.2", "/consultas", "/api/programas"):
        respuesta = servido.cliente.get(camino, headers={"Accept": "text/html"})
        assert respuesta.status_code == 200, camino
    assert [p["clave"] for p in servido.cliente.get("/api/programas").json()] == [CLAVE]


def test_el_punto_de_consulta_responde_lo_mismo_que_un_almacen_propio(servido: Servido) -> None:
    propio = AlmacenEmbebido()
    construir([leer_bytes(DOCUMENTO, "pequeno.txt")], propio, Acunador())
    texto = "SELECT ?s ?p ?o { ?s ?p ?o FILTER(isIRI(?o)) } ORDER BY ?s ?p ?o LIMIT 200"
    dicho = servido.cliente.get("/sparql", params={"query": texto},
                                headers={"Accept": "application/sparql-results+json"}).json()
    assert dicho["results"] == json.loads(propio.serializar(texto, "json"))["results"]


def test_una_consulta_que_no_acaba_se_deja_y_lo_demas_sigue(servido: Servido) -> None:
    respuesta = servido.cliente.get("/sparql", params={"query": SIN_FIN})
    assert respuesta.status_code == 504
    assert servido.cliente.get("/auditoria", headers={"Accept": "text/html"}).status_code == 200


def test_lo_que_se_escribe_llega_al_servidor_y_a_la_bitacora(servido: Servido) -> None:
    uno = f"INSERT DATA {{ GRAPH <{GRAFO}> {{ <http://ejemplo.org/a> <http://ejemplo.org/n> 1 }} }}"
    suma = uno.replace("INSERT DATA", "DELETE DATA") + " ; " + uno.replace(" 1 }", " 2 }")
    assert [servido.actualizar(t).status_code for t in (uno, suma)] == [204, 204]
    revision = {"linea": "1.1.2", "decision": "confirma", "motivo": "Lo dice.", "rol": "auditora"}
    hecha = servido.cliente.post("/api/revisiones", json=revision)
    assert hecha.status_code == 201, hecha.text
    otro = AlmacenRemoto(servido.motor.url)
    assert [str(o) for o in otro.grafo(URIRef(GRAFO)).objects()] == ["2"]
    revisada = Acunador().elemento(CLAVE, "revision", hecha.json()["id"])
    assert (revisada, None, None) in otro.grafo(Acunador().grafo_revisiones())
    otro.cerrar()
    assert [r["motivo"] for r in servido.cliente.get("/api/revisiones").json()] == ["Lo dice."]
    asientos = leer_asientos(servido.bitacora.read_bytes())
    assert [a.suceso for a in asientos] == ["empieza", "publica"] * 3
    assert GRAFO in {g.iri for g in asientos[1].grafos}


def test_lo_que_no_conforma_se_rehusa_y_no_llega(servido: Servido) -> None:
    mala = "INSERT DATA { GRAPH <http://e.org/m> { <http://e.org/x> a <https://w3id.org/alinea/ont#LineaDeAccion> } }"
    assert servido.actualizar(mala).status_code == 422
    otro = AlmacenRemoto(servido.motor.url)
    assert not otro.grafo(URIRef("http://e.org/m"))
    otro.cerrar()


def test_un_respaldo_de_un_servidor_ajeno_no_se_hace_aqui(servido: Servido) -> None:
    assert servido.cliente.post("/api/respaldo").status_code == 403


def doctor(almacen: object, *opciones: str) -> Result:
    return CliRunner().invoke(app, ["doctor", "--almacen", str(almacen), *opciones])


def pruebas(salida: Result) -> dict[str, bool]:
    return {p["prueba"]: p["funciona"] for p in json.loads(salida.stdout)["pruebas"]}


def test_el_doctor_dice_que_todo_va_bien_en_una_carpeta(tmp_path: Path) -> None:
    AlmacenEmbebido(tmp_path / "a").cerrar()
    salida = doctor(tmp_path / "a", "--escribir", "--formato", "json")
    assert salida.exit_code == 0, salida.stderr
    assert json.loads(salida.stdout)["motor"] == "Oxigraph, dentro de Alinea"
    assert not [que for que, funciona in pruebas(salida).items() if not funciona and que.startswith("consulta")]
    reabierto = AlmacenEmbebido(tmp_path / "a")
    assert reabierto.nombres_de_grafos() == ()
    reabierto.cerrar()


def test_el_doctor_reconoce_a_oxigraph_y_no_deja_nada(motor: EnMarcha) -> None:
    antes = AlmacenRemoto(motor.url).tamano
    salida = doctor(motor.url, "--escribir", "--formato", "json")
    assert salida.exit_code == 0, salida.stderr
    assert json.loads(salida.stdout)["motor"].startswith("Oxigraph")
    assert pruebas(salida)["publicación de una sola vez"] is True
    assert AlmacenRemoto(motor.url).tamano == antes


@pytest.mark.parametrize("almacen", ["http://127.0.0.1:9/sparql", "no-existe"])
def test_el_doctor_de_un_almacen_que_no_esta_lo_dice(almacen: str, tmp_path: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    salida = doctor(almacen)
    assert salida.exit_code == 2
    assert almacen in salida.stderr
    assert list(tmp_path.iterdir()) == []
