"""The words of a SPARQL text, without parsing it: what an engine's parser must not meet is found before it runs.

The one hard case is "<": inside round brackets, after an operand, it is "less than", and `?a<?b)SERVICE#>` would
look like an IRI to a naive reader. There the two readings are only let pass when they hide nothing from each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from ontologia.errores import ConsultaRechazada

__all__ = ["Ficha", "Prologo", "es_iri", "fichas", "lugar"]

# Prefixes are tried up to 100 characters, or a text without colons would take quadratic time.
# A word is a keyword or a function. Number before word: "1e5SERVICE" is a number and a keyword to an engine.
_PATRON = re.compile(
    r"""
    (?P<blanco>[\x20\t\r\n]+|\#[^\r\n]*)
  | (?P<cadena>\"\"\"(?:\"{0,2}(?:[^"\\]|\\.))*\"\"\"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''
              |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<variable>[?$]\w+)
  | (?P<idioma>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<numero>(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)[eE][+-]?[0-9]++|[0-9]*+\.[0-9]++|[0-9]++)
  | (?P<nombre>(?:[^\W\d](?:[\w.\-·]{0,99}[\w\-·])?)?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])
              (?:[\w.:\-·]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)?)
  | (?P<palabra>[^\W\d]\w*)
  | (?P<abre>[({\[])
  | (?P<cierra>[)}\]])
  | (?P<signo>&&|\|\||\^\^|<=|>=|!=|[<>=!+\-*/|^,;.?~])
    """,
    re.VERBOSE | re.DOTALL,
)
_OPERANDOS = frozenset({"cadena", "iri", "variable", "idioma", "numero", "nombre", "cierra"})
_ABSOLUTO = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:(?:[^<>\"{}|^`\\%\x00-\x20\x7f-\x9f]|%[0-9A-Fa-f]{2}){1,2000}")
_ESCONDE = re.compile(r"[#'()\[\]]")


@dataclass(frozen=True, slots=True)
class Ficha:
    """One token: its kind (a group of the pattern), its text and where it begins (characters)."""

    clase: str
    texto: str
    inicio: int


@dataclass
class Prologo:
    """The prefixes and base that a text declared so far (SPARQL 1.1 Query, 4.1), read from its tokens.

    An engine may read "PREFIXa:" as a declaration of "a:"; a text that has one declares nothing that can be relied on.
    """

    prefijos: dict[str, str] = field(default_factory=dict)
    base: str = ""
    dudoso: bool = False
    _previas: tuple[str, str] = ("", "")

    def ver(self, ficha: Ficha) -> None:
        """Take in one token."""
        antes, ultima = self._previas
        if ficha.clase == "iri" and ultima == "BASE":
            self.base = self.resolver(ficha) or ""
        elif ficha.clase == "iri" and antes == "PREFIX" and ultima.endswith(":"):
            self.prefijos[ultima] = self.resolver(ficha) or ""
        es_palabra = ficha.clase == "palabra"
        self.dudoso |= ficha.clase == "nombre" and ficha.texto.upper().startswith("PREFIX")
        self._previas = (ultima, ficha.texto.upper() if es_palabra else ficha.texto)

    def resolver(self, ficha: Ficha) -> str | None:
        """Return the absolute IRI that a token means; None when the words alone do not give one."""
        if ficha.clase == "iri":
            iri = ficha.texto[1:-1]
        elif ficha.clase == "nombre" and not self.dudoso and "\\" not in ficha.texto:
            prefijo, _, local = ficha.texto.partition(":")
            iri = self.prefijos.get(f"{prefijo}:", "") + local if f"{prefijo}:" in self.prefijos else ""
        else:
            return None
        if not _ABSOLUTO.match(iri) and self.base:
            iri = urljoin(self.base, iri)
        return iri if _ABSOLUTO.match(iri) else None


@dataclass(slots=True)
class _Contexto:
    """The brackets that are open, and whether the last token can end an operand."""

    abiertos: list[str] = field(default_factory=list)
    operando: bool = False
    datos: bool = False

    def ambiguo(self) -> bool:
        return self.operando and bool(self.abiertos) and self.abiertos[-1] == "("

    def avanzar(self, ficha: Ficha) -> None:
        if ficha.clase == "abre":
            self._abrir(ficha.texto)
        elif ficha.clase == "cierra" and self.abiertos:
            self.abiertos.pop()
        elif ficha.clase == "palabra":
            self.datos = ficha.texto.upper() == "VALUES"
        self.operando = ficha.clase in _OPERANDOS or ficha.texto.lower() in {"true", "false"}

    def _abrir(self, signo: str) -> None:
        """Push a bracket; the block of a VALUES, and its rows, hold data: no "less than" can stand there."""
        if signo == "{" and self.datos:
            self.abiertos.append("datos")
            self.datos = False
        elif signo == "(" and self.abiertos and self.abiertos[-1] == "datos":
            self.abiertos.append("fila")
        else:
            self.abiertos.append(signo)


def fichas(texto: str) -> Iterator[Ficha]:
    """Yield the tokens of a SPARQL text, comments and blanks left out.

    Raises `ConsultaRechazada` at a character that no token begins with, or at a text with two readings.
    """
    contexto = _Contexto()
    posicion = 0
    while posicion < len(texto):
        hallado = _PATRON.match(texto, posicion)
        if hallado is None:
            raise ConsultaRechazada(
                f"Hay un carácter inesperado ({texto[posicion]!r}) en {lugar(texto, posicion)}.",
                "Revise las comillas y los caracteres especiales de la consulta.",
            )
        ficha = Ficha(hallado.lastgroup or "", hallado.group(), posicion)
        posicion = hallado.end()
        if ficha.clase == "blanco":
            continue
        if ficha.clase == "iri" and contexto.ambiguo() and _ESCONDE.search(ficha.texto):
            raise ConsultaRechazada(
                f"No se distingue si «<» es un signo o el inicio de un IRI en {lugar(texto, ficha.inicio)}.",
                "Deje un espacio después de «<», o escriba el IRI con un prefijo.",
            )
        contexto.avanzar(ficha)
        yield ficha


def lugar(texto: str, posicion: int) -> str:
    """Return a place of a text as words: line and column, both from 1."""
    linea = texto.count("\n", 0, posicion) + 1
    columna = posicion - (texto.rfind("\n", 0, posicion) + 1) + 1
    return f"la línea {linea}, columna {columna}"


def es_iri(texto: str) -> bool:
    """Return whether a text is an absolute IRI that can stand between "<" and ">"."""
    return _IRI.fullmatch(texto) is not None
