"""The same programme, the same questions and the same answers on every engine."""

from __future__ import annotations

import importlib.util
import json
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from motores_de_prueba import MOTORES, en_marcha
from rdflib.term import BNode, Literal, URIRef

from consultas import Conjunto, Filas, Respuesta, Tripletas, catalogo, ligar
from grafo.almacen import Acceso, AlmacenEmbebido, AlmacenRemoto, abrir_almacen
from grafo.almacen.peculiaridades import CUENTA, ENSAYO
from grafo.auditoria import auditar
from grafo.construccion import construir
from grafo.revisiones import Cuaderno, Decision
from grafo.simulacion import simular
from ontologia.errores import ConsultaRechazada, ErrorDeAlmacen, ErrorDeEntrada, TardaDemasiado
from ontologia.espacios import XSD
from ontologia.iris import Acunador

CLAVE = "inai-cpgat-2017"
G1, G2 = URIRef("https://x/g1"), URIRef("https://x/g2")
A, B, P = URIRef("https://x/a"), URIRef("https://x/b"), URIRef("https://x/p")
UNO, DOS = Literal("uno"), Literal("dos", lang="es")
MALICIA = Literal('"} } ; DROP ALL ; INSERT DATA { <a:a> <a:b> "')
EJEMPLOS = {
    "entidad": "linea/2.2.5", "palabras": "gobierno", "articulo": "lgtaip-2015/59", "norma": "lgtaip-2015",
    "programa": CLAVE, "linea": "2.2.4", "tema": "gobierno-abierto", "fecha": "2018-01-01",
    "socio": "organizacion/global-integrity", "unidad": "DGGAT", "sesion": "1", "objetivo": "1", "regla": "r-1",
    "nombrado": "organizacion/global-integrity", "propiedad": "https://w3id.org/alinea/ont#parteDe",
    "clase": "https://w3id.org/alinea/ont#LineaDeAccion", "valor": "estrategia/2.2",
}


def _esperadas() -> list[tuple[str, str, dict[str, str], list[object]]]:
    ruta = Path(__file__).parents[1] / "consultas" / "test_respuestas.py"
    descripcion = importlib.util.spec_from_file_location("respuestas_a_mano", ruta)
    assert descripcion is not None
    assert descripcion.loader is not None
    modulo = importlib.util.module_from_spec(descripcion)
    descripcion.loader.exec_module(modulo)
    return [*modulo.EXACTAS, *modulo.CONTIENEN]


def _valores_de(nombre: str) -> list[dict[str, str]]:
    """Return the parameters to ask a question with: those of the answers by hand, the least, and each one in turn."""
    consulta = catalogo()[nombre]
    minimos = {p.nombre: EJEMPLOS[p.nombre] for p in consulta.parametros if not p.opcional}
    todos = [v for n, _, v, _ in _esperadas() if n == nombre] + [minimos]
    todos += [{**minimos, p.nombre: EJEMPLOS[p.nombre]} for p in consulta.parametros if p.nombre in EJEMPLOS]
    return list({json.dumps(v, sort_keys=True): v for v in todos}.values())


@pytest.fixture(scope="session", params=MOTORES)
def servidor(request, tmp_path_factory):
    with en_marcha(request.param, tmp_path_factory.mktemp(request.param)) as motor:
        yield motor


@pytest.fixture
def publicado(servidor, leido_real, acunador, almacen_real):
    """A server with the packaged programme. Tests must not write to it."""
    remoto = AlmacenRemoto(servidor.url, servidor.acceso)
    if remoto.nombres_de_grafos() != almacen_real.nombres_de_grafos() or remoto.tamano != almacen_real.tamano:
        remoto.reemplazar({g: [] for g in remoto.nombres_de_grafos()})
        construir([leido_real], remoto, acunador)
    yield remoto
    remoto.cerrar()


@pytest.fixture
def almacen(servidor):
    """A server to write to, with two small graphs and nothing else."""
    nuevo = AlmacenRemoto(servidor.url, servidor.acceso)
    nuevo.reemplazar({g: [] for g in nuevo.nombres_de_grafos()} | {G1: [(A, P, UNO)], G2: [(B, P, DOS)]})
    yield nuevo
    nuevo.cerrar()


def test_lo_construido_es_lo_mismo_tripleta_por_tripleta(publicado, almacen_real):
    assert publicado.nombres_de_grafos() == almacen_real.nombres_de_grafos()
    assert publicado.tamano == almacen_real.tamano
    for iri in almacen_real.nombres_de_grafos():
        assert set(publicado.grafo(iri)) == set(almacen_real.grafo(iri))


