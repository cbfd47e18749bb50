from __future__ import annotations

import pytest
from redes_de_prueba import red_inventada, red_real

from grafo.red import RedDeAlineacion
from grafo.vista import disponer
from grafo.vista.detalle import iluminadas
from grafo.vista.filtro import Filtro, agregar, filtrar, niveles_de_lineas
from grafo.vista.geometria import desbordes, encimadas, por_tarjetas


def numeros(red: RedDeAlineacion, clase: str) -> list[str]:
    return [n.numero for n in red.de_clase(clase)]


def test_sin_filtro_la_red_es_la_misma() -> None:
    red = red_real()
    assert filtrar(red, Filtro(texto="  ")) is red


def test_por_objetivo_quedan_sus_lineas_y_lo_que_las_sostiene() -> None:
    red = filtrar(red_real(), Filtro(objetivo="urn:objetivo/3"))
    assert numeros(red, "objetivo") == ["3"]
    assert numeros(red, "estrategia") == ["3.1", "3.2"]
    assert numeros(red, "linea") == ["3.1.1", "3.1.2", "3.2.2", "3.2.3"]
    assert numeros(red, "articulo") == ["56", "57", "58", "59"]
    assert len(red.de_clase("norma")) == 1


def test_por_palabras_se_halla_el_socio_sin_acentos_ni_mayusculas() -> None:
    assert numeros(filtrar(red_real(), Filtro(texto="FUNCION publica")), "linea") == ["1.2.1"]


def test_por_numero_se_halla_la_linea() -> None:
    assert numeros(filtrar(red_real(), Filtro(texto="2.2.5")), "linea") == ["2.2.5"]
    assert numeros(filtrar(red_real(), Filtro(texto="2.2")), "linea") == ["2.2.1", "2.2.2", "2.2.3", "2.2.4", "2.2.5"]


def test_los_filtros_se_suman() -> None:
    entera = red_real()
    uno, otro = Filtro(objetivo="urn:objetivo/2"), Filtro(nivel="expresa")
    ambos = filtrar(entera, Filtro(objetivo="urn:objetivo/2", nivel="expresa"))
    de_uno, de_otro = (set(numeros(filtrar(entera, f), "linea")) for f in (uno, otro))
    assert set(numeros(ambos, "linea")) == de_uno & de_otro
    assert 0 < len(ambos.de_clase("linea")) < len(de_uno)


def test_una_linea_sin_mandatos_tiene_el_nivel_ninguna() -> None:
    red = red_real()
    sin = RedDeAlineacion(red.nodos, [a for a in red.aristas if a.relacion != "mandato"], red.programa)
    assert set(niveles_de_lineas(sin).values()) == {frozenset({"ninguna"})}
    assert len(filtrar(sin, Filtro(nivel="ninguna")).de_clase("linea")) == 25
    assert filtrar(sin, Filtro(nivel="cita")).nodos == ()


@pytest.mark.parametrize(("maximo", "plegadas", "clases"), [
    (500, (), {"linea", "estrategia"}), (60, ("linea",), {"estrategia"}), (20, ("linea", "estrategia"), set()),
])
def test_lo_que_no_cabe_se_pliega_en_lo_que_lo_contiene(
    maximo: int, plegadas: tuple[str, ...], clases: set[str]
) -> None:
    red, hechas = agregar(red_inventada(5, 20, 60), maximo)
    assert hechas == plegadas
    assert {n.clase for n in red.nodos} & {"linea", "estrategia"} == clases
    assert {a.destino for a in red.aristas if a.relacion == "mandato"} == {
        a.destino for a in red_inventada(5, 20, 60).aristas if a.relacion == "mandato"}


def test_un_programa_enorme_se_dibuja_plegado_y_con_sus_mandatos() -> None:
    red, plegadas = agregar(red_inventada(20, 100, 700, plana=True), 500)
    disposicion = disponer(red, huecos=False)
    assert plegadas == ("linea",)
    assert sum(t.clase == "estrategia" for t in disposicion.tarjetas) == 100
    assert any(z.relacion == "mandato" for z in disposicion.trazos)
    assert not encimadas(disposicion) and not por_tarjetas(disposicion) and not desbordes(disposicion)
    assert set(iluminadas(disposicion)) == {t.iri for t in disposicion.tarjetas}
