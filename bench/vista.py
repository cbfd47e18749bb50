"""The alignment viewer against its peers, in one run: `python bench/vista.py [repetitions]` (needs Chromium).

- first paint (until the browser has painted what is to be read) and milliseconds per frame while it moves: the SVG
  page, Explorar (once its drawing is painted, and once the canvas took over and answers), vis-network through pyvis
  with positions given, and pyvis as it comes (physics on), all with the same nodes and ties;
- server time and bytes of each view of the running application, against an empty answer (`/salud`).
"""

from __future__ import annotations

import platform
import statistics
import sys
import tempfile
import threading
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from api.contexto import Contexto
from api.servidor import crear_aplicacion
from grafo.almacen import AlmacenEmbebido
from grafo.auditoria import auditar
from grafo.construccion import construir, leer, ruta_empaquetada
from grafo.red import RedDeAlineacion
from grafo.tejido import tejer
from grafo.vista import disponer, svg
from grafo.vista.explorar import explorar_html
from ontologia.iris import Acunador

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_CHROMIUM = "/usr/bin/chromium"
_OPCIONES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]
_VISTAS = ("/alineacion", "/alineacion?sel=linea%2F2.2.5", "/tabla", "/matriz", "/explorar", "/portafolio",
          "/documento",
           "/alineacion.svg")
_CUADROS = """() => new Promise((listo) => {
  const veces = []; let antes = performance.now(), n = 0;
  const paso = () => {
    const ahora = performance.now(); veces.push(ahora - antes); antes = ahora;
    if (window.network) network.redraw(); else scrollTo(0, 10 * (n % 2));
    if (++n < 30) requestAnimationFrame(paso); else listo(veces.slice(5).reduce((a, b) => a + b) / 25);
  };
  requestAnimationFrame(paso);
})"""
_AHORA = """() => new Promise((listo) => requestAnimationFrame(() => requestAnimationFrame(
  () => listo(performance.now()))))"""
_MARCADO = """() => performance.getEntriesByName("dibujo")[0].startTime"""
_PLAZO_DE_PYVIS = 180_000


def pyvis_como_viene(red: RedDeAlineacion, lugares: dict[str, tuple[float, float]] | None) -> str:
    """Return pyvis's own page, its library inlined; the browser is offline; with positions, no physics."""
    from pyvis.network import Network

    suya = Network(directed=True, cdn_resources="in_line")
    for n in red.nodos:
        if lugares is None:
            suya.add_node(n.iri, label=n.numero or n.texto[:20])
        elif n.iri in lugares:
            suya.add_node(n.iri, label=n.numero or n.texto[:20], x=lugares[n.iri][0], y=lugares[n.iri][1])
    puestos = set(suya.get_nodes())
    for a in red.aristas:
        if {a.origen, a.destino} <= puestos:
            suya.add_edge(a.origen, a.destino)
    suya.toggle_physics(lugares is None)
    return str(suya.generate_html())


def medir(navegador: Browser, archivo: Path, listo: str) -> tuple[float, float]:
    """Return first paint (ms) and milliseconds per frame of a page; `listo` is what must be true to read it.

    All by the page's own clock, from the start of its navigation. Explorar marks when its drawing was painted, since
    nobody can ask while the canvas is being made.
    """
    pagina = navegador.new_context(viewport={"width": 1366, "height": 768}, offline=True).new_page()
    pagina.goto(archivo.as_uri(), wait_until="commit")
    pagina.wait_for_function(listo, timeout=_PLAZO_DE_PYVIS)
    pintado = float(pagina.evaluate(_MARCADO if "painted" in archivo.stem else _AHORA))
    cuadro = float(pagina.evaluate(_CUADROS))
    pagina.context.close()
    return pintado, cuadro


