"""The command line `alinea`. Results go to stdout, talk and progress to stderr.

Exit status: 0 conforms, 1 does not conform, 2 could not run. What a command needs is imported when it runs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

__all__ = ["app", "principal"]

app = typer.Typer(
    name="alinea", add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Alinea: de la ley a la línea de acción, con la cita que lo prueba.",
)

Almacen = Annotated[str | None, typer.Option("--almacen", metavar="RUTA", help="Carpeta del almacén.")]
Clave = Annotated[str | None, typer.Option("--programa", metavar="CLAVE", help="Clave del programa, si hay varios.")]
Salida = Annotated[Path | None, typer.Option("-o", "--salida", metavar="ARCHIVO", help="Archivo de salida.")]
Perfil = Annotated[str | None, typer.Option("--perfil", metavar="CLAVE", help="Perfil de lectura; sin él se reconoce.")]


class FormatoDeLectura(StrEnum):
    """How `leer` writes the programme."""

    texto = "texto"
    json = "json"
    yaml = "yaml"
    xlsx = "xlsx"


class FormatoDeTabla(StrEnum):
    """How a report is written."""

    texto = "texto"
    json = "json"
    csv = "csv"


class DecisionDePersona(StrEnum):
    """What a person decides in `revisar`."""

    confirma = "confirma"
    rechaza = "rechaza"
    agrega = "agrega"
    justifica = "justifica"


class FormatoDeExporte(StrEnum):
    """How `exportar` writes the data."""

    ttl = "ttl"
    nq = "nq"
    jsonld = "jsonld"
    csv = "csv"
    xlsx = "xlsx"
    graphml = "graphml"
    gexf = "gexf"
    json = "json"


class Vista(StrEnum):
    """What `visualizar` draws."""

    explorar = "explorar"
    alineacion = "alineacion"


def avisar(texto: str) -> None:
    """Say something on stderr."""
    print(texto, file=sys.stderr)


def _fallar(texto: str) -> NoReturn:
    avisar(f"alinea: {texto}")
    raise typer.Exit(2)


@contextmanager
def _errores() -> Iterator[None]:
    """Turn Alinea's errors into a message and exit status 2."""
    from ontologia.errores import ErrorDeAlinea

    try:
        yield
    except ErrorDeAlinea as error:
        _fallar(str(error))


def _escribir(contenido: str | bytes, salida: Path | None) -> None:
    """Write a result whole, to a file (through a temporary one beside it) or to stdout."""
    datos = contenido.encode() if isinstance(contenido, str) else contenido
    if salida is None:
        sys.stdout.buffer.write(datos if datos.endswith(b"\n") else datos + b"\n")
        return
    provisional = salida.with_name(f".{salida.name}.parcial")
    try:
        provisional.write_bytes(datos)
        provisional.replace(salida)
    except OSError as error:
        provisional.unlink(missing_ok=True)
        _fallar(f"no se pudo escribir «{salida}»: {error.strerror}. Revise la carpeta y los permisos.")
    avisar(f"Escrito {salida} ({len(datos):,} bytes).")


@app.command()
def leer(
    documento: Annotated[Path, typer.Argument(help="Documento del programa: texto, PDF o libro XLSX.")],
    formato: Annotated[FormatoDeLectura, typer.Option("--formato")] = FormatoDeLectura.texto,
    perfil: Perfil = None,
    salida: Salida = None,
) -> None:
    """Lee un documento: el programa, y lo que no se pudo leer."""
    with _errores():
        from api import lectura

        leido = lectura.leer_con_perfil(documento, perfil)
        for aviso in leido.documento.avisos:
            avisar(f"Aviso: {aviso}")
        _escribir(lectura.representar(leido, formato.value), salida)
        raise typer.Exit(1 if lectura.hay_dano(leido) else 0)


@app.command()
def plantilla(salida: Annotated[Path, typer.Option("-o", "--salida", metavar="ARCHIVO", help="Libro XLSX.")]) -> None:
    """Escribe un libro de hojas para quien no tiene documento; se lee con `alinea leer`."""
    with _errores():
        from grafo.formatos.libro import plantilla as escribir_plantilla

        _escribir(escribir_plantilla(), salida)


