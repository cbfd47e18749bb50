"""The workshop behind the commands: which store is used, what is built into it, what is asked of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rdflib.term import URIRef

from api.ajustes import ALMACEN_HABITUAL, Ajustes
from api.lectura import leer_con_perfil
from grafo.almacen import Almacen, AlmacenEmbebido
from grafo.auditoria import Auditoria, auditar, documento_de, filas_de, programas_de
from grafo.comparacion import Comparacion, Pieza, comparar, piezas_de_almacen, piezas_de_programa
from grafo.construccion import Leido, construir, evidencia_de, ruta_empaquetada
from grafo.documento import leer_documento
from grafo.ley import (
    Ley,
    Propuesta,
    grafos_de_ley,
    leer_ley,
    lineas_solo_por_bloque,
    proponer_articulos,
)
from grafo.simulacion import Simulacion, simular
from grafo.validacion import InformeDeValidacion, validar
from ontologia.errores import ErrorDeAlmacen, ErrorDeEntrada, NoExiste
from ontologia.iris import Acunador
from ontologia.recursos import cargar_formas

__all__ = [
    "Abierto",
    "abierto",
    "auditar_programa",
    "comparar_dos",
    "construir_en",
    "elegir_programa",
    "leer_dia",
    "leer_norma",
    "leer_parametros",
    "proponer_en",
    "ruta_de_almacen",
    "servir",
    "simular_programa",
    "validar_almacen",
]

Aviso = Callable[[str], None]


@dataclass(frozen=True)
class Abierto:
    """A store at hand, with the documents it was just built from (none when it was found built)."""

    almacen: Almacen
    acunador: Acunador
    leidos: tuple[Leido, ...] = field(default=())


def ruta_de_almacen(almacen: str | None, *, crear: bool = False) -> Path | None:
    """Return the folder of the store: the one named, the one of the settings, or the usual one.

    None means that there is no store yet and one in memory is to be built. Raises `ErrorDeEntrada` for a URL.
    """
    nombrado = almacen or Ajustes().almacen
    if nombrado and "://" in nombrado:
        raise ErrorDeEntrada(f"«{nombrado}» es la dirección de un servidor; esta versión guarda en una carpeta.",
                             "Indique una carpeta con --almacen.")
    if nombrado:
        return Path(nombrado)
    return ALMACEN_HABITUAL if crear or ALMACEN_HABITUAL.is_dir() else None


def construir_en(documentos: Sequence[Path], carpeta: Path | None, perfil: str | None, aviso: Aviso) -> Abierto:
    """Read documents (the packaged one when none is named) and publish them; every document is read before any is
    written.

    Says each step, and at the end items, triples, findings and seconds. Raises what reading and the store raise.
    """
    inicio = time.perf_counter()
    acunador = Acunador(Ajustes().base)
    leidos = []
    for ruta in documentos or [ruta_empaquetada()]:
        aviso(f"Leyendo {ruta.name}…")
        leidos.append(leer_con_perfil(ruta, perfil))
    _exigir_claves_distintas(leidos)
    almacen = AlmacenEmbebido(carpeta)
    resumen = construir(leidos, almacen, acunador, lambda clave: aviso(f"Construyendo {clave}…"))
    segundos = time.perf_counter() - inicio
    donde = f"almacén «{carpeta}»" if carpeta else "almacén en memoria"
    aviso(f"{resumen.elementos:,} elementos, {resumen.tripletas:,} tripletas, {resumen.hallazgos} hallazgos, "
          f"{segundos:.1f} s ({donde}).")
    return Abierto(almacen, acunador, tuple(leidos))


def _exigir_claves_distintas(leidos: Sequence[Leido]) -> None:
    vistos: dict[str, str] = {}
    for leido in leidos:
        clave, nombre = leido.programa.clave, leido.documento.nombre
        if clave in vistos:
            raise ErrorDeEntrada(f"«{vistos[clave]}» y «{nombre}» son el mismo programa ({clave}).",
                                 "Construya solo uno de los dos.")
        vistos[clave] = nombre


@contextmanager
def abierto(documento: Path | None, almacen: str | None, aviso: Aviso) -> Iterator[Abierto]:
    """Yield a store: built in memory from a document, opened from its folder, or built from the packaged programme.

    Raises `ErrorDeAlmacen` when a named folder does not exist, and what reading and the store raise.
    """
    carpeta = None if documento else ruta_de_almacen(almacen)
    if carpeta is None:
        actual = construir_en([documento] if documento else [], None, None, aviso)
    elif not carpeta.is_dir():
        raise ErrorDeAlmacen(f"No existe el almacén «{carpeta}».", f"Constrúyalo: alinea construir --almacen {carpeta}")
    else:
        aviso(f"Almacén «{carpeta}».")
        actual = Abierto(AlmacenEmbebido(carpeta), Acunador(Ajustes().base))
    try:
        yield actual
    finally:
        actual.almacen.cerrar()


def elegir_programa(abierto: Abierto, programa: str | None) -> str:
    """Return the key of the programme asked for, or of the only one. Raises `NoExiste` or `ErrorDeEntrada`."""
    claves = programas_de(abierto.almacen, abierto.acunador)
    hay = ", ".join(claves) or "ninguno"
    if programa is not None and programa not in claves:
        raise NoExiste(f"No existe el programa «{programa}» en el almacén.", f"Programas: {hay}.")
    if programa is not None:
        return programa
    if not claves:
        raise NoExiste("El almacén no tiene ningún programa.", "Constrúyalo: alinea construir DOCUMENTO")
    if len(claves) > 1:
        raise ErrorDeEntrada("El almacén tiene varios programas.", f"Nombre uno con --programa: {hay}.")
    return claves[0]


def auditar_programa(abierto: Abierto, programa: str | None, fecha: date | None) -> Auditoria:
    """Return the ledger of a programme."""
    return auditar(abierto.almacen, elegir_programa(abierto, programa), abierto.acunador, fecha)


def simular_programa(abierto: Abierto, programa: str | None, sin: Sequence[str]) -> Simulacion:
    """Return what happens to a programme's lines without some things; several keys may stand in one, with commas."""
    claves = [c.strip() for s in sin for c in s.split(",") if c.strip()]
    return simular(abierto.almacen, elegir_programa(abierto, programa), abierto.acunador, claves)


