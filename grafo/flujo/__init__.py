"""Building from thousands of documents: in streams, on all cores, resumable (`docs/decisiones/0008`)."""

from grafo.flujo.busqueda import buscar_documentos
from grafo.flujo.registro import Registro
from grafo.flujo.reparto import Reparto, en_dask, en_este_proceso, en_procesos
from grafo.flujo.tuberia import Avance, Encargado, Fallo, construir_en_flujo

__all__ = [
    "Avance", "Encargado", "Fallo", "Registro", "Reparto", "buscar_documentos", "construir_en_flujo", "en_dask",
    "en_este_proceso", "en_procesos",
]
