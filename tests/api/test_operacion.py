"""Health, measures and the log: what who runs a server looks at."""

from __future__ import annotations

import contextlib
import re
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
from llaves_de_prueba import TOKENS, de
from servicio_de_prueba import servicio
from servidor_vivo import Vivo
from starlette.testclient import TestClient

import api.metricas
from ontologia.errores import ErrorDeAlmacen


def medida(texto: str, nombre: str) -> float:
    return sum(float(x.rsplit(" ", 1)[1]) for x in texto.splitlines() if x.startswith(nombre))


def test_la_salud_dice_el_almacen_la_generacion_y_las_consultas(vivo: Vivo) -> None:
    salud = httpx.get(f"{vivo.url}/salud").json()
    assert (salud["estado"], salud["vivo"], salud["listo"], salud["almacen"]) == ("bien", True, True, "carpeta")
    assert salud["cuadruplas"] > 1000
    assert salud["lugares"] == 2
    assert httpx.get(f"{vivo.url}/salud/vivo").json() == {"vivo": True}
    assert httpx.get(f"{vivo.url}/salud/listo").status_code == 200


@pytest.mark.parametrize("falla", ["error", "silencio"])
def test_sin_almacen_vive_pero_no_esta_listo(monkeypatch: pytest.MonkeyPatch, falla: str) -> None:
    cliente, almacen = servicio()
    basta, miradas = threading.Event(), []

    def tamano(_: object) -> int:
        miradas.append(falla)
        if falla == "silencio":
            basta.wait(30)
        raise ErrorDeAlmacen("no contesta", "espere")

    monkeypatch.setattr(type(almacen), "tamano", property(tamano))
    monkeypatch.setattr("api.rutas.salud._PACIENCIA", 0.3)
    for camino in ("/salud", "/salud/listo"):
        respuesta = cliente.get(camino)
        assert respuesta.status_code == 503
        assert respuesta.headers["retry-after"]
        assert (respuesta.json()["vivo"], respuesta.json()["listo"]) == (True, False)
        assert respuesta.json()["motivo"] == {
            "error": "no contesta", "silencio": "El almacén no respondió en 0 segundos."}[falla]
    assert cliente.get("/salud/vivo").status_code == 200
    assert len(miradas) == {"error": 2, "silencio": 1}[falla]  # a store that hangs is not asked again meanwhile
    basta.set()


def test_la_salud_dice_cuantas_consultas_corren(vivo: Vivo) -> None:
    larga = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?g) }"

    def pedir() -> None:
        with contextlib.suppress(httpx.TimeoutException):
            httpx.get(f"{vivo.url}/sparql", params={"query": larga}, timeout=1.5)

    hilo = threading.Thread(target=pedir)
    hilo.start()
    visto = 0
    while hilo.is_alive() and not visto:
        visto = httpx.get(f"{vivo.url}/salud").json()["corriendo"]
    hilo.join()
    assert visto == 1


def test_las_medidas_cuentan_por_patron_y_nunca_por_lo_que_alguien_escribio() -> None:
    cliente, _ = servicio()
    for n in range(5):
        cliente.get(f"/nada-{n}-secreta")
        cliente.get("/sparql", params={"query": f"ASK {{ <urn:x:{n}-secreta> ?p ?o }}"})
        cliente.get(f"/id/{n}-secreta")
        cliente.get(f"/consultas/{n}-secreta")
        cliente.request(f"RARO{n}", "/")
    texto = cliente.get("/metricas").text
    assert "secreta" not in texto
    assert "RARO" not in texto
    assert medida(texto, 'alinea_peticiones_total{estado="404",metodo="GET",ruta="otra"}') == 5
    assert medida(texto, 'alinea_peticiones_total{estado="200",metodo="GET",ruta="/sparql"}') == 5
    assert medida(texto, 'alinea_peticiones_total{estado="303",metodo="GET",ruta="/id/{resto:path}"}') == 5
    assert medida(texto, 'alinea_peticiones_total{estado="404",metodo="GET",ruta="/consultas/{nombre}"}') == 5
    assert medida(texto, 'alinea_peticion_segundos_count{ruta="/sparql"}') == 5
    assert medida(texto, "alinea_consultas_contestadas_total") == 5
    assert medida(texto, "alinea_generacion ") == 1
    assert medida(texto, "alinea_cuadruplas ") == 3


def test_lo_que_se_contesta_de_memoria_tambien_se_cuenta() -> None:
    cliente, _ = servicio()
    for _ in range(3):
        assert cliente.get("/consultas/grafos?formato=json").status_code == 200
    assert (
        medida(
            cliente.get("/metricas").text,
            'alinea_peticiones_total{estado="200",metodo="GET",ruta="/consultas/{nombre}"}',
        )
        == 3
    )


def test_sin_el_complemento_se_dice_que_instalar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api.metricas, "find_spec", lambda _: None)
    cliente, _ = servicio()
    respuesta = cliente.get("/metricas")
    assert respuesta.status_code == 404
    assert "alinea[metricas]" in respuesta.json()["detail"]


