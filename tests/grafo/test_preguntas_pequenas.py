"""Every question of the catalogue, asked of a programme small enough to count on the fingers."""

import pytest
from programa_de_prueba import ACUNADOR, CLAVE, almacen_de_prueba
from rdflib.term import URIRef

from consultas import buscar, catalogo, ejecutar, ejecutar_en_formato

OBLIGATORIOS = {"entidad": "linea/1.2.1", "palabras": "ÁRBOL", "clase": "al:LineaDeAccion", "propiedad": "al:parteDe",
                "valor": "estrategia/1.2"}


@pytest.fixture(scope="module")
def almacen():
    return almacen_de_prueba()


def preguntar(almacen, nombre, columnas, **valores):
    filas = ejecutar(buscar(nombre), almacen, valores, ACUNADOR, CLAVE)
    celdas = [[_corta(celda) for celda in filas.columna(columna)] for columna in columnas.split()]
    return list(zip(*celdas, strict=True))


def _corta(termino):
    if isinstance(termino, URIRef):
        return str(termino).rpartition("#" if "#" in termino else "/")[2]
    return None if termino is None else str(termino)


@pytest.mark.parametrize("consulta", catalogo().values(), ids=lambda c: c.nombre)
def test_toda_pregunta_se_responde_y_el_programa_es_un_filtro(almacen, consulta):
    valores = {p.nombre: OBLIGATORIOS[p.nombre] for p in consulta.parametros if not p.opcional}
    todo = ejecutar(consulta, almacen, valores, ACUNADOR, CLAVE)
    assert ejecutar(consulta, almacen, valores, ACUNADOR, CLAVE) == todo
    assert ejecutar_en_formato(consulta, almacen, valores, "json", ACUNADOR, CLAVE).startswith(b'{"head"')
    if any(p.nombre == "programa" for p in consulta.parametros):
        assert ejecutar(consulta, almacen, {**valores, "programa": CLAVE}, ACUNADOR).filas == todo.filas
        assert ejecutar(consulta, almacen, {**valores, "programa": "otro"}, ACUNADOR, CLAVE).filas == ()


