"""What is written on each card: its lead, its text and its chips, wrapped to the width of its column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from grafo.limpieza import limpiar
from grafo.red import NIVELES, Arista, Nodo, RedDeAlineacion, clave_natural
from grafo.vista.piezas import Ficha, Renglon
from grafo.vista.rotulos import rotulo
from grafo.vista.texto import ancho_de_texto, envolver, frases_distintivas

__all__ = ["ALTO_DE_RENGLON", "TAM", "Escritura", "Rotulador", "numeros_en_tramos"]

TAM = 12.0
ALTO_DE_RENGLON = 14.0
_MARGEN = {"articulo": (7, 13), "evento": (13, 13), "alianza": (11, 9)}
_FICHA_ALTO = 16.0
_SANGRIA_DE_LINEA = 8.0


@dataclass(frozen=True, slots=True)
class Escritura:
    """The rows and chips of one card, with the height they need."""

    renglones: tuple[Renglon, ...]
    fichas: tuple[Ficha, ...]
    alto: float


class Rotulador:
    """Writes the cards of one network in one language; knows which units all lines share."""

    def __init__(self, red: RedDeAlineacion, idioma: str, vista: str) -> None:
        self._red, self._idioma, self._vista = red, idioma, vista
        self._nodos = {nodo.iri: nodo for nodo in red.nodos}
        self._lineas = red.de_clase("linea")
        self._frases = self._frases_de(self._lineas)
        self.actos = _codigos(str(n.extra["verbo"]) for n in self._lineas if n.extra.get("verbo"))
        self._mandatos = red.mandatos()
        norma_de = {a.origen: a.destino for a in red.de_relacion("es_parte_de")}
        con_articulos = {norma_de.get(n.iri) for n in red.de_clase("articulo")}
        self._norma_de = norma_de if len(con_articulos) > 1 else {}
        self._unidades: dict[str, list[str]] = {linea.iri: [] for linea in self._lineas}
        for arista in red.de_relacion("responsable"):
            self._unidades.get(arista.origen, []).append(arista.destino)
        self.comunes = self._comunes()
        tratadas = [(a.destino, self._nodos[a.origen]) for a in red.de_relacion("trata")]
        self._sesiones = {n.iri: [s for linea, s in tratadas if linea == n.iri] for n in self._lineas}

    def nombre(self, nodo: Nodo) -> str:
        """Return the short text of a node, or its whole text."""
        return limpiar(nodo.etiqueta_corta or nodo.texto)

    def titulo(self, nodo: Nodo) -> str:
        """Return the card in words: class, number, text, and what its chips say."""
        partes = [f"{rotulo(nodo.clase, self._idioma)} {limpiar(nodo.numero)}".strip(), limpiar(nodo.texto)]
        if nodo.clase == "linea":
            partes += [ficha.leyenda for ficha in self._fichas(nodo)]
        return ". ".join(p.rstrip(". ") for p in partes if p)

    def escribir(self, nodo: Nodo, ancho: float, renglones: int) -> Escritura:
        """Return what is written on the card of `nodo`, `ancho` px wide, with at most that many rows (one or more)."""
        if nodo.clase == "linea":
            return self._escribir_linea(nodo, ancho, renglones)
        izquierda, derecha = _MARGEN.get(nodo.clase, (10, 6))
        interior = ancho - izquierda - derecha
        entrada, aparte = self._entrada(nodo)
        filas: list[Renglon] = []
        if aparte:
            filas.append(Renglon(izquierda, 0, _ajustar(entrada, interior), negrita=True))
            cuerpo = envolver(self._cuerpo(nodo), interior, TAM, renglones - 1) if renglones > 1 else ()
            filas += [Renglon(izquierda, 0, fila) for fila in cuerpo]
        else:
            filas = _corrido(entrada, self._cuerpo(nodo), izquierda, interior, renglones)
        colocadas = tuple(Renglon(f.dx, 15 + i * ALTO_DE_RENGLON, f.texto, f.negrita) for i, f in _numeradas(filas))
        return Escritura(colocadas, (), 8 + max(1, len({r.dy for r in colocadas})) * ALTO_DE_RENGLON)

    def _entrada(self, nodo: Nodo) -> tuple[str, bool]:
        """Return the bold lead of a card and whether it stands in a row of its own."""
        numero = limpiar(nodo.numero)
        if nodo.clase == "articulo":
            norma = self._norma_de.get(nodo.iri)
            sigla = f" {self.nombre(self._nodos[norma])}" if norma else ""
            return f"{rotulo('articulo_corto', self._idioma)} {numero}{sigla}", True
        if nodo.clase in ("norma", "estrategia", "unidad"):
            return numero, False
        fecha = limpiar(str(nodo.extra.get("fecha", "")))
        return f"{rotulo(nodo.clase, self._idioma)} {numero}".strip() + (f" · {fecha}" if fecha else ""), True

    def _cuerpo(self, nodo: Nodo) -> str:
        return limpiar(nodo.texto) if nodo.clase == "articulo" else self.nombre(nodo)

    def _escribir_linea(self, nodo: Nodo, ancho: float, renglones: int) -> Escritura:
        fichas, derecha = _a_la_derecha(self._fichas(nodo), ancho - 6, ancho * 0.45)
        numero = _ajustar(limpiar(nodo.numero), 64)
        x = 10 + max(30.0, ancho_de_texto(numero, TAM, negrita=True) + 5)
        codigo = self.actos.get(str(nodo.extra.get("verbo", "")), "")
        filas = [Renglon(10, 15, numero, negrita=True)]
        if codigo:
            ancho_codigo = ancho_de_texto(codigo, TAM) + 8
            fichas = (Ficha(x, 3, ancho_codigo, _FICHA_ALTO, codigo, limpiar(str(nodo.extra["verbo"])), "acto"), *fichas)
            x += max(38.0, ancho_codigo + 6)
        texto = limpiar(nodo.etiqueta_corta) or self._frases[nodo.iri]
        cuerpo = envolver(texto, derecha - 6 - x, TAM, renglones)
        filas += [Renglon(x, 15 + i * ALTO_DE_RENGLON, fila) for i, fila in enumerate(cuerpo)]
        return Escritura(tuple(filas), fichas, 8 + max(1, len(cuerpo)) * ALTO_DE_RENGLON)

    def _fichas(self, linea: Nodo) -> list[Ficha]:
        fichas = [*self._fichas_de_articulos(linea), *self._fichas_de_unidades(linea)]
        sesiones = sorted((limpiar(s.numero) for s in self._sesiones[linea.iri]), key=clave_natural)
        if sesiones and self._vista != "sesiones":
            texto = "S" + numeros_en_tramos(list(dict.fromkeys(sesiones)))
            fichas.append(_ficha(texto, f"{rotulo('sesiones', self._idioma)}: {texto[1:]}"))
        return fichas

    def _fichas_de_articulos(self, linea: Nodo) -> Iterable[Ficha]:
        """Articles of one norm with one level and one block share a chip."""
        grupos: dict[tuple[str, str, str], list[str]] = {}
        for (origen, destino), arista in self._mandatos.items():
            if origen == linea.iri:
                clave = self._norma_de.get(destino, ""), arista.nivel or "", arista.bloque
                grupos.setdefault(clave, []).append(limpiar(self._nodos[destino].numero))
        ordenados = sorted(grupos.items(), key=lambda g: min(clave_natural(n) for n in g[1]))
        for (norma, nivel, bloque), numeros in ordenados:
            sigla = f"{self.nombre(self._nodos[norma])} " if norma else ""
            texto = sigla + numeros_en_tramos(sorted(numeros, key=clave_natural))
            leyenda = f"{rotulo('mandato', self._idioma)} {texto}"
            if nivel:
                leyenda += f", {rotulo(nivel, self._idioma)}"
            if bloque:
                leyenda += f", {rotulo('por_bloque', self._idioma, limpiar(bloque))}"
            yield _ficha(_ajustar(texto, 110), leyenda, nivel)

    def _fichas_de_unidades(self, linea: Nodo) -> Iterable[Ficha]:
        """Only what differs from what the banner says of all lines."""
        propias = self._unidades[linea.iri]
        for unidad in propias:
            if unidad not in self.comunes:
                nodo = self._nodos[unidad]
                texto = _ajustar(self.nombre(nodo), 90)
                yield _ficha(texto, f"{rotulo('responsable', self._idioma)}: {limpiar(nodo.texto)}")
        for unidad in self.comunes:
            if unidad not in propias:
                texto = rotulo("sin_unidad", self._idioma, self.nombre(self._nodos[unidad]))
                yield _ficha(_ajustar(texto, 90), texto)

    def _comunes(self) -> dict[str, int]:
        """Return the units that more than half of the lines share, with the number of lines."""
        cuenta: dict[str, int] = {}
        for unidades in self._unidades.values():
            for unidad in dict.fromkeys(unidades):
                cuenta[unidad] = cuenta.get(unidad, 0) + 1
        return {unidad: n for unidad, n in cuenta.items() if 2 * n > len(self._lineas)}

    def avisos(self) -> tuple[str, ...]:
        """Return what is the same for (nearly) all lines, as sentences for the banner."""
        por_cuenta: dict[int, list[str]] = {}
        for unidad, cuenta in self.comunes.items():
            nodo = self._nodos[unidad]
            corta, larga = self.nombre(nodo), limpiar(nodo.texto)
            por_cuenta.setdefault(cuenta, []).append(corta if corta == larga else f"{larga} ({corta})")
        total = len(self._lineas)
        clave = {True: "todas_lineas", False: "casi_todas"}
        return tuple(
            rotulo(clave[n == total], self._idioma, total, " · ".join(nombres), n) for n, nombres in por_cuenta.items()
        )

    def leyenda_de_mandatos(self, aristas: Sequence[Arista]) -> str:
        """Return the levels of some mandates with the number of lines of each, in the order of strength."""
        cuenta = {nivel: len({a.origen for a in aristas if a.nivel == nivel}) for nivel in NIVELES}
        return " · ".join(f"{rotulo(nivel, self._idioma)}: {n}" for nivel, n in cuenta.items() if n)

    @staticmethod
    def _frases_de(lineas: Sequence[Nodo]) -> Mapping[str, str]:
        frases = frases_distintivas([limpiar(n.texto) for n in lineas], [bool(n.extra.get("verbo")) for n in lineas])
        return {linea.iri: frase for linea, frase in zip(lineas, frases, strict=True)}


def numeros_en_tramos(numeros: Sequence[str]) -> str:
    """Return sorted numbers with runs folded: "56–58, 61"."""
    tramos: list[list[str]] = []
    for numero in numeros:
        previo = tramos[-1][-1] if tramos else ""
        if numero.isdecimal() and previo.isdecimal() and len(numero) < 9 and int(numero) == int(previo) + 1:
            tramos[-1].append(numero)
        else:
            tramos.append([numero])
    textos = (t[0] if len(t) == 1 else f"{t[0]}–{t[-1]}" for t in tramos)
    return ", ".join(textos)


def _codigos(verbos: Iterable[str]) -> dict[str, str]:
    """Return a code of three or more capitals for each verb, the shortest that tells them apart."""
    unicos = sorted(set(verbos))
    codigo: Callable[[str, int], str] = lambda verbo, n: limpiar(verbo).replace("-", "").replace(" ", "").upper()[:n]  # noqa: E731
    for n in range(3, 7):
        codigos = {verbo: codigo(verbo, n) for verbo in unicos}
        if len(set(codigos.values())) == len(unicos):
            break
    return codigos if unicos else {}


def _ficha(texto: str, leyenda: str, simbolo: str = "") -> Ficha:
    ancho = ancho_de_texto(texto, TAM) + 8 + (12 if simbolo else 0)
    return Ficha(0, 3, ancho, _FICHA_ALTO, texto, leyenda, simbolo)


def _a_la_derecha(fichas: Sequence[Ficha], borde: float, maximo: float) -> tuple[tuple[Ficha, ...], float]:
    """Place chips from the right edge; those that exceed `maximo` px become one "+n". Return them and their left."""
    cabidas: list[Ficha] = []
    usado = 0.0
    for i, ficha in enumerate(fichas):
        if usado + ficha.ancho + 4 > maximo - (34 if i + 1 < len(fichas) else 0):
            resto = fichas[i:]
            cabidas.append(_ficha(f"+{len(resto)}", "; ".join(f.leyenda for f in resto)))
            break
        cabidas.append(ficha)
        usado += ficha.ancho + 4
    x = borde
    colocadas = []
    for ficha in reversed(cabidas):
        x -= ficha.ancho
        colocadas.append(Ficha(x, ficha.dy, ficha.ancho, ficha.alto, ficha.texto, ficha.leyenda, ficha.simbolo))
        x -= 4
    return tuple(reversed(colocadas)), x


def _ajustar(texto: str, ancho: float) -> str:
    renglones = envolver(texto, ancho / 1.09, TAM, 1)
    return renglones[0] if renglones else ""


def _corrido(entrada: str, cuerpo: str, izquierda: float, interior: float, renglones: int) -> list[Renglon]:
    """Return a bold lead with the text running on behind it (rows of dy 0 continue the one before)."""
    entrada = _ajustar(entrada, interior * 0.6)
    sangria = ancho_de_texto(entrada, TAM, negrita=True) + 5 if entrada else 0.0
    filas = envolver(cuerpo, interior, TAM, renglones, sangria)
    resultado = [Renglon(izquierda, 0, entrada, negrita=True)] if entrada else []
    return resultado + [Renglon(izquierda + (sangria if i == 0 else 0), i, fila) for i, fila in enumerate(filas)]


def _numeradas(filas: Sequence[Renglon]) -> Iterable[tuple[int, Renglon]]:
    """Number rows: a row that starts behind a lead shares the lead's row."""
    fila = -1
    for i, renglon in enumerate(filas):
        comparte = i == 1 and filas[0].negrita and renglon.dx > filas[0].dx
        fila += 0 if comparte else 1
        yield fila, renglon
