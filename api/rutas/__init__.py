"""The addresses of the application, one module for each face."""

from importlib.resources import files

from starlette.staticfiles import StaticFiles

from api.rutas import (
    alineacion,
    auditoria,
    ayuda,
    calendario,
    comparacion,
    consultas,
    datos,
    documento,
    entidades,
    escritura,
    grafos,
    inicio,
    interfaz,
    ontologia,
    portafolio,
    respaldo,
    revision,
    salud,
    sparql,
)

__all__ = ["ESTATICOS", "RUTAS"]

ESTATICOS = StaticFiles(directory=str(files("api") / "estaticos"))

RUTAS = (
    salud.router, inicio.router, portafolio.router, alineacion.router, auditoria.router, revision.router,
    documento.router, calendario.router, comparacion.router,
    consultas.router, sparql.router, grafos.router, interfaz.router,
    escritura.router, respaldo.router, ontologia.router, ayuda.router,
    datos.router, entidades.router,
)
