"""Runs a named question: what the user wrote for each parameter becomes a term of its kind, and is bound as such."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from rdflib.term import Literal, URIRef

from consultas.catalogo import Consulta, Parametro
from consultas.resultados import Respondedor, Resultado, Termino
from ontologia.errores import ErrorDeEntrada
from ontologia.espacios import PREFIJOS, TEMA, XSD
from ontologia.iris import Acunador, ranura

__all__ = ["ejecutar", "ejecutar_en_formato", "ligar"]

_MAXIMO = 2_000
_ABSOLUTO = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:(?:[^\x00-\x20<>\"{}|^`\\%]|%[0-9A-Fa-f]{2})+")
_RELATIVO = re.compile(r"[\w.\-]+(?:/[\w.\-]+)*")
_NUMERO = re.compile(r"\d+(?:\.\d+)*")


def ejecutar(
    consulta: Consulta,
    respondedor: Respondedor,
    valores: Mapping[str, str],
    acunador: Acunador,
    programa: str | None = None,
) -> Resultado:
    """Ask a question with the values a user wrote, and return the answer as values.

    `programa` is the key of the programme in which short names ("2.2.5") are read when `valores` names none.
    Raises `ErrorDeEntrada`, `NoExiste`, and what the respondent raises.
    """
    return respondedor.consultar(consulta.texto, ligar(consulta, valores, acunador, programa))


def ejecutar_en_formato(
    consulta: Consulta,
    respondedor: Respondedor,
    valores: Mapping[str, str],
    formato: str,
    acunador: Acunador,
    programa: str | None = None,
) -> bytes:
    """Ask a question as `ejecutar` does, and return the answer in a standard format ("json", "csv"…)."""
    return respondedor.serializar(consulta.texto, formato, ligar(consulta, valores, acunador, programa))


def ligar(
    consulta: Consulta, valores: Mapping[str, str], acunador: Acunador, programa: str | None = None
) -> dict[str, Termino]:
    """Return the term for each parameter given; an optional one left out or empty stays unbound.

    Raises `NoExiste` for an unknown parameter, `ErrorDeEntrada` for a missing one or a value not of its kind.
    """
    escritos = {nombre: valor.strip() for nombre, valor in valores.items() if valor.strip()}
    clave = escritos.get("programa", programa)
    terminos = {n: _termino(consulta.parametro(n), v, acunador, clave) for n, v in escritos.items()}
    for parametro in consulta.parametros:
        if not parametro.opcional and parametro.nombre not in terminos:
            raise ErrorDeEntrada(
                f"Falta el parámetro “{parametro.nombre}” de la consulta “{consulta.nombre}”.",
                f"Añádalo: {parametro.nombre}=… ({parametro.clase}).",
            )
    return terminos


def _termino(parametro: Parametro, valor: str, acunador: Acunador, programa: str | None) -> Termino:
    """Return the term of one value; a switch over the kinds of parameter."""
    if len(valor) > _MAXIMO:
        raise _no_es(parametro, valor[:40] + "…", f"un valor de hasta {_MAXIMO} caracteres")
    match parametro.clase:
        case "iri":
            return _iri(parametro, valor, acunador, programa)
        case "fecha":
            return Literal(_fecha(parametro, valor), datatype=XSD.date)
        case "entero":
            if not re.fullmatch(r"-?[0-9]{1,18}", valor):
                raise _no_es(parametro, valor, "un número entero")
            return Literal(int(valor))
        case _:
            return Literal(valor)


def _fecha(parametro: Parametro, valor: str) -> str:
    """Return a day as xsd:date writes it."""
    try:
        return date.fromisoformat(valor).isoformat()
    except ValueError:
        raise _no_es(parametro, valor, "una fecha como 2017-03-14") from None


def _iri(parametro: Parametro, valor: str, acunador: Acunador, programa: str | None) -> URIRef:
    """Return the IRI that a value means: prefixed, absolute, a path below the base, or a short name."""
    prefijo, hay_prefijo, local = valor.partition(":")
    if hay_prefijo and prefijo in PREFIJOS and re.fullmatch(r"[\w.\-]+", local):
        return URIRef(PREFIJOS[prefijo] + local)
    if hay_prefijo and _ABSOLUTO.fullmatch(valor):
        return URIRef(valor)
    if not hay_prefijo and _RELATIVO.fullmatch(valor) and ".." not in valor:
        corto = _corto(parametro.nombre, valor, acunador, programa)
        if corto is not None:
            return corto
    raise _no_es(parametro, valor, "un IRI, ni un nombre corto que se pueda completar (¿falta “programa”?)")


def _corto(clase: str, valor: str, acunador: Acunador, programa: str | None) -> URIRef | None:
    """Return the IRI of a short name, read by the name of its parameter ("linea", "2.2.5"), or None."""
    if valor.startswith(("programa/", "norma/", "grafo/")):
        return URIRef(acunador.base + valor)
    match clase:
        case "programa":
            return acunador.programa(valor)
        case "tema":
            return TEMA[ranura(valor)]
        case "norma":
            return acunador.norma(valor)
        case "articulo" if "/" in valor:
            norma, _, numero = valor.partition("/")
            return acunador.articulo(norma, numero.removeprefix("art_"))
    if programa is None or not re.fullmatch(r"[\w.\-]+", programa):
        return None
    if "/" in valor:
        return URIRef(f"{acunador.programa(programa)}/{valor}")
    if _NUMERO.fullmatch(valor):
        return acunador.elemento(programa, clase, valor)
    return acunador.nombrado(programa, clase, valor)


def _no_es(parametro: Parametro, valor: str, esperado: str) -> ErrorDeEntrada:
    return ErrorDeEntrada(f"“{valor}” no es {esperado}.", f"Corrija el parámetro “{parametro.nombre}”.")
