"""A question about every programme, asked of one after another: as pages, or as a stream of bytes.

The answers of a question that sorts by programme first are, one behind the other, its answer over all of them. So a
page costs what its programmes cost, and a download needs the memory of one programme.
"""

from __future__ import annotations

import re
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rdflib.term import URIRef

from consultas.catalogo import Consulta
from consultas.ejecutor import ligar
from consultas.resultados import Filas, Respondedor, Termino
from ontologia.errores import ErrorDeEntrada
from ontologia.iris import Acunador

__all__ = ["Desde", "Pagina", "Reparto", "leer_desde", "se_reparte"]

_MARCOS: Mapping[str, tuple[bytes, bytes, bytes]] = {
    "json": (b'"bindings":[', b"]}}", b","), "csv": (b"\r\n", b"", b""), "tsv": (b"\n", b"", b""),
    "xml": (b"<results>", b"</results></sparql>", b""),
}
"""What stands before the rows of an answer, after them, and between two of them, as our stores write it."""

_POR_PROGRAMA = re.compile(r"ORDER\s+BY\s+\?programa\b")


@dataclass(frozen=True, slots=True)
class Desde:
    """Where a page begins: at a row (from 0) of the answer for a programme."""

    programa: str
    fila: int = 0

    def __str__(self) -> str:
        return f"{self.programa}:{self.fila}"


@dataclass(frozen=True, slots=True)
class Pagina:
    """Some rows, how many programmes were asked for them (`vistos`, from the first one on) of how many (`todos`).

    `siguiente` is where the next page begins; None when there is nothing left to ask.
    """

    filas: Filas
    vistos: int
    todos: int
    siguiente: Desde | None


def leer_desde(texto: str) -> Desde | None:
    """Return the place that an address names ("inai-cpgat-2017:100"); None for "". Raises `ErrorDeEntrada`."""
    if not texto:
        return None
    hallado = re.fullmatch(r"([\w.\-]{1,200}):([0-9]{1,9})", texto)
    if hallado is None:
        raise ErrorDeEntrada(f"“{texto[:40]}” no es un lugar de la respuesta.", "Siga el enlace de la página.")
    return Desde(hallado[1], int(hallado[2]))


def se_reparte(consulta: Consulta) -> bool:
    """Return whether a question can be asked of one programme after another, with the same rows in the same order."""
    return (any(p.nombre == "programa" for p in consulta.parametros)
            and _POR_PROGRAMA.search(consulta.texto) is not None)


@dataclass(frozen=True)
class Reparto:
    """A question, what its parameters are bound to, and the programmes that it is asked of.

    `claves` are the keys of the programmes as SPARQL sorts their IRIs; `de` gives what answers about one of them.
    """

    consulta: Consulta
    terminos: Mapping[str, Termino]
    claves: Sequence[str]
    de: Callable[[str], Respondedor]
    acunador: Acunador

    @classmethod
    def hacer(cls, consulta: Consulta, valores: Mapping[str, str], claves: Sequence[str],
              de: Callable[[str], Respondedor], acunador: Acunador) -> Reparto:
        """Read what a user wrote. A value that is, or is below, a programme's IRI leaves only that one.

        Raises as `ligar` does; `ValueError` when `se_reparte` is false.
        """
        if not se_reparte(consulta):
            raise ValueError(f"{consulta.nombre} is not sorted by programme")
        terminos = ligar(consulta, valores, acunador)
        pedidas = {c for c in (_programa_de(t, acunador) for t in terminos.values()) if c is not None}
        quedan = [c for c in claves if pedidas <= {c}] or sorted(pedidas)[:1]
        return cls(consulta, terminos, quedan, de, acunador)

    def pagina(self, maximo: int, plazo: float, desde: Desde | None = None,
               reloj: Callable[[], float] = time.monotonic) -> Pagina:
        """Return the rows of programme after programme, until there are `maximo` or `plazo` seconds are over.

        At least one programme is asked, and none is left half shown without `siguiente` saying where to go on.
        """
        limite = reloj() + plazo
        lugar = bisect_left(self.claves, desde.programa) if desde else 0
        saltar = desde.fila if desde and self.claves[lugar:lugar + 1] == [desde.programa] else 0
        columnas: tuple[str, ...] = ()
        filas: list[tuple[Termino | None, ...]] = []
        for numero, clave in enumerate(self.claves[lugar:], start=lugar):
            suyas = self._filas(clave)
            columnas = suyas.variables
            caben = maximo - len(filas)
            filas += suyas.filas[saltar:saltar + caben]
            if len(suyas.filas) - saltar > caben:
                return self._hasta(columnas, filas, numero + 1, Desde(clave, saltar + caben))
            saltar = 0
            if len(filas) >= maximo or reloj() >= limite:
                siguiente = self.claves[numero + 1:numero + 2]
                return self._hasta(columnas, filas, numero + 1, Desde(siguiente[0]) if siguiente else None)
        return self._hasta(columnas, filas, len(self.claves), None)

    def trozos(self, formato: str) -> Iterator[bytes]:
        """Yield the whole answer in a format ("json", "csv", "tsv", "xml"), in as many pieces as there are programmes.

        Together they are the bytes that a store with nothing else in it would give.
        """
        principio, cola, entre = _MARCOS[formato]
        hay_filas = False
        for numero, clave in enumerate(self.claves):
            entera = self.de(clave).serializar(self.consulta.texto, formato, self._ligados(clave))
            inicio = entera.index(principio) + len(principio)
            cuerpo = entera[inicio:len(entera) - len(cola)]
            yield (b"" if numero else entera[:inicio]) + (entre if hay_filas and cuerpo else b"") + cuerpo
            hay_filas = hay_filas or bool(cuerpo)
        yield cola

    def _filas(self, clave: str) -> Filas:
        resultado = self.de(clave).consultar(self.consulta.texto, self._ligados(clave))
        if not isinstance(resultado, Filas):
            raise TypeError(f"{self.consulta.nombre} is no SELECT")
        return resultado

    def _ligados(self, clave: str) -> dict[str, Termino]:
        return {"programa": self.acunador.programa(clave), **self.terminos}

    def _hasta(self, columnas: tuple[str, ...], filas: Sequence[tuple[Termino | None, ...]], vistos: int,
               siguiente: Desde | None) -> Pagina:
        return Pagina(Filas(columnas, tuple(filas)), vistos, len(self.claves), siguiente)


def _programa_de(termino: Termino, acunador: Acunador) -> str | None:
    """Return the key of the programme below whose IRI a term is, or None."""
    raiz = str(acunador.programa(""))
    if not isinstance(termino, URIRef) or not termino.startswith(raiz):
        return None
    return str(termino).removeprefix(raiz).partition("/")[0]
