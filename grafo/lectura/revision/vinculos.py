"""Ties between items: lines that alliances and events name, units that nothing names, citations."""

from __future__ import annotations

from collections.abc import Iterable

from grafo.lectura.citas import simple
from grafo.lectura.renglones import Hoja
from grafo.modelo import Hallazgo, LineaCitada, Programa

__all__ = ["citas_sin_resolver", "lineas_citadas", "lineas_sueltas", "unidades_sin_lineas"]


def lineas_citadas(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Lines that an alliance or event names: they exist, and are quoted with their own words."""
    textos = {x.numero: x.texto.texto for x in programa.lineas_accion}
    citan: list[tuple[str, str, LineaCitada]] = []
    citan += [(f"alianza/{a.numero}", f"la alianza {a.numero}", c) for a in programa.alianzas for c in a.lineas]
    citan += [(f"evento/{e.numero}", f"el evento {e.numero}", c) for e in programa.eventos for c in e.lineas]
    for clave, quien, cita in citan:
        who = quien.replace("la alianza", "alliance").replace("el evento", "event")
        if cita.numero not in textos:
            yield Hallazgo("linea-inexistente", f"{quien.capitalize()} remite a la línea {cita.numero}, que no existe.",
                           f"{who.capitalize()} refers to line {cita.numero}, which does not exist.",
                           cita.pasaje.tramos, (clave,))
        elif cita.texto and simple(cita.texto.texto) != simple(textos[cita.numero]):
            yield Hallazgo(
                "linea-recitada-con-otras-palabras",
                f"{quien.capitalize()} cita la línea {cita.numero} con otras palabras: «{cita.texto.texto}».",
                f"{who.capitalize()} quotes line {cita.numero} with other words: “{cita.texto.texto}”.",
                cita.texto.tramos, (clave, f"linea/{cita.numero}"))


def lineas_sueltas(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Lines that neither an alliance nor an event serves, where a list of the document ties some to lines.

    What lines name by themselves is no list: of the others it says nothing.
    """
    citadas = [*(c for a in programa.alianzas for c in a.lineas), *(c for e in programa.eventos for c in e.lineas)]
    if all(any(x.dice(c.pasaje) for x in programa.lineas_accion) for c in citadas):
        return
    servidas = {c.numero for c in citadas}
    for linea in programa.lineas_accion:
        if linea.numero not in servidas:
            yield Hallazgo("linea-sin-alianza-ni-evento",
                           f"Ninguna alianza ni evento apoya la línea {linea.numero}.",
                           f"No alliance and no event serves line {linea.numero}.",
                           linea.texto.tramos, (f"linea/{linea.numero}",))


def unidades_sin_lineas(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Directorates of the alignment table that no line names."""
    glosario = {s.sigla: simple(s.definicion.texto) for s in programa.siglas}
    nombradas = {simple(glosario.get(u.texto, u.texto)) for x in programa.lineas_accion
                 for u in (x.secretaria, x.direccion, *x.corresponsables) if u}
    vistas: set[str] = set()
    for fila in programa.alineacion:
        for unidad in fila.direcciones:
            clave = simple(unidad.texto)
            if clave not in nombradas and clave not in vistas:
                vistas.add(clave)
                yield Hallazgo("unidad-que-ninguna-linea-nombra",
                               f"«{unidad.texto}» participa en el objetivo {fila.objetivo} y ninguna línea la nombra.",
                               f"“{unidad.texto}” takes part in objective {fila.objetivo} and no line names it.",
                               unidad.tramos)


def citas_sin_resolver(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Citations of articles of a law that the graph of norms does not hold."""
    for numero, referencia in enumerate(programa.referencias, 1):
        if referencia.norma is None:
            yield Hallazgo("cita-sin-resolver",
                           f"La cita «{referencia.pasaje.texto}» no se resuelve a una norma conocida.",
                           f"The citation “{referencia.pasaje.texto}” resolves to no known norm.",
                           referencia.pasaje.tramos, (f"referencia/{numero}",))
