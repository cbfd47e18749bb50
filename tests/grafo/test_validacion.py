import pytest
import rdflib
from rdflib import Graph
from rdflib.term import Literal

from grafo.construccion import grafos_comunes
from grafo.validacion import validar
from ontologia.errores import ErrorDeAlinea
from ontologia.recursos import cargar_formas

FORMAS = """
@prefix : <https://x/> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:FormaLinea a sh:NodeShape ; sh:targetClass :Linea ; sh:property :FormaLinea-numero , :FormaLinea-texto .
:FormaLinea-numero a sh:PropertyShape ; sh:path :numero ; sh:minCount 1 ;
    sh:message "Falta el número."@es , "The number is missing."@en .
:FormaLinea-texto a sh:PropertyShape ; sh:path :texto ; sh:maxCount 1 ; sh:severity sh:Warning .
:FormaUnica a sh:NodeShape ; sh:targetObjectsOf :numero ; sh:property :FormaUnica-de .
:FormaUnica-de a sh:PropertyShape ; sh:path [ sh:inversePath :numero ] ; sh:maxCount 1 .
"""
VOCABULARIO = """
@prefix : <https://x/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . :LineaCorta rdfs:subClassOf :Linea .
"""


def grafo(turtle: str) -> Graph:
    return Graph().parse(data="@prefix : <https://x/> .\n" + turtle, format="turtle")


def informe(datos: str):
    return validar([grafo(datos), grafo(VOCABULARIO)], grafo(FORMAS))


def test_lo_que_cumple_conforma_y_se_dice_cuantos_nodos_se_miraron():
    resultado = informe(':a a :Linea ; :numero "1" . :b a :LineaCorta ; :numero "2" .')
    assert resultado.conforma
    assert {(f.forma, f.nodos, f.resultados) for f in resultado.formas} == {
        ("https://x/FormaLinea", 2, 0), ("https://x/FormaUnica", 2, 0),
    }


def test_una_violacion_dice_nodo_ruta_componente_y_mensaje_en_espanol():
    resultado = informe(":a a :LineaCorta .")
    assert resultado.como_json() == {
        "conforma": False,
        "motores": ["pyshacl"],
        "avisos": [],
        "formas": [
            {"forma": "https://x/FormaLinea", "nodos": 1, "resultados": 1},
            {"forma": "https://x/FormaUnica", "nodos": 0, "resultados": 0},
        ],
        "sin_nodos": ["https://x/FormaUnica"],
        "resultados": [{
            "nodo": "https://x/a", "ruta": "https://x/numero", "valor": None,
            "componente": "MinCountConstraintComponent", "severidad": "Violation", "mensaje": "Falta el número.",
        }],
    }


def test_una_advertencia_se_dice_y_no_impide_conformar():
    resultado = informe(':a a :Linea ; :numero "1" ; :texto "x" , "y" .')
    assert resultado.conforma
    assert [r.severidad for r in resultado.resultados] == ["Warning"]


def test_un_numero_repetido_se_dice_por_su_ruta_inversa():
    resultado = informe(':a a :Linea ; :numero "1" . :b a :Linea ; :numero "1" .')
    assert [(r.nodo, r.ruta, r.forma) for r in resultado.resultados] == [
        ("1", "^https://x/numero", "https://x/FormaUnica"),
    ]


@pytest.mark.parametrize("normaliza", [True, False])
def test_validar_no_toca_los_datos_ni_las_formas_ni_el_interruptor_de_rdflib(monkeypatch, normaliza):
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", normaliza)
    datos = grafo(':a a :Linea ; :numero "1" .')
    formas = grafo(FORMAS)
    antes, de_las_formas = set(datos), set(formas)
    validar([datos], formas)
    assert (set(datos), set(formas)) == (antes, de_las_formas)
    assert rdflib.NORMALIZE_LITERALS is normaliza


def test_un_literal_conserva_su_forma_en_el_informe():
    formas = grafo("""@prefix sh: <http://www.w3.org/ns/shacl#> .
        :F a sh:NodeShape ; sh:targetSubjectsOf :dia ; sh:property :F-dia .
        :F-dia a sh:PropertyShape ; sh:path :dia ; sh:maxLength 3 .""")
    datos = Graph()
    tipo = rdflib.XSD.dateTime
    datos.add((rdflib.URIRef("https://x/a"), rdflib.URIRef("https://x/dia"),
               Literal("2017-03-14T00:00:00Z", datatype=tipo, normalize=False)))
    assert [r.valor for r in validar([datos], formas).resultados] == ["2017-03-14T00:00:00Z"]


def test_un_nodo_en_blanco_donde_va_una_fecha_no_impide_dar_el_informe():
    formas = grafo("""@prefix sh: <http://www.w3.org/ns/shacl#> .
        :F a sh:NodeShape ; sh:targetSubjectsOf :inicio ; sh:property :F-inicio .
        :F-inicio a sh:PropertyShape ; sh:path :inicio ; sh:lessThan :fin ; sh:nodeKind sh:Literal .""")
    resultados = validar([grafo(":a :inicio [] ; :fin 3 .")], formas).resultados
    assert [r.componente for r in resultados] == ["NodeKindConstraintComponent"]


def test_una_forma_mal_hecha_es_un_error_y_no_un_veredicto():
    with pytest.raises(ErrorDeAlinea, match="formas"):
        validar([grafo(":a a :Linea .")], grafo("""@prefix sh: <http://www.w3.org/ns/shacl#> .
            :F a sh:NodeShape ; sh:targetClass :Linea ; sh:minCount "muchos" ; sh:property [ sh:minCount 1 ] ."""))


NADA = ':b a :Otra ; :numero "1" .'


def test_una_forma_que_no_miro_ningun_nodo_impide_conformar_y_se_nombra():
    resultado = informe(NADA)
    assert resultado.resultados == ()
    assert not resultado.conforma
    assert resultado.sin_nodos == ("https://x/FormaLinea",)


def test_una_forma_marcada_opcional_puede_no_mirar_ningun_nodo():
    formas = grafo(FORMAS + ":FormaLinea <https://w3id.org/alinea/ont#opcional> true .")
    resultado = validar([grafo(NADA), grafo(VOCABULARIO)], formas)
    assert resultado.conforma
    assert resultado.sin_nodos == ()


def test_una_forma_sin_blanco_no_da_ningun_veredicto():
    with pytest.raises(ErrorDeAlinea, match="sin blanco"):
        validar([grafo(NADA)], grafo(FORMAS + ":Huerfana a sh:NodeShape ; sh:property :FormaLinea-numero ."))


def test_un_almacen_sin_programa_no_conforma(acunador):
    comunes = validar(grafos_comunes(acunador).values(), cargar_formas())
    assert not comunes.conforma
    assert {f.rpartition("#")[2] for f in comunes.sin_nodos} >= {"Programa", "LineaDeAccion", "Cita"}


def test_el_programa_empaquetado_conforma_y_toda_forma_obligatoria_miro_algo(almacen_real, acunador, leido_real):
    grafos = [almacen_real.grafo(g) for g in (
        acunador.grafo_ontologia(), acunador.grafo_normas(), acunador.grafo_programa(leido_real.programa.clave),
        acunador.grafo_derivado(leido_real.programa.clave))]
    resultado = validar(grafos, cargar_formas())
    assert resultado.conforma
    assert {f.forma.rpartition("#")[2] for f in resultado.formas if not f.nodos} == {
        "Huella", "Reforma", "Revision"}
