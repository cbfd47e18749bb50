"""What the reviews come to: which still hold, which are suspect or contradicted, and what they say of an alignment.

A review holds while its fingerprint is that of the things as they are now; a person's later review of the same thing
takes the place of the earlier one, which stays in the history (to justify a hole undoes no other decision; to take
back undoes all of them and says nothing itself, so that it is never suspect nor contradicted). Of one person's reviews
that touch an alignment the narrowest counts (an article's before the whole line's), then the latest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from consultas import Respondedor
from grafo.hallazgos import hallados_de
from grafo.preguntas import clave_de_articulo, filas_de, local
from grafo.revisiones.modelo import RETIRA, Revision, orden_de
from ontologia.iris import Acunador

__all__ = ["Revisado", "Terreno", "contrarias", "descartes", "dictamen", "estados", "estados_de_hallazgos",
           "por_deshacer", "terreno_de"]

_NIEGA = "rechaza"
_DESCARTA = "descarta"
_JUSTIFICA = "justifica"


@dataclass(frozen=True, slots=True)
class Terreno:
    """What the reviews of a programme are about, as it is now.

    `lineas` holds the text of each line by number, `articulos` the text (or else the summary) of each known article,
    `evidencias` for each line its (topic, level, article, grain, rule), `hallazgos` the fingerprint of each finding by
    its identifier.
    """

    lineas: Mapping[str, str]
    articulos: Mapping[str, str]
    evidencias: Mapping[str, Collection[tuple[str, str, str, str, str]]]
    hallazgos: Mapping[str, str] = field(default_factory=dict)

    def huella_de(self, revision: Revision) -> str | None:
        """Return the fingerprint of what a review is about, as it is now; None when it is no longer there."""
        if revision.hallazgo is not None:
            return self.hallazgos.get(revision.hallazgo)
        return self.huella(revision.linea, revision.tema, revision.articulo)

    def huella(self, linea: str, tema: str | None, articulo: str | None) -> str | None:
        """Return the fingerprint of a line, or of its alignments with an article or topic; None if there is none."""
        if linea not in self.lineas or (articulo is not None and articulo not in self.articulos):
            return None
        suyas = sorted(e for e in self.evidencias.get(linea, ())
                       if tema in (None, e[0]) and articulo in (None, e[2]))
        claves = sorted({e[2] for e in suyas} | ({articulo} if articulo else set()))
        visto = [self.lineas[linea], [[c, self.articulos.get(c, "")] for c in claves], suyas]
        return hashlib.sha256(json.dumps(visto, ensure_ascii=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Revisado:
    """A review and its state: "vigente", "sospechosa", "contradicha", or "superada" by the same person."""

    revision: Revision
    estado: str

    @property
    def dice(self) -> bool:
        """Whether it says something of its subject: it is not superseded, and takes nothing back."""
        return self.estado != "superada" and self.revision.decision != RETIRA


def terreno_de(almacen: Respondedor, programa: str, acunador: Acunador) -> Terreno:
    """Return what the reviews of a programme are about, as the store holds it."""
    suyo = {"programa": programa}
    evidencias: dict[str, set[tuple[str, str, str, str, str]]] = {}
    for f in filas_de("evidencias", almacen, acunador, suyo):
        articulo = clave_de_articulo(str(f["articulo"]), acunador)
        evidencias.setdefault(str(f["numero"]), set()).add(
            (local(f["tema"]), local(f["nivel"]), articulo, str(f["grano"]), local(f["regla"])))
    articulos = {e[2]: "" for suyas in evidencias.values() for e in suyas}
    for f in filas_de("textos_de_articulos", almacen, acunador):
        texto = f["texto"] if f.get("texto") is not None else f.get("resumen")
        articulos[clave_de_articulo(str(f["articulo"]), acunador)] = "" if texto is None else str(texto)
    lineas = {str(f["numero"]): str(f["texto"]) for f in filas_de("lineas", almacen, acunador, suyo)}
    hallazgos = {h.id: h.huella for h in hallados_de(almacen, programa, acunador)}
    return Terreno(lineas, articulos, evidencias, hallazgos)


def estados(revisiones: Iterable[Revision], terreno: Terreno) -> tuple[Revisado, ...]:
    """Return every review of one programme with its state, in order of time."""
    todas = sorted(revisiones, key=orden_de)
    actuales = _actuales(todas)
    firmes = [r for r in todas if r.id in actuales and terreno.huella_de(r) == r.huella]
    firmes_ids = {r.id for r in firmes}

    def estado(r: Revision) -> str:
        if r.id not in actuales:
            return "superada"
        if r.decision == RETIRA:
            return "vigente"
        if r.id not in firmes_ids:
            return "sospechosa"
        return "contradicha" if any(_se_contradicen(r, otra) for otra in firmes) else "vigente"

    return tuple(Revisado(r, estado(r)) for r in todas)


def contrarias(revisiones: Iterable[Revision], terreno: Terreno, nueva: Revision) -> tuple[Revision, ...]:
    """Return the reviews of other persons that still hold and that a new one would contradict, in order of time."""
    return tuple(x.revision for x in estados(revisiones, terreno)
                 if x.estado in ("vigente", "contradicha") and _se_contradicen(x.revision, nueva))


def por_deshacer(revisiones: Iterable[Revision], nueva: Revision) -> tuple[Revision, ...]:
    """Return what a review that undoes others ("retira", "restituye") finds to undo at its moment, in order of time.

    A person takes back decisions of their own about exactly the same thing; a finding is restored when anybody
    dismissed it.
    """
    antes = sorted((r for r in revisiones if r.cuando <= nueva.cuando), key=orden_de)
    actuales = _actuales(antes)
    return tuple(r for r in antes if r.id in actuales and r.decision != RETIRA and (
        r.asunto == nueva.asunto if nueva.decision == RETIRA
        else r.hallazgo == nueva.hallazgo and r.decision == _DESCARTA))


def dictamen(revisados: Iterable[Revisado], linea: str, tema: str, articulo: str) -> str:
    """Return what persons say of one alignment of a line.

    "confirmada", "rechazada", "contradicha" (persons disagree), "sospechosa" (only suspect reviews) or "" (nobody).
    A confirmation of what a person added counts as one.
    """
    mejores: dict[str, Revisado] = {}
    for x in sorted((x for x in revisados if _toca(x, linea, tema, articulo)), key=_cercania):
        mejores[x.revision.persona] = x
    votos = {x.revision.decision == _NIEGA for x in mejores.values() if x.estado != "sospechosa"}
    if len(votos) == 2:
        return "contradicha"
    if votos:
        return "rechazada" if True in votos else "confirmada"
    return "sospechosa" if mejores else ""


def descartes(revisados: Iterable[Revisado]) -> dict[str, Revision]:
    """Return, by finding, the last review that dismisses it, still holds, and that nobody contradicts."""
    return {x.revision.hallazgo: x.revision for x in revisados
            if x.revision.hallazgo and x.estado == "vigente" and x.revision.decision == _DESCARTA}


def estados_de_hallazgos(revisados: Iterable[Revisado]) -> dict[str, str]:
    """Return, by finding that somebody reviewed, the worst state of its reviews that are not superseded."""
    hay: dict[str, set[str]] = {}
    for x in revisados:
        if x.revision.hallazgo and x.dice:
            hay.setdefault(x.revision.hallazgo, set()).add(x.estado)
    return {h: next(e for e in ("contradicha", "sospechosa", "vigente") if e in suyos) for h, suyos in hay.items()}


def _actuales(todas: Iterable[Revision]) -> set[str]:
    """Return which reviews, given in order of time, no later one of the same person and target takes the place of."""
    quedan: dict[tuple[str | None, ...], list[Revision]] = {}
    for r in todas:
        suyas = quedan.setdefault(r.asunto, [])
        suyas[:] = [antes for antes in suyas if not _supera(r.decision, antes.decision)]
        suyas.append(r)
    return {r.id for suyas in quedan.values() for r in suyas}


def _supera(despues: str, antes: str) -> bool:
    """Return whether a later decision undoes an earlier one: to reject and then to justify the hole go together."""
    return antes == despues or (antes, despues) not in ((_NIEGA, _JUSTIFICA), (_JUSTIFICA, _NIEGA),
                                                        ("confirma", _JUSTIFICA), ("agrega", _JUSTIFICA))


def _toca(x: Revisado, linea: str, tema: str, articulo: str) -> bool:
    r = x.revision
    return (x.dice and r.decision != _JUSTIFICA and r.linea == linea
            and r.tema in (None, tema) and r.articulo in (None, articulo))


def _cercania(x: Revisado) -> tuple[int, object]:
    """Return what makes a review count more: how narrow it is, then how late."""
    r = x.revision
    return 2 * (r.articulo is not None) + (r.tema is not None), orden_de(r)


def _se_contradicen(una: Revision, otra: Revision) -> bool:
    if una.persona == otra.persona or (una.linea, una.hallazgo) != (otra.linea, otra.hallazgo):
        return False
    if RETIRA in (una.decision, otra.decision):
        return False
    if una.hallazgo is not None:
        return una.decision != otra.decision
    return (_JUSTIFICA not in (una.decision, otra.decision)
            and (una.decision == _NIEGA) != (otra.decision == _NIEGA)
            and (None in (una.tema, otra.tema) or una.tema == otra.tema)
            and (None in (una.articulo, otra.articulo) or una.articulo == otra.articulo))
