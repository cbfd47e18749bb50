"""What the packaged programme answers, worked out by hand from its document (never from the program's output).

Cells are written short: the last step of an IRI, the words of a literal. A row of the table is one question.
"""

from __future__ import annotations

import pytest
from rdflib.term import URIRef

from consultas import buscar, ejecutar
from ontologia import Acunador

CLAVE = "inai-cpgat-2017"

# The lines as the tables of chapter III number them; 3.2.1 is not there.
LINEAS = [
    "1.1.1", "1.1.2", "1.1.3", "1.1.4", "1.2.1", "1.2.2", "1.2.3", "1.3.1", "1.3.2", "1.3.3", "1.3.4",
    "2.1.1", "2.1.2", "2.1.3", "2.1.4", "2.1.5", "2.2.1", "2.2.2", "2.2.3", "2.2.4", "2.2.5",
    "3.1.1", "3.1.2", "3.2.2", "3.2.3",
]


def corta(termino) -> str | None:
    """Return a cell as the table writes it."""
    if isinstance(termino, URIRef):
        return str(termino).rpartition("#" if "#" in termino else "/")[2]
    return None if termino is None else str(termino)


def preguntar(almacen, nombre: str, columnas: str, valores: dict[str, str]) -> list[tuple[str | None, ...]]:
    filas = ejecutar(buscar(nombre), almacen, valores, Acunador(), CLAVE)
    pedidas = [filas.columna(columna) for columna in columnas.split()]
    return [tuple(corta(celda) for celda in fila) for fila in zip(*pedidas, strict=True)]


