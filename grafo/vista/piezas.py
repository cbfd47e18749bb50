"""The parts of a laid-out drawing: cards, chips, ties, frames. Lengths are px; y grows downwards."""

from __future__ import annotations

from dataclasses import dataclass

from grafo.red import Nodo, RedDeAlineacion

__all__ = ["FORMAS", "Columna", "Disposicion", "Ficha", "Marco", "Punto", "Renglon", "Tarjeta", "Trazo"]

Punto = tuple[float, float]

FORMAS = {
    "norma": "barra", "articulo": "flecha", "objetivo_estrategico": "gruesa", "objetivo": "gruesa",
    "estrategia": "barra", "linea": "barra", "alianza": "pastilla", "evento": "hexagono", "unidad": "recta",
    "sesion": "agenda", "bloque": "nudo", "haz": "nudo", "hueco": "hueco", "llave": "llave",
}


@dataclass(frozen=True, slots=True)
class Renglon:
    """A row of text; `dx`, `dy` place its left end and baseline from the card's corner."""

    dx: float
    dy: float
    texto: str
    negrita: bool = False


@dataclass(frozen=True, slots=True)
class Ficha:
    """A chip on a card; `simbolo` is a level of evidence drawn as a shape, `leyenda` says it in words."""

    dx: float
    dy: float
    ancho: float
    alto: float
    texto: str
    leyenda: str
    simbolo: str = ""


@dataclass(frozen=True, slots=True)
class Tarjeta:
    """A card. `nodo` is None for a hub of articles or sessions, a gap in the numbering, a bracket; `clase` names those.

    `titulo` is the whole text, in words, for who cannot see the card. `suelta`: tied to nothing.
    """

    iri: str
    clase: str
    columna: str
    x: float
    y: float
    ancho: float
    alto: float
    renglones: tuple[Renglon, ...]
    fichas: tuple[Ficha, ...]
    titulo: str
    suelta: bool = False
    nodo: Nodo | None = None

    @property
    def forma(self) -> str:
        """The shape that repeats the colour of the class."""
        return FORMAS[self.clase]

    @property
    def centro(self) -> Punto:
        """The middle of the card."""
        return self.x + self.ancho / 2, self.y + self.alto / 2


@dataclass(frozen=True, slots=True)
class Trazo:
    """A tie between two cards (IRIs) through `puntos`, left to right; each stretch leaves and arrives horizontally."""

    origen: str
    destino: str
    relacion: str
    clase: str
    puntos: tuple[Punto, ...]
    concluido: bool
    titulo: str


@dataclass(frozen=True, slots=True)
class Marco:
    """A frame around the cards that belong to one (an institutional objective around its objectives)."""

    clase: str
    x: float
    y: float
    ancho: float
    alto: float


@dataclass(frozen=True, slots=True)
class Columna:
    """A column: its key, its heading, its left edge and its width."""

    clave: str
    titulo: str
    x: float
    ancho: float


@dataclass(frozen=True, slots=True)
class Disposicion:
    """A network laid out: everything a renderer needs, and nothing it must work out.

    `titulo` and `avisos` are the texts of the banner; `actos` tells what each verb code stands for; `cuerpo` is the
    top and bottom of the part between headings and legend.
    """

    red: RedDeAlineacion
    idioma: str
    vista: str
    ancho: float
    alto: float
    cuerpo: tuple[float, float]
    titulo: str
    avisos: tuple[str, ...]
    columnas: tuple[Columna, ...]
    marcos: tuple[Marco, ...]
    tarjetas: tuple[Tarjeta, ...]
    trazos: tuple[Trazo, ...]
    actos: tuple[tuple[str, str], ...]

    @property
    def huecos(self) -> tuple[Tarjeta, ...]:
        """The gaps in the numbering."""
        return tuple(t for t in self.tarjetas if t.clase == "hueco")
