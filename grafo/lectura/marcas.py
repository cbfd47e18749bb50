"""What may open an item of a list: a number, a letter, a code, a word with its number, a bullet; and those in a row.

The same line may carry the mark of more than one family ("I." is a letter and a roman number); which one counts shows
in the row that it makes with the others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grafo.lectura.lexico import doblar
from grafo.lectura.numerales import orden_de
from grafo.lectura.perfil import Perfil
from grafo.lectura.renglones import Renglon

__all__ = ["Marca", "familias", "obra", "romano"]

_ALTA = r"(?=[«“\"¿¡(]?[A-ZÁÉÍÓÚÑÜ])"
_CLASES = (
    ("objetivo_estrategico", r"eje(?: \w+)?|l[ií]nea estrat[eé]gica|objetivo estrat[eé]gico|fin|"
                             r"pol[ií]tica|[aá]mbito|bloque|pilar|dimensi[oó]n|reto|prioridad|vertiente"),
    ("objetivo", r"objetivo(?: \w+)?|prop[oó]sito"),
    ("estrategia", r"estrategia|programa|subprograma|proyecto|componente"),
    ("linea", r"[li][ií]nea(?: de acc[ilí][oóíi]n)?|acci[oó]n(?: de mejora)?|actividad|tarea|actuaci[oó]n|"
              r"auditor[ií]a"),
    ("suelta", r"compromiso|iniciativa|medida"),
)
"""The words that name a level, from the top down; at last those that may name any."""

_ORDINAL = (r"pr[il]mer[oa0]?|segund[oa0]|tercer[oa0]?|cuart[oa0]|quint[oa0]|sext[oa0]|s[eé]ptim[oa0]|octav[oa0]|"
            r"noven[oa0]|d[eé]cim[oa0]")
_NUMERO = (rf"(?i:{_ORDINAL})\b|\d{{1,3}}(?:\.[\da-z]{{1,2}})*|[IVXLC]{{1,5}}|"
           r"[A-Z]{0,3}-?\d{1,2}(?:[.-]\d{1,2})*|[A-Za-z]")
_PALABRA = re.compile(
    rf"(?i:{'|'.join(f'(?P<{c}>{p})' for c, p in _CLASES)})"
    rf"(?:\s+(?:(?i:n[uú]m(?:ero)?|no|n)\.?[º°]?\s*)?(?P<n>{_NUMERO})"
    r"(?:\s*[.:)|–—-]+\s*|\s+(?=[A-ZÁÉÍÓÚÑ«“])|$)|\s*:\s*)")
_SUELTAS = tuple((nombre, re.compile(patron)) for nombre, patron in (
    ("clave", r"(?P<n>[A-ZÁÉ]{1,5}[-–. ]?\d{1,3}(?:[-–.][A-Z]{0,3}\d{1,3})*)(?:\s*[.:)|]\s*|\s*[-–—]\s+|\s+)"
     + _ALTA),
    ("clave/", r"(?P<n>\d{1,3}/(?:19|20)\d\d)(?:\s*[.:)|]\s*|\s*[-–—]\s+|\s+)" + _ALTA),
    ("compuesto", r"(?P<n>(?:\d{1,2}|[IVX]{1,4}|[A-Za-z])(?:\.(?:\d{1,2}|[a-z])){1,3})(?:[.:)]|\s*[-–—])?\s+" + _ALTA),
    ("numero.", r"(?P<n>\d{1,3})(?:\.[-)º°]?|[º°]\.?)-?\s+" + _ALTA), ("numero)", r"\(?(?P<n>\d{1,3})\)\s+" + _ALTA),
    ("numero-", r"(?P<n>\d{1,3})\s*[-–—]\s+" + _ALTA), ("numero", r"(?P<n>\d{1,3})\s+" + _ALTA),
    ("letra)", r"\(?(?P<n>[a-z])\)\s*" + _ALTA), ("letra.", r"(?P<n>[a-z])\.-?\s+" + _ALTA),
    ("LETRA", r"(?P<n>[A-Z])[.)]-?\s+" + _ALTA), ("romano", r"(?P<n>[IVXLC]{1,6})(?:[.)]-?|\s*[-–—])\s+" + _ALTA),
    ("romanito", r"\(?(?P<n>[ivx]{1,5})[.)]\s+" + _ALTA),
))
_NOMBRE_DE_OBRA = re.compile(
    r"(?i)[A-ZÁÉÍÓÚÑ]\w+(?:ci[oó]n|si[oó]n|miento|aje|anza|[eé]o)(?: \w+)? (?:y|e|de|del|al?|en|con)\b")
_INFINITIVO = re.compile(
    r"[«“\"¿]?(?P<v>[A-ZÁÉÍÓÚÑ][A-Za-zÁÉÍÓÚÑÜáéíóúñü]*?(?:ar|er|ir|ír|AR|ER|IR))(?:se|SE|l[aeo]s?)?\b")


@dataclass(frozen=True, slots=True)
class Marca:
    """The mark at the start of a line: its family, number ("" none), place in its row, class by its word, end column.

    `renglon` counts the lines from 0.
    """

    familia: str
    numero: str
    orden: int
    clase: str
    renglon: int
    fin: int


def familias(renglones: Sequence[Renglon]) -> Mapping[str, list[Marca]]:
    """Return the marks of a document by family, each family only as far as its numbers follow each other."""
    todas: dict[str, list[Marca]] = defaultdict(list)
    for lugar, renglon in enumerate(renglones):
        for marca in _marcas(renglon, lugar):
            todas[marca.familia].append(marca)
    return {familia: serie for familia, suyas in todas.items() if (serie := _en_serie(suyas))}


def obra(texto: str, perfil: Perfil) -> bool:
    """Tell whether a text opens as what somebody is to do: an infinitive, or the noun of one ("Publicación de …")."""
    m = _INFINITIVO.match(texto)
    return bool(m and doblar(m["v"]) not in map(doblar, perfil.palabras["no_son_infinitivos"])) or bool(
        _NOMBRE_DE_OBRA.match(texto))


def romano(escrito: str) -> int:
    """Return the value of a roman number, 0 when it is none."""
    if not re.fullmatch(r"(?=.)C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", escrito.upper()):
        return 0
    valores = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[c] for c in escrito.upper()]
    return sum(-v if v < max(valores[i:]) else v for i, v in enumerate(valores))


def _marcas(renglon: Renglon, lugar: int) -> list[Marca]:
    halladas = []
    if m := _PALABRA.match(renglon.texto):
        clase = next(c for c, _ in _CLASES if m[c])
        numero = _en_cifras(m["n"] or "")
        propia = clase if clase == "linea" else doblar(m.group().split()[0])
        clase = "" if clase == "suelta" else clase
        halladas.append(Marca(f"palabra {propia}", numero, _valor(numero), clase, lugar, m.end()))
    for familia, patron in _SUELTAS:
        if m := patron.match(renglon.texto):
            propia = f"{familia} {re.sub(r'[0-9]+', '#', m['n'])}" if familia == "clave" else familia
            propia = f"{familia} {m['n'].count('.')}" if familia == "compuesto" else propia
            orden = (romano if familia.startswith("roman") else _letra if familia.lower().startswith("letra")
                     else _valor)(m["n"])
            if orden or not familia.startswith("roman"):  # "LIC." is no roman number
                halladas.append(Marca(propia, m["n"], orden, "", lugar, m.end()))
    if renglon.vineta:
        halladas.append(Marca(f"viñeta {renglon.vineta}", "", 0, "", lugar, 0))
    return halladas


def _en_cifras(escrito: str) -> str:
    """Return an ordinal ("primero") in figures, any other number as it is written."""
    ordinal = re.fullmatch(rf"(?i){_ORDINAL}", escrito)
    return str(orden_de(re.sub("[l0]", lambda m: {"l": "i", "0": "o"}[m[0]], doblar(escrito)))) if ordinal else escrito


def _valor(numero: str) -> int:
    """Return the place of a number in its row, by its last part: figures, a roman number, a letter; 0 without one."""
    ultima = re.split(r"[.\-–]", numero)[-1]
    if m := re.search(r"\d+$", ultima):
        return int(m.group())
    return romano(ultima) if len(ultima) != 1 or ultima in "IVX" else _letra(ultima)


def _letra(letra: str) -> int:
    """Return the place of a letter in the alphabet, from 1."""
    return ord(letra.lower()) - ord("a") + 1


def _en_serie(marcas: Sequence[Marca]) -> list[Marca]:
    """Return the marks that follow each other, or start over; one number may be missing between two."""
    serie: list[Marca] = []
    for marca in marcas:
        sin_orden = marca.familia.startswith(("viñeta", "palabra", "clave", "compuesto")) or not marca.orden
        if sin_orden or marca.orden == 1 or (serie and 0 < marca.orden - serie[-1].orden <= 2):
            serie.append(marca)
    return serie