def test_las_medidas_piden_llave_cuando_leer_la_pide(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    cliente, _ = servicio()
    sitio = cliente.app.state.sitio  # type: ignore[attr-defined]
    sitio.llaves = replace(sitio.llaves, leer_pide=True)
    assert cliente.get("/metricas").status_code == 401
    assert cliente.get("/salud").status_code == 200


@pytest.mark.parametrize("numero", ["abcdefgh", "0123-4567_89.AZ", "a" * 64])
def test_el_numero_de_una_peticion_bien_hecho_se_conserva(programa_cliente: TestClient, numero: str) -> None:
    assert programa_cliente.get("/salud/vivo", headers={"X-Request-Id": numero}).headers["x-request-id"] == numero


@pytest.mark.parametrize(
    "numero", ["", "corto", "a" * 65, "con espacio 1", "<script>", "a\tbcdefgh", "ñañañaña", "-abcdefgh"]
)
def test_otro_numero_se_cambia_por_uno_propio(programa_cliente: TestClient, numero: str) -> None:
    dados = {
        programa_cliente.get("/nada", headers={"X-Request-Id": numero.encode()}).headers["x-request-id"]
        for _ in range(2)
    }
    assert len(dados) == 2
    assert all(re.fullmatch("[0-9a-f]{32}", d) for d in dados)


def test_el_error_dice_el_numero_de_su_peticion(cliente: TestClient, programa_cliente: TestClient) -> None:
    propio = {"X-Request-Id": "peticion-de-prueba"}
    assert programa_cliente.get("/nada", headers=propio).json()["peticion"] == "peticion-de-prueba"
    assert "peticion-de-prueba" in cliente.get("/nada", headers=propio).text


@pytest.fixture(scope="module")
def hostil(vivo: Vivo) -> Iterator[Vivo]:
    """The server, after requests full of things that a log should not hold."""
    feo = "%0d%0a%7B%22estado%22:200%7D%1b%5B31m%E2%80%AE"
    with httpx.Client(base_url=vivo.url, timeout=20) as c:
        for n, (metodo, camino) in enumerate(
            [
                ("GET", f"/nada{feo}palabra-clave"),
                ("GET", f"/sparql?query=palabra-clave{feo}"),
                ("GET", f"/id/{feo}palabra-clave"),
                ("GET", f"/?token={TOKENS['Ana']}"),
                ("DELETE", f"/api/programas/palabra-clave{feo}"),
                ("POST", "/sparql"),
            ]
        ):
            c.request(
                metodo,
                camino,
                headers={
                    "X-Request-Id": f"hostil-{n:04}",
                    "User-Agent": "palabra-clave",
                    **de("Ana"),
                    "Referer": "palabra-clave",
                    "Accept": "palabra-clave/x, */*",
                },
            )
    assert vivo.lineas("hostil-0005")
    return vivo


def test_el_registro_es_una_linea_por_peticion_sin_nada_de_lo_que_trae(hostil: Vivo) -> None:
    texto = hostil.registro.read_text()
    assert "palabra-clave" not in texto
    assert "Bearer" not in texto
    assert not [t for t in TOKENS.values() if t in texto]
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", texto)
    for n in range(6):
        (linea,) = hostil.lineas(f"hostil-{n:04}")
        assert set(linea) >= {"cuando", "nivel", "event", "peticion", "metodo", "ruta", "estado", "ms", "octetos"}


def test_el_registro_dice_patron_estado_y_quien_escribe(hostil: Vivo) -> None:
    (borrar,) = hostil.lineas("hostil-0004")
    assert (borrar["metodo"], borrar["ruta"], borrar["estado"], borrar["autor"]) == (
        "DELETE",
        "/api/programas/{clave}",
        404,
        "Ana",
    )
    (perdida,) = hostil.lineas("hostil-0000")
    assert (perdida["ruta"], perdida["estado"]) == ("otra", 404)
    assert "autor" not in perdida


def test_el_registro_para_personas_tampoco_se_deja_partir(tmp_path_factory: pytest.TempPathFactory) -> None:
    import logging
    import sys
    from io import StringIO

    from api.registro import preparar_registro

    raiz, antes, salida = logging.getLogger(), logging.getLogger().handlers, StringIO()
    nivel, real = raiz.level, sys.stderr
    try:
        sys.stderr = salida
        preparar_registro("texto")
        logging.getLogger("uvicorn.error").warning("uno\ndos\x1b[31m\u202e", extra={"alinea": {"autor": "Ana\nRita"}})
    finally:
        sys.stderr, raiz.handlers = real, antes
        raiz.setLevel(nivel)
        for nombre in ("alinea", "uvicorn", "alinea.peticiones"):
            logging.getLogger(nombre).setLevel(logging.NOTSET)
    (linea,) = salida.getvalue().splitlines()
    assert not re.search("[\x00-\x1f\u202e]", linea)
    assert "nivel='warning'" in linea
    assert time.strftime("cuando='%Y-") in linea
