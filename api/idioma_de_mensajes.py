"""What is said outside the pages (errors, talk, text reports), in a language: by template, or as a finished message.

Messages are born in Spanish where things happen, below the doors, with their values already in them. The catalogue
`traducciones/mensajes.<idioma>.po` holds their templates ("No existe el programa «{0}».") beside the English ones. A
finished message is translated by the template that it fits: the one with most words of its own wins. A value that is
itself ours ("ninguno", "línea 3, columna 5") stands in the catalogue with the context "parte"; all others, and what
is quoted, stay as they came. Fitting looks for the template's words from left to right, so it takes time proportional
to the message.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from string import Formatter

__all__ = ["ESPANOL", "PARTE", "Habla", "Plantilla", "plantillas"]

PARTE = "parte"
"""The context in the catalogue of what stands inside messages, as a value."""


@dataclass(frozen=True, slots=True)
class Plantilla:
    """A template taken apart: the words around its places, and the template in the other language."""

    palabras: tuple[str, ...]
    dicha: str

    @property
    def peso(self) -> int:
        """How many characters are its own."""
        return sum(map(len, self.palabras))

    def valores(self, texto: str) -> tuple[str, ...] | None:
        """Return what stands in the places when the text fits, else None."""
        primera, *medias = self.palabras
        if not medias:
            return () if texto == primera else None
        ultima = medias.pop()
        fin = len(texto) - len(ultima)
        if fin < len(primera) or not (texto.startswith(primera) and texto.endswith(ultima)):
            return None
        desde, halladas = len(primera), []
        for palabra in medias:
            lugar = texto.find(palabra, desde, fin)
            if lugar < 0:
                return None
            halladas.append(texto[desde:lugar])
            desde = lugar + len(palabra)
        return (*halladas, texto[desde:fin])


@lru_cache(maxsize=4)
def plantillas(idioma: str) -> Mapping[str, tuple[Mapping[str, str], Sequence[Plantilla]]]:
    """Return, for the messages ("") and for the parts of messages, the catalogue and its templates, heaviest first."""
    dichas: dict[str, dict[str, str]] = {"": {}, PARTE: {}}
    if idioma != "es":
        from babel.messages.pofile import read_po

        with (files("api") / "traducciones" / f"mensajes.{idioma}.po").open("rb") as archivo:
            for mensaje in read_po(archivo, locale=idioma):
                if mensaje.id and mensaje.string:
                    dichas[mensaje.context or ""][str(mensaje.id)] = str(mensaje.string)
    return {contexto: (textos, sorted((_plantilla(k, v) for k, v in textos.items()), key=lambda p: -p.peso))
            for contexto, textos in dichas.items()}


@dataclass(frozen=True, slots=True)
class Habla:
    """A language, and how things are said in it."""

    idioma: str = "es"

    def __call__(self, plantilla: str, *valores: object) -> str:
        """Return a template in this language, its places ({0}, {1}…) filled."""
        return plantillas(self.idioma)[""][0].get(plantilla, plantilla).format(*valores)

    def parte(self, texto: str) -> str:
        """Return a word or value of ours in this language; any other as it came."""
        return self._traducir(PARTE, texto)

    def mensaje(self, texto: str) -> str:
        """Return a finished message in this language; as it came when no template fits it."""
        return self._traducir("", texto)

    def renglones(self, texto: str) -> str:
        """Return talk of several rows in this language, each row by itself."""
        return "\n".join(map(self.mensaje, texto.split("\n")))

    def _traducir(self, contexto: str, texto: str) -> str:
        for plantilla in plantillas(self.idioma)[contexto][1]:
            valores = plantilla.valores(texto)
            if valores is not None:
                citados = (antes.endswith(("«", "“")) for antes in plantilla.palabras)
                return plantilla.dicha.format(*(v if citado else self.parte(v)
                                                for v, citado in zip(valores, citados, strict=False)))
        return texto


ESPANOL = Habla()


def _plantilla(original: str, dicha: str) -> Plantilla:
    """Take a template apart; its places are numbered in order of appearance."""
    palabras = [""]
    for fijo, lugar, _, _ in Formatter().parse(original):
        palabras[-1] += fijo
        if lugar is not None:
            palabras.append("")
    return Plantilla(tuple(palabras), dicha)
