"""Acronyms: defined and never used, used and never defined, defined twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from grafo.lectura.citas import simple
from grafo.lectura.curaduria import Abreviatura
from grafo.lectura.renglones import Hoja
from grafo.modelo import Hallazgo, Pasaje, Programa

__all__ = ["siglas", "siglas_ambiguas"]

_LARGA = 10
"""Letters of the longest acronym."""


def siglas(programa: Programa, hoja: Hoja, abreviaturas: Sequence[Abreviatura]) -> Iterable[Hallazgo]:
    """Acronyms that the glossary defines and nothing uses, and acronyms used that the glossary does not define."""
    texto = hoja.documento.texto
    listadas = [s for s in programa.siglas if not re.match(
        rf"\s*\([^()]{{0,20}}{re.escape(s.sigla)}", texto[s.definicion.tramos[-1].fin:][:60])]  # else in running text
    glosario = [t for s in listadas for t in s.definicion.tramos]
    if not glosario:
        return
    limites = (min(t.inicio for t in glosario) - 12, max(t.fin for t in glosario))
    rotulos = _rotulos(hoja)
    usos: dict[str, list[int]] = defaultdict(list)
    for m in re.finditer(r"(?<![\w/.@-])[A-ZÁÉÍÓÚÑ]{3,}\d*(?![\w/@-]|\.\w)", texto):
        if (m.start() not in rotulos and not limites[0] <= m.start() < limites[1] and not _en_mayusculas(texto, m)
                and not _es_palabra(texto, m.group())):
            usos[m.group()].append(m.start())
    curadas = {a.sigla: (f" Según la curaduría: {a.significado}.", f" By curation: {a.significado}.")
               for a in abreviaturas}
    definidas = {s.sigla for s in programa.siglas}
    for sigla in listadas:
        patron = rf"(?<!\w){re.escape(sigla.sigla)}(?!\w)"
        if not any(not limites[0] <= m.start() < limites[1] for m in re.finditer(patron, texto)):
            yield Hallazgo("sigla-no-usada", f"La sigla {sigla.sigla} está definida y no se usa.",
                           f"The acronym {sigla.sigla} is defined and never used.",
                           sigla.definicion.tramos, (f"termino/{sigla.sigla}",))
    for usada, lugares in sorted(usos.items(), key=lambda par: par[1][0]):
        if usada not in definidas and not re.fullmatch(r"[IVXLC]+", usada) and not _definida_en_texto(texto, usada):
            sentido, meaning = curadas.get(usada, ("", ""))
            yield Hallazgo("sigla-no-definida", f"La sigla {usada} se usa y el glosario no la define.{sentido}",
                           f"The acronym {usada} is used and the glossary does not define it.{meaning}",
                           (hoja.documento.tramo(lugares[0], lugares[0] + len(usada)),))


def siglas_ambiguas(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Acronyms that the glossary defines more than once, with different words."""
    definiciones: dict[str, list[Pasaje]] = defaultdict(list)
    for sigla in programa.siglas:
        definiciones[sigla.sigla].append(sigla.definicion)
    for nombre, pasajes in definiciones.items():
        if len({simple(p.texto) for p in pasajes}) > 1:
            formas = "; ".join(f"«{p.texto}»" for p in pasajes)
            yield Hallazgo("sigla-con-dos-significados", f"La sigla {nombre} está definida de varias formas: {formas}.",
                           f"The acronym {nombre} is defined in several ways: {formas}.",
                           tuple(t for p in pasajes for t in p.tramos), (f"termino/{nombre}",))


def _rotulos(hoja: Hoja) -> set[int]:
    """Return the places of the words with which items of the programme open: "OBJETIVO 1:" names no acronym."""
    abren = ((r.inicio, m) for r in hoja.renglones() for n in hoja.perfil.niveles if (m := n.patron.match(r.texto)))
    return {inicio + lugar for inicio, m in abren for lugar in range(m.end())}


def _en_mayusculas(texto: str, m: re.Match[str]) -> bool:
    """Tell whether a match stands in a line written in capitals, or right before or behind such words."""
    inicio = texto.rfind("\n", 0, m.start()) + 1
    fin = texto.find("\n", m.end())
    linea = texto[inicio:fin if fin >= 0 else None]
    return linea.strip().isupper() and " " in linea.strip() and len(linea.strip()) > 12


def _es_palabra(texto: str, escrita: str) -> bool:
    """Tell whether capitals are those of a word: too long for an acronym, or written in small letters elsewhere."""
    return len(escrita) > _LARGA or bool(re.search(rf"(?<!\w){escrita.lower()}(?!\w)", texto))


def _definida_en_texto(texto: str, sigla: str) -> bool:
    """Tell whether the text itself spells the acronym out: it stands in parentheses behind a name."""
    return bool(re.search(rf"\w\s+\({re.escape(sigla)}\)", texto))
