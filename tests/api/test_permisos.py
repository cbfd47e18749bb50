from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import replace
from pathlib import Path

import pytest
from documento_pequeno import DOCUMENTO
from llaves_de_prueba import LLAVES, TOKENS, de
from starlette.testclient import TestClient
from typer.testing import CliRunner

from api.ajustes import Ajustes
from api.contexto import Contexto
from api.llaves import ROLES, Llaves, leer_llaves, nueva_llave
from api.orden import app
from api.servidor import crear_aplicacion
from grafo.almacen import AlmacenEmbebido
from grafo.construccion import construir, leer_bytes
from ontologia.errores import ErrorDeEntrada
from ontologia.iris import Acunador

REVISION = {"linea": "1.1.1", "decision": "confirma", "motivo": "Sí.", "rol": "auditora"}
ESCRITURAS = [
    ("POST", "/api/programas", "administra"), ("DELETE", "/api/programas/x", "administra"),
    ("POST", "/api/revisiones", "revisa"), ("POST", "/api/revisiones/importar", "revisa"),
    ("POST", "/api/revisiones/ensayar", "revisa"),
    ("GET", "/api/bitacora", "administra"),
]


def servir(llaves: Llaves) -> TestClient:
    return TestClient(crear_aplicacion(Contexto(AlmacenEmbebido(), Acunador(), llaves=llaves)),
                      headers={"Accept": "*/*"})


@pytest.fixture(scope="module")
def cliente() -> TestClient:
    return servir(LLAVES)


def pedir(cliente: TestClient, metodo: str, camino: str, cabeceras: dict[str, str] | None = None) -> tuple[int, str]:
    respuesta = cliente.request(metodo, camino, json=REVISION, headers=cabeceras)
    assert not any(t[:6] in respuesta.text for t in TOKENS.values())
    return respuesta.status_code, respuesta.headers.get("www-authenticate", "")


@pytest.mark.parametrize(("metodo", "camino", "rol"), ESCRITURAS)
def test_cada_direccion_que_escribe_pide_su_rol(cliente: TestClient, metodo: str, camino: str, rol: str) -> None:
    assert pedir(cliente, metodo, camino) == (401, "Bearer")
    for quien, suyo in (("Leo", "lee"), ("Rita", "revisa"), ("Ana", "administra")):
        estado, _ = pedir(cliente, metodo, camino, de(quien))
        assert (estado == 403) == (ROLES.index(suyo) < ROLES.index(rol))
        assert estado != 401


@pytest.mark.parametrize("cabecera", [
    "Bearer", "Bearer ", "Basic QW5hOkFuYQ==", f"Token {'Ana' * 12}", f"Bearer {'Ana' * 11}", f"Bearer {'Ana' * 12}x",
    "Bearer \u00e1\u00e9", f"Bearer {hashlib.sha256(b'Ana' * 12).hexdigest()}"])
def test_lo_que_no_es_una_llave_conocida_no_entra(cliente: TestClient, cabecera: str) -> None:
    respuesta = cliente.delete("/api/programas/x", headers=[(b"authorization", cabecera.encode())])
    assert respuesta.status_code == 401
    assert "Ana" not in respuesta.text


@pytest.mark.parametrize("nombre", ["token", "access_token", "llave", "API_KEY"])
@pytest.mark.parametrize("camino", ["/api/bitacora", "/salud", "/consultas/programas"])
def test_una_llave_en_la_direccion_se_rechaza_aunque_sea_buena(cliente: TestClient, nombre: str, camino: str) -> None:
    respuesta = cliente.get(camino, params={nombre: TOKENS["Ana"]}, headers=de("Ana"))
    assert respuesta.status_code == 400
    assert "Authorization" in respuesta.json()["detail"]
    assert TOKENS["Ana"][:6] not in respuesta.text


def test_una_galleta_no_es_una_llave(cliente: TestClient) -> None:
    respuesta = cliente.get("/api/bitacora", headers={"Cookie": f"Authorization=Bearer {TOKENS['Ana']}"})
    assert respuesta.status_code == 401
    assert "set-cookie" not in respuesta.headers


def test_sin_llaves_nadie_escribe_y_todos_leen() -> None:
    cliente = servir(Llaves())
    for metodo, camino, _ in ESCRITURAS:
        respuesta = cliente.request(metodo, camino, headers=de("Ana"))
        assert respuesta.status_code == 403
        assert "solo se puede leer" in respuesta.json()["title"]
    assert cliente.get("/consultas/programas", headers={"Accept": "text/csv"}).status_code == 200


def test_un_ajuste_hace_que_tambien_leer_pida_llave() -> None:
    cliente = servir(replace(LLAVES, leer_pide=True))
    for camino in ("/ont", "/consultas/programas", "/api/programas", "/sparql?query=ASK{}", "/openapi.json"):
        assert cliente.get(camino, headers=de("Leo")).status_code == 200
        assert cliente.get(camino).status_code == 401, camino
    assert cliente.get("/salud").status_code == 200


