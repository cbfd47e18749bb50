"""The web application: `crear_aplicacion(contexto)` puts it together; the addresses stand in `api.rutas`."""

from __future__ import annotations

from fastapi import FastAPI

from api.compartir import Compartir
from api.contexto import Contexto
from api.descripcion import describir
from api.entibio import con_entibio
from api.errores import poner_errores
from api.metricas import medidas_de
from api.mirador import mirador_de
from api.portero import Portero
from api.protocolo.atajo import Atajo
from api.protocolo.hechas import Hechas
from api.protocolo.ventanilla import Ventanilla
from api.registro import Registro, Rutas
from api.rutas import ESTATICOS, RUTAS, sparql
from api.seguridad import Seguridad
from api.sitio import Sitio

__all__ = ["crear_aplicacion"]


def crear_aplicacion(contexto: Contexto) -> FastAPI:
    """Return the application over a context; it keeps no state but what the store's generation lets it remember."""
    app = FastAPI(
        title="Alinea", version="1", description="De la ley a la línea de acción, con la cita que lo prueba.",
        docs_url=None, redoc_url=None, openapi_url="/openapi.json", lifespan=con_entibio,
    )
    app.state.sitio = Sitio(contexto)
    app.state.mirador = mirador_de(app.state.sitio)
    app.state.medidas = medidas = medidas_de(app.state.sitio)
    poner_errores(app)
    for ruta in RUTAS:
        app.include_router(ruta)
    describir(app)
    app.mount("/estaticos", ESTATICOS, name="estaticos")
    app.add_middleware(Atajo, camino="/sparql", rutas={"GET": sparql.por_get, "POST": sparql.por_post})
    app.add_middleware(Hechas, almacen=contexto.almacen)
    app.add_middleware(Portero)
    app.add_middleware(Compartir)
    app.add_middleware(Seguridad, prefijo=contexto.prefijo, espera=contexto.espera)
    rutas = Rutas([*app.routes, *(r for x in RUTAS for r in x.routes)])
    contar = medidas.contar if medidas else None
    app.add_middleware(Registro, prefijo=contexto.prefijo, rutas=rutas, contar=contar)
    app.state.ventanilla = Ventanilla(app.state.sitio, Registro(app, contexto.prefijo, rutas, contar).apuntar)
    return app
