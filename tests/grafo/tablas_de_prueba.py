"""The tables of `documentos_de_prueba`, page by page: sessions, alliances, events."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from documentos_de_prueba import Ficha


def celda(texto: str, ancho: int) -> list[str]:
    return [f"{linea} " for linea in textwrap.wrap(texto, ancho)]


_CABEZA_DE_SESIONES = ["No. de ", "Sesión ", "", "Fecha de la ", "Sesión ", "", "Temas ", ""]


def paginas_de_sesiones(f: Ficha) -> list[list[str]]:
    titulo = "Calendario Anual de Sesiones Ordinarias de la Comisión Permanente "
    tabla = _Tabla([titulo, ""], _CABEZA_DE_SESIONES, "sesiones" in f.repetidas)
    for s in f.sesiones:
        salida = tabla.fila()
        renglones = textwrap.wrap(f"{s.numero} {s.fecha}", 18)
        salida += [*(f"{r} " for r in renglones), ""]
        for cabeza, asuntos in s.grupos:
            if not asuntos:
                salida += [*(f" {r} " if not i else f"{r} " for i, r in enumerate(textwrap.wrap(cabeza, 62))), ""]
                continue
            salida.append(f" {cabeza} ")
            for a in asuntos:
                partes = textwrap.wrap(a, 58)
                salida += [f"o {partes[0]} ", *(x for r in partes[1:] for x in ("", f"{r} "))]
            salida.append("")
    return tabla.paginas("V. Calendario Anual de ", "", "Sesiones de la Comisión ")


_CABEZA_DE_ALIANZAS = [
    "No.  Nombre de la Institución ", "u Organismo ", "", "Objetivo de la Alianza ", "Estratégica ", "",
    "Se requiere ", "suscripción de ", "", "convenio (si/no) ", "", "Línea de acción del plan ",
    "anual de trabajo con la ", "", "que se relaciona ", ""]


def paginas_de_alianzas(f: Ficha) -> list[list[str]]:
    textos = {x.numero: x.texto for o in f.objetivos for e in o.estrategias for x in e.lineas}
    tabla = _Tabla(["Alianzas estratégicas de la Comisión Permanente ", ""], _CABEZA_DE_ALIANZAS,
                   "alianzas" in f.repetidas)
    for a in f.alianzas:
        salida = tabla.fila()
        salida += _nombre_y_objetivo(f"{a.numero} ", celda(", ".join(a.socios), 26), celda(a.objetivo, 30), a.pegada)
        dichos = textos | dict(a.recitas)
        citas = [celda(f"{n}. {dichos.get(n, 'Texto de una línea que no existe.')}", 26) for n in a.lineas]
        convenio = celda(a.convenio, 20)
        if len(convenio) == 1 and citas:
            citas[0][0] = convenio[0] + citas[0][0]
        else:
            salida += [*convenio, ""]
        for orden, c in enumerate(citas):
            if a.cortada and orden == len(citas) - 1:
                salida += c[:1]
                salida, c = tabla.pagina(), c[1:]
            salida += [*c, ""]
    return tabla.paginas(" ", "", "VI. Alianzas Estratégicas de ", "", "la Comisión Permanente ")


_CABEZA_DE_EVENTOS = [
    "No. Nombre del Evento Objetivo del Evento ", "", "Línea de acción del ", "plan anual de trabajo ",
    "con la que se ", "relaciona ", "", "Fecha probable del ", "Evento ", ""]


def paginas_de_eventos(f: Ficha) -> list[list[str]]:
    tabla = _Tabla(["Eventos Institucionales que impulsará la Comisión Permanente ", ""], _CABEZA_DE_EVENTOS,
                   "eventos" in f.repetidas)
    for e in f.eventos:
        salida = tabla.fila()
        salida += [f"{e.numero} ", *_nombre_y_objetivo("", celda(e.nombre, 22), celda(e.objetivo, 22), e.pegada)]
        for n in e.lineas[:-1]:
            salida += [f"{n} ", ""]
        fecha = [f"{e.fecha} "] if e.fecha else []
        salida += [" ".join([e.lineas[-1], *fecha]) if len(e.lineas) == 1 else f"{e.lineas[-1]} ",
                   *(fecha if len(e.lineas) > 1 else []), ""]
    return tabla.paginas(" ", "", "VII. Eventos Institucionales ", "", "de la Comisión Permanente ")


def _nombre_y_objetivo(delante: str, nombre: list[str], objetivo: list[str], pegada: bool) -> list[str]:
    nombre = [delante + nombre[0], *nombre[1:]]
    if pegada:
        return [*nombre[:-1], nombre[-1] + objetivo[0], *objetivo[1:], ""]
    return [*nombre, "", *objetivo, ""]


class _Tabla:
    """The pages of a table; where it is told to, it goes on over a page behind its first row."""

    def __init__(self, titulo: list[str], cabeza: list[str], partida: bool) -> None:
        self._cabeza = cabeza
        self._paginas = [[*titulo, *cabeza]]
        self._partida = partida
        self._filas = 0

    def fila(self) -> list[str]:
        """Return the lines to which the next row is to be added."""
        self._filas += 1
        return self.pagina() if self._partida and self._filas == 2 else self._paginas[-1]

    def pagina(self) -> list[str]:
        """Begin a page, with the head of the table."""
        self._paginas.append([*self._cabeza])
        return self._paginas[-1]

    def paginas(self, *pie: str) -> list[list[str]]:
        """Return the pages, the last with some lines at its foot."""
        self._paginas[-1] += pie
        return self._paginas
