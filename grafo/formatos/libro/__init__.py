"""The programme as a workbook: written, read back without loss, and as a template for people without a document."""

from grafo.formatos.libro.armado import documento_de_libro, leer_libro
from grafo.formatos.libro.errores import ErrorDeCelda, LibroAjeno, LibroIlegible
from grafo.formatos.libro.escritura import escribir_libro, plantilla

__all__ = ["ErrorDeCelda", "LibroAjeno", "LibroIlegible", "documento_de_libro", "escribir_libro", "leer_libro",
           "plantilla"]
