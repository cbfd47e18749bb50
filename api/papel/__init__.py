"""The report of an audit that can go into a file: one content, six ways to write it."""

from __future__ import annotations

import json
from dataclasses import asdict

from api.informes import tabla_csv
from api.libro import libro_de_tablas
from api.papel.contenido import Informe, reunir
from api.papel.earl import a_turtle
from api.papel.pagina import a_html, a_pdf
from api.papel.tablas import tablas_de
from api.representacion import auditoria_como_json, revisado_como_json

__all__ = ["SUFIJOS", "Informe", "escribir", "reunir"]

SUFIJOS = (".pdf", ".html", ".xlsx", ".csv", ".json", ".ttl")
"""The formats of a report, by the suffix of its file."""


def escribir(informe: Informe, sufijo: str, idioma: str = "es") -> bytes:
    """Return a report in the format of a suffix; the page and the PDF also in English.

    Raises `ErrorDeAlinea` when the libraries of the system that a PDF needs are missing.
    """
    match sufijo:
        case ".pdf":
            return a_pdf(informe, idioma)
        case ".html":
            return a_html(informe, idioma).encode()
        case ".xlsx":
            return libro_de_tablas(informe.libro.titulo, [(t.nombre, t.cabeza, t.filas) for t in tablas_de(informe)])
        case ".csv":
            return _csv(informe).encode("utf-8-sig")
        case ".json":
            return (json.dumps(_json(informe), ensure_ascii=False, indent=2) + "\n").encode()
        case ".ttl":
            return a_turtle(informe).encode()
    raise ValueError(f"no report is written as {sufijo!r}")


def _csv(informe: Informe) -> str:
    """Return every table in one: section, what the row is about, which column, what it says."""
    return tabla_csv(("seccion", "fila", "elemento", "campo", "valor"), (
        (tabla.nombre, orden, fila[0], campo, valor)
        for tabla in tablas_de(informe) for orden, fila in enumerate(tabla.filas, start=1)
        for campo, valor in zip(tabla.cabeza, fila, strict=True)))


def _json(informe: Informe) -> dict[str, object]:
    return {
        "documento": {"nombre": informe.documento, "sha256": informe.sha256, "caracteres": informe.caracteres},
        "version": informe.version,
        **auditoria_como_json(informe.libro),
        "revisiones": [revisado_como_json(x) for x in informe.libro.revisiones],
        "niveles": [{"nivel": clave, **asdict(palabra)} for clave, palabra in informe.niveles],
        "reglas": [{"regla": clave, **asdict(palabra), "evidencias": n} for clave, palabra, n in informe.reglas],
        "validacion": informe.validacion.como_json(),
    }
