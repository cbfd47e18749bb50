"""Backups of a store in a folder: a folder or an archive that says what it holds, and is refused when it does not.

A backup is a copy of the folder's files beside `respaldo.json`, written last: version, generation, quads, and the
SHA-256 of every file. One that was cut short has no such list, or does not agree with it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from uuid import uuid4

import pyoxigraph as ox

from grafo.almacen.carpeta import VERSION, Carpeta
from grafo.almacen.motor import AlmacenEmbebido
from ontologia.errores import DocumentoIlegible, ErrorDeAlmacen, ErrorDeEntrada

__all__ = ["Respaldo", "respaldar", "restaurar"]

_LISTA = "respaldo.json"
_ARCHIVOS = (".tar", ".tar.gz", ".tgz")
_PROPIOS = frozenset({"datos", "instantaneas", "ensayos", "proceso", _LISTA})
_SALTO = 1_000_000
"""Added to the generation of a restored store: what a cache holds of a later, lost one must not pass for ours."""


@dataclass(frozen=True, slots=True)
class Respaldo:
    """What a backup holds: version of the folder's form, generation, quads, and the hash of each file by its path."""

    version: int
    generacion: int
    cuadruplas: int
    archivos: dict[str, str]


def respaldar(almacen: AlmacenEmbebido, destino: Path) -> Respaldo:
    """Write a backup of a store as of now; `destino` is a new folder, or an archive (.tar, .tar.gz, .tgz).

    Nothing stands at `destino` until it is whole. Raises `ErrorDeEntrada` when something does, `ErrorDeAlmacen`.
    """
    if almacen.carpeta is None:
        raise ErrorDeAlmacen("Un almacén en memoria no se respalda.", "Nombre una carpeta con --almacen.")
    if destino.exists():
        raise ErrorDeEntrada(f"Ya existe «{destino}».", "Escriba el respaldo con otro nombre.")
    reunido, parcial = almacen.carpeta.ensayos / uuid4().hex, _al_lado(destino)
    try:
        respaldo = _reunir(almacen, almacen.carpeta, reunido)
        if destino.name.endswith(_ARCHIVOS):
            _archivar(reunido, respaldo, parcial, comprimido=not destino.name.endswith(".tar"))
        else:
            shutil.copytree(reunido, parcial)
        parcial.rename(destino)
    except OSError as causa:
        raise ErrorDeAlmacen(f"No se pudo escribir el respaldo en «{destino}»: {causa}.",
                             "Compruebe la carpeta, sus permisos y el espacio en disco.") from causa
    finally:
        _quitar(reunido)
        _quitar(parcial)
    return respaldo


def restaurar(origen: Path, carpeta: Path) -> Respaldo:
    """Make a store in `carpeta`, which must be missing or empty, from a backup that is verified first.

    Raises `ErrorDeEntrada` when there is something in the folder, `DocumentoIlegible` for what is not a whole backup
    of ours, `ErrorDeAlmacen` when it is of a newer version, or cannot be written.
    """
    if carpeta.exists() and (not carpeta.is_dir() or any(carpeta.iterdir())):
        raise ErrorDeEntrada(f"La carpeta «{carpeta}» no está vacía: no se restaura encima.",
                             "Nombre otra carpeta con --almacen; luego cambie una por otra.")
    parcial = _al_lado(carpeta)
    try:
        with _ilegible(origen):
            _traer(origen, parcial)
            respaldo = _comprobar(parcial)
        (parcial / _LISTA).unlink()
        Carpeta(parcial).contar(respaldo.generacion + _SALTO)
        parcial.replace(carpeta)
    except OSError as causa:
        raise ErrorDeAlmacen(f"No se pudo restaurar en «{carpeta}»: {causa}.",
                             "Compruebe la carpeta, sus permisos y el espacio en disco.") from causa
    finally:
        _quitar(parcial)
    return respaldo


