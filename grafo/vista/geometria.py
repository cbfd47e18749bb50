"""Checks on a drawing: what crosses, what overlaps, what does not fit. The tests hold every layout to them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from grafo.vista.piezas import Disposicion, Punto, Tarjeta, Trazo
from grafo.vista.texto import ancho_de_texto

__all__ = ["altura_en", "cruces", "desbordes", "encimadas", "por_tarjetas"]

TAMANO = 12.0
_MUESTRAS = 41


def altura_en(puntos: Sequence[Punto], x: float) -> float:
    """Return the height of a tie at `x`, which must lie between its ends."""
    for (x0, y0), (x1, y1) in pairwise(puntos):
        if x <= x1 or (x1, y1) == puntos[-1]:
            return y0 + (y1 - y0) * _curva((x - x0) / (x1 - x0))
    return puntos[-1][1]


@lru_cache(maxsize=65536)
def _curva(avance: float) -> float:
    """Return the relative height of the cubic with horizontal ends and handles at half way, by bisection of t."""
    bajo, alto = 0.0, 1.0
    for _ in range(40):
        t = (bajo + alto) / 2
        if 1.5 * t * (1 - t) + t**3 < avance:
            bajo = t
        else:
            alto = t
    t = (bajo + alto) / 2
    return t * t * (3 - 2 * t)


def cruces(disposicion: Disposicion) -> list[tuple[Trazo, Trazo]]:
    """Return each crossing of two ties (twice when they cross twice); meeting at an end is not crossing."""
    halladas = []
    for a, b in combinations(disposicion.trazos, 2):
        desde, hasta = max(a.puntos[0][0], b.puntos[0][0]), min(a.puntos[-1][0], b.puntos[-1][0])
        if desde >= hasta:
            continue
        equis = [desde + (hasta - desde) * i / (_MUESTRAS - 1) for i in range(_MUESTRAS)]
        diferencias = [altura_en(a.puntos, x) - altura_en(b.puntos, x) for x in equis]
        signos = [d > 0 for d in diferencias if abs(d) > 0.01]
        halladas += [(a, b)] * sum(s != t for s, t in pairwise(signos))
    return halladas


def por_tarjetas(disposicion: Disposicion) -> list[tuple[Trazo, Tarjeta]]:
    """Return each tie that runs through a card which is not one of its ends."""
    halladas = []
    for trazo in disposicion.trazos:
        for tarjeta in disposicion.tarjetas:
            if tarjeta.clase != "llave" and tarjeta.iri not in (trazo.origen, trazo.destino) and _toca(trazo, tarjeta):
                halladas.append((trazo, tarjeta))
    return halladas


def _toca(trazo: Trazo, tarjeta: Tarjeta) -> bool:
    desde, hasta = max(trazo.puntos[0][0], tarjeta.x), min(trazo.puntos[-1][0], tarjeta.x + tarjeta.ancho)
    if desde >= hasta:
        return False
    alturas = (altura_en(trazo.puntos, desde + (hasta - desde) * i / 20) for i in range(21))
    return any(tarjeta.y + 0.5 < y < tarjeta.y + tarjeta.alto - 0.5 for y in alturas)


def encimadas(disposicion: Disposicion) -> list[tuple[Tarjeta, Tarjeta]]:
    """Return each pair of cards that overlap."""
    solidas = [t for t in disposicion.tarjetas if t.clase != "llave"]
    return [
        (a, b) for a, b in combinations(solidas, 2)
        if a.x < b.x + b.ancho and b.x < a.x + a.ancho and a.y < b.y + b.alto and b.y < a.y + a.alto
    ]


def desbordes(disposicion: Disposicion) -> list[tuple[Tarjeta, str]]:
    """Return each row or chip that leaves its card or meets a chip, and each card outside the drawing."""
    halladas = []
    for t in disposicion.tarjetas:
        if t.x < 0 or t.y < 0 or t.x + t.ancho > disposicion.ancho or t.y + t.alto > disposicion.alto:
            halladas.append((t, "tarjeta"))
        cajas = [(f.dx, f.dy, f.ancho, f.alto, f.texto) for f in t.fichas]
        cajas += [(r.dx, r.dy - 10, ancho_de_texto(r.texto, TAMANO, r.negrita), 12, r.texto) for r in t.renglones]
        for x, y, ancho, alto, texto in cajas:
            if x < 0 or y < 0 or x + ancho > t.ancho + 0.01 or y + alto > t.alto + 0.01:
                halladas.append((t, texto))
        for (ax, ay, aw, ah, texto), (bx, by, bw, bh, _) in combinations(cajas, 2):
            if ax < bx + bw - 0.01 and bx < ax + aw - 0.01 and ay < by + bh and by < ay + ah:
                halladas.append((t, texto))
    return halladas