@app.command()
def construir(
    documentos: Annotated[list[Path] | None, typer.Argument(help="Documentos; sin ellos, el empaquetado.")] = None,
    almacen: Almacen = None,
    perfil: Perfil = None,
) -> None:
    """Lee, construye y guarda en el almacén."""
    with _errores():
        from api import taller

        taller.construir_en(documentos or [], taller.ruta_de_almacen(almacen, crear=True), perfil, avisar)


@app.command()
def validar(
    documento: Annotated[Path | None, typer.Argument(help="Documento; sin él, el almacén.")] = None,
    formato: Annotated[FormatoDeTabla, typer.Option("--formato")] = FormatoDeTabla.texto,
    almacen: Almacen = None,
    salida: Salida = None,
) -> None:
    """Valida el grafo con SHACL."""
    with _errores():
        from api import informes, taller

        with taller.abierto(documento, almacen, avisar) as abierto:
            informe = taller.validar_almacen(abierto)
        _escribir(informes.de_validacion(informe, formato.value), salida)
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
    almacen: Almacen = None,
    programa: Clave = None,
    salida: Salida = None,
) -> None:
    """El libro de mandatos: en qué evidencia descansa cada línea."""
    with _errores():
        from api import auditorias, informes, taller

        dia, exigidos = taller.leer_dia(fecha), auditorias.leer_exigidos(exigir)
        escribir_informe = auditorias.escritor_de(informe) if informe else None
        with taller.abierto(documento, almacen, avisar) as abierto:
            libro = taller.auditar_programa(abierto, programa, dia)
            papel = escribir_informe(abierto, libro) if escribir_informe else None
        if papel is not None:
            _escribir(papel, informe)
        if papel is None or salida is not None:
            visibles = auditorias.huecos_de(libro, exigidos) if huecos else None
            _escribir(informes.de_auditoria(libro, formato.value, visibles), salida)
        if exigir is not None:
            avisar(auditorias.lista_de_huecos(libro, exigidos))
        raise typer.Exit(1 if libro.sin_cumplir(exigidos)[0] else 0)


