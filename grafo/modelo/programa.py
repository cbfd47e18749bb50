"""The programme as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from grafo.modelo.agenda import Alianza, Evento, Sesion
from grafo.modelo.arbol import Estrategia, FilaDeAlineacion, LineaDeAccion, ObjetivoEspecifico, ObjetivoEstrategico
from grafo.modelo.hallado import Etapa, Hallazgo, Indicador, Nota, Organizacion, Proyecto
from grafo.modelo.textos import Disposicion, Pasaje, Puente, ReferenciaLegal, Sigla, TemaDelPrograma

__all__ = ["Programa"]


@dataclass(frozen=True, slots=True)
class Programa:
    """An annual programme as its document states it."""

    clave: str
    titulo: Pasaje
    anio: int | None
    institucion: Pasaje | None
    comision: Pasaje | None
    siglas: tuple[Sigla, ...]
    disposiciones: tuple[Disposicion, ...]
    referencias: tuple[ReferenciaLegal, ...]
    puentes: tuple[Puente, ...]
    objetivos_estrategicos: tuple[ObjetivoEstrategico, ...]
    objetivos_especificos: tuple[ObjetivoEspecifico, ...]
    estrategias: tuple[Estrategia, ...]
    lineas_accion: tuple[LineaDeAccion, ...]
    alineacion: tuple[FilaDeAlineacion, ...]
    alianzas: tuple[Alianza, ...]
    eventos: tuple[Evento, ...]
    sesiones: tuple[Sesion, ...]
    proyectos: tuple[Proyecto, ...]
    organizaciones: tuple[Organizacion, ...]
    indicadores: tuple[Indicador, ...]
    etapas: tuple[Etapa, ...]
    notas: tuple[Nota, ...]
    hallazgos: tuple[Hallazgo, ...]
    temas: tuple[TemaDelPrograma, ...] = ()
