"""The questions: a file each, a catalogue, a guard, a runner. They know only something that answers SPARQL."""

from consultas.catalogo import Condicion, Consulta, Parametro, buscar, catalogo
from consultas.ejecutor import ejecutar, ejecutar_en_formato, ligar
from consultas.guardia import revisar
from consultas.paginas import Desde, Pagina, Reparto, leer_desde, se_reparte, se_reparte_por_grafo
from consultas.resultados import (
    Conjunto,
    Filas,
    Respondedor,
    Respuesta,
    Resultado,
    Termino,
    Tripleta,
    Tripletas,
)

__all__ = [
    "Condicion", "Conjunto", "Consulta", "Desde", "Filas", "Pagina", "Parametro", "Reparto", "Respondedor", "Respuesta",
    "Resultado", "Termino", "Tripleta", "Tripletas", "buscar", "catalogo", "ejecutar", "ejecutar_en_formato",
    "leer_desde", "ligar", "revisar", "se_reparte", "se_reparte_por_grafo",
]
