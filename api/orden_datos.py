"""The commands that read, build, ask, draw and export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.consola import (
    Almacen,
    Clave,
    Documento,
    FormatoDeExporte,
    FormatoDeLectura,
    FormatoDeRespuesta,
    FormatoDeTabla,
    Perfil,
    Salida,
    Tabla,
    Vista,
    app,
    avisar,
    errores,
    escribir,
    escribir_con,
    habla,
)

__all__ = ["comparar", "construir", "consultar", "exportar", "leer", "plantilla", "visualizar"]


@app.command()
def leer(
    documento: Annotated[Path, typer.Argument(help="Documento del programa: texto, PDF o libro XLSX.")],
    formato: Annotated[FormatoDeLectura, typer.Option("--formato")] = FormatoDeLectura.texto,
    perfil: Perfil = None,
    salida: Salida = None,
) -> None:
    """Lee un documento: el programa, y lo que no se pudo leer."""
    with errores():
        from api import lectura

        leido = lectura.leer_con_perfil(documento, perfil)
        for aviso in leido.documento.avisos:
            avisar(f"Aviso: {aviso}")
        escribir(lectura.representar(leido, formato.value, habla()), salida)
        raise typer.Exit(1 if lectura.hay_dano(leido) else 0)


@app.command()
def plantilla(salida: Annotated[Path, typer.Option("-o", "--salida", metavar="ARCHIVO", help="Libro XLSX.")]) -> None:
    """Escribe un libro de hojas para quien no tiene documento; se lee con `alinea leer`."""
    with errores():
        from grafo.formatos.libro import plantilla as escribir_plantilla

        escribir(escribir_plantilla(), salida)


@app.command()
def construir(
    documentos: Annotated[list[Path] | None,
                          typer.Argument(help="Documentos y carpetas; sin ellos, el programa empaquetado.")] = None,
    almacen: Almacen = None,
    perfil: Perfil = None,
    procesos: Annotated[int | None, typer.Option(min=1, metavar="N", help="Procesos; sin él, uno por núcleo.")] = None,
    dask: Annotated[str | None, typer.Option(metavar="URL", help="Planificador de un clúster de Dask.")] = None,
    registro: Annotated[Path | None, typer.Option(
        metavar="ARCHIVO", help="Registro de lo construido; sin él, junto al almacén si es una carpeta.")] = None,
    de_nuevo: Annotated[bool, typer.Option("--de-nuevo", help="Construye también lo que no cambió.")] = False,
) -> None:
    """Lee, construye y guarda en el almacén; de una carpeta, todo lo que contiene y solo lo que cambió."""
    with errores():
        from api import almacenes, construcciones, taller

        rutas, nombrado = documentos or [], almacenes.almacen_nombrado(almacen, crear=True)
        modo = construcciones.Modo(procesos, dask, registro, de_nuevo)
        if not rutas or nombrado is None or not construcciones.conviene_flujo(rutas, modo):
            taller.construir_en(rutas, nombrado, perfil, avisar)
        elif not construcciones.construir_carpetas(rutas, nombrado, perfil, modo, avisar):
            raise typer.Exit(1)


@app.command()
def consultar(
    nombre: Annotated[str | None, typer.Argument(help="Nombre de la consulta; sin él, el catálogo.")] = None,
    parametros: Annotated[list[str] | None, typer.Option("-p", metavar="CLAVE=VALOR", help="Un parámetro.")] = None,
    formato: Annotated[FormatoDeRespuesta, typer.Option("--formato")] = FormatoDeRespuesta.texto,
    almacen: Almacen = None,
    programa: Clave = None,
    salida: Salida = None,
) -> None:
    """Responde una consulta con nombre, o lista el catálogo."""
    with errores():
        from api import informes, taller

        if nombre is None:
            escribir(informes.de_catalogo(formato.value, habla()), salida)
            return
        valores = taller.leer_parametros(parametros or [])
        informes.exigir_consulta(nombre, valores)
        with taller.abierto(None, almacen, avisar) as abierto:
            trozos = informes.de_consulta(abierto, nombre, valores, formato.value, programa, habla())
            escribir_con(lambda destino: destino.writelines(trozos), salida)


@app.command()
def visualizar(
    salida: Annotated[Path, typer.Option("-o", "--salida", metavar="ARCHIVO", help="Archivo HTML.")],
    vista: Annotated[Vista, typer.Option("--vista")] = Vista.explorar,
    documento: Documento = None,
    almacen: Almacen = None,
    programa: Clave = None,
) -> None:
    """Dibuja la alineación en una página que se abre sin red."""
    with errores():
        from api import exportes, taller

        with taller.abierto(documento, almacen, avisar) as abierto:
            pagina = exportes.pagina(abierto, programa, vista.value)
        escribir(pagina, salida)


@app.command()
def exportar(
    formato: Annotated[FormatoDeExporte, typer.Option("--formato")],
    documento: Documento = None,
    almacen: Almacen = None,
    programa: Clave = None,
    salida: Salida = None,
) -> None:
    """Escribe los datos en un formato de intercambio, o el dibujo (svg, png, pdf) para imprimirlo."""
    with errores():
        from api import exportes, taller

        with taller.abierto(documento, almacen, avisar) as abierto:
            if formato is FormatoDeExporte.nq:
                escribir_con(lambda destino: abierto.almacen.volcar_en(destino, "nq"), salida)
                return
            datos = exportes.exportar(abierto, programa, formato.value)
        escribir(datos, salida)


@app.command()
def comparar(
    antes: Annotated[str, typer.Argument(metavar="A", help="Documento, o clave de un programa del almacén.")],
    despues: Annotated[str, typer.Argument(metavar="B", help="Documento, o clave de un programa del almacén.")],
    formato: Tabla = FormatoDeTabla.texto,
    almacen: Almacen = None,
    salida: Salida = None,
) -> None:
    """Compara dos programas: qué se agregó, se eliminó, se reescribió o se movió."""
    with errores():
        from api import informes, taller

        comparacion = taller.comparar_dos(antes, despues, almacen, avisar)
        escribir(informes.de_comparacion(comparacion, formato.value, habla()), salida)
