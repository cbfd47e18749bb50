"""The namespaces of the graph. A mistyped term raises instead of minting a new IRI.

The closed namespaces list their terms by hand; a test compares them with the ontology and the schemes, both ways.
"""

from __future__ import annotations

from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, QB, RDF, RDFS, SH, SKOS, XSD, Namespace
from rdflib.namespace import DefinedNamespace
from rdflib.term import URIRef

from ontologia.estandares import EARL, ELI, OA, SCHEMA

__all__ = [
    "ACTO", "AL", "CONVENIO", "DCTERMS", "EARL", "ELI", "FOAF", "HALLAZGO", "MODALIDAD", "NIVEL", "OA", "ORG", "OWL",
    "PREFIJOS", "PROV", "QB", "RDF", "RDFS", "RECUENTO", "REGLA", "SCHEMA", "SH", "SKOS", "TEMA", "XSD",
]

RAIZ = "https://w3id.org/alinea/ont"


class AL(DefinedNamespace):
    """The terms of Alinea's own vocabulary (`ontologia/vocabulario/alinea.ttl`)."""

    _NS = Namespace(f"{RAIZ}#")
    _fail = True

    # Classes
    Alianza: URIRef
    Alineacion: URIRef
    Articulo: URIRef
    Asunto: URIRef
    Cita: URIRef
    Comision: URIRef
    Conclusion: URIRef
    Direccion: URIRef
    Disposicion: URIRef
    Documento: URIRef
    Estrategia: URIRef
    Etapa: URIRef
    Evento: URIRef
    Hallazgo: URIRef
    Indicador: URIRef
    Institucion: URIRef
    LineaDeAccion: URIRef
    Norma: URIRef
    Nota: URIRef
    ObjetivoEspecifico: URIRef
    ObjetivoEstrategico: URIRef
    Organizacion: URIRef
    Programa: URIRef
    Proyecto: URIRef
    Puente: URIRef
    Recuento: URIRef
    RecuentoDeHallazgos: URIRef
    RecuentoPorArticulo: URIRef
    RecuentoPorNivel: URIRef
    ReferenciaLegal: URIRef
    Reforma: URIRef
    Revision: URIRef
    Secretaria: URIRef
    Sesion: URIRef
    Socio: URIRef
    Termino: URIRef
    Unidad: URIRef

    # Properties
    anio: URIRef
    apoyaA: URIRef
    asuntoDe: URIRef
    atiende: URIRef
    caracteres: URIRef
    conArticulo: URIRef
    contenido: URIRef
    contribuyeA: URIRef
    convenioTexto: URIRef
    corresponsable: URIRef
    cuenta: URIRef
    deLinea: URIRef
    decision: URIRef
    emitidoPor: URIRef
    estado: URIRef
    estadoConvenio: URIRef
    evidencia: URIRef
    fecha: URIRef
    fechaTexto: URIRef
    fuente: URIRef
    grano: URIRef
    huella: URIRef
    huellaDeHallazgo: URIRef
    huellaRevisada: URIRef
    leyCitada: URIRef
    lineaFin: URIRef
    lineaInicio: URIRef
    menciona: URIRef
    modalidad: URIRef
    motivo: URIRef
    nivel: URIRef
    numero: URIRef
    numeroDeArticulo: URIRef
    opcional: URIRef
    porPrograma: URIRef
    orden: URIRef
    pagina: URIRef
    parteDe: URIRef
    participaEn: URIRef
    plazo: URIRef
    proposito: URIRef
    puente: URIRef
    regla: URIRef
    requiereConvenio: URIRef
    resumen: URIRef
    refiereA: URIRef
    responsable: URIRef
    revisaLinea: URIRef
    rol: URIRef
    seguimientoPor: URIRef
    sha256: URIRef
    sigla: URIRef
    sobre: URIRef
    sobreTema: URIRef
    socio: URIRef
    sucedidoPor: URIRef
    sujeto: URIRef
    sujetoObligado: URIRef
    texto: URIRef
    tipo: URIRef
    tipoDeSesion: URIRef
    trataSobre: URIRef
    unidadDeMedida: URIRef
    valor: URIRef
    verbo: URIRef


class NIVEL(DefinedNamespace):
    """Levels of evidence, strongest first (`ontologia/esquemas/niveles.ttl`)."""

    _NS = Namespace(f"{RAIZ}/nivel#")
    _fail = True

    cita: URIRef
    expresa: URIRef
    nominal: URIRef
    heredada_estrategia: URIRef
    heredada_objetivo: URIRef
    relacionada: URIRef
    ninguna: URIRef


class MODALIDAD(DefinedNamespace):
    """What a session does with an item (`ontologia/esquemas/modalidades.ttl`)."""

    _NS = Namespace(f"{RAIZ}/modalidad#")
    _fail = True

    aprobacion: URIRef
    conocimiento: URIRef
    estatus: URIRef
    recepcion: URIRef


class CONVENIO(DefinedNamespace):
    """States of an alliance's agreement (`ontologia/esquemas/convenios.ttl`)."""

    _NS = Namespace(f"{RAIZ}/convenio#")
    _fail = True

    no_requerido: URIRef
    por_suscribir: URIRef
    vigente: URIRef
    indeterminado: URIRef


ACTO = Namespace(f"{RAIZ}/acto#")
"""Kinds of act; open, because other programmes bring other verbs (`ontologia/esquemas/actos.ttl`)."""

TEMA = Namespace(f"{RAIZ}/tema#")
"""Topics; open, because other programmes bring other topics (`ontologia/esquemas/temas.ttl`)."""

RECUENTO = Namespace(f"{RAIZ}/recuento#")
"""Data sets that counts belong to (`ontologia/esquemas/recuentos.ttl`)."""

REGLA = Namespace(f"{RAIZ}/regla#")
"""Rules that conclude something (`ontologia/esquemas/reglas.ttl`)."""

HALLAZGO = Namespace(f"{RAIZ}/hallazgo#")
"""Kinds of finding (`ontologia/esquemas/hallazgos.ttl`)."""

PREFIJOS: dict[str, str] = {
    "acto": str(ACTO),
    "al": str(AL._NS),
    "convenio": str(CONVENIO._NS),
    "dcterms": str(DCTERMS._NS),
    "eli": str(ELI._NS),
    "foaf": str(FOAF._NS),
    "hallazgo": str(HALLAZGO),
    "modalidad": str(MODALIDAD._NS),
    "nivel": str(NIVEL._NS),
    "oa": str(OA._NS),
    "org": str(ORG._NS),
    "owl": str(OWL._NS),
    "prov": str(PROV._NS),
    "qb": str(QB._NS),
    "rdf": str(RDF._NS),
    "rdfs": str(RDFS._NS),
    "recuento": str(RECUENTO),
    "regla": str(REGLA),
    "schema": str(SCHEMA._NS),
    "sh": str(SH._NS),
    "skos": str(SKOS._NS),
    "tema": str(TEMA),
    "xsd": str(XSD._NS),
}
