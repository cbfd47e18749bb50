"""Which files of some folders are documents."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ontologia.errores import DocumentoIlegible

__all__ = ["EXTENSIONES", "buscar_documentos"]

EXTENSIONES = frozenset({".pdf", ".text", ".txt", ".xlsx"})
"""How the names of documents end, in lower case. A file that is named by itself is a document whatever its name."""

_CURADO = ".curado.toml"


def buscar_documentos(nombradas: Iterable[Path], avisar: Callable[[str], None]) -> Iterator[Path]:
    """Yield the documents that some paths name: files as they are, folders with all below them, in the order of names.

    Every path comes out resolved and once. What a folder holds besides (hidden files, other kinds) is told to
    `avisar`; the curation that stands beside a document is part of it. Raises `DocumentoIlegible` for a path that
    is not there, before anything is yielded.
    """
    todas = list(nombradas)
    for ruta in todas:
        if not ruta.exists():
            raise DocumentoIlegible(f"No existe «{ruta}».", "Revise la ruta.")
    vistas: set[Path] = set()
    for ruta in todas:
        for hallada in _dentro(ruta, avisar) if ruta.is_dir() else [ruta]:
            entera = hallada.resolve()
            if entera not in vistas:
                vistas.add(entera)
                yield entera


def _dentro(carpeta: Path, avisar: Callable[[str], None]) -> Iterator[Path]:
    def no_se_abre(error: OSError) -> None:
        avisar(f"Se omite «{error.filename}»: {error.strerror}.")

    for raiz, carpetas, archivos in os.walk(carpeta, onerror=no_se_abre):
        carpetas.sort()
        for nombre in sorted(archivos):
            ruta = Path(raiz) / nombre
            if ruta.suffix.lower() in EXTENSIONES and not nombre.startswith((".", "~$")):
                yield ruta
            elif not nombre.endswith(_CURADO):
                avisar(f"Se omite «{ruta}»: no es un documento ({', '.join(sorted(EXTENSIONES))}).")
