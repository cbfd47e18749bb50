"""The programme as read: a frozen model in which every text knows its places in the document.

The keys of the JSON exchange (`grafo.intercambio`) follow these names. Nothing here depends on RDF.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


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

    The units stand as the document writes them.
    """

    numero: str
    texto: Pasaje
    estrategia: str
    secretaria: Pasaje | None = None
    direccion: Pasaje | None = None
    corresponsables: tuple[Pasaje, ...] = ()


@dataclass(frozen=True, slots=True)
class FilaDeAlineacion:
    """A row of the alignment table: objective, institutional objective, participating directorates."""

    objetivo: str
    objetivo_estrategico: str
    direcciones: tuple[Pasaje, ...]
    pasaje: Pasaje


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


@dataclass(frozen=True, slots=True)
class Programa:
    """An annual programme as its document states it."""

    clave: str
    titulo: Pasaje
    anio: int | None
    institucion: Pasaje | None
    comision: Pasaje | None
    siglas: tuple[Sigla, ...]
    disposiciones: tuple[Disposicion, ...]
    referencias: tuple[ReferenciaLegal, ...]
    puentes: tuple[Puente, ...]
    objetivos_estrategicos: tuple[ObjetivoEstrategico, ...]
    objetivos_especificos: tuple[ObjetivoEspecifico, ...]
    estrategias: tuple[Estrategia, ...]
    lineas_accion: tuple[LineaDeAccion, ...]
    alineacion: tuple[FilaDeAlineacion, ...]
    alianzas: tuple[Alianza, ...]
    eventos: tuple[Evento, ...]
    sesiones: tuple[Sesion, ...]
    proyectos: tuple[Proyecto, ...]
    organizaciones: tuple[Organizacion, ...]
    indicadores: tuple[Indicador, ...]
    etapas: tuple[Etapa, ...]
    notas: tuple[Nota, ...]
    hallazgos: tuple[Hallazgo, ...]
    temas: tuple[TemaDelPrograma, ...] = ()
