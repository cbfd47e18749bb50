"""The network shows every mandate of the ledger, also of articles of which the store knows nothing but the citation."""

from __future__ import annotations

from grafo.almacen import AlmacenEmbebido
from grafo.auditoria import auditar
from grafo.construccion import construir, leer_bytes
from grafo.red import RedDeAlineacion
from grafo.tejido import tejer
from grafo.vista.disposicion import disponer
from ontologia.iris import Acunador

TEXTO = """\
Programa Institucional 2022

Objetivo 1. Ordenar la casa.

Estrategia 1.1 Ordenar.

Acción 1.1.1 Atender las solicitudes de información.
Fundamento: artículo 45 de la LGTAIP
Acción 1.1.2 Elaborar el cuadro de clasificación.
Fundamento: artículo 13 de la LGA
Acción 1.1.3 Publicar el catálogo.
Fundamento: artículo 7 de la Ley de Archivos de Baldío
"""


def red_de(acunador: Acunador) -> RedDeAlineacion:
    leido = leer_bytes(TEXTO.encode(), "x.txt")
    almacen = AlmacenEmbebido()
    construir([leido], almacen, acunador)
    red = tejer(almacen, auditar(almacen, leido.programa.clave, acunador), acunador)
    almacen.cerrar()
    return red


def test_un_articulo_citado_esta_en_el_dibujo_aunque_no_se_sepa_mas_de_el(acunador: Acunador) -> None:
    red = red_de(acunador)
    assert {(n.numero, n.clase) for n in red.de_clase("articulo")} == {
        ("45", "articulo"), ("13", "articulo"), ("7", "articulo")}
    assert {(n.texto, n.extra.get("sigla", "")) for n in red.de_clase("norma")} == {
        ("Ley General de Transparencia y Acceso a la Información Pública", "LGTAIP"), ("LGA", "LGA"),
        ("Ley de archivos de baldio", "")}
    assert len(red.mandatos()) == 3


def test_cada_ficha_dice_el_numero_del_articulo(acunador: Acunador) -> None:
    lineas = {t.iri.rpartition("/")[2]: [f.texto for f in t.fichas] for t in disponer(red_de(acunador)).tarjetas
              if t.clase == "linea"}
    assert any("LGTAIP 45" in f for f in lineas["1.1.1"])
    assert any("LGA 13" in f for f in lineas["1.1.2"])
