"""Reviews as a file that two persons can exchange offline: JSON or Turtle. A file cut short is noticed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from rdflib import Graph
from rdflib.term import URIRef

from grafo.almacen import AlmacenEmbebido
from grafo.revisiones.cuadruplas import iri_de, leer_revisiones, tripletas_de
from grafo.revisiones.modelo import Revision, crear_revision, leer_momento, orden_de
from ontologia.errores import DocumentoIlegible, ErrorDeEntrada
from ontologia.espacios import AL, PREFIJOS, PROV, RDF
from ontologia.iris import Acunador

__all__ = ["a_json", "a_turtle", "de_json", "de_turtle", "fusionar"]

_MAXIMO = 32 * 1024 * 1024
_NUEVOS = ("hallazgo",)
_CAMPOS = tuple(c for c in Revision.__dataclass_fields__ if c not in _NUEVOS)
_REMEDIO = "Pida el archivo entero; no se cambió nada."
_OPCIONALES = ("tema", "articulo", *_NUEVOS)


def fusionar(*grupos: Iterable[Revision]) -> tuple[Revision, ...]:
    """Return the reviews of all groups, each once, in order of time, whatever the order of the groups."""
    return tuple(sorted({r for grupo in grupos for r in grupo}, key=orden_de))


def a_json(revisiones: Iterable[Revision]) -> str:
    """Return reviews as JSON, with their number, by which a file cut short is noticed."""
    todas = fusionar(revisiones)
    return json.dumps({"revisiones": [r.como_json() for r in todas], "cuantas": len(todas)},
                      ensure_ascii=False, indent=2) + "\n"


def a_turtle(revisiones: Iterable[Revision], acunador: Acunador) -> str:
    """Return reviews as Turtle, as members of the collection by which a file cut short is noticed."""
    todas = fusionar(revisiones)
    grafo = Graph()
    for prefijo, espacio in PREFIJOS.items():
        grafo.bind(prefijo, espacio)
    for tripleta in tripletas_de(todas, acunador):
        grafo.add(tripleta)
    grafo.add((acunador.grafo_revisiones(), RDF.type, PROV.Collection))
    for r in todas:
        grafo.add((acunador.grafo_revisiones(), PROV.hadMember, iri_de(r, acunador)))
    return grafo.serialize(format="turtle")


def de_json(contenido: bytes, nombre: str) -> tuple[Revision, ...]:
    """Return the reviews of a JSON file. Raises `DocumentoIlegible` naming the review that is wrong or cut."""
    try:
        leido = json.loads(_texto(contenido, nombre))
    except json.JSONDecodeError as error:
        raise DocumentoIlegible(f"«{nombre}» se corta o no es JSON en la línea {error.lineno}: "
                                f"le falta {_ultima(contenido)}.", _REMEDIO) from error
    except (RecursionError, ValueError) as error:  # a number of thousands of figures is a ValueError too
        raise _ilegible(nombre, "anida demasiado, o lleva un número demasiado largo") from error
    filas = leido.get("revisiones") if isinstance(leido, dict) else None
    if not isinstance(filas, list) or not isinstance(leido.get("cuantas"), int):
        raise _ilegible(nombre, "no lleva «revisiones» y «cuantas»")
    if len(filas) != leido["cuantas"]:
        raise _ilegible(nombre, f"anuncia {leido['cuantas']} revisiones y lleva {len(filas)}")
    return fusionar(_de_fila(fila, orden, nombre) for orden, fila in enumerate(filas, start=1))


def de_turtle(contenido: bytes, nombre: str, acunador: Acunador) -> tuple[Revision, ...]:
    """Return the reviews of a Turtle file. Raises `DocumentoIlegible` naming the review that is wrong or cut."""
    grafo = Graph()
    try:
        grafo.parse(data=_texto(contenido, nombre), format="turtle")
    except DocumentoIlegible:
        raise
    except Exception as error:  # rdflib's parser fails in many ways, all of them the file's fault
        renglon = getattr(error, "lines", None)
        lugar = f" en la línea {renglon + 1}" if isinstance(renglon, int) else ""
        raise DocumentoIlegible(f"«{nombre}» se corta o no es Turtle{lugar}: le falta {_ultima(contenido)}.",
                                _REMEDIO) from error
    almacen = AlmacenEmbebido()
    try:
        almacen.reemplazar({acunador.grafo_revisiones(): grafo})
        leidas = leer_revisiones(almacen, acunador)
    finally:
        almacen.cerrar()
    _exigir_enteras(grafo, leidas, nombre, acunador)
    return fusionar(_comprobada(r, f"la revisión {r.id}", nombre) for r in leidas)


def _exigir_enteras(grafo: Graph, leidas: Iterable[Revision], nombre: str, acunador: Acunador) -> None:
    """Raise `DocumentoIlegible` unless the members of the collection, and no others, were read."""
    coleccion = acunador.grafo_revisiones()
    if (coleccion, RDF.type, PROV.Collection) not in grafo:
        raise _ilegible(nombre, "no lleva la lista de sus revisiones (prov:Collection), o es de otra base de IRI")
    hay: set[URIRef] = {iri_de(r, acunador) for r in leidas}
    for iri in sorted({*grafo.objects(coleccion, PROV.hadMember), *grafo.subjects(RDF.type, AL.Revision)}, key=str):
        if iri not in hay or (coleccion, PROV.hadMember, iri) not in grafo:
            raise _ilegible(nombre, f"la revisión {str(iri).rpartition('/')[2]} no está entera")


def _de_fila(fila: Any, orden: int, nombre: str) -> Revision:
    quien = f"la revisión n.º {orden}"
    if not isinstance(fila, dict) or set(fila) - set(_NUEVOS) != set(_CAMPOS):
        raise _ilegible(nombre, f"{quien} no lleva exactamente: {', '.join(_CAMPOS)}")
    for campo, valor in fila.items():
        if not isinstance(valor, str) and not (campo in _OPCIONALES and valor is None):
            raise _ilegible(nombre, f"{quien} no lleva un texto en «{campo}»")
    try:
        cuando: datetime = leer_momento(fila["cuando"])
    except ErrorDeEntrada as error:
        raise _ilegible(nombre, f"{quien} ({fila['id'][:40]}): {error.mensaje}") from error
    return _comprobada(Revision(**(fila | {"cuando": cuando})), f"{quien} ({fila['id'][:40]})", nombre)


def _comprobada(r: Revision, quien: str, nombre: str) -> Revision:
    """Return a review if its content gives its identifier; raises `DocumentoIlegible`."""
    try:
        igual = crear_revision(
            programa=r.programa, linea=r.linea, decision=r.decision, motivo=r.motivo, quien=r.quien, rol=r.rol,
            cuando=r.cuando, huella=r.huella, tema=r.tema, articulo=r.articulo, hallazgo=r.hallazgo)
    except ErrorDeEntrada as error:
        raise _ilegible(nombre, f"{quien}: {error.mensaje}") from error
    if igual != r:
        raise _ilegible(nombre, f"{quien}, de {r.sobre[:40]}, fue alterada: "
                                "su contenido no da su identificador")
    return igual


def _texto(contenido: bytes, nombre: str) -> str:
    if len(contenido) > _MAXIMO:
        raise _ilegible(nombre, f"pasa de {_MAXIMO:,} bytes")
    try:
        return contenido.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _ilegible(nombre, "no está en UTF-8") from error


def _ultima(contenido: bytes) -> str:
    """Return what is missing of a file cut short: the end of the last review begun in it."""
    texto = contenido.decode("utf-8", errors="replace")
    for marca, cierre in (('"id": "', '"'), ("/revision/", ">")):
        _, hay, resto = texto.rpartition(marca)
        if hay:
            return f"el final, tras la revisión {resto.partition(cierre)[0][:32].strip() or 'última'}"
    return "el contenido"


def _ilegible(nombre: str, motivo: str) -> DocumentoIlegible:
    return DocumentoIlegible(f"«{nombre}» no se puede importar: {motivo}.", _REMEDIO)
