"""Lines without a mandate and articles without lines are findings of what was concluded."""

from __future__ import annotations

from dataclasses import replace

from programa_de_prueba import ALINEAMIENTOS, PROGRAMA, REFERENCIA, pasaje

from grafo.construccion import Leido, grafos_de
from grafo.huecos import huecos_de_mandato
from grafo.modelo import LineaDeAccion
from ontologia.espacios import AL, HALLAZGO, RDF
from ontologia.iris import Acunador


def _huecos(programa, alineamientos) -> list[tuple[str, tuple[str, ...]]]:
    return [(h.tipo, h.sobre) for h in huecos_de_mandato(programa, alineamientos)]


def test_una_linea_sin_evidencia_es_un_hallazgo_con_su_texto():
    con = {a.linea for a in ALINEAMIENTOS}
    sin = sorted(x.numero for x in PROGRAMA.lineas_accion if x.numero not in con)
    assert _huecos(PROGRAMA, ALINEAMIENTOS) == [("linea-sin-mandato", (f"linea/{n}",)) for n in sin]
    assert sin != []


def test_un_articulo_de_un_puente_que_ninguna_linea_atiende_es_un_hallazgo():
    referencia = replace(REFERENCIA, articulos=("59", "60"))
    puente = replace(PROGRAMA.puentes[0], referencia=referencia)
    programa = replace(PROGRAMA, puentes=(puente, puente), lineas_accion=())
    hallado, = huecos_de_mandato(programa, ALINEAMIENTOS)
    assert hallado.tipo == "articulo-sin-lineas"
    assert "artículo 60" in hallado.mensaje
    assert hallado.tramos == puente.pasaje.tramos


def test_con_todas_las_lineas_y_articulos_cubiertos_no_hay_huecos():
    programa = replace(PROGRAMA, lineas_accion=tuple(
        x for x in PROGRAMA.lineas_accion if x.numero in {a.linea for a in ALINEAMIENTOS}))
    assert _huecos(programa, ALINEAMIENTOS) == []


def test_el_hueco_llega_al_grafo_derivado(leido_real: Leido, acunador: Acunador):
    nueva = LineaDeAccion("9.9.9", pasaje("Acompañar ensayos."), "9.9")
    leido = replace(leido_real, programa=replace(
        leido_real.programa, lineas_accion=(*leido_real.programa.lineas_accion, nueva)))
    grafo = grafos_de(leido, acunador)[acunador.grafo_derivado(leido.programa.clave)]
    hallazgo, = set(grafo.subjects(AL.tipo, HALLAZGO["linea-sin-mandato"])) & set(grafo.subjects(RDF.type, AL.Hallazgo))
    assert set(grafo.objects(hallazgo, AL.sobre)) == {acunador.elemento(leido.programa.clave, "linea", "9.9.9")}