def _reunir(almacen: AlmacenEmbebido, carpeta: Carpeta, aparte: Path) -> Respaldo:
    """Put together what a backup holds, from linked files and small copies; the list comes last."""
    almacen.copiar(aparte / "datos")
    for ruta in carpeta.ruta.iterdir():
        if ruta.name not in _PROPIOS and ruta.is_file() and not ruta.name.endswith(".nueva"):
            shutil.copy2(ruta, aparte / ruta.name)
    archivos = {str(PurePosixPath(r.relative_to(aparte))): _huella(r) for r in sorted(aparte.rglob("*")) if r.is_file()}
    cuadruplas = len(ox.Store.read_only(str(aparte / "datos")))
    respaldo = Respaldo(VERSION, carpeta.leer_generacion(), cuadruplas, archivos)
    (aparte / _LISTA).write_text(json.dumps(asdict(respaldo), indent=2), encoding="utf-8")
    return respaldo


def _archivar(reunido: Path, respaldo: Respaldo, destino: Path, *, comprimido: bool) -> None:
    with tarfile.open(destino, "w:gz" if comprimido else "w") as archivo:
        for nombre in (*respaldo.archivos, _LISTA):
            archivo.add(reunido / nombre, nombre, recursive=False)


def _traer(origen: Path, parcial: Path) -> None:
    """Copy a backup; of an archive only plain files with plain names, as the standard library's filter allows."""
    if origen.is_dir():
        shutil.copytree(origen, parcial, symlinks=True)
        return
    parcial.mkdir(parents=True)
    with tarfile.open(origen) as archivo:
        archivo.extractall(parcial, filter="data")


def _comprobar(parcial: Path) -> Respaldo:
    """Return what a backup says it holds, once every file agrees and the engine can read it."""
    respaldo = Respaldo(**json.loads((parcial / _LISTA).read_text(encoding="utf-8")))
    if respaldo.version > VERSION:
        raise ErrorDeAlmacen(f"El respaldo es de la versión {respaldo.version}; este programa entiende hasta la "
                             f"{VERSION}.", "Actualice Alinea.")
    hay = {str(PurePosixPath(r.relative_to(parcial))) for r in parcial.rglob("*") if not r.is_dir()} - {_LISTA}
    if hay != set(respaldo.archivos):
        raise ValueError(f"faltan o sobran archivos: {', '.join(sorted(hay ^ set(respaldo.archivos))[:5])}")
    for nombre, huella in respaldo.archivos.items():
        if (parcial / nombre).is_symlink() or _huella(parcial / nombre) != huella:
            raise ValueError(f"«{nombre}» no es el que se respaldó")
    if len(ox.Store.read_only(str(parcial / "datos"))) != respaldo.cuadruplas:
        raise ValueError("no tiene las cuádruplas que dice")
    return respaldo


@contextmanager
def _ilegible(origen: Path) -> Iterator[None]:
    """Turn whatever reading a damaged backup raises into one error."""
    try:
        yield
    except (OSError, EOFError, ValueError, TypeError, AttributeError, tarfile.TarError, zlib.error) as causa:
        raise DocumentoIlegible(f"«{origen}» no es un respaldo entero: {causa or 'está cortado'}.",
                                "Use otro respaldo; este quedó a medias o está dañado.") from causa


def _huella(ruta: Path) -> str:
    with ruta.open("rb") as archivo:
        return hashlib.file_digest(archivo, "sha256").hexdigest()


def _al_lado(ruta: Path) -> Path:
    """Return a name beside a path, for what is not whole yet."""
    entera = ruta.resolve()
    entera.parent.mkdir(parents=True, exist_ok=True)
    return entera.with_name(f".{entera.name}.{uuid4().hex[:8]}.parcial")


def _quitar(ruta: Path) -> None:
    if ruta.is_dir():
        shutil.rmtree(ruta, ignore_errors=True)
    else:
        ruta.unlink(missing_ok=True)
