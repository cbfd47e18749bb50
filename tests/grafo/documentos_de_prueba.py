"""Writes made-up programmes the way a PDF's text looks: narrow columns, blank lines in cells, cut rows, late titles.

A `Ficha` says what the document states; `escribir` lays it out. Whoever reads the text back must find the `Ficha`.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Linea:
    numero: str
    texto: str
    secretaria: str = "SDP"
    direccion: str = "DGNC"


@dataclass(frozen=True)
class Estrategia:
    numero: str
    texto: str
    lineas: tuple[Linea, ...]


@dataclass(frozen=True)
class Objetivo:
    numero: str
    texto: str
    estrategias: tuple[Estrategia, ...]
    estrategico: str = "1"
    direcciones: tuple[str, ...] = ()


@dataclass(frozen=True)
class Alianza:
    numero: str
    socios: tuple[str, ...]
    objetivo: str
    convenio: str
    lineas: tuple[str, ...]


@dataclass(frozen=True)
class Evento:
    numero: str
    nombre: str
    objetivo: str
    lineas: tuple[str, ...]
    fecha: str


@dataclass(frozen=True)
class Sesion:
    numero: str
    fecha: str
    grupos: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Ficha:
    titulo: str
    presentacion: str
    siglas: tuple[tuple[str, str], ...]
    normas: tuple[str, ...]
    diagnostico: tuple[tuple[str, str], ...]
    estrategicos: tuple[tuple[str, str], ...]
    objetivos: tuple[Objetivo, ...]
    sesiones: tuple[Sesion, ...] = ()
    alianzas: tuple[Alianza, ...] = ()
    eventos: tuple[Evento, ...] = ()
    cortar_cada: int = field(default=0)
    """Cut a line's row by a page break at every n-th line (0: never)."""


def _parrafo(texto: str, ancho: int = 112) -> list[str]:
    """Running text: a blank line below every line."""
    return [x for linea in textwrap.wrap(texto, ancho) for x in (f"{linea} ", "")]


def _celda(texto: str, ancho: int) -> list[str]:
    return [f"{linea} " for linea in textwrap.wrap(texto, ancho)]


def escribir(f: Ficha) -> str:
    """Return the document's text; pages start with a single space below a line of text."""
    paginas = [_inicio(f), _siglas(f), _normas(f), *_diagnostico(f), *_objetivos(f), _alineacion(f)]
    if f.sesiones:
        paginas.append(_sesiones(f))
    if f.alianzas:
        paginas.append(_alianzas(f))
    if f.eventos:
        paginas.append(_eventos(f))
    return "\n".join(" " + "\n".join(p).rstrip("\n") + " " for p in paginas if p) + "\n"


def _inicio(f: Ficha) -> list[str]:
    return [*_parrafo(f.titulo, 44), *_parrafo(f.presentacion)]


def _siglas(f: Ficha) -> list[str]:
    return [x for s, d in f.siglas for x in (f"{s} {d} ", "")]


def _normas(f: Ficha) -> list[str]:
    salida = ["Marco Normativo e instrumentos a los que se encuentra alineado el Programa Anual de Trabajo de la",
              "Comisión ", "", "No. Disposición  ", ""]
    for n, texto in enumerate(f.normas, 1):
        salida += [f"{n} {texto} ", ""] if len(texto) < 100 else [f"{n} ", *_celda(texto, 110), ""]
    return [*salida, "  ", "", "I. Marco Normativo "]


def _diagnostico(f: Ficha) -> list[list[str]]:
    return [[f"{tema} ", "", *_parrafo(texto), "", "II. Diagnóstico "] if not i else [f"{tema} ", "", *_parrafo(texto)]
            for i, (tema, texto) in enumerate(f.diagnostico)]


_CABEZA_DE_LINEAS = ["Líneas de Acción ", "Secretaría   ", "", "encargada del ", "Seguimiento ", "",
                     "Dirección General ", "Responsable ", ""]


