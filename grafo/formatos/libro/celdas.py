"""Between values of the model and the contents of cells, without loss."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence

from grafo.modelo import Pasaje, Tramo

__all__ = ["LUGARES_POR_CELDA", "fichas", "huella", "leer_fichas", "leer_lugar", "leer_tramos", "lugar", "tramos"]

LUGARES_POR_CELDA = 300
_TRAMO = re.compile(r"(\d+)-(\d+)/(\d+)-(\d+)/(\d+)")


def huella(texto: str) -> str:
    """Return the mark by which a text is known to be the one whose places were written."""
    return hashlib.sha256(texto.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def tramos(lugares: Iterable[Tramo]) -> str:
    """Return places as text: "start-end/line-line/page", separated by spaces."""
    return " ".join(f"{t.inicio}-{t.fin}/{t.linea_inicio}-{t.linea_fin}/{t.pagina}" for t in lugares)


def leer_tramos(texto: str) -> tuple[Tramo, ...]:
    """Return the places that a text states. Raises `ValueError` when it is no such text."""
    resultado = []
    for parte in texto.split():
        m = _TRAMO.fullmatch(parte)
        if not m:
            raise ValueError(parte)
        resultado.append(Tramo(*map(int, m.groups())))
    return tuple(resultado)


def lugar(pasaje: Pasaje) -> str:
    """Return the places of a passage with the mark of its text."""
    return f"{huella(pasaje.texto)} {tramos(pasaje.tramos)}".rstrip()


def leer_lugar(texto: str, escrito: str) -> tuple[Tramo, ...] | None:
    """Return the places in the cell `texto` if they are those of what stands `escrito`, else None.

    Raises `ValueError` when the places are garbled.
    """
    marca, _, resto = texto.partition(" ")
    return leer_tramos(resto) if marca == huella(escrito) else None


def fichas(valores: Sequence[str]) -> str:
    """Return words as "a; b"; as JSON when one of them would not come back from that."""
    llano = "; ".join(valores)
    return llano if leer_fichas(llano) == tuple(valores) else json.dumps(valores, ensure_ascii=False)


def leer_fichas(texto: str) -> tuple[str, ...]:
    """Return the words that a cell lists."""
    if texto.startswith("["):
        try:
            valores = json.loads(texto)
        except ValueError:
            valores = None
        if isinstance(valores, list) and all(isinstance(v, str) for v in valores):
            return tuple(valores)
    return tuple(v.strip() for v in texto.split(";") if v.strip())