def test_ninguna_llave_queda_en_el_registro(cliente: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for quien in TOKENS:
            cliente.post("/api/revisiones", json={**REVISION, "linea": "\x00"}, headers=de(quien))
    assert not any(t[:6] in caplog.text for t in TOKENS.values())


def test_la_orden_llave_da_un_token_nuevo_y_la_linea_que_lo_conoce(tmp_path: Path) -> None:
    hechas = [CliRunner().invoke(app, ["llave", "Rita Ríos", "--rol", "revisa"]) for _ in range(2)]
    tokens = [h.stderr.split("mostrar: ")[1].split("\n")[0] for h in hechas]
    assert tokens[0] != tokens[1]
    assert len(tokens[0]) >= 43
    assert hechas[0].stdout == f"Rita Ríos\trevisa\t{hashlib.sha256(tokens[0].encode()).hexdigest()}\n"
    archivo = tmp_path / "llaves"
    archivo.write_text(f"# de la oficina\n\n{hechas[0].stdout}", encoding="utf-8")
    llave = leer_llaves(archivo).reconocer(tokens[0])
    assert llave is not None
    assert (llave.nombre, llave.rol) == ("Rita Ríos", "revisa")
    assert leer_llaves(archivo).reconocer(tokens[1]) is None


@pytest.mark.parametrize("linea", [
    "Ana administra " + "0" * 64, "Ana\tjefa\t" + "0" * 64, "Ana\tadministra\tsecretísimo", "\tadministra\t" + "0" * 64,
    "Ana\tadministra\t" + "0" * 64 + "\tmás", "Ana\tadministra\t" + "0" * 64 + "\nAna\tlee\t" + "1" * 64,
    "Ana\tadministra\t" + "0" * 64 + "\nEva\tlee\t" + "0" * 64])
def test_un_archivo_de_llaves_mal_escrito_se_rechaza_sin_repetir_lo_que_dice(tmp_path: Path, linea: str) -> None:
    archivo = tmp_path / "llaves"
    archivo.write_text(linea, encoding="utf-8")
    with pytest.raises(ErrorDeEntrada) as error:
        leer_llaves(archivo)
    assert "secretísimo" not in str(error.value)
    assert "0" * 64 not in str(error.value)


def test_una_llave_unica_administra_pero_no_si_es_corta() -> None:
    llave = leer_llaves(None, "x" * 20).reconocer("x" * 20)
    assert llave is not None
    assert llave.rol == "administra"
    with pytest.raises(ErrorDeEntrada) as error:
        leer_llaves(None, "secreto")
    assert "secreto" not in str(error.value)


def test_los_ajustes_no_muestran_la_llave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALINEA_LLAVE", TOKENS["Ana"])
    assert TOKENS["Ana"][:6] not in f"{Ajustes()} {Ajustes()!r}"


def test_un_archivo_que_no_se_puede_leer_se_dice(tmp_path: Path) -> None:
    with pytest.raises(ErrorDeEntrada, match="archivo de llaves"):
        leer_llaves(tmp_path)


def test_una_llave_para_nadie_o_para_dos_renglones_no_se_hace() -> None:
    for nombre in ("", "Ana\nEva", "Ana\tEva", "#Ana", "A" * 81, "Ana\x1b[2J"):
        with pytest.raises(ErrorDeEntrada):
            nueva_llave(nombre, "revisa")


def test_la_orden_bitacora_cuenta_las_revisiones_y_da_1_si_se_altero(tmp_path: Path) -> None:
    almacen = AlmacenEmbebido(tmp_path)
    construir([leer_bytes(DOCUMENTO, "pequeno.txt")], almacen, Acunador())
    almacen.cerrar()
    del almacen
    donde = ["--almacen", str(tmp_path)]
    assert CliRunner().invoke(app, ["bitacora", *donde]).exit_code == 2
    revisar = ["revisar", "--linea", "1.1.2", "--decision", "confirma", "--motivo", "=1+1", "--quien", "Rita",
               "--rol", "auditora", *donde]
    assert CliRunner().invoke(app, revisar).exit_code == 0
    hecha = CliRunner().invoke(app, ["bitacora", "--formato", "json", *donde])
    assert hecha.exit_code == 0
    assert [(a["suceso"], a["autor"]) for a in json.loads(hecha.stdout)["asientos"]] == [
        ("empieza", "Rita"), ("publica", "Rita")]
    assert "1.1.2" in CliRunner().invoke(app, ["bitacora", *donde]).stdout
    assert CliRunner().invoke(app, ["bitacora", "--formato", "csv", *donde]).stdout.count("Rita") == 2
    ruta = tmp_path / "bitacora.jsonl"
    ruta.write_bytes(ruta.read_bytes().splitlines(keepends=True)[0])
    alterada = CliRunner().invoke(app, ["bitacora", *donde])
    assert (alterada.exit_code, "se quitaron los últimos" in alterada.stdout) == (1, True)
