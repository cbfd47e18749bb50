"""Writes made-up programmes the way a PDF's text looks: narrow columns, blank lines in cells, cut rows, late titles.

A `Ficha` says what the document states; `escribir` lays it out. Whoever reads the text back must find the `Ficha`.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field

from tablas_de_prueba import celda, paginas_de_alianzas, paginas_de_eventos, paginas_de_sesiones


@dataclass(frozen=True)
class Linea:
    numero: str
    texto: str
    secretaria: str = "SDP"
    direccion: str = "DGNC"
    cortada: bool = False

    @property
    def impreso(self) -> str:
        """The number as the document prints it: the second line of a number is "1.1.3-2" to the reader."""
        return self.numero.partition("-")[0]


@dataclass(frozen=True)
class Estrategia:
    numero: str
    texto: str
    lineas: tuple[Linea, ...]
    sueltas: bool = False
    """Whether its lines are bullets without a number, in layouts that have such."""


@dataclass(frozen=True)
class Objetivo:
    numero: str
    texto: str
    estrategias: tuple[Estrategia, ...]
    estrategico: str = "1"
    direcciones: tuple[str, ...] = ()
    fundamento: str = ""


@dataclass(frozen=True)
class Alianza:
    numero: str
    socios: tuple[str, ...]
    objetivo: str
    convenio: str
    lineas: tuple[str, ...]
    recitas: tuple[tuple[str, str], ...] = ()
    """Other words than the line's own in which a line is quoted, by its number."""
    pegada: bool = False
    """Whether name and objective share a line."""
    cortada: bool = False
    """Whether a page break, with the table's head again, stands inside the last line quoted."""


@dataclass(frozen=True)
class Evento:
    numero: str
    nombre: str
    objetivo: str
    lineas: tuple[str, ...]
    fecha: str
    pegada: bool = False


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
    notas: tuple[tuple[str, str], ...] = ()
    """Footnotes at the foot of the last page of the diagnosis."""
    repetidas: frozenset[str] = frozenset()
    """Tables ("sesiones", "alianzas", "eventos") that go on over a page, with their head, behind the first row."""


def _parrafo(texto: str, ancho: int = 112) -> list[str]:
    """Running text: a blank line below every line."""
    return [x for linea in textwrap.wrap(texto, ancho) for x in (f"{linea} ", "")]


def _parrafos(texto: str) -> list[str]:
    return [x for parrafo in texto.split("\n") for x in _parrafo(parrafo)]


def escribir(f: Ficha) -> str:
    """Return the document's text; pages start with a single space below a line of text."""
    paginas = [_inicio(f), _siglas(f), _normas(f), *_diagnostico(f), *_objetivos(f), _alineacion(f)]
    if f.sesiones:
        paginas += paginas_de_sesiones(f)
    if f.alianzas:
        paginas += paginas_de_alianzas(f)
    if f.eventos:
        paginas += paginas_de_eventos(f)
    return "\n".join(" " + "\n".join(p).rstrip("\n") + " " for p in paginas if p) + "\n"


def _inicio(f: Ficha) -> list[str]:
    return [*_parrafo(f.titulo, 44), *_parrafos(f.presentacion)]


def _siglas(f: Ficha) -> list[str]:
    return [x for s, d in f.siglas for x in (f"{s} {d} ", "")]


def _normas(f: Ficha) -> list[str]:
    salida = ["Marco Normativo e instrumentos a los que se encuentra alineado el Programa Anual de Trabajo de la",
              "Comisión ", "", "No. Disposición  ", ""]
    for n, texto in enumerate(f.normas, 1):
        salida += [f"{n} {texto} ", ""] if len(texto) < 100 else [f"{n} ", *celda(texto, 110), ""]
    return [*salida, "  ", "", "I. Marco Normativo "]


def _diagnostico(f: Ficha) -> list[list[str]]:
    paginas = [[f"{tema} ", "", *_parrafos(texto)] for tema, texto in f.diagnostico]
    if f.notas:
        paginas[-1] += [" " * 40, *(f"{n} {texto} " for n, texto in f.notas)]
    if paginas:
        paginas[0] += ["", "II. Diagnóstico "]
    return paginas


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
                renglones = celda(f"{linea.impreso}. {linea.texto}", 62)
                unidades = f"{linea.secretaria} {linea.direccion}".rstrip() + " "
                toca = linea.cortada or (f.cortar_cada and not cuenta % f.cortar_cada)
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
        salida += [*celda(f"Objetivo {o.estrategico}: {textos[o.estrategico]}", 33), ""]
        salida += [*celda(f"Objetivo {o.numero}. {o.texto}", 36), ""]
        for d in o.direcciones:
            renglones = celda(f"- {d}", 46)
            salida += [*renglones[:2], *(["", *renglones[2:]] if renglones[2:] else []), ""]
    return [*salida, " ", "", "IV. Alineación de los  ", "", "Objetivos del Programa "]
