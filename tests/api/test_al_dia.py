"""Every page says of which state of the store it speaks: its generation, and when it was last published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from documento_pequeno import DOCUMENTO
from llaves_de_prueba import LLAVES, de
from starlette.testclient import TestClient

from api.bitacoras import ultima_publicacion
from api.contexto import Contexto
from api.servidor import crear_aplicacion
from grafo.almacen import AlmacenEmbebido
from grafo.bitacora import Bitacora
from grafo.construccion import construir, leer_bytes
from ontologia.iris import Acunador

REVISION = {"linea": "1.1.2", "decision": "confirma", "motivo": "Lo dice.", "rol": "auditora"}


@pytest.fixture
def contexto(tmp_path: Path) -> Iterator[Contexto]:
    almacen = AlmacenEmbebido()
    construir([leer_bytes(DOCUMENTO, "pequeno.txt")], almacen, Acunador())
    yield Contexto(almacen, Acunador(), llaves=LLAVES, bitacora=Bitacora(tmp_path / "bitacora"))
    almacen.cerrar()


def al_pie(cliente: TestClient, camino: str) -> tuple[str, list[str]]:
    """Return the generation and the moments that the foot of a page gives."""
    pie = cliente.get(camino, headers={"Accept": "text/html"}).text.partition('<footer class="pie">')[2]
    generacion = re.search(r"(?:Almacén, generación|Store, generation) (\d+)", pie)
    assert generacion is not None
    return generacion[1], re.findall(r'<time datetime="([^"]+)">', pie)


def test_el_pie_dice_la_generacion_y_cuando_se_publico_lo_ultimo(contexto: Contexto) -> None:
    cliente = TestClient(crear_aplicacion(contexto))
    antes = contexto.almacen.generacion
    for camino in ("/", "/ayuda", "/auditoria", "/revision?idioma=en"):
        assert al_pie(cliente, camino) == (str(antes), []), "nobody wrote by the server yet"
    assert cliente.post("/api/revisiones", json=REVISION, headers=de("Rita")).status_code == 201
    assert contexto.almacen.generacion != antes
    (asiento,) = [a for a in contexto.bitacora.asientos() if a.suceso == "publica"]
    assert al_pie(cliente, "/") == (str(contexto.almacen.generacion), [asiento.cuando])


def test_una_bitacora_que_no_se_puede_leer_no_quita_ninguna_pagina(contexto: Contexto, tmp_path: Path) -> None:
    bitacora = Bitacora(tmp_path / "otra")
    (tmp_path / "otra").unlink(missing_ok=True)
    (tmp_path / "otra").mkdir()
    assert ultima_publicacion(bitacora) == ""
