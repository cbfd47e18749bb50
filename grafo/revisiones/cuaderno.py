"""The notebook of reviews over a store: reviews are added to their named graph, never changed or taken out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from rdflib.term import URIRef

from grafo.almacen import Almacen, Tripletas
from grafo.bitacora import Bitacora
from grafo.preguntas import filas_de
from grafo.revisiones.cuadruplas import leer_revisiones, tripletas_de
from grafo.revisiones.estado import Revisado, Terreno, contrarias, estados, por_deshacer, terreno_de
from grafo.revisiones.modelo import DE_HALLAZGO, RETIRA, Decision, Revision, crear_revision, orden_de, tras_las_suyas
from ontologia.errores import ErrorDeEntrada, NoExiste
from ontologia.iris import Acunador
from ontologia.recursos import temas

if TYPE_CHECKING:
    from grafo.publicacion import Publicador  # which validates, and so imports what reads reviews

__all__ = ["Cuaderno", "Importacion"]


@dataclass(frozen=True, slots=True)
class Importacion:
    """What an import did: reviews that are new, how many were there already, and those persons disagree on."""

    agregadas: tuple[Revision, ...]
    ya_estaban: int
    contradichas: tuple[Revisado, ...]


class Cuaderno:
    """One for each store in an application. It writes through the store's publisher, else one of its own."""

    def __init__(self, almacen: Almacen, acunador: Acunador, publicador: Publicador | None = None) -> None:
        self._almacen = almacen
        self._acunador = acunador
        self._publicador = publicador or _propio(almacen, acunador)

    def revisiones(self, programa: str | None = None) -> list[Revision]:
        """Return the whole history, in order of programme and time."""
        return leer_revisiones(self._almacen, self._acunador, programa)

    def con_estado(self, programa: str) -> tuple[Revisado, ...]:
        """Return the history of a programme, each review with its state."""
        return estados(self.revisiones(programa), terreno_de(self._almacen, programa, self._acunador))

    def decidir(self, programa: str, linea: str, decision: str, motivo: str, quien: str, rol: str, cuando: datetime,
                tema: str | None = None, articulo: str | None = None) -> Revision:
        """Write down a person's decision about things as they are now, and return it.

        Raises `NoExiste` for an unknown line, topic or article, `ErrorDeEntrada` for a decision that cannot be.
        """
        return self.anotar(programa, Decision(linea=linea, decision=decision, motivo=motivo, quien=quien, rol=rol,
                                              cuando=cuando, tema=tema, articulo=articulo))

    def decidir_hallazgo(self, programa: str, hallazgo: str, decision: str, motivo: str, quien: str, rol: str,
                         cuando: datetime) -> Revision:
        """Write down that a person dismisses a finding, or takes that back, and return the review.

        Raises `NoExiste` for an unknown finding, `ErrorDeEntrada` for a decision that cannot be.
        """
        return self.anotar(programa, Decision(linea="", decision=decision, motivo=motivo, quien=quien, rol=rol,
                                              cuando=cuando, hallazgo=hallazgo))

    def anotar(self, programa: str, d: Decision) -> Revision:
        """Write down a decision about a line or a finding; raises what `decidir` and `decidir_hallazgo` raise."""
        revision, _ = self._revision(programa, d)
        historia = self.revisiones(programa)
        revision = tras_las_suyas(revision, historia)
        _exigir_deshacer(historia, revision)
        self._anotar([revision], d.quien)
        return revision

    def ensayar(self, programa: str, d: Decision) -> tuple[Revision, ...]:
        """Return the reviews of other persons that a decision would contradict; write nothing. Raises as `anotar`."""
        revision, terreno = self._revision(programa, d)
        historia = self.revisiones(programa)
        _exigir_deshacer(historia, tras_las_suyas(revision, historia))
        return contrarias(historia, terreno, revision)

    def _revision(self, programa: str, d: Decision) -> tuple[Revision, Terreno]:
        """Return the review that a decision makes of things as they are now, and those."""
        terreno = terreno_de(self._almacen, programa, self._acunador)
        clave = _clave(d.articulo) if d.articulo else None
        if d.hallazgo is not None:
            huella = _exigir_hallazgo(terreno, programa, d.hallazgo)
        else:
            huella = _exigir(terreno, programa, d.linea, d.tema, clave)
            _exigir_alineacion(terreno, d.linea, d.tema, clave, d.decision)
        revision = crear_revision(
            programa=programa, linea=d.linea, decision=d.decision, motivo=d.motivo, quien=d.quien, rol=d.rol,
            cuando=d.cuando, huella=huella, tema=d.tema, articulo=clave, hallazgo=d.hallazgo)
        return revision, terreno

    def importar(self, revisiones: Iterable[Revision], autor: str = "importación") -> Importacion:
        """Add the reviews that are not there yet: all of them, or none; `autor` is who brings them.

        Raises `NoExiste` naming the first review whose programme, line, topic or article the store does not have. A
        review of a finding that is no longer made is history: it comes in, suspect.
        """
        nuevas = sorted(set(revisiones), key=orden_de)
        claves = {str(f["clave"]) for f in filas_de("portafolio_programas", self._almacen, self._acunador)}
        terrenos: dict[str, Terreno] = {}
        for r in nuevas:
            if r.programa not in claves:
                raise NoExiste(f"La revisión {r.id} es del programa «{r.programa}», que el almacén no tiene.",
                               "Constrúyalo antes. No se importó ninguna.")
            if r.programa not in terrenos:
                terrenos[r.programa] = terreno_de(self._almacen, r.programa, self._acunador)
            if r.hallazgo is None:
                _exigir(terrenos[r.programa], r.programa, r.linea, r.tema, r.articulo,
                        f"La revisión {r.id}: ")
        agregadas = self._anotar(nuevas, autor)
        contradichas = [x for clave in terrenos for x in estados(self.revisiones(clave), terrenos[clave])
                        if x.estado == "contradicha"]
        return Importacion(agregadas, len(nuevas) - len(agregadas), tuple(contradichas))

    def _anotar(self, nuevas: Iterable[Revision], autor: str) -> tuple[Revision, ...]:
        """Add what is not there yet, in one publication, and return it."""
        nuevas = tuple(nuevas)
        iri = self._acunador.grafo_revisiones()
        agregadas: list[Revision] = []

        def unidas() -> dict[URIRef, Tripletas]:
            hay = {r.id for r in self.revisiones()}
            agregadas.extend(r for r in nuevas if r.id not in hay)
            grafo = self._almacen.grafo(iri)
            for tripleta in tripletas_de(agregadas, self._acunador):
                grafo.add(tripleta)
            return {iri: grafo}

        self._publicador.publicar_con(unidas, autor, _que(nuevas))
        return tuple(agregadas)


