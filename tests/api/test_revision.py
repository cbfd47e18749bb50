"""Pages of a programme that persons have reviewed."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from api.contexto import Contexto
from api.servidor import crear_aplicacion
from grafo.almacen import AlmacenEmbebido
from grafo.construccion import Leido, construir
from grafo.hallazgos import Hallado, hallados_de
from grafo.revisiones import Cuaderno
from ontologia.iris import Acunador

CLAVE = "inai-cpgat-2017"
HOSTIL = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def revisado(leido: Leido) -> TestClient:
    """Ana rejects all of 2.2.5 and adds 56 to 1.1.1; Ana and Luis disagree on 1.1.3."""
    almacen, acunador = AlmacenEmbebido(), Acunador()
    construir([leido], almacen, acunador)
    cuaderno, dia = Cuaderno(almacen, acunador), datetime(2026, 1, 1, tzinfo=UTC)
    cuaderno.decidir(CLAVE, "2.2.5", "rechaza", HOSTIL, "Ana Ruiz", "auditora", dia)
    cuaderno.decidir(CLAVE, "1.1.1", "agrega", "Lo dice", "Ana Ruiz", "auditora", dia, articulo="lgtaip-2015/art_53")
    cuaderno.decidir(CLAVE, "1.1.3", "confirma", "Sí", "Ana Ruiz", "auditora", dia)
    cuaderno.decidir(CLAVE, "1.1.3", "rechaza", "No", "Luis Paz", "auditor", dia)
    cuaderno.decidir_hallazgo(CLAVE, descartable(almacen).id, "descarta", HOSTIL, "Ana Ruiz", "auditora", dia)
    return TestClient(crear_aplicacion(Contexto(almacen, acunador)),
                      headers={"Accept": "text/html"})


def descartable(almacen: AlmacenEmbebido) -> Hallado:
    """The finding that the packaged document skips line 3.2.1."""
    return next(h for h in hallados_de(almacen, CLAVE, Acunador()) if "3.2.1" in h.mensaje)


def test_un_hallazgo_descartado_esta_aparte_con_quien_y_por_que_y_no_se_cuenta_con_los_demas(
    revisado: TestClient, contexto: Contexto,
) -> None:
    hallado, todos = descartable(contexto.almacen), hallados_de(contexto.almacen, CLAVE, Acunador())
    pagina = revisado.get("/auditoria").text
    abiertos, descartados = pagina[pagina.index('id="hallazgos"'):].split('id="descartados"')
    assert f"({len(todos) - 1})" in abiertos
    assert f'id="hallazgo-{hallado.id}"' not in abiertos
    assert f'id="hallazgo-{hallado.id}"' in descartados
    assert "Ana Ruiz (auditora)" in descartados
    assert hallado.id in revisado.get("/revision").text


def test_el_json_y_los_informes_dicen_quien_descarto_cada_hallazgo(revisado: TestClient, contexto: Contexto) -> None:
    hallado = descartable(contexto.almacen)
    libro = revisado.get("/auditoria?formato=json").json()
    (dicho,) = [h for h in libro["hallazgos"] if h["descartado"]]
    assert dicho["id"] == hallado.id
    assert {k: dicho["descartado"][k] for k in ("quien", "motivo", "cuando")} == {
        "quien": "Ana Ruiz", "motivo": HOSTIL, "cuando": "2026-01-01T00:00:00Z"}
    assert libro["hallazgos_descartados"] == 1
    assert "Descartados por una persona (1)" in revisado.get("/auditoria?informe=html").text
    filas = revisado.get("/auditoria?informe=csv").text.splitlines()
    assert sum(f.startswith("hallazgos,") and f.endswith(",descartado_por,Ana Ruiz") for f in filas) == 1


def test_la_auditoria_muestra_lo_que_las_personas_decidieron(revisado: TestClient) -> None:
    pagina = revisado.get("/auditoria").text
    assert pagina.count("rechazado por una persona") == 4  # 56 to 59 of line 2.2.5
    assert "agregado por una persona" in pagina
    assert pagina.count("las personas no están de acuerdo") == 1
    assert revisado.get("/auditoria?cobertura=hueco").text.count('<tr id="l-') == 1
    assert revisado.get("/auditoria?revision=contradicha").text.count('<tr id="l-') == 1


def test_la_cola_pone_primero_lo_que_esta_en_disputa_y_muestra_la_historia(revisado: TestClient) -> None:
    pagina = revisado.get("/revision?idioma=en").text
    assert pagina.index(">1.1.3<") < pagina.index(">2.1.1<")
    assert "persons disagree" in pagina
    assert "Luis Paz (auditor)" in pagina
    assert re.findall(r'id="(linea-2\.2\.5[^"]*)"', pagina) == ["linea-2.2.5"]  # what was rejected left a hole


def test_el_motivo_de_una_persona_no_se_ejecuta(revisado: TestClient) -> None:
    for camino in ("/revision", f"/programa/{CLAVE}/linea/2.2.5", "/auditoria?informe=html"):
        pagina = revisado.get(camino).text
        assert "&lt;script&gt;alert(1)" in pagina
        assert HOSTIL not in pagina
