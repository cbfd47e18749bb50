"""The form of the document: several names for one thing, repeated table heads, titles behind what they head."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from grafo.lectura.renglones import Hoja
from grafo.modelo import Hallazgo, Organizacion, Pasaje, Programa, Proyecto

__all__ = ["mobiliario", "nombres_con_variantes"]


def nombres_con_variantes(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Projects and organisations that stand under several names."""
    nombrados: list[Proyecto | Organizacion] = [*programa.proyectos, *programa.organizaciones]
    for cosa in nombrados:
        if cosa.variantes:
            formas = "; ".join(f"«{v}»" for v in (cosa.nombre, *cosa.variantes))
            yield Hallazgo("un-nombre-varias-formas",
                           f"Una misma cosa está con {len(cosa.variantes) + 1} nombres: {formas}.",
                           f"One thing stands under {len(cosa.variantes) + 1} names: {formas}.",
                           tuple(m.tramos[0] for m in _una_por_forma(cosa.menciones)))


def _una_por_forma(menciones: Sequence[Pasaje]) -> list[Pasaje]:
    vistas: dict[str, Pasaje] = {}
    for m in menciones:
        vistas.setdefault(m.texto, m)
    return list(vistas.values())


def mobiliario(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Table heads that a page break repeats, and section titles that stand behind what they head."""
    cabezas = [m for m in hoja.mascaras if m.clase == "cabeza"]
    for nombre, veces in Counter(m.nombre for m in cabezas).items():
        repetidas = [m for m in cabezas if m.nombre == nombre][1:]
        if veces > 1 and nombre != "objetivos" and nombre in hoja.perfil.secciones:
            yield Hallazgo("encabezado-repetido",
                           f"La cabeza de la tabla de {nombre} está {veces} veces: la tabla sigue en otra página.",
                           f"The head of the table of {nombre} stands {veces} times: the table goes on over pages.",
                           tuple(hoja.documento.tramo(m.inicio, m.fin) for m in repetidas))
    tardios = [m for m in hoja.mascaras if m.clase == "titulo" and re.match(r"[IVX]+\.\s", m.nombre)
               and not hoja.documento.texto[m.fin:_fin_de_pagina(hoja, m.inicio)].strip()]
    if tardios:
        yield Hallazgo("titulo-despues-del-contenido",
                       f"{len(tardios)} títulos de sección están al pie de la página, después de lo que encabezan.",
                       f"{len(tardios)} section titles stand at the foot of the page, behind what they head.",
                       tuple(hoja.documento.tramo(m.inicio, m.fin) for m in tardios))


def _fin_de_pagina(hoja: Hoja, posicion: int) -> int:
    siguientes = [p for p in hoja.documento.inicios_de_pagina if p > posicion]
    return siguientes[0] if siguientes else len(hoja.documento.texto)
