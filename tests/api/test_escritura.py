from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Iterator

import pytest
from documento_pequeno import CLAVE, DOCUMENTO
from llaves_de_prueba import LLAVES, de
from rdflib import URIRef
from starlette.testclient import TestClient

from api.contexto import Contexto
from api.seguridad import MAXIMO_DE_CUERPO, maximo_de
from api.servidor import crear_aplicacion
from api.subida import nombre_seguro
from grafo.almacen import AlmacenEmbebido
from grafo.aparte import Lector, LimitesDeLectura
from grafo.construccion import Leido, construir, grafos_de, leer_bytes
from ontologia.errores import DocumentoIlegible, Ocupado, TardaDemasiado
from ontologia.iris import Acunador

TEXTO = {"Content-Type": "text/plain"}
REVISION = {"linea": "1.1.2", "decision": "confirma", "motivo": "Lo dice.", "rol": "auditora"}


def servir(almacen: AlmacenEmbebido) -> TestClient:
    return TestClient(crear_aplicacion(Contexto(almacen, Acunador(), llaves=LLAVES)), headers={"Accept": "*/*"},
                      follow_redirects=False)


@pytest.fixture(scope="module")
def subido() -> Iterator[tuple[TestClient, AlmacenEmbebido]]:
    """A server that began empty, to which the packaged programme was uploaded."""
    almacen = AlmacenEmbebido()
    cliente = servir(almacen)
    assert cliente.get("/", headers={"Accept": "text/html"}).status_code == 404
    respuesta = cliente.post("/api/programas?nombre=../../etc/passwd", content=DOCUMENTO, headers=TEXTO | de("Ana"))
    assert respuesta.status_code == 201, respuesta.text
    assert respuesta.headers["location"] == f"/programa/{CLAVE}"
    yield cliente, almacen
    almacen.cerrar()


@pytest.fixture(scope="module")
def pequeno() -> Leido:
    return leer_bytes(DOCUMENTO, "pequeno.txt")


@pytest.fixture
def revisado(pequeno: Leido) -> Iterator[TestClient]:
    almacen = AlmacenEmbebido()
    construir([pequeno], almacen, Acunador())
    yield servir(almacen)
    almacen.cerrar()


def problema(respuesta: object, estado: int) -> dict[str, object]:
    assert respuesta.status_code == estado, respuesta.text  # type: ignore[attr-defined]
    assert respuesta.headers["content-type"] == "application/problem+json"  # type: ignore[attr-defined]
    datos: dict[str, object] = respuesta.json()  # type: ignore[attr-defined]
    assert datos["status"] == estado
    assert datos["title"] and datos["detail"]
    return datos


def test_lo_subido_se_ve_en_las_paginas_sin_reiniciar(subido: tuple[TestClient, AlmacenEmbebido]) -> None:
    cliente, _ = subido
    assert [p["clave"] for p in cliente.get("/api/programas").json()] == [CLAVE]
    for camino in ("/", "/documento", "/auditoria", f"/programa/{CLAVE}/linea/1.1.2"):
        assert cliente.get(camino, headers={"Accept": "text/html"}).status_code == 200


def test_lo_subido_es_lo_mismo_que_lo_construido(subido: tuple[TestClient, AlmacenEmbebido]) -> None:
    for iri, grafo in grafos_de(leer_bytes(DOCUMENTO, "passwd"), Acunador()).items():
        assert set(subido[1].grafo(iri)) == set(grafo)


def test_el_nombre_del_archivo_es_solo_un_rotulo(subido: tuple[TestClient, AlmacenEmbebido]) -> None:
    fila = subido[0].get("/consultas/documentos", headers={"Accept": "application/json"}).json()
    assert "passwd" in json.dumps(fila)
    assert "../" not in json.dumps(fila).replace(DOCUMENTO.decode(), "")
    assert [nombre_seguro(n) for n in ("../../a.txt", r"C:\x\b.pdf", "", "..", "-rf", "a\x00\n\u202eb", "z" * 999)] == [
        "a.txt", "b.pdf", "documento", "documento", "rf", "ab", "z" * 120]


