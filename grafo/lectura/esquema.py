"""The outline of a document that no profile knows, learnt from itself: what opens its lines, and what they hang from.

The lines of a programme say what somebody is to do: the family of marks behind which most such texts stand opens them.
What they hang from are the families that part their row: nearly each of their items has lines of its own. How many
there are says what they are: objectives, then strategies, below axes; a word that names the level ("Eje 1") goes first.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from grafo.lectura.encabezados import encabezados_de, es_encabezado, objetivo_general
from grafo.lectura.marcas import Marca, familias, obra
from grafo.lectura.niveles import Abierto, es_otra_parte, sin_repetir
from grafo.lectura.registros import Registro, extraer_registros
from grafo.lectura.renglones import Hoja, Renglon

__all__ = ["aprender_esquema", "promete_programa"]

_NIVELES = ("objetivo_estrategico", "objetivo", "estrategia")
_MINIMO = 3
"""Lines that a programme has at the least."""

_PROGRAMA = re.compile(
    r"(?i)\b(?:pr[o0]grama|plan|agenda)\b[^.]{0,80}\b(?:anual|trabajo|institucional|acci[oó]n|actividades|desarrollo|"
    r"transparencia|archiv[oí]\w*|auditor[ií]as?|20\d\d)\b")
_CON_NUMERO = re.compile(r"(?i)(?:eje|objetivo|estrategia|proyecto|programa|componente)?\s*(?P<n>\d+(?:\.\d+)*|[IVX]+)"
                         r"(?:[.:)–-]+\s*|\s+)(?=\S)")
_HASTA_DONDE = 4000
"""Characters among which a document says that it is a programme."""


@dataclass(frozen=True)
class _Nivel:
    """A level of the outline: its class and its marks, in order."""

    clase: str
    marcas: Sequence[Marca]


def promete_programa(hoja: Hoja) -> bool:
    """Tell whether a document calls itself a programme at its start, and has an outline."""
    return bool(_PROGRAMA.search(hoja.documento.texto[:_HASTA_DONDE]) and aprender_esquema(hoja))


def aprender_esquema(hoja: Hoja) -> list[Abierto]:
    """Return the items of a document in order, each with its lines of text; none when it has no outline.

    What a roman number opens need not be the title of a section here: it may be a line.
    """
    hoja = replace(hoja, mascaras=tuple(m for m in hoja.mascaras if m.clase != "titulo"))
    renglones = hoja.renglones()
    series = familias(renglones)
    registros = extraer_registros(hoja)
    if len(registros) < _MINIMO:
        registros = []
    por_offset = sorted((r.inicio, lugar) for lugar, r in enumerate(renglones))
    inicios = [inicio for inicio, _ in por_offset]
    por_renglon = {min(por_offset[max(bisect_right(inicios, x.inicio) - 1, 0)][1]
                       for suyos in r.celdas.values() for x in suyos): r for r in registros}
    hojas = [Marca("registro", r.texto("numero"), 0, "", lugar, 0) for lugar, r in por_renglon.items()
             ] or _de_lineas(series, renglones, hoja)
    if not hojas:
        return []
    agrupados = _agrupados(registros)
    celdas = [c for t in hoja.documento.tablas for f in t.filas for c in f if c]
    lugares = [*celdas, *((c.inicio, c.fin) for c in hoja.cuadros)]
    en_celdas = {r.inicio for r in renglones if any(a <= r.inicio < b for a, b in lugares)}
    niveles = [*([] if agrupados else _superiores(series, hojas, renglones, en_celdas)), _Nivel("linea", hojas)]
    return _abiertos(hoja, renglones, niveles, por_renglon, agrupados)


def _de_lineas(series: Mapping[str, Sequence[Marca]], renglones: Sequence[Renglon], hoja: Hoja) -> Sequence[Marca]:
    """Return the marks of the family that opens the lines, empty when there is none."""
    mejor: Sequence[Marca] = ()
    nota = 0.0
    for serie in series.values():
        obras = sum(obra(_texto(m, renglones), hoja.perfil) for m in serie)
        nombrada = serie[0].clase == "linea"
        if len(serie) < _MINIMO or serie[0].clase not in ("", "linea") or (obras < len(serie) / 2 and not nombrada):
            continue
        suya = max(obras, len(serie) * 0.9 if nombrada else 0) * (obras / len(serie) if not nombrada else 1)
        if suya > nota:
            mejor, nota = serie, suya
    return mejor


def _texto(marca: Marca, renglones: Sequence[Renglon]) -> str:
    """Return the words behind a mark: those of the next line where the mark stands alone."""
    propio = renglones[marca.renglon].texto[marca.fin:].strip()
    siguiente = marca.renglon + 1
    return propio or (renglones[siguiente].texto if siguiente < len(renglones) else "")


def _superiores(series: Mapping[str, Sequence[Marca]], hojas: Sequence[Marca], renglones: Sequence[Renglon],
                en_celdas: Collection[int]) -> list[_Nivel]:
    """Return the levels above the lines, from the top down; `en_celdas` are the offsets of lines in tables."""
    lugares = [m.renglon for m in hojas]
    aptas = [s for s in series.values() if s[0].familia != hojas[0].familia and _parte(s, lugares)]
    aptas = _sin_repetir(sorted(aptas, key=lambda s: (len(s), s[0].renglon)))[-len(_NIVELES):]
    if not aptas:
        encabezados = [m for m in encabezados_de(renglones, lugares) if renglones[m.renglon].inicio not in en_celdas]
        aptas = [encabezados] if len(encabezados) > 1 else objetivo_general(renglones[:lugares[0]])
    clases = [s[0].clase for s in aptas]
    orden = [_NIVELES.index(c) if c in _NIVELES else -1 for c in clases]
    if not (clases and min(orden) >= 0 and orden == sorted(set(orden)) and "objetivo" in clases):
        clases = list(_NIVELES[1:1 + len(aptas)] if len(aptas) < len(_NIVELES) else _NIVELES)
        if len(aptas) == 2 and aptas[1][0].clase == "objetivo":
            clases = list(_NIVELES[:2])
    return [_Nivel(c, s) for c, s in zip(clases, aptas, strict=True)]


def _parte(serie: Sequence[Marca], lugares: Sequence[int]) -> bool:
    """Tell whether the items of a family part the row of lines: fewer than they, and most with some of their own."""
    if serie[0].clase == "linea" or len(serie) >= len(lugares) or (len(serie) < 2 and not serie[0].clase):
        return False
    inicios = [m.renglon for m in serie]
    de = Counter(bisect_right(inicios, lugar) for lugar in lugares)
    return de[0] <= len(lugares) * 0.1 and sum(1 for i in range(1, len(serie) + 1) if de[i]) >= len(serie) * 0.7


def _sin_repetir(aptas: Sequence[Sequence[Marca]]) -> list[Sequence[Marca]]:
    """Return the families whose lines are not opened by one before them: "I." is a letter too."""
    resultado: list[Sequence[Marca]] = []
    for serie in aptas:
        if not any({m.renglon for m in serie} & {m.renglon for m in otra} for otra in resultado):
            resultado.append(serie)
    return resultado


def _agrupados(registros: Sequence[Registro]) -> list[str]:
    """Return the classes above the lines that the records have a cell of, from the top down."""
    hay = [c for c in _NIVELES if any(c in r.celdas for r in registros)]
    return hay if "objetivo" in hay else ["objetivo" if c == hay[0] else c for c in hay]


def _abiertos(hoja: Hoja, renglones: Sequence[Renglon], niveles: Sequence[_Nivel],
              registros: Mapping[int, Registro], agrupados: Sequence[str]) -> list[Abierto]:
    """Return the items, with the lines up to the next one or to where something else begins."""
    abren = {m.renglon: (nivel, m) for nivel in reversed(niveles) for m in nivel.marcas}
    unicos = _unicos(niveles)
    abiertos: list[Abierto] = []
    dentro = False
    sangria = 0
    for lugar, renglon in enumerate(renglones):
        if lugar in abren:
            nivel, marca = abren[lugar]
            if nivel.clase == "linea" and (registro := registros.get(lugar)):
                _agrupar(hoja, registro, agrupados, abiertos)
                abierto = _abierto(hoja, registro.celdas["linea"][0], "linea", marca, abiertos, "linea" in unicos)
                abierto.renglones = registro.celdas["linea"]
                abierto.celdas = {k: v for k, v in registro.celdas.items() if k != "linea"}
                abiertos.append(abierto)
                dentro = False
                continue
            sangria = _sangria(hoja, renglon)
            abiertos.append(_abierto(hoja, renglon, nivel.clase, marca, abiertos, nivel.clase in unicos))
            dentro, renglon = True, renglon.desde(marca.fin)
        elif dentro and _termina(hoja, renglones, lugar, sangria):
            dentro = False
        if dentro and renglon.texto:
            abiertos[-1].renglones.append(renglon)
    return abiertos


def _agrupar(hoja: Hoja, registro: Registro, agrupados: Sequence[str], abiertos: list[Abierto]) -> None:
    """Open the items above a record that its cells name and that are not open yet."""
    for clase in agrupados:
        suyos = registro.celdas.get(clase) or registro.celdas.get("estrategia" if clase == "objetivo" else "", [])
        texto = " ".join(r.texto for r in suyos)
        ultimo = next((a for a in reversed(abiertos) if a.clase == clase), None)
        if not suyos or (ultimo and texto.endswith(" ".join(r.texto for r in ultimo.renglones))):
            continue
        m = _CON_NUMERO.match(suyos[0].texto)
        marca = Marca("columna", m["n"] if m else "", 0, clase, 0, m.end() if m else 0)
        repetido = any(a.numero == marca.numero for a in abiertos if a.clase != "linea")
        abierto = _abierto(hoja, suyos[0], clase, marca, abiertos, not repetido)
        abierto.renglones = [suyos[0].desde(marca.fin), *suyos[1:]]
        abiertos.append(abierto)


def _abierto(hoja: Hoja, renglon: Renglon, clase: str, marca: Marca, abiertos: Sequence[Abierto],
             unico: bool) -> Abierto:
    """Return an item under its printed number, or, where that stands more than once, one below the item above it."""
    rango = (*_NIVELES, "linea").index(clase)
    padre = next((a.numero for a in reversed(abiertos) if (*_NIVELES, "linea").index(a.clase) < rango), "")
    propio = marca.numero
    if not propio or not unico:
        hermanos = sum(a.clase == clase and a.padre == padre for a in abiertos)
        propio = ".".join(filter(None, (padre, marca.numero or str(hermanos + 1))))
    propio = sin_repetir(propio, clase, abiertos)
    lugar = hoja.documento.tramo(renglon.inicio, renglon.fin)
    renombrada = clase == "linea" and propio != marca.numero
    return Abierto(clase, propio, lugar, padre, marca.numero if renombrada else None)


def _unicos(niveles: Sequence[_Nivel]) -> frozenset[str]:
    """Return the classes whose printed numbers tell each item from every other; above the lines, of any class."""
    arriba = Counter(m.numero for n in niveles if n.clase != "linea" for m in n.marcas)
    return frozenset(n.clase for n in niveles if all(
        c == 1 for c in (Counter(m.numero for m in n.marcas).values() if n.clase == "linea"
                         else [arriba[m.numero] for m in n.marcas])))


def _sangria(hoja: Hoja, renglon: Renglon) -> int:
    """Return the column of the document at which a line's text starts."""
    return renglon.inicio - (hoja.documento.texto.rfind("\n", 0, renglon.inicio) + 1)


def _termina(hoja: Hoja, renglones: Sequence[Renglon], lugar: int, sangria: int) -> bool:
    """Tell whether a line belongs to no item any more: the title of another part, a heading, a signature's rule, a
    paragraph that starts left of the item's mark.
    """
    renglon, arriba = renglones[lugar], renglones[lugar - 1]
    if es_otra_parte(hoja.perfil, renglon) or re.match(r"_{5,}", renglon.texto):
        return True
    aparte = renglon.tras_blanco and arriba.texto.endswith((".", ")", ":", ";"))
    if not aparte or renglon.vineta or any(p.match(renglon.texto) for _, p in hoja.perfil.atributos):
        return False
    return _sangria(hoja, renglon) < sangria or (es_encabezado(renglon) and len(renglon.texto) < 60
                                                 and ":" not in renglon.texto)
