"""Alliances, events and sessions, with the defects that their tables and lists can have."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from documentos_de_prueba import Alianza, Evento, Linea, Sesion

from bench.generador.plan import MESES, TERMINO, Plan
from bench.vocablos import COSAS, SOCIOS, SOLO_EN_AGENDA

__all__ = ["alianzas_de", "eventos_de", "sesiones_de"]

_CONVENIOS = ("No", "Sí", "Sí, ya se cuenta con el convenio respectivo.")


def alianzas_de(plan: Plan, lineas: Sequence[Linea]) -> tuple[Alianza, ...]:
    """Draw the alliances; in a list of bullets no column can be missing and no cell glued."""
    alianzas = [_alianza(plan, n, lineas) for n in range(1, plan.azar.randint(0, 4) + 1)]
    if len(alianzas) > 1 and plan.ocurre(0.15):
        alianzas[-1] = replace(alianzas[-1], lineas=(), recitas=(), cortada=False)
    if plan.de_comision and len(alianzas) > 1 and plan.ocurre(0.1):
        alianzas = [replace(a, convenio="") for a in alianzas]
    elif plan.ocurre(0.1) and alianzas:
        alianzas[0] = replace(alianzas[0], convenio="")
    _contar_faltas(plan, [{c for c, v in (("c", a.convenio or not plan.de_comision), ("l", a.lineas)) if not v}
                          for a in alianzas])
    if any(a.lineas for a in alianzas):
        plan.cuenta["alianza-sin-linea"] += sum(not a.lineas for a in alianzas)
    conocidas = {x.numero for x in lineas}
    plan.cuenta["linea-inexistente"] += sum(n not in conocidas for a in alianzas for n in a.lineas)
    plan.cuenta["convenio-sin-estado"] += sum(a.convenio == "Sí" for a in alianzas)
    plan.cuenta["fila-cortada-por-pagina"] += sum(a.cortada for a in alianzas)
    plan.cuenta["celda-pegada"] += sum(a.pegada for a in alianzas)
    plan.cuenta["linea-recitada-con-otras-palabras"] += sum(len(a.recitas) for a in alianzas)
    _relacionar(plan, alianzas)
    return tuple(alianzas)


def _alianza(plan: Plan, numero: int, lineas: Sequence[Linea]) -> Alianza:
    citadas = sorted({plan.azar.choice(lineas).impreso for _ in range(plan.azar.randint(1, 2))}) if lineas else []
    if not citadas or plan.ocurre(0.1):
        citadas = [".".join(["9"] * (4 if plan.perfil == "municipal" else 3))]
    tiene = numero > len(SOCIOS) or plan.ocurre(0.05)
    plan.cuenta["organizacion-que-parece-articulo"] += tiene
    socio = "Artículo 19" if tiene else SOCIOS[numero - 1]
    conocidas = {x.numero for x in lineas}
    recita = plan.de_comision and citadas[0] in conocidas and plan.ocurre(0.2)
    return Alianza(
        str(numero), (socio,), _proposito(plan), plan.azar.choice(_CONVENIOS), tuple(citadas),
        ((citadas[0], f"{plan.frase()}."),) if recita else (),
        pegada=plan.de_comision and plan.ocurre(0.1), cortada=plan.de_comision and plan.ocurre(0.1))


def _proposito(plan: Plan) -> str:
    """Draw what an alliance or event is for, at times about a topic."""
    return f"{plan.frase()} {TERMINO[plan.azar.choice(tuple(TERMINO))]}." if plan.ocurre(0.2) else f"{plan.frase()}."


def _relacionar(plan: Plan, vinculos: Sequence[Alianza | Evento]) -> None:
    """Count for their lines the topics that alliances or events speak of."""
    for tema, termino in TERMINO.items():
        for vinculo in vinculos:
            if termino in vinculo.objetivo:
                for numero in vinculo.lineas:
                    plan.niveles[numero].add(("relacionada", tema))


def _contar_faltas(plan: Plan, faltas: Sequence[set[str]]) -> None:
    """Count the cells that rows lack: a column that all lack once, any other by row."""
    comunes = set.intersection(*faltas) if len(faltas) > 1 else set()
    plan.cuenta["columna-faltante"] += len(comunes)
    plan.cuenta["tabla-incompleta"] += sum(bool(f - comunes) for f in faltas)


def eventos_de(plan: Plan, lineas: Sequence[Linea], aprobado: date | None) -> tuple[Evento, ...]:
    """Draw the events; `aprobado` is the day on which a session approves the programme, if one does."""
    eventos = [_evento(plan, n, lineas, aprobado) for n in range(1, plan.azar.randint(0, 5) + 1)] if lineas else []
    if plan.de_comision:
        plan.cuenta["celda-pegada"] += sum(e.pegada for e in eventos)
        _contar_faltas(plan, [{"f"} if not e.fecha else set() for e in eventos])
        _relacionar(plan, eventos)
    return tuple(eventos)


def _evento(plan: Plan, numero: int, lineas: Sequence[Linea], aprobado: date | None) -> Evento:
    citadas = sorted({plan.azar.choice(lineas).impreso for _ in range(plan.azar.randint(1, 2))})
    return Evento(str(numero), f"Jornada de {COSAS[numero].partition(' ')[2]}", _proposito(plan), tuple(citadas),
                  _fecha(plan, aprobado), pegada=plan.de_comision and plan.ocurre(0.1))


def _fecha(plan: Plan, aprobado: date | None) -> str:
    """Draw the words of an event's date, and count what is wrong with it."""
    clase = plan.azar.choices(("llana", "otro-anio", "imposible", "con-anio", ""), (6, 1, 1, 2, 1))[0]
    if not clase and plan.de_comision:
        return ""
    dia = date(plan.anio, plan.azar.randint(1, 12), plan.azar.randint(1, 28))
    mes = MESES[dia.month - 1].capitalize()
    if clase == "imposible":
        plan.cuenta["fecha-imposible"] += 1
        return "31 de Junio"
    if clase == "otro-anio":
        plan.cuenta["fecha-fuera-del-anio"] += 1
        return f"{dia.day} de {mes} de {plan.anio + 1}"
    plan.cuenta["evento-antes-de-la-aprobacion"] += aprobado is not None and dia < aprobado
    plan.cuenta["evento-sin-anio"] += clase != "con-anio"
    return f"{dia.day} de {mes} de {plan.anio}" if clase == "con-anio" else f"{dia.day} de {mes}"