def validar_almacen(abierto: Abierto) -> InformeDeValidacion:
    """Validate everything in a store: vocabulary, norms, programmes and what was concluded about them."""
    acunador = abierto.acunador
    iris = [acunador.grafo_ontologia(), acunador.grafo_normas(), acunador.grafo_revisiones()]
    for clave in programas_de(abierto.almacen, acunador):
        iris += [acunador.grafo_programa(clave), acunador.grafo_derivado(clave)]
    iris += [URIRef(str(f["grafo"])) for f in filas_de("grafos", abierto.almacen, acunador)
             if str(f["grafo"]).startswith(str(acunador.grafo_ley("")))]
    return validar([abierto.almacen.grafo(iri) for iri in iris], cargar_formas())


def comparar_dos(antes: str, despues: str, almacen: str | None, aviso: Aviso) -> Comparacion:
    """Compare two programmes, each named by the path of its document or by its key in the store."""
    return comparar(_piezas(antes, almacen, aviso), _piezas(despues, almacen, aviso))


def _piezas(nombre: str, almacen: str | None, aviso: Aviso) -> tuple[Pieza, ...]:
    ruta = Path(nombre)
    if ruta.exists():
        return piezas_de_programa(leer_con_perfil(ruta, None).programa)
    with abierto(None, almacen, aviso) as actual:
        claves = programas_de(actual.almacen, actual.acunador)
        if nombre not in claves:
            raise NoExiste(f"«{nombre}» no es un archivo ni un programa del almacén.",
                           f"Programas: {', '.join(claves) or 'ninguno'}.")
        return piezas_de_almacen(actual.almacen, nombre, actual.acunador)


