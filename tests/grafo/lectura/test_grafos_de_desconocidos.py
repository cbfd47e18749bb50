"""Whatever the layout of a document, its graph conforms: codes, repeated names, kinds of session."""

from __future__ import annotations

import pytest

from grafo.almacen import AlmacenEmbebido
from grafo.construccion import construir, leer_bytes
from grafo.validacion import validar
from ontologia.iris import Acunador
from ontologia.recursos import cargar_formas

_CON_CLAVES = """\
INSTITUTO DE RIEGO DE VALDEAZUL
Programa anual de trabajo 2023

OBJETIVO 1. ATENDER LAS SOLICITUDES.

{clave}01{cola} Llevar una bitácora de solicitudes. Responsable: Archivo Histórico.
{clave}02{cola} Publicar el padrón de pozos. Responsable: Archivo histórico.
{clave}03{cola} Redactar un manual de respuesta. Responsable: Dirección Jurídica.

SESIONES DEL COMITÉ

1a. Ordinaria       25/01/2023
1a. Extraordinaria  15/02/2023
"""

_CON_MARCO = """\
INSTITUTO DE RIEGO DE VALDEAZUL
Programa anual de trabajo 2023

Marco normativo

Rigen este programa el artículo 45 de la LGTAIP y el artículo 23 de la Ley General de Archivos.

Objetivos y acciones

a) Responder las solicitudes en menos tiempo.

    1. Llevar una bitácora de solicitudes.
       Responsable: Unidad de Transparencia.
    2. Redactar un manual de respuesta.
       Responsable: Dirección Jurídica.

b) Cuidar los datos personales.

    1. Levantar el inventario de bases de datos.
       Responsable: Dirección Comercial.
    2. Rehacer el aviso de privacidad.
       Responsable: Dirección Jurídica.
"""


@pytest.mark.parametrize("texto", [
    _CON_CLAVES.format(clave="LA-", cola=""), _CON_CLAVES.format(clave="", cola="/2023"),
    _CON_CLAVES.format(clave="I-", cola="."), _CON_CLAVES.format(clave="1.", cola=""), _CON_MARCO])
def test_el_grafo_conforma(texto: str) -> None:
    leido = leer_bytes(texto.encode(), "programa.txt")
    almacen = AlmacenEmbebido()
    construir([leido], almacen, Acunador())
    informe = validar([almacen.grafo(g) for g in almacen.nombres_de_grafos()], cargar_formas())
    assert len(leido.programa.lineas_accion) in (3, 4)
    assert [(r.nodo, r.mensaje) for r in informe.resultados if r.severidad == "Violation"] == []


def test_dos_formas_del_nombre_de_una_unidad_son_una_unidad_con_las_dos() -> None:
    almacen = AlmacenEmbebido()
    leido = leer_bytes(_CON_CLAVES.format(clave="1.", cola="").encode(), "programa.txt")
    construir([leido], almacen, Acunador())
    filas = almacen.consultar("""
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT DISTINCT ?nombre ?otro WHERE { GRAPH ?g { ?u rdfs:label ?nombre ; skos:altLabel ?otro .
                                                FILTER(STRSTARTS(?nombre, "Archivo")) } }""")
    assert [tuple(map(str, f)) for f in filas.filas] == [("Archivo Histórico", "Archivo histórico")]
