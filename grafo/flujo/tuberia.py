"""The pipe from documents to a store: what came of each is published in batches, each programme whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from rdflib.term import URIRef

from grafo.almacen import Almacen
from grafo.construccion import grafos_comunes
from grafo.flujo.huellas import Etapas, etapas
from grafo.flujo.obra import Encargo, Obra
from grafo.flujo.registro import Anotado, Registro
from grafo.flujo.reparto import Reparto
from ontologia.iris import Acunador

__all__ = ["Avance", "Encargado", "Fallo", "construir_en_flujo"]

_TANDA = 8 << 20
"""Bytes of N-Triples from which a batch is published."""


@dataclass(frozen=True, slots=True)
class Encargado:
    """What a run is told: the base of the IRIs, the key of the profile (None: the one each text shows), whether to
    build again what did not change.
    """

    acunador: Acunador
    perfil: str | None = None
    de_nuevo: bool = False


@dataclass(frozen=True, slots=True)
class Fallo:
    """A document that could not be built, and why, in words."""

    ruta: str
    motivo: str


@dataclass
class Avance:
    """How far a run is: `leidos` were read and concluded about, `concluidos` only the latter, `iguales` neither."""

    vistos: int = 0
    leidos: int = 0
    concluidos: int = 0
    iguales: int = 0
    elementos: int = 0
    tripletas: int = 0
    hallazgos: int = 0
    fallos: list[Fallo] = field(default_factory=list)


def construir_en_flujo(
    rutas: Iterable[str], almacen: Almacen, registro: Registro, encargado: Encargado, reparto: Reparto,
    avisar: Callable[[Avance], None] = lambda _: None,
) -> Avance:
    """Build documents into a store and return what was done; `avisar` is told after each document.

    What is in the register with the same fingerprints is left alone; what could not be built is in `fallos`, and the
    others are not lost. Of two documents with one key the first is built, the second is a failure that names both.
    Raises `ErrorDeAlmacen` when the store fails; what was published until then stays, and is not built again.
    """
    versiones = etapas(encargado.acunador.base, encargado.perfil)
    publicados = _presentes(almacen, encargado.acunador)
    tanda = _Tanda(almacen, registro, versiones, encargado.acunador)
    avance, duenos = Avance(), dict[str, str]()
    for obra in reparto(_encargos(rutas, registro, encargado, versiones, publicados)):
        avance.vistos += 1
        anotado = registro.de(obra.ruta)
        clave = obra.clave or (anotado.clave if anotado else "")
        if obra.error:
            avance.fallos.append(Fallo(obra.ruta, obra.error))
        elif duenos.setdefault(clave, obra.ruta) != obra.ruta:
            avance.fallos.append(Fallo(obra.ruta, f"Es el mismo programa que «{duenos[clave]}» ({clave}). "
                                                  "Construya solo uno de los dos."))
        elif obra.bloques:
            avance.leidos += obra.leido
            avance.concluidos += not obra.leido
            avance.elementos += obra.elementos
            avance.hallazgos += obra.hallazgos
            avance.tripletas += sum(b.count(b"\n") for b in obra.bloques.values())
            tanda.agregar(obra, "" if anotado is None or anotado.clave in duenos else anotado.clave)
        else:
            avance.iguales += 1
        avisar(avance)
    tanda.publicar()
    return avance


def _presentes(almacen: Almacen, acunador: Acunador) -> frozenset[str]:
    """Return the names of the graphs that the store really holds: the register may be of another day."""
    return frozenset(map(str, almacen.nombres_de_grafos()))


def _encargos(rutas: Iterable[str], registro: Registro, encargado: Encargado, versiones: Etapas,
              publicados: frozenset[str]) -> Iterator[Encargo]:
    acunador = encargado.acunador
    for ruta in rutas:
        sabido = None if encargado.de_nuevo else registro.de(ruta)
        if sabido is None or str(acunador.grafo_programa(sabido.clave)) not in publicados:
            yield Encargo(ruta, acunador.base, encargado.perfil, versiones)
        else:
            modelo = registro.modelo(ruta) if sabido.conclusion != versiones.conclusion else b""
            yield Encargo(ruta, acunador.base, encargado.perfil, versiones, sabido.lectura, sabido.conclusion, modelo)


class _Tanda:
    """Programmes that wait to be published together."""

    def __init__(self, almacen: Almacen, registro: Registro, versiones: Etapas, acunador: Acunador) -> None:
        self._almacen = almacen
        self._registro = registro
        self._versiones = versiones
        self._acunador = acunador
        self._grafos: dict[URIRef, bytes] = {}
        self._anotados: list[tuple[Anotado, bytes]] = []
        self._peso = 0
        self._comunes = False

    def agregar(self, obra: Obra, antes: str) -> None:
        """Take a programme; `antes` is the key that its document stood for before, and nothing does now, if any."""
        if antes:
            self._grafos |= {self._acunador.grafo_programa(antes): b"", self._acunador.grafo_derivado(antes): b""}
        self._grafos |= {URIRef(iri): bloque for iri, bloque in obra.bloques.items()}
        self._anotados.append((Anotado(obra.ruta, obra.clave, obra.lectura, self._versiones.conclusion), obra.modelo))
        self._peso += sum(map(len, obra.bloques.values()))
        if self._peso >= _TANDA:
            self.publicar()

    def publicar(self) -> None:
        """Publish what waits, then write down that it is there; the common graphs go before the first batch."""
        if not self._grafos:
            return
        if not self._comunes:
            self._almacen.reemplazar(grafos_comunes(self._acunador))
            self._comunes = True
        self._almacen.reemplazar(self._grafos)
        self._registro.anotar(self._anotados)
        self._grafos, self._anotados, self._peso = {}, [], 0
