"""The short way answers what the long one does, byte for byte and header for header."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import httpx
import pytest
from servidor_de_prueba import CUANTOS, SIN_FIN, Levantado, leer, levantado, peticion, publicar
from starlette.testclient import TestClient

from api.protocolo import ventanilla
from api.protocolo.ventanilla import Ventanilla
from grafo.almacen.obreros import Limites

JSON = "application/sparql-results+json"
FORMA = "application/x-www-form-urlencoded"
_DE_CADA_VEZ = {"date", "x-request-id", "connection"}


@pytest.fixture(scope="module")
def servidor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Levantado]:
    with levantado(tmp_path_factory.mktemp("ventanilla") / "a", Limites(obreros=2, plazo=2, filas=60)) as s:
        yield s


def por_lo_largo(s: Levantado, metodo: str, **datos: object) -> httpx.Response:
    return TestClient(s.app, headers={"Accept": "*/*"}).request(metodo, "/sparql", **datos)  # type: ignore[arg-type]


def por_lo_corto(s: Levantado, metodo: str, **datos: object) -> httpx.Response:
    return httpx.request(metodo, f"http://127.0.0.1:{s.puerto}/sparql", **datos)  # type: ignore[arg-type]


def comparable(respuesta: httpx.Response) -> tuple[int, dict[str, str], bytes]:
    quedan = {n: v for n, v in respuesta.headers.items() if n not in _DE_CADA_VEZ}
    if respuesta.status_code != 200:
        quedan.pop("content-length", None)
        return respuesta.status_code, quedan, str(respuesta.json()["title"]).encode()
    return respuesta.status_code, quedan, respuesta.content


@pytest.mark.parametrize("acepta", [JSON, "text/csv", "*/*", "application/sparql-results+xml;q=0.5, text/csv;q=0.1",
                                    "text/turtle", "image/png", "text/html"])
@pytest.mark.parametrize("texto", [
    "ASK { ?s ?p ?o }", f"{CUANTOS} # á ñ", "CONSTRUCT { <https://x/a> ?p ?o } WHERE { <https://x/1> ?p ?o }",
    "SELECT * { ?s ?p", "SELECT ?s { ?s ?p ?o } ORDER BY ?s", "SELECT * { SERVICE <http://h/> { } }",
    "SELECT (NOW() AS ?n) { FILTER(false) }", "SELECT * { <relativo> ?p ?o }", "CLEAR ALL", "",
])
def test_lo_corto_responde_como_lo_largo(servidor: Levantado, texto: str, acepta: str) -> None:
    casos: list[tuple[str, dict[str, object]]] = [
        ("GET", {"params": {"query": texto}}), ("POST", {"data": {"query": texto}}),
        ("POST", {"content": texto.encode(), "headers": {"Content-Type": "application/sparql-query"}}),
    ]
    for metodo, datos in casos:
        datos = datos | {"headers": {**datos.get("headers", {}), "Accept": acepta}}  # type: ignore[dict-item]
        if acepta == "text/html":
            assert por_lo_corto(servidor, metodo, **datos).status_code == por_lo_largo(
                servidor, metodo, **datos).status_code
        else:
            assert comparable(por_lo_corto(servidor, metodo, **datos)) == comparable(
                por_lo_largo(servidor, metodo, **datos))


def test_una_peticion_partida_o_encadenada_se_responde_entera(servidor: Levantado) -> None:
    entera = peticion("ASK { ?s ?p ?o }")
    cuerpo = b"ASK { ?s ?p ?o }"
    post = (b"POST /sparql HTTP/1.1\r\nHost: x\r\nAccept: " + JSON.encode() + b"\r\nContent-Length: "
            + str(len(cuerpo)).encode() + b"\r\nContent-Type: application/sparql-query\r\n\r\n" + cuerpo)

    async def correr(trozos: list[bytes], cuantas: int) -> list[bytes]:
        entrada, salida = await asyncio.open_connection("127.0.0.1", servidor.puerto)
        for trozo in trozos:
            salida.write(trozo)
            await asyncio.sleep(0.05)
        respuestas = [await leer(entrada) for _ in range(cuantas)]
        salida.close()
        assert [r[0] for r in respuestas] == [200] * cuantas
        return [r[2] for r in respuestas]

    si = b'{"head":{},"boolean":true}'
    assert asyncio.run(correr([entera[:30], entera[30:]], 1)) == [si]
    assert asyncio.run(correr([post[:-4], post[-4:]], 1)) == [si]
    assert asyncio.run(correr([post + entera + post + entera], 4)) == [si] * 4
    assert asyncio.run(correr([peticion(CUANTOS.replace("?n)", "?m)")) + entera], 2))[1] == si


def test_lo_guardado_no_sobrevive_a_una_publicacion(servidor: Levantado) -> None:
    for valor in (7, 8):
        publicar(servidor.almacen, valor)
        for _ in range(3):
            respuesta = por_lo_corto(servidor, "GET", params={"query": CUANTOS}, headers={"Accept": "text/csv"})
            assert respuesta.text == f"o,n\r\n{valor},101\r\n"


def test_lo_guardado_no_pasa_de_su_lugar(servidor: Levantado, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ventanilla, "MAXIMO_GUARDADO", 5_000)
    suya = Ventanilla(servidor.app.state.sitio, lambda *_: None)
    for n in range(50):
        assert suya.guardada(f"q{n}", "t", 1) is None
        suya.guardar(f"q{n}", "t", 1, b"x" * 1_000)
    assert [n for n in range(50) if suya.guardada(f"q{n}", "t", 1)] == [46, 47, 48, 49]
    assert suya.guardada("q49", "t", 2) is None


def test_lo_que_pasa_de_su_tiempo_se_dice_una_sola_vez(servidor: Levantado) -> None:
    antes = servidor.consultorio.atencion.detenidas
    assert por_lo_corto(servidor, "GET", params={"query": SIN_FIN}, headers={"Accept": JSON},
                        timeout=30).status_code == 504
    assert servidor.consultorio.atencion.detenidas == antes + 1
