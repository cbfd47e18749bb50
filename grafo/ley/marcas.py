"""What opens something in a law, line by line: articles, ordinals, headings, fractions; numbers with their order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from grafo.ley.ordinales import ORDINAL, ROMANO, SUFIJO, orden_de_sufijo, romano, valor_ordinal

__all__ = ["Encabezado", "Numero", "Rotulo", "encabezado", "es_marca", "rotulo_con_cifra", "rotulo_con_ordinal",
           "rotulo_suelto"]

_VOZ = r"(?:ART[IÍ]CULOS?|Art[ií]culos?|ARTS?\.|Arts?\.)"
_SIGNO = r"[ \t]*(?:\.[ \t]?[-–—]+|[-–—]+\.?|\.|:)"
_GRADO = r"(?:[ \t]?[º°ª]|[oO](?![A-Za-z]))"
_CIFRA = (rf"\d{{1,4}}(?P<grado>{_GRADO})?(?:\.?[ \t-]*(?P<sufijo>{SUFIJO})\b"
          r"(?:[ \t-]*(?P<resto>\d{1,2}|[A-Z])\b(?=[ \t]*(?:[.:–—-]|$)))?)?"
          r"(?:[ \t]?-[ \t]?(?P<guion>[A-Z])\b|[ \t]+(?P<letra>[A-Z])(?=[ \t]*(?:[.:–—-]|$)))?")
_UNO = re.compile(rf"{_VOZ}[ \t]*(?P<n>{_CIFRA})(?P<signo>{_SIGNO})?(?=[ \t]|$|[(“\"«A-ZÁÉÍÓÚÑ])")
_VARIOS = re.compile(rf"{_VOZ}[ \t]*(?P<n>{_CIFRA}(?:[ \t]*(?:,|\by\b|\be\b|\ba\b|\bal\b|[-–])[ \t]*"
                     rf"\d{{1,4}}{_GRADO}?(?:[ \t-]+{SUFIJO}\b)?)+)(?P<signo>{_SIGNO})?(?=[ \t]|$)")
_TRANSITORIO = r"(?:(?i:transitorio)[ \t]+)?"
_CON_ORDINAL = re.compile(rf"{_VOZ}[ \t]+{_TRANSITORIO}(?P<n>{ORDINAL})(?:[ \t]+(?P<sufijo>{SUFIJO})\b)?"
                          rf"(?:[ \t]+(?i:transitorio))?(?P<signo>{_SIGNO})?(?=[ \t]|$)")
_SUELTO = re.compile(rf"(?P<n>(?=[A-ZÁÉÍÓÚ]){ORDINAL})(?:[ \t]+(?P<sufijo>{SUFIJO})\b)?(?P<signo>{_SIGNO})(?=[ \t]|$)")
_ENCABEZADO = re.compile(
    r"(?P<clase>LIBRO|Libro|PARTE|Parte|T[IÍ]TULO|T[ií]tulo|CAP[IÍ]TULO|Cap[ií]tulo|SECCI[OÓ]N|Secci[oó]n|SUBSECCI[OÓ]N|"
    rf"Subsecci[oó]n)[ \t]+(?P<n>{ORDINAL}|{ROMANO}(?!\w)|\d{{1,3}}(?!\w)[º°]?)(?:[ \t-]+(?P<sufijo>{SUFIJO})\b)?"
    r"(?P<signo>[ \t]*[.:–—-]+)?(?:[ \t]+(?P<nombre>[A-ZÁÉÍÓÚÑ“\"«¿(].*))?")
_CLASES = {"l": "libro", "p": "parte", "t": "titulo", "c": "capitulo", "se": "seccion", "su": "subseccion"}
_PARTE = re.compile(rf"(?:{ROMANO}|[A-Za-zñ]|\d{{1,2}}|[ivx]{{1,5}})[.)]")


@dataclass(frozen=True, slots=True, order=True)
class Numero:
    """A number with its order: (24, 2, 0) is 24 Bis, (56, 2, 1) 56 Bis 1, (115, 0, 1) 115 A."""

    valor: int
    sufijo: int = 0
    resto: int = 0


@dataclass(frozen=True, slots=True)
class Rotulo:
    """A label that may open an article: numbers as they are kept, their order, and where its text begins.

    `firme` tells that punctuation, an ordinal mark or nothing stands behind the number, and no small letter after it:
    "Artículo 59 de esta Ley" is a citation. `varios` tells that it names a range.
    """

    numeros: tuple[str, ...]
    ordenes: tuple[Numero, ...]
    largo: int
    firme: bool
    varios: bool = False


@dataclass(frozen=True, slots=True)
class Encabezado:
    """A heading's own line: kind of division, number in figures, its order, and its name when it stands there."""

    clase: str
    numero: str
    orden: Numero
    nombre: str


