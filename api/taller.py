"""The workshop behind the commands: which store is used, what is built into it, what is asked of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from api.ajustes import Ajustes
from api.almacenes import abrir_existente, abrir_nombrado, almacen_nombrado, decir_almacen
from api.apuntes import anotando
from api.lectura import leer_con_perfil
from grafo.almacen import Almacen, Recortes
from grafo.almacen.ntriples import ntriples_de
from grafo.auditoria import Auditoria, auditar, programas_de
from grafo.bitacora import Bitacora
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
from grafo.simulacion import Simulacion, leer_claves, simular
from grafo.vacios import exigir_por_programa
from grafo.validacion import InformeDeValidacion, Motor, validar_recordando
from ontologia.errores import ErrorDeEntrada, NoExiste
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
    "simular_programa",
    "validar_almacen",
]

Aviso = Callable[[str], None]


@dataclass(frozen=True)
class Abierto:
    """A store at hand, the documents it was just built from (none when it was found built), and its trail of writes."""

    almacen: Almacen
    acunador: Acunador
    leidos: tuple[Leido, ...] = field(default=())
    bitacora: Bitacora = field(default_factory=Bitacora)

    @cached_property
    def recortes(self) -> Recortes:
        """One programme of the store at a time."""
        return Recortes(self.almacen, self.acunador)


def construir_en(documentos: Sequence[Path], nombrado: str | Path | None, perfil: str | None,
                 aviso: Aviso) -> Abierto:
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
    almacen = abrir_nombrado(nombrado)
    with anotando(almacen, nombrado, acunador, f"construir {', '.join(x.programa.clave for x in leidos)}"):
        resumen = construir(leidos, almacen, acunador, lambda clave: aviso(f"Construyendo {clave}…"))
    segundos = time.perf_counter() - inicio
    aviso(f"{resumen.elementos:,} elementos, {resumen.tripletas:,} tripletas, {resumen.hallazgos} hallazgos, "
          f"{segundos:.1f} s ({decir_almacen(nombrado)}).")
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
    """Yield a store: built in memory from a document, opened where it is, or built from the packaged programme.

    Raises `ErrorDeAlmacen` when a named folder does not exist, and what reading and the store raise.
    """
    nombrado = None if documento else almacen_nombrado(almacen)
    if nombrado is None:
        actual = construir_en([documento] if documento else [], None, None, aviso)
    else:
        actual = Abierto(abrir_existente(nombrado), Acunador(Ajustes().base))
        aviso(f"{decir_almacen(nombrado).capitalize()}.")
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
    clave = elegir_programa(abierto, programa)
    return auditar(abierto.recortes.de(clave), clave, abierto.acunador, fecha)


def simular_programa(abierto: Abierto, programa: str | None, sin: Sequence[str],
                     con_revisiones: bool = True) -> Simulacion:
    """Return what happens to a programme's lines without some things; several keys may stand in one, with commas."""
    claves, clave = leer_claves(sin), elegir_programa(abierto, programa)
    return simular(abierto.recortes.de(clave), clave, abierto.acunador, claves, con_revisiones)


def validar_almacen(abierto: Abierto, motor: Motor = Motor.pyshacl) -> InformeDeValidacion:
    """Validate everything in a store: vocabulary, norms, programmes and what was concluded about them."""
    almacen, acunador, formas = abierto.almacen, abierto.acunador, cargar_formas()
    informe = validar_recordando(almacen, acunador, formas, motor).informe
    raiz = str(acunador.grafo_programa(""))
    programas = {acunador.programa(iri.removeprefix(raiz)): partial(ntriples_de, almacen, iri)
                 for iri in almacen.nombres_de_grafos() if iri.startswith(raiz)}
    return exigir_por_programa(informe, programas, ntriples_de(almacen, acunador.grafo_ontologia()), formas)


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
    nombrado = almacen_nombrado(almacen)
    if nombrado is None:
        aviso("Sin almacén: el texto no se guarda. Para guardarlo, indique --almacen.")
        return leida
    acunador = Acunador(Ajustes().base)
    guardado = abrir_nombrado(nombrado)
    try:
        with anotando(guardado, nombrado, acunador, f"norma {clave}"):
            guardado.reemplazar({acunador.grafo_ley(clave): grafos_de_ley(leida, acunador)})
        aviso(f"Texto de {len(leida.articulos)} artículos de «{clave}» en el {decir_almacen(nombrado)}.")
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
