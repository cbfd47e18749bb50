from pathlib import Path

import pytest
from rdflib.term import Literal, URIRef

from consultas import Consulta, Parametro, ejecutar, ejecutar_en_formato, ligar
from ontologia import Acunador
from ontologia.errores import ErrorDeEntrada, NoExiste
from ontologia.espacios import NIVEL, TEMA, XSD

ACUNADOR = Acunador("https://ejemplo.mx/id/")
BASE = "https://ejemplo.mx/id/"
NOMBRES = ("programa", "linea", "unidad", "articulo", "norma", "tema", "entidad", "sesion")
CONSULTA = Consulta(
    nombre="prueba", titulo="", title="", publico="auditoria", descripcion="", description="",
    parametros=(
        *(Parametro(nombre, "iri", True) for nombre in NOMBRES), Parametro("nivel", "iri", True),
        Parametro("dia", "fecha", True), Parametro("cuantos", "entero", True), Parametro("palabras", "texto", True),
    ),
    texto="SELECT *", ruta=Path("prueba.rq"),
)
MALICIA = '"} ; DROP ALL ; SELECT * { SERVICE <http://x> { ?s ?p ?o } } #'


def ligado(**valores: str):
    return ligar(CONSULTA, valores, ACUNADOR, "inai-2017")


@pytest.mark.parametrize(("nombre", "valor", "esperado"), [
    ("programa", "inai-cpgat-2017", BASE + "programa/inai-cpgat-2017"),
    ("programa", "https://otro.mx/p", "https://otro.mx/p"),
    ("linea", "2.2.5", BASE + "programa/inai-2017/linea/2.2.5"),
    ("linea", "programa/x/linea/1.1.1", BASE + "programa/x/linea/1.1.1"),
    ("unidad", "DGGAT", BASE + "programa/inai-2017/unidad/dggat"),
    ("sesion", "3", BASE + "programa/inai-2017/sesion/3"),
    ("entidad", "linea/2.2.5", BASE + "programa/inai-2017/linea/2.2.5"),
    ("norma", "lgtaip-2015", BASE + "norma/lgtaip-2015"),
    ("articulo", "lgtaip-2015/59", BASE + "norma/lgtaip-2015/art_59"),
    ("articulo", "lgtaip-2015/art_59", BASE + "norma/lgtaip-2015/art_59"),
    ("tema", "gobierno-abierto", str(TEMA["gobierno-abierto"])),
    ("nivel", "nivel:expresa", str(NIVEL.expresa)),
])
def test_un_nombre_corto_se_completa(nombre, valor, esperado):
    assert ligado(**{nombre: valor}) == {nombre: URIRef(esperado)}


def test_el_programa_pedido_completa_a_los_demas():
    assert ligado(programa="otro-2020", linea="1.1.1")["linea"] == URIRef(BASE + "programa/otro-2020/linea/1.1.1")


def test_los_demas_valores_son_terminos_de_su_clase():
    assert ligado(dia="2017-03-14", cuantos="-3", palabras=MALICIA) == {
        "dia": Literal("2017-03-14", datatype=XSD.date), "cuantos": Literal(-3), "palabras": Literal(MALICIA),
    }


def test_lo_que_no_se_escribe_queda_libre():
    assert ligado(linea="  ") == {}


@pytest.mark.parametrize(("nombre", "valor"), [
    ("programa", MALICIA), ("linea", "../../x"), ("linea", "1.1.1 2"), ("linea", "http://x/ y"), ("linea", "a:b>c"),
    ("linea", "<http://x>"), ("entidad", "norma/../x"), ("dia", "14 de marzo"), ("dia", "2017-02-30"),
    ("cuantos", "3.5"), ("cuantos", "9" * 30), ("palabras", "a" * 2001),
])
def test_un_valor_que_no_es_de_su_clase_se_rechaza(nombre, valor):
    with pytest.raises(ErrorDeEntrada, match=nombre):
        ligado(**{nombre: valor})


def test_sin_programa_una_linea_corta_no_se_puede_completar():
    with pytest.raises(ErrorDeEntrada, match="programa"):
        ligar(CONSULTA, {"linea": "2.2.5"}, ACUNADOR)


def test_un_parametro_desconocido_dice_los_que_hay():
    with pytest.raises(NoExiste, match="“linea”"):
        ligado(lineas="2.2.5")


def test_un_parametro_obligatorio_que_falta_se_pide():
    consulta = Consulta("p", "", "", "auditoria", "", "", (Parametro("entidad", "iri", False),), "", Path("p.rq"))
    with pytest.raises(ErrorDeEntrada, match="Falta el parámetro “entidad”"):
        ligar(consulta, {}, ACUNADOR)


class Espia:
    """A respondent that notes what it was asked."""

    def consultar(self, texto, parametros=None):
        self.visto = (texto, parametros)
        return "valores"

    def serializar(self, texto, formato, parametros=None):
        self.visto = (texto, formato, parametros)
        return b"bytes"


def test_el_texto_de_la_consulta_llega_intacto_y_los_valores_aparte():
    espia = Espia()
    assert ejecutar(CONSULTA, espia, {"palabras": MALICIA}, ACUNADOR) == "valores"
    assert espia.visto == ("SELECT *", {"palabras": Literal(MALICIA)})
    assert ejecutar_en_formato(CONSULTA, espia, {}, "csv", ACUNADOR) == b"bytes"
    assert espia.visto == ("SELECT *", "csv", {})