def _objetivos(f: Ficha) -> list[list[str]]:
    paginas = []
    cuenta = 0
    for o in f.objetivos:
        pagina = [*_parrafo(f"Objetivo {o.numero}: {o.texto}", 100)]
        pagina += _parrafo("La comisión dará seguimiento a las tareas que se describen, con atención a los resultados "
                           "que se obtengan a lo largo del ejercicio y a las necesidades de las instituciones.")
        for e in o.estrategias:
            pagina += [f"{x} " for x in textwrap.wrap(f"Estrategia {e.numero}. {e.texto}", 104)]
            pagina += ["", *_CABEZA_DE_LINEAS]
            for linea in e.lineas:
                cuenta += 1
                renglones = _celda(f"{linea.numero}. {linea.texto}", 62)
                unidades = f"{linea.secretaria} {linea.direccion} "
                toca = f.cortar_cada and not cuenta % f.cortar_cada
                if toca and len(renglones) > 1 and not renglones[0].endswith(". "):
                    corte = len(renglones) // 2 or 1
                    pagina += [*renglones[:corte], "", unidades.rstrip() + " "]
                    paginas.append(pagina)
                    pagina = [*renglones[corte:], ""]
                else:
                    pagina += [*renglones, "", unidades, ""]
            pagina += [" ", ""]
        paginas.append(pagina)
    paginas[0] += ["III. Objetivos, estrategias y ", "", "líneas de acción "]
    return paginas


def _alineacion(f: Ficha) -> list[str]:
    salida = ["Alineación de los Objetivos del Programa Anual de Trabajo ",
              "a los Objetivos Estratégicos del Instituto ",
              "", " ", "", "Objetivo Estratégico ", "Objetivo Específico del programa ", "", "anual de trabajo ",
              "Direcciones Generales participantes del ", "Instituto ", ""]
    textos = dict(f.estrategicos)
    for o in f.objetivos:
        salida += [*_celda(f"Objetivo {o.estrategico}: {textos[o.estrategico]}", 33), ""]
        salida += [*_celda(f"Objetivo {o.numero}. {o.texto}", 36), ""]
        for d in o.direcciones:
            renglones = _celda(f"- {d}", 46)
            salida += [*renglones[:2], *(["", *renglones[2:]] if renglones[2:] else []), ""]
    return [*salida, " ", "", "IV. Alineación de los  ", "", "Objetivos del Programa "]


_CABEZA_DE_SESIONES = ["No. de ", "Sesión ", "", "Fecha de la ", "Sesión ", "", "Temas ", ""]


def _sesiones(f: Ficha) -> list[str]:
    titulo = "Calendario Anual de Sesiones Ordinarias de la Comisión Permanente "
    salida = [titulo, "", *_CABEZA_DE_SESIONES]
    for s in f.sesiones:
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
    return [*salida, "V. Calendario Anual de ", "", "Sesiones de la Comisión "]


_CABEZA_DE_ALIANZAS = [
    "No.  Nombre de la Institución ", "u Organismo ", "", "Objetivo de la Alianza ", "Estratégica ", "",
    "Se requiere ", "suscripción de ", "", "convenio (si/no) ", "", "Línea de acción del plan ",
    "anual de trabajo con la ", "", "que se relaciona ", ""]


def _alianzas(f: Ficha) -> list[str]:
    textos = {x.numero: x.texto for o in f.objetivos for e in o.estrategias for x in e.lineas}
    salida = ["Alianzas estratégicas de la Comisión Permanente ", "", *_CABEZA_DE_ALIANZAS]
    for a in f.alianzas:
        nombre = _celda(", ".join(a.socios), 26)
        salida += [f"{a.numero} {nombre[0]}", *nombre[1:], ""]
        salida += [*_celda(a.objetivo, 30), ""]
        citas = [_celda(f"{n}. {textos.get(n, 'Texto de una línea que no existe.')}", 26) for n in a.lineas]
        convenio = _celda(a.convenio, 20)
        if len(convenio) == 1:
            salida += [f"{convenio[0]}{citas[0][0]}", *citas[0][1:], ""]
            resto = citas[1:]
        else:
            salida += [*convenio, ""]
            resto = citas
        for c in resto:
            salida += [*c, ""]
    return [*salida, " ", "", "VI. Alianzas Estratégicas de ", "", "la Comisión Permanente "]


_CABEZA_DE_EVENTOS = [
    "No. Nombre del Evento Objetivo del Evento ", "", "Línea de acción del ", "plan anual de trabajo ",
    "con la que se ", "relaciona ", "", "Fecha probable del ", "Evento ", ""]


def _eventos(f: Ficha) -> list[str]:
    salida = ["Eventos Institucionales que impulsará la Comisión Permanente ", "", *_CABEZA_DE_EVENTOS]
    for e in f.eventos:
        salida += [f"{e.numero} ", *_celda(e.nombre, 22), "", *_celda(e.objetivo, 22), ""]
        for n in e.lineas[:-1]:
            salida += [f"{n} ", ""]
        salida += [f"{e.lineas[-1]} {e.fecha} " if len(e.lineas) == 1 else f"{e.lineas[-1]} ",
                   *([f"{e.fecha} "] if len(e.lineas) > 1 else []), ""]
    return [*salida, " ", "", "VII. Eventos Institucionales ", "", "de la Comisión Permanente "]
