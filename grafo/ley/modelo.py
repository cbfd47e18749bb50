"""A law as its official text states it: a frozen model in which every text knows its places in the document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grafo.documento import Documento
from grafo.modelo import Hallazgo, Pasaje


@dataclass(frozen=True, slots=True)
class Division:
    """A book, title, chapter or section.

    `clase` is one of libro, parte, titulo, capitulo, seccion, subseccion; `numero` is in figures ("4", "2 Bis");
    `texto` is heading and name as the document writes them; `ruta` are the segments of its IRI, outermost first
    ("tit_4", "cap_2"), and tells two divisions apart.
    """

    clase: str
    numero: str
    nombre: str
    texto: Pasaje
    ruta: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parte:
    """A marked part of an article with the parts inside it.

    `clase` is one of apartado, fraccion, inciso, numeral, romanito; `numero` is as written ("IV Bis", "a"); `texto`
    holds the part's own words, without the marker and without the parts inside.
    """

    clase: str
    numero: str
    texto: Pasaje
    partes: tuple[Parte, ...] = ()


@dataclass(frozen=True, slots=True)
class Articulo:
    """An article: its number without mark or dot ("24 Bis"), its whole text without label and reform notes.

    `parrafos` are the paragraphs of its own, `partes` its marked parts; `divisiones` say where it stands, outermost
    first; `huella` is the SHA-256 (hexadecimal) of the text in UTF-8. Articles derogated as a range share their text.
    """

    numero: str
    texto: Pasaje
    parrafos: tuple[Pasaje, ...]
    partes: tuple[Parte, ...]
    divisiones: tuple[Division, ...]
    huella: str
    derogado: bool

    def division(self, clase: str) -> Division | None:
        """Return the innermost division of a kind in which the article stands, or None."""
        return next((d for d in reversed(self.divisiones) if d.clase == clase), None)


@dataclass(frozen=True, slots=True)
class Decreto:
    """A decree of reform at the end of a consolidated law; `fecha` is its publication, where the text says it."""

    texto: Pasaje
    fecha: date | None


@dataclass(frozen=True, slots=True)
class Transitorio:
    """A transitory provision; `decreto` is None for those of the law itself."""

    numero: str
    texto: Pasaje
    decreto: Decreto | None
    huella: str


@dataclass(frozen=True, slots=True)
class Reforma:
    """A reform note and what it concerns.

    `objeto` is the noun of the note ("articulo", "parrafo", "fraccion"; None where it has none and stands before
    something inside an article), `actos` are its participles ("reformado"),
    `fechas` the days it names. `articulos` are those it stands at (several when they are derogated as a range, none at
    a division), `fraccion` is the fraction it stands at, when the note is about something inside one.
    """

    texto: Pasaje
    objeto: str | None
    actos: tuple[str, ...]
    fechas: tuple[date, ...]
    articulos: tuple[str, ...]
    fraccion: str | None = None


@dataclass(frozen=True, slots=True)
class Ley:
    """A law read from a document; `titulo` is None where the document does not name it."""

    clave: str
    titulo: Pasaje | None
    documento: Documento
    divisiones: tuple[Division, ...]
    articulos: tuple[Articulo, ...]
    transitorios: tuple[Transitorio, ...]
    reformas: tuple[Reforma, ...]
    ultima_reforma: date | None
    hallazgos: tuple[Hallazgo, ...]
