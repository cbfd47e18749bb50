"""Running heads and feet: lines at the top or the bottom of page after page, the same but for their figures."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict

from grafo.documento import Documento
from grafo.lectura.perfil import Perfil
from grafo.lectura.secciones import SIGLA

__all__ = ["membretes"]

_ORILLA = 3
"""Lines at the top and at the bottom of a page among which a running head or foot is looked for."""
_SIGLAS = re.compile(rf"(?:{SIGLA})(?:(?:\s*[,/-]\s*|\s+y\s+|\s+)(?:{SIGLA}))*")


def membretes(documento: Documento, perfil: Perfil) -> list[tuple[int, int]]:
    """Return the stretches [start, end) of the running heads and feet.

    Such a line stands at the edge of half of the pages at least, and nowhere else; a labelled value ("Responsable: …")
    is none, nor are the cells of units that a page break leaves there.
    """
    con_secretarias = perfil.secretaria.match("Secretaría ") is not None
    limites = [*documento.inicios_de_pagina, len(documento.texto)]
    orillas: dict[str, list[tuple[int, int]]] = defaultdict(list)
    paginas: dict[str, set[int]] = defaultdict(set)
    veces: Counter[str] = Counter()
    for pagina, (inicio, fin) in enumerate(itertools.pairwise(limites)):
        renglones = list(re.finditer(r"[^\n]*\S[^\n]*", documento.texto[inicio:fin]))
        for lugar, m in enumerate(renglones):
            clave = re.sub(r"\d+", "#", " ".join(m.group().split()))
            veces[clave] += 1
            if lugar < _ORILLA or lugar >= len(renglones) - _ORILLA:
                orillas[clave].append((inicio + m.start(), inicio + m.end()))
                paginas[clave].add(pagina)
    return [lugar for clave, suyos in orillas.items()
            if len(paginas[clave]) >= max(2, (len(limites) - 1) / 2) and veces[clave] == len(suyos)
            and re.search(r"[A-Za-zÁÉÍÓÚÑáéíóúñ]{3}|_{5}", clave)
            and not any(p.search(clave) for _, p in perfil.atributos) and not _SIGLAS.fullmatch(clave)
            and not (con_secretarias and perfil.unidad.match(clave))
            for lugar in suyos]
