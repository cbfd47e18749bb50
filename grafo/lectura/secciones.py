"""Where each section of the document lies.

A section that is a table starts at its first head of columns; a title is believed only where there is no head, because
titles also stand in tables of contents and, in this kind of document, behind what they head. A section ends where the
next one starts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from grafo.lectura.perfil import patron_de_palabras
from grafo.lectura.renglones import Hoja, Renglon

__all__ = ["SIGLA", "Secciones", "encontrar_secciones"]

SIGLA = r"[A-ZÁÉÍÓÚÑ]{2,}[A-ZÁÉÍÓÚÑ0-9]*|[A-Z]{1,3}[a-z]{1,2}[A-Z]{1,5}"
"""An acronym: capitals, perhaps with digits at its end ("PA2018") or a small letter inside ("PbR")."""

_FILA_DE_SIGLA = re.compile(rf"(?:{SIGLA})(?:\s*[:=.–-])?\s+[A-ZÁÉÍÓÚÑ][a-záéíóúñ]")
_SIGLA_SOLA = re.compile(rf"(?:{SIGLA})")


@dataclass(frozen=True, slots=True)
class Secciones:
    """Stretches [start, end) by the section's name; a section that was not found is missing."""

    lugares: dict[str, tuple[int, int]]

    def de(self, nombre: str) -> tuple[int, int] | None:
        """Return where a section lies, or None."""
        return self.lugares.get(nombre)


def encontrar_secciones(hoja: Hoja) -> Secciones:
    """Return where the sections of a document lie; what stands before the first one is `presentacion`."""
    texto = hoja.documento.texto
    inicios: dict[str, int] = {}
    for nombre, patrones in hoja.perfil.secciones.items():
        cabezas = [m.inicio for m in hoja.mascaras if m.clase == "cabeza" and m.nombre == nombre]
        if nombre != "objetivos" and cabezas:
            inicios[nombre] = cabezas[0]
            continue
        hallados = [m.start() for p in patrones for m in re.finditer(patron_de_palabras(p), texto)
                    if not _es_indice(texto, m.start())]
        if hallados:
            inicios[nombre] = min(hallados)
    siglas = _glosario(hoja, min(inicios.values(), default=len(texto)))
    if siglas:
        inicios["siglas"] = siglas
    inicios.setdefault("presentacion", 0)
    orden = sorted(inicios.items(), key=lambda par: (par[1], par[0] != "presentacion"))
    finales = [inicio for _, inicio in orden[1:]] + [len(texto)]
    return Secciones({n: (a, b) for (n, a), b in zip(orden, finales, strict=True) if a < b})


def _es_indice(texto: str, posicion: int) -> bool:
    """Tell whether a position stands in a line of a table of contents (dot leaders)."""
    fin = texto.find("\n", posicion + 1)
    return bool(re.search(r"\.{4,}|…{2,}|(?:\. ){4,}", texto[posicion:fin if fin > 0 else None]))


def _glosario(hoja: Hoja, limite: int) -> int | None:
    """Return where the glossary starts: the first of at least four rows "ACRONYM Definition" close together."""
    renglones: list[Renglon] = hoja.renglones(0, limite)
    filas = [bool(_FILA_DE_SIGLA.match(r.texto) or _SIGLA_SOLA.fullmatch(r.texto)) for r in renglones]
    for indice, renglon in enumerate(renglones):
        if filas[indice] and sum(filas[indice:indice + 8]) >= 4:
            return renglon.inicio
    return None
