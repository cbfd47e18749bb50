"""Alliances: those that name no line, agreements of unknown state, partners named like an article."""

from __future__ import annotations

import re
from collections.abc import Iterable

from grafo.lectura.citas import simple
from grafo.lectura.renglones import Hoja
from grafo.modelo import Hallazgo, Programa

__all__ = ["alianzas_sin_linea", "convenios_sin_estado", "organizaciones_como_articulos"]


def alianzas_sin_linea(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Alliances that name no line, in a document where others do."""
    if not any(a.lineas for a in programa.alianzas):
        return
    for alianza in programa.alianzas:
        if not alianza.lineas:
            yield Hallazgo("alianza-sin-linea", f"La alianza {alianza.numero} no dice a qué línea apoya.",
                           f"Alliance {alianza.numero} does not say which line it serves.",
                           alianza.nombre.tramos, (f"alianza/{alianza.numero}",))


def convenios_sin_estado(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Agreements whose cell says yes and nothing more."""
    for alianza in programa.alianzas:
        if alianza.convenio and simple(alianza.convenio.texto) == "si":
            yield Hallazgo(
                "convenio-sin-estado",
                f"La alianza {alianza.numero} requiere convenio y el documento no dice si ya está firmado.",
                f"Alliance {alianza.numero} requires an agreement and the document does not say whether it is signed.",
                alianza.convenio.tramos, (f"alianza/{alianza.numero}",))


def organizaciones_como_articulos(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Partners whose name looks like the citation of an article ("Artículo 19"); they were read as organisations."""
    for alianza in programa.alianzas:
        for socio in alianza.socios:
            if re.match(r"(?:art[ií]culos?|arts?\.)\s+\d", socio.texto, re.I):
                yield Hallazgo(
                    "organizacion-que-parece-articulo",
                    f"«{socio.texto}», en la alianza {alianza.numero}, parece la cita de un artículo; se leyó como el "
                    "nombre de una organización.",
                    f"“{socio.texto}”, in alliance {alianza.numero}, looks like the citation of an article; it was "
                    "read as the name of an organisation.",
                    socio.tramos, (f"alianza/{alianza.numero}",))
