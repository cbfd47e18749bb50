"""What reading a PDF may take."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limites"]


@dataclass(frozen=True, slots=True)
class Limites:
    """What reading one PDF may take: pages, seconds for a page and in all, bytes of memory, characters of text."""

    paginas: int = 500
    segundos_por_pagina: int = 20
    segundos: int = 240
    memoria: int = 768 * 1024 * 1024
    caracteres: int = 20_000_000
