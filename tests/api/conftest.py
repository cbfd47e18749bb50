"""The real packaged programme, served."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from servicio_de_prueba import servicio
from servidor_vivo import Vivo, servidor
from starlette.testclient import TestClient

from api.contexto import Contexto
from api.servidor import crear_aplicacion
from grafo.almacen import AlmacenEmbebido
from grafo.construccion import Leido, construir, leer, ruta_empaquetada
from ontologia.iris import Acunador


@pytest.fixture(scope="session")
def leido() -> Leido:
    return leer(ruta_empaquetada())


@pytest.fixture(scope="session")
def contexto(leido: Leido) -> Contexto:
    almacen, acunador = AlmacenEmbebido(), Acunador()
    construir([leido], almacen, acunador)
    return Contexto(almacen, acunador)


@pytest.fixture(scope="session")
def cliente(contexto: Contexto) -> TestClient:
    """A browser that follows nothing by itself."""
    return TestClient(crear_aplicacion(contexto), headers={"Accept": "text/html"}, follow_redirects=False)


@pytest.fixture(scope="session")
def programa_cliente(contexto: Contexto) -> TestClient:
    """A program, which says what it accepts in each request."""
    return TestClient(crear_aplicacion(contexto), headers={"Accept": "*/*"}, follow_redirects=False)


@pytest.fixture(scope="session")
def vivo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vivo]:
    """`alinea servir`, in a process of its own."""
    with servidor(tmp_path_factory.mktemp("vivo")) as este:
        yield este


@pytest.fixture(scope="module")
def cliente_fijo() -> TestClient:
    """A service of three small graphs that no test writes to."""
    return servicio()[0]


@pytest.fixture
def nuevo() -> tuple[TestClient, AlmacenEmbebido]:
    """A service of three small graphs, and its store, for one test."""
    return servicio()
