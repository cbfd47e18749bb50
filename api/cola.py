"""The queue of reviews: what waits for a person, the most urgent first, and what each thing rests on."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grafo.auditoria import Auditoria, Eslabon, LineaAuditada, Mandato
from grafo.hallazgos import Hallado
from grafo.limpieza import contiene
from grafo.revisiones import RETIRA, Revisado, Revision
from ontologia.recursos import niveles

__all__ = ["ESTADOS", "RAZONES", "Filtro", "Pendiente", "cola_de", "orden_de_consola", "sin_objeto"]

RAZONES = ("sospechosa", "contradicha", "hueco", "debil", "bloque", "hueco_de_tema", "hallazgo")
"""Why something waits, the most urgent first."""

ESTADOS = ("pendientes", "revisadas", "todas")
"""Which part of the queue a reader sees; the first one when nothing else is asked for."""

_DEBILES = frozenset({"nominal", "heredada_estrategia", "heredada_objetivo", "relacionada"})
_MALOS = ("sospechosa", "contradicha")
_SEVERIDADES = ("Violation", "Warning", "Info")


@dataclass(frozen=True, slots=True)
class Pendiente:
    """A thing that a person can decide about: a line's mandates for a topic, a whole line (`tema` None), or a finding.

    `id` outlives a rebuild. `razones` says why it waits, empty when it does not; `revisiones` are those that touch it;
    `decisiones` are those that can be made about it.
    """

    id: str
    linea: LineaAuditada | None
    tema: str | None
    hallazgo: Hallado | None
    razones: tuple[str, ...]
    revisiones: tuple[Revisado, ...]
    decisiones: tuple[str, ...]
    descarte: Revision | None = None

    @property
    def decididas(self) -> tuple[Revisado, ...]:
        """The reviews that say something of it: what can be taken back."""
        return tuple(r for r in self.revisiones if r.dice)

    @property
    def nivel(self) -> str:
        """The strongest level of a line for the topic, or of all; "" for a finding."""
        if self.linea is None:
            return ""
        return self.linea.nivel if self.tema is None else self.linea.niveles[self.tema]

    @property
    def mandatos(self) -> tuple[Mandato, ...]:
        """What can be confirmed or rejected: the mandates that count, then those that a person rejected."""
        return () if self.linea is None else _mandatos(self.linea, self.tema)

    @property
    def cadena(self) -> tuple[Eslabon, ...]:
        """The quotes from the line to the articles; those of a whole line stand with its topics."""
        return () if self.linea is None else tuple(e for e in self.linea.cadena if e.tema == self.tema)

    @property
    def texto(self) -> str:
        """The words of the line, or the message of the finding."""
        return self.linea.texto if self.linea else self.hallazgo.mensaje if self.hallazgo else ""


@dataclass(frozen=True, slots=True)
class Filtro:
    """What a reader asked to see of the queue; an empty field asks nothing. `linea` and `hallazgo` name one."""

    tipo: str = ""
    nivel: str = ""
    objetivo: str = ""
    direccion: str = ""
    articulo: str = ""
    estado: str = ""
    texto: str = ""
    linea: str = ""
    hallazgo: str = ""

    def admite(self, x: Pendiente) -> bool:
        """Return whether something is to be shown; what is asked of lines leaves out the findings."""
        return (
            self._en_estado(x)
            and (not self.tipo or self.tipo in x.razones)
            and (not self.nivel or self.nivel == x.nivel)
            and (not self.objetivo or (x.linea is not None and x.linea.objetivo == self.objetivo))
            and (not self.direccion or (x.linea is not None and self.direccion in x.linea.responsables))
            and (not self.linea or (x.linea is not None and x.linea.numero == self.linea))
            and (not self.hallazgo or (x.hallazgo is not None and x.hallazgo.id == self.hallazgo))
            and (not self.articulo or self.articulo in _articulos(x))
            and contiene(_palabras(x), self.texto)
        )

    def _en_estado(self, x: Pendiente) -> bool:
        if self.estado == "todas":
            return True
        return bool(x.decididas) and not x.razones if self.estado == "revisadas" else bool(x.razones)


def cola_de(libro: Auditoria) -> tuple[Pendiente, ...]:
    """Return all that can be decided about in a programme: what waits first, by urgency, then what does not."""
    orden = {n.clave: n.orden for n in niveles()}
    todas = [*_de_lineas(libro), *_de_hallazgos(libro)]

    def urgencia(par: tuple[int, Pendiente]) -> tuple[int, int, int]:
        lugar, x = par
        fuerza = _SEVERIDADES.index(x.hallazgo.severidad) if x.hallazgo else -orden[x.nivel]
        return (RAZONES.index(x.razones[0]) if x.razones else len(RAZONES), fuerza, lugar)

    return tuple(x for _, x in sorted(enumerate(todas), key=urgencia))


def sin_objeto(libro: Auditoria) -> tuple[Revisado, ...]:
    """Return the suspect reviews of lines and findings that are no longer there: nothing can be decided of them."""
    hay = {x.numero for x in libro.lineas} | {h.id for h in libro.hallazgos}
    return tuple(x for x in libro.revisiones
                 if x.estado == "sospechosa" and (x.revision.linea or x.revision.hallazgo) not in hay)


def orden_de_consola(x: Pendiente, programa: str | None) -> str:
    """Return the command that reviews something, ready to copy, but for who decides and why."""
    sobre = ["--hallazgo", x.hallazgo.id] if x.hallazgo else ["--linea", x.linea.numero if x.linea else ""]
    sobre += ["--tema", x.tema] if x.tema else []
    palabras = ["alinea", "revisar", *(["--programa", programa] if programa else []), *sobre,
                "--decision", x.decisiones[0]]
    articulo = " --articulo …" if x.decisiones[0] == "agrega" else ""
    return f'{shlex.join(palabras)}{articulo} --motivo "…" --quien "…" --rol "…"'


def _de_lineas(libro: Auditoria) -> Iterator[Pendiente]:
    huecos = {x.numero for x in libro.huecos}
    for x in libro.lineas:
        vivas = tuple(r for r in x.revisiones if r.estado != "superada")
        sueltas = [r for r in vivas if _es_de_toda(r, x)]
        razones = _malos(sueltas) + (("hueco",) if x.numero in huecos else ())
        if razones or sueltas:
            yield Pendiente(f"linea-{x.numero}", x, None, None, razones, vivas, _decisiones(x, None) + _deshace(vivas))
        for tema in libro.por_tema:
            suyas = [r for r in vivas if _es_del_tema(r, x, tema)]
            dichas = tuple(r for r in vivas if r in suyas or r in sueltas)
            yield Pendiente(
                f"linea-{x.numero}-{tema}", x, tema, None, _malos(suyas) + _razones(x, tema, x.numero in huecos),
                dichas, _decisiones(x, tema) + _deshace(dichas))


def _de_hallazgos(libro: Auditoria) -> Iterator[Pendiente]:
    descartes = libro.descartes
    revisiones: dict[str | None, list[Revisado]] = {}
    for r in libro.revisiones:
        if r.estado != "superada":
            revisiones.setdefault(r.revision.hallazgo, []).append(r)
    for h in libro.hallazgos:
        suyas = tuple(revisiones.get(h.id, ()))
        descarte = descartes.get(h.id)
        razones = _malos(suyas) + (() if descarte else ("hallazgo",))
        decisiones = ("restituye",) if descarte else ("descarta", *_restituye(suyas), *_deshace(suyas))
        yield Pendiente(f"hallazgo-{h.id}", None, None, h, razones, suyas, decisiones, descarte)


def _razones(x: LineaAuditada, tema: str, hueco: bool) -> tuple[str, ...]:
    """Return why the mandates of a topic wait: nobody looked at one that is weak or of a block, or there is none."""
    libres = [m for m in x.articulos if m.tema == tema and not m.dictamen]
    dichas = (("debil", any(m.nivel in _DEBILES for m in libres)),
              ("bloque", any(m.grano == "bloque" for m in libres)),
              ("hueco_de_tema", not hueco and x.hueco_de(tema) and x.justificacion_de(tema) is None))
    return tuple(razon for razon, vale in dichas if vale)


def _malos(revisiones: Sequence[Revisado]) -> tuple[str, ...]:
    hay = {r.estado for r in revisiones}
    return tuple(e for e in _MALOS if e in hay)


def _es_del_tema(r: Revisado, x: LineaAuditada, tema: str) -> bool:
    """Return whether a review is of a topic of a line, or of an article that the line serves for that topic."""
    if r.revision.tema is not None:
        return r.revision.tema == tema
    return r.revision.articulo is not None and r.revision.articulo in {m.articulo for m in _mandatos(x, tema)}


def _es_de_toda(r: Revisado, x: LineaAuditada) -> bool:
    return not any(_es_del_tema(r, x, tema) for tema in x.niveles)


def _mandatos(x: LineaAuditada, tema: str | None) -> tuple[Mandato, ...]:
    return tuple(m for m in (*x.articulos, *x.rechazados) if tema in (None, m.tema))


def _decisiones(x: LineaAuditada, tema: str | None) -> tuple[str, ...]:
    nivel = x.nivel if tema is None else x.niveles[tema]
    return ((("justifica",) if nivel == "ninguna" else ())
            + (("confirma", "rechaza") if _mandatos(x, tema) else ()) + ("agrega",))


def _restituye(revisiones: Sequence[Revisado]) -> tuple[str, ...]:
    """Return how a finding is restored that persons dismiss and do not agree on, or that changed since."""
    return ("restituye",) if any(r.dice and r.revision.decision == "descarta" for r in revisiones) else ()


def _deshace(revisiones: Sequence[Revisado]) -> tuple[str, ...]:
    return (RETIRA,) if any(r.dice for r in revisiones) else ()


def _articulos(x: Pendiente) -> set[str]:
    if x.linea is None:
        return set()
    agregados = {a.articulo for a in x.linea.agregados if x.tema is None or a.tema in (None, x.tema)}
    return {m.articulo for m in x.mandatos} | agregados


def _palabras(x: Pendiente) -> str:
    citas = [texto for texto, _, _ in x.hallazgo.citas] if x.hallazgo else []
    message = x.hallazgo.message if x.hallazgo else ""
    numero = x.linea.numero if x.linea else ""
    return " ".join([numero, x.texto, message, *citas])
