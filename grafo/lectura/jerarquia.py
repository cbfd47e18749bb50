"""The tree of the programme: top objectives or axes, objectives, strategies and action lines.

Where an item opens `niveles` tells; it goes on to the next one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from grafo.lectura.alineadas import celdas_de, celdas_marcadas, rejilla_en
from grafo.lectura.atributos import partir_rotulado, unidades_de
from grafo.lectura.cabezas import ALINEADA
from grafo.lectura.celdas import CeldasDeLinea, columnas_de, despegar, por_claves, separar, unidades_por_renglon
from grafo.lectura.encargados import Encargo, con_encargados
from grafo.lectura.entre_parentesis import sacar_de_parentesis
from grafo.lectura.niveles import Abierto
from grafo.lectura.renglones import Hoja, Renglon, pasaje_de
from grafo.letras import plegar
from grafo.modelo import (
    Estrategia,
    Hallazgo,
    LineaDeAccion,
    ObjetivoEspecifico,
    ObjetivoEstrategico,
    Pasaje,
)

__all__ = ["Jerarquia", "Prosa", "extraer_jerarquia", "fin_de_enunciado"]


@dataclass(frozen=True, slots=True)
class Prosa:
    """What stands behind an item's statement: the item ("objetivo/1"), the stretch, and its labelled values."""

    sobre: str
    inicio: int
    fin: int
    valores: tuple[tuple[str, Pasaje], ...] = ()


@dataclass(frozen=True, slots=True)
class Jerarquia:
    """What the section of objectives states, in order, with what was noticed while reading it."""

    estrategicos: tuple[ObjetivoEstrategico, ...] = ()
    objetivos: tuple[ObjetivoEspecifico, ...] = ()
    estrategias: tuple[Estrategia, ...] = ()
    lineas: tuple[LineaDeAccion, ...] = ()
    prosa: tuple[Prosa, ...] = ()
    hallazgos: tuple[Hallazgo, ...] = ()


@dataclass(slots=True)
class _Lectura:
    """What has been read so far."""

    estrategicos: list[ObjetivoEstrategico] = field(default_factory=list)
    objetivos: list[ObjetivoEspecifico] = field(default_factory=list)
    estrategias: list[Estrategia] = field(default_factory=list)
    lineas: list[LineaDeAccion] = field(default_factory=list)
    prosa: list[Prosa] = field(default_factory=list)
    hallazgos: list[Hallazgo] = field(default_factory=list)


def extraer_jerarquia(hoja: Hoja, abiertos: Sequence[Abierto], fin: int) -> Jerarquia:
    """Read the items of a section of objectives, strategies and lines that ends at `fin`."""
    cabeza = next((m for m in hoja.mascaras if m.clase == "cabeza" and m.nombre == "objetivos"), None)
    columnas = columnas_de(plegar(hoja.documento.texto[cabeza.inicio:cabeza.fin]), hoja.perfil) if cabeza else ()
    filas = {id(a): _fila(hoja, a, columnas) for a in abiertos if a.clase == "linea"}
    despegar(list(filas.values()))
    sacar_de_parentesis(hoja, list(filas.values()))
    lectura = _Lectura()
    for abierto in abiertos:
        if not abierto.renglones:
            lectura.hallazgos.append(Hallazgo(
                "texto-no-leido", f"El número {abierto.numero} ({abierto.clase}) no tiene texto.",
                f"Number {abierto.numero} ({abierto.clase}) has no text.", (abierto.lugar,)))
        elif abierto.clase == "linea":
            _poner_linea(hoja, lectura, abierto, filas[id(abierto)])
        else:
            _poner_nivel(hoja, lectura, abierto)
        lectura.hallazgos += _renumerada(abierto)
    lectura.hallazgos += _truncada(hoja, lectura.lineas, fin)
    lectura.lineas, comunes = con_encargados(hoja, lectura.lineas, _encargos(hoja, abiertos, lectura.prosa))
    lectura.hallazgos += [*comunes, *_sin_responsable(lectura.lineas)]
    return Jerarquia(tuple(lectura.estrategicos), tuple(lectura.objetivos), tuple(lectura.estrategias),
                     tuple(lectura.lineas), tuple(lectura.prosa), tuple(lectura.hallazgos))


