"""A review: what a person decided about a line or one of its alignments, when, why, and of which state of things."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from grafo.documento import plegar
from ontologia.errores import ErrorDeEntrada

__all__ = ["DECISIONES", "Revision", "crear_revision", "leer_momento", "orden_de"]

DECISIONES = ("confirma", "rechaza", "agrega", "justifica")
"""Confirm or reject an alignment, add one, or justify that there is none."""

_MAXIMO = 4_000


@dataclass(frozen=True, slots=True)
class Revision:
    """A person's decision; `id` is the fingerprint of all the rest, so that one review is the same in every file.

    `linea` is the number of a line of `programa`; `articulo` ("lgtaip-2015/art_59") and `tema` narrow the decision
    when given. `cuando` is in UTC, to the second. `huella` is the SHA-256 of what was looked at: the line's text, the
    articles' text (or summary), and levels and rules.
    """

    id: str
    programa: str
    linea: str
    decision: str
    motivo: str
    quien: str
    rol: str
    cuando: datetime
    huella: str
    tema: str | None = None
    articulo: str | None = None

    @property
    def persona(self) -> str:
        """Who decided, however the name is capitalised."""
        return self.quien.casefold()

    @property
    def momento(self) -> str:
        """When, as xsd:dateTime writes it."""
        return self.cuando.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")

    def como_json(self) -> dict[str, str | None]:
        """Return the review with plain values, ready for `json.dumps`."""
        return asdict(self) | {"cuando": self.momento}


def crear_revision(*, programa: str, linea: str, decision: str, motivo: str, quien: str, rol: str, cuando: datetime,
                   huella: str, tema: str | None = None, articulo: str | None = None) -> Revision:
    """Return a review with its identifier. Raises `ErrorDeEntrada` naming the line and what is wrong."""
    de = f"La revisión de la línea {linea}"
    if decision not in DECISIONES:
        raise ErrorDeEntrada(f"{de} dice «{decision[:40]}», que no es una decisión.",
                             f"Decisiones: {', '.join(DECISIONES)}.")
    if decision == "agrega" and not articulo:
        raise ErrorDeEntrada(f"{de} agrega un mandato sin decir de qué artículo.",
                             "Añada --articulo lgtaip-2015/art_59")
    if decision == "justifica" and articulo:
        raise ErrorDeEntrada(f"{de} justifica un hueco: no lleva artículo.", "Quite --articulo.")
    if cuando.tzinfo is None:
        raise ErrorDeEntrada(f"{de} no dice la zona horaria de su fecha.", "Escríbala como 2017-03-14T10:00:00-06:00")
    textos = {"motivo": motivo, "quien": quien, "rol": rol}
    for nombre, texto in textos.items():
        textos[nombre] = plegar(texto)
        if not textos[nombre] or not textos[nombre].isprintable() or len(texto) > _MAXIMO:
            raise ErrorDeEntrada(f"{de} no lleva «{nombre}», o no es un texto de hasta {_MAXIMO} letras.",
                                 f"Diga {nombre}.")
    sin_id = Revision("", programa, linea, decision, textos["motivo"], textos["quien"], textos["rol"],
                      cuando.astimezone(UTC).replace(microsecond=0), huella, tema or None, articulo or None)
    contenido = json.dumps(sin_id.como_json(), sort_keys=True, ensure_ascii=True)
    return Revision(hashlib.sha256(contenido.encode()).hexdigest()[:32],
                    *(getattr(sin_id, campo) for campo in list(Revision.__dataclass_fields__)[1:]))


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


def orden_de(revision: Revision) -> tuple[datetime, str]:
    """Return what reviews are sorted by: when, then which."""
    return revision.cuando, revision.id
