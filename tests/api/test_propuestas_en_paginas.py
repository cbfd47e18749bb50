"""A law's own text, loaded into the store, proposes articles of a block for lines; a person decides."""

from __future__ import annotations

from pathlib import Path

import pytest
from lector_de_paginas import leer_pagina
from starlette.testclient import TestClient

from api.contexto import Contexto
from api.propuestas import apuntes_de
from api.servidor import crear_aplicacion
from api.taller import proponer_en
from grafo.almacen import AlmacenEmbebido
from grafo.construccion import Leido, construir
from grafo.documento import documento_de_bytes
from grafo.ley import grafos_de_ley, leer_ley
from ontologia.iris import Acunador

LEY = """Artículo 56. Los organismos garantes emitirán políticas de transparencia proactiva.

Artículo 57. La información que se publique tendrá un reporte de guías.

Artículo 58. El sistema emitirá criterios para evaluar la efectividad y la difusión de la política.
"""
"""Not the law: three sentences with words that some lines have ("difusión", "guías", "reporte") and others do not."""


@pytest.fixture(scope="module")
def con_ley(leido: Leido) -> TestClient:
    almacen, acunador = AlmacenEmbebido(), Acunador()
    construir([leido], almacen, acunador)
    ley = leer_ley(documento_de_bytes(LEY.encode(), "ley.txt"), "lgtaip-2015")
    almacen.reemplazar({acunador.grafo_ley("lgtaip-2015"): grafos_de_ley(ley, acunador)})
    return TestClient(crear_aplicacion(Contexto(almacen, acunador)), headers={"Accept": "text/html"})


def test_sin_el_texto_de_la_ley_no_se_propone_nada(cliente: TestClient) -> None:
    assert "propuestas" not in cliente.get("/norma/lgtaip-2015/art_58").text
    assert "propuestas" not in cliente.get("/programa/inai-cpgat-2017/linea/1.3.4").text


def test_el_articulo_de_un_bloque_dice_que_lineas_apuntan_a_el_con_las_palabras_en_comun(con_ley: TestClient) -> None:
    html = con_ley.get("/norma/lgtaip-2015/art_58").text
    pagina = leer_pagina(html)
    assert "Líneas cuyas palabras apuntan a él" in pagina.todo_el_texto
    assert "No son evidencia" in pagina.todo_el_texto
    assert "<q>difusión</q>" in html
    assert "alinea revisar --linea 3.2.2 --decision confirma --articulo lgtaip-2015/art_58" in html
    assert any(e.startswith("/revision?") and "linea=3.2.2" in e for e, _ in pagina.enlaces)
    assert "alinea revisar --linea 3.2.2" not in con_ley.get("/norma/lgtaip-2015/art_57").text


def test_la_pagina_de_la_linea_propone_lo_mismo_y_en_ingles_lo_dice(con_ley: TestClient) -> None:
    html = con_ley.get("/programa/inai-cpgat-2017/linea/3.2.2?idioma=en").text
    assert "Articles that its words point to" in html
    assert "--articulo lgtaip-2015/art_58" in html and "--articulo lgtaip-2015/art_57" not in html


def test_lo_del_almacen_es_lo_mismo_que_propone_la_consola(con_ley: TestClient, tmp_path: Path) -> None:
    ruta = tmp_path / "ley.txt"
    ruta.write_text(LEY, encoding="utf-8")
    esperado = {(p.linea, p.articulo, p.compartidas) for p in proponer_en(ruta, "lgtaip-2015", None)}
    dado = {(a.linea, a.articulo.rpartition("_")[2], a.compartidas)
            for a in apuntes_de(con_ley.app.state.sitio, "inai-cpgat-2017")}  # type: ignore[attr-defined]
    assert dado == esperado
    assert len(dado) > 3


def test_el_articulo_fuera_del_bloque_no_recibe_propuestas(con_ley: TestClient) -> None:
    assert "propuestas" not in con_ley.get("/norma/lgtaip-2015/art_59").text
