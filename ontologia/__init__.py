"""The words: OWL vocabulary, SHACL shapes, SKOS schemes, norms and IRIs."""

from ontologia.errores import ErrorDeAlinea
from ontologia.iris import BASE, Acunador, ranura
from ontologia.recursos import (
    actos,
    cargar_formas,
    cargar_normas,
    cargar_vocabulario,
    niveles,
    normas_conocidas,
    temas,
    tipos_de_hallazgo,
)

__all__ = [
    "BASE",
    "Acunador",
    "ErrorDeAlinea",
    "actos",
    "cargar_formas",
    "cargar_normas",
    "cargar_vocabulario",
    "niveles",
    "normas_conocidas",
    "ranura",
    "temas",
    "tipos_de_hallazgo",
]