def test_una_clave_que_ya_esta_da_409_salvo_que_se_pida_reemplazar(subido: tuple[TestClient, AlmacenEmbebido]) -> None:
    cliente, almacen = subido
    antes = almacen.generacion
    archivo = {"documento": ("passwd", DOCUMENTO)}
    problema(cliente.post("/api/programas", files=archivo, headers=de("Ana")), 409)
    assert almacen.generacion == antes
    archivo = {"documento": ("otro nombre", DOCUMENTO)}
    respuesta = cliente.post("/api/programas?reemplazar=si", files=archivo, headers=de("Ana"))
    assert respuesta.status_code == 200
    assert (respuesta.json()["clave"], respuesta.json()["cuentas"]["lineas"]) == (CLAVE, 2)


@pytest.mark.parametrize(("cuerpo", "tipo", "estado"), [
    (b"", "text/plain", 400), (b"Hola, mundo.\n" * 50, "text/plain", 422), (b"\x00\x01", "text/plain", 400),
    (b"%PDF-1.7\nnada", "application/pdf", 400), (b"{}", "application/json", 415), (b"x", "", 415),
    (b"PK\x03\x04xl/workbook.xml", "application/octet-stream", 400), (b"--x--", "multipart/form-data; boundary=x", 400),
    (b"roto", "multipart/form-data", 400)])
def test_lo_que_no_es_un_programa_se_rechaza_y_nada_cambia(
    subido: tuple[TestClient, AlmacenEmbebido], cuerpo: bytes, tipo: str, estado: int
) -> None:
    cliente, almacen = subido
    antes = almacen.generacion
    respuesta = cliente.post("/api/programas", content=cuerpo, headers=de("Ana") | {"Content-Type": tipo})
    problema(respuesta, estado)
    assert almacen.generacion == antes


def test_un_libro_que_se_infla_se_rechaza(subido: tuple[TestClient, AlmacenEmbebido]) -> None:
    libro = io.BytesIO()
    with zipfile.ZipFile(libro, "w", zipfile.ZIP_DEFLATED) as paquete:
        paquete.writestr("xl/workbook.xml", b" " * 100 * 1024 * 1024)
    assert len(libro.getvalue()) < MAXIMO_DE_CUERPO
    respuesta = subido[0].post("/api/programas", content=libro.getvalue(),
                               headers=de("Ana") | {"Content-Type": "application/octet-stream"})
    problema(respuesta, 400)


def test_cada_direccion_tiene_su_tamano(subido: tuple[TestClient, AlmacenEmbebido]) -> None:
    cliente, _ = subido
    assert maximo_de("/api/programas") == 20 * maximo_de("/api/revisiones")
    grande = b"x" * (MAXIMO_DE_CUERPO + 1)
    assert cliente.post("/api/revisiones", content=grande, headers=de("Rita")).status_code == 413
    assert cliente.post("/api/programas", content=grande, headers=TEXTO | de("Ana")).status_code == 422
    enorme = (b"x" * MAXIMO_DE_CUERPO for _ in range(21))
    assert cliente.post("/api/programas", content=enorme, headers=TEXTO | de("Ana")).status_code == 413