def _fila(hoja: Hoja, abierto: Abierto, columnas: Sequence[str]) -> CeldasDeLinea:
    """Return the row of a line: by its columns where they are known, else by its blocks."""
    if abierto.celdas:
        return por_claves(abierto.renglones, abierto.celdas.items())
    if marcadas := celdas_marcadas(hoja, abierto.renglones):
        return replace(por_claves(marcadas.pop("linea"), marcadas.items()), sobrantes=marcadas.get("", []))
    cabezas = [(m.inicio, m.fin) for m in hoja.mascaras if m.nombre == ALINEADA]
    rejilla = rejilla_en(hoja.documento, cabezas, abierto.lugar.inicio, hoja.perfil)
    celdas = celdas_de(hoja.documento, abierto.renglones, rejilla) if rejilla else {}
    if celdas:
        return por_claves(celdas.pop("linea"), celdas.items())
    return separar(abierto.renglones, hoja.perfil, columnas)


def _encargos(hoja: Hoja, abiertos: Sequence[Abierto], prosa: Sequence[Prosa]) -> list[Encargo]:
    """Return, for each item above the lines, its stretch of the document and the units that its own label names."""
    rotulos = {p.sobre: [v for clave, v in p.valores if clave == "responsable"] for p in prosa}
    altos = [a for a in abiertos if a.clase != "linea"]
    final = len(hoja.documento.texto)
    finales = {a.numero: next((b.lugar.inicio for b in altos[orden + 1:] if b.padre != a.numero), final)
               for orden, a in enumerate(altos)}
    return [Encargo(a.lugar.inicio, finales[a.numero], tuple(
        u for v in rotulos.get(f"{a.clase}/{a.numero}", ()) for u in unidades_de(hoja.documento, v, hoja.perfil)))
            for a in altos]


def _sin_responsable(lineas: Sequence[LineaDeAccion]) -> list[Hallazgo]:
    """Return the findings that lines do not say who answers for them."""
    return [Hallazgo("linea-sin-responsable", f"La línea {x.numero} no dice qué unidad es responsable.",
                     f"Line {x.numero} does not say which unit is responsible.", x.texto.tramos, (f"linea/{x.numero}",))
            for x in lineas if not x.direccion]


def _renumerada(abierto: Abierto) -> list[Hallazgo]:
    """Return the finding that a line has a number which the document does not give it."""
    if abierto.escrito is None:
        return []
    dicho = (f"Una línea de acción es una viñeta sin número; se le dio el {abierto.numero}.",
             f"An action line is a bullet without a number; it was given {abierto.numero}.")
    if abierto.escrito:
        dicho = (f"El número {abierto.escrito} de una línea de acción es también el de otra; se le dio el "
                 f"{abierto.numero}.",
                 f"The number {abierto.escrito} of an action line is another's too; it was given {abierto.numero}.")
    return [Hallazgo("linea-sin-numero", *dicho, (abierto.lugar,), (f"linea/{abierto.numero}",))]


def _truncada(hoja: Hoja, lineas: Sequence[LineaDeAccion], fin: int) -> list[Hallazgo]:
    """Return the finding that the document ends in the middle of a row: its last line alone has no unit."""
    if fin < len(hoja.documento.texto) or len(lineas) < 2 or lineas[-1].direccion or not lineas[-2].direccion:
        return []
    ultima = lineas[-1]
    if ultima.corresponsables:
        return []
    return [Hallazgo(
        "tabla-incompleta", f"El documento termina en la fila de la línea {ultima.numero}, que no está completa.",
        f"The document ends in the row of line {ultima.numero}, which is not complete.", ultima.texto.tramos,
        (f"linea/{ultima.numero}",))]


def fin_de_enunciado(renglones: Sequence[Renglon]) -> int:
    """Return how many lines the statement at the start of some lines takes.

    It ends with the line that ends in a full stop, with a line that is clearly shorter than those around it and below
    which a line opens with a capital, or, where blank lines are rare, above a blank line.
    """
    ancho = max((len(r.texto) for r in renglones), default=0)
    blancos = sum(r.tras_blanco for r in renglones[1:])
    sueltos = len(renglones) > 2 and blancos <= (len(renglones) - 1) / 3
    for indice, renglon in enumerate(renglones[:-1]):
        siguiente = renglones[indice + 1]
        if not re.match(r"[A-ZÁÉÍÓÚÑ¿“\"]", siguiente.texto):
            continue
        if renglon.texto.endswith((".", ".”")) or len(renglon.texto) < 0.6 * ancho or (
                sueltos and siguiente.tras_blanco):
            return indice + 1
    return len(renglones)


