from __future__ import annotations

from dataclasses import replace

import pytest
from lector_de_paginas import leer_pagina
from starlette.testclient import TestClient

from api.contexto import Contexto
from api.servidor import crear_aplicacion
from grafo.almacen import AlmacenEmbebido
from grafo.construccion import Leido, construir
from ontologia.espacios import AL
from ontologia.iris import Acunador


@pytest.fixture(scope="module")
def dos(leido: Leido) -> TestClient:
    p = leido.programa
    menor = replace(
        p,
        clave="otro-2018",
        anio=2018,
        titulo=replace(p.titulo, texto="El otro programa"),
        lineas_accion=p.lineas_accion[:3],
    )
    almacen, acunador = AlmacenEmbebido(), Acunador()
    construir([leido, replace(leido, programa=menor)], almacen, acunador)
    contexto = Contexto(almacen, acunador)
    return TestClient(crear_aplicacion(contexto), headers={"Accept": "text/html"})


def test_con_varios_programas_la_portada_da_a_elegir(dos: TestClient) -> None:
    pagina = leer_pagina(dos.get("/").text)
    assert {"/?programa=inai-cpgat-2017", "/?programa=otro-2018"} <= {e for e, _ in pagina.enlaces}
    assert "El otro programa" in pagina.todo_el_texto


@pytest.mark.parametrize("camino", ["/", "/alineacion", "/tabla", "/matriz", "/auditoria", "/documento", "/calendario"])
def test_el_programa_elegido_se_conserva(dos: TestClient, camino: str) -> None:
    respuesta = dos.get(f"{camino}?programa=otro-2018")
    assert respuesta.status_code == 200
    enlaces = {e for e, _ in leer_pagina(respuesta.text).enlaces}
    assert "/auditoria?programa=otro-2018" in enlaces
    assert not [e for e in enlaces if e.startswith("/programa/inai-cpgat-2017")]


def test_la_cita_de_un_programa_lleva_a_su_propio_documento(dos: TestClient) -> None:
    pagina = leer_pagina(dos.get("/programa/otro-2018/linea/1.1.1").text)
    citas = [e for e, _ in pagina.enlaces if e.startswith("/documento?cita=")]
    assert citas
    assert [c for c in citas if "programa=otro-2018" not in c] == []


def test_un_articulo_reune_las_lineas_de_todos_los_programas(dos: TestClient) -> None:
    enlaces = {e for e, _ in leer_pagina(dos.get("/norma/lgtaip-2015/art_59").text).enlaces}
    assert {"/programa/otro-2018/linea/1.1.1", "/programa/inai-cpgat-2017/linea/2.2.5"} <= enlaces


def test_el_pie_nombra_un_documento_solo_donde_la_pagina_es_de_un_programa(dos: TestClient) -> None:
    for camino in ("/norma/lgtaip-2015/art_59", "/ayuda", "/consultas", "/sparql", "/portafolio"):
        assert 'class="procedencia"' not in dos.get(camino).text, camino
    for camino in ("/alineacion?programa=otro-2018", "/programa/otro-2018/linea/1.1.1", "/documento"):
        assert 'class="procedencia"' in dos.get(camino).text, camino
    assert "programa de 2018" in dos.get("/programa/otro-2018/linea/1.1.1").text


def test_sin_programas_se_dice_como_construir_uno() -> None:
    cliente = TestClient(crear_aplicacion(Contexto(AlmacenEmbebido(), Acunador())), headers={"Accept": "text/html"})
    respuesta = cliente.get("/")
    assert respuesta.status_code == 404
    assert "alinea construir" in respuesta.text
    assert cliente.get("/ayuda").status_code == 200


def test_sin_el_documento_se_dice_que_falta(leido: Leido) -> None:
    almacen, acunador = AlmacenEmbebido(), Acunador()
    construir([leido], almacen, acunador)
    grafo = almacen.grafo(acunador.grafo_programa(leido.programa.clave))
    grafo.remove((None, AL.contenido, None))
    almacen.reemplazar({acunador.grafo_programa(leido.programa.clave): grafo})
    cliente = TestClient(crear_aplicacion(Contexto(almacen, acunador)), headers={"Accept": "text/html"})
    respuesta = cliente.get("/documento")
    assert respuesta.status_code == 404
    assert "no tiene el documento" in respuesta.text
