"""What many tests share: the packaged programme, read once and built once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from grafo.almacen import AlmacenEmbebido
from grafo.construccion import Leido, construir, leer, ruta_empaquetada
from ontologia.iris import Acunador


@pytest.fixture(scope="session")
def leido_real() -> Leido:
    """The packaged programme as read."""
    return leer(ruta_empaquetada())


@pytest.fixture(scope="session")
def acunador() -> Acunador:
    """The IRIs under the default base."""
    return Acunador()


@pytest.fixture(scope="session")
def almacen_real(leido_real: Leido, acunador: Acunador) -> Iterator[AlmacenEmbebido]:
    """A store in memory with the packaged programme. Tests must not write to it."""
    almacen = AlmacenEmbebido()
    construir([leido_real], almacen, acunador)
    yield almacen
    almacen.cerrar()
