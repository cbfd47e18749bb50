"""Figures: a count that the list behind it contradicts, a share of more than the whole."""

from __future__ import annotations

import re
from collections.abc import Iterable

from grafo.lectura.numerales import EN_LETRA, valor_de
from grafo.lectura.renglones import Hoja
from grafo.letras import plegar
from grafo.modelo import Hallazgo, Programa

__all__ = ["cuentas_y_listas", "porcentajes_excesivos"]

# "tres organizaciones de la sociedad civil (A, B y C)": at most eight words between the number and its list.
_LISTA = re.compile(rf"(?P<cuenta>{EN_LETRA})(?P<cosas>(?:\s+[^\W\d_]+){{1,8}})\s+\((?P<lista>[^()]+)\)")
_ABIERTA = re.compile(r"\b(?:otr[oa]s?|etc|entre|como|ejemplo|incluy\w+|incluid[oa]s?|principalmente)\b|…", re.I)
_CRECE = re.compile(r"\b(?:aument|crec|increment|increm|super|rebas|variaci|inflaci|respecto|alza|más que)\w*", re.I)


def cuentas_y_listas(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Counts in words whose list in parentheses has more or fewer members; open lists ("entre otras") are let be.

    A list counts as one when it has at least three members, or names (capital letters) only.
    """
    for m in _LISTA.finditer(hoja.documento.texto):
        lista = plegar(m["lista"])
        miembros = [x for x in re.split(r"\s*[,;]\s*(?:[ye]\s+)?|\s+[ye]\s+", lista) if x]
        nombres = all(x[0].isupper() for x in miembros)
        if _ABIERTA.search(lista) or len(miembros) < (2 if nombres else 3) or re.search(EN_LETRA, m["cosas"]):
            continue
        if valor_de(plegar(m["cuenta"])) != len(miembros):
            yield Hallazgo(
                "cuenta-y-lista-distintas",
                f"El texto dice «{plegar(m['cuenta'] + m['cosas'])}» y la lista tiene {len(miembros)}: {lista}.",
                f"The text says “{plegar(m['cuenta'] + m['cosas'])}” and the list has {len(miembros)}: {lista}.",
                (hoja.documento.tramo(m.start(), m.end()),))


def porcentajes_excesivos(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Percentages over a hundred where the sentence speaks of no growth."""
    for indicador in programa.indicadores:
        if indicador.unidad == "%" and indicador.valor > 100 and not _CRECE.search(indicador.pasaje.texto):
            yield Hallazgo("porcentaje-mayor-que-cien",
                           f"{indicador.valor} % es más que el total («{indicador.sujeto}»).",
                           f"{indicador.valor} % is more than the whole (“{indicador.sujeto}”).",
                           indicador.pasaje.tramos, (f"indicador/{indicador.numero}",))
