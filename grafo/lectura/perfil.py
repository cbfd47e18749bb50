"""A profile: what differs between families of documents, as data (`grafo/perfiles/*.toml`).

Patterns in a profile are regular expressions in which a space stands for any run of white space, so that a heading
matches however the page breaks it. Upper and lower case count.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from ontologia.errores import ErrorDeEntrada, NoExiste

__all__ = ["Modalidad", "Nivel", "Perfil", "cargar_perfil", "cargar_perfiles", "clave_de_rotulo", "patron_de_palabras"]


_COMUN = "_espanol.toml"
"""The words of the language, which every profile shares."""


@dataclass(frozen=True, slots=True)
class Nivel:
    """A level of the programme: the class of its items and the pattern (group `n`) that opens one.

    Without a class (""), the pattern is of bare numbers, whose level the heading above or the depth tells.
    """

    clase: str
    patron: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Modalidad:
    """A session's way with an item: its key and the words that open it."""

    clave: str
    patron: re.Pattern[str]


@dataclass(frozen=True)
class Perfil:
    """The layout of a family of documents."""

    clave: str
    nombre: str
    senales: tuple[re.Pattern[str], ...]
    niveles: tuple[Nivel, ...]
    secciones: dict[str, tuple[str, ...]]
    cabezas: dict[str, tuple[str, ...]]
    titulos: tuple[str, ...]
    cabeceras: dict[str, str]
    honduras: dict[str, str]
    atributos: tuple[tuple[str, re.Pattern[str]], ...]
    columnas: tuple[tuple[str, re.Pattern[str]], ...]
    rotulos_de_registro: tuple[tuple[str, re.Pattern[str]], ...]
    modalidades: tuple[Modalidad, ...]
    unidad: re.Pattern[str]
    secretaria: re.Pattern[str]
    palabras: dict[str, tuple[str, ...]]


def clave_de_rotulo(palabras: str, perfil: Perfil) -> str:
    """Return what the head of a column or the label of a form names, "" for nothing known; parentheses do not count."""
    limpias = " ".join(re.sub(r"\([^)]*\)", "", palabras).split()).strip(" .:*")
    return next((c for c, patron in (*perfil.columnas, *perfil.rotulos_de_registro)
                 if limpias and re.fullmatch(patron.pattern, limpias, re.I)), "")


def patron_de_palabras(patron: str) -> str:
    """Return a profile's pattern as a regular expression: each space is any run of white space."""
    return re.sub(r"(?<!\\) +(?![*?+])", lambda _: r"\s+", patron)


def _compilar(patron: str) -> re.Pattern[str]:
    return re.compile(patron_de_palabras(patron))


def _patrones(datos: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(map(_compilar, datos))


def _perfil(datos: Mapping[str, Any], comun: Mapping[str, Any], origen: str) -> Perfil:
    """Return the profile that a data file describes, with the words that all share.

    Raises `ValueError` naming the file and the key when one is missing, or the pattern when it is none.
    """
    try:
        cabezas = {k: tuple(v.get("cabeza", ())) for k, v in datos["secciones"].items()}
        return Perfil(
            clave=datos["clave"], nombre=datos["nombre"], senales=_patrones(datos["senales"]),
            niveles=tuple(Nivel(n["clase"], _compilar(n["patron"])) for n in datos["niveles"]),
            secciones={k: tuple(v.get("inicio", ())) for k, v in datos["secciones"].items()},
            cabezas={k: v for k, v in cabezas.items() if v},
            titulos=tuple(datos["titulos"]),
            cabeceras={**comun["cabeceras"], **datos.get("cabeceras", {})}, honduras=dict(datos.get("honduras", {})),
            atributos=tuple((a["clave"], _compilar(a["patron"]))
                            for a in (*comun["atributos"], *datos.get("atributos", ()))),
            columnas=tuple((c["clave"], _compilar(c["patron"]))
                           for c in (*datos.get("columnas", ()), *comun["columnas"])),
            rotulos_de_registro=tuple((c["clave"], re.compile(patron_de_palabras(c["patron"]), re.I))
                                      for c in comun["rotulos_de_registro"]),
            modalidades=tuple(Modalidad(m["clave"], _compilar(m["patron"]))
                              for m in (*datos.get("modalidades", ()), *comun["modalidades"])),
            unidad=_compilar(datos["unidad"]), secretaria=_compilar(datos["secretaria"]),
            palabras={k: (*comun["palabras"].get(k, ()), *datos.get("palabras", {}).get(k, ()))
                      for k in {**comun["palabras"], **datos.get("palabras", {})}},
        )
    except KeyError as error:
        raise ValueError(f"{origen}: the profile lacks {error}") from error
    except re.error as error:
        raise ValueError(f"{origen}: {error.pattern!r} is no pattern: {error}") from error


def _leer(ruta: Traversable) -> Mapping[str, Any]:
    return tomllib.loads(ruta.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def cargar_perfiles() -> tuple[Perfil, ...]:
    """Return every packaged profile, by key."""
    carpeta = resources.files("grafo") / "perfiles"
    comun = _leer(carpeta / _COMUN)
    propios = (r for r in carpeta.iterdir() if r.name.endswith(".toml") and r.name != _COMUN)
    rutas = sorted(propios, key=lambda r: r.name)
    return tuple(_perfil(_leer(r), comun, r.name) for r in rutas)


def cargar_perfil(clave: str) -> Perfil:
    """Return one profile, by its key, or from a file of the user's when `clave` is the path of one (`*.toml`).

    Raises `NoExiste` naming those that there are, or `ErrorDeEntrada` when the file is no profile.
    """
    perfiles = cargar_perfiles()
    for perfil in perfiles:
        if perfil.clave == clave:
            return perfil
    ruta = Path(clave)
    if ruta.suffix == ".toml" and ruta.is_file():
        try:
            return _perfil(_leer(ruta), _leer(resources.files("grafo") / "perfiles" / _COMUN), ruta.name)
        except (ValueError, tomllib.TOMLDecodeError, TypeError) as error:
            raise ErrorDeEntrada(f"«{clave}» no es un perfil: {error}.", "Compárelo con los de Alinea.") from error
    raise NoExiste(f"No existe el perfil «{clave}».", f"Perfiles: {', '.join(p.clave for p in perfiles)}.")
