"""What is known of one entity, arranged for its page: what leaves it, what reaches it, and the quotes it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rdflib.term import BNode, Literal, URIRef

from api.palabras import palabras
from api.rotulos import rotulado
from api.sitio import Sitio
from consultas import Termino
from ontologia.errores import NoExiste
from ontologia.espacios import AL, DCTERMS, ELI, OA, PROV, RDF, RDFS, SKOS

__all__ = ["Ficha", "Hecho", "etiquetas_de", "ficha_de", "nombre_de", "tripletas_de"]

Fila = Mapping[str, Termino | None]

_NO_ES_IRI = re.compile(r"[\x00-\x20\x7f-\x9f<>\"{}|\\^`]|%(?![0-9A-Fa-f]{2})|^.{2001}", re.DOTALL)
_NOMBRES = (RDFS.label, SKOS.prefLabel, ELI.title)
_CALLADAS = frozenset({RDF.type, RDFS.label, AL.numero, AL.texto, PROV.wasQuotedFrom, AL.evidencia, AL.puente})
_PRIMERO = (AL.atiende, AL.resumen, AL.sujetoObligado, AL.sucedidoPor, AL.seguimientoPor, AL.responsable,
            AL.corresponsable, AL.parteDe, AL.contribuyeA, AL.apoyaA, AL.socio)


_A_LA_VISTA = 4_000
"""Terms around an entity up to which its page asks for all of them at once."""
_POR_PROPIEDAD = 400
"""Of more, terms that one property may bring; above, they are counted and the question lists them."""


@dataclass(frozen=True, slots=True)
class Hecho:
    """One value of a property: its term and words, whether a rule concluded it, and by which conclusion."""

    termino: Termino
    texto: str
    concluido: bool
    regla: str = ""
    conclusion: str = ""


@dataclass(frozen=True)
class Ficha:
    """An entity: names by language, classes, number and text, facts by property in both directions, its quotes.

    `contadas` are the properties by which too many things reach it to be listed here, and how many.
    """

    iri: str
    nombres: Mapping[str, str]
    clases: tuple[str, ...]
    numero: str
    texto: str
    salen: Mapping[str, tuple[Hecho, ...]] = field(default_factory=dict)
    entran: Mapping[str, tuple[Hecho, ...]] = field(default_factory=dict)
    contadas: Mapping[str, int] = field(default_factory=dict)
    citas: tuple[Fila, ...] = ()

    def nombre(self, idioma: str) -> str:
        """Return the name in a language, else in Spanish (a name of our making in the language), else the IRI's end."""
        dicho = self.nombres.get("es") or self.nombres.get("") or nombre_de(self.iri)
        return self.nombres.get(idioma) or rotulado(dicho, idioma)

    def es(self, clase: str) -> bool:
        """Return whether the entity is of a class of our vocabulary ("LineaDeAccion")."""
        return str(AL[clase]) in self.clases


def nombre_de(iri: str) -> str:
    """Return the end of an IRI, which tells it from its neighbours."""
    partes = iri.rstrip("/").rsplit("/", 2)
    return " ".join(partes[-2:]) if len(partes) > 2 else iri


def ficha_de(sitio: Sitio, iri: str) -> Ficha:
    """Return what is known of an IRI. Raises `NoExiste` when nothing is."""
    filas, contadas = _a_la_vista(sitio, iri)
    reglas = _reglas(sitio, iri)
    dichas = [f for f in filas if str(f["sentido"]) == "sale"]
    return Ficha(
        iri=iri,
        nombres={(f["otro"].language or ""): str(f["otro"]) for f in reversed(dichas)
                 if f["propiedad"] in _NOMBRES and isinstance(f["otro"], Literal)},
        clases=tuple(str(f["otro"]) for f in dichas if f["propiedad"] == RDF.type),
        numero=_uno(dichas, AL.numero, ELI.number), texto=_uno(dichas, AL.texto, OA.exact),
        salen=_agrupar(dichas, reglas), entran=_agrupar((f for f in filas if str(f["sentido"]) == "entra"), {}),
        contadas=contadas,
        citas=tuple(sitio.filas("citas_de", entidad=iri)),
    )


def tripletas_de(sitio: Sitio, iri: str) -> list[tuple[Termino, Termino, Termino]]:
    """Return every triple that has an IRI as its subject or object. Raises `NoExiste` when there is none."""
    filas = _filas(sitio, iri)
    propio = URIRef(iri)
    tripletas: dict[tuple[Termino, Termino, Termino], None] = {}
    for f in filas:
        propiedad, otro = f["propiedad"], f["otro"]
        assert propiedad is not None and otro is not None
        tripletas[(propio, propiedad, otro) if str(f["sentido"]) == "sale" else (otro, propiedad, propio)] = None
    return list(tripletas)


