"""A profile: what differs between families of documents, as data (`grafo/perfiles/*.toml`).

Patterns in a profile are regular expressions in which a space stands for any run of white space, so that a heading
matches however the page breaks it. Upper and lower case count.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib import resources

from ontologia.errores import NoExiste

__all__ = ["Modalidad", "Nivel", "Perfil", "cargar_perfil", "cargar_perfiles", "patron_de_palabras"]


@dataclass(frozen=True, slots=True)
class Nivel:
    """A level of the programme: the class of its items and the pattern (group `n`) that opens one."""

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
    titulo: tuple[re.Pattern[str], ...]
    niveles: tuple[Nivel, ...]
    secciones: dict[str, tuple[str, ...]]
    cabezas: dict[str, tuple[str, ...]]
    titulos: tuple[str, ...]
    modalidades: tuple[Modalidad, ...]
    unidad: re.Pattern[str]
    secretaria: re.Pattern[str]
    palabras: dict[str, tuple[str, ...]]


def patron_de_palabras(patron: str) -> str:
    """Return a profile's pattern as a regular expression: each space is any run of white space."""
    return re.sub(r"(?<!\\) +(?![*?+])", lambda _: r"\s+", patron)


def _compilar(patron: str) -> re.Pattern[str]:
    return re.compile(patron_de_palabras(patron))


def _perfil(datos: dict[str, object], origen: str) -> Perfil:
    """Return the profile that a data file describes. Raises `ValueError` naming the file when a key is missing."""
    try:
        d: dict[str, object] = datos
        tablas: dict[str, object] = d["secciones"]  # type: ignore[assignment]
        secciones = {k: tuple(v.get("inicio", ())) for k, v in tablas.items()}  # type: ignore[attr-defined]
        cabezas = {k: tuple(v.get("cabeza", ())) for k, v in tablas.items()}  # type: ignore[attr-defined]
        return Perfil(
            clave=str(d["clave"]),
            nombre=str(d["nombre"]),
            senales=tuple(map(_compilar, d["senales"])),  # type: ignore[call-overload]
            titulo=tuple(map(_compilar, d["titulo"])),  # type: ignore[call-overload]
            niveles=tuple(Nivel(n["clase"], _compilar(n["patron"])) for n in d["niveles"]),  # type: ignore[attr-defined]
            secciones=secciones,
            cabezas={k: v for k, v in cabezas.items() if v},
            titulos=tuple(d["titulos"]),  # type: ignore[arg-type]
            modalidades=tuple(Modalidad(m["clave"], _compilar(m["patron"])) for m in d["modalidades"]),  # type: ignore[attr-defined]
            unidad=_compilar(str(d["unidad"])),
            secretaria=_compilar(str(d["secretaria"])),
            palabras={k: tuple(v) for k, v in d["palabras"].items()},  # type: ignore[attr-defined]
        )
    except KeyError as error:
        raise ValueError(f"{origen}: the profile lacks {error}") from error


def cargar_perfiles() -> tuple[Perfil, ...]:
    """Return every packaged profile, by key."""
    carpeta = resources.files("grafo") / "perfiles"
    rutas = sorted((r for r in carpeta.iterdir() if r.name.endswith(".toml")), key=lambda r: r.name)
    return tuple(_perfil(tomllib.loads(r.read_text(encoding="utf-8")), r.name) for r in rutas)


def cargar_perfil(clave: str) -> Perfil:
    """Return one profile. Raises `NoExiste` naming those that there are."""
    perfiles = cargar_perfiles()
    for perfil in perfiles:
        if perfil.clave == clave:
            return perfil
    raise NoExiste(f"No existe el perfil «{clave}».", f"Perfiles: {', '.join(p.clave for p in perfiles)}.")
