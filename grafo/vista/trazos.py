"""The ties of a drawing: which are drawn, where they leave and arrive, and the hubs in which they meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grafo.limpieza import limpiar
from grafo.red import Arista, RedDeAlineacion, clave_natural
from grafo.vista.escritura import TAM, numeros_en_tramos
from grafo.vista.orden import separar
from grafo.vista.piezas import Columna, Punto, Renglon, Tarjeta, Trazo
from grafo.vista.rotulos import rotulo
from grafo.vista.tarjetas import Rotulador
from grafo.vista.texto import ancho_de_texto, envolver

__all__ = ["trazar"]

_ALTO_DE_NUDO = 20.0
_PASO_DE_PUERTO = 7.0
_ANCHO_DE_LLAVE = 7.0


@dataclass(slots=True)
class _Vinculo:
    """A tie before it has a way: from `origen` (left) to `destino` (right)."""

    origen: str
    destino: str
    relacion: str
    clase: str
    concluido: bool
    titulo: str
    desde: Punto = (0.0, 0.0)
    hasta: Punto = (0.0, 0.0)


def trazar(
    red: RedDeAlineacion, tarjetas: Mapping[str, Tarjeta], columnas: Mapping[str, Columna], rotulador: Rotulador,
    externas: Sequence[str], idioma: str,
) -> tuple[tuple[Trazo, ...], tuple[Tarjeta, ...]]:
    """Return the ties between the cards, and the extra cards they need: hubs of articles or sessions, and brackets."""
    taller = _Taller(red, dict(tarjetas), columnas, rotulador, idioma)
    vinculos = [*taller.estructura(), *taller.mandatos(), *taller.apoyos(externas)]
    return tuple(taller.encaminar(vinculos)), tuple(taller.extra.values())


class _Taller:
    def __init__(
        self, red: RedDeAlineacion, tarjetas: dict[str, Tarjeta], columnas: Mapping[str, Columna],
        rotulador: Rotulador, idioma: str,
    ) -> None:
        self._red, self._tarjetas, self._columnas = red, tarjetas, columnas
        self._rotulador, self._idioma = rotulador, idioma
        self._orden = [*columnas]
        self.extra: dict[str, Tarjeta] = {}
        self._carriles: dict[str, float] = {}
        self._padre: dict[str, str] = {}
        for a in red.de_relacion("contiene"):
            if a.origen in tarjetas and a.destino in tarjetas:
                self._padre.setdefault(a.destino, a.origen)

    def estructura(self) -> list[_Vinculo]:
        """Norm → article and parent → child."""
        partes = [(a.destino, a.origen, a) for a in self._red.de_relacion("es_parte_de")]
        partes += [(a.origen, a.destino, a) for a in self._red.de_relacion("contiene")]
        return [
            self._vinculo(izquierda, derecha, a.relacion, a.concluida) for izquierda, derecha, a in partes
            if self._hacia_la_derecha(izquierda, derecha)
        ]

    def mandatos(self) -> list[_Vinculo]:
        """Article, or hub of the articles stated jointly, → the topmost item whose lines rest on it."""
        grupos: dict[tuple[str, str], list[Arista]] = {}
        for a in self._red.mandatos().values():
            cabeza = self._cabeza(a.origen)
            if cabeza in self._tarjetas and a.destino in self._tarjetas:
                grupos.setdefault((f"bloque:{a.bloque}" if a.bloque else a.destino, cabeza), []).append(a)
        self._poner_nudos(grupos)
        vinculos, entradas = [], set()
        for (fuente, cabeza), aristas in sorted(grupos.items()):
            concluido = all(a.concluida for a in aristas)
            detalle = self._rotulador.leyenda_de_mandatos(aristas)
            vinculos.append(self._vinculo(fuente, cabeza, "mandato", concluido, detalle))
            for a in aristas if fuente.startswith("bloque:") else ():
                if (a.destino, fuente) not in entradas:
                    entradas.add((a.destino, fuente))
                    vinculos.append(self._vinculo(a.destino, fuente, "mandato", concluido))
        return vinculos

    def _cabeza(self, iri: str) -> str:
        vistos = {iri}
        while (superior := self._padre.get(iri)) and superior not in vistos:
            vistos.add(superior)
            iri = superior
        return iri

    def _poner_nudos(self, grupos: Mapping[tuple[str, str], Sequence[Arista]]) -> None:
        """Put the hubs beside their articles, and keep a lane free for each article that leads on by itself."""
        miembros: dict[str, set[str]] = {}
        for (fuente, _), aristas in grupos.items():
            miembros.setdefault(fuente, set()).update(a.destino for a in aristas)
        if "bloque" not in self._columnas:
            return
        deseos = {f: sum(self._tarjetas[i].centro[1] for i in sorted(ms)) / len(ms) for f, ms in miembros.items()}
        fuentes = sorted(deseos, key=lambda f: (deseos[f], f))
        altos = [_ALTO_DE_NUDO if f.startswith("bloque:") else 6.0 for f in fuentes]
        tope = min((t.y for t in self._tarjetas.values()), default=0.0)
        fondo = max((t.y + t.alto for t in self._tarjetas.values()), default=0.0)
        for fuente, y, alto in zip(
            fuentes, separar([deseos[f] for f in fuentes], altos, 4.0, tope, fondo), altos, strict=True
        ):
            if not fuente.startswith("bloque:"):
                self._carriles[fuente] = y + alto / 2
                continue
            nombre = limpiar(fuente.removeprefix("bloque:"))
            self._poner_nudo(fuente, "bloque", y, nombre, f"{rotulo('bloque', self._idioma)}: {nombre}")

    def _poner_nudo(self, iri: str, clase: str, y: float, nombre: str, titulo: str) -> None:
        lugar = self._columnas[clase]
        texto = (envolver(nombre, (lugar.ancho - 8) / 1.09, TAM, 1) or ("",))[0]
        dx = (lugar.ancho - ancho_de_texto(texto, TAM, negrita=True)) / 2
        self.extra[iri] = self._tarjetas[iri] = Tarjeta(
            iri, clase, clase, lugar.x, y, lugar.ancho, _ALTO_DE_NUDO, (Renglon(dx, 14.5, texto, negrita=True),), (),
            titulo,
        )

    def apoyos(self, externas: Sequence[str]) -> list[_Vinculo]:
        """Line → what stands in the last column; a tie to a whole objective or strategy leaves from a bracket."""
        visibles = {n.iri for n in self._red.de_clase(*externas)}
        vinculos = []
        juntas: dict[str, list[tuple[str, bool]]] = {}
        for a in self._red.de_relacion("apoya", "responsable", "trata"):
            externa, interna = (a.origen, a.destino) if a.origen in visibles else (a.destino, a.origen)
            if externa not in visibles or interna not in self._tarjetas or externa in self._rotulador.comunes:
                continue
            fuente = interna if self._tarjetas[interna].columna == "linea" else self._llave(interna)
            if fuente and "haz" in self._columnas:
                juntas.setdefault(fuente, []).append((externa, a.concluida))
            elif fuente:
                vinculos.append(self._vinculo(fuente, externa, a.relacion, a.concluida))
        return [*vinculos, *self._haces(juntas)]

    def _haces(self, juntas: Mapping[str, Sequence[tuple[str, bool]]]) -> list[_Vinculo]:
        """Lines dealt with in the same sessions → one hub → each of those sessions."""
        haces: dict[tuple[str, ...], list[str]] = {}
        for fuente, suyas in juntas.items():
            haces.setdefault(tuple(sorted({externa for externa, _ in suyas})), []).append(fuente)
        if not haces:
            return []
        deseos = {s: sum(self._tarjetas[f].centro[1] for f in fs) / len(fs) for s, fs in haces.items()}
        orden = sorted(deseos, key=lambda s: (deseos[s], s))
        tope = min(t.y for t in self._tarjetas.values())
        fondo = max(t.y + t.alto for t in self._tarjetas.values())
        altos = [_ALTO_DE_NUDO] * len(orden)
        vinculos: list[_Vinculo] = []
        for sesiones, y in zip(orden, separar([deseos[s] for s in orden], altos, 4.0, tope, fondo), strict=True):
            iri = f"haz:{' '.join(sesiones)}"
            nodos = [self._tarjetas[s].nodo for s in sesiones]
            nombre = numeros_en_tramos(sorted({limpiar(n.numero) for n in nodos if n}, key=clave_natural))
            self._poner_nudo(iri, "haz", y, f"S{nombre}", rotulo("haz", self._idioma, nombre))
            dichas = {f: [c for _, c in juntas[f]] for f in haces[sesiones]}
            vinculos += [self._vinculo(f, iri, "trata", all(dichas[f])) for f in haces[sesiones]]
            vinculos += [self._vinculo(iri, s, "trata", all(
                c for f in haces[sesiones] for x, c in juntas[f] if x == s)) for s in sesiones]
        return vinculos

    def _llave(self, iri: str) -> str:
        """Return the bracket that spans the lines under `iri`; none when it has no lines."""
        clave = f"llave:{iri}"
        lineas = [t for t in self._tarjetas.values() if t.clase == "linea" and self._cuelga(t.iri, iri)]
        if lineas and clave not in self.extra:
            arriba, abajo = min(t.y for t in lineas), max(t.y + t.alto for t in lineas)
            x = lineas[0].x + lineas[0].ancho + 4
            self.extra[clave] = self._tarjetas[clave] = Tarjeta(
                clave, "llave", "linea", x, arriba, _ANCHO_DE_LLAVE, abajo - arriba, (), (), self._tarjetas[iri].titulo
            )
        return clave if lineas else ""

    def _cuelga(self, iri: str, antepasado: str) -> bool:
        vistos: set[str] = set()
        while iri and iri != antepasado and iri not in vistos:
            vistos.add(iri)
            iri = self._padre.get(iri, "")
        return iri == antepasado

    def _hacia_la_derecha(self, izquierda: str, derecha: str) -> bool:
        a, b = self._tarjetas.get(izquierda), self._tarjetas.get(derecha)
        return bool(a and b and self._orden.index(a.columna) < self._orden.index(b.columna))

    def _vinculo(self, origen: str, destino: str, relacion: str, concluido: bool, detalle: str = "") -> _Vinculo:
        a, b = self._tarjetas[origen], self._tarjetas[destino]
        titulo = f"{_corto(a)} → {_corto(b)}" + (f". {detalle}" if detalle else "")
        if concluido:
            titulo += f" ({rotulo('concluida', self._idioma)})"
        return _Vinculo(origen, destino, relacion, a.nodo.clase if a.nodo else a.clase, concluido, titulo)

    def encaminar(self, vinculos: Sequence[_Vinculo]) -> list[Trazo]:
        """Give each tie its ports and its way."""
        for v in vinculos:
            a, b = self._tarjetas[v.origen], self._tarjetas[v.destino]
            v.desde, v.hasta = (a.x + a.ancho, a.centro[1]), (b.x, b.centro[1])
        self._repartir_puertos(vinculos)
        return [
            Trazo(v.origen, v.destino, v.relacion, v.clase, self._camino(v), v.concluido, v.titulo) for v in vinculos
        ]

    def _repartir_puertos(self, vinculos: Sequence[_Vinculo]) -> None:
        """Spread the ties that arrive at a card over its left side, in the order they come from."""
        llegadas: dict[str, list[_Vinculo]] = {}
        for v in vinculos:
            llegadas.setdefault(v.destino, []).append(v)
        for destino, suyos in llegadas.items():
            tarjeta = self._tarjetas[destino]
            if len(suyos) < 2 or tarjeta.clase in ("bloque", "haz"):
                continue
            paso = min(_PASO_DE_PUERTO, (tarjeta.alto - 12) / (len(suyos) - 1))
            suyos.sort(key=lambda v: (self._carriles.get(v.origen, v.desde[1]), v.desde[0]))
            for i, v in enumerate(suyos):
                v.hasta = v.hasta[0], v.hasta[1] + (i - (len(suyos) - 1) / 2) * paso

    def _camino(self, v: _Vinculo) -> tuple[Punto, ...]:
        """Return the way of a tie: through its lane beside the hubs, and level through the columns it skips."""
        a, b = self._tarjetas[v.origen], self._tarjetas[v.destino]
        desde, destino = self._orden.index(a.columna), self._orden.index(b.columna)
        puntos = [v.desde]
        if a.columna == "articulo" and b.columna != "bloque" and "bloque" in self._columnas:
            lugar, y = self._columnas["bloque"], self._carriles[v.origen]
            puntos += [(lugar.x, y), (lugar.x + lugar.ancho, y)]
            desde += 1
        if destino > desde + 1:
            puntos.append((self._columnas[self._orden[desde + 1]].x, v.hasta[1]))
        return (*puntos, v.hasta)


def _corto(tarjeta: Tarjeta) -> str:
    return " ".join(r.texto for r in tarjeta.renglones[:1]) or tarjeta.titulo

