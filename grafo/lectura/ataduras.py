"""What ties a programme to topics: the topics it sets itself, and the bridges from topics to articles.

The one part of reading that depends on the terms of the topics: it can be done again without the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grafo.documento import Documento
from grafo.lectura.cabezas import aprender_cabezas
from grafo.lectura.citas import Citada
from grafo.lectura.citas_de_fundamento import leer_citas
from grafo.lectura.mobiliario import destapar, enmascarar
from grafo.lectura.perfil import Perfil
from grafo.lectura.puentes import como_temas, extraer_puentes, temas_del_documento
from grafo.lectura.renglones import Hoja
from grafo.lectura.secciones import encontrar_secciones
from grafo.modelo import LineaDeAccion, ObjetivoEspecifico, Programa, Puente, TemaDelPrograma
from ontologia.recursos import temas

__all__ = ["ataduras", "atar"]


def ataduras(hoja: Hoja, citadas: Sequence[Citada], objetivos: Sequence[ObjetivoEspecifico],
             lineas: Sequence[LineaDeAccion]) -> tuple[tuple[TemaDelPrograma, ...], tuple[Puente, ...]]:
    """Return the topics that a document sets, and the bridges of its citations."""
    propios = temas_del_documento(hoja, citadas, temas())
    extremos = [lugar for x in lineas for lugar in x.lugares]
    return propios, extraer_puentes(citadas, (*temas(), *como_temas(propios)), _lugares(objetivos, lineas), extremos,
                                    hoja.perfil)


def atar(programa: Programa, documento: Documento, perfil: Perfil) -> Programa:
    """Return a programme that was read from a document, tied again with the topics as they are now."""
    hoja = enmascarar(documento, perfil)
    hoja = destapar(aprender_cabezas(hoja, encontrar_secciones(hoja)), programa.lineas_accion)
    citadas = leer_citas(hoja, programa.siglas, programa.lineas_accion, programa.anio)
    propios, puentes = ataduras(hoja, citadas, programa.objetivos_especificos, programa.lineas_accion)
    return replace(programa, temas=propios, puentes=puentes)


def _lugares(objetivos: Sequence[ObjetivoEspecifico],
             lineas: Sequence[LineaDeAccion]) -> list[tuple[ObjetivoEspecifico, int, int]]:
    """Return each objective with its stretch: up to the next objective, or to the last line of the section."""
    if not objetivos:
        return []
    inicios = [o.texto.tramos[0].inicio for o in objetivos]
    ultimo = max((fin for x in lineas for _, fin in x.lugares), default=max(inicios, default=0) + 1)
    finales = [*inicios[1:], ultimo]
    return [(o, a, b) for o, a, b in zip(objetivos, inicios, finales, strict=True)]
