"""Who answers for a line that no cell and no label gives a unit. Every document here is made up."""

from __future__ import annotations

import pytest

from grafo.construccion import leer_bytes
from grafo.modelo import LineaDeAccion, Programa

_PROGRAMA = """\
ORGANISMO DE AGUA DE VALDEAZUL
Programa anual de trabajo 2023

{general}

Transparencia activa

 • Publicar cada lunes los cortes programados.{primera}
 • Revisar los contratos de obra del organismo.{segunda}
 • Actualizar el padrón de grandes usuarios.{tercera}

Datos personales
{particular}
 • Levantar el inventario de bases de datos.
 • Borrar de los recibos el número de teléfono.
 • Rehacer el aviso de privacidad del contrato.
"""


def _leer(general: str = "", particular: str = "", primera: str = "", segunda: str = "", tercera: str = "") -> Programa:
    texto = _PROGRAMA.format(general=general, particular=particular, primera=primera, segunda=segunda, tercera=tercera)
    return leer_bytes(texto.encode(), "programa.txt").programa


def _unidades(linea: LineaDeAccion) -> list[str]:
    return [u.texto for u in ((linea.direccion,) if linea.direccion else ()) + linea.corresponsables]


@pytest.mark.parametrize(("final", "unidades"), [
    (" Esta tarea recae en el Departamento Jurídico.", ["Departamento Jurídico"]),
    (" Lo hará la División de Obras, con apoyo de la Oficina de Prensa.", ["División de Obras", "Oficina de Prensa"]),
    (" Labor de la Unidad de Auditoría Interna y del Departamento de Compras.",
     ["Unidad de Auditoría Interna", "Departamento de Compras"]),
    (" (Gerencia Comercial y Dirección Técnica).", ["Gerencia Comercial", "Dirección Técnica"]),
    (" La Unidad de Obras y Redes dictará los talleres.", ["Unidad de Obras y Redes"]),
    (" Corresponde a la Dirección de Agua, Saneamiento y Redes.", ["Dirección de Agua, Saneamiento y Redes"]),
    (" A cargo del Titular del Área de Quejas.", ["Titular del Área de Quejas"]),
])
def test_la_linea_dice_con_sus_palabras_quien_responde(final: str, unidades: list[str]) -> None:
    programa = _leer(segunda=final)
    assert _unidades(programa.lineas_accion[1]) == unidades
    assert [_unidades(x) for x in programa.lineas_accion if x.numero != programa.lineas_accion[1].numero] == [[]] * 5


@pytest.mark.parametrize("final", [
    " Los contratos de la Dirección Técnica son los más antiguos.",
    " Se enviará a la Unidad de Archivo una copia.",
    " (Ley de Aguas, artículo 7).",
])
def test_una_unidad_que_solo_se_menciona_no_responde(final: str) -> None:
    assert _unidades(_leer(segunda=final).lineas_accion[1]) == []


def test_lo_que_se_dice_de_todas_vale_donde_no_se_dice_otra_cosa() -> None:
    programa = _leer(general="Todas las tareas estarán a cargo de la Unidad de Transparencia, salvo que se diga otra.",
                     tercera=" (Gerencia Comercial).")
    dichas = [_unidades(x) for x in programa.lineas_accion]
    assert dichas == [["Unidad de Transparencia"]] * 2 + [["Gerencia Comercial"]] + [["Unidad de Transparencia"]] * 3
    comun, = (h for h in programa.hallazgos if h.tipo == "responsable-comun")
    assert comun.sobre == tuple(f"linea/{x.numero}" for i, x in enumerate(programa.lineas_accion) if i != 2)
    assert not [h for h in programa.hallazgos if h.tipo == "linea-sin-responsable"]


def test_lo_que_se_dice_de_un_apartado_vale_para_sus_lineas() -> None:
    programa = _leer(particular="\nLas tres acciones de este apartado estarán a cargo del Oficial de Datos.\n")
    assert [_unidades(x) for x in programa.lineas_accion] == [[]] * 3 + [["Oficial de Datos"]] * 3
    sin = [h.sobre[0] for h in programa.hallazgos if h.tipo == "linea-sin-responsable"]
    assert sin == [f"linea/{x.numero}" for x in programa.lineas_accion[:3]]


def test_el_rotulo_de_un_apartado_vale_para_sus_lineas() -> None:
    programa = _leer(particular="\nUnidad responsable: Dirección de Sistemas. Fundamento: artículo 7 de la Ley.\n")
    assert [_unidades(x) for x in programa.lineas_accion] == [[]] * 3 + [["Dirección de Sistemas"]] * 3


def test_la_sigla_de_una_unidad_se_define_en_el_texto() -> None:
    programa = _leer(general="Siglas: DJ, Dirección Jurídica; DTI, Dirección de Tecnologías de la Información.\n\n"
                             "Lo coordina la Unidad de Transparencia (UT).",
                     primera=" (UT).", segunda=" (DJ, DTI).", tercera=" (UT).")
    assert [(s.sigla, s.definicion.texto) for s in programa.siglas] == [
        ("DJ", "Dirección Jurídica"), ("DTI", "Dirección de Tecnologías de la Información"),
        ("UT", "Unidad de Transparencia")]
    assert not [h for h in programa.hallazgos if h.tipo == "sigla-no-definida"]
