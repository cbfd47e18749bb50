"""What is read in three laws with the scars of real ones. Expectations are by hand."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from textos_de_ley import ESTATAL, FEDERAL, LINEAMIENTOS, leer

from grafo.letras import plegar
from grafo.ley import Parte, ley_como_json
from ontologia.errores import ErrorDeEntrada, NoEsLey

OBJETO, OFICINAS = "Capítulo I Del Objeto y de los Archivos", "Capítulo II De las Oficinas"
# Number, beginning of the text, end of the text, chapter, derogated.
ARTICULOS_FEDERALES = [
    ("1", "La presente Ley es de", "todo el territorio imaginario.", OBJETO, False),
    # A citation at the start of a line, small letter or capital, opens nothing; notes are no text.
    ("2", "Para los efectos", "previsto en el Artículo 7 de esta Ley.", OBJETO, False),
    # "infor-/mación" and, over a page, "organiza/ción" are whole elsewhere; header and footer are no text.
    ("3", "Las oficinas publicarán sus inventarios y los mantendrán al día, con la información que reciban y en lo que "
     "toca a su organización interna.", "la organización también.", OFICINAS, False),
    ("3 Bis", "Los inventarios", "son públicos.", OFICINAS, False),
    # One label for three articles.
    ("4", "(Se derogan)", "(Se derogan)", OFICINAS, True),
    ("5", "(Se derogan)", "(Se derogan)", OFICINAS, True),
    ("6", "(Se derogan)", "(Se derogan)", OFICINAS, True),
    # 7 is missing: a finding, and 8 is read all the same.
    ("8", "Se deroga.", "Se deroga.", OFICINAS, True),
]
# Text, articles, fraction, days.
REFORMAS_FEDERALES = [
    ("Fracción reformada DOF 28-11-2016, 20-05-2021", ("2",), "III", (date(2016, 11, 28), date(2021, 5, 20))),
    ("Fracción derogada DOF 20-05-2021", ("2",), "IV", (date(2021, 5, 20),)),
    # Below the article's own last paragraph, so about no fraction.
    ("Párrafo adicionado DOF 28-11-2016", ("2",), None, (date(2016, 11, 28),)),
    ("Artículo adicionado DOF 28-11-2016", ("3 Bis",), None, (date(2016, 11, 28),)),
    ("Artículos derogados DOF 20-05-2021", ("4", "5", "6"), None, (date(2021, 5, 20),)),
]
# A line at the start of which "artículo 1" stands behind an article 1: does it open article 2?
RENGLONES = [
    ("Artículo 2. Lo segundo.", True),
    ("ARTÍCULO 2o.- Lo segundo.", True),
    ("Artículo 2\nLo segundo.", True),
    ("artículo 2. Lo segundo.", False),
    ("Artículo 2 de esta Ley.", False),
    ("Artículo 2, fracción I.", False),
]


def test_cada_articulo_lleva_numero_texto_capitulo_y_si_esta_derogado() -> None:
    ley = leer(FEDERAL)
    assert [a.numero for a in ley.articulos] == [fila[0] for fila in ARTICULOS_FEDERALES]
    for articulo, (_, inicio, fin, capitulo, derogado) in zip(ley.articulos, ARTICULOS_FEDERALES, strict=True):
        assert articulo.texto.texto.startswith(inicio)
        assert articulo.texto.texto.endswith(fin)
        division = articulo.division("capitulo")
        assert division is not None
        assert division.texto.texto == capitulo
        assert articulo.derogado == derogado
        assert articulo.huella == hashlib.sha256(articulo.texto.texto.encode()).hexdigest()
    titulo = ley.articulos[0].division("titulo")
    assert titulo is not None
    assert (titulo.numero, titulo.nombre, titulo.ruta) == ("1", "DISPOSICIONES GENERALES", ("tit_1",))


def test_las_fracciones_llevan_sus_incisos_y_el_parrafo_final_es_del_articulo() -> None:
    articulo = leer(FEDERAL).articulos[1]
    assert [(p.numero, p.texto.texto) for p in articulo.partes] == [
        ("I", "Archivo: El conjunto de documentos que guarda una oficina;"),
        ("II", "Inventario: La lista que describe lo guardado, que puede ser:"),
        ("III", "Oficina: La que guarda."),
        ("IV", "(Se deroga)"),
    ]
    assert [(p.numero, p.texto.texto) for p in articulo.partes[1].partes] == [
        ("a", "General;"), ("b", "Particular, en términos del artículo 59 de esta Ley; y")]
    assert [p.texto.split()[0] for p in articulo.parrafos] == ["Para", "Lo"]


def test_las_notas_de_reforma_dicen_cuando_y_que_se_reformo() -> None:
    ley = leer(FEDERAL)
    assert [(r.texto.texto, r.articulos, r.fraccion, r.fechas) for r in ley.reformas] == REFORMAS_FEDERALES
    assert ley.ultima_reforma == date(2021, 5, 20)


def test_los_transitorios_de_la_ley_y_los_de_cada_decreto_no_se_mezclan() -> None:
    transitorios = leer(FEDERAL).transitorios
    assert [(t.numero, t.decreto.fecha if t.decreto else None) for t in transitorios] == [
        ("Primero", None), ("Segundo", None), ("Único", date(2016, 11, 28))]
    # Place, date and signatures are below the second, not in it.
    assert transitorios[1].texto.texto == "Se abroga la Ley anterior."


def test_un_hueco_en_la_numeracion_es_un_hallazgo() -> None:
    (hallazgo,) = leer(FEDERAL).hallazgos
    assert (hallazgo.tipo, hallazgo.mensaje) == ("numeracion-con-hueco", "Falta el artículo 7, antes del 8.")
    assert FEDERAL[hallazgo.tramos[0].inicio:hallazgo.tramos[0].fin] == "Artículo 8."


def test_el_texto_del_articulo_esta_en_sus_tramos() -> None:
    articulo = leer(FEDERAL).articulos[1]
    assert " ".join(plegar(FEDERAL[t.inicio:t.fin]) for t in articulo.texto.tramos) == articulo.texto.texto


def test_una_ley_estatal_en_mayusculas_y_sin_renglones_vacios_se_lee() -> None:
    ley = leer(ESTATAL)
    assert [a.numero for a in ley.articulos] == ["1", "2", "3 Bis", "5 A", "5 A"]
    assert ley.titulo is not None
    assert ley.titulo.texto == "LEY DE INVENTARIOS DEL ESTADO DE PRUEBA"
    assert [p.numero for p in ley.articulos[1].partes] == ["I", "II", "III", "III Bis"]
    # Its notes stand in parentheses before what they concern.
    assert [(r.articulos, r.objeto, r.fraccion, r.fechas) for r in ley.reformas] == [
        (("2",), "articulo", None, (date(2019, 1, 12),)), (("2",), None, "III Bis", (date(2019, 1, 12),))]
    assert [t.numero for t in ley.transitorios] == ["Primero", "Segundo"]
    assert [h.tipo for h in ley.hallazgos] == ["numeracion-con-hueco", "numeracion-duplicada"]


def test_los_apartados_llevan_sus_fracciones() -> None:
    def arbol(partes: tuple[Parte, ...]) -> list[tuple[str, str, object]]:
        return [(p.clase, p.numero, arbol(p.partes)) for p in partes]

    assert arbol(leer(ESTATAL).articulos[2].partes) == [
        ("apartado", "A", [("fraccion", "I", []), ("fraccion", "II", [])]),
        ("apartado", "B", [("fraccion", "I", [])]),
        ("apartado", "C", []),
    ]


def test_donde_no_hay_articulos_los_ordinales_lo_son_y_los_considerandos_no() -> None:
    ley = leer(LINEAMIENTOS)
    assert [a.numero for a in ley.articulos] == ["Primero", "Segundo", "Tercero", "Cuarto", "Décimo Octavo"]
    assert ley.articulos[0].texto.texto == "Los presentes Lineamientos son de prueba."
    assert [t.numero for t in ley.transitorios] == ["Primero", "Segundo"]


@pytest.mark.parametrize(("renglon", "abre"), RENGLONES)
def test_solo_lo_que_parece_rotulo_y_sigue_la_numeracion_abre_un_articulo(renglon: str, abre: bool) -> None:
    ley = leer(f"Artículo 1. Lo primero.\n\n{renglon}\n")
    assert [a.numero for a in ley.articulos] == (["1", "2"] if abre else ["1"])


def test_reformar_un_articulo_cambia_su_huella_y_ninguna_otra() -> None:
    antes, despues = leer(FEDERAL), leer(FEDERAL.replace("son públicos", "son reservados"))
    cambian = [a.numero for a, b in zip(antes.articulos, despues.articulos, strict=True) if a.huella != b.huella]
    assert cambian == ["3 Bis"]


def test_el_json_lleva_las_claves_del_diseno() -> None:
    dato = ley_como_json(leer(FEDERAL))
    assert {"articulos", "transitorios", "reformas"} <= dato.keys()
    articulos = dato["articulos"]
    assert isinstance(articulos, list)
    assert {"numero", "texto", "titulo", "capitulo", "huella"} <= articulos[0].keys()
    assert articulos[0]["titulo"] == "TÍTULO PRIMERO DISPOSICIONES GENERALES"


def test_un_texto_sin_articulos_no_es_ley_y_se_dice() -> None:
    with pytest.raises(NoEsLey, match=r"ley\.txt"):
        leer("Una carta cualquiera, en términos del\nartículo 59 de esta Ley.\n")


@pytest.mark.parametrize("clave", ["", "LGTAIP 2015", "ley/../otra", "ley_1"])
def test_una_clave_que_no_cabe_en_un_iri_se_rechaza(clave: str) -> None:
    with pytest.raises(ErrorDeEntrada, match="clave"):
        leer(FEDERAL, clave)
