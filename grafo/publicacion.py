"""The one writer of a process: what is to be published is built aside, validated, written whole, and told of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from threading import RLock

from rdflib import Graph
from rdflib.term import Node, URIRef

from grafo.alcance import Ambito, Cambio, ambito, propiedades_miradas
from grafo.almacen import Almacen, Tripletas
from grafo.bitacora import Bitacora, GrafoEscrito
from grafo.construccion import Leido, grafos_comunes, grafos_de
from grafo.preguntas import filas_de
from grafo.sello import sello
from grafo.vacios import exigir_por_programa
from grafo.validacion import Formas, Motor, Validado, Violacion, validar_por_partes
from ontologia.errores import NoConforma, NoExiste, NoPermitido, Ocupado, YaExiste
from ontologia.iris import Acunador
from ontologia.recursos import cargar_formas

__all__ = ["GrafoPublicado", "Publicacion", "Publicador"]

_A_LA_VISTA = 3


@dataclass(frozen=True, slots=True)
class GrafoPublicado:
    """A named graph that a write changed: how many triples it had and has, and the hash of what it holds."""

    iri: URIRef
    antes: int
    despues: int
    huella: str


@dataclass(frozen=True, slots=True)
class Publicacion:
    """What a write did: who, what, the store's generation before and after, the graphs that changed (maybe none)."""

    autor: str
    que: str
    antes: int
    despues: int
    grafos: tuple[GrafoPublicado, ...]

    @property
    def creados(self) -> tuple[URIRef, ...]:
        """The graphs that were not there before."""
        return tuple(g.iri for g in self.grafos if not g.antes and g.despues)


