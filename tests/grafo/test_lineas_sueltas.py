"""A line whose strategy the document does not state is in the ledger all the same."""

from __future__ import annotations

from grafo.almacen import AlmacenEmbebido
from grafo.auditoria import auditar
from grafo.construccion import Leido, construir
from grafo.documento import documento_de_bytes
from grafo.lectura.curaduria import Curaduria
from grafo.lectura.perfil import cargar_perfil
from grafo.lectura.programa import leer_programa
from ontologia.iris import Acunador

TEXTO = """\
Programa Anual de Trabajo de la Comisión Permanente de Archivos 2020

Objetivo 1: Promover el gobierno abierto en los archivos.
Estrategia 1.1 Capacitar.
1.1.1. Dar seguimiento a los cursos de gobierno abierto.

SAI DGE

1.2.1. Validar los manuales.

SAI DGE
"""


def test_una_linea_sin_estrategia_esta_en_el_libro(acunador: Acunador) -> None:
    documento = documento_de_bytes(TEXTO.encode(), "x.txt")
    perfil = cargar_perfil("comision")
    leido = Leido(documento, perfil, leer_programa(documento, perfil, Curaduria()))
    almacen = AlmacenEmbebido()
    construir([leido], almacen, acunador)
    libro = auditar(almacen, leido.programa.clave, acunador)
    assert [(x.numero, x.estrategia, x.objetivo, x.nivel) for x in libro.lineas] == [
        ("1.1.1", "1.1", "1", "ninguna"), ("1.2.1", "", "", "ninguna")]  # no bridge to the law anywhere
    assert len(libro.huecos) == 2
