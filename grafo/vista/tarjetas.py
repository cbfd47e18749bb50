"""What is written on each card: its lead, its text and its chips, wrapped to the width of its column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from grafo.limpieza import limpiar
from grafo.red import NIVELES, Arista, Nodo, RedDeAlineacion, clave_natural
from grafo.vista.escritura import (
    ALTO_DE_FICHA,
    ALTO_DE_RENGLON,
    BASE,
    TAM,
    Escritura,
    a_la_derecha,
    ajustar,
    aparte,
    codigos,
    corrido,
    ficha,
    numeros_en_tramos,
)
from grafo.vista.piezas import Ficha, Renglon
from grafo.vista.rotulos import rotulo
from grafo.vista.texto import ancho_de_texto, envolver, frases_distintivas

__all__ = ["Rotulador"]

_MARGEN = {"articulo": (7, 13), "evento": (13, 13), "alianza": (11, 9)}


class Rotulador:
    """Writes the cards of one network in one language; knows which units all lines share."""

    def __init__(self, red: RedDeAlineacion, idioma: str, vista: str) -> None:
        self._red, self._idioma, self._vista = red, idioma, vista
        self._nodos = {nodo.iri: nodo for nodo in red.nodos}
        self._lineas = red.de_clase("linea")
        self._frases = self._frases_de(self._lineas)
        self.actos = codigos(str(n.extra["verbo"]) for n in self._lineas if n.extra.get("verbo"))
        numeros = (ajustar(limpiar(n.numero), 64) for n in self._lineas)
        self._ancho_de_numero = max((ancho_de_texto(n, TAM, negrita=True) for n in numeros), default=0.0) + 6
        self._ancho_de_acto = max((ancho_de_texto(c, TAM) for c in self.actos.values()), default=0.0) + 8
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

    def _sigla(self, norma: str) -> str:
        """Return the acronym of a norm, or its name."""
        nodo = self._nodos[norma]
        return limpiar(str(nodo.extra.get("sigla") or "")) or self.nombre(nodo)

    def titulo(self, nodo: Nodo) -> str:
        """Return the card in words: class, number, text, and what its chips say."""
        partes = [f"{rotulo(nodo.clase, self._idioma)} {limpiar(nodo.numero)}".strip(), limpiar(nodo.texto)]
        if nodo.clase == "linea":
            partes += [una.leyenda for una in self._fichas(nodo)]
        return ". ".join(p.rstrip(". ") for p in partes if p)

    def escribir(self, nodo: Nodo, ancho: float, renglones: int) -> Escritura:
        """Return what is written on the card of `nodo`, `ancho` px wide, with at most that many rows (one or more)."""
        if nodo.clase == "linea":
            return self._escribir_linea(nodo, ancho, renglones)
        izquierda, derecha = _MARGEN.get(nodo.clase, (10, 6))
        interior = ancho - izquierda - derecha
        entrada, en_su_renglon = self._entrada(nodo)
        componer = aparte if en_su_renglon else corrido
        filas = componer(entrada, self._cuerpo(nodo), izquierda, interior, renglones)
        return Escritura(filas, (), 8 + max(1, len({fila.dy for fila in filas})) * ALTO_DE_RENGLON)

    def _entrada(self, nodo: Nodo) -> tuple[str, bool]:
        """Return the bold lead of a card and whether it stands in a row of its own."""
        numero = limpiar(nodo.numero)
        if nodo.clase == "articulo":
            norma = self._norma_de.get(nodo.iri)
            sigla = f" {self._sigla(norma)}" if norma else ""
            return f"{rotulo('articulo_corto', self._idioma)} {numero}{sigla}", True
        if nodo.clase in ("norma", "estrategia"):
            return numero, False
        if nodo.clase == "unidad" and nodo.etiqueta_corta:
            cuenta = self.comunes.get(nodo.iri)
            todas = f" · {rotulo('de_lineas', self._idioma, cuenta, len(self._lineas))}" if cuenta else ""
            return limpiar(nodo.etiqueta_corta) + todas, True
        corto = "objetivo_estrategico_corto" if nodo.clase == "objetivo_estrategico" else nodo.clase
        return f"{rotulo(corto, self._idioma)} {numero}".strip(), True

    def _cuerpo(self, nodo: Nodo) -> str:
        fecha = limpiar(str(nodo.extra.get("fecha", "")))
        texto = limpiar(nodo.texto) if nodo.clase in ("articulo", "unidad") else self.nombre(nodo)
        return f"{fecha} · {texto}" if fecha else texto

    def _escribir_linea(self, nodo: Nodo, ancho: float, renglones: int) -> Escritura:
        fichas, derecha = a_la_derecha(self._fichas(nodo), ancho - 6, ancho * 0.55)
        numero = ajustar(limpiar(nodo.numero), 64)
        x = 10 + self._ancho_de_numero
        codigo = self.actos.get(str(nodo.extra.get("verbo", "")), "")
        filas = [Renglon(10, BASE, numero, negrita=True)]
        if codigo:
            acto = limpiar(str(nodo.extra["verbo"]))
            fichas = (Ficha(x, 3, self._ancho_de_acto, ALTO_DE_FICHA, codigo, acto, "acto"), *fichas)
            x += self._ancho_de_acto + 6
        texto = limpiar(nodo.etiqueta_corta) or self._frases[nodo.iri]
        cuerpo = envolver(texto, derecha - 6 - x, TAM, renglones)
        filas += [Renglon(x, BASE + i * ALTO_DE_RENGLON, fila) for i, fila in enumerate(cuerpo)]
        return Escritura(tuple(filas), fichas, 8 + max(1, len(cuerpo)) * ALTO_DE_RENGLON)

    def _fichas(self, linea: Nodo) -> list[Ficha]:
        fichas = [*self._fichas_de_articulos(linea), *self._fichas_de_unidades(linea)]
        sesiones = sorted((limpiar(s.numero) for s in self._sesiones[linea.iri]), key=clave_natural)
        if sesiones and self._vista != "sesiones":
            texto = "S" + numeros_en_tramos(list(dict.fromkeys(sesiones)))
            fichas.append(ficha(texto, f"{rotulo('sesiones', self._idioma)}: {texto[1:]}"))
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
            sigla = f"{self._sigla(norma)} " if norma else ""
            texto = sigla + numeros_en_tramos(sorted(numeros, key=clave_natural))
            leyenda = f"{rotulo('mandato', self._idioma)} {texto}"
            if nivel:
                leyenda += f", {rotulo(nivel, self._idioma)}"
            if bloque:
                leyenda += f", {rotulo('por_bloque', self._idioma, limpiar(bloque))}"
            yield ficha(ajustar(texto, 110), leyenda, nivel)

    def _fichas_de_unidades(self, linea: Nodo) -> Iterable[Ficha]:
        """Only what differs from what the banner says of all lines."""
        propias = self._unidades[linea.iri]
        for unidad in propias:
            if unidad not in self.comunes:
                nodo = self._nodos[unidad]
                texto = ajustar(self.nombre(nodo), 90)
                yield ficha(texto, f"{rotulo('responsable', self._idioma)}: {limpiar(nodo.texto)}")
        for unidad in self.comunes:
            if unidad not in propias:
                texto = rotulo("sin_unidad", self._idioma, self.nombre(self._nodos[unidad]))
                yield ficha(ajustar(texto, 90), texto)

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
        con_codigo = [bool(linea.extra.get("verbo")) for linea in lineas]
        frases = frases_distintivas([limpiar(linea.texto) for linea in lineas], con_codigo)
        return {linea.iri: frase for linea, frase in zip(lineas, frases, strict=True)}