class Publicador:
    """One for each open store. All methods block, validation for seconds: call them from a thread.

    Each is one publication: readers see all of it or nothing. Nothing is written, and no generation spent, when the
    store already holds just that. All raise `NoConforma` (nothing was written), `ErrorDeAlmacen`, `Ocupado`, and
    `NoPermitido` for a graph that is not written so: the vocabulary, what a document says and what follows from it
    (that comes of `subir` and `retirar` alone), and the reviews, to which is only added.
    """

    def __init__(self, almacen: Almacen, acunador: Acunador, bitacora: Bitacora, espera: float = 60.0,
                 motor: Motor = Motor.pyshacl) -> None:
        """Take up the store; a write that a crash cut short is looked into, and the trail is told what came of it.

        `espera` is how many seconds a write waits for those before it; `motor` says who judges what is written.
        """
        self._motor = motor
        self._validado: Validado | None = None
        self._espera = espera
        self._almacen = almacen
        self._acunador = acunador
        self._bitacora = bitacora
        self._turno = RLock()
        self._resolver()

    def publicar(self, grafos: Mapping[URIRef, Tripletas], autor: str, que: str) -> Publicacion:
        """Replace each named graph whole; an empty one is removed."""
        return self.publicar_con(lambda: grafos, autor, que)

    def publicar_con(self, preparar: Callable[[], Mapping[URIRef, Tripletas]], autor: str, que: str) -> Publicacion:
        """Replace the graphs that `preparar` returns, which is called when nobody else can write any more."""
        with self.en_turno():
            return self._escribir(preparar(), autor, que)

    def agregar(self, grafos: Mapping[URIRef, Tripletas], autor: str, que: str) -> Publicacion:
        """Add triples to named graphs."""
        def unidos() -> dict[URIRef, Tripletas]:
            juntos: dict[URIRef, Tripletas] = {}
            for iri, tripletas in grafos.items():
                actual = self._almacen.grafo(iri)
                for tripleta in tripletas:
                    actual.add(tripleta)
                juntos[iri] = actual
            return juntos

        return self.publicar_con(unidos, autor, que)

    def actualizar(self, texto: str, autor: str) -> Publicacion:
        """Do a SPARQL update, rehearsed when nobody else can write. Raises `ConsultaRechazada` too."""
        return self.publicar_con(lambda: self._almacen.ensayar(texto), autor, "SPARQL Update")

    def subir(self, leido: Leido, autor: str, *, reemplazar: bool = False) -> Publicacion:
        """Publish a programme that was read, with what follows from it; `reemplazar` takes the place of one there is.

        Raises `YaExiste` otherwise.
        """
        return self.subir_grafos(leido.programa.clave, grafos_de(leido, self._acunador), autor, reemplazar=reemplazar)

    def subir_grafos(self, clave: str, propios: Mapping[URIRef, Tripletas], autor: str, *,
                     reemplazar: bool = False) -> Publicacion:
        """Publish the two graphs of a programme, as `grafos_de` makes them of its document; raises as `subir` does."""
        with self.en_turno():
            if self._tiene(clave) and not reemplazar:
                raise YaExiste(f"Ya hay un programa con la clave «{clave}».",
                               "Para poner este en su lugar: reemplazar=si")
            comunes = {iri: g for iri, g in grafos_comunes(self._acunador).items() if not len(self._almacen.grafo(iri))}
            return self._escribir({**comunes, **propios}, autor, f"programa {clave}", propio=True)

    def retirar(self, clave: str, autor: str) -> Publicacion:
        """Take a programme out of the store, with what follows from it.

        Raises `NoExiste`, and `YaExiste` when persons have reviewed it: what they signed stays with what they saw.
        """
        a = self._acunador
        with self.en_turno():
            if not self._tiene(clave):
                raise NoExiste(f"No existe el programa «{clave[:80]}».", "No se retiró nada.")
            revisiones = len(filas_de("revisiones", self._almacen, a, {"programa": clave}))
            if revisiones:
                raise YaExiste(f"El programa «{clave}» tiene {revisiones} revisiones: no se retira.",
                               "Lo que alguien firmó queda con lo que vio; puede reemplazarse el programa.")
            vacio = Graph()
            return self._escribir({a.grafo_programa(clave): vacio, a.grafo_derivado(clave): vacio}, autor,
                                  f"retiro del programa {clave}", propio=True)

    @contextmanager
    def en_turno(self) -> Iterator[None]:
        """Let nobody else write meanwhile: store and trail stay as they are. Raises `Ocupado`."""
        if not self._turno.acquire(timeout=self._espera):
            raise Ocupado("Otros están escribiendo.", "Repita la escritura en un momento; no se escribió nada.")
        try:
            yield
        finally:
            self._turno.release()

    @cached_property
    def _formas(self) -> Formas:
        return Formas(cargar_formas())

    @cached_property
    def _miran(self) -> frozenset[Node]:
        return propiedades_miradas(self._formas.grafo)

    def _tiene(self, clave: str) -> bool:
        return self._acunador.grafo_programa(clave) in self._almacen.nombres_de_grafos()

    def _escribir(self, grafos: Mapping[URIRef, Tripletas], autor: str, que: str, *,
                  propio: bool = False) -> Publicacion:
        """Publish, in the turn of the caller; `propio` is a write of whole programmes."""
        self._resolver()
        cambios = {iri: c for iri, tripletas in grafos.items()
                   if (c := Cambio(self._almacen.grafo(iri), _copia(tripletas))).distintas()}
        antes = self._almacen.generacion
        if not cambios:
            return Publicacion(autor, que, antes, antes, ())
        if not propio:
            self._exigir_permiso(cambios)
        self._exigir_conformes(cambios)
        escritos = [GrafoEscrito(str(iri), len(c.antes), len(c.despues), sello(c.antes), sello(c.despues))
                    for iri, c in sorted(cambios.items())]
        self._bitacora.empezar(autor, que, antes, escritos)
        try:
            self._almacen.reemplazar({iri: c.despues for iri, c in cambios.items()})
        except BaseException:
            self._resolver()
            raise
        self._bitacora.terminar(self._almacen.generacion, publicado=True)
        return Publicacion(autor, que, antes, self._almacen.generacion, tuple(
            GrafoPublicado(URIRef(g.iri), g.antes, g.despues, g.huella) for g in escritos))

    def _resolver(self) -> None:
        """Tell the trail what came of a write that was begun and not ended: the store has it whole, or not at all."""
        pendiente = self._bitacora.pendiente
        if pendiente is not None:
            igual = (all(sello(self._almacen.grafo(URIRef(g.iri))) == g.huella_antes for g in pendiente.grafos)
                     if pendiente.grafos else self._almacen.generacion == pendiente.generacion[0])
            self._bitacora.terminar(self._almacen.generacion, publicado=not igual)

    def _exigir_permiso(self, cambios: Mapping[URIRef, Cambio]) -> None:
        a = self._acunador
        for iri, cambio in cambios.items():
            if iri == a.grafo_ontologia():
                raise NoPermitido("El vocabulario no se escribe: viene con Alinea.", "Escriba en otro grafo.")
            if str(iri).startswith((a.grafo_programa(""), a.grafo_derivado(""))):
                raise NoPermitido(
                    f"«{iri}» es lo que un documento dice, o lo que de eso se sigue: no se escribe a mano.",
                    "Suba el documento (POST /api/programas), o revise la línea; lo propio, en otro grafo.")
            if iri == a.grafo_revisiones() and not set(cambio.antes) <= set(cambio.despues):
                raise NoPermitido("Las revisiones no se cambian ni se quitan.",
                                  "Haga otra revisión: la última es la que cuenta.")

    def _exigir_conformes(self, cambios: Mapping[URIRef, Cambio]) -> None:
        alcanzado = ambito(cambios, self._almacen, self._acunador, self._miran)
        malas = self._violaciones(alcanzado) if alcanzado else []
        if malas:
            raise _no_conforma(malas)

    def _violaciones(self, de: Ambito) -> list[Violacion]:
        """Return what is wrong; what was judged for the last write, and is the same, is not judged again."""
        self._validado = validar_por_partes(lambda: de.comunes, {n: partial(bytes, o) for n, o in de.partes.items()},
                                            self._formas, self._motor, 1, self._validado)
        informe = self._validado.informe
        if de.programas:
            informe = exigir_por_programa(informe, de.programas, de.comunes, self._formas.grafo)
        return [v for v in informe.resultados
                if v.severidad == "Violation" and (de.focos is None or v.nodo in de.focos)]


def _copia(tripletas: Tripletas) -> Graph:
    """Return a graph of its own, so that nobody changes it between its validation and its publication."""
    grafo = Graph()
    for tripleta in tripletas:
        grafo.add(tripleta)
    return grafo


def _no_conforma(malas: list[Violacion]) -> NoConforma:
    vistas = "; ".join(f"<{v.nodo}> {f'en <{v.ruta}>' if v.ruta else ''}: {v.mensaje}" for v in malas[:_A_LA_VISTA])
    quedan = f" (y {len(malas) - _A_LA_VISTA} más)" if len(malas) > _A_LA_VISTA else ""
    return NoConforma(f"Lo que se iba a publicar no conforma con las formas: {vistas}{quedan}",
                      "Corrija los datos; no se publicó nada.",
                      [{"nodo": v.nodo, "ruta": v.ruta, "valor": v.valor, "componente": v.componente,
                        "mensaje": v.mensaje} for v in malas])
