"""A real server on loopback, in a thread, over a store in a folder with workers that can be killed."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import uvicorn
from fastapi import FastAPI
from rdflib import Literal, URIRef

from api.conexiones import conexion_con
from api.contexto import Contexto
from api.llaves import Llaves
from api.protocolo.paso_corto import con_ventanilla
from api.servidor import crear_aplicacion
from grafo.almacen import AlmacenEmbebido
from grafo.almacen.obreros import ConsultorioDeObreros, Limites
from ontologia.iris import Acunador

G1, G2 = URIRef("https://x/g1"), URIRef("https://x/g2")
P = URIRef("https://x/p")
SIN_FIN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?l) }"
ORDEN_SIN_FIN = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
CUANTOS = "SELECT ?o (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?o"


@dataclass(frozen=True)
class Levantado:
    """What runs: the store, the workers, the application, and the port."""

    almacen: AlmacenEmbebido
    consultorio: ConsultorioDeObreros
    app: FastAPI
    puerto: int


def publicar(almacen: AlmacenEmbebido, valor: int) -> None:
    """Publish two graphs of which every one of the 101 triples says the same number."""
    almacen.reemplazar({G1: [(URIRef(f"https://x/{i}"), P, Literal(valor)) for i in range(100)],
                        G2: [(G2, P, Literal(valor))]})


@contextmanager
def levantado(carpeta: Path, limites: Limites, llaves: Llaves | None = None) -> Iterator[Levantado]:
    """Yield a running server; it ends, and everything is closed, afterwards."""
    almacen = AlmacenEmbebido(carpeta)
    publicar(almacen, 0)
    consultorio = ConsultorioDeObreros(almacen, limites)
    app = crear_aplicacion(Contexto(almacen, Acunador(), consultorio=consultorio, llaves=llaves or Llaves()))
    servidor = uvicorn.Server(uvicorn.Config(
        app, port=0, log_config=None, access_log=False, server_header=False,
        http=con_ventanilla(conexion_con(20.0), app.state.ventanilla)))
    hilo = threading.Thread(target=servidor.run, daemon=True)
    hilo.start()
    while not servidor.started:
        time.sleep(0.01)
    try:
        yield Levantado(almacen, consultorio, app, servidor.servers[0].sockets[0].getsockname()[1])
    finally:
        servidor.should_exit = True
        hilo.join(30)
        consultorio.cerrar()
        almacen.cerrar()


def peticion(texto: str, *cabeceras: str, camino: str = "/sparql") -> bytes:
    """Return a GET of a query, for a program."""
    return "\r\n".join([f"GET {camino}{'?query=' + quote(texto) if texto else ''} HTTP/1.1", "Host: x",
                        "Accept: application/sparql-results+json", *cabeceras, "", ""]).encode()


async def leer(entrada: asyncio.StreamReader) -> tuple[int, dict[str, str], bytes]:
    """Return the next answer of a connection: status, headers, body."""
    cabeza = (await entrada.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    cabeceras = {n.lower(): v for n, _, v in (c.partition(": ") for c in cabeza[1:] if c)}
    cuerpo = await entrada.readexactly(int(cabeceras.get("content-length", "0")))
    return int(cabeza[0].split()[1]), cabeceras, cuerpo
