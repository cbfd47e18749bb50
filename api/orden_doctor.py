"""The command that says what works with the store at hand."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from api.consola import Almacen, FormatoDeTabla, app, avisar, errores, escribir, habla

__all__ = ["doctor"]


@app.command()
def doctor(
    almacen: Almacen = None,
    escribir_: Annotated[bool, typer.Option("--escribir",
                                            help="Prueba también a escribir, en grafos aparte.")] = False,
    formato: Annotated[FormatoDeTabla, typer.Option("--formato")] = FormatoDeTabla.texto,
) -> None:
    """Dice qué funciona con el almacén: el motor, y una línea por cada prueba."""
    with errores():
        from api.almacenes import abrir_existente, almacen_nombrado
        from grafo.almacen import AlmacenEmbebido
        from grafo.almacen.diagnostico import diagnosticar, motor_de

        nombrado = almacen_nombrado(almacen)
        actual = AlmacenEmbebido() if nombrado is None else abrir_existente(nombrado)
        try:
            motor, hechas = motor_de(actual), diagnosticar(actual, escribir=escribir_)
        finally:
            actual.cerrar()
        if formato is FormatoDeTabla.json:
            pruebas = [{"prueba": r.que, "funciona": r.funciona, "detalle": r.detalle, "remedio": r.remedio}
                       for r in hechas]
            escribir(json.dumps({"motor": motor, "pruebas": pruebas}, ensure_ascii=False, indent=2), None)
        else:
            avisar(f"Motor: {motor}.")
            di = habla()
            lineas = [f"{di('sí' if r.funciona else 'no')}\t{di.parte(r.que)}\t"
                      + "; ".join(map(di.parte, filter(None, (r.detalle, r.remedio)))) for r in hechas]
            escribir("\n".join(linea.rstrip() for linea in lineas), None)
        raise typer.Exit(0 if all(r.funciona or r.remedio for r in hechas) else 1)
