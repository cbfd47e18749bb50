"""The description of the data: VoID, and DCAT 3 with each programme as a dataset and its dumps as distributions."""

from __future__ import annotations

from itertools import islice
from urllib.parse import quote

from rdflib import DCAT, VOID, BNode, Graph, Literal, Namespace, URIRef

from api.protocolo.volcados import RDFC, suma_de
from api.sitio import Sitio
from api.tramos import tramo_de
from ontologia.espacios import DCTERMS, FOAF, OWL, PREFIJOS, RDF, RDFS, XSD
from ontologia.recursos import cargar_vocabulario

__all__ = ["describir_datos", "describir_programa", "listar_programas"]

SPDX = Namespace("http://spdx.org/rdf/terms#")
_TIPOS_IANA = "https://www.iana.org/assignments/media-types/"
_MAXIMO_DE_PROGRAMAS, _POR_PAGINA = 20, 200
_DUMPS = {"ttl": "text/turtle", "nt": "application/n-triples", "jsonld": "application/ld+json",
          "rdf": "application/rdf+xml"}


def describir_datos(sitio: Sitio, raiz: str) -> Graph:
    """Return the description of the data served below `raiz`: where to ask, how large, whose words, what to download.

    Of more than twenty programmes only the first are named, as examples, and none described: the whole is one dump,
    `listar_programas` names them page by page and `describir_programa` describes each. Days of publication are those of
    the trail of writes; without one, nothing is said of them.
    """
    grafo, c = _vacio(), sitio.contexto
    aqui = f"{raiz}/.well-known/void"
    catalogo, entero, servicio = URIRef(f"{aqui}#catalogo"), URIRef(f"{aqui}#alinea"), URIRef(f"{aqui}#sparql")
    for sujeto, propiedad, valor in (
        (catalogo, RDF.type, DCAT.Catalog), (catalogo, DCTERMS.title, Literal("Alinea", lang="es")),
        (catalogo, DCAT.dataset, entero), (catalogo, DCAT.service, servicio),
        (servicio, RDF.type, DCAT.DataService), (servicio, DCTERMS.title, Literal("SPARQL")),
        (servicio, DCAT.endpointURL, URIRef(f"{raiz}/sparql")), (servicio, DCAT.servesDataset, entero),
        (servicio, DCAT.endpointDescription, URIRef(f"{raiz}/sparql")),
        (servicio, DCTERMS.conformsTo, URIRef("https://www.w3.org/TR/sparql11-protocol/")),
        (entero, RDF.type, VOID.Dataset), (entero, RDF.type, DCAT.Dataset),
        (entero, DCTERMS.title, Literal("Alinea", lang="es")), (entero, FOAF.homepage, URIRef(f"{raiz}/")),
        (entero, VOID.sparqlEndpoint, URIRef(f"{raiz}/sparql")),
        (entero, VOID.uriSpace, Literal(c.acunador.base)),
        (entero, VOID.triples, Literal(sitio.recordar(("tamano",), lambda: c.almacen.tamano), datatype=XSD.integer)),
        (entero, VOID.feature, URIRef("http://www.w3.org/ns/formats/Turtle")),
        *((entero, VOID.vocabulary, URIRef(espacio)) for espacio in PREFIJOS.values()),
    ):
        grafo.add((sujeto, propiedad, valor))
    _distribuir(grafo, entero, f"{raiz}/datos/todo.nq", "application/n-quads")
    _del_vocabulario(grafo, entero)
    _fechar(grafo, sitio, entero, "")
    programas = sitio.programas()
    grafo.add((entero, RDFS.seeAlso, URIRef(f"{raiz}/api/programas")))
    for clave, fila in islice(programas.items(), _MAXIMO_DE_PROGRAMAS):
        grafo.add((entero, VOID.exampleResource, URIRef(str(fila["programa"]))))
        if len(programas) <= _MAXIMO_DE_PROGRAMAS:
            _programa(grafo, sitio, raiz, clave)
    if len(programas) > _MAXIMO_DE_PROGRAMAS:
        grafo.add((entero, RDFS.seeAlso, URIRef(f"{aqui}?pagina=1")))
    return grafo


def listar_programas(sitio: Sitio, raiz: str, pagina: str) -> Graph:
    """Return two hundred programmes as subsets of the whole (`void:subset`), each with where it is described.

    `pagina` counts from 1, as an address writes it; the page refers to the one before and the one after. Raises
    `ErrorDeEntrada`.
    """
    grafo, claves = _vacio(), list(sitio.programas())
    tramo = tramo_de(len(claves), pagina, _POR_PAGINA)
    aqui = f"{raiz}/.well-known/void"
    for clave in claves[tramo.corte]:
        suyo = _subconjunto(grafo, raiz, clave)
        grafo.add((suyo, DCTERMS.title, Literal(str(sitio.programas()[clave]["titulo"]), lang="es")))
        grafo.add((suyo, RDFS.seeAlso, URIRef(f"{aqui}?programa={quote(clave)}")))
    for otra in (tramo.numero - 1, tramo.numero + 1):
        if 1 <= otra <= tramo.paginas:
            grafo.add((URIRef(f"{aqui}?pagina={tramo.numero}"), RDFS.seeAlso, URIRef(f"{aqui}?pagina={otra}")))
    return grafo


