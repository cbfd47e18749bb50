"""What the report of an audit holds, whatever it is written as. No clock: the same input gives the same report."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from api.palabras import Palabra, palabras
from grafo.almacen import Almacen
from grafo.auditoria import Auditoria, documento_de
from grafo.preguntas import filas_de, local
from grafo.validacion import InformeDeValidacion, validar
from ontologia.espacios import NIVEL, REGLA
from ontologia.iris import Acunador
from ontologia.recursos import cargar_formas, niveles

__all__ = ["Informe", "reunir", "version_de_alinea"]


@dataclass(frozen=True, slots=True)
class Informe:
    """An audit to be put on file: what was examined, the ledger, the reviews, and how conclusions were reached.

    `reglas` are (key, words, how many pieces of evidence it concluded); `etiquetas` names each article.
    """

    libro: Auditoria
    documento: str
    sha256: str
    caracteres: int
    version: str
    base: str
    niveles: tuple[tuple[str, Palabra], ...]
    reglas: tuple[tuple[str, Palabra, int], ...]
    validacion: InformeDeValidacion
    etiquetas: Mapping[str, str]


def reunir(almacen: Almacen, acunador: Acunador, libro: Auditoria) -> Informe:
    """Gather the report of a ledger from the store it was read from; validates the programme's graphs too."""
    clave = libro.programa
    documento = documento_de(almacen, clave, acunador)
    usadas: dict[str, int] = {}
    for f in filas_de("evidencias", almacen, acunador, {"programa": clave}):
        usadas[local(f["regla"])] = usadas.get(local(f["regla"]), 0) + 1
    dichas = palabras()
    base = f"{acunador.base}norma/"
    grafos = (acunador.grafo_ontologia(), acunador.grafo_normas(), acunador.grafo_programa(clave),
              acunador.grafo_derivado(clave), acunador.grafo_revisiones())
    return Informe(
        libro, documento.nombre, documento.sha256, len(documento.texto), version_de_alinea(), acunador.base,
        tuple((n.clave, dichas[str(NIVEL[n.clave])]) for n in niveles()),
        tuple((r, dichas[str(REGLA[r])], n) for r, n in sorted(usadas.items())),
        validar([almacen.grafo(iri) for iri in grafos], cargar_formas()),
        {str(f["articulo"]).removeprefix(base): str(f["etiqueta"])
         for f in filas_de("articulos", almacen, acunador)})


def version_de_alinea() -> str:
    """Return the version of the installed package; of a checkout that is not, the one it states, said to be so."""
    try:
        return version("alinea")
    except PackageNotFoundError:
        proyecto = Path(__file__).parents[2] / "pyproject.toml"
        dicha = tomllib.loads(proyecto.read_text(encoding="utf-8"))["project"]["version"] if proyecto.is_file() else ""
        return f"{dicha} (sin instalar)".strip()