def test_se_lee_un_documento_a_la_vez_y_con_limite() -> None:
    lector = Lector(Acunador(), LimitesDeLectura(segundos=30))
    salio: list[type[BaseException] | None] = []

    def leer() -> None:
        try:
            lector.leer(DOCUMENTO, "uno.txt")
        except Ocupado as error:
            salio.append(type(error))
        else:
            salio.append(None)

    hilos = [threading.Thread(target=leer) for _ in range(3)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert sorted(map(str, salio)) == [str(Ocupado)] * 2 + ["None"]
    with pytest.raises(TardaDemasiado):
        Lector(Acunador(), LimitesDeLectura(segundos=0)).leer(DOCUMENTO, "tarde.txt")
    with pytest.raises(DocumentoIlegible, match="memoria"):
        Lector(Acunador(), LimitesDeLectura(memoria=40 * 1024**2)).leer(DOCUMENTO, "gordo.txt")
    assert lector.leer(DOCUMENTO, "otra vez.txt").clave == CLAVE


def test_una_revision_lleva_el_nombre_de_quien_tiene_la_llave_y_se_ve_enseguida(revisado: TestClient) -> None:
    assert revisado.get("/api/revisiones").json() == []
    respuesta = revisado.post("/api/revisiones", json=REVISION, headers=de("Rita"))
    assert respuesta.status_code == 201
    assert (respuesta.json()["quien"], respuesta.json()["rol"]) == ("Rita", "auditora")
    assert [(r["quien"], r["estado"]) for r in revisado.get("/api/revisiones").json()] == [("Rita", "vigente")]
    assert "Lo dice." in revisado.get("/revision", headers={"Accept": "text/html"}).text


@pytest.mark.parametrize(("cambio", "estado"), [
    ({"linea": "9.9.9"}, 404), ({"programa": "otro"}, 404), ({"articulo": "lgtaip-2015/art_999"}, 404),
    ({"decision": "quiza"}, 422), ({"quien": "Otra persona"}, 422), ({"motivo": " "}, 400), ({"motivo": ""}, 422),
    ({"decision": "agrega"}, 400), ({"linea": "1.1.2\x00"}, 404), ({"motivo": "a\x1bb"}, 400)])
def test_una_revision_que_no_puede_ser_se_rechaza_y_nada_cambia(
    revisado: TestClient, cambio: dict[str, str], estado: int
) -> None:
    respuesta = revisado.post("/api/revisiones", json=REVISION | cambio, headers=de("Rita"))
    problema(respuesta, estado)
    assert revisado.get("/api/revisiones").json() == []


def test_lo_exportado_se_importa_una_vez_y_repetirlo_no_cambia_nada(revisado: TestClient, pequeno: Leido) -> None:
    revisado.post("/api/revisiones", json=REVISION, headers=de("Rita"))
    otro = AlmacenEmbebido()
    construir([pequeno], otro, Acunador())
    cliente = servir(otro)
    for formato, tipo in (("json", "application/json"), ("ttl", "text/turtle")):
        archivo = revisado.get("/api/revisiones/exportar", params={"formato": formato}).content
        cabeceras = de("Ana") | {"Content-Type": tipo}
        respuesta = cliente.post("/api/revisiones/importar", content=archivo, headers=cabeceras)
        assert respuesta.json() == {"agregadas": int(formato == "json"), "ya_estaban": int(formato == "ttl"),
                                    "contradichas": []}
    assert otro.generacion == 2
    cortado = cliente.post("/api/revisiones/importar", content=archivo[:-80],
                           headers=de("Ana") | {"Content-Type": "text/turtle"})
    problema(cortado, 400)


def test_quien_revisa_no_importa_lo_que_otros_firmaron(revisado: TestClient) -> None:
    revisado.post("/api/revisiones", json=REVISION, headers=de("Ana"))
    archivo = revisado.get("/api/revisiones/exportar").content
    cabeceras = de("Rita") | {"Content-Type": "application/json"}
    problema(revisado.post("/api/revisiones/importar", content=archivo, headers=cabeceras), 403)
    cabeceras = de("Ana") | {"Content-Type": "application/json"}
    assert revisado.post("/api/revisiones/importar", content=archivo, headers=cabeceras).json()["ya_estaban"] == 1


def test_un_programa_se_retira_salvo_que_alguien_lo_haya_revisado(revisado: TestClient) -> None:
    revisado.post("/api/revisiones", json=REVISION, headers=de("Rita"))
    problema(revisado.delete(f"/api/programas/{CLAVE}", headers=de("Ana")), 409)
    problema(revisado.delete("/api/programas/..%2f..", headers=de("Ana")), 404)


def test_retirar_un_programa_lo_quita_de_las_paginas(revisado: TestClient) -> None:
    assert revisado.delete(f"/api/programas/{CLAVE}", headers=de("Ana")).status_code == 204
    assert revisado.get("/api/programas").json() == []
    problema(revisado.delete(f"/api/programas/{CLAVE}", headers=de("Ana")), 404)


def test_la_bitacora_cuenta_cada_escritura_de_la_ultima_a_la_primera(revisado: TestClient) -> None:
    for motivo in ("Uno.", "Dos."):
        revisado.post("/api/revisiones", json=REVISION | {"motivo": motivo}, headers=de("Rita"))
    revisado.post("/api/revisiones", json=REVISION | {"linea": "9.9.9"}, headers=de("Rita"))
    respuesta = revisado.get("/api/bitacora", headers=de("Ana")).json()
    assert [(a["numero"], a["suceso"], a["autor"]) for a in respuesta["asientos"]] == [
        (4, "publica", "Rita"), (3, "empieza", "Rita"), (2, "publica", "Rita"), (1, "empieza", "Rita")]
    assert (respuesta["cuantos"], respuesta["faltas"]) == (4, [])
    parte = revisado.get("/api/bitacora", params={"antes_de": 3, "maximo": 1}, headers=de("Ana")).json()
    assert [a["numero"] for a in parte["asientos"]] == [2]


_SUMAR = """
PREFIX e: <http://ejemplo.org/>
DELETE { GRAPH e:g { e:c e:n ?v } } INSERT { GRAPH e:g { e:c e:n ?w } }
WHERE { GRAPH e:g { e:c e:n ?v } BIND (?v + 1 AS ?w) }
"""


def test_cuatro_que_suman_a_la_vez_a_un_contador_no_pierden_nada() -> None:
    almacen = AlmacenEmbebido()
    cliente = servir(almacen)
    tipo = {"Content-Type": "application/sparql-update"}
    inicio = "INSERT DATA { GRAPH <http://ejemplo.org/g> { <http://ejemplo.org/c> <http://ejemplo.org/n> 0 } }"
    assert cliente.post("/sparql", content=inicio, headers=tipo | de("Ana")).status_code == 204
    estados: list[int] = []

    def sumar() -> None:
        for _ in range(100):
            estados.append(cliente.post("/sparql", content=_SUMAR, headers=tipo | de("Ana")).status_code)

    hilos = [threading.Thread(target=sumar) for _ in range(4)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert estados == [204] * 400
    assert [str(o) for o in almacen.grafo(URIRef("http://ejemplo.org/g")).objects()] == ["400"]
    asientos = cliente.get("/api/bitacora", params={"maximo": 500}, headers=de("Ana")).json()
    assert (asientos["cuantos"], asientos["faltas"]) == (802, [])
    assert [a["generacion"] for a in asientos["asientos"] if a["suceso"] == "publica"] == [
        [n - 1, n] for n in range(401, 151, -1)]


def test_lo_que_no_conforma_se_responde_con_nodo_ruta_y_mensaje() -> None:
    cliente = servir(AlmacenEmbebido())
    mala = "INSERT DATA { GRAPH <http://e.org/g> { <http://e.org/x> a <https://w3id.org/alinea/ont#LineaDeAccion> } }"
    respuesta = cliente.post("/sparql", content=mala,
                             headers={"Content-Type": "application/sparql-update"} | de("Ana"))
    resultados = problema(respuesta, 422)["resultados"]
    assert isinstance(resultados, list)
    assert {r["nodo"] for r in resultados} == {"http://e.org/x"}
    assert all(r["mensaje"] for r in resultados)
