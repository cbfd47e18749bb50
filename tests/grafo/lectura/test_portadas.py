"""The institution, the title and the year of a cover, however it is laid out. Every name here is made up."""

from __future__ import annotations

import pytest

from grafo.construccion import leer_bytes
from grafo.modelo import Programa

_CUERPO = """

OBJETIVO 1. ATENDER LAS SOLICITUDES.

1.1 Llevar una bitácora de solicitudes. Responsable: Unidad de Transparencia.
1.2 Publicar el padrón de pozos. Responsable: Dirección Técnica.
1.3 Redactar un manual de respuesta. Responsable: Dirección Jurídica.
"""


def _leer(portada: str, cuerpo: str = _CUERPO) -> Programa:
    return leer_bytes((portada + cuerpo).encode(), "programa.txt").programa


@pytest.mark.parametrize(("portada", "institucion"), [
    ("GOBIERNO MUNICIPAL DE LOS ÁLAMOS\nADMINISTRACIÓN 2021-2024\n\nUNIDAD DE TRANSPARENCIA\n\nPROGRAMA ANUAL 2022",
     "GOBIERNO MUNICIPAL DE LOS ÁLAMOS"),
    ("UNIVERSIDAD DE LA SIERRA\nSecretaría General · Archivo General\n\nPROGRAMA ANUAL 2024",
     "UNIVERSIDAD DE LA SIERRA"),
    ("SECRETARÍA DE FOMENTO\nOFICIALÍA MAYOR\nDIRECCIÓN GENERAL DE ARCHIVOS\n\nPROGRAMA ANUAL DE TRABAJO 2018",
     "SECRETARÍA DE FOMENTO"),
    ("GOBIERNO DE CHILE\nSERVICIO NACIONAL DE PARQUES\n\nPLAN ANUAL DE TRANSPARENCIA 2023",
     "SERVICIO NACIONAL DE PARQUES"),
    ("Excmo. Ayuntamiento de Valdelozar\nSecretaría General\n\nPLAN ANUAL DE TRANSPARENCIA 2025",
     "Excmo. Ayuntamiento de Valdelozar"),
    ("CONSEJO GENERAL\n\nPROGRAMA ANUAL DE ACTIVIDADES DEL INSTITUTO ELECTORAL DE VALDEAZUL PARA EL EJERCICIO\n2027",
     "INSTITUTO ELECTORAL DE VALDEAZUL"),
    ("Organismo Municipal de Agua de San Jerónimo\nOMASJ\n\nPrograma de trabajo 2021",
     "Organismo Municipal de Agua de San Jerónimo"),
    ("SISTEMA DE AGUA DEL\nMUNICIPIO DE VALDEAZUL\n\nPrograma anual de trabajo 2023",
     "SISTEMA DE AGUA DEL MUNICIPIO DE VALDEAZUL"),
])
def test_la_institucion_es_la_de_la_portada(portada: str, institucion: str) -> None:
    programa = _leer(portada)
    assert programa.institucion is not None
    assert programa.institucion.texto == institucion


def test_la_institucion_el_titulo_y_el_anio_de_un_membrete_en_dos_columnas() -> None:
    cabeza = "INSTITUTO DE CAMINOS DEL VALLE                    PLAN DE ACCIÓN – VIGENCIA 2024\nCódigo: PL-7\n"
    general = "\nObjetivo general: Cumplir el artículo 74 de la Ley 1474 de 2011.\n"
    programa = _leer(cabeza, f"{general}{_CUERPO}\f{cabeza}\n1.4 Medir los caminos. Responsable: Dirección Técnica.\n")
    assert programa.institucion is not None
    assert (programa.institucion.texto, programa.titulo.texto, programa.anio) == (
        "INSTITUTO DE CAMINOS DEL VALLE", "PLAN DE ACCIÓN – VIGENCIA 2024", 2024)