def etiquetas_de(sitio: Sitio, iri: str) -> dict[URIRef, tuple[Literal, ...]]:
    """Return labels for every IRI in the triples of an entity: of the vocabulary, of the store, else its own end.

    IRIs of elsewhere that neither knows are left out. Raises `NoExiste` as `tripletas_de` does.
    """
    del_almacen = {f["otro"]: f["etiqueta"] for f in _filas(sitio, iri) if isinstance(f.get("etiqueta"), Literal)}
    etiquetas: dict[URIRef, tuple[Literal, ...]] = {}
    for termino in {t for tripleta in tripletas_de(sitio, iri) for t in tripleta if isinstance(t, URIRef)}:
        dicha, dada = palabras().get(str(termino)), del_almacen.get(termino)
        if dicha is not None:
            etiquetas[termino] = (Literal(dicha.etiqueta, lang="es"), Literal(dicha.label, lang="en"))
        elif isinstance(dada, Literal):
            etiquetas[termino] = (dada,)
        elif termino.startswith(sitio.contexto.acunador.base):
            etiquetas[termino] = (Literal(nombre_de(str(termino))),)
    return etiquetas


def _filas(sitio: Sitio, iri: str) -> list[dict[str, Termino | None]]:
    """Return what is said of an IRI; what cannot be an IRI has nothing said of it. Raises `NoExiste`."""
    filas = [] if _NO_ES_IRI.search(iri) else sitio.filas("todo_sobre", entidad=iri)
    if not filas:
        raise NoExiste(f"No se sabe nada de «{iri[:200]}».", "Revise la dirección, o busque desde Consultas.")
    return filas


def _a_la_vista(sitio: Sitio, iri: str) -> tuple[list[dict[str, Termino | None]], dict[str, int]]:
    """Return what a page lists of an IRI, and how many things reach it by each property that has too many.

    What many programmes share is reached by everything that they state; listing it would cost what they cost.
    Raises `NoExiste`.
    """
    cuentas = [] if _NO_ES_IRI.search(iri) else sitio.filas("propiedades_de", entidad=iri)
    if sum(int(str(f["cuantos"])) for f in cuentas) <= _A_LA_VISTA:
        return _filas(sitio, iri), {}
    salen = {str(f["propiedad"]) for f in cuentas if str(f["sentido"]) == "sale"}
    contadas = {str(f["propiedad"]): n for f in cuentas if (n := int(str(f["cuantos"]))) > _POR_PROPIEDAD}
    contadas = {p: n for p, n in contadas.items() if p not in salen}
    listadas = dict.fromkeys(p for f in cuentas if (p := str(f["propiedad"])) not in contadas)
    return [f for p in listadas for f in sitio.filas("todo_sobre", entidad=iri, propiedad=p)], contadas


def _uno(filas: Iterable[Fila], *propiedades: URIRef) -> str:
    return next((str(f["otro"]) for f in filas if f["propiedad"] in propiedades), "")


def _reglas(sitio: Sitio, iri: str) -> Mapping[tuple[str, str], tuple[str, str]]:
    """Return rule and conclusion for each concluded (property, value) of an entity."""
    partes = iri.removeprefix(f"{sitio.contexto.acunador.base}programa/").split("/")
    if partes[0] not in sitio.programas():
        return {}
    return sitio.recordar(("reglas", partes[0]), lambda: _por_sujeto(sitio, partes[0])).get(iri, {})


def _por_sujeto(sitio: Sitio, programa: str) -> dict[str, dict[tuple[str, str], tuple[str, str]]]:
    indice: dict[str, dict[tuple[str, str], tuple[str, str]]] = {}
    for f in sitio.filas("conclusiones", programa=programa):
        clave = (str(f["predicado"]), str(f["objeto"]))
        indice.setdefault(str(f["sujeto"]), {})[clave] = (str(f["regla"]), str(f["conclusion"]))
    return indice


def _agrupar(filas: Iterable[Fila], reglas: Mapping[tuple[str, str], tuple[str, str]]) -> dict[str, tuple[Hecho, ...]]:
    """Return the facts by property, the legal basis first, each value once."""
    grupos: dict[str, dict[Termino, Hecho]] = {}
    for f in filas:
        propiedad, otro = str(f["propiedad"]), f["otro"]
        if otro is None or (f["propiedad"] in _CALLADAS and f["sentido"] is not None and str(f["sentido"]) == "sale"):
            continue
        regla, conclusion = reglas.get((propiedad, str(otro)), ("", ""))
        concluido = "/grafo/derivado/" in str(f["grafo"])
        hecho = Hecho(otro, _texto(otro, f.get("etiqueta")), concluido, regla, conclusion)
        grupos.setdefault(propiedad, {}).setdefault(otro, hecho)
    orden = {str(p): i for i, p in enumerate(_PRIMERO)}
    ultimo = str(DCTERMS.isPartOf)
    claves = sorted(grupos, key=lambda p: (p == ultimo, orden.get(p, 99)))
    return {p: tuple(grupos[p].values()) for p in claves}


def _texto(termino: Termino, etiqueta: Termino | None) -> str:
    """Return the words for a term: its label, the text of a literal, the end of its IRI."""
    if isinstance(termino, Literal):
        return str(termino)
    if isinstance(termino, BNode):
        return "[]"
    if etiqueta is not None and str(termino) not in palabras():
        return str(etiqueta)
    return nombre_de(str(termino))
