"""Texts with their places, and what the document says of names, norms and topics."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Disposicion", "Pasaje", "Puente", "ReferenciaLegal", "Sigla", "TemaDelPrograma", "Tramo"]


@dataclass(frozen=True, slots=True, order=True)
class Tramo:
    """A stretch of the document: half-open character offsets, 1-based line numbers and page ordinal."""

    inicio: int
    fin: int
    linea_inicio: int
    linea_fin: int
    pagina: int


@dataclass(frozen=True, slots=True)
class Pasaje:
    """A text with its places: the slices at `tramos`, white space folded and joined by a space, are `texto`."""

    texto: str
    tramos: tuple[Tramo, ...]


@dataclass(frozen=True, slots=True)
class Sigla:
    """A row of the glossary; `definicion` holds its places."""

    sigla: str
    definicion: Pasaje


@dataclass(frozen=True, slots=True)
class Disposicion:
    """A row of the programme's table of norms (a title that the document lists, not yet a norm of the graph)."""

    numero: str
    texto: Pasaje


@dataclass(frozen=True, slots=True)
class ReferenciaLegal:
    """A citation of articles found in the text.

    `articulos` are article numbers as strings ("56", "24 Bis"); `ley` is the name the document uses ("LGTAIP",
    "Ley General"), `norma` the key of the norm it resolves to ("lgtaip-2015") or None when unresolved.
    `objetivo` is the number of the objective whose legal basis the sentence states, when it stands inside one.
    """

    articulos: tuple[str, ...]
    ley: str
    norma: str | None
    pasaje: Pasaje
    objetivo: str | None = None


@dataclass(frozen=True, slots=True)
class TemaDelPrograma:
    """A topic that the document itself sets, by a heading under which it cites articles; its term is the heading."""

    clave: str
    pasaje: Pasaje


@dataclass(frozen=True, slots=True)
class Puente:
    """A quote in which the programme ties topics to articles.

    `temas` are topic keys ("gobierno-abierto"); empty means the programme as a whole. `objetivo` restricts the
    bridge to the lines of one objective. `pasaje` is the whole sentence, `referencia` the citation in it.
    """

    temas: tuple[str, ...]
    referencia: ReferenciaLegal
    pasaje: Pasaje
    objetivo: str | None = None
