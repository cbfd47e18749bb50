"""Translations: the texts of the pages are written in Spanish; a catalogue beside them says them in English."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from babel.messages.pofile import read_po

__all__ = ["otro_idioma", "traduccion", "traducir", "traducir_cuenta"]


@lru_cache(maxsize=4)
def traduccion(idioma: str) -> dict[str, tuple[str, ...]]:
    """Return the catalogue of a language: translation (one, many) by Spanish text; empty for Spanish."""
    if idioma == "es":
        return {}
    with (files("api") / "traducciones" / f"{idioma}.po").open("rb") as archivo:
        catalogo = read_po(archivo, locale=idioma)
    textos: dict[str, tuple[str, ...]] = {}
    for mensaje in catalogo:
        clave = mensaje.id[0] if isinstance(mensaje.id, (list, tuple)) else mensaje.id
        dicho = mensaje.string if isinstance(mensaje.string, (list, tuple)) else (mensaje.string,)
        if clave and dicho and all(dicho):
            textos[str(clave)] = tuple(map(str, dicho))
    return textos


def traducir(idioma: str, texto: str) -> str:
    """Return a text in a language; as it came when the catalogue does not have it."""
    return traduccion(idioma).get(texto, (texto,))[0]


def traducir_cuenta(idioma: str, uno: str, varios: str, n: int) -> str:
    """Return the form for `n` things, in a language."""
    dicho = traduccion(idioma).get(uno, (uno, varios))
    return dicho[0] if n == 1 else dicho[-1]


def otro_idioma(idioma: str) -> str:
    """Return the language that is one click away."""
    return "en" if idioma == "es" else "es"
