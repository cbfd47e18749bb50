"""What the engine says when something fails, in our words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ontologia.errores import ConsultaRechazada, ErrorDeAlmacen

__all__ = ["fallo", "mal_escrita", "no_se_da", "parametro_ajeno"]

_LUGAR = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def mal_escrita(mensaje: str) -> ConsultaRechazada:
    """Translate a syntax error of the engine, with its line and column."""
    hallado = _LUGAR.match(mensaje)
    if hallado is None:
        return ConsultaRechazada(f"La consulta no se entiende: {mensaje}.", "Revise la sintaxis de SPARQL 1.1.")
    linea, columna, motivo = hallado.groups()
    return ConsultaRechazada(
        f"La consulta no se entiende en la línea {linea}, columna {columna}: {motivo.split(', [')[0][:300]}.",
        "Revise la sintaxis de SPARQL 1.1.",
    )


def fallo(causa: Exception | str) -> ErrorDeAlmacen:
    """Return the error of an engine that could not answer."""
    return ErrorDeAlmacen(f"El almacén no pudo responder: {causa}.", "Repita la operación; si sigue, reconstruya.")


def no_se_da(formato: str, sirven: Iterable[str]) -> ConsultaRechazada:
    """Return the error of a format that does not fit the kind of query."""
    return ConsultaRechazada(f"La respuesta no se puede dar como “{formato}”.", f"Pida uno de: {', '.join(sirven)}.")


def parametro_ajeno() -> ConsultaRechazada:
    """Return the error of a parameter that the query does not project."""
    return ConsultaRechazada("Un parámetro no es variable del SELECT de la consulta.", "Añada la variable al SELECT.")
