"""A query put to the engine of this process, and its result read as values or as bytes.

A result of the engine must be asked, read and dropped in one thread: who evaluates also reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias

import pyoxigraph as ox

from consultas.guardia import nombra_grafos, revisar
from consultas.resultados import Conjunto, Filas, Respuesta, Resultado, Termino, Tripletas
from grafo.almacen.conversion import TerminoDelMotor, a_grafo, a_motor, de_motor
from grafo.almacen.fallas import fallo, mal_escrita, no_se_da, parametro_ajeno
from grafo.almacen.formatos import DE_GRAFO, DE_TABLA

__all__ = ["Solucion", "como_bytes", "como_valores", "evaluar"]

Solucion: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_CORTO = 8_192
"""Characters up to which it is remembered that a text was allowed: the named questions are asked over and over."""


def evaluar(motor: ox.Store, texto: str, parametros: Mapping[str, Termino], conjunto: Conjunto | None) -> Solucion:
    """Evaluate a query; one that names its graphs with FROM is not asked of the union.

    Raises `ConsultaRechazada` for a text that is refused or malformed, `ErrorDeAlmacen` when the engine fails.
    """
    elige = _elige_corto(texto) if len(texto) <= _CORTO else _elige(texto)
    valores: dict[ox.Variable, TerminoDelMotor] = {
        ox.Variable(nombre): a_motor(termino) for nombre, termino in parametros.items()
    }
    try:
        if conjunto is not None:
            return motor.query(texto, substitutions=valores,
                               default_graph=[a_grafo(g) for g in conjunto.predeterminado],
                               named_graphs=[a_grafo(g) for g in conjunto.con_nombre])
        if elige:
            return motor.query(texto, substitutions=valores)
        return motor.query(texto, substitutions=valores, use_default_graph_as_union=True)
    except SyntaxError as causa:
        raise mal_escrita(str(causa)) from causa
    except RuntimeError as causa:
        if "SELECT projection" in str(causa):
            raise parametro_ajeno() from causa
        raise fallo(causa) from causa
    except OSError as causa:
        raise fallo(causa) from causa


def como_valores(solucion: Solucion) -> Resultado:
    """Read a result whole; raises `ErrorDeAlmacen`."""
    try:
        if isinstance(solucion, ox.QueryBoolean):
            return Respuesta(bool(solucion))
        if isinstance(solucion, ox.QueryTriples):
            return Tripletas(tuple((de_motor(t.subject), de_motor(t.predicate), de_motor(t.object))
                                   for t in solucion))
        variables = tuple(variable.value for variable in solucion.variables)
        return Filas(variables, tuple(tuple(None if c is None else de_motor(c) for c in f) for f in solucion))
    except (OSError, RuntimeError) as causa:
        raise fallo(causa) from causa


def como_bytes(solucion: Solucion, formato: str) -> bytes:
    """Write a result in a format of `DE_TABLA` (SELECT, ASK) or `DE_GRAFO` (graphs).

    Raises `ConsultaRechazada` when the format does not fit the kind of query, `ErrorDeAlmacen`.
    """
    try:
        if isinstance(solucion, ox.QueryTriples):
            if formato in DE_GRAFO:
                return bytes(solucion.serialize(format=DE_GRAFO[formato]) or b"")
        elif formato in DE_TABLA:
            return bytes(solucion.serialize(format=DE_TABLA[formato]) or b"")
    except (OSError, RuntimeError) as causa:
        raise fallo(causa) from causa
    raise no_se_da(formato, DE_GRAFO if isinstance(solucion, ox.QueryTriples) else DE_TABLA)


def _elige(texto: str) -> bool:
    """Refuse a text that may not be asked, and return whether it chooses its own graphs."""
    revisar(texto, admite_from=True)
    return nombra_grafos(texto)


_elige_corto = lru_cache(maxsize=256)(_elige)
