"""A programme while it is made up: its draws, its words, and the count of what was planted."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import dataclass

from bench.vocablos import (
    AREAS,
    COSAS,
    DEPENDENCIAS,
    DIRECCIONES,
    DOBLES,
    FINES,
    INSTITUCIONES,
    MATERIAS,
    MESES,
    VERBOS,
)

__all__ = ["MESES", "PERFILES", "TERMINO", "Esperado", "Plan"]

PERFILES = ("comision", "municipal", "institucional")
"""The layouts, in the turn in which the documents of a batch take them."""

TERMINO = {"gobierno-abierto": "de gobierno abierto", "transparencia-proactiva": "de transparencia proactiva"}
"""What an item says when it speaks of a topic."""

_NIVELES = ("cita", "expresa", "nominal", "heredada_estrategia", "heredada_objetivo", "relacionada")
_ANIOS = 25
_SILABAS = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo", "na", "be")


@dataclass(frozen=True)
class Esperado:
    """What a document holds: numbers of its lines, the levels of each by topic, how many findings of each kind.

    `clase` is the part of the programme's key that tells its year's programmes apart.
    """

    perfil: str
    clase: str
    anio: int
    lineas: tuple[str, ...]
    niveles: dict[str, tuple[tuple[str, str], ...]]
    hallazgos: dict[str, int]

    def mas_fuertes(self) -> Counter[str]:
        """Return how many numbers of lines each level is the strongest of: "ninguna" where a line has none."""
        return Counter(min((n for n, _ in suyos), key=_NIVELES.index, default="ninguna")
                       for suyos in self.niveles.values())


class Plan:
    """What has been drawn so far. `niveles` are (level, topic) by number of line; `cuenta` the findings to be made."""

    def __init__(self, semilla: int, numero: int, perfil: str | None = None) -> None:
        """Draw what everything else depends on; without a profile the layouts take turns."""
        self.azar = random.Random(f"{semilla}/{numero}")
        self.perfil = perfil or PERFILES[numero % len(PERFILES)]
        grupo, anio = divmod(numero, _ANIOS)
        self.anio = 2000 + anio
        self.sigla = "CP" + "".join(chr(65 + grupo // 26 ** lugar % 26) for lugar in (2, 1, 0))
        self.lugar = "".join(_SILABAS[grupo // 16 ** orden % 16] for orden in (2, 1, 0)).capitalize()
        self.materia = MATERIAS[grupo % len(MATERIAS)]
        self.secretarias = INSTITUCIONES[grupo % len(INSTITUCIONES)]
        self.unidades = {"comision": DIRECCIONES, "municipal": DEPENDENCIAS, "institucional": AREAS}[self.perfil]
        self.ancho = 112 if self.de_comision else self.azar.randint(84, 116)
        """Characters of a line of running text."""
        self.cuenta: Counter[str] = Counter()
        self.niveles: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        self.articulos: set[str] = set()
        """Those that lines rest on by a citation of their own, or for their objective."""
        self.dobles = [nombres for nombres in DOBLES if self.azar.random() < 0.2]
        """Things that stand under several names."""
        self._frases = [f"{v} {c} {f}" for v in VERBOS for c in COSAS for f in FINES]
        self.azar.shuffle(self._frases)

    @property
    def de_comision(self) -> bool:
        """Whether the document has the tables of a commission's programme."""
        return self.perfil == "comision"

    def frase(self) -> str:
        """Return a sentence that no other item of the programme has."""
        return self._frases.pop()

    def ocurre(self, parte: float) -> bool:
        """Return True in a part of the draws."""
        return self.azar.random() < parte

    def planta(self, tipo: str, parte: float = 0.25) -> bool:
        """Decide whether there is a defect of a kind, and count it."""
        hay = self.ocurre(parte)
        self.cuenta[tipo] += hay
        return hay
