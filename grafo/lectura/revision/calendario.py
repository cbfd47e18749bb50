"""The calendar: events before the approval, items both noted and approved, projects that nothing else mentions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from grafo.lectura.citas import simple
from grafo.lectura.renglones import Hoja
from grafo.modelo import Hallazgo, Programa, Tramo

__all__ = ["asuntos_repetidos", "eventos_y_aprobacion", "proyectos_del_calendario"]


def eventos_y_aprobacion(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Events dated before the session that approves the programme."""
    dia = _dia_de_aprobacion(programa)
    if dia is None:
        return
    for evento in programa.eventos:
        if evento.fin and evento.fecha and evento.fin < dia:
            yield Hallazgo(
                "evento-antes-de-la-aprobacion",
                f"El evento {evento.numero} («{evento.fecha.texto}») es anterior al {dia.isoformat()}, cuando se "
                "aprueba el programa.",
                f"Event {evento.numero} (“{evento.fecha.texto}”) is before {dia.isoformat()}, when the programme is "
                "approved.", evento.fecha.tramos, (f"evento/{evento.numero}",))


def _dia_de_aprobacion(programa: Programa) -> date | None:
    dias = [s.fecha for s in programa.sesiones for a in s.asuntos if s.fecha and a.modalidad == "aprobación"
            and simple(a.texto.texto).startswith(("programa anual", "plan anual"))]
    return min(dias, default=None)


def asuntos_repetidos(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Items that one session both takes note of and approves."""
    for sesion in programa.sesiones:
        conocidos = {simple(a.texto.texto): a for a in sesion.asuntos if a.modalidad == "conocimiento"}
        for asunto in sesion.asuntos:
            otro = conocidos.get(simple(asunto.texto.texto))
            if asunto.modalidad == "aprobación" and otro:
                yield Hallazgo(
                    "asunto-en-conocimiento-y-aprobacion",
                    f"La sesión {sesion.numero} toma conocimiento de «{asunto.texto.texto}» y también lo aprueba.",
                    f"Session {sesion.numero} both takes note of “{asunto.texto.texto}” and approves it.",
                    otro.texto.tramos + asunto.texto.tramos, (f"sesion/{sesion.numero}",))


def proyectos_del_calendario(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Projects other than the programme itself that sessions treat and no line, alliance or event mentions."""
    agenda = [t for s in programa.sesiones for a in s.asuntos for t in a.texto.tramos]
    otros = [t for x in programa.lineas_accion for t in x.texto.tramos]
    otros += [t for a in programa.alianzas for p in (a.nombre, a.objetivo) if p for t in p.tramos]
    otros += [t for e in programa.eventos for p in (e.nombre, e.objetivo) if p for t in p.tramos]
    for proyecto in programa.proyectos:
        if simple(programa.titulo.texto) in {simple(n) for n in (proyecto.nombre, *proyecto.variantes)}:
            continue
        en_agenda = [m for m in proyecto.menciones if _dentro(m.tramos, agenda)]
        if en_agenda and not any(_dentro(m.tramos, otros) for m in proyecto.menciones):
            yield Hallazgo(
                "proyecto-solo-en-el-calendario",
                f"«{proyecto.nombre}» está en el calendario de sesiones y en ninguna línea, alianza ni evento.",
                f"“{proyecto.nombre}” stands in the calendar of sessions and in no line, alliance or event.",
                en_agenda[0].tramos)


def _dentro(tramos: Sequence[Tramo], otros: Sequence[Tramo]) -> bool:
    return any(o.inicio <= t.inicio and t.fin <= o.fin for t in tramos for o in otros)
