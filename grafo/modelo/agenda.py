"""What a programme does with others and when: alliances, events, sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grafo.modelo.textos import Pasaje

__all__ = ["Alianza", "Asunto", "Evento", "LineaCitada", "Sesion"]


@dataclass(frozen=True, slots=True)
class LineaCitada:
    """A line that an alliance or event names; `texto` is the wording there, if it re-quotes the line."""

    numero: str
    pasaje: Pasaje
    texto: Pasaje | None = None


@dataclass(frozen=True, slots=True)
class Alianza:
    """An alliance; `nombre` is the whole cell, `socios` each organisation named in it."""

    numero: str
    nombre: Pasaje
    socios: tuple[Pasaje, ...]
    objetivo: Pasaje | None
    convenio: Pasaje | None
    lineas: tuple[LineaCitada, ...]


@dataclass(frozen=True, slots=True)
class Evento:
    """An event; `inicio` and `fin` are the days its words (`fecha`) allow, both inclusive."""

    numero: str
    nombre: Pasaje
    objetivo: Pasaje | None
    lineas: tuple[LineaCitada, ...]
    fecha: Pasaje | None
    inicio: date | None
    fin: date | None


@dataclass(frozen=True, slots=True)
class Asunto:
    """An item of an agenda; `modalidad` is one of recepción, aprobación, conocimiento, estatus."""

    modalidad: str
    texto: Pasaje


@dataclass(frozen=True, slots=True)
class Sesion:
    """A session of the commission with its agenda in the document's order."""

    numero: str
    fecha: date | None
    fecha_texto: Pasaje
    tipo: str
    asuntos: tuple[Asunto, ...]
