"""A store, judged part by part on every core, with the report of the whole.

What is common (vocabulary, norms) goes with every part. Parts that a shape could look across are judged together, so
the report is the same as that of the union: see `lazos`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rdflib import Graph

from grafo.validacion.formas import Formas
from grafo.validacion.informe import InformeDeValidacion, Parcial, armar
from grafo.validacion.lazos import COMUN, Lazos, agrupar, lazos_de
from grafo.validacion.lotes import Motor
from grafo.validacion.reparto import repartir

__all__ = ["Validado", "validar_por_partes"]

Octetos = Callable[[], bytes]
"""What gives the N-Triples of a part when they are needed, and not before."""


@dataclass(frozen=True)
class Validado:
    """A report, and what is needed to make the next one without judging again what did not change.

    `juzgadas` are the parts that were judged for this report.
    """

    informe: InformeDeValidacion
    huellas: Mapping[str, str] = field(default_factory=dict)
    lazos: Mapping[str, Lazos] = field(default_factory=dict)
    parciales: Mapping[str, Parcial] = field(default_factory=dict)
    juzgadas: tuple[str, ...] = ()


def validar_por_partes(comunes: Octetos, partes: Mapping[str, Octetos], formas: Graph | Formas,
                       motor: Motor = Motor.rapida, procesos: int = 1, antes: Validado | None = None) -> Validado:
    """Validate common graphs and parts (N-Triples, by name), in `procesos` processes, one part in each at a time.

    With `antes`, of the same engine, only what is not as it was is judged: a part whose triples, and those of the
    parts judged with it, are the same keeps its results; a change in what is common or in the shapes judges all
    again. Who validates often gives the same `Formas`, so that they are prepared once. Raises `ErrorDeAlinea` when the
    shapes cannot be used, or the engines differ.
    """
    preparadas, base = formas if isinstance(formas, Formas) else Formas(formas), comunes()
    previas = antes or Validado(InformeDeValidacion(True, (), ()))
    huellas: dict[str, str] = {}
    lazos: dict[str, Lazos] = {}
    for nombre, octetos in {COMUN: lambda: base, **partes}.items():
        texto = octetos()
        reglas = (preparadas.sello.encode(), motor.value.encode()) if nombre == COMUN else ()
        huellas[nombre] = _huella(texto, *reglas)
        igual = previas.huellas.get(nombre) == huellas[nombre]
        lazos[nombre] = previas.lazos[nombre] if igual else lazos_de(texto, preparadas, nombre == COMUN)
    grupos = agrupar({nombre: de for nombre, de in lazos.items() if nombre == COMUN or de.propios})
    con_todos = grupos.pop(COMUN)
    comun = b"".join((base, *(partes[n]() for n in con_todos)))
    # What goes with a single group need not be judged apart.
    listas = list(grupos.values()) if len(grupos) == 1 else [(), *grupos.values()]
    claves = {_huella(*(huellas[n].encode() for n in (COMUN, *con_todos)), b"", *(huellas[n].encode() for n in g)): g
              for g in listas}
    nuevas = {h: g for h, g in claves.items() if h not in previas.parciales}
    tareas = ((h, b"".join((comun, *(partes[n]() for n in g)))) for h, g in nuevas.items())
    parciales = {h: previas.parciales[h] for h in claves if h in previas.parciales}
    parciales |= dict(repartir(tareas, len(nuevas), preparadas, motor, procesos))
    (_, primera), *demas = ((", ".join(g), parciales[h]) for h, g in claves.items())
    juzgadas = tuple(n for g in nuevas.values() for n in g or con_todos)
    return Validado(armar(preparadas, primera, demas), huellas, lazos, parciales, juzgadas)


def _huella(*trozos: bytes) -> str:
    """Return the SHA-256 of some texts; the order of the lines of each does not count."""
    suma = hashlib.sha256()
    for trozo in trozos:
        suma.update(b"\n".join(sorted(trozo.split(b"\n"))) + b"\n\n")
    return suma.hexdigest()
