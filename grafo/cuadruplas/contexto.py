"""Glossary, dispositions, citations of law, figures, stages and footnotes, as triples."""

from __future__ import annotations

from rdflib.term import Literal

from grafo.cuadruplas.escritor import Escritor, anio
from grafo.modelo import Indicador, Programa
from ontologia.espacios import AL, SCHEMA, SKOS, XSD

__all__ = ["escribir_contexto"]


def escribir_contexto(programa: Programa, escritor: Escritor) -> None:
    """Write what surrounds the lines: glossary, norms listed and cited, figures, stages, footnotes."""
    _glosario(programa, escritor)
    for disposicion in programa.disposiciones:
        texto = disposicion.texto
        iri = escritor.elemento(escritor.iri("disposicion", disposicion.numero), (AL.Disposicion,), texto.texto,
                                (texto,))
        escritor.pon(iri, AL.numero, disposicion.numero)
        escritor.pon(iri, AL.texto, texto.texto)
    _referencias(programa, escritor)
    for indicador in programa.indicadores:
        _indicador(indicador, escritor)
    for etapa in programa.etapas:
        iri = escritor.elemento(escritor.iri("etapa", str(etapa.anio)), (AL.Etapa,), f"Etapa a {etapa.anio}",
                                (etapa.pasaje,))
        escritor.pon(iri, AL.anio, anio(etapa.anio))
        escritor.pon(iri, AL.plazo, etapa.plazo)
        escritor.pon(iri, AL.texto, etapa.pasaje.texto)
    for nota in programa.notas:
        iri = escritor.elemento(escritor.iri("nota", nota.numero), (AL.Nota,), f"Nota {nota.numero}", (nota.texto,))
        escritor.pon(iri, AL.numero, nota.numero)
        escritor.pon(iri, AL.texto, nota.texto.texto)


def _glosario(programa: Programa, escritor: Escritor) -> None:
    for sigla in programa.siglas:
        iri = escritor.acunador.nombrado(escritor.clave, "termino", sigla.sigla)
        escritor.elemento(iri, (AL.Termino, SKOS.Concept), None, (sigla.definicion,))
        escritor.pon(iri, AL.sigla, sigla.sigla)
        escritor.pon(iri, SKOS.prefLabel, Literal(sigla.definicion.texto, lang="es"))


def _referencias(programa: Programa, escritor: Escritor) -> None:
    for posicion, referencia in enumerate(programa.referencias, start=1):
        numero = str(posicion)
        iri = escritor.elemento(escritor.iri("referencia", numero), (AL.ReferenciaLegal,), None, (referencia.pasaje,))
        escritor.pon(iri, AL.numero, numero)
        escritor.pon(iri, AL.texto, referencia.pasaje.texto)
        escritor.pon(iri, AL.leyCitada, referencia.ley)
        for articulo in referencia.articulos:
            escritor.pon(iri, AL.numeroDeArticulo, articulo)


def _indicador(indicador: Indicador, escritor: Escritor) -> None:
    iri = escritor.elemento(escritor.iri("indicador", indicador.numero), (AL.Indicador, SCHEMA.Observation), None,
                            (indicador.pasaje,))
    escritor.pon(iri, AL.numero, indicador.numero)
    escritor.pon(iri, AL.texto, indicador.pasaje.texto)
    escritor.pon(iri, AL.valor, Literal(f"{indicador.valor:f}", datatype=XSD.decimal))
    escritor.pon(iri, AL.unidadDeMedida, indicador.unidad or None)
    escritor.pon(iri, AL.sujeto, indicador.sujeto)
    escritor.pon(iri, AL.fuente, indicador.fuente)
    escritor.pon(iri, AL.anio, anio(indicador.anio))