@pytest.mark.parametrize("nombre", catalogo())
def test_cada_pregunta_responde_lo_mismo_y_en_el_mismo_orden(publicado, almacen_real, nombre):
    for valores in _valores_de(nombre):
        parametros = ligar(catalogo()[nombre], valores, Acunador(), CLAVE)
        aqui = almacen_real.consultar(catalogo()[nombre].texto, parametros)
        alla = publicado.consultar(catalogo()[nombre].texto, parametros)
        assert Counter(alla.filas) == Counter(aqui.filas), valores
        assert alla == aqui, valores


def test_auditar_y_simular_dicen_lo_mismo(publicado, almacen_real, acunador):
    assert auditar(publicado, CLAVE, acunador) == auditar(almacen_real, CLAVE, acunador)
    assert (simular(publicado, CLAVE, acunador, ["lgtaip-2015/art_59"])
            == simular(almacen_real, CLAVE, acunador, ["lgtaip-2015/art_59"]))


def test_validar_dice_lo_mismo(publicado, almacen_real, acunador):
    from api.taller import Abierto, validar_almacen

    aqui, alla = (validar_almacen(Abierto(almacen, acunador)) for almacen in (almacen_real, publicado))
    assert alla.conforma == aqui.conforma
    assert Counter(alla.resultados) == Counter(aqui.resultados)


def test_una_revision_se_anota_y_se_lee(almacen, servidor, leido_real, acunador):
    from datetime import UTC, datetime

    construir([leido_real], almacen, acunador)
    Cuaderno(almacen, acunador).anotar(CLAVE, Decision(
        linea="2.2.5", decision="confirma", motivo="Se leyó", quien="Ana", rol="auditora",
        cuando=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), tema="gobierno-abierto", articulo="lgtaip-2015/art_59"))
    otra = AlmacenRemoto(servidor.url, servidor.acceso)
    (leida,) = Cuaderno(otra, acunador).revisiones(CLAVE)
    assert (leida.linea, leida.motivo, leida.quien) == ("2.2.5", "Se leyó", "Ana")


def test_publicar_reemplaza_los_grafos_enteros_y_solo_esos(almacen):
    almacen.reemplazar({G1: [(B, P, UNO), (B, P, DOS)]})
    assert set(almacen.grafo(G1)) == {(B, P, UNO), (B, P, DOS)}
    assert set(almacen.grafo(G2)) == {(B, P, DOS)}
    almacen.reemplazar({G1: []})
    assert almacen.nombres_de_grafos() == (G2,)
    assert almacen.tamano == 1


def test_un_grafo_grande_se_publica_y_se_lee_entero(almacen):
    muchas = {(URIRef(f"https://x/{i}"), P, Literal(f"texto {i} ñ")) for i in range(11_000)}
    almacen.reemplazar({G1: muchas, G2: []})
    assert set(almacen.grafo(G1)) == muchas
    assert almacen.nombres_de_grafos() == (G1,)


def test_la_cuenta_de_publicaciones_la_ven_todos_y_no_esta_en_ninguna_respuesta(almacen, servidor):
    otro = AlmacenRemoto(servidor.url, servidor.acceso)
    antes = otro.generacion
    almacen.reemplazar({G2: []})
    assert almacen.generacion == antes + 1
    assert AlmacenRemoto(servidor.url, servidor.acceso).generacion == antes + 1
    assert almacen.consultar("SELECT ?s ?p ?o { ?s ?p ?o }").filas == ((A, P, UNO),)
    assert almacen.consultar("SELECT ?g { GRAPH ?g { ?s ?p ?o } }").filas == ((G1,),)
    assert not [g for g in almacen.nombres_de_grafos() if g.startswith((CUENTA, ENSAYO))]
    assert almacen.tamano == 1


def test_otro_proceso_ve_el_grafo_nuevo_sin_volver_a_abrir(almacen, servidor, monkeypatch):
    monkeypatch.setattr("grafo.almacen.remoto._SONDEO", 0.0)
    otro = AlmacenRemoto(servidor.url, servidor.acceso)
    assert len(otro.consultar("SELECT * { ?s ?p ?o }").filas) == 2
    almacen.reemplazar({URIRef("https://x/g3"): [(A, P, DOS)]})
    assert len(otro.consultar("SELECT * { ?s ?p ?o }").filas) == 3


def test_un_parametro_es_un_termino_aunque_parezca_consulta(almacen):
    assert almacen.consultar("SELECT ?s ?o { ?s ?p ?o }", {"o": MALICIA}).filas == ()
    assert almacen.tamano == 2
    almacen.reemplazar({G1: [(A, P, MALICIA)]})
    assert almacen.consultar("SELECT ?s ?o { ?s ?p ?o }", {"o": MALICIA}).filas == ((A, MALICIA),)
    with pytest.raises(ConsultaRechazada, match="SELECT"):
        almacen.consultar("SELECT ?s { ?s ?p ?o }", {"otro": UNO})


