"""A question asked of one programme, or of one graph, after another: as pages, or as a stream of bytes.

The answers of a question that sorts by programme (or graph) first are, one behind the other, its answer over all of
them. So a page costs what its programmes cost, and a download needs the memory of one.
"""

from __future__ import annotations

import re
import time
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rdflib.term import URIRef

from consultas.catalogo import Consulta
from consultas.ejecutor import ligar
from consultas.resultados import Filas, Respondedor, Termino
from ontologia.errores import ErrorDeEntrada
from ontologia.iris import Acunador

__all__ = ["Desde", "Pagina", "Reparto", "leer_desde", "se_reparte", "se_reparte_por_grafo"]

Filtro = Callable[[Consulta, Mapping[str, Termino]], Collection[str] | None]
"""Says which units (keys) may have a row, once the parameters are bound; None when any may."""

_MARCOS: Mapping[str, tuple[bytes, bytes, bytes]] = {
    "json": (b'"bindings":[', b"]}}", b","), "csv": (b"\r\n", b"", b""), "tsv": (b"\n", b"", b""),
    "xml": (b"<results>", b"</results></sparql>", b""),
}
"""What stands before the rows of an answer, after them, and between two of them, as our stores write it."""

_POR_PROGRAMA = re.compile(r"ORDER\s+BY\s+\?programa\b")
_POR_GRAFO = re.compile(r"ORDER\s+BY\s+\?grafo\b")
_VACIOS = 5
_LUGAR = re.compile(r"([\w.\-]{1,200}|[A-Za-z][A-Za-z0-9+.\-]+:[^\x00-\x20<>\"{}|\\^`]{1,2000}):([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Desde:
    """Where a page begins: at a row (from 0) of the answer for a programme, by its key, or for a graph, by its IRI."""

    programa: str
    fila: int = 0

    def __str__(self) -> str:
        return f"{self.programa}:{self.fila}"


@dataclass(frozen=True, slots=True)
class Pagina:
    """Some rows, and how far it was looked for them: at `vistos` programmes, from the first one on, of `todos`.

    Those that are known to have no row count as looked at. They are graphs when `por_grafo`.
    `siguiente` is where the next page begins; None when there is nothing left to ask.
    """

    filas: Filas
    vistos: int
    todos: int
    siguiente: Desde | None
    por_grafo: bool = False


def leer_desde(texto: str) -> Desde | None:
    """Return the place that an address names ("inai-cpgat-2017:100"); None for "". Raises `ErrorDeEntrada`."""
    if not texto:
        return None
    hallado = _LUGAR.fullmatch(texto)
    if hallado is None:
        raise ErrorDeEntrada(f"“{texto[:40]}” no es un lugar de la respuesta.", "Siga el enlace de la página.")
    return Desde(hallado[1], int(hallado[2]))


def se_reparte(consulta: Consulta) -> bool:
    """Return whether a question can be asked of one programme after another, with the same rows in the same order."""
    return _se_reparte(consulta, "programa", _POR_PROGRAMA)


def se_reparte_por_grafo(consulta: Consulta) -> bool:
    """Return whether a question can be asked of one graph after another, with the same rows in the same order."""
    return _se_reparte(consulta, "grafo", _POR_GRAFO)


def _se_reparte(consulta: Consulta, parametro: str, orden: re.Pattern[str]) -> bool:
    return any(p.nombre == parametro for p in consulta.parametros) and orden.search(consulta.texto) is not None


class _Tanteo:
    """Which keys are worth asking: all of them, until several had no row and more than had one; then `filtro` tells.

    So a question of which every programme has rows never pays for knowing which have.
    """

    def __init__(self, filtro: Callable[[], Collection[str] | None]) -> None:
        self._filtro = filtro
        self._pueden: Collection[str] | None = None
        self._preguntado = False
        self._vacios = self._llenos = 0
        self.recien = False
        """Whether nothing was asked yet since it was told."""

    def puede(self, clave: str) -> bool:
        return self._pueden is None or clave in self._pueden

    def anotar(self, hubo: bool) -> None:
        self.recien = False
        self._llenos += hubo
        self._vacios += not hubo
        if not self._preguntado and self._vacios >= _VACIOS and self._vacios > self._llenos:
            self._preguntado = self.recien = True
            self._pueden = self._filtro()


@dataclass(frozen=True)
class Reparto:
    """A question, what its parameters are bound to, and the programmes (or graphs) that it is asked of.

    `claves` are the keys of the programmes as SPARQL sorts their IRIs, or the IRIs of the graphs; `de` gives what
    answers about one of them. `filtro` tells which may have a row at all, when that is worth knowing.
    """

    consulta: Consulta
    terminos: Mapping[str, Termino]
    claves: Sequence[str]
    de: Callable[[str], Respondedor]
    acunador: Acunador
    filtro: Filtro = lambda *_: None

    @classmethod
    def hacer(cls, consulta: Consulta, valores: Mapping[str, str], claves: Sequence[str],
              de: Callable[[str], Respondedor], acunador: Acunador, filtro: Filtro = lambda *_: None) -> Reparto:
        """Read what a user wrote. A value that is, or is below, a programme's IRI leaves only that one.

        Raises as `ligar` does; `ValueError` when neither `se_reparte` nor `se_reparte_por_grafo` is true.
        """
        terminos = ligar(consulta, valores, acunador)
        if se_reparte_por_grafo(consulta):
            pedidas = {str(terminos["grafo"])} if "grafo" in terminos else set()
        elif se_reparte(consulta):
            pedidas = {c for c in (_programa_de(t, acunador) for t in terminos.values()) if c is not None}
        else:
            raise ValueError(f"{consulta.nombre} is not sorted by programme")
        quedan = [c for c in claves if pedidas <= {c}] or sorted(pedidas)[:1]
        return cls(consulta, terminos, quedan, de, acunador, filtro)

    @property
    def por_grafo(self) -> bool:
        """Whether the keys are those of graphs."""
        return se_reparte_por_grafo(self.consulta)

    def pagina(self, maximo: int, plazo: float, desde: Desde | None = None,
               reloj: Callable[[], float] = time.monotonic) -> Pagina:
        """Return the rows of programme after programme, until there are `maximo` or `plazo` seconds are over.

        At least one programme is asked, and none is left half shown without `siguiente` saying where to go on.
        """
        limite, tanteo = reloj() + plazo, self._tanteo()
        lugar = bisect_left(self.claves, desde.programa) if desde else 0
        columnas: tuple[str, ...] = ()
        filas: list[tuple[Termino | None, ...]] = []
        for numero, clave in enumerate(self.claves[lugar:], start=lugar):
            if not tanteo.puede(clave):
                continue
            if len(filas) >= maximo or (columnas and not tanteo.recien and reloj() >= limite):
                return self._hasta(columnas, filas, numero, Desde(clave))
            suyas = self._filas(clave)
            tanteo.anotar(bool(suyas.filas))
            columnas = suyas.variables
            saltar = desde.fila if desde and desde.programa == clave else 0
            caben = maximo - len(filas)
            filas += suyas.filas[saltar:saltar + caben]
            if len(suyas.filas) - saltar > caben:
                return self._hasta(columnas, filas, numero + 1, Desde(clave, saltar + caben))
        return self._hasta(columnas, filas, len(self.claves), None)

    def trozos(self, formato: str) -> Iterator[bytes]:
        """Yield the whole answer in a format ("json", "csv", "tsv", "xml"), in as many pieces as there are programmes.

        Together they are the bytes that a store with nothing else in it would give.
        """
        principio, cola, entre = _MARCOS[formato]
        tanteo, empezada, hay_filas = self._tanteo(), False, False
        for clave in self.claves:
            if not tanteo.puede(clave):
                continue
            entera = self.de(clave).serializar(self.consulta.texto, formato, self._ligados(clave))
            inicio = entera.index(principio) + len(principio)
            cuerpo = entera[inicio:len(entera) - len(cola)]
            tanteo.anotar(bool(cuerpo))
            yield (b"" if empezada else entera[:inicio]) + (entre if hay_filas and cuerpo else b"") + cuerpo
            empezada, hay_filas = True, hay_filas or bool(cuerpo)
        yield cola

    def _tanteo(self) -> _Tanteo:
        return _Tanteo(lambda: self.filtro(self.consulta, self.terminos))

    def _filas(self, clave: str) -> Filas:
        resultado = self.de(clave).consultar(self.consulta.texto, self._ligados(clave))
        if not isinstance(resultado, Filas):
            raise TypeError(f"{self.consulta.nombre} is no SELECT")
        return resultado

    def _ligados(self, clave: str) -> dict[str, Termino]:
        propio = {"grafo": URIRef(clave)} if self.por_grafo else {"programa": self.acunador.programa(clave)}
        return {**propio, **self.terminos}

    def _hasta(self, columnas: tuple[str, ...], filas: Sequence[tuple[Termino | None, ...]], vistos: int,
               siguiente: Desde | None) -> Pagina:
        return Pagina(Filas(columnas, tuple(filas)), vistos, len(self.claves), siguiente, self.por_grafo)


def _programa_de(termino: Termino, acunador: Acunador) -> str | None:
    """Return the key of the programme below whose IRI a term is, or None."""
    raiz = str(acunador.programa(""))
    if not isinstance(termino, URIRef) or not termino.startswith(raiz):
        return None
    return str(termino).removeprefix(raiz).partition("/")[0]
