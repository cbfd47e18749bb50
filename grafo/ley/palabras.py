"""The words by which a law's page is understood, from `palabras.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from grafo.lectura.lexico import doblar

__all__ = ["Palabras", "palabras"]


@dataclass(frozen=True)
class Palabras:
    """Compiled patterns for whole lines, folded with `doblar`, and lists of words."""

    seguro: re.Pattern[str]
    posible: re.Pattern[str]
    transitorios: re.Pattern[str]
    decretos: re.Pattern[str]
    publicado: re.Pattern[str]
    cierres: re.Pattern[str]
    derogado: re.Pattern[str]
    enlaces: frozenset[str]
    clases_de_norma: tuple[str, ...]
    gacetas: str
    comunes: frozenset[str]
    terminaciones: tuple[str, ...]

    def casa(self, patron: re.Pattern[str], texto: str) -> bool:
        """Tell whether a whole line is of a kind."""
        return patron.fullmatch(" ".join(doblar(texto).split())) is not None


@lru_cache(maxsize=1)
def palabras() -> Palabras:
    """Return the words of the packaged file, read once."""
    archivo = resources.files("grafo") / "ley" / "palabras.toml"
    datos = tomllib.loads(archivo.read_text(encoding="utf-8"))
    pagina, partes, propuestas = datos["mobiliario"], datos["estructura"], datos["propuestas"]
    return Palabras(
        seguro=_uno_de(pagina["seguro"]), posible=_uno_de(pagina["posible"]),
        transitorios=_uno_de(partes["transitorios"]), decretos=_uno_de(partes["decretos"]),
        publicado=re.compile(partes["publicado"]), cierres=_uno_de(partes["cierres"]),
        derogado=re.compile(partes["derogado"]), enlaces=frozenset(partes["enlaces"]),
        clases_de_norma=tuple(partes["clases_de_norma"]), gacetas="|".join(datos["reformas"]["gacetas"]),
        comunes=frozenset(propuestas["comunes"]),
        terminaciones=tuple(sorted(propuestas["terminaciones"], key=len, reverse=True)),
    )


def _uno_de(patrones: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{patron})" for patron in patrones))
