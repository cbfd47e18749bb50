"""Order and place within an outer column: few crossings first, then as near as possible to what a card is tied to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

__all__ = ["ordenar", "separar"]

_VUELTAS = 20


def ordenar(claves: Sequence[str], vecinos: Mapping[str, Sequence[float]]) -> list[str]:
    """Return `claves` so that ties to the heights `vecinos[clave]` cross little: barycentre, then greedy moves.

    Keys without ties come last. Equal cases keep the order given, so the result is deterministic.
    """
    atadas = [c for c in claves if vecinos.get(c)]
    sueltas = [c for c in claves if not vecinos.get(c)]
    atadas.sort(key=lambda c: sum(vecinos[c]) / len(vecinos[c]))
    cruces = {(a, b): _cruces(vecinos[a], vecinos[b]) for a in atadas for b in atadas if a != b}
    for _ in range(_VUELTAS):
        if not sum(_recolocar(atadas, clave, cruces) for clave in tuple(atadas)):
            break
    return atadas + sueltas


def _cruces(arriba: Sequence[float], abajo: Sequence[float]) -> int:
    return sum(a > b for a in arriba for b in abajo)


def _recolocar(orden: list[str], clave: str, cruces: Mapping[tuple[str, str], int]) -> bool:
    """Move `clave` to its best place in `orden`, in place; tell whether anything was gained."""
    origen = orden.index(clave)
    resto = orden[:origen] + orden[origen + 1:]
    coste = sum(cruces[clave, otra] for otra in resto)
    costes = [coste]
    for otra in resto:
        coste += cruces[otra, clave] - cruces[clave, otra]
        costes.append(coste)
    mejor = min(range(len(costes)), key=lambda i: (costes[i], abs(i - origen)))
    if costes[mejor] >= costes[origen]:
        return False
    orden[:] = [*resto[:mejor], clave, *resto[mejor:]]
    return True


def separar(deseos: Sequence[float], altos: Sequence[float], hueco: float, tope: float, fondo: float) -> list[float]:
    """Return the top of each item so that none touches the next and the middles are nearest to `deseos`.

    Least squares under the order given (pool adjacent violators), kept between `tope` and `fondo` where they fit.
    """
    corridas, corrida = [], 0.0
    for alto in altos:
        corridas.append(corrida)
        corrida += alto + hueco
    libres = [d - h / 2 - c for d, h, c in zip(deseos, altos, corridas, strict=True)]
    grupos: list[tuple[float, int]] = []
    for libre in libres:
        suma, cuenta = libre, 1
        while grupos and grupos[-1][0] / grupos[-1][1] > suma / cuenta:
            previa, cuantos = grupos.pop()
            suma, cuenta = suma + previa, cuenta + cuantos
        grupos.append((suma, cuenta))
    medias = [suma / cuenta for suma, cuenta in grupos for _ in range(cuenta)]
    ultimo = max(tope, fondo - (corrida - hueco))
    return [min(max(m, tope), ultimo) + c for m, c in zip(medias, corridas, strict=True)]
