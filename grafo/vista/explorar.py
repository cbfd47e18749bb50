"""The network to explore: pyvis with its own data, our template, and the coordinates of the drawing. No physics.

The only module that imports pyvis. Of pyvis's defaults none reaches a user: its template loads from other hosts and
escapes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyvis
from jinja2 import Environment, PackageLoader, StrictUndefined
from pyvis.network import Network

from grafo.red import NIVELES, Nodo
from grafo.vista.detalle import detalles, iluminadas
from grafo.vista.marcas import FIGURAS, Marca
from grafo.vista.piezas import Disposicion, Tarjeta
from grafo.vista.rotulos import COLORES, TINTA, rotulo
from grafo.vista.svg import enlace_seguro, svg

__all__ = ["Enlace", "explorar_html", "ruta_de_estaticos", "ruta_de_vis_network"]

_TEXTOS = ("cuenta", "elegido", "limpio", "cerrar", "abrir", "resultados")
_OPCIONES: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"dragNodes": False, "selectConnectedEdges": False, "hover": False, "zoomSpeed": 0.6},
    "nodes": {"chosen": False, "fixed": True},
    "edges": {"chosen": False, "selectionWidth": 0, "hoverWidth": 0},
}


@dataclass(frozen=True, slots=True)
class Enlace:
    """A link in the head of the page: where to, its words, and the language that it leads to."""

    destino: str
    texto: str
    idioma: str


def ruta_de_vis_network() -> Path:
    """Return the path of vis-network's script inside the installed pyvis (served or inlined, never copied)."""
    return next(Path(pyvis.__file__).parent.glob("lib/vis-9.1*/vis-network.min.js"))


def ruta_de_estaticos() -> Path:
    """Return the folder of our own script and style sheet (`explorar.js`, `explorar.css`)."""
    return Path(str(files("grafo.vista") / "estaticos"))


def explorar_html(
    disposicion: Disposicion, *, en_linea: bool = True, estaticos: str = "/estaticos",
    enlaces: Callable[[Nodo], str | None] = lambda _: None, elegida: str = "", cabecera: Sequence[Enlace] = (),
    total: int | None = None, clave: Callable[[str], str] | None = None,
    marcas: Mapping[str, Marca] | None = None, resumen: str = "",
) -> str:
    """Return the page of the interactive network as text, to be written or sent as UTF-8.

    `en_linea` puts scripts and styles into the page, which then works from a file, without any network. Otherwise they
    are loaded from `estaticos` (`vis-network.min.js`, `explorar.js`, `explorar.css`), so that the page runs under
    `script-src 'self'; style-src 'self'` apart from what vis-network sets on its own elements. `enlaces` gives the
    page of a node, offered in its panel; `elegida` (IRI) is selected at first, `cabecera` stands before the title, and
    `total` is how many nodes there are when some were filtered out. `clave` names a node (by IRI) in the address, which
    then keeps what is selected, searched and hidden; a page without it leaves its address alone. The drawing stands
    there as SVG until vis-network, loaded after it was painted, takes over. `marcas` and `resumen` are what a
    simulation says, as in the SVG. The language is that of the drawing.
    """
    red = Network(height="100%", width="100%", directed=True)
    red.options = _OPCIONES
    _anadir_tarjetas(red, disposicion, marcas or {})
    _anadir_trazos(red, disposicion, marcas or {})
    red.templateEnv = _entorno(disposicion, en_linea, estaticos, enlaces)
    hay = dict.fromkeys(m.clase for t in disposicion.tarjetas if (m := (marcas or {}).get(t.iri)))
    red.templateEnv.globals |= {
        "cabecera": cabecera, "marcas": list(hay), "avisos": [resumen] if resumen else disposicion.avisos}
    claves = {t.iri: clave(t.iri) for t in disposicion.tarjetas if t.nodo} if clave else None
    figuras = {c: [[f.camino, f.relleno, f.linea, f.grueso, f.guiones] for f in FIGURAS[c]] for c in hay}
    red.templateEnv.globals["alinea"] |= {"elegida": elegida, "total": total, "claves": claves, "figuras": figuras}
    red.templateEnv.globals["previa"] = svg(
        disposicion, idioma=disposicion.idioma, enlaces=lambda _: None, marcas=marcas, resumen=resumen)
    red.path = "explorar.html"
    pagina: str = red.generate_html()
    return pagina


