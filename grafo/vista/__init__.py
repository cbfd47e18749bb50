"""The alignment network on paper and on the screen: layout, SVG, explorer.

`explorar` is not imported here, because pyvis is heavy: `from grafo.vista.explorar import explorar_html`.
"""

from grafo.vista.disposicion import VISTAS, disponer
from grafo.vista.piezas import Disposicion
from grafo.vista.svg import svg

__all__ = ["VISTAS", "Disposicion", "disponer", "svg"]
