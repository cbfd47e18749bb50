"""What is wrong in a workbook, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ontologia.errores import DocumentoIlegible

__all__ = ["ErrorDeCelda", "LibroAjeno", "LibroIlegible", "nombre_de_celda"]

_QUE_SE_DICEN = 30


def nombre_de_celda(fila: int, columna: int) -> str:
    """Return the name of a cell ("C5") from its row and column, both counted from 0."""
    letras = ""
    columna += 1
    while columna:
        columna, resto = divmod(columna - 1, 26)
        letras = chr(ord("A") + resto) + letras
    return f"{letras}{fila + 1}"


@dataclass(frozen=True, slots=True)
class ErrorDeCelda:
    """An error in a cell: sheet, row and column (both from 0), the column's heading, what is wrong."""

    hoja: str
    fila: int
    columna: int
    titulo: str
    mensaje: str

    def __str__(self) -> str:
        nombrada = f" ({self.titulo})" if self.titulo else ""
        return f"{self.hoja}!{nombre_de_celda(self.fila, self.columna)}{nombrada}: {self.mensaje}"


class LibroIlegible(DocumentoIlegible):
    """A workbook that cannot be used; `errores` are all that were found."""

    def __init__(self, mensaje: str, remedio: str, errores: Sequence[ErrorDeCelda] = ()) -> None:
        lineas = [f"- {e}" for e in errores[:_QUE_SE_DICEN]]
        if len(errores) > _QUE_SE_DICEN:
            lineas.append(f"- … y {len(errores) - _QUE_SE_DICEN} más.")
        super().__init__("\n".join([mensaje, *lineas]) + ("\n" if lineas else ""), remedio)
        self.errores = tuple(errores)


class LibroAjeno(LibroIlegible):
    """A workbook that has none of the template's sheets."""
