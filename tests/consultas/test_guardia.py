import time
from contextlib import suppress

import pytest

from consultas.guardia import MAXIMO_ANIDAMIENTO, MAXIMO_BYTES, nombra_grafos, revisar, revisar_actualizacion
from ontologia.errores import ConsultaRechazada

# One row, one way to reach another host (or graph, or to write). The second half are readings on which a naive reader
# of words and the engine differ: each of them was seen to call a server when it was let through.
RECHAZADAS = [
    ("SELECT * { SERVICE <http://x> { ?s ?p ?o } }", "SERVICE"),
    ("SELECT * { service silent <http://x> { ?s ?p ?o } }", "service"),
    ("SELECT * { { SELECT ?s { SERVICE <http://x> { ?s ?p ?o } } } }", "SERVICE"),
    ("ASK { FILTER EXISTS { SERVICE <http://x> { ?s ?p ?o } } }", "SERVICE"),
    ("SELECT * { ?s ?p ?o MINUS { SERVICE ?x { ?s ?p ?o } } }", "SERVICE"),
    ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM"),
    ("SELECT * FROM NAMED <http://x> { ?s ?p ?o }", "FROM"),
    ("INSERT DATA { <a:a> <a:b> 1 }", "INSERT"),
    ("PREFIX a: <a:> delete where { ?s ?p ?o }", "delete"),
    ("LOAD <http://x>", "LOAD"),
    ("CLEAR ALL", "CLEAR"),
    # A number, or "true", ends where the keyword begins.
    ("SELECT * { ?a ?b 1e5SERVICE <http://x> {} }", "SERVICE"),
    ("SELECT * { ?a ?b trueSERVICE <http://x> {} }", "SERVICE"),
    # The keyword before a prefixed name looks like its prefix.
    ("PREFIX : <http://x/> SELECT * { SERVICE:x { ?s ?p ?o } }", "SERVICE"),
    ("PREFIX : <http://x/> SELECT * FROMNAMED:x { ?s ?p ?o }", "FROM"),
    # "Less than", not an IRI: the comment hides the end of the line, and its quotes hide nothing.
    ("SELECT * { ?a ?b ?c FILTER(?a<?b)SERVICE#>\n<http://x/> {} }", "«<»"),
    ("SELECT * { ?a ?b ?c FILTER(?a<ex:b#>'''\n) SERVICE <http://x/> {} #'''\n}", "«<»"),
    ("SELECT * { ?a ?b ?c FILTER(?a<?b'>#'\n) SERVICE <http://x/> {} }", "«<»"),
    # Escaped letters outside strings.
    ("SELECT * { \\u0053ERVICE <http://x> {} }", "carácter"),
]


@pytest.mark.parametrize(("texto", "motivo"), RECHAZADAS)
def test_la_guardia_rechaza_lo_que_sale_o_modifica_y_dice_donde(texto, motivo):
    with pytest.raises(ConsultaRechazada, match=r"línea \d+, columna \d+") as rechazo:
        revisar(texto)
    assert motivo in rechazo.value.mensaje
    assert rechazo.value.remedio


ACEPTADAS = [
    'SELECT * { ?s ?p "llama a SERVICE <http://x> y LOAD FROM" }',
    "SELECT * { ?s ?p '''it's a SERVICE''', \"\"\"FROM \"here\" \"\"\" }",
    "SELECT ?service { ?service <http://x/service#from> $from # SERVICE <http://x>\n}",
    "PREFIX ex: <http://x/> SELECT * { ?s ex:SERVICE ex:de\\-FROM ; a ex:load }",
    "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o<?p || ?s<=?o) }",
    "SELECT * { VALUES (?a ?b) { (<http://x#a> <http://x#b>) } }",
    "SELECT * { ?s (<http://x#a>|^<http://x#b>)+ ?o }",
    'SELECT (COUNT(DISTINCT ?x) AS ?n) { _:b ?p [], "x"@es-MX, 1.5e-3, "2017"^^<http://x#y> }',
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "DESCRIBE <http://x>",
]


@pytest.mark.parametrize("texto", ACEPTADAS)
def test_la_guardia_no_confunde_palabras_de_literales_iri_comentarios_y_variables(texto):
    revisar(texto)


def test_from_se_admite_solo_si_se_pide():
    texto = "SELECT * FROM <http://x> { ?s ?p ?o }"
    revisar(texto, admite_from=True)
    assert nombra_grafos(texto)
    assert not nombra_grafos('SELECT * { ?s ?p "FROM" }')


@pytest.mark.parametrize("par", ["{}", "()", "[]"])
def test_cien_niveles_pasan_y_mil_no_llegan_al_analizador(par):
    abre, cierra = par
    revisar(f"SELECT * {abre * MAXIMO_ANIDAMIENTO}{cierra * MAXIMO_ANIDAMIENTO}")
    with pytest.raises(ConsultaRechazada, match="anida"):
        revisar(f"SELECT * {abre * 1_000}{cierra * 1_000}")


@pytest.mark.parametrize("cadena", [
    "MINUS{}" * 1_000, f"FILTER({'!' * 1_000}true)", f"FILTER(1{'+1' * 1_000})", "<< " * 1_000,
])
def test_las_cadenas_largas_que_tumban_al_motor_se_rechazan(cadena):
    with pytest.raises(ConsultaRechazada, match="encadena"):
        revisar(f"SELECT * {{ {cadena} }}")


