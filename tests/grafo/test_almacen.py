import subprocess
import sys
import threading

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdflib import Dataset
from rdflib.term import BNode, Literal, URIRef, Variable

from consultas import Filas, Respuesta, Tripletas
from grafo.almacen import AlmacenEmbebido
from grafo.almacen.conversion import a_motor, a_tripleta, de_motor
from ontologia.errores import ConsultaRechazada, ErrorDeAlmacen
from ontologia.espacios import XSD

G1, G2 = URIRef("https://x/g1"), URIRef("https://x/g2")
A, B, P = URIRef("https://x/a"), URIRef("https://x/b"), URIRef("https://x/p")
UNO, DOS = Literal("uno"), Literal("dos", lang="es")
MALICIA = Literal('"} } ; DROP ALL ; INSERT DATA { <a:a> <a:b> "')


@pytest.fixture
def almacen():
    nuevo = AlmacenEmbebido()
    nuevo.reemplazar({G1: [(A, P, UNO)], G2: [(B, P, DOS)]})
    return nuevo


def test_select_ask_y_construct_responden_valores(almacen):
    filas = almacen.consultar("SELECT ?s ?nada { ?s ?p ?o } ORDER BY ?s")
    assert filas == Filas(("s", "nada"), ((A, None), (B, None)))
    assert filas.columna("s") == (A, B)
    assert almacen.consultar("ASK { ?s ?p 'uno' }") == Respuesta(True)
    assert almacen.consultar("CONSTRUCT { ?o ?p ?s } { ?s ?p ?s }") == Tripletas(())
    assert almacen.consultar("CONSTRUCT WHERE { ?s ?p 'uno' }") == Tripletas(((A, P, UNO),))


def test_la_pregunta_es_a_la_union_y_from_elige_un_grafo(almacen):
    assert len(almacen.consultar("SELECT * { ?s ?p ?o }").filas) == 2
    assert almacen.consultar(f"SELECT ?s FROM <{G1}> {{ ?s ?p ?o }}").filas == ((A,),)
    assert almacen.consultar("SELECT ?g { GRAPH ?g { ?s ?p 'uno' } }").filas == ((G1,),)


def test_un_parametro_es_un_termino_aunque_parezca_consulta(almacen):
    assert almacen.consultar("SELECT ?s ?o { ?s ?p ?o }", {"o": MALICIA}).filas == ()
    assert almacen.tamano == 2
    almacen.reemplazar({G1: [(A, P, MALICIA)]})
    assert almacen.consultar("SELECT ?s ?o { ?s ?p ?o }", {"o": MALICIA}).filas == ((A, MALICIA),)
    assert almacen.tamano == 2


def test_un_parametro_que_no_es_del_select_se_dice(almacen):
    with pytest.raises(ConsultaRechazada, match="SELECT"):
        almacen.consultar("SELECT ?s { ?s ?p ?o }", {"otro": UNO})


@pytest.mark.parametrize("formato", ["json", "xml", "csv", "tsv"])
def test_una_tabla_se_da_en_los_formatos_de_sparql(almacen, formato):
    assert b"uno" in almacen.serializar("SELECT ?o { ?s ?p ?o }", formato)


@pytest.mark.parametrize("formato", ["turtle", "ttl", "ntriples", "nt", "rdfxml", "jsonld"])
def test_un_grafo_se_da_en_los_formatos_de_rdf(almacen, formato):
    assert b"https://x/a" in almacen.serializar("CONSTRUCT WHERE { ?s ?p ?o }", formato)


@pytest.mark.parametrize(("texto", "formato"), [("SELECT ?s { ?s ?p ?o }", "turtle"), ("DESCRIBE <a:a>", "csv")])
def test_un_formato_que_no_corresponde_se_rechaza(almacen, texto, formato):
    with pytest.raises(ConsultaRechazada, match=formato):
        almacen.serializar(texto, formato)


@pytest.mark.parametrize(("texto", "dice"), [
    ("SELECT * {\n ?s ?p ?o", "línea 2"), ("INSERT DATA { <a:a> <a:b> 1 }", "modifica"),
    ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "servidor"), ("SELECT * " + "{" * 20_000, "anida"),
])
def test_una_consulta_que_no_se_puede_se_rechaza_antes_o_por_el_motor(almacen, texto, dice):
    with pytest.raises(ConsultaRechazada, match=dice):
        almacen.consultar(texto)


