"""Alliances, events, sessions, projects and organisations, as triples."""

from __future__ import annotations

from rdflib.term import Literal, URIRef

from grafo.cuadruplas.escritor import Escritor, entero
from grafo.modelo import Alianza, Evento, LineaCitada, Programa, Sesion
from grafo.nombres import Nombrador, palabras
from ontologia.espacios import AL, FOAF, MODALIDAD, ORG, SCHEMA, SKOS, XSD
from ontologia.iris import ranura

__all__ = ["escribir_actividad"]


def escribir_actividad(programa: Programa, nombrador: Nombrador, escritor: Escritor) -> None:
    """Write alliances with their partners, events, sessions with their agendas, projects and organisations."""
    for alianza in programa.alianzas:
        _alianza(alianza, nombrador, escritor)
    for evento in programa.eventos:
        _evento(evento, escritor)
    for sesion in programa.sesiones:
        _sesion(sesion, escritor)
    _proyectos(programa, nombrador, escritor)
    _organizaciones(programa, nombrador, escritor)


def _alianza(alianza: Alianza, nombrador: Nombrador, escritor: Escritor) -> None:
    citas = (alianza.nombre, alianza.objetivo, alianza.convenio, *(linea.pasaje for linea in alianza.lineas))
    iri = escritor.elemento(escritor.iri("alianza", alianza.numero), (AL.Alianza, ORG.OrganizationalCollaboration),
                            f"Alianza {alianza.numero}", citas)
    escritor.pon(iri, AL.numero, alianza.numero)
    escritor.pon(iri, AL.texto, alianza.nombre.texto)
    escritor.pon(iri, AL.proposito, alianza.objetivo.texto if alianza.objetivo else None)
    if alianza.convenio is not None:
        escritor.pon(iri, AL.convenioTexto, alianza.convenio.texto)
        escritor.pon(iri, AL.requiereConvenio, _si_o_no(alianza.convenio.texto))
    _apoya(iri, alianza.lineas, escritor)
    for socio in alianza.socios:
        socio_iri = nombrador.socio(socio.texto)
        conocida = any(nombrador.organizacion(o) == socio_iri for o in nombrador.programa.organizaciones)
        escritor.elemento(socio_iri, (AL.Socio, ORG.Organization), None if conocida else socio.texto, (socio,))
        escritor.pon(iri, AL.socio, socio_iri)


def _evento(evento: Evento, escritor: Escritor) -> None:
    citas = (evento.nombre, evento.objetivo, evento.fecha, *(linea.pasaje for linea in evento.lineas))
    iri = escritor.elemento(escritor.iri("evento", evento.numero), (AL.Evento, SCHEMA.Event),
                            f"Evento {evento.numero}", citas)
    escritor.pon(iri, AL.numero, evento.numero)
    escritor.pon(iri, AL.texto, evento.nombre.texto)
    escritor.pon(iri, AL.proposito, evento.objetivo.texto if evento.objetivo else None)
    escritor.pon(iri, AL.fechaTexto, evento.fecha.texto if evento.fecha else None)
    escritor.pon(iri, SCHEMA.eventStatus, SCHEMA.EventScheduled)
    _apoya(iri, evento.lineas, escritor)


def _sesion(sesion: Sesion, escritor: Escritor) -> None:
    clase = "" if sesion.tipo == "ordinaria" else f" {sesion.tipo}"
    iri = escritor.elemento(escritor.iri("sesion", sesion.numero), (AL.Sesion,),
                            f"Sesión {sesion.numero}{clase}, {sesion.fecha_texto.texto}", (sesion.fecha_texto,))
    escritor.pon(iri, AL.numero, sesion.numero)
    escritor.pon(iri, AL.fechaTexto, sesion.fecha_texto.texto)
    escritor.pon(iri, AL.tipoDeSesion, sesion.tipo)
    if sesion.fecha is not None:
        escritor.pon(iri, AL.fecha, Literal(sesion.fecha.isoformat(), datatype=XSD.date))
    for orden, asunto in enumerate(sesion.asuntos, start=1):
        asunto_iri = escritor.acunador.asunto(escritor.clave, sesion.numero, orden)
        escritor.elemento(asunto_iri, (AL.Asunto,), asunto.texto.texto, (asunto.texto,))
        escritor.pon(asunto_iri, AL.asuntoDe, iri)
        escritor.pon(asunto_iri, AL.orden, entero(orden))
        escritor.pon(asunto_iri, AL.modalidad, MODALIDAD[ranura(asunto.modalidad)])
        escritor.pon(asunto_iri, AL.texto, asunto.texto.texto)


def _proyectos(programa: Programa, nombrador: Nombrador, escritor: Escritor) -> None:
    for proyecto in programa.proyectos:
        iri = escritor.elemento(nombrador.proyecto(proyecto), (AL.Proyecto, FOAF.Project), proyecto.nombre,
                                proyecto.menciones)
        escritor.pon(iri, AL.tipo, proyecto.clase)
        for variante in proyecto.variantes:
            escritor.pon(iri, SKOS.altLabel, Literal(variante, lang="es"))


def _organizaciones(programa: Programa, nombrador: Nombrador, escritor: Escritor) -> None:
    for organizacion in programa.organizaciones:
        iri = escritor.elemento(nombrador.organizacion(organizacion), (AL.Organizacion, ORG.Organization),
                                organizacion.nombre, organizacion.menciones)
        escritor.pon(iri, AL.sigla, organizacion.sigla)
        for variante in organizacion.variantes:
            escritor.pon(iri, SKOS.altLabel, Literal(variante, lang="es"))


def _apoya(iri: URIRef, lineas: tuple[LineaCitada, ...], escritor: Escritor) -> None:
    """Link the lines that are named and exist; a line that is named and does not exist is a finding."""
    existen = {linea.numero for linea in escritor.programa.lineas_accion}
    for linea in (x for x in lineas if x.numero in existen):
        escritor.pon(iri, AL.apoyaA, escritor.iri("linea", linea.numero))


def _si_o_no(texto: str) -> Literal | None:
    """Return what a "yes/no" cell says as xsd:boolean, or None when it begins with neither word."""
    primera = palabras(texto)[:1]
    if primera not in {("si",), ("no",)}:
        return None
    return Literal("true" if primera == ("si",) else "false", datatype=XSD.boolean)
