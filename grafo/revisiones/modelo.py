"""A review: what a person decided about a line, an alignment or a finding, when, why, and of which state of things."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta

from grafo.letras import plegar
from ontologia.errores import ErrorDeEntrada

__all__ = ["DECISIONES", "DE_HALLAZGO", "RETIRA", "Decision", "Revision", "crear_revision", "leer_momento", "orden_de",
           "tras_las_suyas"]

DE_HALLAZGO = ("descarta", "restituye")
"""Dismiss a finding, or take it back."""

RETIRA = "retira"
"""Take back what the same person decided about the same line, alignment or finding."""

DECISIONES = ("confirma", "rechaza", "agrega", "justifica", *DE_HALLAZGO, RETIRA)
"""Confirm or reject an alignment, add one, justify that there is none; what can be decided about a finding; undo."""

_MAXIMO = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person says: about a line (its number) or, with an empty `linea`, about a finding (its identifier).

    `articulo` ("lgtaip-2015/art_59") and `tema` narrow a decision about a line when given. `cuando` has a zone.
    """

    linea: str
    decision: str
    motivo: str
    quien: str
    rol: str
    cuando: datetime
    tema: str | None = None
    articulo: str | None = None
    hallazgo: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision(Decision):
    """A decision on record; `id` is the fingerprint of all the rest, so that one review is the same in every file.

    `cuando` is in UTC, to the millisecond. `huella` is the SHA-256 of what was looked at: the line's text, the
    articles' text (or summary), and levels and rules; or the finding's kind, message and quotes.
    """

    id: str
    programa: str
    huella: str

    @property
    def persona(self) -> str:
        """Who decided, however the name is capitalised."""
        return self.quien.casefold()

    @property
    def asunto(self) -> tuple[str | None, ...]:
        """Who decided about what, exactly: a later decision with the same one takes the place of an earlier."""
        return self.persona, self.linea, self.tema, self.articulo, self.hallazgo

    @property
    def momento(self) -> str:
        """When, in the canonical form of xsd:dateTime: no fraction, or one without zeros at its end."""
        milesimas = f".{self.cuando.microsecond // 1_000:03d}".rstrip("0").rstrip(".")
        return f"{self.cuando.strftime('%Y-%m-%dT%H:%M:%S').rjust(19, '0')}{milesimas}Z"

    @property
    def sobre(self) -> str:
        """What it is about, for a reader: line, topic and article, or the finding."""
        return " ".join(x for x in (self.linea or self.hallazgo, self.tema, self.articulo) if x)

    def como_json(self) -> dict[str, str | None]:
        """Return the review with plain values, ready for `json.dumps`; one of a line says nothing of findings."""
        valores = asdict(self) | {"cuando": self.momento}
        if self.hallazgo is None:
            del valores["hallazgo"]
        return {campo: valores[campo] for campo in _ORDEN if campo in valores}


_ORDEN = ("id", "programa", "linea", "decision", "motivo", "quien", "rol", "cuando", "huella", "tema", "articulo",
          "hallazgo")


def crear_revision(*, programa: str, linea: str, decision: str, motivo: str, quien: str, rol: str, cuando: datetime,
                   huella: str, tema: str | None = None, articulo: str | None = None,
                   hallazgo: str | None = None) -> Revision:
    """Return a review with its identifier. Raises `ErrorDeEntrada` naming the line or finding and what is wrong."""
    de = f"La revisión del hallazgo {hallazgo}" if hallazgo else f"La revisión de la línea {linea}"
    _exigir_decision(de, decision, linea, tema, articulo, hallazgo)
    if cuando.tzinfo is None:
        raise ErrorDeEntrada(f"{de} no dice la zona horaria de su fecha.", "Escríbala como 2017-03-14T10:00:00-06:00")
    textos = {"motivo": motivo, "quien": quien, "rol": rol}
    for nombre, texto in textos.items():
        textos[nombre] = plegar(texto)
        if not textos[nombre] or not textos[nombre].isprintable() or len(texto) > _MAXIMO:
            raise ErrorDeEntrada(f"{de} no lleva «{nombre}», o no es un texto de hasta {_MAXIMO} letras.",
                                 f"Diga {nombre}.")
    sin_id = Revision(
        id="", programa=programa, linea=linea, decision=decision, **textos,
        cuando=_a_milesimas(cuando), huella=huella, tema=tema or None,
        articulo=articulo or None, hallazgo=hallazgo or None)
    contenido = json.dumps(sin_id.como_json(), sort_keys=True, ensure_ascii=True)
    return replace(sin_id, id=hashlib.sha256(contenido.encode()).hexdigest()[:32])


def _exigir_decision(de: str, decision: str, linea: str, tema: str | None, articulo: str | None,
                     hallazgo: str | None) -> None:
    """Raise `ErrorDeEntrada` for a decision that cannot be made about what it is about."""
    if decision not in DECISIONES:
        raise ErrorDeEntrada(f"{de} dice «{decision[:40]}», que no es una decisión.",
                             f"Decisiones: {', '.join(DECISIONES)}.")
    if bool(linea) == bool(hallazgo) or (hallazgo and (tema or articulo)):
        raise ErrorDeEntrada(f"{de} no es de una línea o de un hallazgo, sino de los dos o de ninguno.",
                             "Diga --linea, con --tema y --articulo si hacen falta, o solo --hallazgo.")
    if decision != RETIRA and (decision in DE_HALLAZGO) != bool(hallazgo):
        raise ErrorDeEntrada(f"{de} dice «{decision}», que no se decide de eso.",
                             f"De un hallazgo: {', '.join(DE_HALLAZGO)}; de una línea, lo demás.")
    if decision == "agrega" and not articulo:
        raise ErrorDeEntrada(f"{de} agrega un mandato sin decir de qué artículo.",
                             "Añada --articulo lgtaip-2015/art_59")
    if decision == "justifica" and articulo:
        raise ErrorDeEntrada(f"{de} justifica un hueco: no lleva artículo.", "Quite --articulo.")


def leer_momento(texto: str) -> datetime:
    """Return a moment written in ISO 8601 with its zone. Raises `ErrorDeEntrada`."""
    try:
        momento = datetime.fromisoformat(texto.strip())
        if momento.tzinfo is not None:
            return momento.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise ErrorDeEntrada(f"«{texto[:60]}» no es una fecha con hora y zona.",
                         "Escríbala como 2017-03-14T10:00:00-06:00 o 2017-03-14T16:00:00Z")


def tras_las_suyas(revision: Revision, anteriores: Iterable[Revision]) -> Revision:
    """Return a review that comes after those its person already made of the same thing at the same moment.

    Decisions are kept to the millisecond; of two that fall in the same one the later written is the later. A review
    that is there already is returned as it is.
    """
    suyas = {r.cuando: r for r in anteriores if (r.persona, r.sobre) == (revision.persona, revision.sobre)}
    while revision.cuando in suyas and suyas[revision.cuando] != revision:
        campos = asdict(revision) | {"cuando": revision.cuando + timedelta(milliseconds=1)}
        del campos["id"]
        revision = crear_revision(**campos)
    return revision


def _a_milesimas(momento: datetime) -> datetime:
    utc = momento.astimezone(UTC)
    return utc.replace(microsecond=utc.microsecond // 1_000 * 1_000)


def orden_de(revision: Revision) -> tuple[datetime, str]:
    """Return what reviews are sorted by: when, then which."""
    return revision.cuando, revision.id