@app.command()
def revisar(
    linea: Annotated[str | None, typer.Option("--linea", metavar="N", help="Número de la línea.")] = None,
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
    """Lo que las personas deciden: confirma, rechaza, agrega o justifica; con quién, cuándo y por qué."""
    if sum(map(bool, (linea or decision, lista, exportar_a, importar_de))) != 1:
        _fallar("diga una sola cosa: --linea con --decision, --lista, --exportar o --importar.")
    with _errores():
        from api import revision

        escrita = revision.leer_decision(linea, decision.value if decision else None, motivo, quien, rol, cuando,
                                         tema, articulo) if linea or decision else None
        with revision.en_carpeta(almacen, avisar) as abierto:
            if escrita is not None:
                avisar(f"Guardada la revisión {revision.decidir(abierto, programa, escrita).id}.")
            elif exportar_a is not None:
                _escribir(revision.escribir(abierto, exportar_a), exportar_a)
            elif importar_de is not None:
                avisar(revision.decir_importacion(revision.importar(abierto, importar_de)))
            else:
                _escribir(revision.representar(revision.listar(abierto, programa), formato.value), salida)


@app.command()
def consultar(
    nombre: Annotated[str | None, typer.Argument(help="Nombre de la consulta; sin él, el catálogo.")] = None,
    parametros: Annotated[list[str] | None, typer.Option("-p", metavar="CLAVE=VALOR", help="Un parámetro.")] = None,
    formato: Annotated[FormatoDeTabla, typer.Option("--formato")] = FormatoDeTabla.texto,
    almacen: Almacen = None,
    programa: Clave = None,
    salida: Salida = None,
) -> None:
    """Responde una consulta con nombre, o lista el catálogo."""
    with _errores():
        from api import informes, taller

        if nombre is None:
            _escribir(informes.de_catalogo(formato.value), salida)
            return
        valores = taller.leer_parametros(parametros or [])
        informes.exigir_consulta(nombre, valores)
        with taller.abierto(None, almacen, avisar) as abierto:
            _escribir(informes.de_consulta(abierto, nombre, valores, formato.value, programa), salida)


@app.command()
def visualizar(
    salida: Annotated[Path, typer.Option("-o", "--salida", metavar="ARCHIVO", help="Archivo HTML.")],
    vista: Annotated[Vista, typer.Option("--vista")] = Vista.explorar,
    documento: Annotated[Path | None, typer.Argument(help="Documento; sin él, el almacén.")] = None,
    almacen: Almacen = None,
    programa: Clave = None,
) -> None:
    """Dibuja la alineación en una página que se abre sin red."""
    with _errores():
        from api import exportes, taller

        with taller.abierto(documento, almacen, avisar) as abierto:
            pagina = exportes.pagina(abierto, programa, vista.value)
        _escribir(pagina, salida)


@app.command()
def exportar(
    formato: Annotated[FormatoDeExporte, typer.Option("--formato")],
    documento: Annotated[Path | None, typer.Argument(help="Documento; sin él, el almacén.")] = None,
    almacen: Almacen = None,
    programa: Clave = None,
    salida: Salida = None,
) -> None:
    """Escribe los datos en un formato de intercambio."""
    with _errores():
        from api import exportes, taller

        with taller.abierto(documento, almacen, avisar) as abierto:
            datos = exportes.exportar(abierto, programa, formato.value)
        _escribir(datos, salida)


@app.command()
def simular(
    sin: Annotated[list[str], typer.Option("--sin", metavar="CLAVE", help="Qué falta; se puede repetir.")],
    documento: Annotated[Path | None, typer.Argument(help="Documento; sin él, el almacén.")] = None,
    formato: Annotated[FormatoDeTabla, typer.Option("--formato")] = FormatoDeTabla.texto,
    almacen: Almacen = None,
    programa: Clave = None,
    salida: Salida = None,
) -> None:
    """Qué líneas pierden su mandato si falta un artículo, una ley, una unidad o una alianza."""
    with _errores():
        from api import informes, taller

        with taller.abierto(documento, almacen, avisar) as abierto:
            simulacion = taller.simular_programa(abierto, programa, sin)
        _escribir(informes.de_simulacion(simulacion, formato.value), salida)


@app.command()
def comparar(
    antes: Annotated[str, typer.Argument(metavar="A", help="Documento, o clave de un programa del almacén.")],
    despues: Annotated[str, typer.Argument(metavar="B", help="Documento, o clave de un programa del almacén.")],
    formato: Annotated[FormatoDeTabla, typer.Option("--formato")] = FormatoDeTabla.texto,
    almacen: Almacen = None,
    salida: Salida = None,
) -> None:
    """Compara dos programas: qué se agregó, se eliminó, se reescribió o se movió."""
    with _errores():
        from api import informes, taller

        _escribir(informes.de_comparacion(taller.comparar_dos(antes, despues, almacen, avisar), formato.value), salida)


@app.command()
def norma(
    ley: Annotated[Path, typer.Argument(help="Texto de la ley (txt o pdf).")],
    clave: Annotated[str, typer.Option("--clave", metavar="CLAVE", help="Clave de la norma, como lgtaip-2015.")],
    formato: Annotated[FormatoDeTabla, typer.Option("--formato")] = FormatoDeTabla.texto,
    almacen: Almacen = None,
    salida: Salida = None,
) -> None:
    """Lee el texto de una ley, artículo por artículo, y lo guarda en el almacén si lo hay."""
    with _errores():
        from api import informes, taller

        leida = taller.leer_norma(ley, clave, almacen, avisar)
        _escribir(informes.de_ley(leida, formato.value), salida)
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
    with _errores():
        from api import informes, taller

        _escribir(informes.de_propuestas(taller.proponer_en(ley, clave, documento), formato.value), salida)


@app.command()
def servir(
    host: Annotated[str | None, typer.Option("--host", help="Dirección.")] = None,
    puerto: Annotated[int | None, typer.Option("--puerto", help="Puerto.", min=0, max=65535)] = None,
    almacen: Almacen = None,
) -> None:
    """Construye (si hace falta) y sirve la aplicación web."""
    with _errores():
        from api import taller

        taller.servir(host, puerto, almacen, avisar)


def principal() -> None:
    """Entry point of the command."""
    app()
