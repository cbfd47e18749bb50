"""The dataset of an update, when the protocol gives it: written into the text, between its words.

SPARQL 1.1 Protocol, 2.2.3: `using-graph-uri` and `using-named-graph-uri` stand for the USING clauses of every operation
that has a WHERE, and a text that has clauses of its own is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from consultas.guardia import MAXIMO_BYTES, revisar_actualizacion
from consultas.lexico import Ficha, es_iri, fichas, lugar
from consultas.resultados import Conjunto
from ontologia.errores import ConsultaRechazada

__all__ = ["aplicar_using", "con_base"]

_RELATIVO = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.\-]*:)")


def con_base(texto: str, base: str) -> str:
    """Return a query or update whose relative IRIs are read against `base`, unless it says its own BASE.

    A text that is too large comes back as it is, for the guard to refuse it.
    """
    if len(texto) > MAXIMO_BYTES:
        return texto
    vistas = list(fichas(texto))
    if not any(f.clase == "iri" and _RELATIVO.match(f.texto) for f in vistas):
        return texto
    if vistas[0].clase == "palabra" and vistas[0].texto.upper() == "BASE":
        return texto
    return f"BASE <{base}> {texto}"


def aplicar_using(texto: str, conjunto: Conjunto) -> str:
    """Return an update whose WHERE clauses are asked of a dataset.

    `DELETE WHERE {…}` is first written out as `DELETE {…} WHERE {…}`, which the standard says it means. Raises
    `ConsultaRechazada` for a text with USING or WITH, one that `revisar_actualizacion` refuses, or no absolute IRI.
    """
    revisar_actualizacion(texto)
    clausulas = _clausulas(conjunto)
    if not clausulas:
        return texto
    vistas = list(fichas(texto))
    for ficha in vistas:
        clave = ficha.texto.partition(":")[0].upper()
        if ficha.clase in {"palabra", "nombre"} and ("USING" in clave or clave.startswith("WITH")):
            raise ConsultaRechazada(
                f"La actualización ya elige sus grafos con «{ficha.texto}» ({lugar(texto, ficha.inicio)}).",
                "Quite USING y WITH del texto, o using-graph-uri y using-named-graph-uri de la petición.")
    return _insertar(texto, vistas, clausulas)


def _clausulas(conjunto: Conjunto) -> str:
    for iri in (*conjunto.predeterminado, *conjunto.con_nombre):
        if not es_iri(iri):
            raise ConsultaRechazada(f"«{iri[:200]}» no es un IRI absoluto.", "Corrija using-graph-uri.")
    return " ".join([*(f"USING <{g}>" for g in conjunto.predeterminado),
                     *(f"USING NAMED <{g}>" for g in conjunto.con_nombre)])


def _insertar(texto: str, vistas: Sequence[Ficha], clausulas: str) -> str:
    """Put the clauses before every WHERE that stands outside of all brackets."""
    partes: list[str] = []
    hasta = hondura = 0
    for lugar_, ficha in enumerate(vistas):
        hondura += (ficha.clase == "abre") - (ficha.clase == "cierra")
        if hondura or ficha.clase != "palabra" or "WHERE" not in ficha.texto.upper():
            continue
        if ficha.texto.upper() != "WHERE":
            raise ConsultaRechazada(f"«{ficha.texto}» no se entiende ({lugar(texto, ficha.inicio)}).",
                                    "Separe las palabras.")
        partes.append(texto[hasta:ficha.inicio])
        if lugar_ and vistas[lugar_ - 1].texto.upper() == "DELETE":
            partes.append(_grupo(texto, vistas[lugar_ + 1:]) + " ")
        partes.append(clausulas + " ")
        hasta = ficha.inicio
    return "".join([*partes, texto[hasta:]])


def _grupo(texto: str, siguientes: Sequence[Ficha]) -> str:
    """Return the text of the group in braces that begins a run of tokens."""
    hondura = 0
    for ficha in siguientes:
        hondura += (ficha.clase == "abre") - (ficha.clase == "cierra")
        if not hondura:
            return texto[siguientes[0].inicio:ficha.inicio + 1]
    raise ConsultaRechazada("Falta cerrar una llave de la actualización.", "Revise las llaves del texto.")