def test_los_literales_vuelven_como_se_guardaron(almacen):
    guardados = {
        UNO, DOS, Literal(""), Literal("a\nb\tc\"d\\e\r\nf"), Literal("ñandú 😀 漢 e\u0301"), Literal("áb" * 15_000),
        Literal("true", datatype=XSD.boolean), Literal("2017-01-02", datatype=XSD.date),
        Literal("2017-01-02T03:04:05Z", datatype=XSD.dateTime, normalize=False), Literal("2017", datatype=XSD.gYear),
        Literal("7", datatype=XSD.integer), Literal("1.5", datatype=XSD.decimal), Literal("z", datatype=URIRef("x:y")),
    }
    almacen.reemplazar({G1: [(A, P, literal) for literal in guardados]})
    assert {o for _, _, o in almacen.grafo(G1)} == guardados
    assert almacen.consultar("ASK { ?s ?p true }") == Respuesta(True)


def test_un_nodo_en_blanco_sigue_siendo_uno(almacen):
    nodo = BNode()
    almacen.reemplazar({G1: [(nodo, P, A), (A, P, nodo)]})
    assert almacen.consultar("ASK { ?n ?p <https://x/a> . <https://x/a> ?p ?n }") == Respuesta(True)
    assert {type(s) for s, _, _ in almacen.grafo(G1)} == {BNode, URIRef}


def test_el_conjunto_de_la_peticion_manda(almacen):
    todo = "SELECT ?s { ?s ?p ?o }"
    assert almacen.consultar(todo, conjunto=Conjunto((G1,))).filas == ((A,),)
    assert almacen.consultar(todo, conjunto=Conjunto(con_nombre=(G1,))).filas == ()
    assert almacen.consultar("SELECT ?g { GRAPH ?g { ?s ?p ?o } }", conjunto=Conjunto(con_nombre=(G2,))
                             ).filas == ((G2,),)
    assert almacen.consultar(f"SELECT ?s FROM <{G2}> {{ ?s ?p ?o }}").filas == ((B,),)
    desde = "PREFIX x: <https://x/> SELECT ?g FROM x:g1 FROM NAMED x:g2 { ?s ?p ?o . GRAPH ?g { ?a ?b ?c } }"
    assert almacen.consultar(desde).filas == ((G2,),)


@pytest.mark.parametrize("formato", ["json", "xml", "csv", "tsv"])
def test_una_tabla_se_da_en_los_formatos_de_sparql(almacen, formato):
    embebido = AlmacenEmbebido()
    embebido.reemplazar({G1: [(A, P, UNO)]})
    texto = "SELECT ?o { <https://x/a> ?p ?o }"
    assert almacen.serializar(texto, formato) == embebido.serializar(texto, formato)


@pytest.mark.parametrize("formato", ["turtle", "nt", "rdfxml", "jsonld"])
def test_un_grafo_se_da_en_los_formatos_de_rdf(almacen, formato):
    assert b"https://x/a" in almacen.serializar("CONSTRUCT WHERE { ?s ?p ?o }", formato)
    assert almacen.consultar("CONSTRUCT WHERE { ?s ?p 'uno' }") == Tripletas(((A, P, UNO),))
    with pytest.raises(ConsultaRechazada, match="csv"):
        almacen.serializar("CONSTRUCT WHERE { ?s ?p ?o }", "csv")


@pytest.mark.parametrize("texto", [
    "SELECT * {\n ?s ?p ?o", "INSERT DATA { <a:a> <a:b> 1 }", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
])
def test_una_consulta_que_no_se_puede_se_rechaza(almacen, texto):
    with pytest.raises(ConsultaRechazada):
        almacen.consultar(texto)


def test_ensayar_no_cambia_nada_y_volcar_da_todo(almacen):
    cambios = almacen.ensayar(f"DELETE DATA {{ GRAPH <{G1}> {{ <{A}> <{P}> 'uno' }} }}")
    assert {iri: len(grafo) for iri, grafo in cambios.items()} == {G1: 0}
    assert almacen.tamano == 2
    assert len(almacen.volcar("nq").splitlines()) == 2


def test_un_termino_que_no_cabe_no_publica_nada(almacen):
    with pytest.raises(ErrorDeAlmacen):
        almacen.reemplazar({G1: [(A, P, DOS)], G2: [(URIRef("rel"), P, A)]})
    assert set(almacen.grafo(G1)) == {(A, P, UNO)}


def test_sin_la_union_del_servidor_la_respuesta_es_la_union(tmp_path):
    with en_marcha("oxigraph", tmp_path, "--timeout-s", "60") as motor:
        almacen = AlmacenRemoto(motor.url, motor.acceso)
        almacen.reemplazar({G1: [(A, P, UNO)], G2: [(B, P, DOS)]})
        assert not almacen.motor.union
        assert almacen.consultar("PREFIX x: <https://x/> SELECT ?s FROM x:g2 { ?s ?p ?o }").filas == ((B,),)
        assert len(almacen.consultar("SELECT * { ?s ?p ?o }").filas) == 2


