"""Two programmes side by side: what was added, dropped, reworded or moved, from objectives to lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from consultas import Respondedor
from grafo.auditoria import filas_de
from grafo.lectura.citas import simple
from grafo.modelo import Pasaje, Programa
from ontologia.iris import Acunador

__all__ = ["Cambio", "Comparacion", "Pieza", "comparar", "piezas_de_almacen", "piezas_de_programa"]

_PARECIDO = 0.6
"""Share of equal words from which two texts under one number are the same item reworded; else one was replaced."""

_MISMO = 0.8
"""The same for two texts under different numbers."""


@dataclass(frozen=True, slots=True)
class Pieza:
    """An item to compare: class (objetivo, estrategia, linea), number, text, and who is responsible for it."""

    clase: str
    numero: str
    texto: str
    unidades: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cambio:
    """An item before and after; one of the two is None when it was added or dropped."""

    antes: Pieza | None
    despues: Pieza | None


@dataclass(frozen=True, slots=True)
class Comparacion:
    """What changed. An item that was moved and reworded stands in both; a change of units counts as a move."""

    agregadas: tuple[Cambio, ...]
    eliminadas: tuple[Cambio, ...]
    reescritas: tuple[Cambio, ...]
    movidas: tuple[Cambio, ...]
    iguales: int

    def como_json(self) -> dict[str, object]:
        """Return the comparison with the keys of the machine-readable answer."""
        return {
            "agregadas": [_como_json(c.despues) for c in self.agregadas],
            "eliminadas": [_como_json(c.antes) for c in self.eliminadas],
            "reescritas": [{**(_como_json(c.despues) or {}), "antes": _como_json(c.antes)} for c in self.reescritas],
            "movidas": [{**(_como_json(c.despues) or {}), "antes": _como_json(c.antes)} for c in self.movidas],
            "iguales": self.iguales,
        }


def _como_json(pieza: Pieza | None) -> dict[str, object] | None:
    if pieza is None:
        return None
    return {"clase": pieza.clase, "numero": pieza.numero, "texto": pieza.texto, "unidades": list(pieza.unidades)}


def piezas_de_programa(programa: Programa) -> tuple[Pieza, ...]:
    """Return the items of a programme as read."""
    def dichas(*pasajes: Pasaje | None) -> tuple[str, ...]:
        return tuple(p.texto for p in pasajes if p)

    return (
        *(Pieza("objetivo", o.numero, o.texto.texto) for o in programa.objetivos_especificos),
        *(Pieza("estrategia", e.numero, e.texto.texto) for e in programa.estrategias),
        *(Pieza("linea", x.numero, x.texto.texto, dichas(x.secretaria, x.direccion, *x.corresponsables))
          for x in programa.lineas_accion),
    )


def piezas_de_almacen(almacen: Respondedor, programa: str, acunador: Acunador) -> tuple[Pieza, ...]:
    """Return the items of a programme in a store."""
    piezas: dict[tuple[str, str], Pieza] = {}
    for f in filas_de("piezas", almacen, acunador, {"programa": programa}):
        clase, numero = str(f["clase"]), str(f["numero"])
        unidad = (str(f["unidad"]),) if f.get("unidad") is not None else ()
        previa = piezas.get((clase, numero))
        piezas[clase, numero] = Pieza(clase, numero, str(f["texto"]), (*(previa.unidades if previa else ()), *unidad))
    return tuple(piezas.values())


def comparar(antes: Iterable[Pieza], despues: Iterable[Pieza]) -> Comparacion:
    """Compare two lists of items.

    Items of one class are paired: first those with the same text, then those with the same number and a like text,
    then those with a like text under different numbers. What is left was dropped or added.
    """
    viejas, nuevas = list(antes), list(despues)
    pares: list[tuple[Pieza, Pieza]] = []
    for criterio in (_identicas, _mismo_texto, _mismo_numero, _parecidas):
        pares += criterio(viejas, nuevas)
    return Comparacion(
        tuple(Cambio(None, p) for p in nuevas), tuple(Cambio(p, None) for p in viejas),
        tuple(Cambio(a, b) for a, b in pares if simple(a.texto) != simple(b.texto)),
        tuple(Cambio(a, b) for a, b in pares if a.numero != b.numero or a.unidades != b.unidades),
        sum(simple(a.texto) == simple(b.texto) and (a.numero, a.unidades) == (b.numero, b.unidades) for a, b in pares))


def _tomar(viejas: list[Pieza], nuevas: list[Pieza], par: tuple[Pieza, Pieza]) -> tuple[Pieza, Pieza]:
    viejas.remove(par[0])
    nuevas.remove(par[1])
    return par


def _identicas(viejas: list[Pieza], nuevas: list[Pieza]) -> list[tuple[Pieza, Pieza]]:
    por_clave = {(p.clase, p.numero, simple(p.texto)): p for p in nuevas}
    pares = [(p, por_clave[p.clase, p.numero, simple(p.texto)]) for p in viejas
             if (p.clase, p.numero, simple(p.texto)) in por_clave]
    return [_tomar(viejas, nuevas, par) for par in pares if par[1] in nuevas]


def _mismo_texto(viejas: list[Pieza], nuevas: list[Pieza]) -> list[tuple[Pieza, Pieza]]:
    pares = []
    for vieja in list(viejas):
        igual = next((n for n in nuevas if n.clase == vieja.clase and simple(n.texto) == simple(vieja.texto)), None)
        if igual:
            pares.append(_tomar(viejas, nuevas, (vieja, igual)))
    return pares


def _mismo_numero(viejas: list[Pieza], nuevas: list[Pieza]) -> list[tuple[Pieza, Pieza]]:
    pares = []
    for vieja in list(viejas):
        igual = next((n for n in nuevas if (n.clase, n.numero) == (vieja.clase, vieja.numero)), None)
        if igual and _parecido(vieja, igual) >= _PARECIDO:
            pares.append(_tomar(viejas, nuevas, (vieja, igual)))
    return pares


def _parecidas(viejas: list[Pieza], nuevas: list[Pieza]) -> list[tuple[Pieza, Pieza]]:
    candidatas = sorted(((_parecido(v, n), i, j) for i, v in enumerate(viejas) for j, n in enumerate(nuevas)
                         if v.clase == n.clase), reverse=True)
    elegidas: list[tuple[Pieza, Pieza]] = []
    usadas: tuple[set[int], set[int]] = (set(), set())
    for nota, i, j in candidatas:
        if nota >= _MISMO and i not in usadas[0] and j not in usadas[1]:
            usadas[0].add(i)
            usadas[1].add(j)
            elegidas.append((viejas[i], nuevas[j]))
    return [_tomar(viejas, nuevas, par) for par in elegidas]


def _parecido(a: Pieza, b: Pieza) -> float:
    """Return the share of words that two texts have in common (Dice's coefficient, 0 to 1)."""
    unas, otras = Counter(simple(a.texto).split()), Counter(simple(b.texto).split())
    total = unas.total() + otras.total()
    return 2 * (unas & otras).total() / total if total else 1.0
