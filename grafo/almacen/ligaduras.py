"""Parameters for a server that only takes text: each is one row of VALUES at the head of the query's own group, and of
that of every subquery that selects its variable (what a subquery counts or cuts off is of that value alone).

The place is found on the tokens of the text, never by searching for characters; the terms are written by the engine's
own writer, so that a value cannot leave its quotes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from rdflib.term import URIRef

from consultas.lexico import Ficha, fichas
from consultas.resultados import Conjunto, Termino
from grafo.almacen.conversion import a_motor
from grafo.almacen.fallas import parametro_ajeno
from ontologia.errores import ConsultaRechazada

__all__ = ["conjunto_de", "forma_de", "ligar_en_texto"]

_FORMAS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


def forma_de(texto: str) -> str:
    """Return the form of a query ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"). Raises `ConsultaRechazada`."""
    for ficha in fichas(texto):
        if ficha.clase == "palabra" and ficha.texto.upper() in _FORMAS:
            return ficha.texto.upper()
    raise ConsultaRechazada("La consulta no es SELECT, ASK, CONSTRUCT ni DESCRIBE.",
                            "Revise la sintaxis de SPARQL 1.1.")


def conjunto_de(texto: str) -> Conjunto:
    """Return the dataset that a query names with FROM, for a server whose union would hide it."""
    todas = list(fichas(texto))
    prefijos = {todas[i + 1].texto: todas[i + 2].texto[1:-1] for i, f in enumerate(todas[:-2])
                if f.texto.upper() == "PREFIX"}
    grafos: dict[bool, list[URIRef]] = {False: [], True: []}
    for i, ficha in enumerate(todas):
        if ficha.clase == "palabra" and ficha.texto.upper() == "FROM":
            con_nombre = [f.texto.upper() for f in todas[i + 1:i + 2]] == ["NAMED"]
            for nombre in todas[i + 1 + con_nombre:i + 2 + con_nombre]:
                grafos[con_nombre].append(_iri(nombre, prefijos))
    return Conjunto(tuple(grafos[False]), tuple(grafos[True]))


def ligar_en_texto(texto: str, parametros: Mapping[str, Termino]) -> str:
    """Return a query in which each parameter has its value (SPARQL 1.1 Query, 10.2).

    Raises `ConsultaRechazada` when one is not a variable of the SELECT, as the embedded engine does.
    """
    if not parametros:
        return texto
    todas = list(fichas(texto))
    grupo = _grupo(todas, 0)
    if forma_de(texto) != "SELECT" or not set(parametros) <= _proyectadas(todas[:grupo], parametros):
        raise parametro_ajeno()
    filas = {n: f"VALUES ?{n} {{ {a_motor(termino)} }}" for n, termino in sorted(parametros.items())}
    partes, desde = [], 0
    for seleccion in (i for i, f in enumerate(todas) if f.clase == "palabra" and f.texto.upper() == "SELECT"):
        grupo = _grupo(todas, seleccion)
        propias = _proyectadas(todas[seleccion:grupo], parametros)
        if grupo < len(todas) and propias & set(filas):
            corte = todas[grupo].inicio + 1
            partes += [texto[desde:corte], " ", " ".join(f for n, f in filas.items() if n in propias), " "]
            desde = corte
    return "".join((*partes, texto[desde:]))


def _grupo(todas: list[Ficha], desde: int) -> int:
    """Return which token opens the first group from one on; how many tokens there are when none does."""
    return next((i for i in range(desde, len(todas)) if todas[i].texto == "{"), len(todas))


def _iri(ficha: Ficha, prefijos: Mapping[str, str]) -> URIRef:
    if ficha.clase == "iri":
        return URIRef(ficha.texto[1:-1])
    prefijo, _, local = ficha.texto.partition(":")
    return URIRef(prefijos.get(f"{prefijo}:", "") + re.sub(r"\\(.)", r"\1", local))


def _proyectadas(cabeza: list[Ficha], parametros: Mapping[str, Termino]) -> set[str]:
    """Return the variables that a SELECT clause names outside brackets; all the parameters for `*`."""
    hondura, nombres = 0, set[str]()
    for ficha in cabeza:
        hondura += (ficha.clase == "abre") - (ficha.clase == "cierra")
        if ficha.clase == "variable" and hondura == 0:
            nombres.add(ficha.texto[1:])
        elif ficha.texto == "*" and hondura == 0:
            nombres |= set(parametros)
    return nombres
