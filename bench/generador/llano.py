"""Lays a programme out as an office document: titles, paragraphs, labels, bullets, a calendar in lines."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from documentos_de_prueba import Alianza, Estrategia, Evento, Ficha, Linea, Objetivo, Sesion

from bench.generador.plan import Plan

__all__ = ["escribir_llano"]

_ORDEN = ("Primera", "Segunda", "Tercera", "Cuarta")


def escribir_llano(plan: Plan, ficha: Ficha, portada: Sequence[str]) -> str:
    """Return the text of a municipal or institutional programme; `portada` is what stands above the title."""
    ancho = plan.ancho
    partes = [*portada, ficha.titulo, "", "Presentación", "", *_parrafos(ficha.presentacion, ancho), "Glosario",
              *(f"{s}: {d}" for s, d in ficha.siglas), "", "Diagnóstico", ""]
    for tema, texto in ficha.diagnostico:
        partes += [tema, "", *_parrafos(texto, ancho)]
    estilo = plan.azar.randrange(3)
    eje = ""
    for o in ficha.objetivos:
        padre = o.numero.rpartition(".")[0]
        if padre != eje:
            eje = padre
            partes += [("Eje {}. {}", "EJE {}: {}", "Eje rector {}. {}")[estilo].format(eje, _eje(plan, eje)), ""]
        partes += _objetivo(o, estilo, ancho)
    partes += _alianzas(ficha.alianzas, ancho) + _calendario(ficha.sesiones, ficha.eventos)
    return "\n".join(partes) + "\n"


def _eje(plan: Plan, eje: str) -> str:
    return ("Oficinas ordenadas", "Atención cercana")[int(eje) % 2]


def _parrafos(texto: str, ancho: int) -> list[str]:
    return [x for parrafo in texto.split("\n") for x in (*textwrap.wrap(parrafo, ancho), "")]


def _objetivo(o: Objetivo, estilo: int, ancho: int) -> list[str]:
    salida = textwrap.wrap(("Objetivo {}. {}", "OBJETIVO {}: {}", "Objetivo {} {}")[estilo].format(o.numero, o.texto),
                           ancho)
    if o.fundamento:
        salida.append(f"Fundamento legal: {o.fundamento}.")
    salida.append("")
    for e in o.estrategias:
        salida += _estrategia(e, estilo, ancho)
    return salida


def _estrategia(e: Estrategia, estilo: int, ancho: int) -> list[str]:
    salida = textwrap.wrap(("Estrategia {}. {}", "ESTRATEGIA {}: {}", "Estrategia {} {}")[estilo].format(
        e.numero, e.texto), ancho)
    salida.append("")
    if e.sueltas:
        salida += ["Líneas de acción:"]
    for x in e.lineas:
        rotulo = ("Línea de acción {}. ", "ACCIÓN {}: ", "{} ")[estilo].format(x.impreso)
        salida += [*textwrap.wrap(("• " if e.sueltas else rotulo) + x.texto, ancho), *_valores(x, estilo), ""]
    return salida


def _valores(x: Linea, estilo: int) -> list[str]:
    """Return who answers for a line, an indicator and a goal, on one line or on several."""
    dichos = [*([f"Responsable: {x.direccion}"] if x.direccion else []), f"Corresponsable: {x.secretaria}",
              "Indicador: Tareas concluidas", "Meta: 4"]
    return [". ".join(dichos)] if estilo == 1 else dichos


def _alianzas(alianzas: Sequence[Alianza], ancho: int) -> list[str]:
    if not alianzas:
        return []
    salida = ["Alianzas", ""]
    for a in alianzas:
        objetivo = a.objetivo[0].lower() + a.objetivo[1:-1]
        lineas = f" (líneas {' y '.join(a.lineas)})" if len(a.lineas) > 1 else f" (línea {''.join(a.lineas)})"
        convenio = f" Convenio: {a.convenio[0].lower()}{a.convenio[1:].rstrip('.')}." if a.convenio else ""
        salida += textwrap.wrap(f"• {', '.join(a.socios)}: {objetivo}{lineas if a.lineas else ''}.{convenio}", ancho)
    return [*salida, ""]


def _calendario(sesiones: Sequence[Sesion], eventos: Sequence[Evento]) -> list[str]:
    if not sesiones and not eventos:
        return []
    return ["Calendario", "", *(f"{_ORDEN[int(s.numero) - 1]} sesión ordinaria: {s.fecha}" for s in sesiones),
            *(f"{e.nombre}: {e.fecha}" for e in eventos), ""]
