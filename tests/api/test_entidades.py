from __future__ import annotations

import pytest
from lector_de_paginas import leer_pagina
from starlette.testclient import TestClient

RAIZ = "/programa/inai-cpgat-2017"

VECINAS = [
    (f"{RAIZ}/linea/2.2.5", f"{RAIZ}/estrategia/2.2"),
    (f"{RAIZ}/linea/2.2.5", f"{RAIZ}/alianza/3"),
    (f"{RAIZ}/linea/2.2.5", f"{RAIZ}/evento/1"),
    (f"{RAIZ}/linea/2.2.5", f"{RAIZ}/unidad/dggat"),
    (f"{RAIZ}/linea/2.2.5", "/norma/lgtaip-2015/art_59"),
    (f"{RAIZ}/estrategia/2.2", f"{RAIZ}/objetivo/2"),
    (f"{RAIZ}/objetivo/2", f"{RAIZ}/objetivo-estrategico/2"),
    (f"{RAIZ}/alianza/3", f"{RAIZ}/organizacion/sistema-universitario-jesuita"),
    ("/norma/lgtaip-2015/art_59", "/norma/lgtaip-2025/art_53"),
    ("/norma/lgtaip-2015/art_59", "/norma/lgtaip-2015"),
]


@pytest.mark.parametrize(("una", "otra"), VECINAS)
def test_dos_entidades_unidas_se_enlazan_la_una_a_la_otra(cliente: TestClient, una: str, otra: str) -> None:
    for aqui, alla in ((una, otra), (otra, una)):
        respuesta = cliente.get(aqui)
        assert respuesta.status_code == 200
        assert alla in {e for e, _ in leer_pagina(respuesta.text).enlaces}


def test_toda_entidad_del_grafo_tiene_su_pagina(cliente: TestClient) -> None:
    consulta = "SELECT DISTINCT ?s WHERE { ?s <http://purl.org/dc/terms/isPartOf> ?p ; a ?c } ORDER BY ?s"
    filas = cliente.get("/sparql", params={"query": consulta}, headers={"Accept": "text/csv"}).text.split()[1:]
    caminos = [iri.removeprefix("https://w3id.org/alinea/id") for iri in filas]
    assert len(caminos) > 300
    por_clase = {c.split("/")[3]: c for c in caminos if c.startswith(RAIZ)}
    assert len(por_clase) > 15
    assert {c: s for c in por_clase.values() if (s := cliente.get(c).status_code) != 200} == {}


def test_el_fundamento_de_una_linea_va_antes_que_lo_demas(cliente: TestClient) -> None:
    texto = leer_pagina(cliente.get(f"{RAIZ}/linea/2.2.5").text).todo_el_texto
    assert texto.index("Fundamento") < texto.index("Lo que se sabe de ello")
    assert "El término no está en la línea, pero sí en las palabras de su estrategia" in texto
    assert "LGTAIP (2025), artículo 53" in texto
    assert "en bloque" in texto


def test_una_linea_sin_ley_vigente_dice_que_su_mandato_caduco(cliente: TestClient) -> None:
    texto = leer_pagina(cliente.get(f"{RAIZ}/linea/2.2.5?fecha=2025-04-01").text).todo_el_texto
    assert "Ninguna" in texto
    assert "no vigente ese día" in texto


def test_una_cita_dice_que_se_toma_de_ella(cliente: TestClient) -> None:
    linea = leer_pagina(cliente.get(f"{RAIZ}/linea/2.2.5").text)
    cita = next(e for e, p in linea.enlaces if p == "Qué más se toma de aquí")
    assert f"{RAIZ}/linea/2.2.5" in {e for e, _ in leer_pagina(cliente.get(cita).text).enlaces}