def pintar(red: RedDeAlineacion, veces: int, carpeta: Path) -> None:
    """Measure the renderers over the same network."""
    from playwright.sync_api import sync_playwright

    dispuesta = disponer(red, 1290)
    lugares = {t.iri: t.centro for t in dispuesta.tarjetas if t.nodo}
    en_canvas = "() => window.network && document.querySelector('canvas')"
    en_explorar = "() => document.querySelector('#lienzo[data-listo=si]')"
    casos = {
        "SVG": ("<!doctype html>" + svg(dispuesta, enlaces=lambda n: n.iri), "() => document.querySelector('svg')"),
        "Explorar, drawing painted": (explorar_html(dispuesta), en_explorar),
        "Explorar, answers": (explorar_html(dispuesta), en_explorar),
        "vis-network with positions": (pyvis_como_viene(red, lugares), en_canvas),
        "pyvis default": (pyvis_como_viene(red, None),
                          f"() => ({en_canvas})() && network.physics.stabilizationIterations >= 1000"),
    }
    tiempos: dict[str, tuple[float, float]] = {}
    with sync_playwright() as guion:
        navegador = guion.chromium.launch(executable_path=_CHROMIUM, args=_OPCIONES)
        for nombre, (pagina, listo) in casos.items():
            archivo = carpeta / f"{nombre.replace(' ', '-').replace(',', '')}.html"
            archivo.write_text(pagina, "utf-8")
            medidas = [medir(navegador, archivo, listo) for _ in range(1 if nombre == "pyvis default" else veces)]
            tiempos[nombre] = (statistics.median(m[0] for m in medidas), statistics.median(m[1] for m in medidas))
        navegador.close()
    print(f"\n{len(red.nodos)} nodes, {len(red.aristas)} ties")
    par, con_lugares = tiempos["pyvis default"], tiempos["vis-network with positions"]
    for nombre, (pintado, cuadro) in tiempos.items():
        print(f"{par[0] / pintado:7.1f} × sooner than pyvis, {con_lugares[0] / pintado:5.2f} × than with positions  "
              f"{nombre:<28} {pintado:9.1f} ms to paint  {cuadro:6.1f} ms/frame")


def servir(contexto: Contexto, veces: int) -> None:
    """Measure the views of the running application: first time, remembered, bytes."""
    import httpx

    servidor = uvicorn.Server(uvicorn.Config(crear_aplicacion(contexto), port=0, log_level="error"))
    hilo = threading.Thread(target=servidor.run, daemon=True)
    hilo.start()
    while not servidor.started:
        time.sleep(0.02)
    base = f"http://127.0.0.1:{servidor.servers[0].sockets[0].getsockname()[1]}"
    with httpx.Client(base_url=base, headers={"Accept": "text/html"}) as cliente:
        def mediana(camino: str) -> tuple[float, float, int]:
            tiempos = []
            for _ in range(veces + 1):
                inicio = time.perf_counter()
                respuesta = cliente.get(camino)
                tiempos.append((time.perf_counter() - inicio) * 1000)
            return tiempos[0], statistics.median(tiempos[1:]), len(respuesta.content)

        vacia = mediana("/salud")[1]
        print("\nviews against an empty answer of the same application")
        for camino in _VISTAS:
            primera, otra, octetos = mediana(camino)
            print(f"{otra / vacia:7.1f} × /salud  {camino:<32} {otra:7.1f} ms (first {primera:7.1f} ms)  "
                  f"{octetos / 1000:7.1f} kB")
    servidor.should_exit = True
    hilo.join()


def crecida(red: RedDeAlineacion, nodos: int) -> RedDeAlineacion:
    """Return a network of about that many nodes: the same one several times over, each copy with IRIs of its own."""
    from dataclasses import replace

    copias = max(1, round(nodos / len(red.nodos)))
    return RedDeAlineacion(
        [replace(n, iri=f"{n.iri}/{i}", numero=f"{i}.{n.numero}") for i in range(copias) for n in red.nodos],
        [replace(a, origen=f"{a.origen}/{i}", destino=f"{a.destino}/{i}") for i in range(copias) for a in red.aristas],
        red.programa)


def principal(veces: int) -> None:
    """Measure everything and print it."""
    leido, almacen, acunador = leer(ruta_empaquetada()), AlmacenEmbebido(), Acunador()
    construir([leido], almacen, acunador)
    red = tejer(almacen, auditar(almacen, leido.programa.clave, acunador), acunador)
    print(f"Python {platform.python_version()}, {platform.machine()}, pyvis {version('pyvis')}")
    servir(Contexto(almacen, acunador), veces)
    with tempfile.TemporaryDirectory() as carpeta:
        for tamano in (len(red.nodos), 300):
            pintar(crecida(red, tamano), veces, Path(carpeta))


if __name__ == "__main__":
    principal(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
