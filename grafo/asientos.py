"""What the ledger of mandates is made of: its lines, their mandates and quotes, what persons decided, the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from grafo.hallazgos import Hallado
from grafo.revisiones import Revisado, Revision, descartes, estados_de_hallazgos
from ontologia.errores import ErrorDeEntrada
from ontologia.recursos import niveles

__all__ = ["PERSONA", "Agregado", "ArticuloSinLineas", "Auditoria", "Eslabon", "LineaAuditada", "Mandato",
           "leer_exigencia"]

PERSONA = "persona"
"""How evidence that a person added is called where levels are: it is none of them."""


@dataclass(frozen=True, slots=True)
class Mandato:
    """An article that a line serves; `nivel` is the strongest for it, `grano` "articulo" or "bloque".

    `vigente` tells whether its norm was in force on the day of the audit; `sucesores` are the articles that took its
    place. Keys look like "lgtaip-2015/art_59". `dictamen` is what persons say of it: "confirmada", "rechazada",
    "contradicha", "sospechosa", or "" when nobody looked at it.
    """

    articulo: str
    nivel: str
    grano: str
    tema: str
    vigente: bool
    sucesores: tuple[str, ...]
    dictamen: str = ""


@dataclass(frozen=True, slots=True)
class Agregado:
    """A mandate that a person added, apart from what the machine concluded; `vigente` as of the day of the audit."""

    articulo: str
    tema: str | None
    vigente: bool
    revision: Revision


@dataclass(frozen=True, slots=True)
class Eslabon:
    """A link of a chain of quotes: what it does there, the words, and where they stand (offsets, page)."""

    papel: str
    texto: str
    inicio: int
    fin: int
    pagina: int
    tema: str


@dataclass(frozen=True, slots=True)
class LineaAuditada:
    """A line with its verdict: the strongest level, the level per topic, the articles, the chain of quotes.

    `articulos` count; `lapsados` are of norms not in force, `rechazados` were rejected by a person; `agregados` were
    added by persons, who are no level. `rupturas` says where the chain from the institutional objective down to an
    article in force is broken.
    """

    iri: str
    numero: str
    texto: str
    estrategia: str
    objetivo: str
    responsables: tuple[str, ...]
    nivel: str
    niveles: Mapping[str, str]
    articulos: tuple[Mandato, ...]
    lapsados: tuple[Mandato, ...]
    cadena: tuple[Eslabon, ...]
    apoyos: tuple[str, ...]
    rechazados: tuple[Mandato, ...] = ()
    agregados: tuple[Agregado, ...] = ()
    revisiones: tuple[Revisado, ...] = ()
    rupturas: tuple[str, ...] = ()

    @property
    def revision(self) -> str | None:
        """The worst state of the reviews that count: "contradicha", "sospechosa" or "vigente"; None without any."""
        hay = {x.estado for x in self.revisiones if x.dice}
        return next((e for e in ("contradicha", "sospechosa", "vigente") if e in hay), None)

    @property
    def justificacion(self) -> Revision | None:
        """The last review that justifies a missing mandate of the whole line and still holds."""
        return self._justifica(None)

    def justificacion_de(self, tema: str) -> Revision | None:
        """Return the last review that justifies the hole of a topic, or else of the whole line, and still holds."""
        return self._justifica(tema) or self.justificacion

    def hueco_de(self, tema: str) -> bool:
        """Return whether nothing carries the line for a topic: no evidence, and no mandate that a person added."""
        return self.niveles[tema] == "ninguna" and not any(
            a.vigente and a.tema in (None, tema) for a in self.agregados)

    def _justifica(self, tema: str | None) -> Revision | None:
        firmes = [x.revision for x in self.revisiones if x.estado == "vigente" and x.revision.tema == tema]
        return next((r for r in reversed(firmes) if r.decision == "justifica"), None)

    @property
    def cobertura_profunda(self) -> bool:
        """Whether its whole chain stands: up to an institutional objective, down to an article in force."""
        return not self.rupturas

    def cumple(self, exigidos: Collection[str]) -> bool:
        """Return whether the line has evidence of one of some levels, or (if "persona" is one) added by a person."""
        return self.nivel in exigidos or (PERSONA in exigidos and any(a.vigente for a in self.agregados))


@dataclass(frozen=True, slots=True)
class ArticuloSinLineas:
    """An article of a norm of the programme that no line attends; `citado` tells whether the document cites it."""

    articulo: str
    citado: bool


@dataclass(frozen=True, slots=True)
class Auditoria:
    """The ledger of a programme as of a day; `resumen` counts lines by their strongest level."""

    programa: str
    titulo: str
    fecha: date | None
    resumen: Mapping[str, int]
    por_tema: Mapping[str, Mapping[str, int]]
    lineas: tuple[LineaAuditada, ...]
    articulos: Mapping[str, tuple[str, ...]]
    hallazgos: tuple[Hallado, ...]
    articulos_sin_lineas: tuple[ArticuloSinLineas, ...] = ()
    revisiones: tuple[Revisado, ...] = ()
    """The whole history, reviews of lines that the programme no longer has among them."""

    @property
    def huecos(self) -> tuple[LineaAuditada, ...]:
        """The lines without any evidence of mandate, of machine or person, that nobody justified."""
        return self.sin_cumplir(_todos())[0]

    @property
    def justificados(self) -> tuple[LineaAuditada, ...]:
        """The lines without evidence whose hole a person justified."""
        return self.sin_cumplir(_todos())[1]

    @property
    def huecos_por_tema(self) -> Mapping[str, tuple[tuple[LineaAuditada, ...], tuple[LineaAuditada, ...]]]:
        """The lines that nothing carries for each topic: the open holes, and those that a person justified."""
        faltan = {t: [x for x in self.lineas if x.hueco_de(t)] for t in self.por_tema}
        return {t: (tuple(x for x in suyas if x.justificacion_de(t) is None),
                    tuple(x for x in suyas if x.justificacion_de(t) is not None)) for t, suyas in faltan.items()}

    @property
    def descartes(self) -> Mapping[str, Revision]:
        """By the identifier of a finding, the review that dismisses it."""
        return descartes(self.revisiones)

    @property
    def estados_de_hallazgos(self) -> Mapping[str, str]:
        """By the identifier of a finding that somebody reviewed, the worst state of its reviews that count."""
        return estados_de_hallazgos(self.revisiones)

    @property
    def hallazgos_abiertos(self) -> tuple[Hallado, ...]:
        """The findings that nobody dismissed, or of whose dismissal persons disagree."""
        descartados = self.descartes
        return tuple(h for h in self.hallazgos if h.id not in descartados)

    @property
    def hallazgos_descartados(self) -> tuple[Hallado, ...]:
        """The findings that a person dismissed, apart from the others."""
        descartados = self.descartes
        return tuple(h for h in self.hallazgos if h.id in descartados)

    @property
    def profundas(self) -> tuple[LineaAuditada, ...]:
        """The lines that are deeply covered."""
        return tuple(x for x in self.lineas if x.cobertura_profunda)

    def sin_cumplir(self, exigidos: Collection[str]) -> tuple[tuple[LineaAuditada, ...], tuple[LineaAuditada, ...]]:
        """Return the lines without evidence of the levels asked for: the open holes, and those justified."""
        faltan = [x for x in self.lineas if not x.cumple(exigidos)]
        return (tuple(x for x in faltan if x.justificacion is None),
                tuple(x for x in faltan if x.justificacion is not None))

    @property
    def por_objetivo(self) -> Mapping[str, Mapping[str, int]]:
        """How many lines of each objective have each level as their strongest."""
        return _cuentas((x.objetivo, x.nivel) for x in self.lineas)

    @property
    def por_unidad(self) -> Mapping[str, Mapping[str, int]]:
        """How many lines of each responsible unit have each level as their strongest; a line may be of several."""
        return _cuentas((u, x.nivel) for x in self.lineas for u in x.responsables)

    @property
    def por_articulo(self) -> Mapping[str, Mapping[str, int]]:
        """How many lines attend each article at each level, the strongest for that article."""
        return _cuentas(sorted((a, n) for a, lineas in self.niveles_por_articulo.items() for n in lineas.values()))

    @property
    def niveles_por_articulo(self) -> Mapping[str, Mapping[str, str]]:
        """The reverse view: for each article the lines that attend it, each with its strongest level for it."""
        orden = {n.clave: n.orden for n in niveles()}
        reverso: dict[str, dict[str, str]] = {a: {} for a in self.articulos}
        for linea in self.lineas:
            for m in sorted(linea.articulos, key=lambda m: orden[m.nivel]):
                reverso[m.articulo].setdefault(linea.numero, m.nivel)
        return reverso


def leer_exigencia(texto: str) -> frozenset[str]:
    """Return the levels that a gate accepts, written with commas; what is stronger than all of them is accepted too.

    "persona" accepts evidence that a person added. Raises `ErrorDeEntrada` for a word that is no level.
    """
    orden = {n.clave: n.orden for n in niveles() if n.clave != "ninguna"}
    pedidos = [p.strip() for p in texto.split(",") if p.strip()]
    malos = [p for p in pedidos if p not in orden and p != PERSONA]
    if malos or not pedidos:
        raise ErrorDeEntrada(f"«{(malos or [texto])[0][:60]}» no es un nivel que se pueda exigir.",
                             f"Niveles: {', '.join([*orden, PERSONA])}.")
    primero = min((orden[p] for p in pedidos if p in orden), default=0)
    return frozenset(pedidos) | {n for n, o in orden.items() if o < primero}


def _todos() -> frozenset[str]:
    return frozenset(n.clave for n in niveles() if n.clave != "ninguna") | {PERSONA}


def _cuentas(pares: Iterable[tuple[str, str]]) -> Mapping[str, Mapping[str, int]]:
    cuentas: dict[str, Counter[str]] = {}
    for grupo, nivel in pares:
        cuentas.setdefault(grupo, Counter())[nivel] += 1
    return {grupo: {n.clave: suyas[n.clave] for n in niveles()} for grupo, suyas in cuentas.items()}
