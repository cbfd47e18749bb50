"""Conditional requests on named graphs (RFC 9110, 13.1): two who change one graph do not undo each other unseen."""

from __future__ import annotations

from rdflib.term import URIRef
from starlette.datastructures import Headers
from werkzeug.http import parse_etags

from api.negociacion import DE_GRAFO
from api.protocolo.hechas import etiqueta
from grafo.almacen import Almacen
from grafo.sello import sello
from ontologia.errores import Cambiado

__all__ = ["etiqueta_de_grafo", "exigir_condiciones"]


def etiqueta_de_grafo(huella: str, tipo: str) -> str:
    """Return the tag (without quotes) of a graph in a media type, by the hash of what it holds (`sello`)."""
    return etiqueta("grafo", huella, tipo)


def exigir_condiciones(cabeceras: Headers, almacen: Almacen, grafo: URIRef) -> None:
    """Raise `Cambiado` when If-Match or If-None-Match of a write do not hold for the graph as it is now.

    Call it in the turn of the writer, so that what holds still holds when the write is done. The tags are those of
    `GET /grafos?graph=IRI`, of whatever media type; `*` stands for any graph that is there.
    """
    exigidas, vedadas = (parse_etags(cabeceras.get(n)) for n in ("if-match", "if-none-match"))
    if not ("if-match" in cabeceras or "if-none-match" in cabeceras):
        return
    esta = grafo in almacen.nombres_de_grafos()
    huella = sello(almacen.grafo(grafo)) if esta else ""
    propias = [etiqueta_de_grafo(huella, tipo) for tipo in DE_GRAFO] if esta else []
    if "if-match" in cabeceras and not (esta and (exigidas.star_tag or any(map(exigidas.contains, propias)))):
        raise Cambiado(f"El grafo «{str(grafo)[:200]}» ya no es el que se leyó: no se escribió nada.",
                       "Léalo otra vez, rehaga el cambio y envíelo con el ETag nuevo.")
    if esta and (vedadas.star_tag or any(map(vedadas.contains_weak, propias))):
        raise Cambiado(f"El grafo «{str(grafo)[:200]}» ya existe: no se escribió nada.",
                       "Para reemplazarlo, envíe If-Match con el ETag que leyó.")
