"""The tree of a programme: from the institutional objective to the action line, and the alignment table."""

from __future__ import annotations

from dataclasses import dataclass

from grafo.modelo.textos import Pasaje

__all__ = ["Estrategia", "FilaDeAlineacion", "LineaDeAccion", "ObjetivoEspecifico", "ObjetivoEstrategico"]


@dataclass(frozen=True, slots=True)
class ObjetivoEstrategico:
    """An institutional objective (or the top level of a deeper programme, such as an "eje")."""

    numero: str
    texto: Pasaje
    otros: tuple[Pasaje, ...] = ()


@dataclass(frozen=True, slots=True)
class ObjetivoEspecifico:
    """An objective of the programme; `contribuye_a` is the number of an institutional objective."""

    numero: str
    texto: Pasaje
    contribuye_a: str | None = None


@dataclass(frozen=True, slots=True)
class Estrategia:
    """A strategy; `objetivo` is the number of its objective."""

    numero: str
    texto: Pasaje
    objetivo: str


@dataclass(frozen=True, slots=True)
class LineaDeAccion:
    """An action line; `estrategia` is the number of its strategy, or of its objective where that has none.

    The units stand as the document writes them. `fundamentos` is what a label or a column of its own says of its legal
    basis.
    """

    numero: str
    texto: Pasaje
    estrategia: str
    secretaria: Pasaje | None = None
    direccion: Pasaje | None = None
    corresponsables: tuple[Pasaje, ...] = ()
    fundamentos: tuple[Pasaje, ...] = ()

    @property
    def lugares(self) -> tuple[tuple[int, int], ...]:
        """The stretches in which what is cited is the line's own: its text, and its legal basis."""
        return tuple((t.inicio, t.fin) for p in (self.texto, *self.fundamentos) for t in p.tramos)

    def dice(self, pasaje: Pasaje) -> bool:
        """Tell whether a passage stands in the line's own text."""
        return any(t.inicio <= pasaje.tramos[0].inicio < t.fin for t in self.texto.tramos)


@dataclass(frozen=True, slots=True)
class FilaDeAlineacion:
    """A row of the alignment table: objective, institutional objective, participating directorates."""

    objetivo: str
    objetivo_estrategico: str
    direcciones: tuple[Pasaje, ...]
    pasaje: Pasaje