def test_publicar_reemplaza_los_grafos_enteros_y_solo_esos(almacen):
    almacen.reemplazar({G1: [(B, P, UNO), (B, P, DOS)]})
    assert set(almacen.grafo(G1)) == {(B, P, UNO), (B, P, DOS)}
    assert set(almacen.grafo(G2)) == {(B, P, DOS)}
    almacen.reemplazar({G1: []})
    assert len(almacen.grafo(G1)) == 0
    assert almacen.tamano == 1


@pytest.mark.parametrize("malo", [(A, P, Variable("x")), (UNO, P, A), (A, BNode(), A), (URIRef("rel"), P, A)])
def test_un_termino_que_no_cabe_no_publica_nada(almacen, malo):
    with pytest.raises(ErrorDeAlmacen):
        almacen.reemplazar({G1: [(A, P, DOS)], G2: [(A, P, DOS), malo]})
    assert set(almacen.grafo(G1)) == {(A, P, UNO)}
    assert almacen.generacion == 1


def test_la_generacion_cuenta_las_publicaciones(almacen):
    assert almacen.generacion == 1
    almacen.reemplazar({G1: []})
    assert almacen.generacion == 2


def test_un_nodo_en_blanco_sigue_siendo_uno_al_publicarse():
    almacen, nodo = AlmacenEmbebido(), BNode()
    almacen.reemplazar({G1: [(nodo, P, A)], G2: [(nodo, P, B)]})
    assert almacen.consultar("ASK { ?n ?p <https://x/a> , <https://x/b> }") == Respuesta(True)


def test_quien_lee_mientras_se_publica_ve_todo_o_nada():
    almacen = AlmacenEmbebido()
    versiones = [[(URIRef(f"https://x/{v}/{i}"), P, Literal(v)) for i in range(200)] for v in range(2)]
    almacen.reemplazar({G1: versiones[0], G2: []})
    vistos, fin = set(), threading.Event()

    def leer():
        while not fin.is_set():
            filas = almacen.consultar("SELECT DISTINCT ?v (COUNT(?s) AS ?n) { ?s ?p ?v } GROUP BY ?v").filas
            vistos.add(tuple(sorted(int(n) for _, n in filas)))

    hilo = threading.Thread(target=leer)
    hilo.start()
    for vuelta in range(30):
        almacen.reemplazar({G1: versiones[vuelta % 2], G2: versiones[(vuelta + 1) % 2][:5]})
    fin.set()
    hilo.join()
    assert vistos <= {(200,), (5, 200)}


def test_lo_publicado_en_una_carpeta_sigue_ahi_al_abrirla(tmp_path):
    almacen = AlmacenEmbebido(tmp_path / "a")
    almacen.reemplazar({G1: [(A, P, UNO)]})
    almacen.cerrar()
    otra_vez = AlmacenEmbebido(tmp_path / "a")
    assert set(otra_vez.grafo(G1)) == {(A, P, UNO)}
    assert otra_vez.generacion == 1


def test_lo_publicado_sobrevive_a_un_proceso_muerto(tmp_path):
    guion = (
        "import os, sys; from pathlib import Path; from rdflib.term import Literal, URIRef\n"
        "from grafo.almacen import AlmacenEmbebido\n"
        "a = AlmacenEmbebido(Path(sys.argv[1]))\n"
        "a.reemplazar({URIRef('https://x/g1'): [(URIRef('https://x/a'), URIRef('https://x/p'), Literal('uno'))]})\n"
        "os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", guion, str(tmp_path / "a")], check=False).returncode == 9
    almacen = AlmacenEmbebido(tmp_path / "a")
    assert (set(almacen.grafo(G1)), almacen.generacion) == ({(A, P, UNO)}, 1)


def test_una_carpeta_en_uso_se_dice_con_lo_que_hay_que_hacer(tmp_path):
    abierto = AlmacenEmbebido(tmp_path / "a")
    with pytest.raises(ErrorDeAlmacen, match="Otro proceso") as error:
        AlmacenEmbebido(tmp_path / "a")
    assert "--almacen" in error.value.remedio
    abierto.cerrar()
    AlmacenEmbebido(tmp_path / "a").cerrar()


def test_una_carpeta_imposible_o_danada_se_dice(tmp_path):
    (tmp_path / "archivo").write_text("x")
    with pytest.raises(ErrorDeAlmacen, match="No se pudo abrir"):
        AlmacenEmbebido(tmp_path / "archivo")
    (tmp_path / "generacion").write_text("muchas")
    with pytest.raises(ErrorDeAlmacen, match="no es un número"):
        AlmacenEmbebido(tmp_path)