EXACTAS = [
    # Chapter III, in the natural order of numbers.
    ("lineas", "numero", {}, [(n,) for n in LINEAS]),
    # Every objective contributes to institutional objective 2 (chapter IV).
    ("estructura", "objetivoEstrategico linea", {}, [("2", n) for n in LINEAS]),
    # Chapter VI and VII name 13 of the 25 lines; these twelve are in neither.
    ("lineas_sin_alianza_ni_evento", "numero", {}, [
        ("1.1.1",), ("1.2.2",), ("1.3.1",), ("1.3.2",), ("1.3.3",), ("2.1.1",), ("2.1.3",), ("2.2.1",), ("3.1.1",),
        ("3.1.2",), ("3.2.2",), ("3.2.3",),
    ]),
    # All three objectives speak of both topics, so every line inherits at least that.
    ("lineas_sin_mandato", "numero", {}, []),
    ("lineas_sin_tema", "numero tema", {}, []),
    # 56 to 59 are all the articles cited, and all are served.
    ("articulos_sin_lineas", "articulo", {}, []),
    # Session 1, 14 March, approves the programme. 3 February and 13 March are before it; "Marzo" may be.
    ("eventos_antes_de_la_aprobacion", "evento inicio sesion fecha seguro", {}, [
        ("1", "2017-02-03", "1", "2017-03-14", "true"), ("3", "2017-03-01", "1", "2017-03-14", "false"),
        ("2", "2017-03-13", "1", "2017-03-14", "true"),
    ]),
    # Event 4 may last to 30 June, the day of session 2: session 3 is the first after it. None follows December.
    ("sesion_que_sigue_a_evento", "evento sesion", {}, [
        ("1", "1"), ("2", "1"), ("3", "2"), ("4", "3"), ("5", "4"), ("6", None),
    ]),
    ("calendario", "clase numero inicio fin", {}, [
        ("evento", "1", "2017-02-03", "2017-02-03"), ("evento", "3", "2017-03-01", "2017-03-31"),
        ("evento", "2", "2017-03-13", "2017-03-13"), ("sesion", "1", "2017-03-14", "2017-03-14"),
        ("evento", "4", "2017-05-01", "2017-06-30"), ("sesion", "2", "2017-06-30", "2017-06-30"),
        ("sesion", "3", "2017-09-29", "2017-09-29"), ("evento", "5", "2017-10-01", "2017-11-30"),
        ("evento", "6", "2017-11-01", "2017-12-31"), ("sesion", "4", "2017-12-15", "2017-12-15"),
    ]),
    ("que_sigue", "clase numero", {"fecha": "2017-10-15"}, [("evento", "5"), ("evento", "6"), ("sesion", "4")]),
    ("eventos", "numero linea", {}, [
        ("1", "2.2.5"), ("2", "1.3.4"), ("2", "2.2.3"), ("3", "1.1.4"), ("3", "1.2.1"), ("3", "2.2.2"),
        ("4", "2.1.2"), ("4", "2.1.4"), ("4", "2.1.5"), ("4", "2.2.4"), ("5", "1.1.2"), ("5", "1.1.3"),
        ("5", "1.1.4"), ("6", "2.2.4"),
    ]),
    # "Sí" alone; "ya se cuenta con"; "No". Alliance 1 names two lines.
    ("alianzas", "numero requiereConvenio estado linea", {}, [
        ("1", "true", "por_suscribir", "2.1.5"), ("1", "true", "por_suscribir", "2.2.4"),
        ("2", "true", "vigente", "1.2.1"), ("3", "true", "vigente", "2.2.5"), ("4", "false", "no_requerido", "2.1.2"),
        ("5", "false", "no_requerido", "1.2.3"),
    ]),
    ("apoyos_de_linea", "clase numeroApoyo", {"linea": "2.2.4"}, [
        ("Alianza", "1"), ("Evento", "4"), ("Evento", "6"),
    ]),
    ("de_socio_a_objetivo", "nombre alianza linea estrategia objetivo objetivoEstrategico",
     {"socio": "organizacion/global-integrity"}, [("Global Integrity", "4", "2.1.2", "2.1", "2", "2")]),
    # Strategies, lines, alliances, events and participating directorates of each objective.
    ("cobertura_por_objetivo", "numero estrategias lineas alianzas eventos direcciones", {}, [
        ("1", "3", "11", "2", "3", "6"), ("2", "2", "10", "3", "5", "2"), ("3", "2", "4", "0", "0", "2"),
    ]),
    # The same items are noted and approved: two in session 1, one in session 2.
    ("asuntos_conocidos_y_aprobados", "sesion", {}, [("1",), ("1",), ("2",)]),
    # Verbs, counted in chapter III.
    ("lineas_por_acto", "acto lineas", {}, [
        ("dar-seguimiento", "18"), ("tomar-conocimiento", "3"), ("incentivar", "2"), ("acompanar", "1"),
        ("validar", "1"),
    ]),
    # Every line keeps 56, 57 and 58 without 59.
    ("impacto_de_articulo", "numero quedan", {"articulo": "lgtaip-2015/59"}, [(n, "3") for n in LINEAS]),
    # The last day in force still counts; the day after, the law of 2025 has taken its place.
    ("mandatos_vigentes", "articulo vigente lineas", {"fecha": "2025-03-20"}, [
        (f"art_{n}", "true", "25") for n in (56, 57, 58, 59)
    ]),
    ("mandatos_vigentes", "articulo vigente", {"fecha": "2025-03-21"}, [
        (f"art_{n}", "false") for n in (56, 57, 58, 59)
    ]),
    # Nobody has reviewed the packaged programme; no law's own text comes with it.
    ("revisiones", "numero", {}, []),
    ("textos_de_articulos", "articulo texto", {"articulo": "lgtaip-2015/59"}, [("art_59", None)]),
    ("etapas", "anio plazo", {}, [("2020", "corto"), ("2025", "mediano"), ("2030", "largo")]),
    ("notas", "numero", {}, [(str(n),) for n in range(1, 8)]),
    ("programas", "clave anio lineas", {}, [(CLAVE, "2017", "25")]),
    # The strongest evidence of each of the 25 lines, counted when the programme was built.
    ("recuentos", "nivel cuenta", {"conjunto": "recuento:niveles"}, [
        ("expresa", "11"), ("nominal", "12"), ("heredada_estrategia", "2"),
    ]),
    ("portafolio_programas", "clave anio lineas", {}, [(CLAVE, "2017", "25")]),
    # Strategy 2.2 belongs to objective 2, and five lines belong to it.
    ("todo_sobre", "sentido otro", {"entidad": "estrategia/2.2", "propiedad": "al:parteDe"},
     [("sale", "2"), *(("entra", n) for n in LINEAS if n.startswith("2.2."))]),
    # The tie of strategy 2.2 to its objective, and those of its five lines to it, stand in what the document says.
    ("grafos_de", "grafo propiedad veces", {"entidad": "estrategia/2.2", "propiedad": "al:parteDe"},
     [(CLAVE, "parteDe", "6")]),
    # No line of the programme is without evidence; some inherit it from their strategy.
    ("programas_con", "programa", {
        "clase": "al:RecuentoPorNivel", "propiedad": "al:nivel", "valor": "nivel:ninguna"}, []),
    ("programas_con", "programa", {
        "clase": "al:RecuentoPorNivel", "propiedad": "al:nivel", "valor": "nivel:heredada_estrategia"}, [(CLAVE,)]),
]


