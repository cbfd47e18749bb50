"""Numbering: gaps and duplicates."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from grafo.lectura.renglones import Hoja
from grafo.modelo import Hallazgo, Programa, Tramo

__all__ = ["numeracion"]

_OTRA_IGUAL = re.compile(r"(?<=\d)-\d+$")
"""What tells the second line of a number from the first: "3.1.3-2"."""


def numeracion(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Gaps and duplicates in the numbering, within each class and parent; a series is expected to start at 1."""
    series: dict[tuple[str, str, str], list[tuple[int, Sequence[Tramo]]]] = defaultdict(list)
    for clase, nombre, numero, tramos in _numerados(programa):
        padre, _, propio = numero.rpartition(".")
        if propio.isdigit():
            series[clase, nombre, padre].append((int(propio), tramos))
    for (clase, nombre, padre), miembros in series.items():
        yield from _huecos(clase, nombre, padre, miembros)
        for n, veces in Counter(n for n, _ in miembros).items():
            if veces > 1:
                numero = f"{padre}.{n}".lstrip(".")
                lugares = tuple(t for m, tramos in miembros if m == n for t in tramos)
                yield Hallazgo("numeracion-duplicada", f"El número {numero} está {veces} veces ({nombre}).",
                               f"Number {numero} stands {veces} times ({nombre}).", lugares, (f"{clase}/{numero}",))


def _huecos(clase: str, nombre: str, padre: str,
            miembros: Sequence[tuple[int, Sequence[Tramo]]]) -> Iterable[Hallazgo]:
    presentes = {n for n, _ in miembros}
    for n in range(1, max(presentes)):
        if n in presentes:
            continue
        siguiente = min(m for m in presentes if m > n)
        numero, despues = (f"{padre}.{x}".lstrip(".") for x in (n, siguiente))
        lugares = tuple(t for m, tramos in miembros if m == siguiente for t in tramos)
        yield Hallazgo("numeracion-con-hueco", f"Falta el número {numero} ({nombre}): el documento salta a {despues}.",
                       f"Number {numero} is missing ({nombre}): the document jumps to {despues}.",
                       lugares, (f"{clase}/{despues}",))


def _numerados(programa: Programa) -> list[tuple[str, str, str, Sequence[Tramo]]]:
    """Return (class, singular, number, places) of every numbered item."""
    grupos = (
        ("objetivo", "objetivo", [(o.numero, o.texto) for o in programa.objetivos_especificos]),
        ("estrategia", "estrategia", [(e.numero, e.texto) for e in programa.estrategias]),
        ("linea", "línea", [(_OTRA_IGUAL.sub("", x.numero), x.texto) for x in programa.lineas_accion]),
        ("alianza", "alianza", [(a.numero, a.nombre) for a in programa.alianzas]),
        ("evento", "evento", [(e.numero, e.nombre) for e in programa.eventos]),
        *(("sesion", f"sesión {tipo}", [(s.numero, s.fecha_texto) for s in programa.sesiones if s.tipo == tipo])
          for tipo in dict.fromkeys(s.tipo for s in programa.sesiones)),
        ("disposicion", "disposición", [(d.numero, d.texto) for d in programa.disposiciones]),
    )
    return [(clase, nombre, n, p.tramos) for clase, nombre, items in grupos for n, p in items]