def test_una_tabla_larga_de_valores_no_es_una_cadena():
    revisar(f"SELECT * {{ VALUES (?a ?b) {{ {'(1 2)' * 2_000} }} }}")


def test_los_niveles_dentro_de_un_literal_no_cuentan():
    revisar(f'SELECT * {{ ?s ?p "{"{" * 1_000}" }}')


def test_el_limite_de_tamano_se_mide_en_bytes():
    revisar("#" + "a" * (MAXIMO_BYTES - 1))
    with pytest.raises(ConsultaRechazada, match="64 kB"):
        revisar("#" + "ñ" * (MAXIMO_BYTES // 2))


@pytest.mark.parametrize("trozo", ["a.", "a-", "1", "1.", "<", '"\\', "'''", "''", ":", "?", "_:a.", '"""a', "@a-"])
def test_ningun_texto_hace_esperar_a_la_guardia(trozo):
    texto = (trozo * MAXIMO_BYTES)[:MAXIMO_BYTES]
    inicio = time.process_time()
    with suppress(ConsultaRechazada):
        revisar(texto)
    assert time.process_time() - inicio < 5


UNO, AJENO = "http://example.org/uno", "http://127.0.0.1:1/"


@pytest.mark.parametrize("texto", [
    f"SELECT * FROM <{UNO}> {{ ?s ?p ?o }}",
    f"SELECT * FROM NAMED <{UNO}> {{ ?s ?p ?o }}",
    "PREFIX e: <http://example.org/> SELECT * FROM e:uno FROM NAMED e:uno { ?s ?p ?o }",
    "BASE <http://example.org/> SELECT * FROM <uno> { ?s ?p ?o }",
    "BASE <http://example.org/x/> PREFIX e: <../> SELECT * FROM e:uno { ?s ?p ?o }",
])
def test_from_a_un_grafo_del_almacen_pasa(texto):
    assert revisar(texto, grafos={UNO}) == "SELECT"


@pytest.mark.parametrize("texto", [
    f"SELECT * FROM <{AJENO}> {{ ?s ?p ?o }}",
    f"SELECT * FROM <{UNO}> FROM <{AJENO}> {{ ?s ?p ?o }}",
    f"SELECT * FROM NAMED <{AJENO}> {{ ?s ?p ?o }}",
    f"PREFIX e: <{AJENO}> SELECT * FROM e:uno {{ ?s ?p ?o }}",
    "SELECT * FROM <uno> { ?s ?p ?o }",
    "SELECT * FROM e:uno { ?s ?p ?o }",
    "SELECT * FROM",
    # An engine reads "PREFIXe:" as a second declaration of "e:".
    f"PREFIX e: <http://example.org/> PREFIXe: <{AJENO}> SELECT * FROM e:uno {{ ?s ?p ?o }}",
    # The keyword before a prefixed name, with an admitted IRI as bait behind it.
    f"PREFIX : <{AJENO}> SELECT * FROM:x FROM <{UNO}> {{ ?s ?p ?o }}",
    f"PREFIX : <{AJENO}> SELECT * FROMNAMED:x FROM <{UNO}> {{ ?s ?p ?o }}",
])
def test_from_a_otra_cosa_se_rechaza_diciendo_donde(texto):
    with pytest.raises(ConsultaRechazada, match=r"línea 1, columna \d+"):
        revisar(texto, grafos={UNO})


def test_service_solo_llega_a_los_servidores_de_la_lista():
    texto = "SELECT * {{ SERVICE {} {{ ?s ?p ?o }} }}"
    revisar(texto.format(f"<{UNO}>"), servicios={UNO})
    revisar(texto.format(f"SILENT <{UNO}>"), servicios={UNO})
    for otro in (f"<{AJENO}>", f"SILENT <{AJENO}>", "?donde"):
        with pytest.raises(ConsultaRechazada):
            revisar(texto.format(otro), servicios={UNO})
        with pytest.raises(ConsultaRechazada):
            revisar(texto.format(otro))


@pytest.mark.parametrize("texto", [
    "LOAD <http://x>", "load silent <http://x> into graph <http://y>", "LOAD<http://x>",
    "PREFIX : <http://x/> LOAD:x", "INSERT DATA { GRAPH <a:a> { <a:b> <a:c> 1 } } ; LOAD <http://x>",
    "CLEAR DEFAULTLOAD <http://x>",
    "INSERT { GRAPH <a:a> { ?s ?p ?o } } WHERE { SERVICE <http://x> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o }", "PREFIX a: <a:> ask {}",
    "DELETE WHERE { GRAPH ?g " + "{" * 200 + "}" * 200 + "}",
    "INSERT DATA { <a:a> <a:b> '" + "x" * MAXIMO_BYTES + "' }",
])
def test_una_actualizacion_que_sale_o_pesa_se_rechaza(texto):
    with pytest.raises(ConsultaRechazada) as rechazo:
        revisar_actualizacion(texto)
    assert rechazo.value.remedio


@pytest.mark.parametrize("texto", [
    "INSERT DATA { GRAPH <http://x/load> { <http://x/service> <http://x/p> 'LOAD SERVICE' } }",
    "DELETE WHERE { GRAPH ?load { ?s ?p ?o } }", "PREFIX x: <http://x/> CLEAR GRAPH x:LOAD # LOAD <http://y>",
])
def test_una_actualizacion_de_los_propios_datos_pasa(texto):
    revisar_actualizacion(texto)
