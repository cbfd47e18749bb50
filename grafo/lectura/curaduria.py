"""Curation: what a person knows about the names of one document and no rule can.

A small file beside the document says that two wordings name one thing, or what an abbreviation stands for; every entry
quotes the words it rests on. An entry whose quote is not in the document is not applied, and is a finding.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from grafo.documento import Documento
from grafo.letras import plegar
from grafo.modelo import Hallazgo
from ontologia.errores import ErrorDeEntrada

__all__ = ["Abreviatura", "Curaduria", "Mismo", "aplicable", "cargar_curaduria", "comprobar", "leer_curaduria"]

_CLASES = ("proyecto", "organizacion")


@dataclass(frozen=True, slots=True)
class Mismo:
    """A name and the wordings that mean the same; `clase` is "proyecto" or "organizacion"."""

    nombre: str
    variantes: tuple[str, ...]
    clase: str
    cita: str
    motivo: str


@dataclass(frozen=True, slots=True)
class Abreviatura:
    """An abbreviation that the document uses without saying what it stands for."""

    sigla: str
    significado: str
    cita: str


@dataclass(frozen=True, slots=True)
class Curaduria:
    """The entries of a file of curation; empty when there is none."""

    mismos: tuple[Mismo, ...] = ()
    abreviaturas: tuple[Abreviatura, ...] = ()


def cargar_curaduria(ruta: Path | None) -> Curaduria:
    """Read a file of curation; None, or a file that is not there, gives an empty one. Raises as `leer_curaduria`."""
    return Curaduria() if ruta is None or not ruta.is_file() else leer_curaduria(ruta.read_bytes(), ruta.name)


def leer_curaduria(contenido: bytes, nombre: str) -> Curaduria:
    """Read the curation that the bytes of a file named `nombre` hold.

    Raises `ErrorDeEntrada` naming the file when it is no TOML or an entry lacks a key or has an unknown class.
    """
    try:
        datos = tomllib.loads(contenido.decode("utf-8"))
        mismos = tuple(
            Mismo(str(e["nombre"]), tuple(map(str, e["variantes"])), str(e["clase"]), str(e["cita"]), str(e["motivo"]))
            for e in datos.get("mismo", ()))
        abreviaturas = tuple(
            Abreviatura(str(e["sigla"]), str(e["significado"]), str(e["cita"])) for e in datos.get("abreviatura", ()))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ErrorDeEntrada(f"La curaduría «{nombre}» no es TOML: {error}.", "Corrija el archivo.") from error
    except (AttributeError, TypeError) as error:
        raise ErrorDeEntrada(f"La curaduría «{nombre}» no es una lista de entradas.",
                             "Escríbalas como [[mismo]] y [[abreviatura]].") from error
    except KeyError as error:
        raise ErrorDeEntrada(f"En la curaduría «{nombre}» una entrada carece de {error}.",
                             "Claves: nombre, variantes, clase, cita, motivo; o sigla, significado, cita.") from error
    for mismo in mismos:
        if mismo.clase not in _CLASES:
            raise ErrorDeEntrada(f"En la curaduría «{nombre}», «{mismo.nombre}» tiene la clase «{mismo.clase}».",
                                 f"Clases: {', '.join(_CLASES)}.")
    return Curaduria(mismos, abreviaturas)


def aplicable(curaduria: Curaduria, documento: Documento) -> Curaduria:
    """Return the entries whose quotes stand in the document (white space folded)."""
    texto = plegar(documento.texto)
    return Curaduria(tuple(m for m in curaduria.mismos if _consta(m.cita, texto)),
                     tuple(a for a in curaduria.abreviaturas if _consta(a.cita, texto)))


def comprobar(curaduria: Curaduria, documento: Documento) -> tuple[Hallazgo, ...]:
    """Return a finding `curaduria-sin-cita` for each entry whose quote is not in the document."""
    texto = plegar(documento.texto)
    entradas = [(m.nombre, m.cita) for m in curaduria.mismos] + [(a.sigla, a.cita) for a in curaduria.abreviaturas]
    return tuple(
        Hallazgo(
            "curaduria-sin-cita",
            f"La curaduría de «{nombre}» se apoya en «{cita}», que no está en {documento.nombre}; no se aplica. "
            "Corrija la cita o retire la entrada.",
            f"The curation of “{nombre}” rests on “{cita}”, which is not in {documento.nombre}; it is not applied. "
            "Correct the quote or remove the entry.",
            ())
        for nombre, cita in entradas if not _consta(cita, texto))


def _consta(cita: str, texto: str) -> bool:
    """Tell whether a quote that is not empty stands in a folded text."""
    return bool(cita.strip()) and plegar(cita) in texto
