"""What the commands share: the application, the options, how errors and results leave.

Results go to stdout, talk and progress to stderr. Exit status: 0 conforms, 1 does not conform, 2 could not run.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO, NoReturn

import typer

from api.idioma_de_mensajes import ESPANOL, Habla

__all__ = [
    "Almacen",
    "Clave",
    "DecisionDePersona",
    "Documento",
    "FormatoDeExporte",
    "FormatoDeLectura",
    "FormatoDeRespuesta",
    "FormatoDeTabla",
    "Idioma",
    "MotorDeFormas",
    "Perfil",
    "Salida",
    "Tabla",
    "Vista",
    "app",
    "avisar",
    "errores",
    "escribir",
    "escribir_con",
    "fallar",
    "habla",
    "hablar_en",
]

_HABLA: ContextVar[Habla] = ContextVar("habla", default=ESPANOL)

app = typer.Typer(
    name="alinea", add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Alinea: de la ley a la línea de acción, con la cita que lo prueba.",
)

Almacen = Annotated[str | None, typer.Option("--almacen", metavar="RUTA|URL",
                                             help="Carpeta del almacén, o dirección de un servidor SPARQL.")]
Clave = Annotated[str | None, typer.Option("--programa", metavar="CLAVE", help="Clave del programa, si hay varios.")]
Documento = Annotated[Path | None, typer.Argument(help="Documento; sin él, el almacén.")]
Salida = Annotated[Path | None, typer.Option("-o", "--salida", metavar="ARCHIVO", help="Archivo de salida.")]
Perfil = Annotated[str | None, typer.Option("--perfil", metavar="CLAVE", help="Perfil de lectura; sin él se reconoce.")]


class Idioma(StrEnum):
    """The language of what is said."""

    es = "es"
    en = "en"


class FormatoDeLectura(StrEnum):
    """How `leer` writes the programme."""

    texto = "texto"
    json = "json"
    yaml = "yaml"
    xlsx = "xlsx"


class FormatoDeTabla(StrEnum):
    """How a report is written."""

    texto = "texto"
    json = "json"
    csv = "csv"


Tabla = Annotated[FormatoDeTabla, typer.Option("--formato")]


class FormatoDeRespuesta(StrEnum):
    """How `consultar` writes an answer."""

    texto = "texto"
    json = "json"
    csv = "csv"
    tsv = "tsv"
    xml = "xml"


class MotorDeFormas(StrEnum):
    """Which engine judges the shapes."""

    pyshacl = "pyshacl"
    rapida = "rapida"
    ambos = "ambos"


class DecisionDePersona(StrEnum):
    """What a person decides in `revisar`."""

    confirma = "confirma"
    rechaza = "rechaza"
    agrega = "agrega"
    justifica = "justifica"
    descarta = "descarta"
    restituye = "restituye"
    retira = "retira"


class FormatoDeExporte(StrEnum):
    """How `exportar` writes the data."""

    ttl = "ttl"
    nq = "nq"
    jsonld = "jsonld"
    csv = "csv"
    xlsx = "xlsx"
    graphml = "graphml"
    gexf = "gexf"
    json = "json"
    svg = "svg"
    png = "png"
    pdf = "pdf"


class Vista(StrEnum):
    """What `visualizar` draws."""

    explorar = "explorar"
    alineacion = "alineacion"


def habla() -> Habla:
    """Return how things are said in the language of the running command."""
    return _HABLA.get()


def hablar_en(idioma: str) -> None:
    """Set the language of the running command."""
    _HABLA.set(Habla(idioma))


def avisar(texto: str) -> None:
    """Say something on stderr, in the language of the command."""
    print(habla().renglones(texto), file=sys.stderr)


def fallar(mensaje: str, remedio: str = "") -> NoReturn:
    """Say why a command could not run, and what to do, and leave with status 2."""
    di = habla()
    print(f"alinea: {di.mensaje(mensaje)} {di.mensaje(remedio)}".rstrip(), file=sys.stderr)
    raise typer.Exit(2)


@contextmanager
def errores() -> Iterator[None]:
    """Turn Alinea's errors into a message and exit status 2."""
    from ontologia.errores import ErrorDeAlinea

    try:
        yield
    except ErrorDeAlinea as error:
        fallar(error.mensaje, error.remedio)


def escribir(contenido: str | bytes, salida: Path | None) -> None:
    """Write a result whole, as `escribir_con` does."""
    datos = contenido.encode() if isinstance(contenido, str) else contenido
    entera = salida is not None or isinstance(contenido, bytes) or datos.endswith(b"\n")
    escribir_con(lambda destino: destino.write(datos if entera else datos + b"\n"), salida)


def escribir_con(hacer: Callable[[BinaryIO], object], salida: Path | None) -> None:
    """Have a result written, to a file (through a temporary one beside it) or to stdout.

    Whoever reads stdout may stop (`alinea … | head`): the rest is dropped, and the command ends as it would have.
    """
    if salida is None:
        try:
            hacer(sys.stdout.buffer)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    provisional = salida.with_name(f".{salida.name}.parcial")
    try:
        with provisional.open("wb") as archivo:
            hacer(archivo)
            octetos = archivo.tell()
        provisional.replace(salida)
    except OSError as error:
        provisional.unlink(missing_ok=True)
        fallar(f"no se pudo escribir «{salida}»: {error.strerror}.", "Revise la carpeta y los permisos.")
    except BaseException:
        provisional.unlink(missing_ok=True)
        raise
    avisar(f"Escrito {salida} ({octetos:,} bytes).")
