"""The frozen values that the schemes and the norms are read into (`ontologia.recursos` reads them)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

__all__ = ["Acto", "ArticuloConocido", "Nivel", "NormaConocida", "Tema", "TipoDeHallazgo"]


@dataclass(frozen=True, slots=True)
class Tema:
    """A topic; `terminos` are the Spanish words that show it, the preferred first, as the scheme writes them."""

    clave: str
    etiqueta: str
    label: str
    terminos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nivel:
    """A level of evidence; `orden` 1 is the strongest."""

    clave: str
    etiqueta: str
    label: str
    orden: int


@dataclass(frozen=True, slots=True)
class Acto:
    """A kind of act; `frases` are the words with which a line starts, the longest first."""

    clave: str
    etiqueta: str
    label: str
    frases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TipoDeHallazgo:
    """A kind of finding; `severidad` is "Info", "Warning" or "Violation"."""

    clave: str
    severidad: str
    etiqueta: str
    label: str
    explicacion: str
    explanation: str


@dataclass(frozen=True, slots=True)
class ArticuloConocido:
    """An article; `temas` are topic keys, `sucedido_por` pairs of norm key and article number."""

    numero: str
    temas: tuple[str, ...]
    sucedido_por: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NormaConocida:
    """A norm with its names and dates (the last day in force included; None when unknown or still in force)."""

    clave: str
    titulo: str
    alternativos: tuple[str, ...]
    publicada: date | None
    vigente_desde: date | None
    vigente_hasta: date | None
    articulos: Mapping[str, ArticuloConocido]
