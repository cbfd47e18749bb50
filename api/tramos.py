"""Long lists page by page, always telling how many of how many."""

from __future__ import annotations

from dataclasses import dataclass

from ontologia.errores import ErrorDeEntrada

__all__ = ["Tramo", "leer_entero", "tramo_de"]


@dataclass(frozen=True, slots=True)
class Tramo:
    """A page of a list: the first and last shown, counted from 1, of how many, and the page's number of how many."""

    desde: int
    hasta: int
    total: int
    numero: int
    paginas: int

    @property
    def corte(self) -> slice:
        """What takes the page's items out of the list."""
        return slice(max(0, self.desde - 1), self.hasta)


def tramo_de(total: int, pagina: str, por_pagina: int) -> Tramo:
    """Return the page asked for, as a form writes it; one past the end is the last. Raises `ErrorDeEntrada`."""
    paginas = max(1, -(-total // por_pagina))
    numero = min(max(1, leer_entero(pagina, "página") or 1), paginas)
    primero = (numero - 1) * por_pagina
    return Tramo(min(primero + 1, total), min(primero + por_pagina, total), total, numero, paginas)


def leer_entero(texto: str, que: str) -> int | None:
    """Return the number of a form's field, None for an empty one. Raises `ErrorDeEntrada`, which names the field."""
    cifras = texto.strip()
    if not cifras:
        return None
    if not (cifras.isascii() and cifras.isdigit()) or len(cifras) > 9:
        raise ErrorDeEntrada(f"«{texto[:40]}» no es un número ({que}).", "Escriba solo cifras, como 2017.")
    return int(cifras)
