"""What is sent to be read: nested, swollen, or written to be taken for something else; the server goes on."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterator

import httpx
import pytest
from llaves_de_prueba import de
from servicio_de_prueba import servicio
from servidor_vivo import Vivo
from starlette.testclient import TestClient

from consultas import catalogo

HONDO = 20_000
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'


@pytest.fixture(scope="module")
def cliente_vivo(vivo: Vivo) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=vivo.url, timeout=60, headers=de("Ana")) as cliente:
        yield cliente


def libro(hoja: bytes) -> bytes:
    """Return a workbook whose only sheet is that XML."""
    partes = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',  # noqa: E501
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',  # noqa: E501
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="h" sheetId="1" r:id="r1"/></sheets></workbook>',  # noqa: E501
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/s.xml"/></Relationships>',  # noqa: E501
    }
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as z:
        for nombre, texto in partes.items():
            z.writestr(nombre, texto)
        z.writestr("xl/worksheets/s.xml", hoja)
    return salida.getvalue()


def pdf(objeto: bytes) -> bytes:
    """Return a PDF with one page, whose contents are that object."""
    objetos = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        objeto,
    ]
    salida = b"%PDF-1.4\n"
    lugares = []
    for n, o in enumerate(objetos, start=1):
        lugares.append(len(salida))
        salida += b"%d 0 obj\n%s\nendobj\n" % (n, o)
    tabla = b"".join(b"%010d 00000 n \n" % x for x in lugares)
    return salida + b"xref\n0 5\n0000000000 65535 f \n%strailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        tabla,
        len(salida),
    )


def inflado(mb: int) -> bytes:
    datos = zlib.compress(b"q\n" * (mb << 19), 9)
    return b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(datos), datos)


@pytest.mark.parametrize(
    ("tipo", "texto"),
    [
        ("text/turtle", "<urn:x:a> <urn:x:b> " + "[ <urn:x:b> " * HONDO + "1" + "]" * HONDO + " ."),
        ("text/turtle", "<urn:x:a> <urn:x:b> " + "(" * HONDO + ")" * HONDO + " ."),
        ("application/ld+json", '{"urn:x:b":' * HONDO + "1" + "}" * HONDO),
        ("application/ld+json", '{"@context":' + "[" * HONDO + "]" * HONDO + "}"),
        (
            "application/rdf+xml",
            f"<rdf:RDF {RDF}>" + "<a xmlns='urn:x:'><b>" * HONDO + "</b></a>" * HONDO + "</rdf:RDF>",
        ),
    ],
    ids=["turtle", "listas", "json-ld", "contexto", "xml"],
)
def test_el_rdf_anidado_sin_fin_se_rehusa(cliente_vivo: httpx.Client, tipo: str, texto: str) -> None:
    respuesta = cliente_vivo.put(
        "/grafos", params={"graph": "urn:x:hondo"}, content=texto, headers={"Content-Type": tipo}
    )
    assert respuesta.status_code == 400
    assert cliente_vivo.get("/grafos", params={"graph": "urn:x:hondo"}).status_code == 404


def test_los_corchetes_de_un_literal_o_un_iri_no_son_niveles(cliente_vivo: httpx.Client) -> None:
    texto = '<urn:x:a> <urn:x:b> """' + "[" * 300 + '""", "' + "(" * 300 + "\", '" + "{" * 300 + "' . # " + "[" * 300
    respuesta = cliente_vivo.put(
        "/grafos", params={"graph": "urn:x:llano"}, content=texto, headers={"Content-Type": "text/turtle"}
    )
    assert respuesta.status_code == 201
    assert cliente_vivo.delete("/grafos", params={"graph": "urn:x:llano"}).status_code == 204


@pytest.mark.parametrize("camino", ["/api/revisiones", "/api/revisiones/importar"])
@pytest.mark.parametrize(
    "texto",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        "1" * 900_000,
        '"\\ud800"',
        "NaN",
        "\x00",
        "[" * 900 + "]" * 900,
        '{"motivo": 1e999}',
    ],
)
def test_el_json_hostil_se_rehusa(cliente_vivo: httpx.Client, camino: str, texto: str) -> None:
    respuesta = cliente_vivo.post(camino, content=texto, headers={"Content-Type": "application/json"})
    assert respuesta.status_code in {400, 422}
    assert respuesta.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("nombre", "contenido"),
    [
        (
            "x.xlsx",
            libro(b"<worksheet><sheetData>" + b"<row>" * HONDO + b"</row>" * HONDO + b"</sheetData></worksheet>"),
        ),
        (
            "x.xlsx",
            libro(
                b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
                + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
                + b"]><worksheet><sheetData><row>"
                b'<c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row></sheetData></worksheet>'
            ),
        ),
        (
            "x.xlsx",
            libro(
                b'<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v>'
                b"</c></row></sheetData></worksheet>"
            ),
        ),
        ("x.pdf", pdf(b"[" * 200_000 + b"]" * 200_000)),
        ("x.pdf", pdf(inflado(600))),
        ("x.pdf", b"%PDF-1.4\n" + b"1 0 obj<</Type/Pages/Kids[1 0 R]/Count 999999999>>endobj trailer<</Root 1 0 R>>"),
        ("x.txt", b"1. " * 300_000),
        ("x.txt", b"\xff\xfe\x00"),
    ],
    ids=["hoja honda", "entidades", "hoja inmensa", "pdf hondo", "pdf inflado", "pdf en círculo", "texto", "bytes"],
)
def test_un_documento_hostil_se_rehusa_y_el_servidor_sigue(
    cliente_vivo: httpx.Client, nombre: str, contenido: bytes
) -> None:
    respuesta = cliente_vivo.post(
        "/api/programas",
        params={"nombre": nombre},
        content=contenido,
        headers={"Content-Type": "application/octet-stream"},
    )
    assert respuesta.status_code in {400, 413, 415, 422, 503, 504}, respuesta.text
    assert respuesta.headers["content-type"] == "application/problem+json"
    assert cliente_vivo.get("/salud").json()["listo"] is True


def test_unas_revisiones_en_turtle_hondo_se_rehusan(cliente_vivo: httpx.Client) -> None:
    texto = "<urn:x:a> <urn:x:b> " + "[ <urn:x:b> " * 5000 + "1" + "]" * 5000 + " ."
    respuesta = cliente_vivo.post("/api/revisiones/importar", content=texto, headers={"Content-Type": "text/turtle"})
    assert respuesta.status_code == 400


ENTRE = [
    'x" } ; DROP ALL ; SELECT * { ?s ?p ?o } #',
    "urn:x:y> } UNION { ?s ?p ?o } #",
    "' OR 1=1 --",
    "?x",
    "\\",
    "\n}",
    "\u202e",
    "{{7*7}}",
    "%s%n",
    "🦉" * 10,
]


def _con_parametros() -> list[str]:
    return sorted(n for n, c in catalogo().items() if c.parametros)


def test_un_parametro_no_es_parte_de_la_pregunta(cliente: TestClient) -> None:
    for nombre in _con_parametros():
        parametros = catalogo()[nombre].parametros
        for valor in ENTRE:
            respuesta = cliente.get(
                f"/consultas/{nombre}", params={p.nombre: valor for p in parametros} | {"formato": "json"}
            )
            assert respuesta.status_code in {200, 400, 404, 422}, (nombre, valor, respuesta.text)
            if respuesta.status_code == 200:
                filas = json.loads(respuesta.text)["results"]["bindings"]
                assert not [f for f in filas if "s" in f and "p" in f and "o" in f], (nombre, valor)


def test_una_expresion_regular_hostil_no_hace_esperar(cliente_vivo: httpx.Client) -> None:
    for expresion in ("^(a+)+$", "(a|a)*$", "(.*)*b", "a{1000}{1000}{1000}"):
        respuesta = cliente_vivo.get(
            "/sparql",
            params={"query": f'ASK {{ FILTER REGEX("{"a" * 5000}b!", "{expresion}") }}'},
            headers={"Accept": "application/sparql-results+json"},
        )
        assert respuesta.status_code == 200
        assert respuesta.json()["boolean"] in (True, False)


def test_una_cadena_que_se_dobla_no_toma_la_memoria(cliente_vivo: httpx.Client) -> None:
    dobles = " ".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(34))
    consulta = f'SELECT (STRLEN(?a34) AS ?l) {{ BIND("aaaaaaaa" AS ?a0) {dobles} }}'
    respuesta = cliente_vivo.get("/sparql", params={"query": consulta})
    assert respuesta.status_code in {503, 504}
    assert cliente_vivo.get("/salud").json()["detenidas"] >= 1


@pytest.mark.parametrize("codificacion", ["gzip", "deflate", "br", "zstd", "gzip, identity"])
@pytest.mark.parametrize(
    ("metodo", "camino", "tipo"),
    [("POST", "/sparql", "application/sparql-query"), ("PUT", "/grafos?graph=urn:x:g", "text/turtle")],
)
def test_nada_comprimido_se_descomprime(codificacion: str, metodo: str, camino: str, tipo: str) -> None:
    from servicio_de_prueba import ADMINISTRA

    cliente, _ = servicio()
    respuesta = cliente.request(
        metodo,
        camino,
        content=zlib.compress(b"a" * 100_000_000),
        headers={"Content-Type": tipo, "Content-Encoding": codificacion, **ADMINISTRA},
    )
    assert respuesta.status_code == 415
