"""What an item says of itself behind a label and a colon: who is responsible, its indicator, its goal, its legal basis.

A label may open a line or follow another value on the same one. What stands before the first label is the item's text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from grafo.documento import Documento
from grafo.lectura.perfil import Perfil
from grafo.lectura.plegado import Plegado
from grafo.lectura.renglones import Renglon, cortes
from grafo.modelo import Pasaje

__all__ = ["Rotulado", "partir_rotulado", "unidades_de"]

_ALTA = r"(?=\s*(?:la |el |los |las )?[A-ZÁÉÍÓÚÑ])"
_Y = re.compile(rf"\s*(?:;|\s/\s|,{_ALTA}|\s(?:y|e|con)\s{_ALTA})\s*")


@dataclass(frozen=True)
class Rotulado:
    """An item's text (None when a label opens it) and its labelled values, in order, by the key of the label."""

    texto: Pasaje | None
    valores: tuple[tuple[str, Pasaje], ...]

    def de(self, *claves: str) -> tuple[Pasaje, ...]:
        """Return the values of some labels."""
        return tuple(p for c, p in self.valores if c in claves)


def partir_rotulado(documento: Documento, renglones: Sequence[Renglon], perfil: Perfil) -> Rotulado:
    """Part the lines of an item at the labels of its profile."""
    plegado = Plegado.de_cortes(documento, cortes(renglones))
    marcas = sorted((m.start(), m.end(), clave) for clave, patron in perfil.atributos
                    for m in patron.finditer(plegado.letras))
    marcas = [m for i, m in enumerate(marcas) if not i or m[0] >= marcas[i - 1][1]]
    finales = [*(m[0] for m in marcas[1:]), len(plegado.letras)][:len(marcas)]
    fin = marcas[0][0] if marcas else len(plegado.letras)
    texto = plegado.pasaje(0, fin) if plegado.letras[:fin].strip() else None
    valores = []
    for (_, inicio, clave), cierre in zip(marcas, finales, strict=True):
        limpio = plegado.letras[inicio:cierre].rstrip(" ;|·")
        if limpio.strip():
            valores.append((clave, plegado.pasaje(inicio, inicio + len(limpio))))
    return Rotulado(texto, tuple(valores))


def unidades_de(documento: Documento, valor: Pasaje, perfil: Perfil) -> tuple[Pasaje, ...]:
    """Return the units that a value lists: parted at semicolons and bars, and at "," "y" "con" before a unit's kind."""
    plegado = Plegado.de_pasaje(documento, valor)
    letras = plegado.letras.rstrip(" .")
    limites = [0]
    for m in _Y.finditer(letras):
        resto = re.sub(r"^(?:la |el |los |las )", "", letras[m.end():])
        if perfil.unidad.match(resto) or m.group().strip() in (";", "/") or re.match(r"[A-ZÁÉÍÓÚÑ]{2,}\b", resto):
            limites += [m.start(), m.end()]
    limites.append(len(letras))
    return tuple(plegado.pasaje(a, b) for a, b in zip(limites[::2], limites[1::2], strict=True) if letras[a:b].strip())
