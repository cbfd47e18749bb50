"""What the lines of a programme are judged by: the evidence by line and topic, the dates of norms, the reviews."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from consultas import Respondedor, Termino
from grafo.derivado import Alineamiento
from grafo.letras import plegar
from grafo.preguntas import clave_de_articulo, filas_de, local
from grafo.revisiones import Revisado, estados, leer_revisiones, terreno_de
from ontologia.iris import Acunador
from ontologia.recursos import temas

__all__ = ["Base", "Lugar", "Prueba", "base_de", "base_sin_almacen", "vigencias"]

Lugar: TypeAlias = tuple[str, int, int, int]
"""Words, start, end, page."""


@dataclass(slots=True)
class Prueba:
    """What the chain of quotes says for one line and topic, by level."""

    articulos: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    citas: dict[str, dict[tuple[str, int, int], tuple[str, int]]] = field(default_factory=lambda: defaultdict(dict))


@dataclass(frozen=True, slots=True)
class Base:
    """What the lines of a programme are judged by; `superiores` are lines with an institutional objective."""

    pruebas: Mapping[tuple[str, str], Prueba]
    temas: Sequence[str]
    vigencia: Mapping[str, bool]
    sucesores: Mapping[str, tuple[str, ...]]
    apoyos: Mapping[str, list[str]]
    citas: Mapping[str, list[Lugar]]
    superiores: Collection[str]
    revisados: Sequence[Revisado]

    def vige(self, articulo: str) -> bool:
        """Return whether an article's norm was in force; one of an unknown norm is taken to be."""
        return self.vigencia.get(articulo.partition("/")[0], True)


def base_de(almacen: Respondedor, acunador: Acunador, suyo: Mapping[str, str], fecha: date | None) -> Base:
    """Return what the lines of a programme (`suyo`, as the questions take it) are judged by, as of a day."""
    pruebas = _pruebas(filas_de("cadena_de_citas", almacen, acunador, suyo), acunador)
    superiores = {str(f["linea"]) for f in filas_de("estructura", almacen, acunador, suyo)
                  if f.get("objetivoEstrategico") is not None}
    return Base(
        pruebas, _temas(pruebas), vigencias(almacen, acunador, fecha), _sucesores(almacen, acunador),
        _apoyos(almacen, acunador, suyo), _citas(filas_de("citas_de_lineas", almacen, acunador, suyo)), superiores,
        _revisados(almacen, acunador, suyo["programa"]))


def base_sin_almacen(alineamientos: Iterable[Alineamiento], acunador: Acunador) -> Base:
    """Return what lines are judged by when nothing but their evidence is known: no day, no reviews, no quotes."""
    pruebas: dict[tuple[str, str], Prueba] = defaultdict(Prueba)
    for a in alineamientos:
        articulo = clave_de_articulo(str(acunador.articulo(a.norma, a.articulo)), acunador)
        pruebas[a.linea, a.tema].articulos[a.nivel][articulo] = a.grano
    return Base(pruebas, _temas(pruebas), {}, {}, {}, {}, (), ())


def _revisados(almacen: Respondedor, acunador: Acunador, programa: str) -> Sequence[Revisado]:
    revisiones = leer_revisiones(almacen, acunador, programa)
    return estados(revisiones, terreno_de(almacen, programa, acunador)) if revisiones else ()


def vigencias(almacen: Respondedor, acunador: Acunador, fecha: date | None) -> Mapping[str, bool]:
    """Return, by key of norm, whether it was in force; a norm without dates is taken to be."""
    resultado = {}
    for f in filas_de("normas", almacen, acunador):
        desde, hasta = (date.fromisoformat(str(f[k])) if f.get(k) is not None else None for k in ("desde", "hasta"))
        clave = str(f["norma"]).removeprefix(f"{acunador.base}norma/")
        resultado[clave] = fecha is None or ((desde is None or desde <= fecha) and (hasta is None or fecha <= hasta))
    return resultado


def _sucesores(almacen: Respondedor, acunador: Acunador) -> Mapping[str, tuple[str, ...]]:
    sucesores: dict[str, list[str]] = defaultdict(list)
    for f in filas_de("sucesor_de_articulo", almacen, acunador):
        sucesores[clave_de_articulo(str(f["articulo"]), acunador)].append(
            clave_de_articulo(str(f["sucesor"]), acunador))
    return {k: tuple(v) for k, v in sucesores.items()}


def _pruebas(filas: list[dict[str, Termino | None]], acunador: Acunador) -> Mapping[tuple[str, str], Prueba]:
    """Return the evidence by line number and topic."""
    pruebas: dict[tuple[str, str], Prueba] = defaultdict(Prueba)
    for f in filas:
        prueba = pruebas[str(f["numero"]), local(f["tema"])]
        nivel = local(f["nivel"])
        prueba.articulos[nivel][clave_de_articulo(str(f["articulo"]), acunador)] = str(f["grano"])
        lugar = (str(f["papel"]), int(str(f["inicio"])), int(str(f["fin"])))
        prueba.citas[nivel][lugar] = (plegar(str(f["texto"])), int(str(f["pagina"])))
    return pruebas


def _citas(filas: list[dict[str, Termino | None]]) -> Mapping[str, list[Lugar]]:
    """Return the places of each line's own text, by its number."""
    citas: dict[str, list[Lugar]] = defaultdict(list)
    for f in filas:
        lugar = (plegar(str(f["texto"])), int(str(f["inicio"])), int(str(f["fin"])), int(str(f["pagina"])))
        citas[str(f["numero"])].append(lugar)
    return citas


def _temas(pruebas: Mapping[tuple[str, str], Prueba]) -> list[str]:
    """Return the topics of the ledger: the known ones, and those for which the document itself states mandates."""
    hallados = {tema for _, tema in pruebas}
    conocidos = [t.clave for t in temas()]
    return [*conocidos, *sorted(hallados - set(conocidos))]


def _apoyos(almacen: Respondedor, acunador: Acunador, suyo: Mapping[str, str]) -> Mapping[str, list[str]]:
    apoyos: dict[str, list[str]] = defaultdict(list)
    for f in filas_de("apoyos_de_linea", almacen, acunador, suyo):
        apoyos[str(f["numero"])].append(str(f["apoyo"]))
    return apoyos
