"""What is wrong with a law's text, as findings with their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from grafo.ley.aperturas import Apertura
from grafo.ley.marcas import Numero
from grafo.ley.modelo import Division
from grafo.ley.pliego import Pliego
from grafo.modelo import Hallazgo, Pasaje, Tramo

__all__ = ["de_divisiones", "de_numeracion", "de_partes", "sin_texto"]

_NOMBRES = {"apartado": ("El apartado", "Apartado"), "fraccion": ("La fracción", "Fraction"),
            "inciso": ("El inciso", "Inciso"), "numeral": ("El numeral", "Numeral"),
            "romanito": ("El numeral", "Numeral")}


def de_numeracion(pliego: Pliego, aperturas: Sequence[Apertura]) -> Iterator[Hallazgo]:
    """Yield the numbers that are missing, that come twice, and that stand out of order."""
    vistos: dict[Numero, str] = {}
    presentes = {orden.valor for a in aperturas for orden in a.rotulo.ordenes}
    mayor = 0
    for apertura in aperturas:
        tramos = (_tramo(pliego, apertura.posicion, apertura.rotulo.largo),)
        for numero, orden in zip(apertura.rotulo.numeros, apertura.rotulo.ordenes, strict=True):
            if orden in vistos:
                yield Hallazgo("numeracion-duplicada", f"El artículo {numero} está dos veces.",
                               f"Article {numero} stands twice.", tramos)
            elif orden.valor < mayor:
                yield Hallazgo("numeracion-con-hueco", f"El artículo {numero} está fuera de su lugar, tras el {mayor}.",
                               f"Article {numero} is out of its place, behind {mayor}.", tramos)
            faltan = [n for n in range(mayor + 1, orden.valor) if n not in presentes]
            if faltan:
                yield _hueco(faltan, numero, tramos)
            vistos[orden] = numero
            mayor = max(mayor, orden.valor)


def _hueco(faltan: Sequence[int], numero: str, tramos: tuple[Tramo, ...]) -> Hallazgo:
    if len(faltan) == 1:
        return Hallazgo("numeracion-con-hueco", f"Falta el artículo {faltan[0]}, antes del {numero}.",
                        f"Article {faltan[0]} is missing, before {numero}.", tramos)
    return Hallazgo("numeracion-con-hueco", f"Faltan {len(faltan)} artículos, del {faltan[0]} al {faltan[-1]}.",
                    f"{len(faltan)} articles are missing, from {faltan[0]} to {faltan[-1]}.", tramos)


def de_divisiones(divisiones: Iterable[Division]) -> Iterator[Hallazgo]:
    """Yield the titles, chapters and sections whose number another one in the same place bears."""
    for division in divisiones:
        if "-" in division.ruta[-1] and division.ruta[-1].rpartition("-")[2].isdigit():
            encabezado = division.texto.texto
            yield Hallazgo("numeracion-duplicada", f"«{encabezado}» lleva un número que ya estaba en el mismo lugar.",
                           f"“{encabezado}” bears a number already used in the same place.", division.texto.tramos)


def de_partes(articulo: str, huecos: Iterable[tuple[str, str, str]], texto: Pasaje | None) -> Iterator[Hallazgo]:
    """Yield the holes in the numbering of fractions and the like inside an article."""
    for clase, falta, hallada in huecos:
        nombre, name = _NOMBRES[clase]
        yield Hallazgo("numeracion-con-hueco", f"{nombre} {falta} del artículo {articulo} falta, antes de {hallada}.",
                       f"{name} {falta} of article {articulo} is missing, before {hallada}.",
                       texto.tramos[:1] if texto else ())


def sin_texto(pliego: Pliego, posicion: int, numero: str) -> Hallazgo:
    """Return the finding of an article with a label and no text."""
    return Hallazgo("texto-no-leido", f"El artículo {numero} no tiene texto.", f"Article {numero} has no text.",
                    (_tramo(pliego, posicion, len(pliego.renglones[posicion].texto)),))


def _tramo(pliego: Pliego, posicion: int, largo: int) -> Tramo:
    inicio = pliego.renglones[posicion].inicio
    return pliego.documento.tramo(inicio, inicio + largo)
