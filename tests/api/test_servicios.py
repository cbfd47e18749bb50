"""SERVICE reaches the servers of `ALINEA_SERVICIOS` and no other, from a process that can be killed."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from llaves_de_prueba import de
from motores_de_prueba import en_marcha
from rdflib import Literal, URIRef
from servicio_de_prueba import servicio
from servidor_vivo import Vivo, servidor
from starlette.testclient import TestClient

from api.ajustes import Ajustes
from api.contexto import Contexto
from api.servidor import crear_aplicacion
from consultas.resultados import Filas
from grafo.almacen import Acceso, AlmacenEmbebido, AlmacenRemoto
from ontologia.errores import ConsultaRechazada, ErrorDeEntrada
from ontologia.iris import Acunador

LINEA, NOMBRE = URIRef("https://x/linea"), URIRef("https://x/nombre")
ACTUALIZA = {"Content-Type": "application/sparql-update"}


@dataclass
class Ajeno:
    """A server of somebody else: what it answers depends on the path; `recibidas` is what it was asked."""

    puerto: int
    recibidas: list[str] = field(default_factory=list)
    dice: str = "de fuera"

    def iri(self, camino: str) -> str:
        return f"http://127.0.0.1:{self.puerto}/{camino}"


@pytest.fixture(scope="module")
def ajeno() -> Iterator[Ajeno]:
    class Atiende(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            pedido = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            este.recibidas.append(f"{self.path} {pedido}")
            if self.path == "/redirige":
                self.send_response(302)
                self.send_header("Location", este.iri("otro"))
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            if self.path == "/calla":
                time.sleep(4)
            fila = {"nombre": {"type": "literal", "value": este.dice}}
            cuerpo = json.dumps({"head": {"vars": ["nombre"]}, "results": {"bindings": [fila]}}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            if self.path != "/no-acaba":
                self.send_header("Content-Length", str(len(cuerpo)))
            self.end_headers()
            try:
                self.wfile.write(cuerpo)
                while self.path == "/no-acaba":
                    self.wfile.write(b" " * 65_536)
            except OSError:
                pass

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    oyente = ThreadingHTTPServer(("127.0.0.1", 0), Atiende)
    este = Ajeno(oyente.server_port)
    hilo = threading.Thread(target=oyente.serve_forever, daemon=True)
    hilo.start()
    yield este
    oyente.shutdown()
    oyente.server_close()
    hilo.join()


@pytest.fixture(scope="module")
def vivo(ajeno: Ajeno, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vivo]:
    carpeta = tmp_path_factory.mktemp("federado")
    almacen = AlmacenEmbebido(carpeta / "datos")
    almacen.reemplazar({URIRef("https://x/g"): [(LINEA, NOMBRE, Literal("de aquí"))]})
    almacen.cerrar()
    permitidos = ", ".join(ajeno.iri(c) for c in ("sparql", "redirige", "calla", "no-acaba"))
    with servidor(carpeta, ALINEA_ALMACEN=str(carpeta / "datos"), ALINEA_PLAZO="1.5",
                  ALINEA_SERVICIOS=permitidos) as este:
        yield este


@pytest.fixture
def cliente(vivo: Vivo, ajeno: Ajeno) -> Iterator[httpx.Client]:
    ajeno.recibidas.clear()
    with httpx.Client(base_url=vivo.url, timeout=30, headers={"Accept": "application/sparql-results+json"}) as c:
        yield c


def consulta(iri: str) -> dict[str, str]:
    return {"query": f"SELECT * {{ ?linea <{NOMBRE}> ?aqui SERVICE <{iri}> {{ ?x <{NOMBRE}> ?nombre }} }}"}


def test_una_consulta_junta_lo_de_aqui_con_lo_de_un_servidor_de_la_lista(cliente: httpx.Client, ajeno: Ajeno) -> None:
    for dice in ("de fuera", "otra cosa"):  # nobody keeps what may change without being told
        ajeno.dice = dice
        respuesta = cliente.get("/sparql", params=consulta(ajeno.iri("sparql")))
        (fila,) = respuesta.json()["results"]["bindings"]
        assert {n: c["value"] for n, c in fila.items()} == {"linea": str(LINEA), "aqui": "de aquí", "nombre": dice}
        assert "etag" not in respuesta.headers
    assert [x.split()[0] for x in ajeno.recibidas] == ["/sparql", "/sparql"]


@pytest.mark.parametrize("camino", ["otro", "sparql/", "sparql?x=1", "sparql#x", "%73parql", ""])
def test_a_ningun_otro_servidor_ni_camino_se_le_pregunta(cliente: httpx.Client, ajeno: Ajeno, camino: str) -> None:
    respuesta = cliente.get("/sparql", params=consulta(ajeno.iri(camino)))
    assert respuesta.status_code == 400
    assert "no está entre los servidores" in respuesta.json()["title"]
    assert not ajeno.recibidas


def test_una_variable_no_elige_al_servidor(cliente: httpx.Client, ajeno: Ajeno) -> None:
    texto = f"SELECT * {{ VALUES ?s {{ <{ajeno.iri('sparql')}> }} SERVICE ?s {{ ?a ?b ?c }} }}"
    assert cliente.get("/sparql", params={"query": texto}).status_code == 400
    assert not ajeno.recibidas


def test_un_servidor_de_la_lista_no_manda_a_otro(cliente: httpx.Client, ajeno: Ajeno) -> None:
    respuesta = cliente.get("/sparql", params=consulta(ajeno.iri("redirige")))
    assert respuesta.status_code == 503
    assert "SERVICE" in respuesta.json()["title"]
    assert [x.split()[0] for x in ajeno.recibidas] == ["/redirige"]


@pytest.mark.parametrize("camino", ["calla", "no-acaba"])
def test_un_servidor_que_no_acaba_cuesta_solo_su_consulta(cliente: httpx.Client, ajeno: Ajeno, camino: str) -> None:
    respuesta = cliente.get("/sparql", params=consulta(ajeno.iri(camino)))
    assert respuesta.status_code in {503, 504}
    assert len(ajeno.recibidas) == 1
    assert cliente.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is True


def test_una_actualizacion_no_trae_nada_de_fuera_aunque_este_en_la_lista(cliente: httpx.Client, ajeno: Ajeno) -> None:
    texto = (f"INSERT {{ GRAPH <https://x/h> {{ <{LINEA}> <{NOMBRE}> ?n }} }} "
             f"WHERE {{ SERVICE <{ajeno.iri('sparql')}> {{ ?x <{NOMBRE}> ?n }} }}")
    respuesta = cliente.post("/sparql", content=texto, headers=ACTUALIZA | de("Ana"))
    assert respuesta.status_code == 400
    assert not ajeno.recibidas


def test_el_servicio_anuncia_que_federa_solo_cuando_puede(cliente: httpx.Client) -> None:
    assert "BasicFederatedQuery" in cliente.get("/sparql", headers={"Accept": "text/turtle"}).text
    sin_lista, _ = servicio()
    assert "BasicFederatedQuery" not in sin_lista.get("/sparql", headers={"Accept": "text/turtle"}).text


def test_sin_un_proceso_que_matar_no_se_pregunta_a_nadie(ajeno: Ajeno) -> None:
    ajeno.recibidas.clear()
    contexto = Contexto(AlmacenEmbebido(), Acunador(), servicios=frozenset({ajeno.iri("sparql")}))
    respuesta = TestClient(crear_aplicacion(contexto)).get("/sparql", params=consulta(ajeno.iri("sparql")))
    assert respuesta.status_code == 400
    assert not ajeno.recibidas


def test_con_un_servidor_sparql_pregunta_el_y_solo_a_los_de_la_lista(ajeno: Ajeno, tmp_path: Path) -> None:
    ajeno.recibidas.clear()
    ajeno.dice = "de fuera"
    with en_marcha("oxigraph", tmp_path) as motor:
        for servicios in (frozenset(), frozenset({ajeno.iri("sparql")})):
            almacen = AlmacenRemoto(motor.url, Acceso(servicios=servicios))
            try:
                texto = f"SELECT ?nombre {{ SERVICE <{ajeno.iri('sparql')}> {{ ?x <{NOMBRE}> ?nombre }} }}"
                if servicios:
                    assert almacen.consultar(texto) == Filas(("nombre",), ((Literal("de fuera"),),))
                    continue
                with pytest.raises(ConsultaRechazada):
                    almacen.consultar(texto)
                assert not ajeno.recibidas
            finally:
                almacen.cerrar()


def test_la_lista_se_lee_del_ajuste_y_es_de_direcciones_cifradas(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Ajustes().servicios == frozenset()
    monkeypatch.setenv("ALINEA_SERVICIOS", " https://datos.ejemplo.mx/sparql,http://127.0.0.1:7878/query , ")
    assert Ajustes().servicios == {"https://datos.ejemplo.mx/sparql", "http://127.0.0.1:7878/query"}


@pytest.mark.parametrize("malo", [
    "http://datos.ejemplo.mx/sparql", "https://ana:secreta@datos.ejemplo.mx/sparql", "datos.ejemplo.mx", "file:///x",
    "https://x/sparql#a", "https://x/<a>", "http://127.0.0.1.ejemplo.mx/sparql", "http://localhost@otro.mx/",
])
def test_lo_que_no_es_una_direccion_segura_no_entra_en_la_lista(monkeypatch: pytest.MonkeyPatch, malo: str) -> None:
    monkeypatch.setenv("ALINEA_SERVICIOS", f"https://datos.ejemplo.mx/sparql,{malo}")
    with pytest.raises(ErrorDeEntrada, match="ALINEA_SERVICIOS") as dicho:
        Ajustes()
    assert "secreta" not in str(dicho.value)


def test_un_ajuste_que_no_sirve_se_dice_con_su_nombre(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALINEA_PUERTO", "ochenta")
    with pytest.raises(ErrorDeEntrada, match="ALINEA_PUERTO"):
        Ajustes()