def sesiones_de(plan: Plan) -> tuple[tuple[Sesion, ...], date | None]:
    """Draw the sessions, and the day on which one of them approves the programme: in a table the first does."""
    if plan.ocurre(0.15):
        return (), None
    dias: list[date | None] = [date(plan.anio, 3, 14), date(plan.anio, 6, 20), date(plan.anio, 9, 19),
                               date(plan.anio, 12, 12)]
    if plan.ocurre(0.2):
        dias[1], dias[2] = dias[2], dias[1]
    if plan.planta("fecha-fuera-del-anio", 0.1):
        dias[3] = date(plan.anio + 1, 1, 15)
    if plan.planta("fecha-imposible", 0.1):
        dias[1] = None
    dados = [d for d in dias if d]
    plan.cuenta["sesiones-desordenadas"] += sum(b <= a for a, b in itertools.pairwise(dados))
    dichos = [f"{d.day} de {MESES[d.month - 1]} de {d.year}" if d else f"31 de junio de {plan.anio}" for d in dias]
    sesiones = tuple(Sesion(str(n), dicho, _agenda(plan, n) if plan.de_comision else ())
                     for n, dicho in enumerate(dichos, 1))
    return sesiones, dias[0] if plan.de_comision else None


def _agenda(plan: Plan, numero: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    conocidos = [plan.frase().partition(" a ")[0].lower() + f" del trimestre {numero}"]
    aprobados = ["Programa Anual de Trabajo"] if numero == 1 else [f"informe del trimestre {numero}"]
    if numero > 1 and plan.planta("asunto-en-conocimiento-y-aprobacion", 0.1):
        aprobados.append(conocidos[0])
    if numero in (2, 3) and plan.planta("proyecto-solo-en-el-calendario", 0.15):
        conocidos.append(SOLO_EN_AGENDA[numero - 2])
    grupos = [("Toma conocimiento de:", tuple(conocidos)), ("Aprobación de:", tuple(aprobados))]
    if plan.planta("texto-no-leido", 0.05):
        grupos.insert(0, (f"El tablero de avances del trimestre {numero}", ()))
    if plan.planta("vineta-de-otro-nivel", 0.1):
        grupos.append((f"El boletín del trimestre {numero}", ()))
    if plan.ocurre(0.3):
        grupos.append((f"Recepción del Informe de avances del trimestre {numero}", ()))
    return tuple(grupos)