@pytest.mark.parametrize(("nombre", "columnas", "valores", "esperado"), EXACTAS)
def test_la_respuesta_es_la_que_el_documento_da_a_mano(almacen_real, nombre, columnas, valores, esperado):
    assert preguntar(almacen_real, nombre, columnas, valores) == esperado


CONTIENEN = [
    ("propiedades_de", "sentido propiedad cuantos", {"entidad": "estrategia/2.2"},
     [("sale", "parteDe", "1"), ("entra", "parteDe", "5")]),
    # Who answers: the whole chapter III has one secretariat and one directorate; chapter IV adds others.
    ("responsabilidades", "papel numero", {"unidad": "DGGAT"},
     [("responsable", n) for n in LINEAS] + [("participa", n) for n in "123"]),
    ("responsabilidades", "papel numero", {"unidad": "SAI"}, [("seguimiento", n) for n in LINEAS]),
    ("responsabilidades", "papel numero", {"unidad": "direccion-general-de-asuntos-internacionales"},
     [("participa", "3")]),
    # The strongest evidence: in the line's words; only in its strategy's; in a proper name; in its objective's.
    ("nivel_por_linea_y_tema", "tema nivel", {"linea": "1.2.1"},
     [("gobierno-abierto", "expresa"), ("transparencia-proactiva", "expresa")]),
    ("nivel_por_linea_y_tema", "tema nivel", {"linea": "1.1.3"},
     [("gobierno-abierto", "heredada_estrategia"), ("transparencia-proactiva", "heredada_estrategia")]),
    ("nivel_por_linea_y_tema", "tema nivel", {"linea": "2.2.5"},
     [("gobierno-abierto", "heredada_estrategia"), ("transparencia-proactiva", "heredada_estrategia")]),
    ("nivel_por_linea_y_tema", "tema nivel", {"linea": "2.1.3"},
     [("gobierno-abierto", "expresa"), ("transparencia-proactiva", "heredada_objetivo")]),
    ("nivel_por_linea_y_tema", "tema nivel", {"linea": "3.1.1"},
     [("gobierno-abierto", "nominal"), ("transparencia-proactiva", "heredada_objetivo")]),
    # The block 56-58 serves proactive transparency as a block, 59 open government by itself.
    ("articulos_y_lineas", "articulo tema nivel grano", {"articulo": "lgtaip-2015/59"},
     [("art_59", "gobierno-abierto", "expresa", "articulo")]),
    ("articulos_y_lineas", "articulo tema nivel grano", {"articulo": "lgtaip-2015/57"},
     [("art_57", "transparencia-proactiva", "expresa", "bloque")]),
    ("sucesor_de_articulo", "articulo sucesor", {"articulo": "lgtaip-2015/56"}, [("art_56", "art_50")]),
    ("sucesor_de_articulo", "articulo sucesor", {"articulo": "lgtaip-2015/59"}, [("art_59", "art_53")]),
    # The framework and the glossary name laws by title; the LGTAIP of 2025 has the same title and is not meant.
    ("disposiciones", "numero norma", {}, [("1", "cpeum"), ("2", "lgtaip-2015"), ("3", "lftaip-2016")]),
    ("glosario", "sigla norma", {}, [("LGTAIP", "lgtaip-2015"), ("LFTAIP", "lftaip-2016"), ("STT", None)]),
    # Page 9 (the printed 8 is on the page before) and page 12.
    ("indicadores", "valor unidad pagina", {}, [("76", "%", "9"), ("95.7", "%", "12"), ("66.7", "%", "12")]),
    ("socios", "alianza nombre", {}, [("2", "Secretaría de la Función Pública"), ("4", "Global Integrity")]),
]


