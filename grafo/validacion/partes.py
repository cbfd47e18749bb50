"""A store, judged part by part on every core, with the report of the whole.

What is common (vocabulary, norms) goes with every part. Parts that a shape could look across are judged together, so
the report is the same as that of the union: see `lazos`.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from rdflib import Graph

from grafo.almacen.ntriples import a_ntriples, de_ntriples
from grafo.validacion.contraste import como_el_veredicto, contrastar
from grafo.validacion.formas import Formas
from grafo.validacion.informe import InformeDeValidacion, Parcial, armar
from grafo.validacion.lazos import COMUN, Lazos, agrupar, lazos_de
from grafo.validacion.rapida import NoSirve, Rapida
from grafo.validacion.veredicto import dictaminar, juzgar_grafo

__all__ = ["Motor", "Validado", "juzgar_octetos", "validar_por_partes"]

Octetos = Callable[[], bytes]
"""What gives the N-Triples of a part when they are needed, and not before."""


class Motor(StrEnum):
    """Which engine judges: pySHACL, the fast one held against it by sample, or both in full, which must agree."""

    pyshacl = "pyshacl"
    rapida = "rapida"
    ambos = "ambos"


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
        lazos[nombre] = previas.lazos[nombre] if igual else lazos_de(texto, preparadas)
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
    parciales |= dict(_repartir(tareas, preparadas, motor, min(procesos, len(nuevas))))
    (_, primera), *demas = ((", ".join(g), parciales[h]) for h, g in claves.items())
    juzgadas = tuple(n for g in nuevas.values() for n in g or con_todos)
    return Validado(armar(preparadas, primera, demas), huellas, lazos, parciales, juzgadas)


def juzgar_octetos(octetos: bytes, formas: Formas, rapida: Rapida | str | None, entero: bool = False) -> Parcial:
    """Judge some N-Triples: by the fast engine when there is one, held against pySHACL; else by pySHACL.

    A text instead of the engine is why there is none. With `entero` pySHACL judges all of it, not a sample. Raises
    `ErrorDeAlinea` when the engines differ.
    """
    motivo = rapida if isinstance(rapida, str) else None
    if isinstance(rapida, Rapida):
        try:
            hallados = rapida.hallar(octetos)
            hallados = (como_el_veredicto(hallados, dictaminar(de_ntriples(octetos), formas.grafo)) if entero
                        else contrastar(octetos, formas, hallados, zlib.crc32(octetos)))
            return rapida.juzgar(octetos, hallados)
        except NoSirve as causa:
            motivo = str(causa)
    return juzgar_grafo(de_ntriples(octetos), formas, motivo and f"juzgó pySHACL: {motivo}")


@lru_cache(maxsize=2)
def preparar(formas: Formas, motor: Motor) -> Rapida | str | None:
    """Return the fast engine for some shapes, why there is none, or None when it is not wanted."""
    if motor is Motor.pyshacl:
        return None
    try:
        return Rapida(formas)
    except NoSirve as causa:
        return str(causa)


def _repartir(tareas: Iterable[tuple[str, bytes]], formas: Formas, motor: Motor,
              procesos: int) -> Iterator[tuple[str, Parcial]]:
    """Judge the parts, few of them in memory at a time."""
    if procesos < 2:
        for huella, octetos in tareas:
            yield huella, juzgar_octetos(octetos, formas, preparar(formas, motor), motor is Motor.ambos)
        return
    pendientes = iter(tareas)
    escritas = a_ntriples(formas.grafo)
    with ProcessPoolExecutor(procesos, multiprocessing.get_context("spawn")) as grupo:
        en_curso: deque[tuple[str, bytes, Future[Parcial] | None]] = deque()
        while True:
            for huella, octetos in islice(pendientes, 2 * procesos - len(en_curso)):
                en_curso.append((huella, octetos, _encargar(grupo, octetos, escritas, motor)))
            if not en_curso:
                return
            huella, octetos, futuro = en_curso.popleft()
            yield huella, _recoger(futuro, octetos, formas)


def _encargar(grupo: ProcessPoolExecutor, octetos: bytes, formas: bytes, motor: Motor) -> Future[Parcial] | None:
    """Return what a process will answer; None when a process died, and with it all of them."""
    try:
        return grupo.submit(_trabajar, octetos, formas, motor)
    except BrokenProcessPool:
        return None


def _recoger(futuro: Future[Parcial] | None, octetos: bytes, formas: Formas) -> Parcial:
    try:
        if futuro is not None:
            return futuro.result()
    except BrokenProcessPool:
        pass
    return juzgar_octetos(octetos, formas, "un proceso se cayó")


def _trabajar(octetos: bytes, formas: bytes, motor: Motor) -> Parcial:
    return juzgar_octetos(octetos, *_mesa(formas, motor))


@lru_cache(maxsize=1)
def _mesa(formas: bytes, motor: Motor) -> tuple[Formas, Rapida | str | None, bool]:
    """Return what a working process prepares once: the shapes, the engine, and whether pySHACL judges all as well."""
    preparadas = Formas(de_ntriples(formas))
    return preparadas, preparar(preparadas, motor), motor is Motor.ambos


def _huella(*trozos: bytes) -> str:
    """Return the SHA-256 of some texts; the order of the lines of each does not count."""
    suma = hashlib.sha256()
    for trozo in trozos:
        suma.update(b"\n".join(sorted(trozo.split(b"\n"))) + b"\n\n")
    return suma.hexdigest()
