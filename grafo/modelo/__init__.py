"""The programme as read: a frozen model in which every text knows its places in the document.

The keys of the JSON exchange (`grafo.intercambio`) follow these names. Nothing here depends on RDF.
"""

from grafo.modelo.agenda import Alianza, Asunto, Evento, LineaCitada, Sesion
from grafo.modelo.arbol import Estrategia, FilaDeAlineacion, LineaDeAccion, ObjetivoEspecifico, ObjetivoEstrategico
from grafo.modelo.hallado import Etapa, Hallazgo, Indicador, Nota, Organizacion, Proyecto
from grafo.modelo.programa import Programa
from grafo.modelo.textos import Disposicion, Pasaje, Puente, ReferenciaLegal, Sigla, TemaDelPrograma, Tramo

__all__ = [
    "Alianza",
    "Asunto",
    "Disposicion",
    "Estrategia",
    "Etapa",
    "Evento",
    "FilaDeAlineacion",
    "Hallazgo",
    "Indicador",
    "LineaCitada",
    "LineaDeAccion",
    "Nota",
    "ObjetivoEspecifico",
    "ObjetivoEstrategico",
    "Organizacion",
    "Pasaje",
    "Programa",
    "Proyecto",
    "Puente",
    "ReferenciaLegal",
    "Sesion",
    "Sigla",
    "TemaDelPrograma",
    "Tramo",
]
