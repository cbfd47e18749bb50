"""Where the document names a thing: all places of all its wordings, none inside a longer name of another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grafo.lectura.corrido import Corrido
from grafo.lectura.grupos import Grupo
from grafo.lectura.hallados import palabras_de
from grafo.lectura.lexico import Lexico, doblar
from grafo.lectura.propios import patron_de_nombre
from grafo.modelo import Pasaje

__all__ = ["menciones_de"]


@dataclass(frozen=True, slots=True)
class _Lugar:
    inicio: int
    fin: int
    grupo: int


def menciones_de(corridos: Sequence[Corrido], grupos: Sequence[Grupo], lexico: Lexico) -> list[list[Pasaje]]:
    """Return, for each group, the passages that name it, in the order of the document."""
    halladas: list[list[Pasaje]] = [[] for _ in grupos]
    for corrido in corridos:
        for lugar in _sin_anidar(_lugares(corrido.texto, grupos, lexico)):
            halladas[lugar.grupo].append(corrido.pasaje(lugar.inicio, lugar.fin))
    for lista, grupo in zip(halladas, grupos, strict=True):
        lista += [d for d in grupo.dados if not any(_toca(d, m) for m in lista)]
        lista.sort(key=lambda p: p.tramos[0].inicio)
    return halladas


def _lugares(texto: str, grupos: Sequence[Grupo], lexico: Lexico) -> Iterator[_Lugar]:
    """Yield every place at which a wording or an acronym of a group stands."""
    doblado = doblar(texto)
    for orden, grupo in enumerate(grupos):
        for forma in grupo.formas:
            for m in patron_de_nombre(forma).finditer(doblado):
                if _consta(texto, m.start(), m.end(), forma, grupo, lexico):
                    yield _Lugar(m.start(), m.end(), orden)
        for sigla in grupo.siglas:
            for m in re.finditer(rf"(?<!\w){re.escape(sigla)}(?=\d{{0,2}}(?!\w))", texto):
                yield _Lugar(m.start(), m.end(), orden)


def _consta(texto: str, inicio: int, fin: int, forma: str, grupo: Grupo, lexico: Lexico) -> bool:
    """Tell whether a wording found in any case is the name.

    As a list or a person wrote it, it is. Otherwise a name that a noun opens needs a capital there; one that no noun
    opens needs them throughout, or the noun that announces it ("el proyecto de sociedad abierta").
    """
    hallada = re.sub(r"\s+", " ", texto[inicio:fin])
    if hallada == forma:
        return True
    if hallada.isupper():
        return False
    anunciada = re.search(r"(\w+)(?: de| del)? [“\"«]?$", texto[max(inicio - 40, 0):inicio])
    if anunciada and any(lexico.es(c, anunciada[1]) for c in ("cabezas_que_se_omiten", "anuncios")):
        return True
    if not grupo.suelto:
        return hallada[0].isupper()
    propias = [p for p in re.findall(r"[^\W\d_]+", hallada) if palabras_de(p, lexico)]
    return all(p[0].isupper() for p in propias)


def _sin_anidar(lugares: Iterator[_Lugar]) -> list[_Lugar]:
    """Return the places that no longer one covers or overlaps, in order."""
    libres: list[_Lugar] = []
    ocupado: set[int] = set()
    for lugar in sorted(set(lugares), key=lambda x: (x.inicio - x.fin, x.inicio, x.grupo)):
        if lugar.inicio not in ocupado and lugar.fin - 1 not in ocupado:
            libres.append(lugar)
            ocupado.update(range(lugar.inicio, lugar.fin))
    return sorted(libres, key=lambda x: x.inicio)


def _toca(a: Pasaje, b: Pasaje) -> bool:
    """Tell whether two passages share a character."""
    return any(x.inicio < y.fin and y.inicio < x.fin for x in a.tramos for y in b.tramos)
