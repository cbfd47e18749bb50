"""The examples, through pySHACL: the valid conform, each invalid one breaks exactly the shape that names it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.term import Node

from ontologia.espacios import AL, ELI, NIVEL, OA, PROV, RDFS, SCHEMA, SH, XSD
from ontologia.iris import Acunador
from ontologia.recursos import cargar_formas, cargar_normas, cargar_vocabulario, sin_orden

EJEMPLOS = Path(__file__).parents[2] / "ontologia" / "ejemplos"
INVALIDOS = sorted(EJEMPLOS.glob("invalidos/*.ttl"))
IRI = Acunador()
CLAVE = "ejemplo-2020"


@pytest.fixture(autouse=True)
def literales_como_estan() -> Iterator[None]:
    """Keep lexical forms while parsing: each call of pySHACL turns normalisation on again."""
    antes = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    yield
    rdflib.NORMALIZE_LITERALS = antes


@pytest.fixture(scope="module")
def formas() -> Graph:
    return cargar_formas()


def rotas(datos: Graph, formas: Graph) -> list[str]:
    """Return the local names of the shapes that the data break, with repetition."""
    try:
        _, informe, _ = pyshacl.validate(datos, shacl_graph=formas)
    except TypeError:  # pySHACL compares an ill-formed literal
        _, informe, _ = pyshacl.validate(datos, shacl_graph=sin_orden(formas))
    assert isinstance(informe, Graph)
    resultados = informe.subjects(RDF.type, SH.ValidationResult)
    return sorted(str(informe.value(r, SH.sourceShape)).rpartition("#")[2] for r in resultados)


def leer(*rutas: str) -> Graph:
    grafo = Graph()
    for ruta in rutas:
        grafo.parse(EJEMPLOS / ruta, format="turtle")
    return grafo


@pytest.mark.parametrize("rutas", [
    ["validos/programa.ttl", "validos/normas.ttl"], ["validos/minimo.ttl"], ["validos/ley.ttl"],
    ["validos/revision.ttl"], ["validos/descarte.ttl"],
])
def test_un_ejemplo_valido_conforma(formas: Graph, rutas: list[str]) -> None:
    assert rotas(leer(*rutas), formas) == []


def test_un_ejemplo_valido_conforma_tambien_junto_al_vocabulario(formas: Graph) -> None:
    datos = leer("validos/programa.ttl", "validos/normas.ttl") + cargar_vocabulario()
    assert rotas(datos, formas) == []


def test_las_normas_empaquetadas_conforman(formas: Graph) -> None:
    assert rotas(cargar_normas(), formas) == []


@pytest.mark.parametrize("archivo", INVALIDOS, ids=lambda archivo: archivo.stem)
def test_cada_ejemplo_invalido_rompe_solo_la_forma_que_lo_nombra(formas: Graph, archivo: Path) -> None:
    assert set(rotas(leer(f"invalidos/{archivo.name}"), formas)) == {archivo.stem}


def linea() -> URIRef:
    return IRI.elemento(CLAVE, "linea", "1.1.1")


def alineacion() -> URIRef:
    return IRI.alineacion(CLAVE, "1.1.1", "gobierno-abierto", "ley-2018", "7", "expresa")


def quitar(sujeto: Node, propiedad: URIRef) -> Callable[[Graph], object]:
    return lambda grafo: grafo.remove((sujeto, propiedad, None))


def poner(sujeto: Node, propiedad: URIRef, valor: Node) -> Callable[[Graph], object]:
    return lambda grafo: grafo.set((sujeto, propiedad, valor))


def agregar(sujeto: Node, propiedad: URIRef, valor: Node) -> Callable[[Graph], object]:
    return lambda grafo: grafo.add((sujeto, propiedad, valor))


EVENTO = IRI.elemento(CLAVE, "evento", "1")
CITA = IRI.cita(CLAVE, 0, 41)
TEXTO = IRI.selector(CLAVE, 0, 41, "texto")
POSICION = IRI.selector(CLAVE, 0, 41, "posicion")
ALIANZA = IRI.elemento(CLAVE, "alianza", "1")
ESTRATEGIA = IRI.elemento(CLAVE, "estrategia", "1.1")
UNIDAD = IRI.nombrado(CLAVE, "unidad", "iej")
ARTICULO = IRI.articulo("ley-2018", "7")

# One defect of the whole valid programme, the shape that must tell it (others may, too).
MUTANTES: list[tuple[str, Callable[[Graph], object], str]] = [
    ("línea sin número", quitar(linea(), AL.numero), "numero"),
    ("línea con dos números", agregar(linea(), AL.numero, Literal("1.1.2")), "numero"),
    ("número con palabras", poner(linea(), AL.numero, Literal("uno punto uno")), "numero"),
    ("número que no es texto", poner(linea(), AL.numero, Literal("1.1", datatype=XSD.decimal)), "numero"),
    ("texto sin nada", poner(linea(), AL.texto, Literal("")), "texto"),
    ("texto con renglones", poner(linea(), AL.texto, Literal("Dar\nseguimiento")), "texto"),
    ("etiqueta sin lengua", poner(linea(), RDFS.label, Literal("Línea")), "etiqueta"),
    ("línea sin cita", quitar(linea(), PROV.wasQuotedFrom), "cita"),
    ("línea citada de una unidad", poner(linea(), PROV.wasQuotedFrom, UNIDAD), "cita"),
    ("línea sin estrategia", quitar(linea(), AL.parteDe), "LineaDeAccion-estrategia"),
    ("línea con dos estrategias", agregar(linea(), AL.parteDe, IRI.elemento(CLAVE, "estrategia", "1.2")),
     "LineaDeAccion-estrategia"),
    ("línea parte de una unidad", poner(linea(), AL.parteDe, UNIDAD), "LineaDeAccion-estrategia"),
    ("responsable que no es unidad", poner(linea(), AL.responsable, ESTRATEGIA), "LineaDeAccion-responsable"),
    ("línea que atiende su estrategia", poner(linea(), AL.atiende, ESTRATEGIA), "LineaConMandato-evidencia"),
    ("estrategia parte de una línea", poner(ESTRATEGIA, AL.parteDe, linea()), "Estrategia-objetivo"),
    ("alineación sin línea", quitar(alineacion(), AL.deLinea), "Alineacion-linea"),
    ("alineación con una norma", poner(alineacion(), AL.conArticulo, IRI.norma("ley-2018")), "Alineacion-articulo"),
    ("alineación con dos niveles", agregar(alineacion(), AL.nivel, NIVEL.cita), "Alineacion-nivel"),
    ("alineación con un nivel inventado", poner(alineacion(), AL.nivel, URIRef(f"{NIVEL._NS}segura")),
     "Alineacion-nivel"),
    ("evidencia que no es cita", poner(alineacion(), AL.evidencia, linea()), "Alineacion-evidencia"),
    ("puente que no es cita", poner(alineacion(), AL.puente, linea()), "Alineacion-puente"),
    ("cita sin selectores", quitar(CITA, OA.hasSelector), "Cita-selectorDeTexto"),
    ("selector sin texto", quitar(TEXTO, OA.exact), "SelectorDeTexto-exacto"),
    ("texto de puros blancos", poner(TEXTO, OA.exact, Literal(" \n ")), "SelectorDeTexto-exacto"),
    ("selector sin inicio", quitar(POSICION, OA.start), "SelectorDePosicion-inicio"),
    ("inicio negativo", poner(POSICION, OA.start, Literal(-1)), "SelectorDePosicion-inicio"),
    ("fin antes del inicio", poner(POSICION, OA.end, Literal(0)), "SelectorDePosicion-inicio"),
    ("convenio como texto", poner(ALIANZA, AL.requiereConvenio, Literal("true")), "Alianza-convenio"),
    ("convenio como número", poner(ALIANZA, AL.requiereConvenio, Literal("1", datatype=XSD.boolean, normalize=False)),
     "Alianza-convenio"),
    ("fecha del 31 de abril", poner(EVENTO, SCHEMA.startDate, Literal("2020-04-31", datatype=XSD.date)),
     "Evento-inicio"),
    ("fecha con hora", poner(EVENTO, SCHEMA.endDate, Literal("2020-02-04T10:00:00", datatype=XSD.dateTime)),
     "Evento-fin"),
    ("fecha al modo mexicano", poner(EVENTO, SCHEMA.endDate, Literal("04/02/2020", datatype=XSD.date)), "Evento-fin"),
    ("artículo sin número", quitar(ARTICULO, ELI.number), "Subdivision-numero"),
    ("artículo de dos normas", agregar(ARTICULO, ELI.is_part_of, IRI.norma("ley-2010")), "Subdivision-parte"),
    ("norma sin clave", quitar(IRI.norma("ley-2018"), rdflib.DCTERMS.identifier), "Norma-clave"),
]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("mutar", "forma"), [m[1:] for m in MUTANTES], ids=[m[0] for m in MUTANTES])
def test_un_defecto_en_el_programa_entero_se_atrapa(
    formas: Graph, mutar: Callable[[Graph], object], forma: str
) -> None:
    datos = leer("validos/programa.ttl", "validos/normas.ttl")
    mutar(datos)
    assert forma in rotas(datos, formas)


def test_sin_orden_las_formas_no_comparan_y_dicen_lo_demas() -> None:
    formas = cargar_formas()
    ciegas = sin_orden(formas)
    comparan = list(formas.subject_objects(SH.lessThanOrEquals)) + list(formas.subject_objects(SH.lessThan))
    assert comparan
    assert len(formas) - len(ciegas) == len(comparan)
    assert rotas(leer("invalidos/Evento-inicio.ttl"), ciegas) == []
    assert rotas(leer("invalidos/Evento-fin.ttl"), ciegas) == ["Evento-fin"]


# A real document can lack these; the result says so without calling the graph wrong.
@pytest.mark.parametrize(("forma", "severidad"), [
    ("LineaDeAccion-conResponsable", SH.Warning),
    ("Alianza-conSocio", SH.Warning),
    ("ObjetivoEspecifico-conContribucion", SH.Info),
    ("LineaDeAccion-responsable", SH.Violation),
    ("LineaDeAccion-estrategia", SH.Violation),
])
def test_lo_que_un_documento_puede_no_decir_no_es_una_violacion(formas: Graph, forma: str, severidad: URIRef) -> None:
    _, informe, _ = pyshacl.validate(leer(f"invalidos/{forma}.ttl"), shacl_graph=formas)
    assert isinstance(informe, Graph)
    assert set(informe.objects(None, SH.resultSeverity)) == {severidad}
