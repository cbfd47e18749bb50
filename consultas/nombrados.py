"""Which graphs an update can read and write, told by its words: those that it names, unless a variable names one.

Outside of GRAPH an update works on the graph of WITH or USING, or on the unnamed one, which a store keeps empty. So
without `GRAPH ?g`, ALL, NAMED or DEFAULT every graph that it touches stands in it as an IRI; and where `GRAPH ?g` is
only in a WHERE that is not DELETE's, every graph that it writes does. Whatever the words alone do not settle (a base,
an escape, a name whose prefix is not declared) counts as every graph.
"""

from __future__ import annotations

from dataclasses import dataclass

from consultas.lexico import Ficha, Prologo, es_iri, fichas

__all__ = ["Nombrados", "nombrados_en"]

_DE_TODOS = ("ALL", "NAMED", "DEFAULT", "BASE")


@dataclass(frozen=True, slots=True)
class Nombrados:
    """IRIs among which are the graphs that an update can read, and can write; None when it may be any."""

    leidos: frozenset[str] | None
    escritos: frozenset[str] | None


def nombrados_en(texto: str) -> Nombrados:
    """Return what an update names. Raises `ConsultaRechazada` as `fichas` does."""
    iris, prologo, bloques = set(), Prologo(), _Bloques()
    todo = "\\u" in texto or "\\U" in texto
    lee_todo = tras_graph = False
    for ficha in fichas(texto):
        clave = _clave(ficha)
        prologo.ver(ficha)
        bloques.ver(ficha)
        if tras_graph and ficha.clase == "variable":
            lee_todo, todo = True, todo or not bloques.solo_lee
        tras_graph = "GRAPH" in clave
        todo = todo or any(palabra in clave for palabra in _DE_TODOS)
        if ficha.clase in ("iri", "nombre"):
            iri = prologo.resolver(ficha)
            if iri is not None and es_iri(iri):
                iris.add(iri)
            elif not (ficha.clase == "nombre" and ficha.texto.endswith(":")):
                todo = True
    if todo:
        return Nombrados(None, None)
    return Nombrados(None if lee_todo else frozenset(iris), frozenset(iris))


@dataclass
class _Bloques:
    """Follows the braces: `solo_lee` inside of a group that follows a WHERE of its own, which nothing writes."""

    solo_lee: bool = False
    _hondura: int = 0
    _previas: tuple[str, str] = ("", "")

    def ver(self, ficha: Ficha) -> None:
        """Take in one token."""
        if ficha.texto == "{" and ficha.clase == "abre":
            if not self._hondura:
                self.solo_lee = self._previas[1] == "WHERE" and self._previas[0] != "DELETE"
            self._hondura += 1
        elif ficha.texto == "}" and ficha.clase == "cierra":
            self._hondura -= 1
        self._previas = (self._previas[1], ficha.texto.upper() if ficha.clase == "palabra" else ficha.texto)


def _clave(ficha: Ficha) -> str:
    """Return what an engine could read as a keyword in a token."""
    return ficha.texto.partition(":")[0].upper() if ficha.clase in ("palabra", "nombre") else ""
