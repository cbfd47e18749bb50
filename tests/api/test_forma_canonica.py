"""A dump is the canonical form of its graph (RDFC-1.0): the same bytes as an implementation of somebody else gives."""

from __future__ import annotations

import hashlib

import pytest
from documento_pequeno import DOCUMENTO
from pyld import jsonld
from rdflib import DCAT, Graph, Namespace, URIRef
from servicio_de_prueba import ADMINISTRA, servicio
from starlette.testclient import TestClient

from api.contexto import Contexto
from api.protocolo.volcados import es_canonico
from api.servidor import crear_aplicacion
from grafo.almacen import AlmacenEmbebido
from grafo.construccion import construir, leer_bytes
from ontologia.espacios import DCTERMS
from ontologia.iris import Acunador

RDFC = URIRef("https://www.w3.org/TR/rdf-canon/")
SPDX = Namespace("http://spdx.org/rdf/terms#")
MIO = "https://w3id.org/alinea/id/grafo/mio"


@pytest.fixture(scope="module")
def pequeno() -> TestClient:
    """A small programme: the other implementation takes quadratic time."""
    almacen, acunador = AlmacenEmbebido(), Acunador()
    construir([leer_bytes(DOCUMENTO, "pequeno.txt")], almacen, acunador)
    return TestClient(crear_aplicacion(Contexto(almacen, acunador)), headers={"Accept": "*/*"})


def canonica(cuads: str) -> str:
    """Return the canonical form as the other implementation sees it."""
    dicho = jsonld.normalize(cuads, {"algorithm": "URDNA2015", "inputFormat": "application/n-quads",
                                     "format": "application/n-quads"})
    assert isinstance(dicho, str)
    return dicho


@pytest.mark.parametrize("cual", ["programa", "derivado", "normas"])
def test_el_volcado_de_un_grafo_es_su_forma_canonica(pequeno: TestClient, cual: str) -> None:
    (clave,) = (p["clave"] for p in pequeno.get("/api/programas").json())
    respuesta = pequeno.get(f"/datos/grafo/{cual}{'' if cual == 'normas' else f'/{clave}'}.nt")
    renglones = respuesta.text.splitlines(keepends=True)
    assert len(renglones) > 50
    assert canonica("".join(reversed(renglones))) == respuesta.text
    assert respuesta.headers["link"] == f'<{RDFC}>; rel="{DCTERMS.conformsTo}"'


def test_la_descripcion_dice_que_la_suma_es_de_la_forma_canonica(pequeno: TestClient) -> None:
    grafo = Graph().parse(data=pequeno.get("/.well-known/void").text, format="turtle")
    ((distribucion, suma),) = grafo.subject_objects(SPDX.checksum)
    assert (distribucion, DCTERMS.conformsTo, RDFC) in grafo
    direccion = str(grafo.value(distribucion, DCAT.downloadURL)).removeprefix("http://testserver")
    huella = hashlib.sha256(canonica(pequeno.get(direccion).text).encode()).hexdigest()
    assert huella == str(grafo.value(suma, SPDX.checksumValue))


# The standard's appendix A: seven characters by their letter, the other controls and what XML has not by their number
# in capitals, everything else as it is; no xsd:string.
ESCRITOS = [
    ("\\u0000\\u0007\\u000b\\u000e\\u001f\\u007f", "\\u0000\\u0007\\u000B\\u000E\\u001F\\u007F"),
    ("\\u0008\\u0009\\u000a\\u000c\\u000d\\u0022\\u005c", '\\b\\t\\n\\f\\r\\"\\\\'),
    ("\\uFFFE\\uFFFF", "\\uFFFE\\uFFFF"),
    ("\\u0020'\\u0080\\u00e1\\u2028\\uFEFF\\U0001F600", " '\x80á\u2028\ufeff😀"),
]


def test_cada_caracter_se_escribe_como_manda_el_estandar_y_en_su_orden() -> None:
    cliente, _ = servicio()
    cuerpo = "".join(f'<http://x/{i}> <http://x/p> "{dado}"^^<http://www.w3.org/2001/XMLSchema#string> .\n'
                     for i, (dado, _) in enumerate(ESCRITOS))
    # By code points U+FFFD comes before U+10000; by UTF-16 (and so in other languages' sort) it does not.
    cuerpo += "".join(f"<http://x/9{c}> <http://x/p> <http://x/> .\n" for c in ("\U00010000", "\ufdf0", "z"))
    assert cliente.put(f"/grafos?graph={MIO}", content=cuerpo.encode(),
                       headers=ADMINISTRA | {"Content-Type": "application/n-triples"}).status_code == 201
    esperado = "".join(f'<http://x/{i}> <http://x/p> "{dicho}" .\n' for i, (_, dicho) in enumerate(ESCRITOS))
    esperado += "".join(f"<http://x/9{c}> <http://x/p> <http://x/> .\n" for c in ("z", "\ufdf0", "\U00010000"))
    respuesta = cliente.get("/datos/grafo/mio.nt")
    assert respuesta.content.decode() == esperado
    assert respuesta.headers["link"].startswith(f"<{RDFC}>")


def test_ningun_grafo_que_se_construye_tiene_nodos_en_blanco(programa_cliente: TestClient) -> None:
    filas = programa_cliente.get("/consultas/grafos?formato=json").json()["results"]["bindings"]
    nombres = [f["grafo"]["value"].partition("/id/")[2] for f in filas]
    assert len(nombres) >= 4
    assert [n for n in nombres if "link" not in programa_cliente.get(f"/datos/{n}.nt").headers] == []


@pytest.mark.parametrize("turtle", ["[] <http://x/p> 1 .", "<http://x/s> <http://x/p> [] .",
                                    "<http://x/s> <http://x/p> ( 1 2 ) ."])
def test_con_nodos_en_blanco_no_se_dice_canonico(turtle: str) -> None:
    cliente, _ = servicio()
    assert cliente.put(f"/grafos?graph={MIO}", content=turtle,
                       headers=ADMINISTRA | {"Content-Type": "text/turtle"}).status_code == 201
    respuesta = cliente.get("/datos/grafo/mio.nt")
    assert respuesta.status_code == 200
    assert "link" not in respuesta.headers


def test_un_literal_que_parece_un_nodo_no_lo_es() -> None:
    assert es_canonico(b'<http://x/s> <http://x/p> "a <b> _:c \\n_:d" .\n')
    assert not es_canonico(b'<http://x/s> <http://x/p> "a" .\n_:s <http://x/p> "a" .\n')
