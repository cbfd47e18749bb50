"""A backup asked of a server that goes on serving and writing."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from llaves_de_prueba import LLAVES, de
from starlette.testclient import TestClient

from api.contexto import Contexto
from api.servidor import crear_aplicacion
from grafo.almacen import AlmacenEmbebido
from grafo.almacen.respaldo import restaurar
from grafo.bitacora import Bitacora, cabeza_de, comprobar, leer_asientos
from ontologia.iris import Acunador


def servir(almacen: AlmacenEmbebido, respaldos: Path | None, bitacora: Bitacora | None = None) -> TestClient:
    contexto = Contexto(almacen, Acunador(), llaves=LLAVES, respaldos=respaldos, bitacora=bitacora or Bitacora())
    return TestClient(crear_aplicacion(contexto), headers={"Accept": "*/*"})


def poner(cliente: TestClient, n: int) -> int:
    orden = f"INSERT DATA {{ GRAPH <http://e.org/g{n}> {{ <http://e.org/a> <http://e.org/b> {n} }} }}"
    return cliente.post("/sparql", content=orden,
                        headers={"Content-Type": "application/sparql-update"} | de("Ana")).status_code


def test_un_respaldo_en_marcha_es_de_un_solo_momento_y_se_restaura(tmp_path: Path) -> None:
    carpeta = tmp_path / "almacen"
    almacen = AlmacenEmbebido(carpeta)
    cliente = servir(almacen, tmp_path / "respaldos", Bitacora(carpeta / "bitacora.jsonl"))
    estados: list[int] = []
    hilo = threading.Thread(target=lambda: estados.extend(poner(cliente, n) for n in range(8)))
    hilo.start()
    hechos = [cliente.post("/api/respaldo", headers=de("Ana")) for _ in range(3)]
    hilo.join()
    assert estados == [204] * 8
    assert [h.status_code for h in hechos] == [201] * 3
    for n, hecho in enumerate(h.json() for h in hechos):
        archivo = tmp_path / "respaldos" / hecho["archivo"]
        assert archivo.stat().st_size == hecho["octetos"]
        vuelta = tmp_path / f"vuelta{n}"
        assert restaurar(archivo, vuelta).cuadruplas == hecho["cuadruplas"]
        restaurado = AlmacenEmbebido(vuelta)
        hay = {str(g) for g in restaurado.nombres_de_grafos()}
        restaurado.cerrar()
        ruta = vuelta / "bitacora.jsonl"
        asientos = leer_asientos(ruta.read_bytes()) if ruta.exists() else ()
        assert hay == {g.iri for a in asientos if a.suceso == "publica" for g in a.grafos}
        assert len([a for a in asientos if a.suceso == "empieza"]) == len(hay) == hecho["cuadruplas"]
        assert not asientos or comprobar(ruta.read_bytes(), cabeza_de(ruta)) == ()
    assert len(list((tmp_path / "respaldos").iterdir())) == 3
    almacen.cerrar()


@pytest.mark.parametrize("quien", ["Rita", "Leo", None])
def test_quien_no_administra_no_respalda(tmp_path: Path, quien: str | None) -> None:
    respuesta = servir(AlmacenEmbebido(), tmp_path / "r").post("/api/respaldo", headers=de(quien) if quien else {})
    assert respuesta.status_code == (403 if quien else 401)
    assert not (tmp_path / "r").exists()


def test_sin_carpeta_en_los_ajustes_no_se_respalda_y_se_dice_como(tmp_path: Path) -> None:
    almacen = AlmacenEmbebido(tmp_path / "a")
    respuesta = servir(almacen, None).post("/api/respaldo", headers=de("Ana"))
    assert respuesta.status_code == 403
    assert "ALINEA_RESPALDOS" in respuesta.text
    almacen.cerrar()


def test_la_peticion_no_dice_donde(tmp_path: Path) -> None:
    almacen, fuera = AlmacenEmbebido(tmp_path / "a"), tmp_path / "fuera.tar"
    cliente = servir(almacen, tmp_path / "r")
    respuesta = cliente.post("/api/respaldo", params={"destino": str(fuera), "archivo": "../fuera.tar"},
                             json={"destino": str(fuera)}, headers=de("Ana"))
    assert respuesta.status_code == 201
    assert [p.name for p in (tmp_path / "r").iterdir()] == [respuesta.json()["archivo"]]
    assert {p.name for p in tmp_path.iterdir()} == {"a", "r"}
    almacen.cerrar()
