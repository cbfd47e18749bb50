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
from grafo.revisiones.estado import Revisado, Terreno, estados, terreno_de
from grafo.revisiones.modelo import Decision, Revision, crear_revision, orden_de
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
        terreno = terreno_de(self._almacen, programa, self._acunador)
        clave = _clave(articulo) if articulo else None
        huella = _exigir(terreno, programa, linea, tema, clave)
        _exigir_alineacion(terreno, linea, tema, clave, decision)
        revision = crear_revision(
            programa=programa, linea=linea, decision=decision, motivo=motivo, quien=quien, rol=rol, cuando=cuando,
            huella=huella, tema=tema, articulo=clave)
        self._anotar([revision], quien)
        return revision

    def decidir_hallazgo(self, programa: str, hallazgo: str, decision: str, motivo: str, quien: str, rol: str,
                         cuando: datetime) -> Revision:
        """Write down that a person dismisses a finding, or takes that back, and return the review.

        Raises `NoExiste` for an unknown finding, `ErrorDeEntrada` for a decision that cannot be.
        """
        terreno = terreno_de(self._almacen, programa, self._acunador)
        huella = terreno.hallazgos.get(hallazgo)
        if huella is None:
            raise NoExiste(f"No existe el hallazgo «{hallazgo[:60]}» en el programa «{programa}».",
                           "Su identificador está en «alinea auditar», entre corchetes. No se guardó nada.")
        revision = crear_revision(
            programa=programa, linea="", decision=decision, motivo=motivo, quien=quien, rol=rol, cuando=cuando,
            huella=huella, hallazgo=hallazgo)
        self._anotar([revision], quien)
        return revision

    def anotar(self, programa: str, d: Decision) -> Revision:
        """Write down a decision about a line or a finding; raises what `decidir` and `decidir_hallazgo` raise."""
        if d.hallazgo is not None:
            return self.decidir_hallazgo(programa, d.hallazgo, d.decision, d.motivo, d.quien, d.rol, d.cuando)
        return self.decidir(programa, d.linea, d.decision, d.motivo, d.quien, d.rol, d.cuando, d.tema, d.articulo)

    def importar(self, revisiones: Iterable[Revision], autor: str = "importación") -> Importacion:
        """Add the reviews that are not there yet: all of them, or none; `autor` is who brings them.

        Raises `NoExiste` naming the first review whose programme, line, topic or article the store does not have. A
        review of a finding that is no longer made is history: it comes in, suspect.
        """
        nuevas = sorted(set(revisiones), key=orden_de)
        claves = {str(f["clave"]) for f in filas_de("programas", self._almacen, self._acunador)}
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
