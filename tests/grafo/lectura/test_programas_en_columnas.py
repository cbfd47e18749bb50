"""Lists below headings, tables with their columns side by side, and the legal basis that a line states for itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from grafo.almacen import AlmacenEmbebido
from grafo.auditoria import auditar
from grafo.construccion import Leido, construir, leer_bytes
from grafo.documento import Tabla, documento_de_bytes
from grafo.formatos.libro import escribir_libro, leer_libro
from grafo.lectura.curaduria import Curaduria
from grafo.lectura.perfil import cargar_perfil
from grafo.lectura.programa import leer_programa
from ontologia.iris import Acunador

EN_COLUMNAS = """\
MUNICIPIO DE SAN PEDRO DEL MONTE, JALISCO
PROGRAMA OPERATIVO ANUAL 2022
UNIDAD DE TRANSPARENCIA

Eje 1. Transparencia y rendición de cuentas

Objetivo 1.1 Garantizar el derecho de acceso a la información

Acción                                              Responsable              Meta         Fundamento
1.1.1 Atender las solicitudes de información        Unidad de Transparencia  100 %        LGTAIP art. 45
1.1.2 Difundir información proactiva en el portal   Comunicación Social      12 temas     LGTAIP arts. 56 y 57
      municipal

Objetivo 1.2 Abrir el gobierno a la participación

1.2.1 Instalar el consejo municipal de gobierno     Secretaría General       1 consejo    LGTAIP art. 59
      abierto
1.2.2 Realizar dos consultas ciudadanas             Participación Ciudadana  2 consultas  -
"""

CON_FUNDAMENTO = """\
INSTITUTO ESTATAL DE ACCESO A LA INFORMACIÓN
PROGRAMA INSTITUCIONAL 2024

Objetivo 1. Promover el gobierno abierto en los municipios.

Estrategia 1.1 Acompañar.

Acción 1.1.1 Acompañar a tres municipios en sus planes.
Responsable: Dirección de Vinculación
Fundamento: artículo 59 de la Ley General de Transparencia y Acceso a la Información Pública.
Acción 1.1.2 Capacitar a los enlaces municipales.
Responsable: Dirección de Capacitación
Fundamento legal: LGTAIP, artículo 53
Acción 1.1.3 Imprimir carteles.
Responsable: Dirección de Capacitación
"""

BAJO_TITULOS = """\
INSTITUTO ESTATAL DE ACCESO A LA INFORMACIÓN

PROGRAMA DE TRABAJO 2024
Comisión Permanente de Vinculación

I. Presentación
El artículo 59 de la Ley General de Transparencia y Acceso a la Información Pública encarga a los organismos
garantes promover el gobierno abierto.

II. Objetivo general
Ampliar el ejercicio del derecho de acceso a la información.

III. Objetivos específicos
1. Promover el gobierno abierto en los municipios.
2. Difundir el derecho de acceso a la información entre la población.

IV. Líneas de acción
1.1 Acompañar a tres municipios en sus planes de acción.
Responsable: Dirección de Vinculación
1.2 Capacitar a los enlaces municipales.
Responsable: Dirección de Capacitación
2.1 Instalar módulos en ferias.
Responsable: Dirección de Vinculación

V. Calendario de sesiones
Primera sesión: 20 de enero de 2024.
Segunda sesión: 19 de abril de 2024.
"""

CON_VINETAS = """\
Programa de Trabajo 2023

Objetivo específico 1
Promover el gobierno abierto.
Líneas de acción
• Publicar conjuntos de datos abiertos de obra pública. Responsable: Dirección de Tecnologías.
• Celebrar mesas de diálogo con la sociedad civil, de acuerdo con el artículo 59 de la Ley General de
  Transparencia y Acceso a la Información Pública. Responsable: Dirección Jurídica.
