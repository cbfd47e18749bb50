"""What is found all over a document: names, figures, stages, footnotes, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from grafo.modelo.textos import Pasaje, Tramo

__all__ = ["Etapa", "Hallazgo", "Indicador", "Nota", "Organizacion", "Proyecto"]


@dataclass(frozen=True, slots=True)
class Proyecto:
    """A named project or instrument.

    `nombre` is its fullest form, `variantes` every other wording found, `menciones` all its places in order, each
    with the wording there. `clase` is "proyecto" or "instrumento".
    """

    nombre: str
    clase: str
    variantes: tuple[str, ...]
    menciones: tuple[Pasaje, ...]


@dataclass(frozen=True, slots=True)
class Organizacion:
    """An organisation that the document names, with its acronym when the document ties the two."""

    nombre: str
    sigla: str | None
    variantes: tuple[str, ...]
    menciones: tuple[Pasaje, ...]


@dataclass(frozen=True, slots=True)
class Indicador:
    """A statistic: `valor` in `unidad` ("%", "compromisos", "índice 0-1") about `sujeto`, from `fuente`, in `anio`."""

    numero: str
    valor: Decimal
    unidad: str
    sujeto: str
    fuente: str | None
    anio: int | None
    pasaje: Pasaje


@dataclass(frozen=True, slots=True)
class Etapa:
    """A stage of the long-term strategy: its horizon year and its term (corto, mediano, largo)."""

    anio: int
    plazo: str
    pasaje: Pasaje


@dataclass(frozen=True, slots=True)
class Nota:
    """A footnote."""

    numero: str
    texto: Pasaje


@dataclass(frozen=True, slots=True)
class Hallazgo:
    """Something wrong or worth a look in the document.

    `tipo` is a notation of the scheme of findings (`ontologia/esquemas/hallazgos.ttl`), which carries severity and
    explanation; `mensaje` and `message` say it in Spanish and English; `sobre` names items as
    "clase/numero" ("linea/2.2.5") when there are any.
    """

    tipo: str
    mensaje: str
    message: str
    tramos: tuple[Tramo, ...]
    sobre: tuple[str, ...] = ()
