"""What a request's headers say, and what a document's IRIs look like: neither decides what others see."""

from __future__ import annotations

import pytest
from lector_de_paginas import TODAS, leer_pagina
from servicio_de_prueba import ADMINISTRA, GRAFOS, servicio
from servidor_vivo import Vivo, leer_todo
from starlette.testclient import TestClient

from api.seguridad import CABECERAS

AJENO = "malo.example"
CON_HOST = {
    "Host": AJENO,
    "X-Forwarded-Host": AJENO,
    "X-Forwarded-Server": AJENO,
    "Forwarded": f"host={AJENO};proto=https",
    "X-Forwarded-Prefix": f"//{AJENO}",
    "X-Original-URL": "/bitacora",
    "X-Rewrite-URL": "/bitacora",
    "X-Forwarded-Path": "/x",
    "X-Host": AJENO,
    "Origin": f"https://{AJENO}",
    "Referer": f"https://{AJENO}/",
}
LUGARES = [
    *(x for x in TODAS if not x.startswith("/sparql")),
    "/id/programa/inai-cpgat-2017",
    "/datos/programa/inai-cpgat-2017.ttl",
    "/ont.ttl",
    "/contexto.jsonld",
    "/consultas/lineas?formato=json",
    "/openapi.json",
    "/nada",
]


@pytest.mark.parametrize("camino", LUGARES)
def test_un_host_inventado_no_llega_a_ninguna_pagina_ni_a_una_memoria(cliente: TestClient, camino: str) -> None:
    dicha = cliente.get(camino, headers=CON_HOST)
    assert AJENO not in dicha.text
    assert not [v for v in dicha.headers.values() if AJENO in v]
    despues, antes = cliente.get(camino).content, dicha.content
    if dicha.status_code < 400:  # an error tells the number of its request
        assert despues == antes


@pytest.mark.parametrize("camino", ["/sparql", "/sparql?query=ASK%7B%7D"])
def test_el_editor_que_dice_su_direccion_no_se_guarda(cliente: TestClient, camino: str) -> None:
    dicha = cliente.get(camino, headers=CON_HOST)
    assert dicha.headers["cache-control"] in ("no-cache", "no-store")
    assert not [
        e for _, a in leer_pagina(dicha.text).etiquetas for e in (a.get("href"), a.get("action")) if e and AJENO in e
    ]
    assert AJENO not in cliente.get(camino).text


@pytest.mark.parametrize("camino", ["/.well-known/void", "/sparql"])
def test_lo_que_dice_el_host_no_lo_guarda_nadie(programa_cliente: TestClient, camino: str) -> None:
    dicha = programa_cliente.get(camino, headers=CON_HOST)
    assert dicha.headers["cache-control"] == "no-store"
    assert "Host" in dicha.headers["vary"]
    assert AJENO not in programa_cliente.get(camino).text


