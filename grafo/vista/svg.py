"""The drawing as one accessible SVG: the same text stands alone as a file and inline in a page under a strict CSP."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from jinja2 import Environment, PackageLoader, StrictUndefined

from grafo.limpieza import limpiar
from grafo.red import NIVELES, Nodo
from grafo.vista.marcas import FIGURAS, Marca
from grafo.vista.piezas import Disposicion, Punto, Tarjeta
from grafo.vista.rotulos import COLORES, TINTA, rotulo
from grafo.vista.texto import FAMILIA, ancho_de_texto, envolver

__all__ = ["enlace_seguro", "svg"]

_TAM_DE_TITULO = 17.0


@dataclass(frozen=True, slots=True)
class _Parte:
    """A piece of the legend: a line or a symbol, and its text `sangria` px further."""

    texto: str
    x: float = 0.0
    y: float = 0.0
    sangria: float = 0.0
    linea: str = ""
    simbolo: str = ""
    marca: str = ""
    negrita: bool = False


def svg(
    disposicion: Disposicion, *, idioma: str = "es", enlaces: Callable[[Nodo], str | None], prefijo: str = "alineacion",
    cadenas: Mapping[str, Sequence[str]] | None = None, elegida: str = "",
    marcas: Mapping[str, Marca] | None = None, resumen: str = "",
) -> str:
    """Return the drawing as SVG text, each card a link to what `enlaces` gives for its node (None: no link).

    Needs no style sheet and no script. `prefijo` begins the ids, for pages with several drawings. A link that is
    neither http(s) nor relative is left out. Everything from a document is escaped. `cadenas` are the cards that each
    card lights (`grafo.vista.detalle.iluminadas`): written on the cards for scripts; with `elegida` (IRI of a card)
    the rest stands at 20 %. `marcas` are what a simulation says of cards, each a shape with its words; `resumen` says
    it in the banner.
    """
    lugares = {t.iri: i for i, t in enumerate(disposicion.tarjetas)}
    luces = {iri: " ".join(str(lugares[x]) for x in suyas) for iri, suyas in (cadenas or {}).items()}
    vivas = frozenset((cadenas or {}).get(elegida, lugares))

    def enlace(tarjeta: Tarjeta) -> str | None:
        return enlace_seguro(enlaces(tarjeta.nodo)) if tarjeta.nodo else None

    util = disposicion.ancho - 28
    aviso = resumen or "   ".join(disposicion.avisos)
    return _entorno().get_template("alineacion.svg").render(
        d=disposicion, prefijo=prefijo, r=rotulo, familia=FAMILIA, tinta=TINTA, colores=COLORES, enlace=enlace,
        camino=_camino, titulo=_recortar(disposicion.titulo, util, _TAM_DE_TITULO * 1.08),
        aviso=_recortar(aviso, util, 12), leyenda=_leyenda(disposicion, idioma, marcas or {}),
        marcas=marcas or {}, figuras=FIGURAS, luces=luces, vivas=vivas, elegida=elegida,
    )


def enlace_seguro(destino: str | None) -> str | None:
    """Return `destino` when it is http, https or relative to the page; None for anything that could run."""
    if not destino or " " in destino or limpiar(destino) != destino:
        return None
    esquema, dos_puntos, _ = destino.partition(":")
    relativo = not dos_puntos or any(c in esquema for c in "/?#")
    return destino if relativo or esquema.lower() in ("http", "https") else None


def _entorno() -> Environment:
    entorno = Environment(loader=PackageLoader("grafo.vista", "plantillas"), autoescape=True, undefined=StrictUndefined)
    entorno.finalize = _finalizar
    entorno.filters["limpiar"] = limpiar
    return entorno


def _finalizar(valor: object) -> object:
    """Write lengths with one decimal at most, so that the text is short and the same everywhere."""
    return f"{valor:.1f}".removesuffix(".0") if isinstance(valor, float) else valor


def _camino(puntos: tuple[Punto, ...]) -> str:
    trozos = [f"M{_finalizar(puntos[0][0])} {_finalizar(puntos[0][1])}"]
    for (x0, y0), (x1, y1) in pairwise(puntos):
        if y0 == y1:
            trozos.append(f"H{_finalizar(x1)}")
        else:
            medio = _finalizar((x0 + x1) / 2)
            trozos.append(f"C{medio} {_finalizar(y0)} {medio} {_finalizar(y1)} {_finalizar(x1)} {_finalizar(y1)}")
    return "".join(trozos)


def _recortar(texto: str, ancho: float, tam: float) -> str:
    return "".join(envolver(texto, ancho, tam, 1))


def _leyenda(disposicion: Disposicion, idioma: str, marcas: Mapping[str, Marca]) -> list[_Parte]:
    """Return the legend in two rows: kinds of line and levels that occur; marks, verb codes and sessions."""
    usados = {f.simbolo for t in disposicion.tarjetas for f in t.fichas}
    trazos = [
        _Parte(rotulo("dicho", idioma), sangria=31, linea="continua"),
        _Parte(rotulo("concluido", idioma), sangria=31, linea="discontinua"),
    ]
    niveles = [_Parte(rotulo(n, idioma), sangria=13, simbolo=n) for n in NIVELES if n in usados]
    actos = [_Parte(f"{codigo} {verbo}") for codigo, verbo in disposicion.actos]
    if niveles:
        niveles.insert(0, _Parte(rotulo("evidencia", idioma), negrita=True))
    if actos:
        actos.insert(0, _Parte(rotulo("actos", idioma), negrita=True))
    if any(n.clase == "sesion" for n in disposicion.red.nodos):
        actos.append(_Parte(rotulo("sesiones_corto", idioma)))
    hay = sorted({marcas[t.iri].clase for t in disposicion.tarjetas if t.iri in marcas})
    clave = {clase: "quitado" if clase == "quitado" else f"efecto_{clase}" for clase in hay}
    actos = [*(_Parte(rotulo(clave[c], idioma), sangria=20, marca=c) for c in hay), *actos]
    filas = ((trazos + niveles, disposicion.alto - 26), (actos, disposicion.alto - 9))
    return [parte for fila, y in filas for parte in _en_fila(fila, y, disposicion.ancho - 14)]


def _en_fila(partes: list[_Parte], y: float, borde: float) -> list[_Parte]:
    colocadas, x = [], 14.0
    for parte in partes:
        ancho = parte.sangria + ancho_de_texto(parte.texto, 12, parte.negrita)
        if x + ancho > borde:
            break
        colocadas.append(replace(parte, x=x, y=y))
        x += ancho + (9 if parte.negrita else 15)
    return colocadas
