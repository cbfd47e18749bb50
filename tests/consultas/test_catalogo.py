import re

import pytest

from consultas.catalogo import CARPETA, CLASES, PUBLICOS, buscar, catalogo, leer_consulta
from consultas.guardia import revisar
from ontologia.errores import ErrorDeAlinea, NoExiste
from ontologia.espacios import PREFIJOS

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
