"""The fast engine gives pySHACL's report: feature by feature, over every example, every mutant, and random graphs."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
import rdflib
from comparador_de_motores import comparar, turtle
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutantes import mutantes, vecindades
from rdflib import RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from grafo.almacen import AlmacenEmbebido
from grafo.almacen.ntriples import a_ntriples
from grafo.construccion import Leido
from grafo.validacion import Formas
from grafo.validacion import rapida as modulo
from grafo.validacion.rapida import NoSirve, Rapida
from ontologia.espacios import AL, DCTERMS, OA, SH
from ontologia.iris import Acunador
from ontologia.recursos import cargar_formas, cargar_vocabulario

pytest.importorskip("shifty")
EJEMPLOS = Path(__file__).parents[2] / "ontologia" / "ejemplos"


@pytest.fixture(autouse=True)
def literales_como_estan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)  # broken values are the point


@pytest.fixture(scope="module")
def formas() -> Formas:
    return Formas(cargar_formas())


@pytest.fixture(scope="module")
def rapida(formas: Formas) -> Rapida:
    return Rapida(formas)


# One document for each feature: the constraint on property :p, the data, and the nodes that fail, by hand.
RASGOS = {
    "class": ("sh:class :C", ":a :p :c . :c a :D . :D rdfs:subClassOf :C . :b :p :a , 'c' .", ["b", "b"]),
    "datatype": ("sh:datatype xsd:integer", ":a :p 1 . :b :p 'x'^^xsd:integer , '1' . :c :p 1.0 , '1'@es .",
                 ["b", "b", "c", "c"]),
    "datatype de fecha": ("sh:datatype xsd:date", ":a :p '2017-02-30'^^xsd:date . :b :p '2017-02-03'^^xsd:date .",
                          ["a"]),
    "datatype de lengua": ("sh:datatype rdf:langString", ":a :p 'x'@es-MX . :b :p 'x' .", ["b"]),
    "nodeKind IRI": ("sh:nodeKind sh:IRI", ":a :p :x . :b :p 'x' . :c :p [] .", ["b", "c"]),
    "nodeKind Literal": ("sh:nodeKind sh:Literal", ":a :p :x . :b :p 'x' .", ["a"]),
    "minCount": ("sh:minCount 2", ":a :p 1 . :b :p 1 , 2 .", ["a"]),
    "maxCount": ("sh:maxCount 1", ":a :p 1 . :b :p 1 , 2 .", ["b"]),
    "minLength": ("sh:minLength 2", ":a :p 'ñ' . :b :p 'ñá' . :c :p '😀' . :d :p :x .", ["a", "c"]),
    "maxLength": ("sh:maxLength 1", ":a :p '😀' . :b :p 'n\u0303' . :c :p [] .", ["b", "c"]),
    "pattern": ("sh:pattern '^[^ \\\\t\\\\n\\\\r]+( [^ \\\\t\\\\n\\\\r]+)*$'",
                ":a :p 'dos palabras' . :b :p 'dos  palabras' . :c :p '' . :d :p 'a\\tb' . :e :p 'á\u00a0b' .",
                ["b", "c", "d"]),
    "pattern de un IRI": ("sh:pattern '^https://x/t'", ":a :p :tema . :b :p :otro . :c :p [] .", ["b", "c"]),
    "languageIn": ("sh:languageIn ( 'es' 'en' )", ":a :p 'x'@es-MX . :b :p 'x'@fr . :c :p 'x' .", ["b", "c"]),
    "uniqueLang": ("sh:uniqueLang true", ":a :p 'x'@es , 'y'@ES , 'z'@en . :b :p 'x'@es , 'y'@en , 'z' .", ["a"]),
    "in": ("sh:in ( :x 'y' 3 )", ":a :p :x , 'y' , 3 . :b :p 'y'@es , '3' .", ["b", "b"]),
    "hasValue": ("sh:hasValue :x", ":a :p :x , :y . :b :p :y .", ["b"]),
    "or": ("sh:or ( [ sh:class :C ] [ sh:class :D ] )", ":a :p :c . :c a :C . :b :p :b , :c .", ["b"]),
    "equals": ("sh:equals :q", ":a :p 1 , 2 ; :q 1 . :b :p 1 ; :q 1 , 3 . :c :p 1 ; :q 1 .", ["a", "b"]),
    "lessThan": ("sh:lessThan :q", ":a :p 1 ; :q 2 . :b :p 2 ; :q 2 . :c :p 10 ; :q 9 .", ["b", "c"]),
    "lessThanOrEquals": ("sh:lessThanOrEquals :q", ":a :p 2 ; :q 2 . :b :p 3 ; :q 2 .", ["b"]),
    "minInclusive": ("sh:minInclusive 1", ":a :p 1 . :b :p 0 . :c :p 'x' . :d :p 0.5 .", ["b", "c", "d"]),
    "qualifiedMinCount": ("sh:qualifiedValueShape [ sh:in ( :x :y ) ] ; sh:qualifiedMinCount 1",
                          ":a :p :x , :z . :b :p :z .", ["b"]),
}


@pytest.mark.parametrize("rasgo", RASGOS)
def test_cada_restriccion_que_usamos_se_lee_igual_en_los_dos_motores(rasgo: str) -> None:
    restriccion, datos, fallan = RASGOS[rasgo]
    formas = Formas(turtle(f""":F a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:property :F-p ; sh:message "F" .
        :F-p a sh:PropertyShape ; sh:path :p ; {restriccion} ; sh:severity sh:Warning ;
            sh:message "Está mal."@es , "It is wrong."@en ."""))
    informe = comparar(turtle(datos), formas, Rapida(formas))
    assert [r.nodo.removeprefix("https://x/") for r in informe.resultados] == fallan
    assert {(r.severidad, r.mensaje, r.ruta) for r in informe.resultados} == {
        ("Warning", "Está mal.", "https://x/p")}


@pytest.mark.parametrize(("ruta", "escrita", "fallan"), [
    ("[ sh:inversePath :p ]", "^https://x/p", ["v"]),
    ("( :q :p )", "https://x/q/https://x/p", ["a"]),
    ("( [ sh:inversePath :q ] :p )", "^https://x/q/https://x/p", ["v"]),
])
def test_una_ruta_compuesta_se_dice_como_en_la_forma(ruta: str, escrita: str, fallan: list[str]) -> None:
    formas = Formas(turtle(f""":F a sh:NodeShape ; sh:targetClass :C ; sh:property :F-r ; sh:message "F" .
        :F-r a sh:PropertyShape ; sh:path {ruta} ; sh:message "r" ; sh:maxCount 1 ."""))
    datos = turtle(":a a :C ; :q :b . :b :p 1 , :v . :c :p :v . :v a :C . :b :q :v . :w a :C .")
    informe = comparar(datos, formas, Rapida(formas))
    assert [(r.nodo.removeprefix("https://x/"), r.ruta) for r in informe.resultados] == [(f, escrita) for f in fallan]


def test_los_blancos_literales_y_en_blanco_se_miran_igual() -> None:
    formas = Formas(turtle(""":F a sh:NodeShape ; sh:targetObjectsOf :p ; sh:nodeKind sh:IRI ; sh:property :F-u ;
            sh:message "F" .
        :F-u a sh:PropertyShape ; sh:message "u" ; sh:path [ sh:inversePath :p ] ; sh:maxCount 1 .
        :G a sh:NodeShape ; sh:targetNode :solo , 'suelto' ; sh:property :G-q ; sh:message "G" .
        :G-q a sh:PropertyShape ; sh:message "q" ; sh:path :q ; sh:minCount 1 ."""))
    informe = comparar(turtle(":a :p 'x' , _:n , :i . :b :p 'x' , _:n , 'x'@es , '01'^^xsd:integer ."), formas,
                       Rapida(formas))
    assert {f.forma: f.nodos for f in informe.formas} == {"https://x/F": 5, "https://x/G": 2}
    assert len([r for r in informe.resultados if r.componente == "MaxCountConstraintComponent"]) == 2
    assert {r.nodo for r in informe.resultados if r.forma == "https://x/G"} == {"https://x/solo", "suelto"}


@pytest.mark.parametrize(("datos", "fallan"), [
    (":a :p :b . :b :r :b .", []), (":a :p :b .", ["a"]), (":a :p :b . :b :r :c .", ["a"]),
])
def test_lo_que_se_compara_al_final_de_una_ruta_tambien_se_ve(datos: str, fallan: list[str]) -> None:
    formas = Formas(turtle(""":F a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:property :F-p ; sh:message "F" .
        :F-p a sh:PropertyShape ; sh:path :p ; sh:message "p" ; sh:or ( [ sh:equals :r ] [ sh:in ( :z ) ] ) ."""))
    informe = comparar(turtle(datos), formas, Rapida(formas))
    assert [r.nodo.removeprefix("https://x/") for r in informe.resultados] == fallan


def test_si_el_motor_rapido_se_contradice_no_se_le_cree(monkeypatch: pytest.MonkeyPatch) -> None:
    formas = Formas(turtle(""":F a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:property :F-p ; sh:message "F" .
        :F-p a sh:PropertyShape ; sh:path :p ; sh:message "p" ; sh:maxCount 1 ."""))
    rapida, octetos = Rapida(formas), a_ntriples(turtle(":a :p 1 , 2 . :b :p 1 ."))
    assert [str(h.foco) for h in rapida.hallar(octetos)] == ["https://x/a"]
    monkeypatch.setattr(modulo, "vecindad", lambda leidos, formas, nodos: b"")
    with pytest.raises(NoSirve, match="no dice lo mismo"):
        rapida.hallar(octetos)


@pytest.fixture(scope="module")
def subclases() -> Graph:
    grafo = Graph()
    for tripleta in cargar_vocabulario().triples((None, RDFS.subClassOf, None)):
        grafo.add(tripleta)
    return grafo


@pytest.mark.filterwarnings("ignore")
def test_cada_ejemplo_da_el_mismo_informe(subclases: Graph, formas: Formas, rapida: Rapida) -> None:
    archivos = sorted(EJEMPLOS.glob("*/*.ttl"))
    informes = [comparar(Graph().parse(a, format="turtle") + subclases, formas, rapida) for a in archivos]
    assert len(archivos) > 150
    assert [a.stem for a, i in zip(archivos, informes, strict=True)
            if a.parent.name == "invalidos" and not i.resultados] == []


@pytest.mark.filterwarnings("ignore")
def test_cada_mutante_da_el_mismo_informe(almacen_real: AlmacenEmbebido, leido_real: Leido, acunador: Acunador,
                                          subclases: Graph, formas: Formas, rapida: Rapida) -> None:
    clave, datos = leido_real.programa.clave, Graph()
    for iri in (acunador.grafo_normas(), acunador.grafo_programa(clave), acunador.grafo_derivado(clave)):
        datos += almacen_real.grafo(iri)
    inversas: set[Node] = set(formas.grafo.objects(None, SH.inversePath))
    for corruptos in (False, True):
        lote = [(i, m) for i, m in enumerate(mutantes(datos)) if (m.operador == "corromper") == corruptos]
        informe = comparar(vecindades(datos, inversas, lote) + subclases, formas, rapida)
        assert len(informe.resultados) > 200


_NODOS = [URIRef("https://x/a"), URIRef("https://x/b"), URIRef("https://x/ñ/😀"), BNode("n1"), BNode("n2"),
          AL.LineaDeAccion, URIRef("https://w3id.org/alinea/ont/tema#datos")]
_TEXTOS = ["", " ", "a", "dos palabras", "dos  palabras", "2017", "2017-02-30", "2017-02-28", "0", "-1", "007", "1.50",
           "true", "1", "fin\n", "\u00a0", "n\u0303", "😀", "\u200b", "a\tb", "0" * 64, "2017-03-14T00:00:00Z",
           "vigente"]
_TIPOS = [None, XSD.string, XSD.integer, XSD.date, XSD.gYear, XSD.boolean, XSD.decimal, XSD.token,
          URIRef("https://x/t")]
_LITERALES = st.one_of(
    st.builds(lambda t, d: Literal(t, datatype=d, normalize=False), st.sampled_from(_TEXTOS), st.sampled_from(_TIPOS)),
    st.builds(lambda t, i: Literal(t, lang=i), st.sampled_from(_TEXTOS), st.sampled_from(["es", "en", "es-MX", "fr"])))


@st.composite
def grafos_cercanos(azar: st.DrawFn, formas: Graph) -> Graph:
    """A graph near our shapes: their classes and properties, with values of every wrong kind."""
    clases = sorted(set(formas.objects(None, SH.targetClass)))
    rutas = {r for r in formas.objects(None, SH.path) if isinstance(r, URIRef)}
    blancos = {p for b in (SH.targetSubjectsOf, SH.targetObjectsOf) for p in formas.objects(None, b)}
    propiedades = sorted(rutas | blancos | {OA.hasSelector, AL.deLinea, DCTERMS.isPartOf})
    valores = st.one_of(st.sampled_from(_NODOS), st.sampled_from(sorted(clases)), _LITERALES)
    grafo = Graph()
    for sujeto in azar(st.lists(st.sampled_from(_NODOS[:5]), min_size=1, max_size=4, unique=True)):
        for clase in azar(st.lists(st.sampled_from(clases), max_size=2)):
            grafo.add((sujeto, RDF.type, clase))
        for p, o in azar(st.lists(st.tuples(st.sampled_from(propiedades), valores), max_size=14)):
            grafo.add((sujeto, p, o))
    return grafo


@pytest.mark.filterwarnings("ignore")
def test_lo_que_se_mide_y_es_de_un_tipo_ajeno_lo_juzga_pyshacl(subclases: Graph, formas: Formas,
                                                              rapida: Rapida) -> None:
    asunto = URIRef("https://x/a")
    grafo = Graph().add((asunto, RDF.type, AL.Asunto)).add((asunto, AL.orden, Literal("", datatype="https://x/t")))
    with pytest.raises(NoSirve, match="tipo que no es de XSD"):
        comparar(grafo + subclases, formas, rapida)


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_un_grafo_al_azar_da_el_mismo_informe_o_no_se_confia(subclases: Graph, formas: Formas, rapida: Rapida,
                                                             data: st.DataObject) -> None:
    grafo = data.draw(grafos_cercanos(formas.grafo)) + subclases
    try:
        comparar(grafo, formas, rapida)
    except NoSirve:
        assert any(str(o).endswith("\n") or getattr(o, "datatype", None) == URIRef("https://x/t")
                   for o in grafo.objects())
