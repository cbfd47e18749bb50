"""A real browser in front of a served application: what the tests that need one share."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from api.contexto import Contexto
from api.servidor import crear_aplicacion

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
OPCIONES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

CON_NAVEGADOR = [
    pytest.mark.navegador,
    pytest.mark.skipif(not CHROMIUM.exists() and not os.environ.get("CI"), reason=f"no hay Chromium en {CHROMIUM}"),
]


@contextmanager
def servido(contexto: Contexto) -> Iterator[str]:
    """Serve a context on a free port and give its address."""
    uno = uvicorn.Server(uvicorn.Config(crear_aplicacion(contexto), port=0, log_level="error"))
    hilo = threading.Thread(target=uno.run, daemon=True)
    hilo.start()
    while not uno.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{uno.servers[0].sockets[0].getsockname()[1]}"
    uno.should_exit = True
    hilo.join()


@contextmanager
def navegador() -> Iterator[Browser]:
    """Give a browser, closed at the end."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as guion:
        lanzado = guion.chromium.launch(executable_path=str(CHROMIUM), args=OPCIONES)
        yield lanzado
        lanzado.close()


def vigilar(pagina: Page, servidor: str, faltas: list[str]) -> None:
    """Write down what a page says on its console, what it opens, and what it asks of anybody but us."""
    pagina.on("console", lambda m: faltas.append(f"consola: {m.text}") if m.type == "error" else None)
    pagina.on("pageerror", lambda e: faltas.append(f"error: {e}"))
    pagina.on("dialog", lambda d: (faltas.append(f"aviso: {d.message}"), d.dismiss()))
    pagina.on("request", lambda r: None if r.url.startswith((servidor, "data:")) else faltas.append(r.url))
