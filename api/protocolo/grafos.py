"""The graphs that a request may name, and where the application stands for who asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from starlette.requests import Request

from api.sitio import Sitio
from consultas import Conjunto, revisar
from consultas.conjunto import con_base
from consultas.lexico import fichas
from ontologia.errores import ConsultaRechazada

__all__ = ["Examen", "examinar", "exigir_conocidos", "grafos_de", "raiz_de"]

_HUESPED = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9.\-]{0,251})|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")
_CAMBIANTES = frozenset({"NOW", "RAND", "UUID", "STRUUID", "SERVICE"})


@dataclass(frozen=True, slots=True)
class Examen:
    """A query as it is asked, its form ("SELECT"), whether one store always answers it the same, and whether it asks
    other servers too (SERVICE).
    """

    texto: str
    forma: str
    estable: bool
    fuera: bool = False


def grafos_de(sitio: Sitio) -> frozenset[str]:
    """Return the names of the store's graphs, and of those it always has, even empty."""
    c = sitio.contexto
    propios = {str(g) for g in (c.acunador.grafo_ontologia(), c.acunador.grafo_normas(), c.acunador.grafo_revisiones())}
    return sitio.recordar(("nombres de grafos",),
                          lambda: frozenset(propios | {str(g) for g in c.almacen.nombres_de_grafos()}))


def exigir_conocidos(conjunto: Conjunto | None, grafos: frozenset[str]) -> None:
    """Raise `ConsultaRechazada` for a dataset that names what is no graph of the store: nothing is fetched."""
    for iri in (*conjunto.predeterminado, *conjunto.con_nombre) if conjunto else ():
        if str(iri) not in grafos:
            raise ConsultaRechazada(f"«{iri[:200]}» no es un grafo de este almacén; nada se trae de fuera.",
                                    "Los grafos que hay los dice la consulta «grafos».")


@lru_cache(maxsize=128)
def examinar(texto: str, grafos: frozenset[str], base: str, servicios: frozenset[str] = frozenset()) -> Examen:
    """Return what the words of a query tell, its relative IRIs read against `base`.

    Raises `ConsultaRechazada` as `revisar` does, or when it has no form.
    """
    entero = con_base(texto, base)
    forma = revisar(entero, grafos=grafos, servicios=servicios)
    if forma not in {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}:
        raise ConsultaRechazada("La consulta no dice qué pide.", "Use SELECT, ASK, CONSTRUCT o DESCRIBE.")
    palabras = {f.texto.upper() for f in fichas(entero) if f.clase == "palabra"}
    return Examen(entero, forma, palabras.isdisjoint(_CAMBIANTES), "SERVICE" in palabras)


def raiz_de(peticion: Request) -> str:
    """Return the address under which the client reached the application, without a final slash.

    It is taken from the Host header, which anybody may write: it goes only into the answer to that very request, which
    no cache may keep, and one that is not the name of a host is not repeated.
    """
    prefijo = peticion.app.state.sitio.contexto.prefijo or peticion.scope.get("root_path", "")
    huesped = peticion.headers.get("host", "")
    if not _HUESPED.fullmatch(huesped):
        huesped = "localhost"
    esquema = "https" if peticion.scope.get("scheme") == "https" else "http"
    return f"{esquema}://{huesped}{prefijo}".rstrip("/")