@pytest.mark.parametrize("cabecera", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_una_cabecera_no_cambia_el_metodo(cabecera: str) -> None:
    cliente, almacen = servicio()
    antes = almacen.generacion
    for metodo in ("DELETE", "PUT"):
        assert (
            cliente.get("/grafos", params={"graph": GRAFOS[0]}, headers=ADMINISTRA | {cabecera: metodo}).status_code
            == 200
        )
        cliente.post("/grafos?_method=" + metodo, params={"graph": GRAFOS[0]}, headers={cabecera: metodo})
    assert almacen.generacion == antes


@pytest.mark.parametrize(
    "camino",
    [
        "/?programa=a%0d%0aX-Inyectada:%201",
        "/id/a%0d%0aX-Inyectada:%201",
        "/consultas/lineas%0d%0aX-Inyectada:%201?formato=csv",
        "/alineacion.csv%0d%0aX-Inyectada:%201",
        "/auditoria?informe=csv&programa=%0d%0aX-Inyectada:%201",
        "/sparql?query=ASK%7B%7D&formato=csv%0d%0aX-Inyectada:%201",
        "/id/grafo/x%0d%0aX-Inyectada:%201",
        "/%0d%0aX-Inyectada:%201",
        "/programa/x%0d%0aX-Inyectada:%201?idioma=en",
        "/documento?cita=1%0d%0aX-Inyectada:%201",
    ],
)
def test_un_salto_de_linea_no_agrega_una_cabecera(vivo: Vivo, camino: str) -> None:
    with vivo.conectar() as enchufe:
        enchufe.sendall(f"GET {camino} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        dicho = leer_todo(enchufe)
    assert b"\nx-inyectada:" not in dicho.partition(b"\r\n\r\n")[0].lower()
    assert int(dicho[9:12]) < 500


@pytest.mark.parametrize(
    ("metodo", "camino", "estado"),
    [
        ("GET", "/", 200),
        ("HEAD", "/", 200),
        ("GET", "/nada", 404),
        ("GET", "/estaticos/alinea.css", 200),
        ("GET", "/id/programa/inai-cpgat-2017", 303),
        ("PATCH", "/grafos", 405),
        ("POST", "/sparql", 415),
        ("GET", "/consultas/lineas", 200),
        ("GET", "/consultas/lineas", 200),
        ("OPTIONS", "/sparql", 204),
        ("DELETE", "/api/programas/x", 403),
        ("GET", "/sparql?token=x", 400),
    ],
)
def test_toda_respuesta_lleva_las_cabeceras_que_protegen(
    cliente: TestClient, metodo: str, camino: str, estado: int
) -> None:
    respuesta = cliente.request(metodo, camino)
    assert respuesta.status_code == estado
    for nombre, valor in CABECERAS.items():
        dichas = respuesta.headers.get_list(nombre)
        assert dichas == [valor] or (nombre == "Cross-Origin-Resource-Policy" and dichas == ["cross-origin"])
    assert "frame-ancestors 'none'" in respuesta.headers["content-security-policy"]
    assert "set-cookie" not in respuesta.headers


def test_una_falla_imprevista_tambien_las_lleva_y_no_cuenta_nada(monkeypatch: pytest.MonkeyPatch) -> None:
    cliente, _ = servicio()
    sitio = cliente.app.state.sitio  # type: ignore[attr-defined]

    def fallar(*_: object) -> None:
        raise RuntimeError("un secreto de dentro")

    monkeypatch.setattr(sitio.cuaderno, "con_estado", fallar)
    monkeypatch.setattr(type(sitio), "programa", lambda *_: "x")
    respuesta = cliente.get("/api/revisiones", headers={"X-Request-Id": "falla-de-prueba"})
    assert respuesta.status_code == 500
    assert "secreto" not in respuesta.text
    assert respuesta.json()["peticion"] == respuesta.headers["x-request-id"] == "falla-de-prueba"
    assert respuesta.headers["content-security-policy"] == CABECERAS["Content-Security-Policy"]


@pytest.mark.parametrize(
    "iri",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,%3Cscript%3Ealert(1)%3C/script%3E",
        "vbscript:x",
        "javascript://malo.example/%0aalert(1)",
        "blob:x",
        "file:///etc/passwd",
    ],
)
def test_un_iri_con_guion_se_muestra_y_no_se_enlaza(iri: str) -> None:
    cliente, _ = servicio()
    turtle = f'<{iri}> <http://www.w3.org/2000/01/rdf-schema#seeAlso> <{iri}> ; <{iri}> "x" .'
    assert (
        cliente.put(
            "/grafos",
            params={"graph": "urn:x:g"},
            content=turtle,
            headers={"Content-Type": "text/turtle", **ADMINISTRA},
        ).status_code
        == 201
    )
    pagina = {"Accept": "text/html"}
    for respuesta in (
        cliente.get("/sparql", params={"query": "SELECT * { GRAPH <urn:x:g> { ?s ?p ?o } }"}, headers=pagina),
        cliente.get(
            "/sparql", params={"query": "CONSTRUCT { ?s ?p ?o } { GRAPH <urn:x:g> { ?s ?p ?o } }"}, headers=pagina
        ),
        cliente.get("/consultas/todo_sobre", params={"entidad": iri}, headers=pagina),
    ):
        assert respuesta.status_code == 200
        leida = leer_pagina(respuesta.text)
        enlaces = [a.get(k) or "" for _, a in leida.etiquetas for k in ("href", "src", "action", "formaction")]
        assert not [
            e for e in enlaces if e.strip().lower().startswith(("javascript:", "data:", "vbscript:", "blob:", "file:"))
        ]
    assert (
        iri.partition(":")[0]
        in cliente.get("/sparql", params={"query": "SELECT * { GRAPH <urn:x:g> { ?s ?p ?o } }"}, headers=pagina).text
    )


def test_la_etiqueta_de_una_respuesta_no_se_adivina_ni_sirve_para_otra(cliente: TestClient) -> None:
    una, otra = (cliente.get(f"/consultas/{n}?formato=json").headers["etag"] for n in ("lineas", "normas"))
    assert una != otra
    assert cliente.get("/consultas/normas?formato=json", headers={"If-None-Match": una}).status_code == 200
    assert cliente.get("/consultas/lineas?formato=json", headers={"If-None-Match": f'"x", {una}'}).status_code == 304
    for rara in ('"', "W/", "a" * 50_000, '"' * 5_000, ", " * 5_000):
        assert cliente.get("/consultas/lineas?formato=json", headers={"If-None-Match": rara}).status_code == 200