def _poner_nivel(hoja: Hoja, lectura: _Lectura, abierto: Abierto) -> None:
    """Add an axis, objective or strategy, with what stands behind its statement."""
    rotulado = partir_rotulado(hoja.documento, abierto.renglones, hoja.perfil)
    limite = rotulado.texto.tramos[-1].fin if rotulado.texto else abierto.renglones[0].inicio
    propios = [r for r in abierto.renglones if r.inicio < limite] or abierto.renglones[:1]
    if rotulado.texto and propios[-1].fin > limite:
        propios[-1] = propios[-1].hasta(limite - propios[-1].inicio)
    texto = pasaje_de(hoja.documento, propios[:fin_de_enunciado(propios)])
    numero = abierto.numero
    if abierto.clase == "objetivo_estrategico":
        lectura.estrategicos.append(ObjetivoEstrategico(numero, texto))
    elif abierto.clase == "estrategia":
        lectura.estrategias.append(Estrategia(numero, texto, abierto.padre))
    else:
        superior = abierto.padre
        contribuye = superior if any(o.numero == superior for o in lectura.estrategicos) else None
        lectura.objetivos.append(ObjetivoEspecifico(numero, texto, contribuye))
    resto, cierre = texto.tramos[-1].fin, abierto.renglones[-1].fin
    if hoja.documento.texto[resto:cierre].strip():
        lectura.prosa.append(Prosa(f"{abierto.clase}/{numero}", resto, cierre, rotulado.valores))


def _poner_linea(hoja: Hoja, lectura: _Lectura, abierto: Abierto, fila: CeldasDeLinea) -> None:
    """Add an action line with its units: the cells of its row, or the values of its labels."""
    numero = abierto.numero
    rotulado = partir_rotulado(hoja.documento, fila.texto, hoja.perfil)
    texto = rotulado.texto or pasaje_de(hoja.documento, fila.texto)
    direccion = _celda(hoja, fila.direccion)

    def unidades(clave: str) -> tuple[Pasaje, ...]:
        return tuple(u for v in rotulado.de(clave) for u in unidades_de(hoja.documento, v, hoja.perfil))

    propios = tuple(u for c in fila.corresponsables
                    for u in unidades_de(hoja.documento, pasaje_de(hoja.documento, c), hoja.perfil))
    corresponsables, responsables = (*propios, *unidades("corresponsable")), unidades("responsable")
    if direccion and abierto.celdas:
        direccion, *otras = (u for g in unidades_por_renglon(fila.direccion, hoja.perfil)
                             for u in unidades_de(hoja.documento, pasaje_de(hoja.documento, g), hoja.perfil))
        corresponsables = (*otras, *corresponsables)
    if responsables and not direccion:
        direccion, corresponsables = responsables[0], (*responsables[1:], *corresponsables)
    seguimiento = rotulado.de("seguimiento")
    secretaria = _celda(hoja, fila.secretaria) or (seguimiento[0] if seguimiento else None)
    lectura.lineas.append(LineaDeAccion(
        numero, texto, abierto.padre, secretaria, direccion, corresponsables,
        (*rotulado.de("fundamento"), *((pasaje_de(hoja.documento, fila.fundamento),) if fila.fundamento else ()))))
    celdas = (("indicador", fila.indicador), ("meta", fila.meta), ("aliado", fila.aliado), ("plazo", fila.plazo))
    valores = (*rotulado.valores, *((clave, pasaje_de(hoja.documento, c)) for clave, c in celdas if c))
    if valores:
        lectura.prosa.append(Prosa(f"linea/{numero}", texto.tramos[-1].fin, texto.tramos[-1].fin, valores))
    lectura.hallazgos += _hallazgos_de_fila(hoja, numero, texto, fila)


def _celda(hoja: Hoja, renglones: list[Renglon]) -> Pasaje | None:
    return pasaje_de(hoja.documento, renglones) if renglones else None


def _hallazgos_de_fila(hoja: Hoja, numero: str, texto: Pasaje, fila: CeldasDeLinea) -> list[Hallazgo]:
    sobre = (f"linea/{numero}",)
    hallazgos = []
    if fila.cortada:
        hallazgos.append(Hallazgo(
            "fila-cortada-por-pagina",
            f"La fila de la línea {numero} está cortada: las celdas de sus unidades quedan en medio del texto.",
            f"The row of line {numero} is cut: the cells of its units stand in the middle of its text.",
            texto.tramos, sobre))
    if fila.sobrantes:
        hallazgos.append(Hallazgo(
            "texto-no-leido", f"Detrás de la fila de la línea {numero} queda texto que no es de ninguna parte.",
            f"Behind the row of line {numero} stands text that belongs to no part.",
            pasaje_de(hoja.documento, fila.sobrantes).tramos, sobre))
    return hallazgos
