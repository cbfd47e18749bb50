"""What a reader asked to see of the alignment: the state of the drawing in its address, and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Annotated

from fastapi import Depends, Query

from api.simulados import simulado
from api.sitio import Vista, leer_fecha
from grafo.auditoria import Auditoria
from grafo.red import CLASES, NIVELES, Nodo, RedDeAlineacion
from grafo.simulacion import Simulacion, leer_claves
from grafo.tejido import tejer
from grafo.vista.detalle import iluminadas
from grafo.vista.disposicion import VISTAS, disponer
from grafo.vista.filtro import Filtro, agregar, filtrar
from grafo.vista.marcas import Marca, marcas_de, resumen_de
from grafo.vista.piezas import Disposicion
from ontologia.errores import NoExiste

__all__ = ["MAXIMO_DE_TARJETAS", "Alineado", "EnEstado", "Estado", "alinear", "clave_corta"]

MAXIMO_DE_TARJETAS = 500
"""Cards that can still be read in one drawing; above it lines fold into strategies."""

_ANCHO = 1290.0
"""The width (px) that a window of 1366 px leaves: text stays at its 12 px."""

_ALTO, _ALTO_MINIMO, _POR_LINEA = 900.0, 240.0, 60.0
"""The height (px) of the whole, and of a drawing with few lines."""


@dataclass(frozen=True, slots=True)
class Estado:
    """The state in the address: last column, day of the law, filters, selection, what is simulated to go.

    `sin` holds keys as `alinea simular` takes them, with commas. Empty asks nothing.
    """

    vista: str = "apoyos"
    fecha: str = ""
    objetivo: str = ""
    direccion: str = ""
    nivel: str = ""
    articulo: str = ""
    texto: str = ""
    sel: str = ""
    sin: str = ""

    def consulta(self, **otros: str) -> dict[str, str]:
        """Return the query string's values for this state, with some changed; the usual ones are left out."""
        valores: dict[str, str] = asdict(replace(self, **otros))
        return {k: x for k, x in valores.items() if x and (k, x) != ("vista", "apoyos")}

    @property
    def filtra(self) -> bool:
        """Whether anything may be left out."""
        return any((self.objetivo, self.direccion, self.nivel, self.articulo, self.texto.strip()))


@dataclass(frozen=True)
class Alineado:
    """The network that a state shows, laid out; `total` and `lineas_en_total` count what there is without filters.

    `opciones` are the choices of each filter (value, words); `plegadas` the classes folded for lack of room; `elegida`
    the IRI of the selected card ("" when none). `simulacion` is what happens without some things, if that was asked,
    `marcas` what it marks on nodes (shown or not), `resumen` what it comes to.
    """

    red: RedDeAlineacion
    disposicion: Disposicion
    libro: Auditoria
    cadenas: Mapping[str, tuple[str, ...]]
    elegida: str
    opciones: Mapping[str, tuple[tuple[str, str], ...]]
    plegadas: tuple[str, ...]
    mostradas: int
    total: int
    lineas: int
    lineas_en_total: int
    simulacion: Simulacion | None
    marcas: Mapping[str, Marca]
    resumen: str


def alinear(v: Vista, estado: Estado) -> Alineado:
    """Return what a state shows. Raises `NoExiste` for a view, a choice or a selection that is not there."""
    return v.sitio.recordar(("alineado", v.programa, v.idioma, estado), lambda: _alinear(v, estado))


def clave_corta(iri: str, v: Vista) -> str:
    """Return the IRI of a node as an address says it ("linea/2.2.5", "norma/lgtaip-2015/art_59")."""
    base = v.sitio.contexto.acunador.base
    return iri.removeprefix(f"{base}programa/{v.programa}/").removeprefix(base)


