"""Does the graph keep to the shapes? pySHACL is the verdict; at scale a faster engine gives the same one.

`validar` judges graphs in memory with pySHACL; `validar_por_partes` judges part by part, by either engine, on every
core, and again only what changed; `validar_almacen` does so for a store, and `validar_recordando` from one run to the
next. `contar_por_grafo` says how many
nodes each shape looks at in each graph.
"""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Graph

from grafo.validacion.almacen import validar_almacen
from grafo.validacion.conteo import Contable, contar_por_grafo
from grafo.validacion.formas import Formas
from grafo.validacion.informe import InformeDeValidacion, ResultadoDeForma, Violacion, armar
from grafo.validacion.lotes import Motor
from grafo.validacion.memoria import validar_recordando
from grafo.validacion.partes import Validado, validar_por_partes
from grafo.validacion.veredicto import juzgar_grafo

__all__ = [
    "Contable", "Formas", "InformeDeValidacion", "Motor", "ResultadoDeForma", "Validado", "Violacion",
    "contar_por_grafo", "validar", "validar_almacen", "validar_por_partes", "validar_recordando",
]


def validar(grafos: Iterable[Graph], formas: Graph) -> InformeDeValidacion:
    """Validate the union of the graphs (the vocabulary among them) against the shapes, SHACL core only, by pySHACL.

    Raises `ErrorDeAlinea` when the engine cannot use the shapes, or one has no target.
    """
    preparadas, datos = Formas(formas), Graph()
    for grafo in grafos:
        datos += grafo
    return armar(preparadas, juzgar_grafo(datos, preparadas))