def rotulo_con_cifra(linea: str) -> Rotulo | None:
    """Return the label "Artículo 24 Bis." or "Artículos 20 a 25." with which a line starts, or None."""
    varios = _VARIOS.match(linea)
    if varios and (numeros := _expandir(varios["n"])):
        return Rotulo(tuple(map(str, numeros)), tuple(map(Numero, numeros)), varios.end(), bool(varios["signo"]), True)
    m = _UNO.match(linea)
    if m is None:
        return None
    valor = re.match(r"\d+", m["n"])
    assert valor is not None
    letra = m["guion"] or m["letra"] or ""
    partes = (str(int(valor.group())), _sufijo(m["sufijo"]), m["resto"] or "", letra)
    resto = int(m["resto"]) if (m["resto"] or "").isdigit() else _letra(m["resto"] or letra)
    orden = Numero(int(valor.group()), orden_de_sufijo(m["sufijo"] or ""), resto)
    return Rotulo((" ".join(filter(None, partes)),), (orden,), m.end(), _firme(linea, m, bool(m["grado"])))


def rotulo_con_ordinal(linea: str) -> Rotulo | None:
    """Return the label "ARTÍCULO PRIMERO.-" with which a line starts, or None."""
    return _de_ordinal(_CON_ORDINAL.match(linea), linea)


def rotulo_suelto(linea: str) -> Rotulo | None:
    """Return the label "PRIMERO.-", without the word "artículo", with which a line starts, or None."""
    return _de_ordinal(_SUELTO.match(linea), linea)


def encabezado(linea: str) -> Encabezado | None:
    """Return the heading that a line is ("TÍTULO CUARTO", "Capítulo II De la Transparencia"), or None."""
    m = _ENCABEZADO.fullmatch(linea)
    if m is None:
        return None
    valor = int(m["n"].rstrip("º°")) if m["n"][0].isdigit() else valor_ordinal(m["n"]) or romano(m["n"])
    if valor is None:
        return None
    inicio = linea[:2].lower()
    clase = _CLASES[inicio if inicio in _CLASES else inicio[0]]
    numero = " ".join(filter(None, (str(valor), _sufijo(m["sufijo"]))))
    return Encabezado(clase, numero, Numero(valor, orden_de_sufijo(m["sufijo"] or "")), m["nombre"] or "")


def es_marca(linea: str) -> bool:
    """Tell whether a line starts as an article, a heading or a fraction does."""
    return bool(_PARTE.match(linea) or encabezado(linea) or rotulo_con_cifra(linea) or rotulo_con_ordinal(linea)
                or rotulo_suelto(linea))


def _de_ordinal(m: re.Match[str] | None, linea: str) -> Rotulo | None:
    valor = valor_ordinal(m["n"]) if m else None
    if m is None or valor is None:
        return None
    numero = " ".join(palabra.capitalize() for palabra in m["n"].split())
    numero = " ".join(filter(None, (numero, _sufijo(m["sufijo"]))))
    orden = Numero(valor, orden_de_sufijo(m["sufijo"] or ""))
    return Rotulo((numero,), (orden,), m.end(), _firme(linea, m))


def _firme(linea: str, m: re.Match[str], grado: bool = False) -> bool:
    resto = linea[m.end():].lstrip()
    return not resto or (bool(m["signo"] or grado) and not resto[0].islower())


def _sufijo(escrito: str | None) -> str:
    return (escrito or "").capitalize()


def _letra(letra: str) -> int:
    return ord(letra) - ord("A") + 1 if letra else 0


def _expandir(lista: str) -> list[int]:
    """Return the numbers of "20, 21 y 23 a 25", none when one of them is inserted ("24 Bis")."""
    if re.search(rf"(?<!\w){SUFIJO}(?!\w)", lista):
        return []
    numeros: list[int] = []
    for m in re.finditer(r"(?P<union>\bal?\b|[-–])?[ \t]*(?P<n>\d{1,4})", lista):
        desde = numeros[-1] + 1 if m["union"] and numeros else int(m["n"])
        if not desde <= int(m["n"]) < desde + 500:
            return []
        numeros += range(desde, int(m["n"]) + 1)
    return numeros
