"""The names that the graph gives to things ("Línea de acción 1.1.1"), in the language of the page.

A name that the document gives is a quote and stays as it is; one that is made of a class and a number is ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from babel.dates import get_month_names

from api.palabras import palabras
from ontologia.espacios import AL

__all__ = ["rotulado"]

_NUMERADO = re.compile(r"(?P<clase>[^\d,]{1,80}?) (?P<resto>(?:[a-z-]{1,80}-)?\d[\w.\-–]*)"
                       r"(?:, (?P<dia>\d{1,2}) de (?P<mes>[a-z]+) de (?P<anio>\d{4}))?")
_DE_NORMA = re.compile(r"(?P<norma>[^,]{1,80}), artículo (?P<numero>[\w.\-]+)")


def rotulado(texto: str, idioma: str) -> str:
    """Return a name of our own making in a language; any other text as it is."""
    if idioma != "en":
        return texto
    if de_norma := _DE_NORMA.fullmatch(texto):
        return f"{de_norma['norma']}, article {de_norma['numero']}"
    hallado = _NUMERADO.fullmatch(texto)
    clase = _clases().get(hallado["clase"].lower()) if hallado else None
    if hallado is None or clase is None:
        return texto
    nombre = f"{clase if hallado['clase'][0].isupper() else clase.lower()} {hallado['resto']}"
    mes = _meses().get(hallado["mes"] or "")
    return f"{nombre}, {mes} {hallado['dia']}, {hallado['anio']}" if mes else nombre if not hallado["mes"] else texto


@lru_cache(maxsize=1)
def _clases() -> Mapping[str, str]:
    """Return the English label of each class of ours by its Spanish one, small."""
    return {p.etiqueta.lower(): p.label for iri, p in palabras().items() if iri.startswith(str(AL))}


@lru_cache(maxsize=1)
def _meses() -> Mapping[str, str]:
    es, en = (get_month_names("wide", locale=idioma) for idioma in ("es", "en"))
    return {str(es[n]).lower(): str(en[n]) for n in range(1, 13)}
