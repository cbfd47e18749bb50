"""The ontology's files as graphs and as small frozen values.

A graph is read anew at each call, so that no caller can change another's; the values are immutable and kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from ontologia.conceptos import Acto, ArticuloConocido, Nivel, NormaConocida, Tema, TipoDeHallazgo
from ontologia.errores import ErrorDeAlinea
from ontologia.espacios import AL, DCTERMS, ELI, RDF, SH, SKOS
from ontologia.iris import BASE

__all__ = [
    "Acto", "ArticuloConocido", "Nivel", "NormaConocida", "Tema", "TipoDeHallazgo", "actos", "cargar_formas",
    "cargar_normas", "cargar_vocabulario", "exigir_blancos", "niveles", "normas_conocidas", "sin_orden", "temas",
    "tipos_de_hallazgo",
]

_BLANCOS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)


def cargar_vocabulario() -> Graph:
    """Return the OWL vocabulary and every SKOS scheme."""
    return _leer(Graph(), "vocabulario", "esquemas")


def cargar_normas(base: str = BASE) -> Graph:
    """Return the norms and their articles, with IRIs under `base`."""
    return _leer(Graph(), "normas", base=base)


def cargar_formas() -> Graph:
    """Return the SHACL shapes.

    Raises `ErrorDeAlinea` when a node shape has no target: engines ignore such a shape without a word.
    """
    return exigir_blancos(_leer(Graph(), "formas"))


def sin_orden(formas: Graph) -> Graph:
    """Return a copy of some shapes that compares no two dates or positions.

    pySHACL 0.40 raises `TypeError` where a shape compares an ill-formed literal ("2020-04-31"): whoever meets that
    validates again without the comparisons, and the shape of the date itself tells what is wrong.
    """
    copia = Graph()
    for tripleta in formas:
        if tripleta[1] not in (SH.lessThan, SH.lessThanOrEquals):
            copia.add(tripleta)
    return copia


def exigir_blancos(formas: Graph) -> Graph:
    """Return the shapes as they came; raise `ErrorDeAlinea` naming the node shapes without a target."""
    sin_blanco = sorted(
        str(forma) for forma in formas.subjects(RDF.type, SH.NodeShape)
        if not any((forma, blanco, None) in formas for blanco in _BLANCOS)
    )
    if sin_blanco:
        raise ErrorDeAlinea(
            f"Formas sin blanco, que ningún motor aplicaría / shapes without a target: {', '.join(sin_blanco)}.",
            "Dé a cada una sh:targetClass, sh:targetSubjectsOf o sh:targetObjectsOf / give each a target.",
        )
    return formas


@lru_cache(maxsize=1)
def temas() -> tuple[Tema, ...]:
    """Return the topics that words show, by key (not those that only a rule concludes)."""
    grafo = _esquema("temas")
    return tuple(
        Tema(clave, _texto(grafo, tema, "es"), _texto(grafo, tema, "en"), _frases(grafo, tema))
        for clave, tema in _conceptos(grafo) if (tema, AL.regla, None) not in grafo
    )


@lru_cache(maxsize=1)
def niveles() -> tuple[Nivel, ...]:
    """Return the levels of evidence, strongest first."""
    grafo = _esquema("niveles")
    sueltos = (
        Nivel(clave, _texto(grafo, nivel, "es"), _texto(grafo, nivel, "en"), int(str(grafo.value(nivel, AL.orden))))
        for clave, nivel in _conceptos(grafo)
    )
    return tuple(sorted(sueltos, key=lambda nivel: nivel.orden))


@lru_cache(maxsize=1)
def actos() -> tuple[Acto, ...]:
    """Return the kinds of act, by key."""
    grafo = _esquema("actos")
    return tuple(
        Acto(clave, _texto(grafo, acto, "es"), _texto(grafo, acto, "en"), _alternativas(grafo, acto))
        for clave, acto in _conceptos(grafo)
    )


@lru_cache(maxsize=1)
def tipos_de_hallazgo() -> Mapping[str, TipoDeHallazgo]:
    """Return the kinds of finding by key."""
    grafo = _esquema("hallazgos")
    return MappingProxyType({
        clave: TipoDeHallazgo(
            clave,
            str(grafo.value(tipo, SH.severity)).rpartition("#")[2],
            _texto(grafo, tipo, "es"),
            _texto(grafo, tipo, "en"),
            _texto(grafo, tipo, "es", SKOS.definition),
            _texto(grafo, tipo, "en", SKOS.definition),
        )
        for clave, tipo in _conceptos(grafo)
    })


@lru_cache(maxsize=1)
def normas_conocidas() -> tuple[NormaConocida, ...]:
    """Return the packaged norms, by key."""
    grafo = cargar_normas()
    normas = (_norma(grafo, norma) for norma in grafo.subjects(RDF.type, AL.Norma))
    return tuple(sorted(normas, key=lambda norma: norma.clave))


def _norma(grafo: Graph, norma: Node) -> NormaConocida:
    articulos = (
        _articulo(grafo, parte) for parte in grafo.subjects(ELI.is_part_of, norma)
        if (parte, RDF.type, AL.Articulo) in grafo
    )
    return NormaConocida(
        clave=str(grafo.value(norma, DCTERMS.identifier)),
        titulo=_texto(grafo, norma, "es", ELI.title),
        alternativos=tuple(sorted(map(str, grafo.objects(norma, ELI.title_alternative)))),
        publicada=_fecha(grafo, norma, ELI.date_publication),
        vigente_desde=_fecha(grafo, norma, ELI.first_date_entry_in_force),
        vigente_hasta=_fecha(grafo, norma, ELI.date_no_longer_in_force),
        articulos=MappingProxyType({articulo.numero: articulo for articulo in sorted(articulos, key=_por_numero)}),
    )


def _articulo(grafo: Graph, articulo: Node) -> ArticuloConocido:
    sucesores = (
        (str(grafo.value(grafo.value(sucesor, ELI.is_part_of), DCTERMS.identifier)), _numero(grafo, sucesor))
        for sucesor in grafo.objects(articulo, AL.sucedidoPor)
    )
    return ArticuloConocido(
        numero=_numero(grafo, articulo),
        temas=tuple(sorted(str(tema).rpartition("#")[2] for tema in grafo.objects(articulo, ELI.is_about))),
        sucedido_por=tuple(sorted(sucesores)),
    )


def _numero(grafo: Graph, articulo: Node) -> str:
    return str(grafo.value(articulo, ELI.number))


def _por_numero(articulo: ArticuloConocido) -> tuple[int, str]:
    return (len(articulo.numero), articulo.numero)


def _fecha(grafo: Graph, norma: Node, propiedad: URIRef) -> date | None:
    valor = grafo.value(norma, propiedad)
    return date.fromisoformat(str(valor)) if valor is not None else None


def _esquema(nombre: str) -> Graph:
    return _leer_archivo(Graph(), files("ontologia") / "esquemas" / f"{nombre}.ttl")


def _conceptos(grafo: Graph) -> Iterator[tuple[str, Node]]:
    """Yield each concept of a scheme with its notation, by notation."""
    yield from sorted((str(clave), concepto) for concepto, clave in grafo.subject_objects(SKOS.notation))


def _texto(grafo: Graph, sujeto: Node, idioma: str, propiedad: URIRef = SKOS.prefLabel) -> str:
    return next(iter(_textos(grafo, sujeto, idioma, propiedad)))


def _textos(grafo: Graph, sujeto: Node, idioma: str, propiedad: URIRef) -> list[str]:
    valores = grafo.objects(sujeto, propiedad)
    return sorted(str(valor) for valor in valores if isinstance(valor, Literal) and valor.language == idioma)


def _frases(grafo: Graph, tema: Node) -> tuple[str, ...]:
    propiedades = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
    return tuple(frase for propiedad in propiedades for frase in _textos(grafo, tema, "es", propiedad))


def _alternativas(grafo: Graph, acto: Node) -> tuple[str, ...]:
    return tuple(sorted(_textos(grafo, acto, "es", SKOS.altLabel), key=lambda frase: (-len(frase), frase)))


def _leer(grafo: Graph, *carpetas: str, base: str = BASE) -> Graph:
    """Parse every Turtle file of the folders into the graph."""
    for carpeta in carpetas:
        for archivo in sorted((files("ontologia") / carpeta).iterdir(), key=lambda archivo: archivo.name):
            if archivo.name.endswith(".ttl"):
                _leer_archivo(grafo, archivo, base)
    return grafo


def _leer_archivo(grafo: Graph, archivo: Traversable, base: str = BASE) -> Graph:
    return grafo.parse(data=archivo.read_text(encoding="utf-8"), format="turtle", publicID=base)
