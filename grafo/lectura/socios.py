"""The organisations that the name cell of an alliance lists."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from grafo.documento import Documento
from grafo.lectura.perfil import Perfil
from grafo.lectura.plegado import Plegado
from grafo.modelo import Pasaje

__all__ = ["partir_socios"]

_GRUPO = re.compile(r"^(?:y\s+)?(?:un|una|el|la|los|las)?\s*(?:grupo|conjunto|red|consorcio|coalici[oó]n)\b[^(]*")
_FORMA = re.compile(r"(?:A\.?\s?C\.?|S\.?\s?C\.?|I\.?\s?A\.?\s?P\.?|A\.?\s?B\.?\s?P\.?|S\.?A\.?)(?=\W|$)")


def partir_socios(documento: Documento, nombre: Pasaje, perfil: Perfil, conocidos: Sequence[str]) -> tuple[Pasaje, ...]:
    """Return each organisation that a cell names, with its place.

    Names are parted at commas and semicolons, and at an "y" behind which the kind of an organisation (or a group)
    opens; never inside a name that the document knows, inside parentheses, or before a legal form ("A.C."). A group
    ("un grupo de tres organizaciones (X, Y y Z)") is no organisation: those in its parentheses are.
    """
    plegado = Plegado.de_pasaje(documento, nombre)
    letras = plegado.letras
    piezas: list[tuple[int, int]] = []
    for inicio, fin in _partes(letras, perfil, conocidos):
        inicio += len(letras[inicio:fin]) - len(letras[inicio:fin].lstrip(" ,;"))
        trozo = letras[inicio:fin]
        if (m := _GRUPO.match(trozo)) and "(" in trozo:
            abre = inicio + trozo.index("(") + 1
            cierra = letras.find(")", abre, fin)
            piezas += _lista(letras, abre, cierra if cierra > 0 else fin)
        elif not m:
            piezas.append((inicio, fin))
    return tuple(_pasaje(plegado, a, b) for a, b in piezas if letras[a:b].strip(" ,;."))


def _pasaje(plegado: Plegado, inicio: int, fin: int) -> Pasaje:
    """Return the passage of some folded characters, without the punctuation and the "y" around them."""
    letras = plegado.letras
    while inicio < fin and letras[inicio] in " ,;":
        inicio += 1
    if m := re.match(r"(?:y|e)\s+", letras[inicio:fin]):
        inicio += m.end()
    while fin > inicio and letras[fin - 1] in " ,;":
        fin -= 1
    if letras[fin - 1] == "." and not re.search(r"\b[A-Z]\.$", letras[inicio:fin]):
        fin -= 1
    return plegado.pasaje(inicio, fin)


def _partes(letras: str, perfil: Perfil, conocidos: Sequence[str]) -> list[tuple[int, int]]:
    """Return the parts of the top level of a list of names."""
    vedado = _vedado(letras, conocidos)
    cabezas = "|".join(sorted((re.escape(c) for c in _cabezas(perfil)), key=len,
                              reverse=True)) or r"(?!)"
    y = re.compile(rf"\s+(?:y|e)\s+(?=(?:el |la |los |las )?(?:(?i:{cabezas})\b|un grupo|una red|[A-ZÁÉÍÓÚÑ]{{3,}}\b))")
    cortes = [m.start() for m in re.finditer(r"[,;]", letras) if not _FORMA.match(letras[m.end():].lstrip())]
    cortes += [m.start() for m in y.finditer(letras)]
    limites = [0, *sorted(c for c in cortes if not vedado[c]), len(letras)]
    return [(a, b) for a, b in itertools.pairwise(limites) if letras[a:b].strip(" ,;")]


def _cabezas(perfil: Perfil) -> tuple[str, ...]:
    return (*perfil.palabras.get("cabezas_de_organizacion", ()), *perfil.palabras.get("cabezas_de_socio", ()))


def _vedado(letras: str, conocidos: Sequence[str]) -> list[bool]:
    """Return, for each character, whether no name may be parted there."""
    vedado = [False] * (len(letras) + 1)
    hondo = 0
    for i, letra in enumerate(letras):
        hondo += (letra == "(") - (letra == ")")
        vedado[i] = hondo > 0
    for nombre in conocidos:
        for m in re.finditer(re.escape(nombre), letras, re.I):
            vedado[m.start():m.end()] = [True] * (m.end() - m.start())
    return vedado


def _lista(letras: str, inicio: int, fin: int) -> list[tuple[int, int]]:
    """Return the entries of a list in parentheses, parted at commas, semicolons and the last "y"."""
    limites = [inicio]
    for m in re.finditer(r"[,;]|\s+[ye]\s+(?=[^,;]*$)", letras[inicio:fin]):
        limites += [inicio + m.start(), inicio + m.end()]
    limites.append(fin)
    return list(zip(limites[::2], limites[1::2], strict=True))
