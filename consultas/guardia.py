"""What a query may not be, decided on its words before any parser sees it.

An engine's parser ends the process on a small, deeply nested text, and SERVICE makes the server call other hosts. A
parser of our own could disagree with the engine's; the words of a text cannot. So "SERVICE" and "FROM" are refused
wherever an engine could take them for keywords (no other keyword or function contains them), not inside strings,
IRIs, comments or variables, nor after the colon of a prefixed name. Grammar is left to the engine.
"""

from __future__ import annotations

from collections.abc import Iterator

from consultas.lexico import Ficha, fichas, lugar
from ontologia.errores import ConsultaRechazada

__all__ = ["MAXIMO_ANIDAMIENTO", "MAXIMO_BYTES", "MAXIMO_GRUPOS", "MAXIMO_OPERADORES", "nombra_grafos", "revisar"]

MAXIMO_BYTES = 65_536
MAXIMO_ANIDAMIENTO = 100
MAXIMO_GRUPOS = 256
"""Groups in braces: 1,000 MINUS in a row crash the engine in a thread with a stack of 1 MB, 256 do not."""
MAXIMO_OPERADORES = 256
"""Operators: so do 1,000 of "+"; "<" counts as one because "<<" opens a quoted triple."""

_ACTUALIZA = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_OPERADORES = frozenset({"!", "+", "-", "*", "/", "|", "||", "&&", "^", "<"})


def revisar(texto: str, *, admite_from: bool = False) -> None:
    """Refuse a query that is too large, too deep, updates something, or names SERVICE (or FROM, unless admitted).

    Raises `ConsultaRechazada`, with line and column.
    """
    if len(texto.encode("utf-8", "surrogatepass")) > MAXIMO_BYTES:
        raise ConsultaRechazada(
            f"La consulta pasa de {MAXIMO_BYTES // 1024} kB.", "Acórtela, o pase los valores como parámetros."
        )
    primera = True
    for ficha in _medidas(texto):
        if primera and ficha.clase == "palabra" and ficha.texto.upper() not in {"PREFIX", "BASE"}:
            _revisar_forma(texto, ficha)
            primera = False
        _revisar_palabra(texto, ficha, admite_from)


def nombra_grafos(texto: str) -> bool:
    """Return whether a query chooses its own graphs with FROM; raises `ConsultaRechazada` as `fichas` does."""
    return any("FROM" in _clave(ficha) for ficha in fichas(texto))


def _medidas(texto: str) -> Iterator[Ficha]:
    """Yield the tokens while depth, groups and operators stay within their limits."""
    hondura = grupos = operadores = 0
    for ficha in fichas(texto):
        if ficha.clase == "abre":
            hondura, grupos = hondura + 1, grupos + (ficha.texto == "{")
        elif ficha.clase == "cierra":
            hondura -= 1
        elif ficha.texto in _OPERADORES:
            operadores += 1
        if hondura > MAXIMO_ANIDAMIENTO or grupos > MAXIMO_GRUPOS or operadores > MAXIMO_OPERADORES:
            raise ConsultaRechazada(
                f"La consulta anida o encadena demasiado a partir de {lugar(texto, ficha.inicio)}.",
                f"El límite es {MAXIMO_ANIDAMIENTO} niveles, {MAXIMO_GRUPOS} grupos y {MAXIMO_OPERADORES} operadores.",
            )
        yield ficha


def _revisar_forma(texto: str, ficha: Ficha) -> None:
    """Refuse an update by its first keyword."""
    if ficha.texto.upper() in _ACTUALIZA:
        raise ConsultaRechazada(
            f"«{ficha.texto}» modifica datos ({lugar(texto, ficha.inicio)}); aquí solo se consulta.",
            "Use SELECT, ASK, CONSTRUCT o DESCRIBE.",
        )


def _revisar_palabra(texto: str, ficha: Ficha, admite_from: bool) -> None:
    clave = _clave(ficha)
    if "SERVICE" in clave:
        raise ConsultaRechazada(
            f"«{ficha.texto}» llamaría a otro servidor ({lugar(texto, ficha.inicio)}); no se permite.",
            "Consulte solo los datos de esta instalación.",
        )
    if "FROM" in clave and not admite_from:
        raise ConsultaRechazada(
            f"«{ficha.texto}» elige los grafos de la consulta ({lugar(texto, ficha.inicio)}); no se permite.",
            "Use GRAPH ?g { … } para decir de qué grafo habla.",
        )


def _clave(ficha: Ficha) -> str:
    """Return what an engine could read as a keyword in a token: a word, or a name up to its colon."""
    if ficha.clase == "palabra":
        return ficha.texto.upper()
    if ficha.clase == "nombre":
        return ficha.texto.partition(":")[0].upper()
    return ""
