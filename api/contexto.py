"""What the web application is given: one frozen object, passed in."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from api.llaves import Llaves
from grafo.almacen import Almacen, Consultorio
from grafo.bitacora import Bitacora
from grafo.validacion import Motor
from ontologia.iris import Acunador

__all__ = ["IDIOMAS", "Contexto"]

IDIOMAS = ("es", "en")


@dataclass(frozen=True)
class Contexto:
    """A store with its minter, its trail of writes, the keys of those who may write, and the settings of the pages.

    `prefijo` is the path below which a proxy serves the application ("/alinea", or nothing). `consultas_a_la_vez`
    and `plazo` (seconds) limit the queries that anybody may write; named questions and /salud do not wait for them.
    `consultorio` answers those; without one, threads of this process do. `espera` is how many seconds
    a body may be waited for. `motor_shacl` judges what is written; `respaldos` is the folder of the backups that are
    asked for over HTTP, None when none may be. `servicios` are the servers that a query may name in SERVICE, if what
    answers it lets it.
    """

    almacen: Almacen
    acunador: Acunador
    prefijo: str = ""
    idioma: str = "es"
    consultas_a_la_vez: int = 4
    plazo: float = 10.0
    llaves: Llaves = field(default_factory=Llaves)
    bitacora: Bitacora = field(default_factory=Bitacora)
    consultorio: Consultorio | None = None
    motor_shacl: Motor = Motor.pyshacl
    respaldos: Path | None = None
    espera: float = 20.0
    servicios: frozenset[str] = frozenset()
