"""Indicators with their goals, as the items of a programme state them behind labels ("Indicador: … Meta: 80 %")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from grafo.lectura.jerarquia import Prosa
from grafo.modelo import Indicador, Pasaje

__all__ = ["leer_metas"]

_CIFRA = re.compile(r"(?P<n>\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*"
                    r"(?P<u>%|por ciento|[^\W\d_][^.;,()]{0,40})?")


def leer_metas(prosa: Sequence[Prosa], anio: int | None) -> tuple[Indicador, ...]:
    """Return an indicator for each goal that has a figure; its subject is the indicator stated before it.

    Numbers ("1", "2"…) are given by the caller. A goal in words alone gives none.
    """
    metas = []
    for trozo in prosa:
        sujeto: Pasaje | None = None
        for clave, valor in trozo.valores:
            if clave == "indicador":
                sujeto = valor
            elif clave == "meta" and (m := _CIFRA.search(valor.texto)):
                unidad = "%" if m["u"] in ("%", "por ciento") else (m["u"] or "").strip()
                lugares = (sujeto.tramos if sujeto else ()) + valor.tramos
                texto = " ".join(p.texto for p in (sujeto, valor) if p)
                metas.append(Indicador(
                    "0", Decimal(re.sub(r"[ ,]", "", m["n"])), unidad, (sujeto or valor).texto.rstrip(" ."), None, anio,
                    Pasaje(texto, lugares)))
                sujeto = None
    return tuple(metas)
