"""The portfolio: expected figures are sums done by hand over three programmes; budgets, over three hundred."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from urllib.parse import quote

import pytest
from lector_de_paginas import leer_pagina
from programas_ligeros import ligero, muchos
from rdflib import Graph
from rdflib.term import URIRef
from starlette.testclient import TestClient

from api.contexto import Contexto
from api.servidor import crear_aplicacion
from consultas import Resultado, Termino
from grafo.almacen import AlmacenEmbebido, Tripletas
from grafo.construccion import grafos_comunes
from ontologia.iris import Acunador

ACUNADOR = Acunador()
ALFA, BETA = "Instituto Alfa", "Instituto «Beta» & <b>hijos</b>"
A56, A59 = "lgtaip-2015/art_56", "lgtaip-2015/art_59"


class Contado(AlmacenEmbebido):
    """A store that counts what it is asked."""

    preguntas = 0

    def consultar(self, consulta: str, ligaduras: Mapping[str, Termino] | None = None, *resto: object,
                  **otros: object) -> Resultado:
        self.preguntas += 1
        return super().consultar(consulta, ligaduras, *resto, **otros)  # type: ignore[arg-type]


def cliente_de(almacen: AlmacenEmbebido) -> TestClient:
    return TestClient(crear_aplicacion(Contexto(almacen, ACUNADOR)), headers={"Accept": "text/html"})


def con(*programas: Mapping[URIRef, Tripletas]) -> Contado:
    grafos: dict[URIRef, Tripletas] = {**grafos_comunes(ACUNADOR)}
    for propio in programas:
        grafos |= propio
    almacen = Contado()
    almacen.reemplazar(grafos)
    return almacen


@pytest.fixture(scope="module")
def tres() -> TestClient:
    """Alfa of 2016: 3 lines; Alfa of 2017: 5; Beta of 2017: 4, none with a mandate."""
    return cliente_de(con(
        ligero(ACUNADOR, "alfa-2016", 2016, ALFA, {"expresa": 2, "ninguna": 1}, {(A59, "expresa"): 2}),
        ligero(ACUNADOR, "alfa-2017", 2017, ALFA, {"expresa": 3, "nominal": 2},
               {(A59, "expresa"): 3, (A59, "nominal"): 1, (A56, "nominal"): 1}),
        ligero(ACUNADOR, "beta-2017", 2017, BETA, {"ninguna": 4}, {})))


def texto_de(cliente: TestClient, camino: str) -> str:
    respuesta = cliente.get(camino)
    assert respuesta.status_code == 200, respuesta.text
    return " ".join(re.sub(r"<[^<>]*>", " ", respuesta.text).split())


def renglones(cliente: TestClient, camino: str) -> list[str]:
    """Return the rows of the first table as words, without the marks."""
    tabla = cliente.get(camino).text.partition('<table class="datos portafolio">')[2].partition("</table>")[0]
    filas = re.findall(r"<tr>(.*?)</tr>", tabla.partition("<tbody>")[2], flags=re.DOTALL)
    sin_marcas = [re.sub(r'<span class="marca-de-nivel[^>]*>.</span>', "", f) for f in filas]
    return [" ".join(re.sub(r"<[^<>]*>", " ", f).split()) for f in sin_marcas]


def descargadas(cliente: TestClient, camino: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(cliente.get(camino).content.decode("utf-8-sig"))))


def test_cada_institucion_suma_sus_programas_nivel_por_nivel(tres: TestClient) -> None:
    assert renglones(tres, "/portafolio") == [
        "Instituto «Beta» &amp; &lt;b&gt;hijos&lt;/b&gt; 1 programas · 4 líneas de acción Ninguna: 4 nada nada",
        "Instituto Alfa 2 programas · 8 líneas de acción Expresa: 5 Nominal: 2 Ninguna: 1 "
        "Nominal: 1 en 1 de 2 programas Expresa: 5 Nominal: 1",
    ][::-1]


def test_se_dice_cuantos_se_muestran_de_cuantos(tres: TestClient) -> None:
    todo = texto_de(tres, "/portafolio")
    assert "2 de 2 instituciones mostradas." in todo
    assert "A los filtros corresponden 3 de 3 programas." in todo
    assert "Se muestran 2 de 2 artículos." in todo
    assert "A los filtros corresponden 2 de 3 programas." in texto_de(tres, "/portafolio?texto=alfa")


def test_la_tendencia_cuenta_cada_anio_por_nivel(tres: TestClient) -> None:
    html = tres.get("/portafolio").text.partition('id="tendencia"')[2].partition("</table>")[0]
    filas = [" ".join(re.sub(r"<[^<>]*>", " ", f).split()) for f in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)]
    assert filas == ["Nivel de evidencia 2016 2017", "Programas 1 2", "Expresa 2 3", "Nominal 0 2", "Ninguna 1 4"]
    # Four lines are the most there is in a year: a bar of the whole height; three are three quarters of it.
    assert 'height="24.0"' in html
    assert 'height="18.0"' in html


def test_los_huecos_se_ordenan_del_mayor_al_menor(tres: TestClient) -> None:
    todo = texto_de(tres, "/portafolio").partition("Los huecos mayores")[2]
    assert todo.index("Beta") < todo.index("Alfa")
    assert "4 de 4 líneas" in todo
    assert "1 de 8 líneas" in todo
    assert "sin líneas en 2 de 3 programas" in todo  # article 56
    assert [f.partition(" ")[2][:6] for f in renglones(tres, "/portafolio?orden=huecos")] == ["«Beta»", "Alfa 2"]


def test_una_institucion_muestra_sus_programas_y_que_cambio(tres: TestClient) -> None:
    camino = "/portafolio?institucion=Instituto+Alfa"
    assert renglones(tres, camino) == [
        "Programa anual 2016 de Instituto Alfa 2016 · 3 líneas de acción Expresa: 2 Ninguna: 1 Ver las que no tienen "
        "nada Ver las líneas: Expresa: 2",
        "Programa anual 2017 de Instituto Alfa 2017 · 5 líneas de acción Expresa: 3 Nominal: 2 "
        "Ver las líneas: Nominal: 1 Ver las líneas: Expresa: 3 Nominal: 1",
    ]
    cambios = texto_de(tres, camino).partition("Qué cambió de un programa al siguiente")[2]
    assert "2016 a 2017 +2" in cambios
    assert re.search(r"Expresa: \+1 . Nominal: \+2 . Ninguna: -1", cambios)
    enlaces = {e for e, _ in leer_pagina(tres.get(camino).text).enlaces}
    assert "/comparar?a=alfa-2016&b=alfa-2017" in enlaces
    assert "/alineacion?programa=alfa-2017&articulo=lgtaip-2015%2Fart_59" in enlaces


@pytest.mark.parametrize(("filtro", "claves"), [
    ("desde=2017", {"alfa-2017", "beta-2017"}), ("hasta=2016", {"alfa-2016"}),
    ("desde=2016&hasta=2017&texto=ALFA+2017", {"alfa-2017"}), ("nivel=nominal", {"alfa-2017"}),
    ("nivel=ninguna", {"alfa-2016", "beta-2017"}), ("nivel=ninguna&articulo=lgtaip-2015/art_59", {"beta-2017"}),
    ("nivel=expresa&articulo=lgtaip-2015/art_56", set()), ("institucion=Instituto+Gama", set()),
    ("texto=%3Cb%3Ehijos", {"beta-2017"}),
])
def test_los_filtros_dejan_los_programas_que_dicen(tres: TestClient, filtro: str, claves: set[str]) -> None:
    assert f"corresponden {len(claves)} de 3 programas" in texto_de(tres, f"/portafolio?{filtro}")
    suyas = {f["programa"] for institucion in (ALFA, BETA)
             for f in tres.get(f"/portafolio?institucion={quote(institucion)}&{filtro}&formato=json").json()}
    assert suyas == claves


@pytest.mark.parametrize("malo", ["desde=ayer", "pagina=-1", "nivel=fuerte", "fecha=2017-13-40", "columnas=1e9"])
def test_un_filtro_mal_escrito_se_dice(tres: TestClient, malo: str) -> None:
    assert tres.get(f"/portafolio?{malo}").status_code == 400


def test_con_la_ley_de_otro_dia_se_dice_que_no_regia_y_no_se_marca_hueco(tres: TestClient) -> None:
    html = tres.get("/portafolio?fecha=2025-04-01").text
    assert html.count("no regía") == 4  # two headings, two cells of Beta
    assert 'class="hueco"' not in html
    assert "no puede saberse de los recuentos" in html
    de_una = texto_de(tres, "/portafolio?institucion=Instituto+Alfa&fecha=2025-04-01")
    assert "Para los primeros 2 programas de la página se dice con su libro de mandatos." in de_una
    assert "no regía" not in tres.get("/portafolio?fecha=2017-04-01").text


def test_la_descarga_tiene_todas_las_cuentas(tres: TestClient) -> None:
    assert descargadas(tres, "/portafolio?formato=csv") == [
        ["institucion", "programas", "articulo", "nivel", "lineas"],
        [ALFA, "2", "", "expresa", "5"], [ALFA, "2", "", "nominal", "2"], [ALFA, "2", "", "ninguna", "1"],
        [ALFA, "2", A56, "nominal", "1"], [ALFA, "2", A59, "expresa", "5"], [ALFA, "2", A59, "nominal", "1"],
        [BETA, "1", "", "ninguna", "4"], [BETA, "1", A56, "", "0"], [BETA, "1", A59, "", "0"],
    ]
    assert tres.get("/portafolio?institucion=Instituto+Alfa&formato=json").json()[0] == {
        "institucion": ALFA, "anio": 2016, "programa": "alfa-2016", "articulo": "", "nivel": "expresa", "lineas": 2}
    assert tres.get("/portafolio?formato=xlsx").content[:2] == b"PK"
    assert tres.get("/portafolio?formato=exe").status_code == 404


def test_un_programa_sin_recuentos_se_dice_y_no_pasa_por_hueco() -> None:
    viejo = ligero(ACUNADOR, "viejo-2015", 2015, ALFA, {"expresa": 1}, {(A59, "expresa"): 1})
    del viejo[ACUNADOR.grafo_derivado("viejo-2015")]
    nuevo = ligero(ACUNADOR, "nuevo-2016", 2016, ALFA, {"expresa": 1}, {(A59, "expresa"): 1})
    cliente = cliente_de(con(viejo, nuevo))
    todo = texto_de(cliente, "/portafolio")
    assert "1 programas no tienen recuentos" in todo
    assert renglones(cliente, "/portafolio")[0].endswith("2015 · sin recuentos sin recuentos")
    assert "corresponden 0 de 2 programas" in texto_de(cliente, f"/portafolio?nivel=ninguna&articulo={A59}")


def test_lo_que_se_publica_se_ve_enseguida() -> None:
    almacen = con(ligero(ACUNADOR, "a-2016", 2016, ALFA, {"expresa": 2}, {}))
    cliente = cliente_de(almacen)
    assert "3 líneas" not in texto_de(cliente, "/portafolio")
    almacen.reemplazar(ligero(ACUNADOR, "a-2016", 2016, ALFA, {"expresa": 3}, {}))
    assert "3 líneas" in texto_de(cliente, "/portafolio")


@pytest.fixture(scope="module")
def trescientos() -> TestClient:
    return cliente_de(con(*muchos(300, ACUNADOR)))


@pytest.fixture(scope="module")
def dos_tamanos() -> tuple[Contado, Contado]:
    return con(*muchos(60, ACUNADOR)), con(*muchos(120, ACUNADOR))


LISTAS = ("/", "/?texto=2012&pagina=2", "/portafolio", "/portafolio?pagina=2&orden=huecos",
          "/portafolio?institucion=Instituto+N%C3%BAmero+003", "/comparar", "/norma/lgtaip-2015/art_59",
          "/.well-known/void", "/consultas", "/consultas/normas", "/sparql", "/ayuda",
          "/calendario?programa=inst003-2012", "/auditoria?programa=inst003-2012")


@pytest.mark.parametrize("camino", LISTAS)
def test_con_cientos_de_programas_ninguna_pagina_pesa_mas_de_200_kb(trescientos: TestClient, camino: str) -> None:
    respuesta = trescientos.get(camino)
    assert respuesta.status_code == 200, respuesta.text
    assert len(respuesta.content) < 200_000


@pytest.mark.parametrize("camino", LISTAS)
def test_lo_que_se_pregunta_al_almacen_no_crece_con_los_programas(
    dos_tamanos: tuple[Contado, Contado], camino: str
) -> None:
    cuantas = []
    for almacen in dos_tamanos:
        cliente, antes = cliente_de(almacen), almacen.preguntas
        assert cliente.get(camino).status_code == 200
        cuantas.append(almacen.preguntas - antes)
    assert cuantas[0] == cuantas[1]


def test_de_muchos_programas_se_va_por_paginas_sin_perder_los_filtros(trescientos: TestClient) -> None:
    vistos: set[str] = set()
    camino = "/portafolio?desde=2012&orden=huecos"
    while camino:
        html = trescientos.get(camino).text
        vistos |= set(re.findall(r"institucion=Instituto\+N%C3%BAmero\+(\d+)&amp;orden=huecos\" lang", html))
        assert "corresponden 240 de 300 programas" in html
        siguiente = re.search(r'rel="next" href="([^"]*)"', html)
        camino = siguiente[1].replace("&amp;", "&") if siguiente else ""
    assert len(vistos) == 30


def test_la_portada_busca_entre_todos(trescientos: TestClient) -> None:
    todo = texto_de(trescientos, "/?texto=número+003+2012")
    assert "1 de 1 programas hallados" in todo
    assert "/?programa=inst003-2012" in trescientos.get("/?texto=003-2012").text
    assert "20 de 300 programas hallados" in texto_de(trescientos, "/")


def test_la_descripcion_de_muchos_programas_remite_a_la_lista_y_al_volcado(trescientos: TestClient) -> None:
    void = Graph().parse(data=trescientos.get("/.well-known/void").text, format="turtle")
    conjuntos = set(void.objects(None, URIRef("http://www.w3.org/ns/dcat#dataset")))
    assert len(conjuntos) == 1
    volcados = set(map(str, void.objects(None, URIRef("http://rdfs.org/ns/void#dataDump"))))
    assert volcados == {"http://testserver/datos/todo.nq"}
    assert any(str(o).endswith("/api/programas") for o in void.objects())


def test_quien_no_existe_no_hace_que_se_nombren_todos(trescientos: TestClient) -> None:
    respuesta = trescientos.get("/auditoria?programa=nadie")
    assert respuesta.status_code == 404
    assert "y 280 más" in respuesta.text
