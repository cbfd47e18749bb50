from __future__ import annotations

import pytest
from rdflib.term import URIRef

from consultas.conjunto import aplicar_using, con_base
from consultas.guardia import MAXIMO_BYTES
from consultas.resultados import Conjunto
from ontologia.errores import ConsultaRechazada

UNO = Conjunto((URIRef("http://x/1"),))
AMBOS = Conjunto((URIRef("http://x/1"),), (URIRef("http://x/2"),))


@pytest.mark.parametrize(("texto", "conjunto", "esperado"), [
    ("INSERT { GRAPH <a:a> { ?s ?p 1 } } WHERE { ?s ?p 2 }", UNO,
     "INSERT { GRAPH <a:a> { ?s ?p 1 } } USING <http://x/1> WHERE { ?s ?p 2 }"),
    ("DELETE { ?s ?p 1 } INSERT { ?s ?p 2 } where{ ?s ?p 3 }", AMBOS,
     "DELETE { ?s ?p 1 } INSERT { ?s ?p 2 } USING <http://x/1> USING NAMED <http://x/2> where{ ?s ?p 3 }"),
    ("DELETE WHERE { ?s ?p '}' }", UNO, "DELETE { ?s ?p '}' } USING <http://x/1> WHERE { ?s ?p '}' }"),
    # Only the clause of the operation, not one of a query inside it; each operation of the text.
    ("INSERT { ?s ?p 1 } WHERE { { SELECT ?s WHERE { ?s ?p 2 } } }; CLEAR ALL", UNO,
     "INSERT { ?s ?p 1 } USING <http://x/1> WHERE { { SELECT ?s WHERE { ?s ?p 2 } } }; CLEAR ALL"),
    ("INSERT DATA { <a:a> <a:b> 'WHERE' }", UNO, "INSERT DATA { <a:a> <a:b> 'WHERE' }"),
    ("INSERT {} WHERE {}", Conjunto(), "INSERT {} WHERE {}"),
])
def test_el_conjunto_entra_en_cada_operacion_que_lee(texto: str, conjunto: Conjunto, esperado: str) -> None:
    assert aplicar_using(texto, conjunto) == esperado


@pytest.mark.parametrize("texto", [
    "INSERT {} USING <http://x/3> WHERE {}", "INSERT {} using named <http://x/3> WHERE {}",
    "WITH <http://x/3> DELETE {} WHERE {}", "PREFIX : <http://x/> WITH:a DELETE {} WHERE {}",
    "INSERT {} USINGNAMED <http://x/3> WHERE {}", "DELETEWHERE { ?s ?p ?o }", "DELETE WHERE { ?s ?p",
])
def test_un_texto_que_ya_elige_sus_grafos_no_admite_otros(texto: str) -> None:
    with pytest.raises(ConsultaRechazada):
        aplicar_using(texto, UNO)


@pytest.mark.parametrize("iri", ["relativo", "http://x/> WHERE {} ; DROP ALL #", "http://x y/", ""])
def test_un_grafo_que_no_es_un_iri_no_llega_al_texto(iri: str) -> None:
    with pytest.raises(ConsultaRechazada):
        aplicar_using("INSERT {} WHERE {}", Conjunto((URIRef(iri),)))


def test_la_base_solo_se_pone_a_quien_la_necesita() -> None:
    base = "http://base/"
    assert con_base("SELECT * { <a> ?p ?o }", base) == "BASE <http://base/> SELECT * { <a> ?p ?o }"
    for texto in ("SELECT * { <a:a> ?p '<a>' }", "BASE <http://otra/> SELECT * { <a> ?p ?o }",
                  "#" * (MAXIMO_BYTES + 1)):
        assert con_base(texto, base) == texto