"""


@pytest.fixture(scope="module")
def tabla() -> Leido:
    return leer_bytes(EN_COLUMNAS.encode(), "tabla.txt")


def mandatos(leido: Leido, acunador: Acunador) -> dict[str, tuple[str, list[str]]]:
    almacen = AlmacenEmbebido()
    construir([leido], almacen, acunador)
    libro = auditar(almacen, leido.programa.clave, acunador)
    almacen.cerrar()
    return {x.numero: (x.nivel, sorted(m.articulo for m in x.articulos)) for x in libro.lineas}


def test_cada_celda_es_de_la_columna_en_que_empieza(tabla: Leido) -> None:
    assert [(x.numero, x.texto.texto, x.direccion and x.direccion.texto, [f.texto for f in x.fundamentos])
            for x in tabla.programa.lineas_accion] == [
        ("1.1.1", "Atender las solicitudes de información", "Unidad de Transparencia", ["LGTAIP art. 45"]),
        ("1.1.2", "Difundir información proactiva en el portal municipal", "Comunicación Social",
         ["LGTAIP arts. 56 y 57"]),
        ("1.2.1", "Instalar el consejo municipal de gobierno abierto", "Secretaría General", ["LGTAIP art. 59"]),
        ("1.2.2", "Realizar dos consultas ciudadanas", "Participación Ciudadana", [])]


def test_toda_celda_se_corta_del_documento(tabla: Leido) -> None:
    texto = tabla.documento.texto
    for linea in tabla.programa.lineas_accion:
        for pasaje in (linea.texto, linea.direccion, *linea.fundamentos):
            assert pasaje is not None
            assert " ".join(texto[t.inicio:t.fin] for t in pasaje.tramos) == pasaje.texto


def test_la_cabeza_de_la_tabla_no_es_parte_de_lo_que_tiene_encima(tabla: Leido) -> None:
    assert [o.texto.texto for o in tabla.programa.objetivos_especificos] == [
        "Garantizar el derecho de acceso a la información", "Abrir el gobierno a la participación"]


@pytest.mark.parametrize(("texto", "esperado"), [
    (EN_COLUMNAS, {"1.1.1": ("cita", ["lgtaip-2015/art_45"]),
                   "1.1.2": ("cita", ["lgtaip-2015/art_56", "lgtaip-2015/art_57"]),
                   "1.2.1": ("cita", ["lgtaip-2015/art_59"]), "1.2.2": ("ninguna", [])}),
    (CON_FUNDAMENTO, {"1.1.1": ("cita", ["lgtaip-2015/art_59"]), "1.1.2": ("cita", ["lgtaip-2015/art_53"]),
                      "1.1.3": ("ninguna", [])}),
])
def test_el_fundamento_de_una_linea_es_de_ella_y_de_ninguna_otra(texto: str, esperado: dict[str, object],
                                                                 acunador: Acunador) -> None:
    assert mandatos(leer_bytes(texto.encode(), "x.txt"), acunador) == esperado


@pytest.mark.parametrize("texto", [EN_COLUMNAS, CON_FUNDAMENTO, BAJO_TITULOS])
def test_un_libro_devuelve_el_mismo_programa(texto: str) -> None:
    leido = leer_bytes(texto.encode(), "x.txt")
    _, programa = leer_libro(escribir_libro(leido.programa, leido.documento), "x.xlsx")
    assert programa == leido.programa


APILADA = """\
PROGRAMA INSTITUCIONAL 2022

Objetivo 1. Abrir el gobierno.

Estrategia 1.1 Acompañar.

Núm.

Acción

Responsable

Meta

Fundamento

1.1.1

Realizar dos consultas ciudadanas

2 consultas

1.1.2

Difundir información en el portal y
en las pantallas de la plaza

Comunicación Social

12 temas

LGTAIP arts. 56 y 57
"""
CELDAS = [["Núm.", "Acción", "Responsable", "Meta", "Fundamento"],
          ["1.1.1", "Realizar dos consultas ciudadanas", "", "2 consultas", ""],
          ["1.1.2", "Difundir información en el portal y\nen las pantallas de la plaza", "Comunicación Social",
           "12 temas", "LGTAIP arts. 56 y 57"]]


def test_las_celdas_de_una_tabla_marcada_son_de_su_columna_aunque_falten_otras() -> None:
    filas, desde = [], 0
    for fila in CELDAS:
        lugares: list[tuple[int, int] | None] = []
        for celda in fila:
            if celda:
                desde = APILADA.index(celda, desde)
                lugares.append((desde, desde + len(celda)))
                desde += len(celda)
            else:
                lugares.append(None)
        filas.append(tuple(lugares))
    documento = replace(documento_de_bytes(APILADA.encode(), "t.txt"), tablas=(Tabla(1, tuple(filas)),))
    programa = leer_programa(documento, cargar_perfil("institucional"), Curaduria())
    assert [(x.numero, x.texto.texto, x.direccion and x.direccion.texto, [f.texto for f in x.fundamentos])
            for x in programa.lineas_accion] == [
        ("1.1.1", "Realizar dos consultas ciudadanas", None, []),
        ("1.1.2", "Difundir información en el portal y en las pantallas de la plaza", "Comunicación Social",
         ["LGTAIP arts. 56 y 57"])]
    assert [e.texto.texto for e in programa.estrategias] == ["Acompañar."]
    assert {h.tipo for h in programa.hallazgos} == {"linea-sin-responsable"}


def test_una_lista_numerada_bajo_un_titulo_es_de_lo_que_el_titulo_dice() -> None:
    programa = leer_bytes(BAJO_TITULOS.encode(), "t.txt").programa
    assert [(o.numero, o.texto.texto) for o in programa.objetivos_especificos] == [
        ("1", "Promover el gobierno abierto en los municipios."),
        ("2", "Difundir el derecho de acceso a la información entre la población.")]
    assert [(x.numero, x.estrategia, x.direccion and x.direccion.texto) for x in programa.lineas_accion] == [
        ("1.1", "1", "Dirección de Vinculación"), ("1.2", "1", "Dirección de Capacitación"),
        ("2.1", "2", "Dirección de Vinculación")]
    assert programa.comision is not None and programa.comision.texto == "Comisión Permanente de Vinculación"
    assert [(s.numero, s.fecha) for s in programa.sesiones] == [("1", date(2024, 1, 20)), ("2", date(2024, 4, 19))]


def test_la_sangria_bajo_una_vineta_no_abre_otra_ni_otra_pagina() -> None:
    leido = leer_bytes(CON_VINETAS.encode(), "v.txt")
    assert [(x.numero, x.texto.texto[-25:], x.direccion and x.direccion.texto)
            for x in leido.programa.lineas_accion] == [
        ("1.1", "abiertos de obra pública.", "Dirección de Tecnologías"),
        ("1.2", "a la Información Pública.", "Dirección Jurídica")]
    assert len(leido.documento.inicios_de_pagina) == 1
