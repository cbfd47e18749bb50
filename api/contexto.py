"""What the web application is given: one frozen object, passed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from grafo.almacen import Almacen
from grafo.documento import Documento
from ontologia.iris import Acunador

__all__ = ["IDIOMAS", "Contexto"]

IDIOMAS = ("es", "en")


@dataclass(frozen=True)
class Contexto:
    """A store with its minter, the source documents by key of programme, and the settings of the pages.

    `prefijo` is the path below which a proxy serves the application ("/alinea", or nothing). `consultas_a_la_vez`
    and `plazo` (seconds) limit the queries that anybody may write; named questions and /salud do not wait for them.
    """

    almacen: Almacen
    acunador: Acunador
    documentos: Mapping[str, Documento] = field(default_factory=dict)
    prefijo: str = ""
    idioma: str = "es"
    consultas_a_la_vez: int = 4
    plazo: float = 10.0
