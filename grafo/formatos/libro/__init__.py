"""The programme as a workbook: written, read back without loss, and as a template for people without a document."""

from grafo.formatos.libro.armado import leer_libro
from grafo.formatos.libro.errores import ErrorDeCelda, LibroIlegible
from grafo.formatos.libro.escritura import escribir_libro, plantilla

__all__ = ["ErrorDeCelda", "LibroIlegible", "escribir_libro", "leer_libro", "plantilla"]
