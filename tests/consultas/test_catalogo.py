import re

import pytest

from consultas.catalogo import CARPETA, CLASES, PUBLICOS, buscar, catalogo, leer_consulta
from consultas.guardia import revisar
from ontologia.errores import ErrorDeAlinea, NoExiste
from ontologia.espacios import AL, NIVEL, OWL, PREFIJOS, RDF
from ontologia.recursos import cargar_vocabulario

ENCABEZADO = """#+ titulo: Hola
#+ title: Hello
#+ publico: auditoria
#+ descripcion: Saluda.
#+ description: Greets.
#+ parametro: programa iri opcional
#+ parametro: dia fecha

SELECT ?programa ?dia { ?programa ?p ?dia }
"""


@pytest.fixture
def archivo(tmp_path):
    (tmp_path / "auditoria").mkdir()
    return tmp_path / "auditoria" / "hola.rq"


def test_el_encabezado_dice_titulo_publico_y_parametros(archivo):
    archivo.write_text(ENCABEZADO, encoding="utf-8")
    consulta = leer_consulta(archivo)
    assert (consulta.nombre, consulta.titulo, consulta.title) == ("hola", "Hola", "Hello")
    assert [(p.nombre, p.clase, p.opcional) for p in consulta.parametros] == [
        ("programa", "iri", True), ("dia", "fecha", False),
    ]
    assert consulta.texto == ENCABEZADO


@pytest.mark.parametrize(("antes", "despues", "dice"), [
    ("#+ title: Hello\n", "", "falta title"),
    ("dia fecha", "dia hora", "línea 7"),
    ("dia fecha", "dia fecha quiza", "línea 7"),
    ("#+ titulo: Hola", "#+ titulo:", "línea 1"),
    ("#+ title: Hello", "#+ titulo: Otra", "sobra"),
    ("publico: auditoria", "publico: nadie", "público"),
])
def test_un_encabezado_mal_escrito_se_dice_con_archivo_y_linea(archivo, antes, despues, dice):
    archivo.write_text(ENCABEZADO.replace(antes, despues), encoding="utf-8")
    with pytest.raises(ErrorDeAlinea, match=dice) as error:
        leer_consulta(archivo)
    assert "hola.rq" in error.value.mensaje


def test_el_encabezado_dice_que_programas_pueden_contestar(archivo):
    archivo.write_text(ENCABEZADO.replace("#+ parametro: dia fecha\n", "#+ parametro: dia fecha\n"
                                          "#+ solo: al:RecuentoPorNivel al:nivel nivel:ninguna\n#+ solo: al:Nota\n"
                                          "#+ solo: al:RecuentoPorArticulo al:conArticulo ?dia\n"), encoding="utf-8")
    de_nivel, de_clase, de_parametro = leer_consulta(archivo).solo
    assert (de_nivel.clase, de_nivel.propiedad, de_nivel.valor) == (AL.RecuentoPorNivel, AL.nivel, NIVEL.ninguna)
    assert (de_clase.clase, de_clase.propiedad, de_clase.valor) == (AL.Nota, RDF.type, AL.Nota)
    assert (de_parametro.propiedad, de_parametro.parametro) == (AL.conArticulo, "dia")


@pytest.mark.parametrize("mala", ["al:Nota al:numero", "Nota", "zz:Nota", "al:Nota al:numero al:x al:y", "al:"])
def test_una_condicion_mal_escrita_se_dice_con_archivo_y_linea(archivo, mala):
    archivo.write_text(ENCABEZADO.replace("#+ titulo: Hola\n", f"#+ titulo: Hola\n#+ solo: {mala}\n"), encoding="utf-8")
    with pytest.raises(ErrorDeAlinea, match="línea 2"):
        leer_consulta(archivo)


@pytest.mark.parametrize("consulta", [c for c in catalogo().values() if c.solo], ids=lambda c: c.nombre)
def test_toda_condicion_nombra_lo_que_hay_en_el_vocabulario(consulta):
    vocabulario = cargar_vocabulario()
    for condicion in consulta.solo:
        assert (condicion.clase, RDF.type, OWL.Class) in vocabulario
        assert condicion.propiedad == RDF.type or (condicion.propiedad, RDF.type, None) in vocabulario
        assert (condicion.valor, None, None) in vocabulario
        assert not condicion.parametro or consulta.parametro(condicion.parametro)


def test_un_nombre_casi_bien_escrito_recibe_una_sugerencia():
    with pytest.raises(NoExiste) as error:
        buscar("lineas_sin_mandto")
    assert str(error.value) == (
        "No existe la consulta “lineas_sin_mandto”. ¿Quiso decir “lineas_sin_mandato”? "
        "Lista: alinea consultar"
    )


def test_un_nombre_que_no_se_parece_a_nada_no_recibe_sugerencia():
    with pytest.raises(NoExiste) as error:
        buscar("zzz")
    assert "Quiso" not in str(error.value)


def test_hay_al_menos_treinta_y_cuatro_preguntas_y_todo_archivo_esta_en_el_catalogo():
    assert len(catalogo()) >= 34
    assert {c.ruta for c in catalogo().values()} == set(CARPETA.rglob("*.rq"))
    assert {c.publico for c in catalogo().values()} == set(PUBLICOS)


@pytest.mark.parametrize("consulta", catalogo().values(), ids=lambda c: c.nombre)
def test_toda_pregunta_del_catalogo_esta_bien_hecha(consulta):
    revisar(consulta.texto)
    cuerpo = consulta.texto.split("\n\n", 1)[1]
    seleccion = cuerpo[cuerpo.index("SELECT"):cuerpo.index("WHERE")]
    # The engine binds only what the SELECT shows; an order keeps answers stable; counts over the union are DISTINCT.
    for parametro in consulta.parametros:
        assert parametro.clase in CLASES
        assert f"?{parametro.nombre} " in seleccion.replace("\n", " ")
    assert "ORDER BY" in cuerpo
    assert not re.search(r"COUNT\((?!DISTINCT)", cuerpo) or "GRAPH ?grafo" in cuerpo
    assert ("DISTINCT" in seleccion) or ("GROUP BY" in cuerpo)
    # Prefixes are ours and all used.
    for prefijo, iri in re.findall(r"PREFIX (\w+): <([^>]+)>", cuerpo):
        assert PREFIJOS[prefijo] == iri
        assert len(re.findall(rf"(?<!\w){prefijo}:", cuerpo)) > 1
    titulos = [c.titulo for c in catalogo().values()] + [c.title for c in catalogo().values()]
    assert titulos.count(consulta.titulo) == 1
