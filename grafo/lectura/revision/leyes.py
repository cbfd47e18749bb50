"""Laws: the acronym of an abrogated law where the text speaks, in the present, of the law that took its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from grafo.lectura.renglones import Hoja
from grafo.modelo import Hallazgo, Programa
from ontologia.conceptos import NormaConocida
from ontologia.recursos import normas_conocidas

__all__ = ["siglas_de_ley"]

# What a law does while it is in force.
_PRESENTE = (r"(?:establece|prev[eé]|dispone|señala|obliga|faculta|regula|contempla|incorpora|presenta|reconoce|"
             r"ordena|exige|determina|mandata|define|garantiza|permite|otorga|indica|prescribe)(?!\w)")
_ENTRE = r"(?:\s+(?:tambi[eé]n|asimismo|adem[aá]s|no|s[ií]|ya|hoy|ahora|actualmente|a su vez|les?|se|nos))*"


def siglas_de_ley(programa: Programa, hoja: Hoja) -> Iterable[Hallazgo]:
    """Acronyms of laws abrogated before the programme's year, used in the present, a letter away from a living law's.

    The living law's acronym must be one that the document defines.
    """
    if programa.anio is None:
        return
    texto = hoja.documento.texto
    for muerta, viva in _parejas(normas_conocidas(), programa.anio):
        definida = any(s.sigla == viva for s in programa.siglas) or f"({viva})" in texto
        for m in re.finditer(rf"(?<!\w)(?P<sigla>{re.escape(muerta)}){_ENTRE}\s+{_PRESENTE}", texto):
            if definida:
                yield Hallazgo(
                    "sigla-en-lugar-de-otra",
                    f"El texto escribe {muerta}, una ley abrogada antes de {programa.anio}, donde habla en presente; "
                    f"probablemente quiso decir {viva}.",
                    f"The text writes {muerta}, a law abrogated before {programa.anio}, where it speaks in the "
                    f"present; it probably meant {viva}.",
                    (hoja.documento.tramo(m.start(), m.end()),))


def _parejas(normas: Sequence[NormaConocida], anio: int) -> Iterator[tuple[str, str]]:
    """Yield the acronym of each law abrogated before a year with each living law's that is a letter longer or shorter.

    A law is living in a year when it is in force on some day of it.
    """
    primero, ultimo = date(anio, 1, 1), date(anio, 12, 31)
    muertas = [n for n in normas if n.vigente_hasta and n.vigente_hasta < primero]
    vivas = [n for n in normas if n.vigente_desde and n.vigente_desde <= ultimo
             and (n.vigente_hasta is None or n.vigente_hasta >= primero)]
    for muerta in (s for n in muertas for s in _siglas(n)):
        for viva in (s for n in vivas for s in _siglas(n)):
            corta, larga = sorted((muerta, viva), key=len)
            if len(larga) == len(corta) + 1 and larga.startswith(corta):
                yield muerta, viva


def _siglas(norma: NormaConocida) -> list[str]:
    return [nombre for nombre in norma.alternativos if re.fullmatch(r"[A-ZÁÉÍÓÚÑ]{3,}", nombre)]