def test_un_almacen_cerrado_no_responde(almacen):
    almacen.cerrar()
    with pytest.raises(ErrorDeAlmacen, match="cerrado"):
        almacen.consultar("ASK {}")


def test_el_volcado_se_puede_leer_con_otra_herramienta(almacen):
    for formato, nombre in (("nq", "nquads"), ("trig", "trig")):
        copia = Dataset()
        copia.parse(data=almacen.volcar(formato), format=nombre)
        assert {(s, p, o) for s, p, o, _ in copia.quads()} == {(A, P, UNO), (B, P, DOS)}
    with pytest.raises(ErrorDeAlmacen, match="xlsx"):
        almacen.volcar("xlsx")


TEXTO = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
TERMINOS = st.one_of(
    st.from_regex(r"[a-z0-9]{1,12}", fullmatch=True).map(lambda s: URIRef(f"https://x/{s}")),
    st.from_regex(r"[a-z][a-z0-9]{0,12}", fullmatch=True).map(BNode),
    TEXTO.map(Literal),
    st.tuples(TEXTO, st.sampled_from(["es", "en", "es-mx"])).map(lambda t: Literal(t[0], lang=t[1])),
    st.tuples(TEXTO, st.sampled_from([XSD.integer, XSD.date, XSD.decimal, XSD.gYear, URIRef("https://x/t")])).map(
        lambda t: Literal(t[0], datatype=t[1], normalize=False)
    ),
)


@given(TERMINOS)
@example(Literal("007", datatype=XSD.integer, normalize=False))
@example(Literal("1.50", datatype=XSD.decimal, normalize=False))
def test_todo_termino_va_y_vuelve_igual(termino):
    vuelto = de_motor(a_motor(termino))
    assert vuelto == termino
    assert (type(vuelto), str(vuelto)) == (type(termino), str(termino))


def test_un_termino_desconocido_no_se_convierte():
    with pytest.raises(ErrorDeAlmacen):
        a_motor(Variable("x"))
    with pytest.raises(ErrorDeAlmacen):
        de_motor(a_tripleta((A, P, UNO)))


@settings(max_examples=30, deadline=None)
@given(pasos=st.lists(st.tuples(st.sampled_from("abc"), st.sets(st.integers(0, 6)), st.booleans()), max_size=8))
def test_el_tamano_que_se_lleva_es_el_que_se_cuenta(pasos) -> None:
    almacen = AlmacenEmbebido()
    contenido: dict[str, set[int]] = {}
    for nombre, numeros, pregunta in pasos:
        almacen.reemplazar({URIRef(f"urn:{nombre}"): [(URIRef("urn:s"), URIRef("urn:p"), Literal(n)) for n in numeros]})
        contenido[nombre] = numeros
        if pregunta:
            assert almacen.tamano == sum(map(len, contenido.values()))
    assert almacen.tamano == sum(map(len, contenido.values()))
    almacen.cerrar()


def test_una_publicacion_que_falla_no_estropea_el_tamano() -> None:
    almacen = AlmacenEmbebido()
    almacen.reemplazar({URIRef("urn:g"): [(URIRef("urn:s"), URIRef("urn:p"), Literal("uno"))]})
    assert almacen.tamano == 1
    with pytest.raises(ErrorDeAlmacen):
        almacen.reemplazar({URIRef("urn:g"): b"esto no es N-Triples .\n"})
    assert almacen.tamano == 1


def test_los_nombres_de_los_grafos_son_los_de_la_ultima_publicacion() -> None:
    almacen = AlmacenEmbebido()
    terna = [(URIRef("urn:s"), URIRef("urn:p"), Literal("uno"))]
    for grafos, quedan in (({"urn:b": terna, "urn:a": terna}, ("urn:a", "urn:b")), ({"urn:a": []}, ("urn:b",)),
                           ({"urn:c": terna}, ("urn:b", "urn:c"))):
        almacen.reemplazar({URIRef(n): t for n, t in grafos.items()})
        assert tuple(map(str, almacen.nombres_de_grafos())) == quedan
        assert almacen.recortar([URIRef("urn:b")]).nombres_de_grafos() in ((URIRef("urn:b"),), ())
        assert tuple(map(str, almacen.nombres_de_grafos())) == quedan
