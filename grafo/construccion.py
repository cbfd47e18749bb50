"""From documents to a store: read, build, publish. The packaged programme is one document among others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

from rdflib import Graph
from rdflib.term import URIRef

from grafo.almacen import Almacen
from grafo.conclusiones import concluir
from grafo.cuadruplas import Acopio, acopiar, en_grafos
from grafo.derivado import Alineamiento
from grafo.documento import Documento, documento_de_bytes, leer_contenido
from grafo.evidencia import alineamientos
from grafo.formatos.deteccion import Clase, clase_de
from grafo.huecos import huecos_de_mandato
from grafo.lectura.curaduria import Curaduria, cargar_curaduria
from grafo.lectura.perfil import Perfil, cargar_perfiles
from grafo.lectura.programa import elegir_perfil, leer_programa
from grafo.lectura.propios import Lexico
from grafo.lectura.puentes import como_temas
from grafo.modelo import Programa
from grafo.recuentos import contar, escribir_recuentos
from ontologia.errores import DocumentoIlegible, NoEsPrograma
from ontologia.iris import Acunador
from ontologia.recursos import (
    actos,
    cargar_normas,
    cargar_vocabulario,
    normas_conocidas,
    temas,
    tipos_de_hallazgo,
)

__all__ = ["Leido", "Resumen", "construir", "elementos_de", "evidencia_de", "grafos_comunes", "grafos_de", "leer",
           "leer_bytes", "ruta_empaquetada", "ternas_de"]

_EMPAQUETADO = "programa-cpgat-2017"


@dataclass(frozen=True)
class Leido:
    """A document, the profile it was read with, and the programme read from it."""

    documento: Documento
    perfil: Perfil
    programa: Programa


@dataclass(frozen=True, slots=True)
class Resumen:
    """What a run has put into the store: programmes, items of the documents, triples, findings."""

    programas: tuple[str, ...]
    elementos: int
    tripletas: int
    hallazgos: int


def ruta_empaquetada() -> Path:
    """Return the path of the packaged programme.

    Raises `DocumentoIlegible` when the file is not, byte for byte, the one whose SHA-256 is recorded beside it.
    """
    ruta = _carpeta_empaquetada() / f"{_EMPAQUETADO}.txt"
    if not _es_el_empaquetado(ruta.read_bytes()):
        raise DocumentoIlegible(f"El documento empaquetado «{ruta.name}» no es el original: su SHA-256 no coincide.",
                                "Reinstale Alinea.")
    return ruta


def leer(ruta: Path, perfil: Perfil | None = None) -> Leido:
    """Read a document and its programme; a curated file beside it (`<name>.curado.toml`) is used and checked.

    A workbook states its programme itself: nothing is looked for in its text. Raises `DocumentoIlegible` (of a
    workbook with every error in it) or `NoEsPrograma`.
    """
    curado = ruta.with_name(f"{ruta.stem}.curado.toml")
    return leer_bytes(leer_contenido(ruta), ruta.name, perfil, cargar_curaduria(curado) if curado.is_file() else None)


def leer_bytes(contenido: bytes, nombre: str, perfil: Perfil | None = None,
               curaduria: Curaduria | None = None) -> Leido:
    """Read the document that the bytes of a file named `nombre` hold; raises as `leer` does.

    Without another one, the packaged programme is read with its curation wherever its bytes come from: they say the
    same everywhere.
    """
    if clase_de(contenido) is Clase.LIBRO:
        return _leer_libro(contenido, nombre, perfil)
    documento = documento_de_bytes(contenido, nombre)
    if curaduria is None and _es_el_empaquetado(contenido):
        curaduria = cargar_curaduria(_carpeta_empaquetada() / f"{_EMPAQUETADO}.curado.toml")
    usado = perfil or elegir_perfil(documento, cargar_perfiles())
    return Leido(documento, usado, leer_programa(documento, usado, curaduria or Curaduria()))


def _carpeta_empaquetada() -> Path:
    return Path(str(resources.files("grafo"))) / "datos"


def _es_el_empaquetado(contenido: bytes) -> bool:
    """Return whether some bytes have the SHA-256 that is recorded of the packaged programme."""
    esperada = (_carpeta_empaquetada() / f"{_EMPAQUETADO}.sha256").read_text(encoding="ascii").split()[0]
    return hashlib.sha256(contenido).hexdigest() == esperada


def _leer_libro(contenido: bytes, nombre: str, perfil: Perfil | None) -> Leido:
    """Read a workbook: by the template, whose profile only lends its words and is the one of its text or else the
    first; any other as the document that its sheets make up.
    """
    from grafo.formatos.libro import LibroAjeno, documento_de_libro, leer_libro

    perfiles = cargar_perfiles()
    try:
        documento, programa = leer_libro(contenido, nombre)
    except LibroAjeno as ajeno:
        documento = documento_de_libro(contenido, nombre)
        try:
            usado = perfil or elegir_perfil(documento, perfiles)
            return Leido(documento, usado, leer_programa(documento, usado, Curaduria()))
        except NoEsPrograma:
            raise ajeno from None
    try:
        return Leido(documento, perfil or elegir_perfil(documento, perfiles), programa)
    except NoEsPrograma:
        return Leido(documento, perfiles[0], programa)


def grafos_comunes(acunador: Acunador) -> dict[URIRef, Graph]:
    """Return the named graphs that every store holds: vocabulary with schemes, and norms."""
    return {acunador.grafo_ontologia(): cargar_vocabulario(), acunador.grafo_normas(): cargar_normas(acunador.base)}


def evidencia_de(leido: Leido) -> tuple[Alineamiento, ...]:
    """Return the evidence of mandate for every line of a programme that was read."""
    todos = (*temas(), *como_temas(leido.programa.temas))
    return alineamientos(leido.programa, todos, Lexico.de(leido.perfil))


def grafos_de(leido: Leido, acunador: Acunador) -> dict[URIRef, Graph]:
    """Return what `ternas_de` does as rdflib graphs, for those who ask them something."""
    return en_grafos(ternas_de(leido, acunador))


def ternas_de(leido: Leido, acunador: Acunador) -> dict[URIRef, Acopio]:
    """Return the triples of the two named graphs of a programme: what its document says, and what rules concluded."""
    evidencia = evidencia_de(leido)
    hallazgos = (*leido.programa.hallazgos, *huecos_de_mandato(leido.programa, evidencia))
    programa = replace(leido.programa, hallazgos=hallazgos)
    grafos = acopiar(programa, leido.documento, evidencia,
                     concluir(leido.programa, acunador, actos(), normas_conocidas()), tipos_de_hallazgo(), acunador)
    escribir_recuentos(contar(programa, evidencia, acunador), acunador, grafos[acunador.grafo_derivado(programa.clave)])
    return grafos


def construir(leidos: Iterable[Leido], almacen: Almacen, acunador: Acunador,
              aviso: Callable[[str], None] = lambda _: None) -> Resumen:
    """Publish programmes in a store, with the common graphs, all in one step: all of it is there at the end, or none.

    `aviso` is told each step.
    """
    grafos: dict[URIRef, Acopio | Graph] = {**grafos_comunes(acunador)}
    claves: list[str] = []
    elementos = hallazgos = 0
    for leido in leidos:
        aviso(f"{leido.documento.nombre}: {leido.programa.clave}")
        grafos |= ternas_de(leido, acunador)
        claves.append(leido.programa.clave)
        elementos += elementos_de(leido.programa)
        hallazgos += len(leido.programa.hallazgos)
    almacen.reemplazar(grafos)
    return Resumen(tuple(claves), elementos, sum(map(len, grafos.values())), hallazgos)


def elementos_de(p: Programa) -> int:
    """Return how many items a programme has, agenda items and partners included."""
    grupos = (p.siglas, p.disposiciones, p.objetivos_estrategicos, p.objetivos_especificos, p.estrategias,
              p.lineas_accion, p.alianzas, p.eventos, p.sesiones, p.proyectos, p.organizaciones, p.indicadores,
              p.etapas, p.notas)
    return sum(map(len, grupos)) + sum(len(s.asuntos) for s in p.sesiones)