def _propio(almacen: Almacen, acunador: Acunador) -> Publicador:
    from grafo.publicacion import Publicador

    return Publicador(almacen, acunador, Bitacora())


def _que(revisiones: Sequence[Revision]) -> str:
    """Return what the trail says of some reviews."""
    if len(revisiones) != 1:
        return f"{len(revisiones)} revisiones"
    r = revisiones[0]
    return f"revisión {r.id}: {r.decision} {r.programa} {r.linea or r.hallazgo}"


def _clave(articulo: str) -> str:
    """Return the key of an article however it was written ("lgtaip-2015/59", "lgtaip-2015/art_59")."""
    norma, _, numero = articulo.partition("/")
    return f"{norma}/art_{numero.removeprefix('art_')}"


def _exigir_hallazgo(terreno: Terreno, programa: str, hallazgo: str) -> str:
    """Return the fingerprint of a finding; raises `NoExiste`."""
    huella = terreno.hallazgos.get(hallazgo)
    if huella is None:
        raise NoExiste(f"No existe el hallazgo «{hallazgo[:60]}» en el programa «{programa}».",
                       "Su identificador está en «alinea auditar», entre corchetes. No se guardó nada.")
    return huella


def _exigir(terreno: Terreno, programa: str, linea: str, tema: str | None, articulo: str | None,
            donde: str = "") -> str:
    """Return the fingerprint of what a review is about; raises `NoExiste` for what is not there."""
    if linea not in terreno.lineas:
        raise NoExiste(f"{donde}No existe la línea «{linea[:60]}» en el programa «{programa}».",
                       f"Líneas: {', '.join(terreno.lineas) or 'ninguna'}. No se guardó nada.")
    conocidos = {t.clave for t in temas()} | {e[0] for suyas in terreno.evidencias.values() for e in suyas}
    if tema is not None and tema not in conocidos:
        raise NoExiste(f"{donde}No existe el tema «{tema[:60]}».",
                       f"Temas: {', '.join(sorted(conocidos))}. No se guardó nada.")
    huella = terreno.huella(linea, tema, articulo)
    if huella is None:
        raise NoExiste(f"{donde}No se conoce el artículo «{str(articulo)[:80]}».",
                       "Cargue su ley con «alinea norma», o escríbalo como lgtaip-2015/art_59. No se guardó nada.")
    return huella


def _exigir_alineacion(terreno: Terreno, linea: str, tema: str | None, articulo: str | None, decision: str) -> None:
    """Raise `ErrorDeEntrada` when an article is confirmed or rejected that nobody aligns the line with."""
    suyas = [e for e in terreno.evidencias.get(linea, ()) if tema in (None, e[0]) and articulo in (None, e[2])]
    if decision in ("confirma", "rechaza") and articulo is not None and not suyas:
        raise ErrorDeEntrada(f"La línea {linea} no tiene ninguna alineación con {articulo} que se pueda revisar.",
                             "Para agregarla: --decision agrega")


def _exigir_deshacer(historia: Sequence[Revision], nueva: Revision) -> None:
    """Raise `ErrorDeEntrada` when a review that undoes others finds nothing to undo."""
    if nueva.decision not in (RETIRA, DE_HALLAZGO[1]) or por_deshacer(historia, nueva):
        return
    if nueva.decision == RETIRA:
        raise ErrorDeEntrada(f"{nueva.quien} no tiene nada que retirar de «{nueva.sobre}».",
                             "Cada persona retira lo suyo, con la misma línea, tema y artículo: mire "
                             "«alinea revisar --lista». No se guardó nada.")
    raise ErrorDeEntrada(f"Nadie tiene descartado el hallazgo {nueva.hallazgo}: no hay nada que restituir.",
                         "Para descartarlo: --decision descarta. No se guardó nada.")