RESPUESTAS = [
    # "1.10" comes after "1.2".
    ("lineas", "numero estrategia objetivo direccion", {}, [
        ("1.2.1", "1.2", "1", "Dirección de Ensayos"), ("1.2.2", "1.2", "1", "Dirección de Ensayos"),
        ("1.10.1", "1.10", "1", "Dirección de Ensayos"),
    ]),
    ("lineas_sin_mandato", "numero", {}, [("1.2.1",), ("1.10.1",)]),
    ("lineas_sin_tema", "numero tema", {}, [("1.2.1", "gobierno-abierto"), ("1.10.1", "gobierno-abierto")]),
    ("lineas_sin_alianza_ni_evento", "numero", {}, [("1.2.2",), ("1.10.1",)]),
    ("nivel_por_linea_y_tema", "numero tema nivel", {}, [("1.2.2", "gobierno-abierto", "expresa")]),
    ("cuentas_por_nivel", "tema nivel lineas", {}, [("gobierno-abierto", "expresa", "1")]),
    ("cadena_de_citas", "nivel papel texto", {"linea": "1.2.2"}, [
        ("expresa", "evidencia", "gobierno\nabierto"),
        ("expresa", "puente", "Se cumple el artículo 59 de la Ley General."),
        ("heredada_estrategia", "evidencia", "Ensayos compartidos."),
        ("heredada_estrategia", "puente", "Se cumple el artículo 59 de la Ley General."),
    ]),
    ("articulos_y_lineas", "numero nivel", {"articulo": "lgtaip-2015/59"}, [
        ("1.2.2", "expresa"), ("1.2.2", "heredada_estrategia"),
    ]),
    ("articulos_y_lineas", "numero", {"articulo": "lgtaip-2015/56"}, []),
    ("impacto_de_articulo", "numero quedan", {}, [("1.2.2", "0")]),
    ("puentes", "numero tema articulo grano", {}, [("1", "gobierno-abierto", "art_59", "articulo")]),
    ("hallazgos", "mensaje message texto", {}, [("Va antes.", "It goes before.", "3 de febrero")]),
    ("hallazgos_por_tipo", "tipo severidad cuantos", {}, [("evento-antes-de-la-aprobacion", "Warning", "1")]),
    ("eventos_antes_de_la_aprobacion", "evento sesion seguro", {}, [("1", "1", "true")]),
    ("sesion_que_sigue_a_evento", "evento sesion", {}, [("1", "1")]),
    ("mandatos_vigentes", "articulo vigente lineas", {"fecha": "2020-01-01"}, [("art_59", "true", "1")]),
    ("mandatos_vigentes", "articulo vigente", {"fecha": "2015-05-04"}, [("art_59", "false")]),
    ("mandatos_vigentes", "articulo vigente", {}, [("art_59", None)]),
    ("calendario", "clase numero", {}, [("evento", "1"), ("sesion", "1"), ("sesion", "2")]),
    ("que_sigue", "clase numero", {"fecha": "2020-03-14"}, [("sesion", "1"), ("sesion", "2")]),
    ("agenda", "orden modalidad", {"sesion": "1"}, [("1", "aprobacion"), ("2", "estatus")]),
    ("de_socio_a_objetivo", "nombre linea estrategia objetivo objetivoEstrategico", {}, [
        ("Socio Uno", "1.2.1", "1.2", "1", "4"),
    ]),
    ("responsabilidades", "papel numero", {"unidad": "DEN"}, [
        ("participa", "1"), ("responsable", "1.2.1"), ("responsable", "1.2.2"), ("responsable", "1.10.1"),
    ]),
    ("apoyos_de_linea", "clase numeroApoyo", {"linea": "1.2.1"}, [("Alianza", "1"), ("Evento", "1")]),
    ("seguimiento_de_linea", "sesion modalidad", {"linea": "1.2.1"}, [("1", "estatus")]),
    ("donde_se_nombra", "etiqueta", {"nombrado": "proyecto/proyecto-arbol"}, [
        ("Línea de acción 1.2.1",), ("proyecto ARBOL.",),
    ]),
    ("cobertura_por_objetivo", "numero estrategias lineas alianzas eventos direcciones", {}, [
        ("1", "2", "3", "1", "1", "1"),
    ]),
    ("unidades", "nombre clase lineas objetivos", {}, [
        ("Comisión de Ensayos", "Comision", "0", "0"), ("Dirección de Ensayos", "Direccion", "3", "1"),
        ("OFI", "Secretaria", "3", "0"),
    ]),
    ("indicadores", "valor fuente anio instrumento pagina", {}, [
        ("40.5", "Encuesta Árbol", "2019", "proyecto-arbol", "1"),
    ]),
    ("lineas_por_acto", "acto lineas", {}, [("acompanar", "1"), ("dar-seguimiento", "1"), ("validar", "1")]),
    ("disposiciones", "numero norma", {}, [("1", "lgtaip-2015")]),
    ("buscar_texto", "elemento", {"palabras": "ÁRBOL"}, [("1.2.1",)]),
    ("programas", "clave anio lineas", {}, [(CLAVE, "2020", "3")]),
    ("citas_de", "texto lineaInicio", {"entidad": "linea/1.2.1"}, [("Dar seguimiento al proyecto Árbol.", "4")]),
]


@pytest.mark.parametrize(("nombre", "columnas", "valores", "esperado"), RESPUESTAS)
def test_la_respuesta_se_puede_contar_con_los_dedos(almacen, nombre, columnas, valores, esperado):
    assert preguntar(almacen, nombre, columnas, **valores) == esperado


def test_la_vista_se_dibuja_con_nodos_que_existen(almacen):
    nodos = {n for (n,) in preguntar(almacen, "nodos", "nodo")}
    aristas = preguntar(almacen, "aristas", "origen relacion destino grafo")
    assert {extremo for origen, _, destino, _ in aristas for extremo in (origen, destino)} <= nodos
    assert ("1.2.2", "atiende", "art_59", CLAVE) in aristas
    assert ("art_59", "is_part_of", "lgtaip-2015", "normas") in aristas


def test_todo_sobre_una_linea_dice_lo_que_sale_lo_que_entra_y_de_que_grafo(almacen):
    todo = preguntar(almacen, "todo_sobre", "sentido propiedad otro grafo", entidad="linea/1.2.1")
    assert ("sale", "parteDe", "1.2", CLAVE) in todo
    assert ("entra", "apoyaA", "1", CLAVE) in todo
    grafos = ejecutar(buscar("todo_sobre"), almacen, {"entidad": "linea/1.2.1"}, ACUNADOR, CLAVE).columna("grafo")
    assert set(grafos) == {ACUNADOR.grafo_programa(CLAVE), ACUNADOR.grafo_derivado(CLAVE)}
