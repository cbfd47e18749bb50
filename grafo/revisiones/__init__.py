"""What persons decide about the machine's conclusions: reviews, their state, their files."""

from grafo.revisiones.archivo import a_json, a_turtle, de_json, de_turtle, fusionar
from grafo.revisiones.cuaderno import Cuaderno, Importacion
from grafo.revisiones.cuadruplas import leer_revisiones, tripletas_de
from grafo.revisiones.estado import (
    Revisado,
    Terreno,
    contrarias,
    descartes,
    dictamen,
    estados,
    estados_de_hallazgos,
    por_deshacer,
    terreno_de,
)
from grafo.revisiones.modelo import DE_HALLAZGO, DECISIONES, RETIRA, Decision, Revision, crear_revision, leer_momento

__all__ = [
    "DECISIONES", "DE_HALLAZGO", "RETIRA", "Cuaderno", "Decision", "Importacion", "Revisado", "Revision", "Terreno",
    "a_json", "a_turtle", "contrarias", "crear_revision", "de_json", "de_turtle", "descartes", "dictamen", "estados",
    "estados_de_hallazgos", "fusionar", "leer_momento", "leer_revisiones", "por_deshacer", "terreno_de", "tripletas_de",
]
