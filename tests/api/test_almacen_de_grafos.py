"""The SPARQL 1.1 Graph Store HTTP Protocol, requirement by requirement."""

from __future__ import annotations

import gzip

import pytest
from rdflib import FOAF, RDF, Dataset, Graph, URIRef
from servicio_de_prueba import ADMINISTRA, GRAFOS, LEE, documento
from starlette.testclient import TestClient

from grafo.almacen import AlmacenEmbebido

NUEVO = "http://example.org/nuevo"
UNA = b"<http://example.org/s> <http://example.org/p> 1 ."
OTRA = b"<http://example.org/s> <http://example.org/p> 2 ."
TURTLE = ADMINISTRA | {"Content-Type": "text/turtle"}
ENTIDADES = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="http://x/">
<rdf:value>&b;</rdf:value></rdf:Description></rdf:RDF>"""


def de(cliente: TestClient, grafo: str) -> Graph:
    return Graph().parse(data=cliente.get("/grafos", params={"graph": grafo}).text, format="turtle")


def test_get_da_un_grafo_con_nombre_y_nada_mas(cliente_fijo: TestClient) -> None:
    grafo = de(cliente_fijo, GRAFOS[1])
    assert set(grafo) == {(URIRef(documento(2)), RDF.type, FOAF.Document)}


def test_get_del_predeterminado_da_la_union(cliente_fijo: TestClient) -> None:
    grafo = Graph().parse(data=cliente_fijo.get("/grafos?default").text, format="turtle")
    assert set(grafo.subjects()) == {URIRef(documento(n)) for n in (1, 2, 3)}


@pytest.mark.parametrize(("acepta", "formato"), [("application/trig", "trig"), ("application/n-quads", "nquads")])
def test_get_sin_nombre_da_todo_grafo_por_grafo(cliente_fijo: TestClient, acepta: str, formato: str) -> None:
    respuesta = cliente_fijo.get("/grafos", headers={"Accept": acepta})
    conjunto = Dataset()
    conjunto.parse(data=respuesta.text, format=formato)
    assert {str(g.identifier) for g in conjunto.graphs() if len(g)} == set(GRAFOS)


@pytest.mark.parametrize(("metodo", "parametros", "acepta", "estado"), [
    ("GET", {"graph": "http://example.org/no-esta"}, "*/*", 404),
    ("HEAD", {"graph": "http://example.org/no-esta"}, "*/*", 404),
    ("GET", {"graph": GRAFOS[0]}, "image/png", 406),
    ("GET", {"graph": "relativo"}, "*/*", 400),
    ("GET", {"graph": GRAFOS[0], "default": ""}, "*/*", 400),
    ("GET", {"graph": list(GRAFOS)}, "*/*", 400),
    ("GET", {"graph": "http://x/> } ; DROP ALL"}, "*/*", 400),
    ("PATCH", {"graph": GRAFOS[0]}, "*/*", 405),
])
def test_lo_que_no_se_puede_leer_dice_por_que(
        cliente_fijo: TestClient, metodo: str, parametros: dict[str, str], acepta: str, estado: int) -> None:
    respuesta = cliente_fijo.request(metodo, "/grafos", params=parametros, headers={"Accept": acepta})
    assert respuesta.status_code == estado
    assert respuesta.headers["content-type"] == "application/problem+json"


def test_head_dice_lo_mismo_sin_el_cuerpo(cliente_fijo: TestClient) -> None:
    entera = cliente_fijo.get("/grafos", params={"graph": GRAFOS[0]})
    cabeza = cliente_fijo.head("/grafos", params={"graph": GRAFOS[0]})
    assert (cabeza.status_code, cabeza.content) == (200, b"")
    assert cabeza.headers["content-length"] == str(len(entera.content))
    assert cabeza.headers["etag"] == entera.headers["etag"]


def test_put_crea_y_luego_reemplaza(nuevo: tuple[TestClient, AlmacenEmbebido]) -> None:
    cliente, _ = nuevo
    assert cliente.put("/grafos", params={"graph": NUEVO}, content=UNA, headers=TURTLE).status_code == 201
    assert cliente.put("/grafos", params={"graph": NUEVO}, content=OTRA, headers=TURTLE).status_code == 204
    assert [str(o) for o in de(cliente, NUEVO).objects()] == ["2"]


def test_dos_que_cambian_un_grafo_no_se_pisan(nuevo: tuple[TestClient, AlmacenEmbebido]) -> None:
    cliente, _ = nuevo
    cliente.put("/grafos", params={"graph": NUEVO}, content=UNA, headers=TURTLE)
    leida = cliente.get("/grafos", params={"graph": NUEVO}, headers={"Accept": "application/ld+json"}).headers["etag"]
    suya, otra = TURTLE | {"If-Match": leida}, TURTLE | {"If-Match": f'"otra", {leida}'}
    assert cliente.put("/grafos", params={"graph": GRAFOS[2]}, content=UNA, headers=TURTLE).status_code == 204
    assert cliente.put("/grafos", params={"graph": NUEVO}, content=OTRA, headers=otra).status_code == 204
    for metodo in ("PUT", "POST", "DELETE"):
        tarde = cliente.request(metodo, "/grafos", params={"graph": NUEVO}, content=UNA, headers=suya)
        assert (tarde.status_code, tarde.headers["content-type"]) == (412, "application/problem+json")
    assert [str(o) for o in de(cliente, NUEVO).objects()] == ["2"]


@pytest.mark.parametrize(("grafo", "cabecera", "estado"), [
    (NUEVO, {"If-None-Match": "*"}, 201), (NUEVO, {"If-Match": "*"}, 412), (NUEVO, {"If-Match": '"x"'}, 412),
    (GRAFOS[0], {"If-None-Match": "*"}, 412), (GRAFOS[0], {"If-Match": "*"}, 204), (GRAFOS[0], {"If-Match": ""}, 412),
])
def test_una_condicion_que_no_se_cumple_no_escribe(
        nuevo: tuple[TestClient, AlmacenEmbebido], grafo: str, cabecera: dict[str, str], estado: int) -> None:
    cliente, almacen = nuevo
    antes = almacen.generacion
    assert cliente.put("/grafos", params={"graph": grafo}, content=UNA, headers=TURTLE | cabecera).status_code == estado
    assert (almacen.generacion == antes) == (estado == 412)


def test_un_etag_debil_no_basta_para_escribir(nuevo: tuple[TestClient, AlmacenEmbebido]) -> None:
    cliente, _ = nuevo
    propio = cliente.get("/grafos", params={"graph": GRAFOS[0]}).headers["etag"]
    assert not propio.startswith("W/")
    debil = TURTLE | {"If-Match": f"W/{propio}"}
    assert cliente.put("/grafos", params={"graph": GRAFOS[0]}, content=UNA, headers=debil).status_code == 412


def test_post_agrega_a_lo_que_hay(nuevo: tuple[TestClient, AlmacenEmbebido]) -> None:
    cliente, _ = nuevo
    assert cliente.post("/grafos", params={"graph": NUEVO}, content=UNA, headers=TURTLE).status_code == 201
    assert cliente.post("/grafos", params={"graph": NUEVO}, content=OTRA, headers=TURTLE).status_code == 204
    assert sorted(str(o) for o in de(cliente, NUEVO).objects()) == ["1", "2"]


def test_post_no_confunde_los_nodos_sin_nombre_de_dos_envios(nuevo: tuple[TestClient, AlmacenEmbebido]) -> None:
    cliente, _ = nuevo
    for valor in (b"1", b"2"):
        cliente.post("/grafos", params={"graph": NUEVO}, content=b"_:a <http://example.org/p> " + valor + b" .",
                     headers=TURTLE)
    assert len(set(de(cliente, NUEVO).subjects())) == 2


def test_post_sin_nombre_hace_un_grafo_nuevo_y_dice_donde(nuevo: tuple[TestClient, AlmacenEmbebido]) -> None:
    cliente, almacen = nuevo
    respuesta = cliente.post("/grafos", content=UNA, headers=TURTLE | {"Host": "malo.example"})
    assert respuesta.status_code == 201
    assert "malo.example" not in respuesta.headers["location"]
    assert len(Graph().parse(data=cliente.get(respuesta.headers["location"]).text, format="turtle")) == 1
    assert len(almacen.nombres_de_grafos()) == 4
    assert all("malo.example" not in g for g in almacen.nombres_de_grafos())


def test_post_de_un_formulario_reune_sus_archivos(nuevo: tuple[TestClient, AlmacenEmbebido]) -> None:
    cliente, _ = nuevo
    respuesta = cliente.post("/grafos", params={"graph": NUEVO}, headers=ADMINISTRA, files=[
        ("a", ("a.ttl", UNA, "text/turtle")), ("b", ("b.nt", OTRA.replace(b" 2 ", b' "2" '), "application/n-triples"))])
    assert respuesta.status_code == 201
    assert sorted(str(o) for o in de(cliente, NUEVO).objects()) == ["1", "2"]


def test_delete_quita_el_grafo_y_solo_una_vez(nuevo: tuple[TestClient, AlmacenEmbebido]) -> None:
    cliente, almacen = nuevo
    assert cliente.delete("/grafos", params={"graph": GRAFOS[0]}, headers=ADMINISTRA).status_code == 204
    assert URIRef(GRAFOS[0]) not in almacen.nombres_de_grafos()
    assert cliente.delete("/grafos", params={"graph": GRAFOS[0]}, headers=ADMINISTRA).status_code == 404


def test_un_grafo_bajo_la_base_se_escribe_en_su_propia_direccion(nuevo: tuple[TestClient, AlmacenEmbebido]) -> None:
    cliente, almacen = nuevo
    iri = URIRef("https://w3id.org/alinea/id/grafo/mio/uno")
    assert cliente.put("/id/grafo/mio/uno", content=b"<> <http://example.org/p> <otro> .",
                       headers=TURTLE).status_code == 201
    assert set(almacen.grafo(iri)) == {(iri, URIRef("http://example.org/p"),
                                        URIRef("https://w3id.org/alinea/id/grafo/mio/otro"))}
    ida = cliente.get("/id/grafo/mio/uno", headers={"Accept": "text/turtle"})
    assert ida.status_code == 303
    assert len(Graph().parse(data=cliente.get(ida.headers["location"]).text, format="turtle")) == 1
    assert cliente.post("/id/grafo/mio/uno", content=UNA, headers=TURTLE).status_code == 204
    assert cliente.delete("/id/grafo/mio/uno", headers=ADMINISTRA).status_code == 204
    assert cliente.options("/id/grafo/mio/uno").headers["allow"] == "GET, HEAD, PUT, POST, DELETE, OPTIONS"


@pytest.mark.parametrize("metodo", ["PUT", "POST", "DELETE"])
@pytest.mark.parametrize(("llave", "estado"), [({}, 401), (LEE, 403)])
def test_nadie_escribe_sin_la_llave_que_administra(
        cliente_fijo: TestClient, metodo: str, llave: dict[str, str], estado: int) -> None:
    antes = cliente_fijo.get("/salud").json()
    for camino in ("/grafos", "/id/grafo/x"):
        respuesta = cliente_fijo.request(metodo, camino, params={"graph": GRAFOS[0]}, content=UNA,
                                         headers=llave | {"Content-Type": "text/turtle"})
        assert respuesta.status_code == estado
    assert cliente_fijo.get("/salud").json() == antes


@pytest.mark.parametrize("metodo", ["PUT", "POST", "DELETE"])
def test_la_union_no_se_escribe_y_se_dice_por_que(cliente_fijo: TestClient, metodo: str) -> None:
    respuesta = cliente_fijo.request(metodo, "/grafos?default", content=UNA, headers=TURTLE)
    assert respuesta.status_code == 403
    assert "unión" in respuesta.json()["title"]


def test_lo_que_un_documento_dice_no_se_escribe_a_mano(cliente_fijo: TestClient) -> None:
    iri = "https://w3id.org/alinea/id/grafo/programa/uno"
    assert cliente_fijo.put("/grafos", params={"graph": iri}, content=UNA, headers=TURTLE).status_code == 403


MALOS = [
    ("text/turtle", b"<a> <b>", 400, "línea"),
    ("text/turtle", b"\xff\xfe<\x00a\x00>", 400, "UTF-8"),
    ("application/rdf+xml", ENTIDADES, 400, "DOCTYPE"),
    ("application/rdf+xml", "<a/>".encode("utf-16"), 400, "UTF-8"),
    ("application/rdf+xml", b'<?xml version="1.0" encoding="ISO-8859-1"?><a/>', 400, "UTF-8"),
    ("application/rdf+xml", b"<a>" * 5_000 + b"</a>" * 5_000, 400, "niveles"),
    ("application/ld+json", b'{"@context":"http://127.0.0.1:1/c","@id":"http://a","p":1}', 400, "contexto"),
    ("application/ld+json", b'{"@context":"file:///etc/passwd","@id":"http://a","p":1}', 400, "contexto"),
    ("application/ld+json", b'{"http://b":' * 5_000 + b"1" + b"}" * 5_000, 400, "niveles"),
    ("application/trig", b"<http://g> { <http://a> <http://b> 1 }", 400, ""),
    ("text/turtle", b"<http://a> <http://b> <<( <http://c> <http://d> 1 )>> .", 400, "no admite"),
    ("text/turtle", b'<http://a> <http://b> "x"@ar--rtl .', 400, "no admite"),
    ("text/plain", UNA, 415, "text/turtle"),
    ("", UNA, 415, "text/turtle"),
    ("text/turtle; charset=utf-16", UNA, 415, "UTF-8"),
]


@pytest.mark.parametrize(("tipo", "cuerpo", "estado", "dice"), MALOS, ids=range(len(MALOS)))
def test_un_envio_que_no_se_puede_leer_se_rechaza_antes_de_escribir(
        cliente_fijo: TestClient, tipo: str, cuerpo: bytes, estado: int, dice: str) -> None:
    antes = cliente_fijo.get("/salud").json()
    respuesta = cliente_fijo.put("/grafos", params={"graph": NUEVO}, content=cuerpo,
                                 headers=ADMINISTRA | ({"Content-Type": tipo} if tipo else {}))
    assert respuesta.status_code == estado
    assert dice in respuesta.text
    assert cliente_fijo.get("/salud").json() == antes


def test_un_envio_comprimido_o_enorme_no_se_lee(cliente_fijo: TestClient) -> None:
    comprimido = cliente_fijo.put("/grafos", params={"graph": NUEVO}, content=gzip.compress(UNA),
                                  headers=TURTLE | {"Content-Encoding": "gzip"})
    assert comprimido.status_code == 415
    enorme = cliente_fijo.put("/grafos", params={"graph": NUEVO}, content=b"",
                              headers=TURTLE | {"Content-Length": str(33 * 1024 * 1024)})
    assert enorme.status_code == 413
    assert enorme.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(("tipo", "cuerpo"), [
    ("application/n-triples", b'<http://a/s> <http://a/p> "x" .'),
    ("application/rdf+xml", b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/">'
                            b'<rdf:Description rdf:about="http://a/s"><a:p>x</a:p></rdf:Description></rdf:RDF>'),
    ("application/ld+json", b'{"@context":{"p":"http://a/p"},"@id":"http://a/s","p":"x [[[ {"}'),
    ("application/n-quads", b'<http://a/s> <http://a/p> "x" .'),
])
def test_cada_formato_que_se_anuncia_se_lee(
        nuevo: tuple[TestClient, AlmacenEmbebido], tipo: str, cuerpo: bytes) -> None:
    cliente, almacen = nuevo
    assert tipo in cliente.options("/grafos").headers["accept-post"]
    assert cliente.put("/grafos", params={"graph": NUEVO}, content=cuerpo,
                       headers=ADMINISTRA | {"Content-Type": tipo}).status_code == 201
    assert len(almacen.grafo(URIRef(NUEVO))) == 1


def test_quien_ya_tiene_el_grafo_no_lo_recibe_otra_vez(nuevo: tuple[TestClient, AlmacenEmbebido]) -> None:
    cliente, _ = nuevo
    direccion = {"graph": GRAFOS[0]}
    etiqueta = cliente.get("/grafos", params=direccion).headers["etag"]
    assert cliente.get("/grafos", params=direccion, headers={"If-None-Match": etiqueta}).status_code == 304
    cliente.post("/grafos", params=direccion, content=UNA, headers=TURTLE)
    assert cliente.get("/grafos", params=direccion, headers={"If-None-Match": etiqueta}).status_code == 200
