"""Fingerprints: what a programme's graphs depend on, stage by stage.

A stage's version is the hash of the sources and data that it uses, worked out when a run begins: nobody has to remember
to count it up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path

__all__ = ["Etapas", "etapas", "huella_de_lectura"]

_LECTURA = {
    "grafo": ("construccion.py", "documento.py", "letras.py", "limpieza.py", "reparacion.py", "formatos/*", "lectura/*",
              "modelo/*", "perfiles/*"),
    "ontologia": ("iris.py", "recursos.py", "normas/*"),
}
_CONCLUSION = {
    "grafo": ("asientos.py", "conclusiones.py", "cuadruplas/*", "derivado.py", "evidencia.py", "flujo/obra.py",
              "huecos.py", "nombres.py", "prueba.py", "recuentos.py", "revisiones/*", "veredicto.py"),
    "ontologia": ("espacios.py", "estandares.py", "conceptos.py", "esquemas/*", "vocabulario/*"),
}
_LECTORES = ("pdfplumber", "pdfminer.six", "pypdfium2", "python-calamine")


@dataclass(frozen=True, slots=True)
class Etapas:
    """The versions of the stages: `lectura` from a document to a programme, `conclusion` from there to its graphs.

    Topics belong to the second: a programme's bridges are tied again without reading its document.
    """

    lectura: str
    conclusion: str


def etapas(base: str, perfil: str | None = None) -> Etapas:
    """Return the versions as of now, for IRIs under `base` and documents read with the profile of a key, if any."""
    lectura = _resumen([*_fuentes(_LECTURA), *(_version(x) for x in _LECTORES), (perfil or "").encode()])
    return Etapas(lectura, _resumen([*_fuentes(_CONCLUSION), base.encode(), lectura.encode()]))


def huella_de_lectura(contenido: bytes, nombre: str, curado: bytes, version: str) -> str:
    """Return the fingerprint of a reading: the document's bytes and name, its curation, the version of the stage."""
    return _resumen([contenido, nombre.encode(), curado, version.encode()])


def _fuentes(cuales: dict[str, tuple[str, ...]]) -> Iterator[bytes]:
    """Yield names and contents of the sources of a stage, sorted. Raises `FileNotFoundError` when one is not there."""
    for paquete, patrones in cuales.items():
        raiz = Path(str(resources.files(paquete)))
        for patron in patrones:
            rutas = sorted(_archivos(raiz / patron.removesuffix("/*")))
            if not rutas:
                raise FileNotFoundError(raiz / patron)
            for ruta in rutas:
                yield str(ruta.relative_to(raiz)).encode()
                yield ruta.read_bytes()


def _archivos(ruta: Path) -> list[Path]:
    if not ruta.is_dir():
        return [ruta] if ruta.is_file() else []
    return [r for r in ruta.rglob("*") if r.is_file() and "__pycache__" not in r.parts]


def _version(paquete: str) -> bytes:
    try:
        return f"{paquete} {metadata.version(paquete)}".encode()
    except metadata.PackageNotFoundError:
        return paquete.encode()


def _resumen(partes: Iterable[bytes]) -> str:
    """Return the SHA-256 of some parts, each preceded by its length: no two lists of parts give the same bytes."""
    suma = hashlib.sha256()
    for parte in partes:
        suma.update(len(parte).to_bytes(8, "big") + parte)
    return suma.hexdigest()
