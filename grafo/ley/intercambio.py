"""A law as JSON: the machine-readable answer of `alinea norma`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from grafo.ley.modelo import Articulo, Division, Ley, Parte, Reforma, Transitorio
from grafo.modelo import Pasaje, Tramo

__all__ = ["ley_como_json"]


def ley_como_json(ley: Ley) -> dict[str, Any]:
    """Return a law as plain values, with the keys of the machine-readable answers."""
    return {
        "norma": ley.clave,
        "titulo": ley.titulo.texto if ley.titulo else None,
        "ultima_reforma": ley.ultima_reforma.isoformat() if ley.ultima_reforma else None,
        "articulos": [_articulo(a) for a in ley.articulos],
        "transitorios": [_transitorio(t) for t in ley.transitorios],
        "reformas": [_reforma(r) for r in ley.reformas],
        "hallazgos": [
            {"tipo": h.tipo, "mensaje": h.mensaje, "message": h.message, "tramos": _tramos(h.tramos)}
            for h in ley.hallazgos
        ],
    }


def _articulo(articulo: Articulo) -> dict[str, object]:
    return {
        "numero": articulo.numero,
        **_texto(articulo.texto),
        **{clase: _division(articulo.division(clase)) for clase in ("libro", "titulo", "capitulo", "seccion")},
        "huella": articulo.huella,
        "derogado": articulo.derogado,
        "parrafos": [_texto(parrafo) for parrafo in articulo.parrafos],
        "apartados": _partes(articulo.partes, "apartado"),
        "fracciones": _partes(articulo.partes, "fraccion"),
        "incisos": _partes(articulo.partes, "inciso"),
        "numerales": _partes(articulo.partes, "numeral", "romanito"),
    }


def _division(division: Division | None) -> str | None:
    return division.texto.texto if division else None


def _partes(partes: Iterable[Parte], *clases: str) -> list[dict[str, object]]:
    return [
        {
            "numero": parte.numero,
            **_texto(parte.texto),
            "fracciones": _partes(parte.partes, "fraccion"),
            "incisos": _partes(parte.partes, "inciso"),
            "numerales": _partes(parte.partes, "numeral", "romanito"),
        }
        for parte in partes if parte.clase in clases
    ]


def _transitorio(transitorio: Transitorio) -> dict[str, object]:
    decreto = transitorio.decreto
    return {
        "numero": transitorio.numero,
        **_texto(transitorio.texto),
        "decreto": decreto.texto.texto if decreto else None,
        "fecha_del_decreto": decreto.fecha.isoformat() if decreto and decreto.fecha else None,
        "huella": transitorio.huella,
    }


def _reforma(reforma: Reforma) -> dict[str, object]:
    return {
        **_texto(reforma.texto),
        "objeto": reforma.objeto,
        "actos": list(reforma.actos),
        "fechas": [fecha.isoformat() for fecha in reforma.fechas],
        "articulos": list(reforma.articulos),
        "fraccion": reforma.fraccion,
    }


def _texto(pasaje: Pasaje) -> dict[str, object]:
    return {"texto": pasaje.texto, "tramos": _tramos(pasaje.tramos)}


def _tramos(tramos: Iterable[Tramo]) -> list[dict[str, int]]:
    return [{"inicio": t.inicio, "fin": t.fin, "linea_inicio": t.linea_inicio, "linea_fin": t.linea_fin}
            for t in tramos]