def describir_programa(sitio: Sitio, raiz: str, clave: str) -> Graph:
    """Return the description of one programme's data: its size, its dumps and their sums. Raises `NoExiste`."""
    grafo = _vacio()
    _programa(grafo, sitio, raiz, sitio.programa(clave))
    return grafo


def _vacio() -> Graph:
    grafo = Graph()
    for prefijo, espacio in (("void", VOID), ("dcat", DCAT), ("spdx", SPDX)):
        grafo.bind(prefijo, espacio)
    return grafo


def _subconjunto(grafo: Graph, raiz: str, clave: str) -> URIRef:
    """Name a programme's data set, and say that it is part of the whole."""
    aqui = f"{raiz}/.well-known/void"
    suyo = URIRef(f"{aqui}#programa-{clave}")
    grafo.add((URIRef(f"{aqui}#alinea"), VOID.subset, suyo))
    grafo.add((suyo, RDF.type, VOID.Dataset))
    return suyo


def _programa(grafo: Graph, sitio: Sitio, raiz: str, clave: str) -> None:
    """Describe a programme: what its document says, with its dumps and their hash."""
    fila = sitio.programas()[clave]
    titulo, anio = str(fila["titulo"]), fila.get("anio")
    camino = f"grafo/programa/{clave}"
    aqui = f"{raiz}/.well-known/void"
    entero, suyo = URIRef(f"{aqui}#alinea"), _subconjunto(grafo, raiz, clave)
    iri = str(sitio.contexto.acunador.grafo_programa(clave))
    cuenta = next((str(f["tripletas"]) for f in sitio.filas("grafos", grafo=iri)), "0")
    for sujeto, propiedad, valor in (
        (URIRef(f"{aqui}#catalogo"), DCAT.dataset, suyo), (suyo, RDF.type, DCAT.Dataset),
        (suyo, DCTERMS.title, Literal(titulo, lang="es")),
        (suyo, DCTERMS.identifier, Literal(clave)), (suyo, VOID.triples, Literal(cuenta, datatype=XSD.integer)),
    ):
        grafo.add((sujeto, propiedad, valor))
    if isinstance(anio, Literal):
        grafo.add((suyo, DCTERMS.temporal, anio))
    for sufijo, tipo in _DUMPS.items():
        distribucion = _distribuir(grafo, suyo, f"{raiz}/datos/{camino}.{sufijo}", tipo)
        if sufijo == "nt":
            suma, dicha = BNode(), suma_de(sitio, camino)
            grafo.add((distribucion, SPDX.checksum, suma))
            grafo.add((suma, RDF.type, SPDX.Checksum))
            grafo.add((suma, SPDX.algorithm, SPDX.checksumAlgorithm_sha256))
            grafo.add((suma, SPDX.checksumValue, Literal(dicha.sha256, datatype=XSD.hexBinary)))
            if dicha.canonica:
                grafo.add((distribucion, DCTERMS.conformsTo, URIRef(RDFC)))
        grafo.add((entero, VOID.dataDump, URIRef(f"{raiz}/datos/{camino}.{sufijo}")))
    _del_vocabulario(grafo, suyo)
    _fechar(grafo, sitio, suyo, iri)


def _distribuir(grafo: Graph, conjunto: URIRef, direccion: str, tipo: str) -> URIRef:
    distribucion = URIRef(f"{direccion}#distribucion")
    for sujeto, propiedad, valor in (
        (conjunto, DCAT.distribution, distribucion), (distribucion, RDF.type, DCAT.Distribution),
        (distribucion, DCAT.downloadURL, URIRef(direccion)), (distribucion, DCAT.mediaType, URIRef(_TIPOS_IANA + tipo)),
        (conjunto, VOID.dataDump, URIRef(direccion)),
    ):
        grafo.add((sujeto, propiedad, valor))
    return distribucion


def _del_vocabulario(grafo: Graph, conjunto: URIRef) -> None:
    """Give a dataset the licence that the vocabulary declares."""
    vocabulario = cargar_vocabulario()
    for ontologia in vocabulario.subjects(RDF.type, OWL.Ontology):
        for licencia in vocabulario.objects(ontologia, DCTERMS.license):
            grafo.add((conjunto, DCTERMS.license, licencia))


def _fechar(grafo: Graph, sitio: Sitio, conjunto: URIRef, iri: str) -> None:
    """Tell when a graph ("" for any) was first and last published, as the trail of writes has it."""
    dias = [a.cuando for a in sitio.contexto.bitacora.asientos() if a.suceso == "publica"
            and (not iri or any(g.iri == iri for g in a.grafos))]
    if dias:
        grafo.add((conjunto, DCTERMS.issued, Literal(min(dias), datatype=XSD.dateTime)))
        grafo.add((conjunto, DCTERMS.modified, Literal(max(dias), datatype=XSD.dateTime)))
