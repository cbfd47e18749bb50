"""What if: the simulation equals building the evidence again without what goes."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from grafo.almacen import AlmacenEmbebido
from grafo.construccion import Leido
from grafo.evidencia import alineamientos
from grafo.lectura.propios import Lexico
from grafo.modelo import Programa, Puente
from grafo.simulacion import simular
from ontologia.errores import NoExiste
from ontologia.iris import Acunador
from ontologia.recursos import niveles, temas

ARTICULOS = ("56", "57", "58", "59")


def sin_articulos(programa: Programa, fuera: set[str]) -> Programa:
    """The programme as if its document had never cited some articles."""
    def podar(p: Puente) -> Puente:
        quedan = tuple(a for a in p.referencia.articulos if a not in fuera)
        return replace(p, referencia=replace(p.referencia, articulos=quedan))

    return replace(programa, puentes=tuple(map(podar, programa.puentes)))


def veredictos(leido: Leido, programa: Programa) -> dict[str, str]:
    orden = {n.clave: n.orden for n in niveles()}
    mejores = {x.numero: "ninguna" for x in programa.lineas_accion}
    for a in alineamientos(programa, temas(), Lexico.de(leido.perfil)):
        if orden[a.nivel] < orden[mejores[a.linea]]:
            mejores[a.linea] = a.nivel
    return mejores


@pytest.mark.parametrize("fuera", [c for n in (1, 2, 3, 4) for c in combinations(ARTICULOS, n)], ids="-".join)
def test_simular_es_lo_mismo_que_recalcular_todo(
    leido_real: Leido, almacen_real: AlmacenEmbebido, acunador: Acunador, fuera: tuple[str, ...],
) -> None:
    programa = leido_real.programa
    orden = {n.clave: n.orden for n in niveles()}
    antes, despues = veredictos(leido_real, programa), veredictos(leido_real, sin_articulos(programa, set(fuera)))
    s = simular(almacen_real, programa.clave, acunador, [f"lgtaip-2015/art_{n}" for n in fuera])
    assert list(s.pierden) == [x for x in antes if despues[x] == "ninguna" != antes[x]]
    assert [(c.linea, c.antes, c.despues) for c in s.debilitan] == [
        (x, antes[x], despues[x]) for x in antes if despues[x] != "ninguna" and orden[despues[x]] > orden[antes[x]]]
    assert list(s.conservan) == [x for x in antes if antes[x] == despues[x] != "ninguna"]


def test_sin_el_59_once_lineas_quedan_con_menos(almacen_real: AlmacenEmbebido, acunador: Acunador) -> None:
    s = simular(almacen_real, "inai-cpgat-2017", acunador, ["lgtaip-2015/art_59"])
    assert [c.linea for c in s.debilitan] == ["1.3.1", "1.3.4", "2.1.1", "2.1.2", "2.1.3", "2.1.5", "2.2.3", "2.2.4",
                                              "3.1.1", "3.1.2", "3.2.2"]
    assert s.pierden == ()


@pytest.mark.parametrize(("clave", "pierden", "sin_responsable"), [
    ("lgtaip-2015", 25, 0),  # a whole law
    ("lgtaip-2015/tit_4", 25, 0),  # a whole title
    ("lgtaip-2015/tit_4/cap_2", 0, 0),  # a chapter: 56 to 58; article 59 is left
    ("unidad/DGGAT", 0, 25),  # the one directorate that answers for every line
    ("unidad/SAI", 0, 0),  # it only follows them
    ("alianza/3", 0, 0),  # no line rests on an alliance alone
])
def test_se_puede_quitar_una_ley_un_capitulo_una_unidad_o_una_alianza(
    almacen_real: AlmacenEmbebido, acunador: Acunador, clave: str, pierden: int, sin_responsable: int,
) -> None:
    s = simular(almacen_real, "inai-cpgat-2017", acunador, [clave])
    assert (len(s.pierden), len(s.sin_responsable)) == (pierden, sin_responsable)


@pytest.mark.parametrize("clave", ["lgtaip-2015/art_999", "lgtaip-1999", "unidad/NADIE", "alianza/9", "", "unidad/"])
def test_lo_que_no_existe_se_dice(almacen_real: AlmacenEmbebido, acunador: Acunador, clave: str) -> None:
    with pytest.raises(NoExiste, match="No existe"):
        simular(almacen_real, "inai-cpgat-2017", acunador, [clave])
