"""From IRIs to addresses of pages: what lies below the base has a page of ours, the vocabulary has /ont."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from ontologia.iris import Acunador

__all__ = ["ancla_de_termino", "camino_de", "camino_seguro", "con_consulta"]

_VOCABULARIO = "https://w3id.org/alinea/ont"
_CON_PAGINA = ("programa/", "norma/")


def camino_de(iri: str, acunador: Acunador) -> str | None:
    """Return the path of the page of an IRI, the address itself for one elsewhere on the web, or None."""
    resto = iri.removeprefix(acunador.base)
    if resto != iri:
        return f"/{quote(resto)}" if resto.startswith(_CON_PAGINA) else f"/id/{quote(resto)}"
    if iri == _VOCABULARIO or iri.startswith((f"{_VOCABULARIO}#", f"{_VOCABULARIO}/")):
        ancla = ancla_de_termino(iri)
        return f"/ont#{quote(ancla)}" if ancla else "/ont"
    return iri if iri.startswith(("https://", "http://")) and not any(c in iri for c in ' <>"\n\r\t') else None


def ancla_de_termino(iri: str) -> str:
    """Return the anchor of a term on the page of the ontology ("Norma", "nivel-cita", "esquema-nivel")."""
    resto = iri.removeprefix(_VOCABULARIO)
    esquema, hay, clave = resto.removeprefix("/").partition("#")
    if resto.startswith("/"):
        return f"{esquema}-{clave}" if hay else f"esquema-{esquema}"
    return clave


def camino_seguro(camino: str) -> str:
    """Return a decoded path encoded again, with one slash at its start: never another host."""
    return f"/{quote(camino.lstrip('/'))}"


def con_consulta(camino: str, consulta: Mapping[str, object]) -> str:
    """Return a path with a query string, before its fragment; empty values are left out."""
    partes = {k: str(v) for k, v in consulta.items() if v not in (None, "", False)}
    antes, hay, ancla = camino.partition("#")
    unidos = f"{antes}{'&' if '?' in antes else '?'}{urlencode(partes)}" if partes else antes
    return f"{unidos}{hay}{ancla}"