@pytest.mark.parametrize(("nombre", "columnas", "valores", "filas"), CONTIENEN)
def test_la_respuesta_contiene_lo_que_el_documento_dice(almacen_real, nombre, columnas, valores, filas):
    assert set(filas) <= set(preguntar(almacen_real, nombre, columnas, valores))


def test_cada_sesion_tiene_los_asuntos_de_su_columna(almacen_real):
    sesiones = [numero for (numero,) in preguntar(almacen_real, "agenda", "numero", {})]
    # 1 received, 1 approved, 2 noted, 10 status, 2 approved; 1, 12, 1; 12; 12 (one with a bullet of another level).
    assert {n: sesiones.count(n) for n in "1234"} == {"1": 16, "2": 14, "3": 12, "4": 12}


def test_la_alianza_cinco_tiene_cinco_socios_aunque_la_pagina_la_corte(almacen_real):
    alianzas = [numero for (numero,) in preguntar(almacen_real, "socios", "alianza", {})]
    assert {n: alianzas.count(n) for n in "12345"} == {"1": 4, "2": 1, "3": 1, "4": 1, "5": 5}


def test_el_glosario_tiene_sus_diecisiete_siglas(almacen_real):
    assert len(set(preguntar(almacen_real, "glosario", "sigla", {}))) == 17


def test_las_cuentas_por_nivel_suman_las_lineas_de_cada_tema(almacen_real):
    cuentas: dict[str | None, int] = {}
    for tema, lineas in preguntar(almacen_real, "cuentas_por_nivel", "tema lineas", {}):
        cuentas[tema] = cuentas.get(tema, 0) + int(lineas or 0)
    assert cuentas == {"gobierno-abierto": 25, "transparencia-proactiva": 25}


def test_el_portafolio_reune_las_cuentas_de_cada_programa_en_una_fila(almacen_real):
    [(programa, cuentas)] = preguntar(almacen_real, "portafolio_niveles", "programa cuentas", {})
    assert programa == CLAVE
    assert set(cuentas.split(" ")) == {"expresa=11", "nominal=12", "heredada_estrategia=2"}


# Open government ties lines to 59 alone, and no line is stronger for the other topic: the same three counts.
def test_el_portafolio_cuenta_las_lineas_de_cada_articulo(almacen_real):
    [(_, cuentas)] = preguntar(almacen_real, "portafolio_articulos", "programa cuentas", {})
    assert {c for c in cuentas.split(" ") if c.startswith("lgtaip-2015/art_59|")} == {
        "lgtaip-2015/art_59|expresa=11", "lgtaip-2015/art_59|nominal=12", "lgtaip-2015/art_59|heredada_estrategia=2"}


def test_toda_cita_de_la_cadena_esta_en_el_documento(almacen_real):
    cadena = preguntar(almacen_real, "cadena_de_citas", "papel texto inicio fin", {"linea": "2.2.5"})
    assert {papel for papel, *_ in cadena} == {"evidencia", "puente"}
    assert all(len(texto) == int(fin) - int(inicio) for _, texto, inicio, fin in cadena)
