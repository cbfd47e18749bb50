"""No request makes the server call another machine, or read one of its files; against a real server that may write."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from llaves_de_prueba import de
from servidor_vivo import Vivo, leer_todo

TESTIGO = "canario-que-nadie-debe-leer"


@dataclass
class Trampa:
    """A server that should never be called, and a file that should never be read."""

    puerto: int
    archivo: Path
    llamadas: list[object] = field(default_factory=list)

    @property
    def lugares(self) -> list[str]:
        return [
            f"http://127.0.0.1:{self.puerto}/x.ttl",
            f"http://localhost:{self.puerto}/x",
            self.archivo.as_uri(),
            str(self.archivo),
        ]


@pytest.fixture(scope="module")
def trampa(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trampa]:
    archivo = tmp_path_factory.mktemp("trampa") / "secreto.ttl"
    archivo.write_text(f'<urn:x:a> <urn:x:b> "{TESTIGO}" .')
    with socket.create_server(("127.0.0.1", 0)) as escucha:
        esta = Trampa(escucha.getsockname()[1], archivo)

        def atender() -> None:
            while True:
                try:
                    enchufe, quien = escucha.accept()
                except OSError:
                    return
                esta.llamadas.append(quien)
                enchufe.close()

        hilo = threading.Thread(target=atender, daemon=True)
        hilo.start()
        yield esta
        escucha.shutdown(socket.SHUT_RDWR)
    hilo.join()


CONSULTAS = [
    "SELECT * {{ SERVICE <{}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{}> {{ ?s ?p ?o }} }}",
    "SELECT * FROM <{}> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <{}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "ASK {{ FILTER EXISTS {{ SERVICE <{}> {{ ?s ?p ?o }} }} }}",
    "DESCRIBE <{}>",
    "CONSTRUCT {{ ?s ?p ?o }} FROM <{}> WHERE {{ ?s ?p ?o }}",
    "SELECT * {{ BIND(IRI('{0}') AS ?g) SERVICE ?g {{ ?s ?p ?o }} VALUES ?g {{ <{0}> }} }}",
]
CAMBIOS = [
    "LOAD <{}>",
    "LOAD SILENT <{}> INTO GRAPH <urn:x:ajeno>",
    "ADD <{}> TO <urn:x:ajeno>",
    "COPY <{}> TO <urn:x:ajeno>",
    "INSERT {{ GRAPH <urn:x:ajeno> {{ ?s ?p ?o }} }} USING <{}> WHERE {{ ?s ?p ?o }}",
    "INSERT {{ GRAPH <urn:x:ajeno> {{ ?s ?p ?o }} }} WHERE {{ SERVICE SILENT <{}> {{ ?s ?p ?o }} }}",
]
ENVIOS = [
    ("application/ld+json", '{{"@context": "{}", "nombre": "x"}}'),
    ("application/ld+json", '{{"@context": {{"@version": 1.1, "@import": "{}"}}, "@id": "urn:x:a"}}'),
    ("application/ld+json", '{{"@context": [{{}}, "{}"], "@id": "urn:x:a", "nombre": "x"}}'),
    (
        "application/rdf+xml",
        '<!DOCTYPE r [<!ENTITY e SYSTEM "{}">]><rdf:RDF xmlns:rdf='
        '"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:li>&e;</rdf:li></rdf:RDF>',
    ),
    (
        "application/rdf+xml",
        '<!DOCTYPE r SYSTEM "{}"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
    ),
    (
        "application/rdf+xml",
        '<!DOCTYPE r [<!ENTITY % p SYSTEM "{}"> %p;]><rdf:RDF xmlns:rdf='
        '"http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
    ),
    (
        "application/rdf+xml",
        '<?xml-stylesheet href="{0}"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{0}"/></rdf:RDF>',
    ),
    ("text/turtle", "<urn:x:a> <http://www.w3.org/2002/07/owl#imports> <{}> ."),
]


def test_ninguna_peticion_hace_que_el_servidor_llame_o_abra_un_archivo(vivo: Vivo, trampa: Trampa) -> None:
    dichas: list[httpx.Response] = []
    with httpx.Client(base_url=vivo.url, timeout=30, headers=de("Ana")) as c:
        for lugar in trampa.lugares:
            for texto in CONSULTAS:
                dichas.append(c.get("/sparql", params={"query": texto.format(lugar)}))
            for nombre in ("default-graph-uri", "named-graph-uri"):
                dichas.append(c.get("/sparql", params={"query": "SELECT * { ?s ?p ?o } LIMIT 1", nombre: lugar}))
            for texto in CAMBIOS:
                dichas.append(c.post("/sparql", data={"update": texto.format(lugar)}))
            for tipo, texto in ENVIOS:
                dichas.append(
                    c.put(
                        "/grafos",
                        params={"graph": "urn:x:enviado"},
                        content=texto.format(lugar),
                        headers={"Content-Type": tipo},
                    )
                )
            dichas.append(c.get("/grafos", params={"graph": lugar}))
            dichas.append(c.get("/consultas/todo_sobre", params={"entidad": lugar}))
            dichas.append(
                c.post(
                    "/api/programas",
                    params={"nombre": lugar},
                    content=b"nada",
                    headers={
                        "Content-Type": "text/plain",
                        "Referer": lugar,
                        "X-Forwarded-Host": lugar,
                        "Forwarded": f"host={lugar}",
                    },
                )
            )
        c.delete("/grafos", params={"graph": "urn:x:enviado"})
        rehusadas = [r for r in dichas if r.status_code >= 400]
    assert not trampa.llamadas
    assert all(r.status_code < 500 for r in dichas), {r.request.url: r.text for r in dichas if r.status_code >= 500}
    assert not [r for r in dichas if TESTIGO in r.text]
    assert len(rehusadas) > 20 * len(trampa.lugares)


def test_la_trampa_se_da_cuenta_de_que_la_llaman(trampa: Trampa) -> None:
    antes = len(trampa.llamadas)
    with socket.create_connection(("127.0.0.1", trampa.puerto)) as enchufe:
        leer_todo(enchufe)
    assert len(trampa.llamadas) == antes + 1
    trampa.llamadas.clear()


@pytest.mark.parametrize(
    "camino",
    [
        "/estaticos/../servidor.py",
        "/estaticos/%2e%2e/servidor.py",
        "/estaticos/..%2fservidor.py",
        "/estaticos/....//servidor.py",
        "/estaticos//etc/passwd",
        "/estaticos/%00",
        "/estaticos/..%5cservidor.py",
        "/estaticos/%252e%252e/servidor.py",
        "//etc/passwd",
        "/../../../../etc/passwd",
        "/consultas/..%2f..%2fpyproject",
        "/datos/..%2f..%2f..%2fetc%2fpasswd.ttl",
        "/id/grafo/../../../etc/passwd",
        "/programa/..%2f..%2fetc%2fpasswd",
        "/alineacion.%2f..%2f..%2fetc%2fpasswd",
        "/auditoria?informe=../../etc/passwd",
        "/consultas/lineas?formato=/etc/passwd",
    ],
)
def test_ningun_camino_sale_de_la_carpeta_de_las_paginas(vivo: Vivo, camino: str) -> None:
    with vivo.conectar() as enchufe:  # as it is: a client's library would tidy the path up
        enchufe.sendall(f"GET {camino} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept: */*\r\n\r\n".encode())
        dicho = leer_todo(enchufe)
    assert 200 <= int(dicho[9:12]) < 500
    assert b"root:" not in dicho
    assert b"FastAPI" not in dicho
    assert b"[project]" not in dicho
