"""What a validation says: one report, whatever engine made it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from grafo.validacion.formas import Formas

__all__ = ["InformeDeValidacion", "Parcial", "ResultadoDeForma", "Violacion", "armar"]


@dataclass(frozen=True, slots=True)
class Violacion:
    """One result: what node, by which path, with which value, broke which constraint of which shape, how badly.

    `forma` is the node shape that looked at the node, `fuente` the shape (often one of its properties) that it broke.
    """

    nodo: str
    ruta: str | None
    valor: str | None
    componente: str
    severidad: str
    mensaje: str
    forma: str
    fuente: str = ""


@dataclass(frozen=True, slots=True)
class ResultadoDeForma:
    """How many focus nodes a node shape looked at, how many results it gave, and whether it may look at none."""

    forma: str
    nodos: int
    resultados: int
    opcional: bool = False


@dataclass(frozen=True, slots=True)
class InformeDeValidacion:
    """The verdict: `conforma` unless some result is an `sh:Violation` or a shape that must look at nodes saw none.

    Warnings and infos are listed. A shape may look at none when it says so with `al:opcional`. `motores` are the
    engines whose verdict it is; `avisos` says where and why the fast one was not used.
    """

    conforma: bool
    formas: tuple[ResultadoDeForma, ...]
    resultados: tuple[Violacion, ...]
    motores: tuple[str, ...] = ("pyshacl",)
    avisos: tuple[str, ...] = ()

    @property
    def sin_nodos(self) -> tuple[str, ...]:
        """The shapes that looked at no node and should have."""
        return tuple(forma.forma for forma in self.formas if not forma.nodos and not forma.opcional)

    def como_json(self) -> dict[str, object]:
        """Return the report with the keys of the machine-readable answer."""
        resultados = [asdict(resultado) for resultado in self.resultados]
        for resultado in resultados:
            del resultado["forma"], resultado["fuente"]
        formas = [asdict(forma) for forma in self.formas]
        for forma in formas:
            del forma["opcional"]
        return {
            "conforma": self.conforma,
            "motores": list(self.motores),
            "avisos": list(self.avisos),
            "formas": formas,
            "sin_nodos": list(self.sin_nodos),
            "resultados": resultados,
        }


@dataclass(frozen=True, slots=True)
class Parcial:
    """What an engine said of one part: its results, and how many nodes each shape looked at, by the shape's IRI."""

    resultados: tuple[Violacion, ...]
    nodos: Mapping[str, int]
    motor: str = "pyshacl"
    aviso: str | None = None


def armar(formas: Formas, comun: Parcial, partes: Iterable[tuple[str, Parcial]] = ()) -> InformeDeValidacion:
    """Return the report of what is common and of the parts, each judged together with what is common.

    What is said of the common graphs alone is said once, whatever the number of parts.
    """
    resultados, de_todos = list(comun.resultados), Counter(comun.resultados)
    nodos, motores, avisos = Counter(comun.nodos), {comun.motor}, [comun.aviso] if comun.aviso else []
    for nombre, parcial in partes:
        resultados += (Counter(parcial.resultados) - de_todos).elements()
        for forma, cuantos in parcial.nodos.items():
            nodos[forma] += cuantos - comun.nodos[forma]
        motores.add(parcial.motor)
        if parcial.aviso:
            avisos.append(f"{nombre}: {parcial.aviso}")
    cuenta = Counter(resultado.forma for resultado in resultados)
    vistas = tuple(ResultadoDeForma(str(f), nodos[str(f)], cuenta[str(f)], f in formas.opcionales)
                   for f in formas.de_nodo)
    return InformeDeValidacion(
        conforma=not any(resultado.severidad == "Violation" for resultado in resultados)
        and all(forma.nodos or forma.opcional for forma in vistas),
        formas=vistas,
        resultados=tuple(sorted(resultados, key=_orden)),
        motores=tuple(sorted(motores)),
        avisos=tuple(avisos),
    )


def _orden(resultado: Violacion) -> tuple[str, ...]:
    r = resultado
    return (r.severidad, r.forma, r.nodo, r.ruta or "", r.componente, r.valor or "", r.fuente, r.mensaje)
