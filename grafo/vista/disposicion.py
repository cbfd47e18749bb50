"""The layout of the network: columns from the norm to the partner, in the document's order, by arithmetic only.

Same network, same drawing, to the last digit: no randomness, no physics, no browser.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from grafo.limpieza import limpiar
from grafo.red import Nodo, RedDeAlineacion, clave_natural
from grafo.vista.arbol import Rama, ramas
from grafo.vista.columnas import medir_columnas
from grafo.vista.escritura import ALTO_DE_RENGLON, Escritura, ajustar
from grafo.vista.orden import ordenar, separar
from grafo.vista.piezas import Disposicion, Marco, Renglon, Tarjeta
from grafo.vista.rotulos import rotulo
from grafo.vista.tarjetas import Rotulador
from grafo.vista.trazos import trazar

__all__ = ["VISTAS", "disponer"]

VISTAS: Mapping[str, tuple[str, ...]] = {
    "apoyos": ("alianza", "evento"), "direcciones": ("unidad",), "sesiones": ("sesion",),
}
"""What the last column holds: by default alliances and events."""

_BANDA, _CABECERA, _PIE = 50.0, 24.0, 42.0
_SEPARACION = {"linea": 5.0, "estrategia": 11.0, "objetivo": 16.0}
_RENGLONES_MINIMOS = {"linea": 1, "estrategia": 2, "objetivo": 4}
_RENGLONES_MAXIMOS = {"estrategia": 6, "objetivo": 10}
_ALTO_DE_HUECO = 18.0
_ALTO_MINIMO, _ALTO_POR_TARJETA = 220.0, 64.0


def disponer(
    red: RedDeAlineacion, ancho: float = 1400, alto: float = 900, *, vista: str = "apoyos", idioma: str = "es",
    huecos: bool = True,
) -> Disposicion:
    """Return `red` laid out in `ancho` × `alto` px; it grows when the text (12 px) would not fit, and is lower when
    there is little to show.

    `vista` chooses the last column (one of `VISTAS`), `idioma` the labels ("es", "en"). Lines get as many rows as
    the height allows, one to three. `huecos` marks the numbers that are skipped: not for a network that was cut down,
    whose missing numbers the document does have. Raises `KeyError` for an unknown view.
    """
    return _Mesa(red, ancho, alto, vista, idioma, huecos).disposicion()


def _alto_que_basta(red: RedDeAlineacion) -> float:
    """Return the height in which the fullest column has room to spare."""
    cuantos = Counter(n.clase for n in red.nodos)
    return _ALTO_MINIMO + _ALTO_POR_TARJETA * max(cuantos.values(), default=0)


class _Mesa:
    """The working table of one layout: columns first, the tree from top to bottom, then the outer columns."""

    def __init__(self, red: RedDeAlineacion, ancho: float, alto: float, vista: str, idioma: str, huecos: bool) -> None:
        self._red, self._idioma, self._vista = red, idioma, vista
        self._externas = VISTAS[vista]
        self._rotulador = Rotulador(red, idioma, vista)
        self._tope = _BANDA + _CABECERA
        self._fondo = min(alto, _alto_que_basta(red)) - _PIE
        self._tarjetas: dict[str, Tarjeta] = {}
        self._marcos: list[Marco] = []
        self._atadas = {iri for a in red.aristas for iri in (a.origen, a.destino)}
        self._columnas, self._ancho = medir_columnas(red, ancho, VISTAS[vista], rotulo(vista, idioma), idioma)
        self._bosque = ramas(red, huecos=huecos)
        self._renglones, self._aire = 1, 0.0

    def disposicion(self) -> Disposicion:
        """Lay out and return."""
        self._colocar_arbol()
        self._colocar_articulos()
        self._colocar_normas()
        self._colocar_externas()
        trazos, nudos = trazar(self._red, self._tarjetas, self._columnas, self._rotulador, self._externas, self._idioma)
        tarjetas = self._en_orden([*self._tarjetas.values(), *nudos])
        fondo = max((t.y + t.alto for t in tarjetas), default=self._tope)
        return Disposicion(
            red=self._red, idioma=self._idioma, vista=self._vista, ancho=self._ancho,
            alto=max(self._fondo, fondo) + _PIE, cuerpo=(self._tope, max(self._fondo, fondo)),
            titulo=limpiar(self._red.programa) or rotulo("sin_programa", self._idioma),
            avisos=self._rotulador.avisos(), columnas=tuple(self._columnas.values()), marcos=tuple(self._marcos),
            tarjetas=tarjetas, trazos=trazos,
            actos=tuple(sorted((codigo, limpiar(verbo)) for verbo, codigo in self._rotulador.actos.items())),
        )

    def _colocar_arbol(self) -> None:
        disponible = self._fondo - self._tope
        for renglones in (3, 2, 1):
            self._renglones = renglones
            total = self._extension_de(self._bosque)
            if total <= disponible:
                break
        huecos = max(1, sum(1 for r in _todas(self._bosque) if r.columna == "estrategia"))
        self._aire = min(14.0, max(0.0, disponible - total) / huecos)
        self._fondo = max(self._fondo, self._tope + self._extension_de(self._bosque))
        self._colocar_hijas(self._bosque, self._tope, self._fondo)

    def _separacion(self, rama: Rama) -> float:
        return _SEPARACION[rama.columna] + (self._aire if rama.columna == "estrategia" else 0.0)

    def _extension_de(self, hermanas: Sequence[Rama]) -> float:
        return sum(self._extension(r) + self._separacion(r) for r in hermanas) - (
            self._separacion(hermanas[-1]) if hermanas else 0.0
        )

    def _extension(self, rama: Rama) -> float:
        """Return the height a branch needs: its own card or all its children, whichever is more."""
        if rama.nodo is None:
            return _ALTO_DE_HUECO
        if rama.nodo.clase == "linea":
            return 8 + self._renglones * ALTO_DE_RENGLON
        if rama.nodo.clase == "objetivo_estrategico":
            cabeza = self._escribir(rama, 4).alto
            if not rama.hijos:
                return cabeza
            primera = rama.hijos[0]
            holgura = max(0.0, cabeza + 8 + self._propio(primera) - self._extension(primera))
            return holgura + self._extension_de(rama.hijos)
        return max(self._propio(rama), self._extension_de(rama.hijos))

    def _propio(self, rama: Rama) -> float:
        return self._escribir(rama, _RENGLONES_MINIMOS[rama.columna]).alto if rama.nodo else _ALTO_DE_HUECO

    def _escribir(self, rama: Rama, renglones: int) -> Escritura:
        assert rama.nodo is not None
        return self._rotulador.escribir(rama.nodo, self._columnas[rama.columna].ancho, renglones)

    def _colocar_hijas(self, hermanas: Sequence[Rama], desde: float, hasta: float, reserva: float = 0.0) -> None:
        """Place sisters one under the other, in the middle of the room; `reserva` px stay free above the first card."""
        y = desde + max(0.0, (hasta - desde - self._extension_de(hermanas)) / 2)
        for i, rama in enumerate(hermanas):
            libre = reserva if i == 0 else 0.0
            extension = max(self._extension(rama), libre + self._propio(rama) if libre else 0.0)
            self._colocar_rama(rama, y, y + extension, libre)
            y += extension + self._separacion(rama)

    def _colocar_rama(self, rama: Rama, desde: float, hasta: float, reserva: float) -> None:
        if rama.nodo is None:
            self._poner_hueco(rama, desde + reserva)
        elif rama.nodo.clase == "objetivo_estrategico":
            escritura = self._escribir(rama, 4)
            self._poner(rama.nodo, rama.columna, desde, escritura)
            y_hijas = desde if rama.hijos else hasta
            self._colocar_hijas(rama.hijos, y_hijas, y_hijas, escritura.alto + 8)
            self._enmarcar(rama)
        else:
            desde_tarjeta = desde + reserva
            maximo = self._renglones
            if rama.nodo.clase != "linea":
                cabidos = int((hasta - desde_tarjeta - 8) // ALTO_DE_RENGLON)
                minimo = _RENGLONES_MINIMOS[rama.columna]
                maximo = max(minimo, min(cabidos, _RENGLONES_MAXIMOS[rama.columna]))
            escritura = self._escribir(rama, maximo)
            alto = hasta - desde if rama.nodo.clase == "linea" else escritura.alto
            y = desde_tarjeta + (hasta - desde_tarjeta - alto) / 2
            self._poner(rama.nodo, rama.columna, y, escritura, alto)
            self._colocar_hijas(rama.hijos, desde, hasta)

    def _poner(self, nodo: Nodo, columna: str, y: float, escritura: Escritura, alto: float | None = None) -> None:
        lugar = self._columnas[columna]
        self._tarjetas[nodo.iri] = Tarjeta(
            iri=nodo.iri, clase=nodo.clase, columna=columna, x=lugar.x, y=y, ancho=lugar.ancho,
            alto=escritura.alto if alto is None else alto, renglones=escritura.renglones, fichas=escritura.fichas,
            titulo=self._rotulador.titulo(nodo), suelta=nodo.iri not in self._atadas, nodo=nodo,
        )

    def _poner_hueco(self, rama: Rama, y: float) -> None:
        assert rama.faltan is not None
        primero, ultimo = rama.faltan
        lugar = self._columnas[rama.columna]
        texto = rotulo("falta" if primero == ultimo else "faltan", self._idioma, primero, ultimo)
        corto = texto if rama.columna == "linea" else texto.split(":")[0] + " —"
        renglon = Renglon(10, 13, ajustar(corto, lugar.ancho - 16))
        self._tarjetas[rama.iri] = Tarjeta(
            rama.iri, "hueco", rama.columna, lugar.x, y, lugar.ancho, _ALTO_DE_HUECO, (renglon,), (),
            f"{rotulo('hueco', self._idioma)}: {texto}",
        )

    def _enmarcar(self, rama: Rama) -> None:
        dentro = [self._tarjetas[r.iri] for r in (rama, *rama.hijos) if r.columna == "objetivo"]
        arriba, abajo = min(t.y for t in dentro), max(t.y + t.alto for t in dentro)
        self._marcos.append(
            Marco("objetivo_estrategico", dentro[0].x - 7, arriba - 6, dentro[0].ancho + 14, abajo - arriba + 12)
        )

    def _colocar_articulos(self) -> None:
        """Articles by norm and number, each near what it leads to."""
        orden = {n.iri: i for i, n in enumerate(self._red.de_clase("norma"))}
        norma_de = {a.origen: orden.get(a.destino, -1) for a in self._red.de_relacion("es_parte_de")}
        articulos = sorted(
            self._red.de_clase("articulo"), key=lambda n: (norma_de.get(n.iri, len(orden)), clave_natural(n.numero))
        )
        self._apilar(articulos, "articulo", {n.iri: self._medio() for n in articulos}, 3, 10.0)

    def _medio(self) -> float:
        return (self._tope + self._fondo) / 2

    def _colocar_normas(self) -> None:
        """Norms in the document's order; one with articles near them, the others beside their neighbours."""
        deseos: dict[str, float] = {}
        for norma in self._red.de_clase("norma"):
            suyos = [a.origen for a in self._red.de_relacion("es_parte_de") if a.destino == norma.iri]
            alturas = [self._tarjetas[iri].centro[1] for iri in suyos if iri in self._tarjetas]
            deseos[norma.iri] = sum(alturas) / len(alturas) if alturas else self._medio()
        self._apilar(self._red.de_clase("norma"), "norma", deseos, 3, 8.0)

    def _colocar_externas(self) -> None:
        """Outer cards in the order that crosses least, each near the lines it is tied to."""
        alturas: dict[str, list[float]] = {}
        for a in self._red.de_relacion("apoya", "responsable", "trata"):
            for externa, interna in ((a.origen, a.destino), (a.destino, a.origen)):
                if interna in self._tarjetas:
                    alturas.setdefault(externa, []).append(self._tarjetas[interna].centro[1])
        nodos = {n.iri: n for n in self._red.de_clase(*self._externas)}
        alturas |= {iri: [self._tope] for iri in self._rotulador.comunes}
        orden = ordenar(list(nodos), alturas)
        deseos = {iri: sum(alturas[iri]) / len(alturas[iri]) if alturas.get(iri) else self._fondo for iri in orden}
        self._apilar([nodos[iri] for iri in orden], "externo", deseos, 4, 8.0)

    def _apilar(
        self, nodos: Sequence[Nodo], columna: str, deseos: Mapping[str, float], renglones: int, hueco: float
    ) -> None:
        """Stack cards in the order given, each as near as possible to its wish, with as many rows as fit."""
        if not nodos:
            return
        ancho, disponible = self._columnas[columna].ancho, self._fondo - self._tope
        for maximo in range(renglones, 0, -1):
            escrituras = [self._rotulador.escribir(nodo, ancho, maximo) for nodo in nodos]
            if sum(e.alto + hueco for e in escrituras) - hueco <= disponible:
                break
        lugares = separar([deseos[n.iri] for n in nodos], [e.alto for e in escrituras], hueco, self._tope, self._fondo)
        for nodo, escritura, y in zip(nodos, escrituras, lugares, strict=True):
            self._poner(nodo, columna, y, escritura)

    def _en_orden(self, tarjetas: Sequence[Tarjeta]) -> tuple[Tarjeta, ...]:
        """Return the cards column by column, from top to bottom: the order of reading and of the Tab key."""
        columnas = [*self._columnas]
        return tuple(sorted(tarjetas, key=lambda t: (columnas.index(t.columna), t.y, t.x, t.iri)))


def _todas(bosque: Sequence[Rama]) -> Iterator[Rama]:
    for rama in bosque:
        yield rama
        yield from _todas(rama.hijos)
