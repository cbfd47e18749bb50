"""The inside of an article: paragraphs, apartados, fractions, incisos, numerals.

A marker counts where the text before it allows a new item and its series goes on (A after nothing, IV after III, b
after a). An unmarked paragraph below an item is that item's while its series goes on behind it; behind the last item
of all it is the article's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from grafo.ley.corrido import Corredor
from grafo.ley.modelo import Parte
from grafo.ley.ordinales import ROMANO, SUFIJO, en_romano, orden_de_sufijo, romano
from grafo.ley.pliego import Pliego, termina
from grafo.ley.renglones import Renglon
from grafo.modelo import Pasaje

__all__ = ["Interior", "leer_interior"]

_RESTO = rf"(?:[ \t]+(?P<sufijo>{SUFIJO})\b)?[ \t]*"
_FRACCION = re.compile(rf"(?P<n>{ROMANO}){_RESTO}(?:\.[ \t]?[-–—]*|[-–—)])(?=[ \t]|$)")
_RANGO = re.compile(rf"(?P<n>{ROMANO})\.?[ \t]+(?:al?|y)[ \t]+(?P<fin>{ROMANO})(?:\.[ \t]?[-–—]*|[-–—)])(?=[ \t]|$)")
_APARTADO = re.compile(rf"(?P<n>[A-Z]){_RESTO}(?:\.[ \t]?[-–—]*|[)])(?=[ \t]|$)")
_INCISO = re.compile(rf"(?P<n>[a-zñ]){_RESTO}\)(?=[ \t]|$|[A-ZÁÉÍÓÚÑ])")
_NUMERAL = re.compile(r"(?P<n>\d{1,2})(?P<sufijo>)(?:\.[ \t]?[-–—]*|[)])(?=[ \t]|$)")
_ROMANITO = re.compile(r"(?P<n>[ivx]{1,5})(?P<sufijo>)[.)](?=[ \t]|$)")
_LETRAS = "abcdefghijklmnñopqrstuvwxyz"
_SIN_ENE = _LETRAS.replace("ñ", "")


@dataclass(frozen=True, slots=True)
class Interior:
    """What an article holds: paragraphs of its own, marked parts, and the holes in their numbering.

    A hole is (kind, number expected, number found).
    """

    parrafos: tuple[Pasaje, ...]
    partes: tuple[Parte, ...]
    huecos: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class _Marca:
    clase: str
    numero: str
    valor: int
    sufijo: int
    largo: int
    hasta: int = 0


@dataclass(slots=True)
class _Bloque:
    """A marked item or an unmarked paragraph; `nivel` is the depth of its series, `nueva` that it opens one."""

    marca: _Marca | None
    nivel: int
    nueva: bool
    renglones: list[Renglon] = field(default_factory=list)
    hijos: list[_Bloque] = field(default_factory=list)
    propios: list[list[Renglon]] = field(default_factory=list)


def leer_interior(pliego: Pliego, corredor: Corredor, renglones: Sequence[Renglon]) -> Interior:
    """Return the inside of an article out of the lines of its text."""
    bloques, huecos = _bloques(pliego, renglones)
    raiz = _Bloque(None, -1, False)
    rama = [raiz]
    for bloque, nivel in zip(bloques, _niveles(bloques), strict=True):
        if bloque.marca is None:
            rama[min(nivel, len(rama) - 1)].propios.append(bloque.renglones)
            continue
        del rama[bloque.nivel + 1:]
        rama[-1].hijos.append(bloque)
        rama.append(bloque)
    parrafos = tuple(p for propios in raiz.propios if (p := corredor.pasaje(propios)))
    return Interior(parrafos, _partes(corredor, raiz), tuple(huecos))


def _niveles(bloques: Sequence[_Bloque]) -> list[int]:
    """Return for each block how deep an unmarked paragraph in its place belongs, by the next marked item."""
    niveles: list[int] = []
    nivel = 0
    for bloque in reversed(bloques):
        if bloque.marca is not None:
            nivel = bloque.nivel + (not bloque.nueva)
        niveles.append(nivel)
    return niveles[::-1]


def _partes(corredor: Corredor, padre: _Bloque) -> tuple[Parte, ...]:
    partes: list[Parte] = []
    for bloque in padre.hijos:
        assert bloque.marca is not None
        texto = corredor.pasaje([r for grupo in (bloque.renglones, *bloque.propios) for r in grupo])
        dentro = _partes(corredor, bloque)
        otros = (en_romano(valor) for valor in range(bloque.marca.valor + 1, bloque.marca.hasta + 1))
        for numero in (bloque.marca.numero, *otros):
            partes.append(Parte(bloque.marca.clase, numero, texto or Pasaje("", ()), dentro))
    return tuple(partes)


def _bloques(pliego: Pliego, renglones: Sequence[Renglon]) -> tuple[list[_Bloque], list[tuple[str, str, str]]]:
    """Cut the lines into marked items and unmarked paragraphs."""
    bloques: list[_Bloque] = []
    series: list[_Marca] = []
    huecos: list[tuple[str, str, str]] = []
    segundas = {m.clase: orden for orden, r in enumerate(renglones) for m in _marcas(r.texto) if m.valor == 2}
    for orden, renglon in enumerate(renglones):
        previo = renglones[orden - 1] if orden else None
        hallada = None
        if previo is None or _admite(pliego, previo, renglon):
            hallada = _hallar(series, renglon.texto, {clase for clase, lugar in segundas.items() if lugar > orden})
        if hallada is not None:
            marca, nivel, nueva = hallada
            if not nueva and marca.valor > max(series[nivel].valor, series[nivel].hasta) + 1:
                huecos.append((marca.clase, _siguiente_a(series[nivel]), marca.numero))
            series[nivel:] = [marca]
            bloques.append(_Bloque(marca, nivel, nueva, [_sin_marca(renglon, marca.largo)]))
        elif not bloques or (previo is not None and pliego.corta(previo, renglon)):
            bloques.append(_Bloque(None, 0, False, [renglon]))
        else:
            bloques[-1].renglones.append(renglon)
    return bloques, huecos


def _sin_marca(renglon: Renglon, largo: int) -> Renglon:
    resto = renglon.texto[largo:]
    limpio = resto.lstrip()
    return replace(renglon, inicio=renglon.fin - len(limpio), texto=limpio)


def _admite(pliego: Pliego, previo: Renglon, renglon: Renglon) -> bool:
    """Tell whether an item can begin below a line: it ends a clause ("…; y"), or an empty line stands between."""
    if termina(previo.texto) or previo.texto.endswith(",") or re.search(r"[;,.] [yoe]$", previo.texto):
        return True
    return not previo.texto or (renglon.blanco and pliego.hay_blancos and not renglon.salto)


def _hallar(series: Sequence[_Marca], texto: str, con_segunda: Set[str]) -> tuple[_Marca, int, bool] | None:
    """Return the marker with which a line starts, the depth of its series, and whether it opens one.

    A series of capital letters, of figures or of small Roman numerals opens only where its second item follows
    (`con_segunda`): one alone is text.
    """
    marcas = list(_marcas(texto))
    for holgura in (1, 5):
        for nivel in range(len(series) - 1, -1, -1):
            for marca in marcas:
                if marca.clase == series[nivel].clase and _sigue_a(series[nivel], marca, holgura):
                    return marca, nivel, False
        if holgura > 1:
            break
        for marca in marcas:
            if marca.valor == 1 and not marca.sufijo and marca.clase in {"fraccion", "inciso"} | con_segunda:
                mismas = [n for n, serie in enumerate(series) if serie.clase == marca.clase]
                return marca, mismas[0] if mismas else len(series), True
    return None


def _sigue_a(serie: _Marca, marca: _Marca, holgura: int) -> bool:
    ultimo = max(serie.valor, serie.hasta)
    if marca.valor == ultimo:
        return marca.sufijo > serie.sufijo
    return ultimo < marca.valor <= ultimo + holgura


def _siguiente_a(serie: _Marca) -> str:
    valor = max(serie.valor, serie.hasta) + 1
    return en_romano(valor) if serie.clase == "fraccion" else str(valor) if serie.clase == "numeral" else (
        _LETRAS[min(valor, len(_LETRAS)) - 1])


def _marcas(texto: str) -> Iterator[_Marca]:
    """Yield what the start of a line can be: "C." is the third letter and the hundredth fraction."""
    if m := _RANGO.match(texto):
        desde, hasta = romano(m["n"]), romano(m["fin"])
        if desde and hasta and desde < hasta <= desde + 100:
            yield _Marca("fraccion", m["n"], desde, 0, m.end(), hasta)
    for clase, patron in (("fraccion", _FRACCION), ("apartado", _APARTADO), ("inciso", _INCISO), ("numeral", _NUMERAL),
                          ("romanito", _ROMANITO)):
        m = patron.match(texto)
        if m is None:
            continue
        sufijo = m["sufijo"] or ""
        numero = " ".join(filter(None, (m["n"], sufijo.capitalize())))
        for valor in _valores(clase, m["n"]):
            yield _Marca(clase, numero, valor, orden_de_sufijo(sufijo), m.end())


def _valores(clase: str, escrito: str) -> tuple[int, ...]:
    """Return the values of a marker; letters count with and without ñ, so that either alphabet goes on."""
    if clase in ("fraccion", "romanito"):
        valor = romano(escrito)
        return (valor,) if valor else ()
    if clase == "numeral":
        return (int(escrito),)
    letra = escrito.lower()
    con = _LETRAS.index(letra) + 1
    return (con, con - 1) if letra > "n" and letra in _SIN_ENE else (con,)
