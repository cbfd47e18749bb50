"""Laws that nobody passed: random ones, rendered as a gazette prints them, with what a reader must find in them."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field

from hypothesis import strategies as st

TITULO = "LEY DE PRUEBA SOBRE ARCHIVOS ABIERTOS"
ENCABEZADO = [TITULO, "", "CÁMARA DE DIPUTADOS DEL H. CONGRESO DE LA UNIÓN", "Secretaría General",
              "Secretaría de Servicios Parlamentarios", "Última Reforma DOF 20-05-2021"]
ROMANOS = ["I", "II", "III", "IV", "V", "VI"]
ORDINALES = ["Primero", "Segundo", "Tercero", "Cuarto"]
SILABAS = [c + v for c in "bdfglmnprt" for v in "aeiou"]


@dataclass
class Esperado:
    """What the reader must say about one article."""

    numero: str
    capitulo: str | None
    parrafos: list[str] = field(default_factory=list)
    fracciones: list[tuple[str, str, list[tuple[str, str]]]] = field(default_factory=list)
    texto: list[str] = field(default_factory=list)


@dataclass
class LeyInventada:
    """A document's text, and what must be read in it."""

    texto: str
    articulos: list[Esperado]
    transitorios: list[tuple[str, str]]
    reformas: list[tuple[str, str, str | None]]


class Prensa:
    """Sets paragraphs in lines and keeps count of the words: no word comes twice, so that no line does."""

    def __init__(self, ancho: int) -> None:
        self.ancho = ancho
        self.renglones: list[str] = []
        self._palabras = 0

    def prosa(self, palabras: int, fin: str = ".") -> str:
        propias = []
        for _ in range(palabras):
            self._palabras += 1
            resto, letras = self._palabras, ""
            for _ in range(4):
                resto, silaba = divmod(resto, len(SILABAS))
                letras = SILABAS[silaba] + letras
            propias.append(letras)
        return " ".join(propias).capitalize() + fin

    def parrafo(self, texto: str) -> None:
        self.renglones += [*textwrap.wrap(texto, self.ancho, break_on_hyphens=False), ""]


@st.composite
def leyes(draw: st.DrawFn) -> LeyInventada:
    """Draw a law: chapters, articles with fractions and incisos, notes, provisions, and pages cut anywhere."""
    prensa = Prensa(draw(st.sampled_from([40, 60, 90])))
    prensa.renglones += [TITULO, "", "TEXTO VIGENTE", ""]
    separador = draw(st.sampled_from([". ", ".- ", "o.- "]))
    voz = draw(st.sampled_from(["Artículo", "ARTÍCULO"]))
    articulos: list[Esperado] = []
    reformas: list[tuple[str, str, str | None]] = []
    capitulo: str | None = None
    capitulos = 0
    for numero in range(1, draw(st.integers(3, 7))):
        if capitulos < len(ROMANOS) and draw(st.booleans()):
            nombre = prensa.prosa(draw(st.integers(2, 12)), "")
            capitulo = f"Capítulo {ROMANOS[capitulos]} {nombre}"
            prensa.renglones.append(f"Capítulo {ROMANOS[capitulos]}")
            prensa.parrafo(nombre)
            capitulos += 1
        articulos.append(_articulo(draw, prensa, f"{voz} {numero}{separador}", str(numero), capitulo, reformas))
        if draw(st.integers(0, 4)) == 0:
            articulos.append(_articulo(draw, prensa, f"{voz} {numero} Bis. ", f"{numero} Bis", capitulo, reformas))
    transitorios = []
    prensa.parrafo("TRANSITORIOS")
    for ordinal in ORDINALES[:draw(st.integers(1, 4))]:
        texto = prensa.prosa(draw(st.integers(3, 30)))
        prensa.parrafo(f"{ordinal}. {texto}")
        transitorios.append((ordinal, texto))
    return LeyInventada(_paginas(draw, prensa.renglones), articulos, transitorios, reformas)


def _articulo(draw: st.DrawFn, prensa: Prensa, rotulo: str, numero: str, capitulo: str | None,
              reformas: list[tuple[str, str, str | None]]) -> Esperado:
    esperado = Esperado(numero, capitulo)
    fracciones = draw(st.integers(0, 4))
    primero = prensa.prosa(draw(st.integers(3, 30)), ":" if fracciones else ".")
    prensa.parrafo(rotulo + primero)
    esperado.parrafos.append(primero)
    esperado.texto.append(primero)
    for romano in ROMANOS[:fracciones]:
        _fraccion(draw, prensa, esperado, romano, reformas)
    for _ in range(draw(st.integers(0, 2))):
        parrafo = prensa.prosa(draw(st.integers(3, 30)))
        prensa.parrafo(parrafo)
        esperado.parrafos.append(parrafo)
        esperado.texto.append(parrafo)
    if draw(st.booleans()):
        _nota(draw, prensa, "Artículo reformado", numero, None, reformas)
    return esperado


def _fraccion(draw: st.DrawFn, prensa: Prensa, esperado: Esperado, romano: str,
              reformas: list[tuple[str, str, str | None]]) -> None:
    texto = prensa.prosa(draw(st.integers(1, 25)), ";")
    prensa.parrafo(f"{romano}. {texto}")
    esperado.texto.append(f"{romano}. {texto}")
    incisos = []
    for letra in "abc"[:draw(st.integers(0, 3))]:
        inciso = prensa.prosa(draw(st.integers(1, 15)), ";")
        prensa.parrafo(f"{letra}) {inciso}")
        incisos.append((letra, inciso))
        esperado.texto.append(f"{letra}) {inciso}")
    esperado.fracciones.append((romano, texto, incisos))
    if draw(st.integers(0, 3)) == 0:
        _nota(draw, prensa, "Fracción adicionada", esperado.numero, romano, reformas)


def _nota(draw: st.DrawFn, prensa: Prensa, acto: str, articulo: str, fraccion: str | None,
          reformas: list[tuple[str, str, str | None]]) -> None:
    nota = f"{acto} DOF {draw(st.integers(1, 28)):02d}-0{draw(st.integers(1, 9))}-2019"
    if prensa.renglones[-1] == "":
        prensa.renglones.pop()
    prensa.renglones += [nota, ""]
    reformas.append((nota, articulo, fraccion))


def _paginas(draw: st.DrawFn, renglones: list[str]) -> str:
    """Cut the lines into pages anywhere but on the first three lines, with a footer and a header at each cut."""
    cortes = sorted(draw(st.sets(st.integers(4, len(renglones) - 1), max_size=5)))
    avance = draw(st.sampled_from(["", "\f"]))
    blanco = draw(st.sampled_from([[], [""]]))
    salida: list[str] = []
    for orden, renglon in enumerate(renglones):
        if orden in cortes:
            pie = f"{cortes.index(orden) + 1} de {len(cortes) + 1}"
            salida += [*blanco, pie, avance + ENCABEZADO[0], *ENCABEZADO[1:], *blanco]
        salida.append(renglon)
    salida += [f"{len(cortes) + 1} de {len(cortes) + 1}", ""]
    return "\n".join(salida)
