"""Objectives, strategies and lines, with the levels of evidence and the defects that a tree can have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from documentos_de_prueba import Estrategia, Linea, Objetivo

from bench.generador.plan import TERMINO, Plan
from bench.vocablos import PROPIOS

__all__ = ["con_siglas_sin_definir", "lineas_de", "objetivos_de"]

_SIN_DEFINIR = ("ZQRT", "WXKV", "JHGF")


def objetivos_de(plan: Plan) -> tuple[Objetivo, ...]:
    """Draw the tree; a municipal one hangs from axes, so that its numbers have one figure more."""
    ejes = plan.azar.randint(1, 2) if plan.perfil == "municipal" else 0
    prefijos = [f"{e}.{o}" for e in range(1, ejes + 1) for o in range(1, plan.azar.randint(1, 2) + 1)]
    prefijos = prefijos or [str(o) for o in range(1, plan.azar.randint(1, 3) + 1)]
    objetivos = [_objetivo(plan, numero) for numero in prefijos]
    if plan.planta("objetivo-sin-estrategias", 0.1):
        padre, _, ultimo = prefijos[-1].rpartition(".")
        numero = f"{padre}.{int(ultimo) + 1}".lstrip(".")
        objetivos.append(Objetivo(numero, f"{plan.frase()}.", (), "1"))
    return _con_dobles(plan, tuple(objetivos))


def lineas_de(objetivos: tuple[Objetivo, ...]) -> Iterator[Linea]:
    """Yield the lines, in order."""
    return (x for o in objetivos for e in o.estrategias for x in e.lineas)


def con_siglas_sin_definir(plan: Plan, objetivos: tuple[Objetivo, ...]) -> tuple[Objetivo, ...]:
    """Return the objectives with an acronym that nothing explains in the first ones' texts."""
    nuevas = _SIN_DEFINIR[:min(plan.azar.randint(0, 2), len(objetivos))]
    plan.cuenta["sigla-no-definida"] += len(nuevas)
    con = [replace(o, texto=f"{o.texto[:-1]} con {s}.") for o, s in zip(objetivos, nuevas, strict=False)]
    return (*con, *objetivos[len(con):])


def _objetivo(plan: Plan, numero: str) -> Objetivo:
    """Draw an objective; what it says of a topic, or its legal basis, holds for all its lines."""
    tema = _tema(plan, 0.12)
    fundado = not plan.de_comision and plan.ocurre(0.15)
    estrategias = []
    for e in range(1, plan.azar.randint(1, 3) + 1):
        estrategias.append(_estrategia(plan, f"{numero}.{e}"))
    if plan.planta("estrategia-sin-lineas", 0.1):
        estrategias.append(Estrategia(f"{numero}.{len(estrategias) + 1}", f"{plan.frase()}.", ()))
    for x in (x for e in estrategias for x in e.lineas):
        if tema:
            plan.niveles[x.numero].add(("heredada_objetivo", tema))
        if fundado:
            plan.niveles[x.numero].add(("heredada_objetivo", "fundamento-legal"))
            plan.articulos.add("57")
    return Objetivo(numero, _con_tema(plan, tema), tuple(estrategias), plan.azar.choice("12"),
                    fundamento="artículo 57 de la LGTAIP" if fundado else "")


def _estrategia(plan: Plan, numero: str) -> Estrategia:
    tema = _tema(plan, 0.2)
    texto = _con_tema(plan, tema)
    sueltas = not plan.de_comision and plan.ocurre(0.15)
    numeros = [str(n) for n in range(1, plan.azar.randint(3, 7) + 1)]
    if sueltas:
        plan.cuenta["linea-sin-numero"] += len(numeros)
    elif plan.planta("numeracion-con-hueco", 0.2):
        numeros.remove(plan.azar.choice(numeros[:-1]))
    elif plan.planta("numeracion-duplicada", 0.1):
        numeros.append(f"{numeros[-1]}-2")
    lineas = [_linea(plan, f"{numero}.{n}") for n in numeros]
    if not numeros[-1].endswith("-2") and plan.planta("lineas-con-el-mismo-texto", 0.1):
        ultima = lineas[-1].numero
        plan.niveles[ultima] = set(plan.niveles[lineas[0].numero])
        lineas[-1] = replace(lineas[-1], texto=lineas[0].texto)
    for x in lineas:
        if tema:
            plan.niveles[x.numero].add(("heredada_estrategia", tema))
    return Estrategia(numero, texto, tuple(lineas), sueltas)


def _linea(plan: Plan, numero: str) -> Linea:
    """Draw a line: what it says itself, who answers for it, whether a page cuts its row."""
    texto = plan.frase()
    tema = _tema(plan, 1.0) or ""
    modo = plan.azar.choices(("", "expresa", "nominal", "cita"), (6, 3, 1, 1))[0]
    if modo == "expresa":
        texto += f" {TERMINO[tema]}"
    elif modo == "nominal":
        texto += f" para {plan.azar.choice(PROPIOS[tema])}"
    elif modo == "cita":
        texto += " con fundamento en el artículo 59 de la LGTAIP"
        plan.articulos.add("59")
    if modo:
        plan.niveles[numero].add((modo, "fundamento-legal" if modo == "cita" else tema))
    cortada = plan.de_comision and len(texto) > 62 and plan.planta("fila-cortada-por-pagina", 0.05)
    sin_unidad = not cortada and plan.planta("linea-sin-responsable", 0.04)
    unidad = "" if sin_unidad else plan.azar.choice(plan.unidades[:4])[0]
    return Linea(numero, f"{texto}.", plan.azar.choice(plan.secretarias)[0], unidad, cortada)


def _tema(plan: Plan, parte: float) -> str | None:
    """Draw a topic, or none."""
    return plan.azar.choices(tuple(TERMINO), (3, 1))[0] if plan.ocurre(parte) else None


def _con_tema(plan: Plan, tema: str | None) -> str:
    return f"{plan.frase()} {TERMINO[tema]}." if tema else f"{plan.frase()}."


def _con_dobles(plan: Plan, objetivos: tuple[Objetivo, ...]) -> tuple[Objetivo, ...]:
    """Return the tree with each thing of two names named by two strategies, once with each."""
    nombres = [n for par in plan.dobles for n in par]
    estrategias = [e for o in objetivos for e in o.estrategias]
    plan.dobles = plan.dobles[:len(estrategias) // 2]
    plan.cuenta["un-nombre-varias-formas"] += len(plan.dobles)
    dicho = {e.numero: f"{e.texto[:-1]} junto con {n}." for e, n in
             zip(estrategias, nombres[:2 * len(plan.dobles)], strict=False)}
    return tuple(replace(o, estrategias=tuple(replace(e, texto=dicho.get(e.numero, e.texto)) for e in o.estrategias))
                 for o in objetivos)