@pytest.mark.parametrize("servidor", ["virtuoso"], indirect=True)
def test_quien_no_puede_escribir_lo_sabe(servidor):
    for acceso in (Acceso(), Acceso("dba", "no-es-esa")):
        with pytest.raises(ErrorDeAlmacen, match="permiso") as dicho:
            AlmacenRemoto(servidor.url, acceso).reemplazar({G1: [(A, P, UNO)]})
        assert "no-es-esa" not in str(dicho.value)


def test_un_servidor_que_no_esta_se_dice_con_su_direccion():
    with pytest.raises(ErrorDeAlmacen, match=r"No responde ningún servidor en http://127\.0\.0\.1:9/sparql"):
        abrir_almacen("http://127.0.0.1:9/sparql")


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/x", "http://ana:secreta@127.0.0.1:9/sparql", "http:///sparql"])
def test_una_direccion_que_no_sirve_se_rechaza_sin_repetir_la_clave(url):
    with pytest.raises(ErrorDeEntrada) as dicho:
        abrir_almacen(url)
    assert "secreta" not in str(dicho.value)


@pytest.fixture
def fingido():
    """A server that answers what it is told to."""
    class Manejador(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        dice = (200, "application/sparql-results+json", b'{"head":{},"boolean":true}', None)

        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            estado, tipo, cuerpo, largo = Manejador.dice
            self.send_response(estado)
            self.send_header("Content-Type", tipo)
            self.send_header("Content-Length", str(largo or len(cuerpo)))
            self.end_headers()
            self.wfile.write(cuerpo)
            self.close_connection = largo is not None

        def log_message(self, *_):
            pass

    servidor = ThreadingHTTPServer(("127.0.0.1", 0), Manejador)
    servidor.daemon_threads = True
    hilo = threading.Thread(target=servidor.serve_forever, daemon=True)
    hilo.start()
    yield f"http://127.0.0.1:{servidor.server_port}/sparql", Manejador
    servidor.shutdown()
    hilo.join()
    servidor.socket.close()


@pytest.mark.parametrize(("dice", "esperado"), [
    ((200, "text/html", b"<html>portal</html>", None), "responde una página"),
    ((502, "text/html", b"<html>proxy</html>", None), "respondió 502"),
    ((302, "text/plain", b"", None), "respondió 302"),
    ((401, "text/plain", b"", None), "no da permiso"),
    ((200, "application/sparql-results+json", b'{"head":{"vars":["s"]},"results":{"bind', None), "no se entiende"),
    ((200, "application/sparql-results+json", b'{"head":', 500), "llegó cortada"),
])
def test_lo_que_un_servidor_responde_mal_se_dice(fingido, dice, esperado):
    url, manejador = fingido
    almacen = abrir_almacen(url)
    manejador.dice = dice
    with pytest.raises(ErrorDeAlmacen, match=esperado):
        almacen.consultar("SELECT ?s FROM <a:g> { ?s ?p ?o }")


def test_un_servidor_que_no_acaba_se_deja_a_su_tiempo():
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as mudo, pytest.raises(TardaDemasiado):
        abrir_almacen(f"http://127.0.0.1:{mudo.server_port}/sparql", Acceso(plazo=0.2))


def test_una_pregunta_con_filas_es_una_tabla(publicado):
    assert isinstance(publicado.consultar("SELECT ?s { ?s ?p ?o } LIMIT 1"), Filas)


def test_el_doctor_dice_que_se_puede_trabajar_con_el_servidor_y_no_deja_nada(almacen, servidor, monkeypatch):
    from typer.testing import CliRunner

    from api.orden import app

    monkeypatch.setenv("ALINEA_ALMACEN_USUARIO", servidor.acceso.usuario)
    monkeypatch.setenv("ALINEA_ALMACEN_CLAVE", servidor.acceso.clave)
    salida = CliRunner().invoke(app, ["doctor", "--almacen", servidor.url, "--escribir", "--formato", "json"])
    assert salida.exit_code == (0 if servidor.nombre == "oxigraph" else 1), salida.stdout
    dicho = json.loads(salida.stdout)
    assert servidor.nombre in dicho["motor"].lower()
    assert [p["prueba"] for p in dicho["pruebas"] if not p["funciona"] and not p["remedio"]] == (
        [] if servidor.nombre == "oxigraph" else ["literal de 100 kB"])  # Virtuoso 7.2.5 answers 500 to it
    assert next(p for p in dicho["pruebas"] if p["prueba"] == "publicación de una sola vez")["funciona"] is (
        servidor.nombre == "oxigraph")
    assert almacen.nombres_de_grafos() == (G1, G2)