def _alinear(v: Vista, estado: Estado) -> Alineado:
    if estado.vista not in VISTAS:
        raise NoExiste(f"No existe la vista «{estado.vista[:40]}».", f"Vistas: {', '.join(VISTAS)}.")
    sitio, dia = v.sitio, leer_fecha(estado.fecha)
    libro = v.sitio.auditoria(v.programa, dia)
    entera = sitio.recordar(("red", v.programa, dia),
                            lambda: tejer(sitio.recortes.de(v.programa), libro, sitio.contexto.acunador))
    elegibles = _elegibles(entera, v)
    filtro = Filtro(
        _elegir(elegibles, "objetivo", estado.objetivo), _elegir(elegibles, "direccion", estado.direccion),
        _elegir(elegibles, "articulo", estado.articulo), _nivel(estado.nivel), estado.texto)
    filtrada = filtrar(entera, filtro)
    red, plegadas = agregar(filtrada, MAXIMO_DE_TARJETAS)
    dibujadas = {*CLASES[:6], *VISTAS[estado.vista]}
    simulacion = simulado(v, libro, leer_claves([estado.sin]))
    alto = min(_ALTO, _ALTO_MINIMO + _POR_LINEA * len(red.de_clase("linea"))) if filtro else _ALTO
    disposicion = disponer(red, _ANCHO, alto, vista=estado.vista, idioma=v.idioma, huecos=not filtro and not plegadas)
    return Alineado(
        red=red, disposicion=disposicion, libro=libro, cadenas=iluminadas(disposicion),
        elegida=_seleccion(disposicion, estado.sel, v), plegadas=plegadas,
        opciones={k: tuple((valor, palabras) for valor, (_, palabras) in suyas.items())
                  for k, suyas in elegibles.items()},
        mostradas=sum(n.clase in dibujadas for n in red.nodos), total=sum(n.clase in dibujadas for n in entera.nodos),
        lineas=len(filtrada.de_clase("linea")), lineas_en_total=len(entera.de_clase("linea")),
        simulacion=simulacion,
        marcas=marcas_de(simulacion, entera, v.idioma, f"{v.sitio.contexto.acunador.base}norma/") if simulacion else {},
        resumen=resumen_de(simulacion, v.idioma) if simulacion else "")


def _elegibles(red: RedDeAlineacion, v: Vista) -> dict[str, dict[str, tuple[str, str]]]:
    """Return, for each filter, its values with the IRI and the words of each."""
    norma = f"{v.sitio.contexto.acunador.base}norma/"
    return {
        "objetivo": {n.numero: (n.iri, f"{n.numero} {n.texto}") for n in red.de_clase("objetivo")},
        "direccion": {n.iri.rpartition("/")[2]: (n.iri, _nombre(n)) for n in red.de_clase("unidad")},
        "articulo": {n.iri.removeprefix(norma): (n.iri, f"{n.numero} {n.texto}") for n in red.de_clase("articulo")},
    }


def _nombre(nodo: Nodo) -> str:
    return f"{nodo.etiqueta_corta} · {nodo.texto}" if nodo.etiqueta_corta else nodo.texto


def _elegir(elegibles: Mapping[str, Mapping[str, tuple[str, str]]], campo: str, valor: str) -> str:
    if valor and valor not in elegibles[campo]:
        raise NoExiste(f"El programa no tiene nada con {campo} «{valor[:60]}».",
                       f"Hay: {', '.join(elegibles[campo]) or 'nada'}.")
    return elegibles[campo][valor][0] if valor else ""


def _nivel(valor: str) -> str:
    if valor and valor not in NIVELES:
        raise NoExiste(f"No existe el nivel «{valor[:40]}».", f"Niveles: {', '.join(NIVELES)}.")
    return valor


def _seleccion(disposicion: Disposicion, sel: str, v: Vista) -> str:
    """Return the IRI of the card that an address names; nothing when the filters left it out."""
    return next((t.iri for t in disposicion.tarjetas if t.nodo and sel == clave_corta(t.iri, v)), "") if sel else ""


async def _estado(
    vista: str = "apoyos", fecha: str = "", objetivo: str = "", direccion: str = "", nivel: str = "",
    articulo: str = "", texto: Annotated[str, Query(max_length=200)] = "", sel: str = "",
    sin: Annotated[tuple[str, ...], Query()] = (),
) -> Estado:
    return Estado(vista, fecha, objetivo, direccion, nivel, articulo, texto.strip(), sel, ",".join(leer_claves(sin)))


EnEstado = Annotated[Estado, Depends(_estado)]
