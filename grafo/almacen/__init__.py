"""The store: named graphs that are published whole and asked in SPARQL.

It is a folder (`motor`, embedded) or a server (`remoto`, SPARQL 1.1 over HTTP).
"""

from grafo.almacen.apertura import abrir_almacen, es_direccion
from grafo.almacen.contrato import Almacen, Atencion, Consultorio, Contestado, Tripletas
from grafo.almacen.enlace import Acceso
from grafo.almacen.hilos import ConsultorioEnHilos
from grafo.almacen.motor import AlmacenEmbebido
from grafo.almacen.recorte import Recortes
from grafo.almacen.remoto import AlmacenRemoto

__all__ = [
    "Acceso", "Almacen", "AlmacenEmbebido", "AlmacenRemoto", "Atencion", "Consultorio", "ConsultorioEnHilos",
    "Contestado", "Recortes", "Tripletas", "abrir_almacen", "es_direccion",
]
