"""The programme itself, its objectives, strategies, lines and units, as triples."""

from __future__ import annotations

from rdflib.term import URIRef

from grafo.cuadruplas.escritor import Escritor, anio
from grafo.modelo import Pasaje, Programa
from grafo.nombres import Nombrador
from ontologia.espacios import AL, DCTERMS, ORG, PROV, RDF

__all__ = ["escribir_estructura"]


def escribir_estructura(programa: Programa, nombrador: Nombrador, escritor: Escritor) -> None:
    """Write the programme, its document, objectives, strategies, lines and units."""
    _programa(programa, nombrador, escritor)
    _documento(escritor)
    _objetivos(programa, nombrador, escritor)
    for estrategia in programa.estrategias:
        iri = _numerado(escritor, "estrategia", estrategia.numero, AL.Estrategia, "Estrategia", estrategia.texto)
        escritor.pon(iri, AL.parteDe, escritor.iri("objetivo", estrategia.objetivo))
    _lineas(programa, nombrador, escritor)


def _programa(programa: Programa, nombrador: Nombrador, escritor: Escritor) -> None:
    iri = escritor.acunador.programa(programa.clave)
    escritor.elemento(iri, (AL.Programa, PROV.Plan), programa.titulo.texto, (programa.titulo,))
    escritor.pon(iri, DCTERMS.identifier, programa.clave)
    escritor.pon(iri, DCTERMS.temporal, anio(programa.anio))
    escritor.pon(iri, PROV.wasDerivedFrom, escritor.acunador.documento(programa.clave))
    institucion = None
    if programa.institucion is not None:
        institucion = _unidad(nombrador, escritor, programa.institucion, AL.Institucion, None)
    emisora = institucion
    if programa.comision is not None:
        emisora = _unidad(nombrador, escritor, programa.comision, AL.Comision, institucion)
    escritor.pon(iri, AL.emitidoPor, emisora)


def _documento(escritor: Escritor) -> None:
    escritor.elemento(escritor.acunador.documento(escritor.clave), (), None, ())
    escritor.describir_documento()


def _objetivos(programa: Programa, nombrador: Nombrador, escritor: Escritor) -> None:
    for mayor in programa.objetivos_estrategicos:
        _numerado(escritor, "objetivo-estrategico", mayor.numero, AL.ObjetivoEstrategico, "Objetivo estratégico",
                  mayor.texto, *mayor.otros)
    for objetivo in programa.objetivos_especificos:
        iri = _numerado(escritor, "objetivo", objetivo.numero, AL.ObjetivoEspecifico, "Objetivo", objetivo.texto)
        if objetivo.contribuye_a is not None:
            escritor.pon(iri, AL.contribuyeA, escritor.iri("objetivo-estrategico", objetivo.contribuye_a))
    for fila in programa.alineacion:
        objetivo_iri = escritor.iri("objetivo", fila.objetivo)
        escritor.pon(objetivo_iri, AL.contribuyeA, escritor.iri("objetivo-estrategico", fila.objetivo_estrategico))
        for direccion in fila.direcciones:
            unidad = _unidad(nombrador, escritor, direccion, AL.Direccion, _institucion(programa, nombrador))
            escritor.pon(unidad, AL.participaEn, objetivo_iri)


def _lineas(programa: Programa, nombrador: Nombrador, escritor: Escritor) -> None:
    institucion = _institucion(programa, nombrador)
    objetivos = {o.numero for o in programa.objetivos_especificos} - {e.numero for e in programa.estrategias}
    for linea in programa.lineas_accion:
        iri = _numerado(escritor, "linea", linea.numero, AL.LineaDeAccion, "Línea de acción", linea.texto)
        escritor.pon(iri, RDF.type, PROV.Plan)
        escritor.pon(iri, AL.parteDe, escritor.iri(
            "objetivo" if linea.estrategia in objetivos else "estrategia", linea.estrategia))
        if linea.secretaria is not None:
            unidad = _unidad(nombrador, escritor, linea.secretaria, AL.Secretaria, institucion)
            escritor.pon(iri, AL.seguimientoPor, unidad)
        if linea.direccion is not None:
            escritor.pon(iri, AL.responsable, _unidad(nombrador, escritor, linea.direccion, AL.Direccion, institucion))
        for otra in linea.corresponsables:
            escritor.pon(iri, AL.corresponsable, _unidad(nombrador, escritor, otra, AL.Direccion, institucion))


def _numerado(
    escritor: Escritor, segmento: str, numero: str, clase: URIRef, nombre: str, texto: Pasaje, *otros: Pasaje
) -> URIRef:
    """Write an item that has a number and a text."""
    iri = escritor.elemento(escritor.iri(segmento, numero), (clase,), f"{nombre} {numero}", (texto, *otros))
    escritor.pon(iri, AL.numero, numero)
    escritor.pon(iri, AL.texto, texto.texto)
    return iri


def _institucion(programa: Programa, nombrador: Nombrador) -> URIRef | None:
    return nombrador.unidad(programa.institucion.texto) if programa.institucion else None


def _unidad(
    nombrador: Nombrador, escritor: Escritor, pasaje: Pasaje, clase: URIRef, institucion: URIRef | None
) -> URIRef:
    """Write a unit where the document names it; its places add up."""
    forma = ORG.FormalOrganization if clase == AL.Institucion else ORG.OrganizationalUnit
    sigla = nombrador.sigla(pasaje.texto)
    etiqueta = nombrador.etiqueta(sigla or pasaje.texto)
    iri = escritor.elemento(nombrador.unidad(pasaje.texto), (AL.Unidad, clase, forma), etiqueta, (pasaje,))
    escritor.pon(iri, AL.sigla, sigla)
    escritor.pon(iri, ORG.unitOf, institucion)
    return iri
