"""The commands of the auditor: validate, audit, review, simulate, and the law itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.consola import (
    Almacen,
    Clave,
    DecisionDePersona,
    FormatoDeTabla,
    MotorDeFormas,
    Salida,
    app,
    avisar,
    errores,
    escribir,
    fallar,
    habla,
)

__all__ = ["auditar", "norma", "proponer", "revisar", "simular", "validar"]


@app.command()
def validar(
    documento: Annotated[Path | None, typer.Argument(help="Documento; sin él, el almacén.")] = None,
    formato: Annotated[FormatoDeTabla, typer.Option("--formato")] = FormatoDeTabla.texto,
    motor: Annotated[MotorDeFormas, typer.Option(
        "--motor", help="«pyshacl» es la referencia; «rapida», pyshifty contrastado con ella; «ambos», enteros.",
    )] = MotorDeFormas.pyshacl,
    almacen: Almacen = None,
    salida: Salida = None,
) -> None:
    """Valida el grafo con SHACL."""
    with errores():
        from api import informes, taller
        from grafo.validacion import Motor

        with taller.abierto(documento, almacen, avisar) as abierto:
            informe = taller.validar_almacen(abierto, Motor(motor.value))
        escribir(informes.de_validacion(informe, formato.value, habla()), salida)
        raise typer.Exit(0 if informe.conforma else 1)


@app.command()
def auditar(
    documento: Annotated[Path | None, typer.Argument(help="Documento; sin él, el almacén.")] = None,
    formato: Annotated[FormatoDeTabla, typer.Option("--formato")] = FormatoDeTabla.texto,
    fecha: Annotated[str | None, typer.Option("--fecha", metavar="AAAA-MM-DD", help="Mandatos de ese día.")] = None,
    exigir: Annotated[str | None, typer.Option(
        "--exigir", metavar="NIVELES", help="Niveles que bastan, con comas; «persona» admite lo agregado.")] = None,
    huecos: Annotated[bool, typer.Option("--huecos", help="Solo las líneas sin la evidencia exigida.")] = False,
    informe: Annotated[Path | None, typer.Option(
        "--informe", metavar="ARCHIVO", help="Escribe el informe: .pdf .html .xlsx .csv .json o .ttl")] = None,
    todos: Annotated[bool, typer.Option("--todos", help="Un renglón por cada programa del almacén.")] = False,
    almacen: Almacen = None,
    programa: Clave = None,
    salida: Salida = None,
) -> None:
    """El libro de mandatos: en qué evidencia descansa cada línea."""
    with errores():
        from api import auditorias, informes, taller
        from api import todos as de_todos

        if todos and (programa or huecos or informe):
            fallar("--todos no va con --programa, --huecos ni --informe.")
        dia, exigidos = taller.leer_dia(fecha), auditorias.leer_exigidos(exigir)
        escribir_informe = auditorias.escritor_de(informe) if informe else None
        if todos:
            with taller.abierto(documento, almacen, avisar) as abierto:
                renglones = list(de_todos.auditar_todos(abierto, dia, exigidos))
            escribir(de_todos.de_renglones(renglones, formato.value, habla()), salida)
            raise typer.Exit(1 if any(r.detalle["huecos"] for r in renglones) else 0)
        with taller.abierto(documento, almacen, avisar) as abierto:
            libro = taller.auditar_programa(abierto, programa, dia)
            papel = escribir_informe(abierto, libro) if escribir_informe else None
        if papel is not None:
            escribir(papel, informe)
        if papel is None or salida is not None:
            visibles = auditorias.huecos_de(libro, exigidos) if huecos else None
            escribir(informes.de_auditoria(libro, formato.value, visibles, habla()), salida)
        if exigir is not None:
            avisar(auditorias.lista_de_huecos(libro, exigidos, habla()))
        raise typer.Exit(1 if libro.sin_cumplir(exigidos)[0] else 0)


@app.command()
def revisar(
    linea: Annotated[str | None, typer.Option("--linea", metavar="N", help="Número de la línea.")] = None,
    hallazgo: Annotated[str | None, typer.Option(
        "--hallazgo", metavar="ID", help="En vez de una línea: el hallazgo que se descarta o se restituye.")] = None,
    decision: Annotated[DecisionDePersona | None, typer.Option("--decision", help="Qué se decide.")] = None,
    motivo: Annotated[str, typer.Option("--motivo", help="Por qué.")] = "",
    quien: Annotated[str, typer.Option("--quien", help="Nombre de quien decide.")] = "",
    rol: Annotated[str, typer.Option("--rol", help="En calidad de qué.")] = "",
    articulo: Annotated[str | None, typer.Option("--articulo", metavar="CLAVE", help="Solo ese artículo.")] = None,
    tema: Annotated[str | None, typer.Option("--tema", metavar="CLAVE", help="Solo ese tema.")] = None,
    cuando: Annotated[str | None, typer.Option("--cuando", metavar="ISO", help="Momento; sin él, ahora.")] = None,
    lista: Annotated[bool, typer.Option("--lista", help="Muestra las revisiones y su estado.")] = False,
    exportar_a: Annotated[Path | None, typer.Option("--exportar", metavar="ARCHIVO", help=".json o .ttl")] = None,
    importar_de: Annotated[Path | None, typer.Option("--importar", metavar="ARCHIVO", help=".json o .ttl")] = None,
    formato: Annotated[FormatoDeTabla, typer.Option("--formato")] = FormatoDeTabla.texto,
    almacen: Almacen = None,
    programa: Clave = None,
    salida: Salida = None,
) -> None:
    """Lo que las personas deciden: confirma, rechaza, agrega, justifica, descarta, restituye o retira, y por qué."""
    if sum(map(bool, (linea or hallazgo or decision, lista, exportar_a, importar_de))) != 1:
        fallar("diga una sola cosa: --linea o --hallazgo con --decision, --lista, --exportar o --importar.")
    with errores():
        from api import revision

        escrita = revision.leer_decision(linea, decision.value if decision else None, motivo, quien, rol, cuando,
                                         tema, articulo, hallazgo) if linea or hallazgo or decision else None
        with revision.en_carpeta(almacen, avisar) as abierto:
            if escrita is not None:
                avisar(f"Guardada la revisión {revision.decidir(abierto, programa, escrita).id}.")
            elif exportar_a is not None:
                escribir(revision.escribir(abierto, exportar_a), exportar_a)
            elif importar_de is not None:
                avisar(revision.decir_importacion(revision.importar(abierto, importar_de), habla()))
            else:
                escribir(revision.representar(revision.listar(abierto, programa), formato.value, habla()), salida)


@app.command()
def simular(
    sin: Annotated[list[str], typer.Option("--sin", metavar="CLAVE", help="Qué falta; se puede repetir.")],
    documento: Annotated[Path | None, typer.Argument(help="Documento; sin él, el almacén.")] = None,
    con_revisiones: Annotated[bool, typer.Option(
        "--con-revisiones/--sin-revisiones", help="Contar lo que las personas rechazaron o agregaron.")] = True,
    formato: Annotated[FormatoDeTabla, typer.Option("--formato")] = FormatoDeTabla.texto,
    todos: Annotated[bool, typer.Option("--todos", help="Un renglón por cada programa del almacén.")] = False,
    almacen: Almacen = None,
    programa: Clave = None,
    salida: Salida = None,
) -> None:
    """Qué líneas pierden su mandato si falta un artículo, una ley, una unidad o una alianza."""
    with errores():
        from api import simulaciones, taller
        from api import todos as de_todos

        if todos and programa:
            fallar("--todos no va con --programa.")
        if todos:
            with taller.abierto(documento, almacen, avisar) as abierto:
                renglones = list(de_todos.simular_todos(abierto, sin, con_revisiones))
            escribir(de_todos.de_renglones(renglones, formato.value, habla()), salida)
            return
        with taller.abierto(documento, almacen, avisar) as abierto:
            simulacion = taller.simular_programa(abierto, programa, sin, con_revisiones)
        escribir(simulaciones.de_simulacion(simulacion, formato.value, habla()), salida)


@app.command()
def norma(
    ley: Annotated[Path, typer.Argument(help="Texto de la ley (txt o pdf).")],
    clave: Annotated[str, typer.Option("--clave", metavar="CLAVE", help="Clave de la norma, como lgtaip-2015.")],
    formato: Annotated[FormatoDeTabla, typer.Option("--formato")] = FormatoDeTabla.texto,
    almacen: Almacen = None,
    salida: Salida = None,
) -> None:
    """Lee el texto de una ley, artículo por artículo, y lo guarda en el almacén si lo hay."""
    with errores():
        from api import informes, taller

        leida = taller.leer_norma(ley, clave, almacen, avisar)
        escribir(informes.de_ley(leida, formato.value, habla()), salida)
        raise typer.Exit(1 if leida.hallazgos else 0)


@app.command()
def proponer(
    ley: Annotated[Path, typer.Argument(help="Texto de la ley (txt o pdf).")],
    clave: Annotated[str, typer.Option("--clave", metavar="CLAVE", help="Clave de la norma, como lgtaip-2015.")],
    documento: Annotated[Path | None, typer.Option("--documento", help="Documento; sin él, el empaquetado.")] = None,
    formato: Annotated[FormatoDeTabla, typer.Option("--formato")] = FormatoDeTabla.texto,
    salida: Salida = None,
) -> None:
    """Propone, con las palabras de la ley, qué artículo de un bloque atiende cada línea. No es evidencia."""
    with errores():
        from api import informes, taller

        escribir(informes.de_propuestas(taller.proponer_en(ley, clave, documento), formato.value, habla()), salida)
