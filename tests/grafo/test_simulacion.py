"""What if: the simulation equals building the evidence again without what goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations

import pytest

from grafo.almacen import AlmacenEmbebido
from grafo.construccion import Leido, construir
from grafo.evidencia import alineamientos
from grafo.lectura.propios import Lexico
from grafo.modelo import Programa, Puente
from grafo.revisiones import Cuaderno
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


RECHAZADOS = (("2.2.5", None, "56"), ("2.2.5", None, "57"), ("2.2.5", None, "58"), ("2.2.5", None, "59"),
              ("1.3.1", "gobierno-abierto", "59"))
AGREGADO = ("2.2.5", "lgtaip-2015/art_53")
"""What Ana decides: nothing the machine found carries 2.2.5, article 53 does; 59 does not carry 1.3.1 for its topic."""


@pytest.fixture(scope="module")
def almacen_revisado(leido_real: Leido, acunador: Acunador) -> Iterator[AlmacenEmbebido]:
    """The packaged programme with Ana's reviews, and Luis who contradicts one of another line of hers."""
    almacen = AlmacenEmbebido()
    construir([leido_real], almacen, acunador)
    cuaderno, clave, dia = Cuaderno(almacen, acunador), leido_real.programa.clave, datetime(2026, 1, 1, tzinfo=UTC)
    for linea, tema, numero in RECHAZADOS:
        articulo = f"lgtaip-2015/art_{numero}"
        cuaderno.decidir(clave, linea, "rechaza", "No", "Ana Ruiz", "auditora", dia, tema, articulo)
    cuaderno.decidir(clave, AGREGADO[0], "agrega", "Sí", "Ana Ruiz", "auditora", dia, articulo=AGREGADO[1])
    cuaderno.decidir(clave, "1.1.1", "rechaza", "No", "Ana Ruiz", "auditora", dia)
    cuaderno.decidir(clave, "1.1.1", "confirma", "Sí", "Luis Paz", "auditor", dia)
    yield almacen
    almacen.cerrar()


def veredictos_de_personas(leido: Leido, programa: Programa) -> dict[str, str]:
    """The strongest level of each line without the alignments that Ana rejected; disputed ones stay."""
    orden = {n.clave: n.orden for n in niveles()}
    mejores = {x.numero: "ninguna" for x in programa.lineas_accion}
    for a in alineamientos(programa, temas(), Lexico.de(leido.perfil)):
        fuera = {(a.linea, None, a.articulo), (a.linea, a.tema, a.articulo)} & set(RECHAZADOS)
        if not fuera and orden[a.nivel] < orden[mejores[a.linea]]:
            mejores[a.linea] = a.nivel
    return mejores


@pytest.mark.parametrize("agregado_fuera", [False, True])
@pytest.mark.parametrize("fuera", [c for n in (0, 1, 2, 4) for c in combinations(ARTICULOS, n)], ids="-".join)
def test_con_revisiones_tambien_es_lo_mismo_que_recalcular_todo(
    leido_real: Leido, almacen_revisado: AlmacenEmbebido, acunador: Acunador, fuera: tuple[str, ...],
    agregado_fuera: bool,
) -> None:
    programa = leido_real.programa
    orden = {n.clave: n.orden for n in niveles()}
    antes = veredictos_de_personas(leido_real, programa)
    despues = veredictos_de_personas(leido_real, sin_articulos(programa, set(fuera)))
    sin = [f"lgtaip-2015/art_{n}" for n in fuera] + [AGREGADO[1]] * agregado_fuera
    s = simular(almacen_revisado, programa.clave, acunador, sin)
    assert list(s.pierden) == [x for x in antes if despues[x] == "ninguna" != antes[x]]
    assert [(c.linea, c.antes, c.despues) for c in s.debilitan] == [
        (x, antes[x], despues[x]) for x in antes if despues[x] != "ninguna" and orden[despues[x]] > orden[antes[x]]]
    assert list(s.conservan) == [x for x in antes if antes[x] == despues[x] != "ninguna"]
    assert antes["2.2.5"] == "ninguna"
    assert (s.solo_persona, s.pierden_agregado) == (((), ("2.2.5",)) if agregado_fuera else (("2.2.5",), ()))
    assert sum(map(len, (s.pierden, s.debilitan, s.conservan, s.ya_sin_mandato, s.solo_persona,
                         s.pierden_agregado))) == 25


def test_sin_revisiones_se_ve_lo_que_la_maquina_concluyo(
    almacen_real: AlmacenEmbebido, almacen_revisado: AlmacenEmbebido, acunador: Acunador,
) -> None:
    sin = ["lgtaip-2015/art_59"]
    de_la_maquina = simular(almacen_revisado, "inai-cpgat-2017", acunador, sin, con_revisiones=False)
    assert de_la_maquina == replace(simular(almacen_real, "inai-cpgat-2017", acunador, sin), con_revisiones=False)
    con = simular(almacen_revisado, "inai-cpgat-2017", acunador, sin)
    assert con.solo_persona == ("2.2.5",)
    assert "2.2.5" in de_la_maquina.conservan


def test_cada_unidad_alianza_y_evento_se_puede_quitar_por_su_clave(
    almacen_real: AlmacenEmbebido, leido_real: Leido, acunador: Acunador,
) -> None:
    programa = leido_real.programa
    claves = [f"alianza/{a.numero}" for a in programa.alianzas if a.lineas]
    claves += [f"evento/{e.numero}" for e in programa.eventos if e.lineas]
    s = simular(almacen_real, programa.clave, acunador, claves)
    assert len(s.fuera) == len(claves) > 5
