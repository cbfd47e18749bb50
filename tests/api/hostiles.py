"""A programme whose words attack the pages that show them."""

from __future__ import annotations

from dataclasses import replace

from api.contexto import Contexto
from grafo.almacen import AlmacenEmbebido
from grafo.construccion import Leido, construir
from grafo.modelo import Pasaje
from ontologia.iris import Acunador

ATAQUE = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}{%x%}&lt;\u202eoíver la\u2066"
LARGA = "x" * 10_000


def contexto_hostil(leido: Leido) -> Contexto:
    """Return the packaged programme, served with an attack in every text."""
    def malo(pasaje: Pasaje) -> Pasaje:
        return replace(pasaje, texto=f"{ATAQUE} {pasaje.texto}")

    p = leido.programa
    lineas = (
        replace(p.lineas_accion[0], texto=Pasaje(f"{ATAQUE}{LARGA}", p.lineas_accion[0].texto.tramos)),
        *(replace(x, texto=malo(x.texto)) for x in p.lineas_accion[1:]),
    )
    programa = replace(
        p,
        titulo=malo(p.titulo),
        lineas_accion=lineas,
        estrategias=tuple(replace(x, texto=malo(x.texto)) for x in p.estrategias),
        objetivos_especificos=tuple(replace(x, texto=malo(x.texto)) for x in p.objetivos_especificos),
        alianzas=tuple(replace(x, nombre=malo(x.nombre)) for x in p.alianzas),
        eventos=tuple(replace(x, nombre=malo(x.nombre)) for x in p.eventos),
        sesiones=tuple(
            replace(s, asuntos=tuple(replace(a, texto=malo(a.texto)) for a in s.asuntos)) for s in p.sesiones
        ),
        hallazgos=tuple(replace(h, mensaje=ATAQUE, message=ATAQUE) for h in p.hallazgos),
    )
    texto = leido.documento.texto
    corte = texto.index("Gobierno Abierto")
    veneno = "<script>alert(1)</script>\u202e"
    documento = replace(leido.documento, nombre=ATAQUE, texto=texto[:corte] + veneno + texto[corte + len(veneno) :])
    almacen, acunador = AlmacenEmbebido(), Acunador()
    construir([replace(leido, documento=documento, programa=programa)], almacen, acunador)
    return Contexto(almacen, acunador)
