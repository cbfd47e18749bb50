"""What works with a store at hand: one small test for each thing that Alinea needs of a SPARQL server.

Everything is asked in VALUES and constants, so nothing depends on what is stored. Writing is only tried when asked
for, in a graph of its own that is removed afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import uuid4

from rdflib.term import BNode, Literal, URIRef

from consultas.resultados import Filas, Respuesta
from grafo.almacen.contrato import Almacen
from grafo.almacen.remoto import AlmacenRemoto
from ontologia.errores import ErrorDeAlinea
from ontologia.espacios import XSD

__all__ = ["Revision", "diagnosticar", "motor_de"]

_P = URIRef("urn:x-alinea:prueba")


@dataclass(frozen=True, slots=True)
class Revision:
    """One check: `funciona`, or what happened instead, and how Alinea copes (empty when it cannot)."""

    que: str
    funciona: bool
    detalle: str = ""
    remedio: str = ""


def motor_de(almacen: Almacen) -> str:
    """Return the engine of a store and its version, as far as it says."""
    if isinstance(almacen, AlmacenRemoto):
        return f"{almacen.motor.nombre} {almacen.motor.version}".strip()
    return "Oxigraph, dentro de Alinea"


def diagnosticar(almacen: Almacen, *, escribir: bool = False) -> tuple[Revision, ...]:
    """Return every check. With `escribir`, also those that write in a graph of their own, removed afterwards."""
    hechas = [_revisar(que, remedio, partial(_cumple, almacen, texto, esperado))
              for que, texto, esperado, remedio in _PREGUNTAS]
    hechas.append(_revisar("parámetros", "", lambda: _ligado(almacen)))
    hechas.append(_revisar("nombres de los grafos", "", lambda: len(almacen.nombres_de_grafos()) >= 0))
    if isinstance(almacen, AlmacenRemoto):
        hechas += _del_servidor(almacen)
    if escribir:
        hechas += _de_escritura(almacen)
    return tuple(hechas)


_PREGUNTAS: tuple[tuple[str, str, object, str], ...] = (
    ("consulta ASK", "ASK {}", True, ""),
    ("resultados en JSON", 'SELECT ?x { VALUES ?x { "ñandú 😀 漢" } }', "ñandú 😀 漢", ""),
    ("booleanos", "SELECT ?x { VALUES ?x { true } }", "true",
     "los guardados se leen bien, y las preguntas con nombre convierten con xsd:boolean"),
    ("decimales", "SELECT ?x { VALUES ?x { 1.50 } }", "1.50", "se guarda el valor; las huellas se hacen de cadenas"),
    ("etiquetas de idioma", 'SELECT ?x { BIND(LANG("a"@es) AS ?x) }', "es", ""),
    ("VALUES", "SELECT ?x { VALUES ?x { 1 2 } FILTER(?x > 1) }", "2", ""),
    ("agregados", "SELECT (SUM(?n) AS ?x) { VALUES ?n { 1 2 } }", "3", ""),
    ("agrupar lo que no hay", "ASK { { SELECT ?x (COUNT(*) AS ?n) { VALUES ?x { 1 } FILTER(?x > 1) } GROUP BY ?x } }",
     False, "una pregunta sin resultados puede traer una fila vacía"),
    ("MINUS", "SELECT ?x { VALUES ?x { 1 2 } MINUS { VALUES ?x { 1 } } }", "2", ""),
    ("expresiones regulares", 'SELECT ?x { BIND(REPLACE("a12", "([0-9]+)", "0$1") AS ?x) }', "a012", ""),
    ("caminos de propiedades", "ASK { FILTER NOT EXISTS { <urn:x-a> (<urn:x-b>/^<urn:x-c>|<urn:x-d>) ?x } }", True, ""),
    ("fechas", 'SELECT ?x { BIND(IF("2017-01-02"^^<http://www.w3.org/2001/XMLSchema#date> < '
               '"2017-03-01"^^<http://www.w3.org/2001/XMLSchema#date>, "sí", "no") AS ?x) }', "sí", ""),
)


def _revisar(que: str, remedio: str, prueba: Callable[[], bool | str]) -> Revision:
    try:
        dado = prueba()
    except ErrorDeAlinea as error:
        return Revision(que, False, str(error), remedio)
    return Revision(que, dado is True, "" if dado is True else f"da {dado}", "" if dado is True else remedio)


def _cumple(almacen: Almacen, texto: str, esperado: object) -> bool | str:
    resultado = almacen.consultar(texto)
    if isinstance(resultado, Respuesta):
        return resultado.valor is esperado or str(resultado.valor)
    celda = resultado.filas[0][0] if isinstance(resultado, Filas) and resultado.filas else None
    return str(celda) == esperado or f"«{celda}»"


def _ligado(almacen: Almacen) -> bool:
    valor = Literal('"} } ; DROP ALL ; {')
    resultado = almacen.consultar("SELECT ?x { BIND(1 AS ?y) }", {"x": valor})
    return isinstance(resultado, Filas) and resultado.filas == ((valor,),)


def _del_servidor(almacen: AlmacenRemoto) -> list[Revision]:
    motor = almacen.motor
    return [
        Revision("motor conocido", motor.conocido, "" if motor.conocido else "se trata con cautela",
                 "" if motor.conocido else "se nombran los grafos y se publica con una sola actualización"),
        Revision("unión como grafo predeterminado", motor.union, "" if motor.union else "no es la unión, o trae de más",
                 "" if motor.union else f"cada consulta nombra sus grafos (hasta {motor.tope_de_conjunto})"),
        Revision("publicación de una sola vez", motor.atomica,
                 "" if motor.atomica else "cada grafo cambia por separado",
                 "" if motor.atomica else "cada grafo se reemplaza entero (PUT); repita si se corta"),
    ]


def _de_escritura(almacen: Almacen) -> list[Revision]:
    """Try to write; the most last: a server that takes too long for it may answer nothing else meanwhile."""
    uno, otro = (URIRef(f"urn:x-alinea-prueba:{uuid4()}") for _ in range(2))
    return [
        _revisar("actualización de varios grafos", "", lambda: _guarda(almacen, {uno: [UNO], otro: [UNO]})),
        _revisar("literal de 100 kB", "", lambda: _guarda(almacen, {uno: [Literal("áb" * 50_000)]})),
        *(_revisar(f"forma escrita de {que}", "se guarda el valor; las huellas se hacen de cadenas",
                   partial(_guarda, almacen, {uno: [termino]})) for que, termino in _TERMINOS),
        _revisar("nodos en blanco", "", lambda: _guarda_nodo(almacen, uno)),
        _revisar("5,000 tripletas a la vez", "",
                 lambda: _guarda(almacen, {uno: [Literal(f"t{i}") for i in range(5_000)]})),
        _revisar("quitar lo que se escribió en la prueba", "", lambda: _quita(almacen, uno, otro)),
    ]


UNO = Literal("uno")
_TERMINOS = (
    ("1.50", Literal("1.50", datatype=XSD.decimal, normalize=False)),
    ("una fecha", Literal("2017-01-02", datatype=XSD.date)),
    ("true", Literal("true", datatype=XSD.boolean)),
    ("español (es-MX)", Literal("a", lang="es-MX")),
    ("una cadena", Literal("a\nb\"c\\d ñ 😀")),
)


def _guarda(almacen: Almacen, grafos: dict[URIRef, list[Literal]]) -> bool | str:
    almacen.reemplazar({iri: [(_P, _P, o) for o in objetos] for iri, objetos in grafos.items()})
    for iri, objetos in grafos.items():
        vueltos = {o for _, _, o in almacen.grafo(iri)}
        if vueltos != set(objetos):
            return ", ".join(f"«{str(o)[:40]}»" for o in sorted(map(str, vueltos))[:3]) or "nada"
    return True


def _quita(almacen: Almacen, *grafos: URIRef) -> bool:
    almacen.reemplazar({iri: [] for iri in grafos})
    return not any(len(almacen.grafo(iri)) for iri in grafos)


def _guarda_nodo(almacen: Almacen, iri: URIRef) -> bool:
    nodo = BNode()
    almacen.reemplazar({iri: [(nodo, _P, _P), (_P, _P, nodo)]})
    (entra,) = [o for s, _, o in almacen.grafo(iri) if s == _P]
    return isinstance(entra, BNode) and len(almacen.grafo(iri)) == 2
