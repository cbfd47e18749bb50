"""A whole document and what is to be found in it; nothing here, or above, reads what was written."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace

from documentos_de_prueba import Ficha, Objetivo, escribir

from bench.generador.arbol import con_siglas_sin_definir, lineas_de, objetivos_de
from bench.generador.llano import escribir_llano
from bench.generador.plan import Esperado, Plan
from bench.generador.prosa import diagnostico_de, glosario_de, notas_de, presentacion_de
from bench.generador.tablas import alianzas_de, eventos_de, sesiones_de

__all__ = ["documento", "lote"]

_ARTICULOS = {"gobierno-abierto": {"59"}, "transparencia-proactiva": {"56", "57", "58"}}


def documento(semilla: int, numero: int, perfil: str | None = None) -> tuple[str, Esperado]:
    """Return the text of the n-th document of a seed, and what is to be found in it; the layouts take turns."""
    plan = Plan(semilla, numero, perfil)
    ficha = _ficha(plan)
    lineas = tuple(x.numero for x in lineas_de(ficha.objetivos))
    _concluir(plan, ficha, lineas)
    texto = escribir(ficha) if plan.de_comision else escribir_llano(plan, ficha, _portada(plan))
    hallazgos = {tipo: veces for tipo, veces in sorted(plan.cuenta.items()) if veces}
    niveles = {n: tuple(sorted(plan.niveles[n])) for n in lineas}
    clase = plan.sigla.lower() if plan.de_comision else plan.lugar.lower()
    return texto, Esperado(plan.perfil, clase, plan.anio, lineas, niveles, hallazgos)


def lote(semilla: int, cuantos: int, perfil: str | None = None) -> Iterator[tuple[str, str, Esperado]]:
    """Yield name, text and expectation of each document."""
    for numero in range(cuantos):
        texto, esperado = documento(semilla, numero, perfil)
        yield f"programa-{numero:06}", texto, esperado


def _ficha(plan: Plan) -> Ficha:
    """Draw all parts of a document; the glossary last, since it lists what the others use."""
    objetivos = con_siglas_sin_definir(plan, objetivos_de(plan))
    lineas = tuple(lineas_de(objetivos))
    alianzas = alianzas_de(plan, lineas)
    sesiones, aprobado = sesiones_de(plan)
    eventos = eventos_de(plan, lineas, aprobado)
    diagnostico = list(diagnostico_de(plan))
    tema, parrafos = diagnostico[-1]
    parrafos, notas = notas_de(plan, parrafos)
    diagnostico[-1] = (tema, parrafos)
    presentacion = presentacion_de(plan)
    ancho = plan.ancho
    if plan.de_comision:
        objetivos = _tabla(plan, objetivos)
    dicho = [*presentacion, *(p for _, ps in diagnostico for p in ps), *_dicho(objetivos),
             *(a.objetivo for a in alianzas), *(e.objetivo for e in eventos)]
    return Ficha(
        titulo=_titulo(plan), presentacion=_juntos(presentacion, ancho), siglas=glosario_de(plan, dicho),
        normas=("Ley General de Archivos",), diagnostico=tuple((t, _juntos(ps, ancho)) for t, ps in diagnostico),
        estrategicos=(("1", "Garantizar los derechos de acceso."), ("2", "Promover la apertura en todo el país.")),
        objetivos=objetivos, sesiones=sesiones, alianzas=alianzas, eventos=eventos, notas=notas,
        repetidas=_repetidas(plan, {"sesiones": sesiones, "alianzas": alianzas, "eventos": eventos},
                             any(a.cortada for a in alianzas)))


def _dicho(objetivos: Sequence[Objetivo]) -> Iterator[str]:
    for o in objetivos:
        yield from (o.texto, o.fundamento)
        for e in o.estrategias:
            yield e.texto
            for x in e.lineas:
                yield from (x.texto, x.secretaria, x.direccion)


def _titulo(plan: Plan) -> str:
    if plan.de_comision:
        return f"Programa Anual de Trabajo de la Comisión Permanente de {plan.materia} {plan.anio}"
    return (f"Programa Municipal de {plan.materia} {plan.anio}" if plan.perfil == "municipal"
            else f"Programa Institucional de {plan.materia} {plan.anio}")


def _portada(plan: Plan) -> list[str]:
    quien = "Ayuntamiento de Villa" if plan.perfil == "municipal" else "Instituto de Archivos de"
    return [f"{quien} {plan.lugar}"]


def _juntos(parrafos: Sequence[str], ancho: int) -> str:
    """Return paragraphs whose last line is short: where blank lines say nothing, only that tells where one ends."""
    return "\n".join(_corto(p, ancho) for p in parrafos)


def _corto(parrafo: str, ancho: int) -> str:
    while len(textwrap.wrap(parrafo, ancho)[-1]) > 0.6 * ancho:
        parrafo += " Así consta."
    return parrafo


def _repetidas(plan: Plan, tablas: dict[str, Sequence[object]], partida: bool) -> frozenset[str]:
    """Draw the tables that go on over a page; a row of alliances that a page cuts has the head repeated as well."""
    repetidas = {n for n, filas in tablas.items() if plan.de_comision and len(filas) > 1 and plan.ocurre(0.15)}
    plan.cuenta["encabezado-repetido"] += len(repetidas | ({"alianzas"} if partida else set()))
    return frozenset(repetidas)


def _tabla(plan: Plan, objetivos: tuple[Objetivo, ...]) -> tuple[Objetivo, ...]:
    """Return the objectives with their rows of the alignment table: who answers for lines, but for what is planted."""
    nombres = dict(plan.unidades)
    filas = []
    for o in objetivos:
        suyas = sorted({x.direccion for x in lineas_de((o,)) if x.direccion})
        if len(suyas) > 2 and plan.planta("responsable-fuera-de-la-tabla", 0.3):
            suyas.remove(plan.azar.choice(suyas))
        if o.numero == "1" and plan.planta("unidad-que-ninguna-linea-nombra"):
            suyas.append(plan.unidades[5][0])
        filas.append(replace(o, direcciones=tuple(nombres[s] for s in suyas)))
    return tuple(filas)


def _concluir(plan: Plan, ficha: Ficha, lineas: tuple[str, ...]) -> None:
    """Count what follows from the whole: lines and articles that nothing ties together, what layouts bring along."""
    servidas = {n for v in (*ficha.alianzas, *(ficha.eventos if plan.de_comision else ())) for n in v.lineas}
    if servidas:
        plan.cuenta["linea-sin-alianza-ni-evento"] += sum(n not in servidas for n in lineas)
    plan.cuenta["linea-sin-mandato"] += sum(not plan.niveles[n] for n in lineas)
    temas = {tema for n in lineas for _, tema in plan.niveles[n]}
    atendidos = plan.articulos | {a for t in temas for a in _ARTICULOS.get(t, ())}
    plan.cuenta["articulo-sin-lineas"] += len({"56", "57", "58", "59"} - atendidos)
    if plan.de_comision:
        plan.cuenta["titulo-despues-del-contenido"] += 1
        plan.cuenta["parrafo-repetido"] += len(ficha.objetivos) > 1  # the writer opens each with the same one
