"""Figures in a sentence: percentages, ranks, marks on a scale, parts of a whole, and counts with their noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from grafo.lectura.lexico import Lexico, doblar
from grafo.lectura.numerales import CIFRA, EN_LETRA, ORDINAL, orden_de, valor_de

__all__ = ["ESCALA", "Cifra", "cifras_de"]

_NUMERO = rf"(?:{CIFRA}|{EN_LETRA})"
# "en una escala de 0 a 1": the range of the marks, itself no statistic.
ESCALA = re.compile(r"escala\s+(?:de|del)\s+(\d+)\s+(?:a|al)\s+(\d+)")
_PORCENTAJE = re.compile(rf"(?P<n>{CIFRA}|{EN_LETRA})\s*(?P<u>%|por ciento\b|puntos porcentuales\b)")
# "la primera posición -de 112 países-", "el primer lugar", "ocupa el lugar 5 de 32"; "en primer lugar," orders a text.
_RANGO = re.compile(
    rf"(?:(?:\b(?:el|la|su|al|del|un)\s+|\b(?:ocup|encuentr|ubic|posicion|coloc|sit[uú])\w*\s+(?:en\s+)?(?:el\s+|la\s+)?)"
    rf"(?P<o>{ORDINAL})\s+(?P<u>lugar|posici[oó]n|sitio)|\b(?P<v>lugar|posici[oó]n)\s+(?P<n>{CIFRA}))"
    rf"(?:\s*[-–(,]?\s*de\s+(?:entre\s+)?(?:los\s+|las\s+|un total de\s+)?(?P<t>{_NUMERO}\s+\w+)(?:\s*[-–)])?)?")
# "22 de los 32 Organismos garantes", "3 de cada 10 personas".
_PARTE = re.compile(rf"(?P<n>{_NUMERO})\s+de\s+(?P<que>(?:(?:los|las|cada|un total de)\s+)?{_NUMERO})\s+(?=\w)")
_NOTA = re.compile(r"\b(?:calificaci[oó]n|puntaje|puntuaci[oó]n|valor|promedio|[ií]ndice)", re.I)
_CON_NOTA = re.compile(rf"{_NOTA.pattern}(?:\s\w+){{0,3}}\s+de\s+(?P<n>{CIFRA})", re.I)
_DECIMAL = re.compile(r"(?<![\w/.,:$-])\d+\.\d+(?![\w/%]|\.\d)")
_CUENTA = re.compile(rf"(?P<n>{_NUMERO})(?P<m>\s+(?:mil millones|millones|mil)(?:\s+de)?)?\s+(?=[^\W\d_])")
_MULTIPLO = re.compile(r"\s+(?:mil millones|millones|mil)\b")
_ANTES_NO = re.compile(
    r"(?:\b(?:art[ií]culos?|numeral(?:es)?|fracci[oó]n(?:es)?|agenda|objetivos?|estrategias?|l[ií]neas?|p[aá]ginas?|anexos?|"
    r"cap[ií]tulos?|t[ií]tulos?|versi[oó]n|visi[oó]n|horizonte|secci[oó]n|etapa|fase)\s+(?:[\d.,ºª°]+(?:,?\s+(?:y\s+)?))*|"
    r"\b(?:No|N[uú]m)\.\s*)$", re.I)
_DETERMINADO = re.compile(r"\b(?:los|las|estos|estas|esos|esas|dichos|dichas|sus|ambos|ambas|nuestros|siguientes|"
                          r"[uú]ltimos|[uú]ltimas|primeros|primeras)\s+$", re.I)
_LISTA = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Cifra:
    """A figure at [inicio, fin) of a sentence; `clase` is porcentaje, rango, parte, nota, cuenta or desnuda."""

    inicio: int
    fin: int
    valor: Decimal
    unidad: str
    clase: str


def cifras_de(frase: str, lexico: Lexico) -> list[Cifra]:
    """Return the figures of a sentence that are statistics, in order.

    Years, dates, article numbers, ages, horizons, labels and the marks of footnotes are none.
    """
    libres: list[Cifra] = []
    ocupado = bytearray(len(frase))
    for m in ESCALA.finditer(frase):
        ocupado[m.start():m.end()] = b"x" * len(m.group())
    for cifra in (*_porcentajes(frase), *_rangos(frase), *_partes(frase, lexico), *_notas(frase), *_desnudas(frase),
                  *_cuentas(frase, lexico)):
        if not any(ocupado[cifra.inicio:cifra.fin]):
            libres.append(cifra)
            ocupado[cifra.inicio:cifra.fin] = b"x" * (cifra.fin - cifra.inicio)
    return sorted(libres, key=lambda c: c.inicio)


def _porcentajes(frase: str) -> Iterator[Cifra]:
    for m in _PORCENTAJE.finditer(frase):
        unidad = "puntos porcentuales" if m["u"].startswith("puntos") else "%"
        yield Cifra(m.start(), m.end(), valor_de(m["n"]), unidad, "porcentaje")


def _rangos(frase: str) -> Iterator[Cifra]:
    for m in _RANGO.finditer(frase):
        valor = orden_de(m["o"]) if m["o"] else valor_de(m["n"])
        unidad = (m["u"] or m["v"]) + (f" de {m['t']}" if m["t"] else "")
        yield Cifra(m.start("o") if m["o"] else m.start("v"), m.end(), valor, " ".join(unidad.split()), "rango")


def _partes(frase: str, lexico: Lexico) -> Iterator[Cifra]:
    for m in _PARTE.finditer(frase):
        if _ANTES_NO.search(_antes(frase, m.start())):
            continue
        if fin := _fin_del_nombre(frase, m.end(), lexico, libre=True):
            unidad = frase[m.end():fin] if not m["que"].startswith("cada") else f"de {m['que']} {frase[m.end():fin]}"
            yield Cifra(m.start(), fin, valor_de(m["n"]), unidad, "parte")


def _notas(frase: str) -> Iterator[Cifra]:
    """Yield marks: numbers behind "calificación de", and any decimal in a sentence that speaks of marks."""
    for m in _CON_NOTA.finditer(frase):
        entero = re.fullmatch(r"(?:19|20)\d\d", m["n"])
        if not entero and not re.match(r"\s*(?:de (?:los|las)\b|mil\b|millones\b|pesos\b)", frase[m.end():]):
            yield Cifra(m.start("n"), m.end("n"), valor_de(m["n"]), "índice", "nota")
    if _NOTA.search(frase):
        for m in _DECIMAL.finditer(frase):
            if not _MULTIPLO.match(frase, m.end()) and not _ANTES_NO.search(_antes(frase, m.start())):
                yield Cifra(m.start(), m.end(), valor_de(m.group()), "índice", "nota")


def _desnudas(frase: str) -> Iterator[Cifra]:
    """Yield the numbers without a sign that close an entry in a list of percentages."""
    for lista in _LISTA.finditer(frase):
        if lista[1].count("%") < 2 or ";" not in lista[1]:
            continue
        for m in re.finditer(rf"(?P<n>{CIFRA})\s*(?=;|,?$)", lista[1]):
            inicio = lista.start(1) + m.start("n")
            yield Cifra(inicio, inicio + len(m["n"]), valor_de(m["n"]), "", "desnuda")


def _cuentas(frase: str, lexico: Lexico) -> Iterator[Cifra]:
    """Yield counts: a number and its noun in the plural; numbers up to ten in words are none behind "los", "estos"."""
    for m in _CUENTA.finditer(frase):
        valor = valor_de(m["n"])
        en_letra = not m["n"][0].isdigit()
        if _ANTES_NO.search(_antes(frase, m.start())) or re.fullmatch(r"(?:19|20)\d\d", m["n"]):
            continue
        if en_letra and valor <= 10 and _DETERMINADO.search(_antes(frase, m.start())):
            continue
        if fin := _fin_del_nombre(frase, m.end(), lexico, libre=False):
            unidad = " ".join(f"{m['m'] or ''} {frase[m.end():fin]}".split())
            yield Cifra(m.start(), fin, valor, unidad, "cuenta")


def _antes(frase: str, lugar: int) -> str:
    """Return the few words before a place."""
    return frase[max(lugar - 60, 0):lugar]


def _fin_del_nombre(frase: str, inicio: int, lexico: Lexico, libre: bool) -> int | None:
    """Return where the noun that is counted ends: a plural, and the plurals and capitalised words that go with it.

    `libre` allows nouns that order a text ("puntos") as well; time is never counted.
    """
    m = re.compile(r"[^\W\d_]+s\b").match(frase, inicio)
    if not m or lexico.es("conectores", m.group()) or lexico.es("se_miden", m.group()) or m.group().isupper():
        return None
    if not libre and lexico.es("no_se_cuentan", m.group()):
        return None
    fin = m.end()
    siguiente = re.compile(r"\s+(?:(?:de\s+)?[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+|[a-záéíóúñ]{3,}[aoe]s)\b")
    for _ in range(3):
        n = siguiente.match(frase, fin)
        if not n or doblar(n.group().split()[-1]) in _NO_ADJETIVOS:
            break
        fin = n.end()
    return fin


# Plurals in -os, -as, -es that open something else behind a noun.
_NO_ADJETIVOS = {"tras", "entre", "antes", "despues", "mientras", "ellos", "ellas", "otros", "otras", "todos", "todas",
                 "ademas", "apenas", "los", "las", "unos", "unas"}