def leer_norma(ruta: Path, clave: str, almacen: str | None, aviso: Aviso) -> Ley:
    """Read a law's text; in a store that exists its articles get their literal text (graph `grafo/ley/<clave>`).

    Raises `DocumentoIlegible`, `NoEsLey`, and what the store raises; nothing is written then.
    """
    leida = leer_ley(leer_documento(ruta), clave)
    carpeta = ruta_de_almacen(almacen)
    if carpeta is None:
        aviso("Sin almacén: el texto no se guarda. Para guardarlo, indique --almacen.")
        return leida
    acunador = Acunador(Ajustes().base)
    guardado = AlmacenEmbebido(carpeta)
    try:
        guardado.reemplazar({acunador.grafo_ley(clave): grafos_de_ley(leida, acunador)})
        aviso(f"Texto de {len(leida.articulos)} artículos de «{clave}» en el almacén «{carpeta}».")
    finally:
        guardado.cerrar()
    return leida


def proponer_en(ruta: Path, clave: str, documento: Path | None) -> tuple[Propuesta, ...]:
    """Return, for each line whose mandate is a block of articles of a law, the articles its own words point to."""
    ley = leer_ley(leer_documento(ruta), clave)
    leido = leer_con_perfil(documento or ruta_empaquetada(), None)
    propios = evidencia_de(leido)
    propuestas: list[Propuesta] = []
    for puente in leido.programa.puentes:
        bloque = puente.referencia.articulos
        if puente.referencia.norma == clave and len(bloque) > 1 and (puente.temas or puente.objetivo):
            lineas = lineas_solo_por_bloque(propios, clave, bloque)
            propuestas += proponer_articulos(leido.programa, ley, bloque, lineas)
    return tuple(dict.fromkeys(propuestas))


def leer_dia(texto: str | None) -> date | None:
    """Return a day written as AAAA-MM-DD. Raises `ErrorDeEntrada`."""
    if texto is None:
        return None
    try:
        return date.fromisoformat(texto)
    except ValueError as error:
        raise ErrorDeEntrada(f"«{texto}» no es una fecha.", "Escríbala como 2017-03-14.") from error


def leer_parametros(pares: Sequence[str]) -> Mapping[str, str]:
    """Return parameters written as clave=valor. Raises `ErrorDeEntrada` for one without an equals sign."""
    valores = {}
    for par in pares:
        clave, igual, valor = par.partition("=")
        if not igual or not clave:
            raise ErrorDeEntrada(f"«{par}» no es un parámetro.", "Escríbalo como clave=valor: -p linea=2.2.5")
        valores[clave] = valor
    return valores


def servir(host: str | None, puerto: int | None, almacen: str | None, aviso: Aviso) -> None:
    """Build or open the store and serve until stopped. Raises `ErrorDeEntrada` when the port is taken."""
    import socket

    import uvicorn

    from api.contexto import Contexto
    from api.servidor import crear_aplicacion

    ajustes = Ajustes()
    direccion, numero = host or ajustes.host, ajustes.puerto if puerto is None else puerto
    enchufe = socket.socket(socket.AF_INET6 if ":" in direccion else socket.AF_INET)
    enchufe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        enchufe.bind((direccion, numero))
    except OSError as error:
        raise ErrorDeEntrada(f"No se puede servir en {direccion}:{numero}: {error.strerror}.",
                             "Elija otro puerto con --puerto.") from error
    with enchufe, abierto(None, almacen, aviso) as actual:
        contexto = Contexto(
            almacen=actual.almacen, acunador=actual.acunador,
            documentos={c: documento_de(actual.almacen, c, actual.acunador)
                        for c in programas_de(actual.almacen, actual.acunador)}, idioma=ajustes.idioma)
        aviso(f"Alinea en http://{direccion}:{enchufe.getsockname()[1]} (Ctrl+C para terminar).")
        servidor = uvicorn.Server(uvicorn.Config(crear_aplicacion(contexto), log_level="warning"))
        servidor.run(sockets=[enchufe])