def _anadir_tarjetas(red: Network, disposicion: Disposicion, marcas: Mapping[str, Marca]) -> None:
    for t in disposicion.tarjetas:
        x, y = t.centro
        red.add_node(t.iri, label=t.titulo, shape="custom", x=round(x, 1), y=round(y, 1),
                     tarjeta=_tarjeta(t, marcas.get(t.iri)))


def _tarjeta(t: Tarjeta, marca: Marca | None) -> dict[str, Any]:
    return {
        "clase": t.clase, "forma": t.forma, "columna": t.columna, "suelta": t.suelta,
        "marca": [marca.clase, marca.texto] if marca else None,
        "ancho": round(t.ancho, 1), "alto": round(t.alto, 1),
        "renglones": [[round(r.dx, 1), round(r.dy, 1), r.texto, r.negrita] for r in t.renglones],
        "fichas": [[round(f.dx, 1), round(f.dy, 1), round(f.ancho, 1), f.alto, f.texto, f.simbolo] for f in t.fichas],
    }


def _anadir_trazos(red: Network, disposicion: Disposicion, marcas: Mapping[str, Marca]) -> None:
    """Add each stretch of a tie between two invisible ports, so that it leaves and arrives sideways."""
    puertos: dict[tuple[float, float], str] = {}
    idas = {iri for iri, m in marcas.items() if m.clase == "quitado"}
    for trazo in disposicion.trazos:
        ida = trazo.origen in idas or trazo.destino in idas
        for x, y in trazo.puntos:
            punto = round(x, 1), round(y, 1)
            if punto not in puertos:
                puertos[punto] = f"puerto:{len(puertos)}"
                red.add_node(puertos[punto], label=" ", shape="custom", x=punto[0], y=punto[1])
        for (x0, y0), (x1, y1) in pairwise(trazo.puntos):
            curva = {"enabled": y0 != y1, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.5}
            red.add_edge(
                puertos[round(x0, 1), round(y0, 1)], puertos[round(x1, 1), round(y1, 1)], arrows="", smooth=curva,
                dashes=[1, 5] if ida else [5, 4] if trazo.concluido else False, width=1.3,
                color={"color": COLORES.get(trazo.clase, TINTA)}, entre=[trazo.origen, trazo.destino], ida=ida,
            )


def _entorno(
    disposicion: Disposicion, en_linea: bool, estaticos: str, enlaces: Callable[[Nodo], str | None]
) -> Environment:
    """Return the environment of our template; what pyvis does not pass on to it stands among the globals."""
    idioma = disposicion.idioma
    entorno = Environment(loader=PackageLoader("grafo.vista", "plantillas"), autoescape=True, undefined=StrictUndefined)
    carpeta = ruta_de_estaticos()
    niveles = {f.simbolo for t in disposicion.tarjetas for f in t.fichas}
    clases = dict.fromkeys(t.clase for t in disposicion.tarjetas if t.nodo)
    paginas = {n.iri: enlace_seguro(enlaces(n)) for n in disposicion.red.nodos}
    entorno.globals |= {
        "d": disposicion, "r": rotulo, "estaticos": estaticos.rstrip("/"), "colores": COLORES,
        "incluir": {
            "vis": ruta_de_vis_network().read_text("utf-8").partition("//# sourceMappingURL")[0],
            "js": (carpeta / "explorar.js").read_text("utf-8"), "css": (carpeta / "explorar.css").read_text("utf-8"),
        } if en_linea else {},
        "niveles": [nivel for nivel in NIVELES if nivel in niveles], "clases": list(clases),
        "alinea": {
            "cuerpo": [disposicion.cuerpo[0] - 24, disposicion.cuerpo[1]], "ancho": disposicion.ancho,
            "columnas": [[c.titulo, c.x] for c in disposicion.columnas if c.titulo],
            "marcos": [[m.x, m.y, m.ancho, m.alto, m.clase] for m in disposicion.marcos],
            "colores": dict(COLORES), "tinta": TINTA, "cadenas": iluminadas(disposicion),
            "detalles": detalles(disposicion), "paginas": {i: p for i, p in paginas.items() if p},
            "textos": {clave: rotulo(clave, idioma, "{0}", "{1}") for clave in _TEXTOS},
        },
    }
    return entorno
