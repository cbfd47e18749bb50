"""From wordings to things: which names mean the same.

Two wordings are one thing when that is certain: the same words in whatever case, accents, order of a pair and small
words; a trailing year lost (when no other year competes); the subtitle alone of "X: Y"; the owner added behind ("X de
la <organisation>", when X has no other owner); the same acronym. Whatever else is the same only a person knows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from grafo.lectura.curaduria import Curaduria
from grafo.lectura.hallados import Hallado, palabras_de, partir_ano
from grafo.lectura.lexico import Lexico
from grafo.modelo import Pasaje

__all__ = ["Grupo", "agrupar"]

_Clave = tuple[str, ...]


@dataclass
class Grupo:
    """One thing: its wordings, acronyms, and the places that lists give; `suelto` when no noun opens its name."""

    clase: str
    nombre: str | None = None
    formas: set[str] = field(default_factory=set)
    siglas: list[str] = field(default_factory=list)
    dados: list[Pasaje] = field(default_factory=list)
    suelto: bool = True


def agrupar(hallados: Sequence[Hallado], curaduria: Curaduria, lexico: Lexico) -> list[Grupo]:
    """Return the things that some names mean."""
    unidos = _Uniones()
    claves = _claves(hallados, lexico)
    socios = {claves[h.nombre] for h in hallados if h.pasaje and h.suelto}
    clases = {claves[h.nombre]: h.clase for h in hallados}
    clases.update((clave, "organizacion") for clave in socios)
    for a, b in _parentescos(hallados, claves, lexico):
        if clases[a] == clases[b]:
            unidos.unir(a, b)
    conocidas = set(clases)
    for mismo in curaduria.mismos:
        propia = ("=", mismo.nombre)
        clases[propia] = mismo.clase
        for forma in (mismo.nombre, *mismo.variantes):
            clave = claves.get(forma) or _clave(partir_ano(forma)[0], lexico)
            clave = clave if clave in conocidas else ("=", forma)
            clases.setdefault(clave, mismo.clase)
            unidos.unir(propia, clave)
    grupos: dict[_Clave, Grupo] = {}
    for hallado in hallados:
        clave = claves[hallado.nombre]
        grupo = grupos.setdefault(unidos.raiz(clave), Grupo(clases[clave]))
        _sumar(grupo, hallado)
    for mismo in curaduria.mismos:
        grupo = grupos.setdefault(unidos.raiz(("=", mismo.nombre)), Grupo(mismo.clase, suelto=False))
        grupo.clase, grupo.nombre = mismo.clase, mismo.nombre
        grupo.formas.update((mismo.nombre, *mismo.variantes))
    return list(grupos.values())


def _sumar(grupo: Grupo, hallado: Hallado) -> None:
    """Add a name to its group."""
    grupo.formas.update((hallado.nombre, *hallado.otras))
    grupo.suelto = grupo.suelto and hallado.suelto
    if hallado.pasaje:
        grupo.dados.append(hallado.pasaje)
    if hallado.sigla and hallado.sigla not in grupo.siglas:
        grupo.siglas.append(hallado.sigla)


def _claves(hallados: Iterable[Hallado], lexico: Lexico) -> dict[str, _Clave]:
    """Return the key of each wording: its words sorted, with the year only where years compete."""
    anos: dict[_Clave, set[str]] = defaultdict(set)
    partes = {}
    for nombre in {h.nombre for h in hallados}:
        tronco, ano = partir_ano(nombre)
        clave = tuple(sorted(palabras_de(tronco, lexico)))
        partes[nombre] = (clave, ano)
        if ano:
            anos[clave].add(ano)
    return {n: (*clave, ano) if ano and len(anos[clave]) > 1 else clave for n, (clave, ano) in partes.items()}


def _parentescos(hallados: Sequence[Hallado], claves: dict[str, _Clave], lexico: Lexico) -> list[tuple[_Clave, _Clave]]:
    """Return the pairs of keys that mean one thing by acronym, by subtitle or by owner."""
    pares = []
    por_sigla: dict[tuple[str, str], _Clave] = {}
    for h in hallados:
        if h.sigla:
            pares.append((claves[h.nombre], por_sigla.setdefault((h.clase, h.sigla), claves[h.nombre])))
    conocidas = set(claves.values())
    organizaciones = {claves[h.nombre] for h in hallados if h.clase == "organizacion"}
    subtitulos: dict[_Clave, set[_Clave]] = defaultdict(set)
    duenios: dict[_Clave, set[_Clave]] = defaultdict(set)
    for h in hallados:
        tronco = partir_ano(h.nombre)[0]
        if ": " in tronco:
            subtitulos[_clave(tronco.split(": ", 1)[1], lexico)].add(claves[h.nombre])
        for m in re.finditer(r" (?:de la|del|de los) (?=[A-ZÁÉÍÓÚÑ])", tronco):
            if _clave(tronco[m.end():], lexico) in organizaciones:
                duenios[_clave(tronco[:m.start()], lexico)].add(claves[h.nombre])
    for corta, largas in (*subtitulos.items(), *duenios.items()):
        if corta in conocidas and len(corta) > 1 and len(largas) == 1:
            pares.append((corta, next(iter(largas))))
    return pares


def _clave(nombre: str, lexico: Lexico) -> _Clave:
    return tuple(sorted(palabras_de(nombre, lexico)))


class _Uniones:
    """Disjoint sets of keys."""

    def __init__(self) -> None:
        self._padre: dict[_Clave, _Clave] = {}

    def raiz(self, clave: _Clave) -> _Clave:
        """Return the representative of a key's set."""
        while clave in self._padre:
            clave = self._padre[clave]
        return clave

    def unir(self, a: _Clave, b: _Clave) -> None:
        """Join two sets."""
        a, b = self.raiz(a), self.raiz(b)
        if a != b:
            self._padre[a] = b
