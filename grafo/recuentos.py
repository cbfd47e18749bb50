"""What the ledger of a programme counts, kept in its graph of conclusions, so that a portfolio reads no line.

The counts are taken from a ledger (`grafo.asientos.Auditoria`), made by the code that judges the lines of a store; at
the time of building there is no day and no review in it. Levels are counted apart and never added up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rdflib.term import Literal

from consultas import Termino
from grafo.asientos import Auditoria
from grafo.cuadruplas import Destino
from grafo.derivado import Alineamiento
from grafo.hallazgos import Hallado
from grafo.modelo import Programa
from grafo.prueba import base_sin_almacen
from grafo.veredicto import juzgar, resumen_de, reverso_de
from ontologia.espacios import AL, DCTERMS, HALLAZGO, NIVEL, QB, RDF, RECUENTO, REGLA, SH
from ontologia.iris import Acunador
from ontologia.recursos import tipos_de_hallazgo

__all__ = ["Recuento", "contar", "escribir_recuentos", "recuentos_de"]

_CLASES = {"lineas": AL.Recuento, "niveles": AL.RecuentoPorNivel, "articulos": AL.RecuentoPorArticulo,
           "hallazgos": AL.RecuentoDeHallazgos}


@dataclass(frozen=True, slots=True)
class Recuento:
    """How many there are in a programme.

    `conjunto` is "lineas" (all of them), "niveles" (lines by strongest level), "articulos" (lines by article and
    level) or "hallazgos" (findings by kind and severity). What does not tell a count of its data set apart is "".
    `articulo` is a key such as "lgtaip-2015/art_59".
    """

    programa: str
    conjunto: str
    cuenta: int
    nivel: str = ""
    articulo: str = ""
    tipo: str = ""
    severidad: str = ""


def contar(programa: Programa, alineamientos: Iterable[Alineamiento], acunador: Acunador) -> tuple[Recuento, ...]:
    """Return the counts of a programme with all its findings, from the evidence of its lines."""
    base = base_sin_almacen(alineamientos, acunador)
    lineas = juzgar(({"linea": acunador.elemento(programa.clave, "linea", x.numero), **_renglon(x.numero)}
                     for x in programa.lineas_accion), base)
    tipos = tipos_de_hallazgo()
    hallazgos = tuple(Hallado("", h.tipo, tipos[h.tipo].severidad, h.mensaje, h.message, ())
                      for h in programa.hallazgos)
    return recuentos_de(Auditoria(
        programa=programa.clave, titulo=programa.titulo.texto, fecha=None, resumen=resumen_de(lineas), por_tema={},
        lineas=lineas, articulos=reverso_de(lineas), hallazgos=hallazgos))


def recuentos_de(libro: Auditoria) -> tuple[Recuento, ...]:
    """Return the counts of a ledger: the number of lines, and every other count that is not zero."""
    clave = libro.programa
    hallazgos = Counter((h.tipo, h.severidad) for h in libro.hallazgos)
    return (
        Recuento(clave, "lineas", len(libro.lineas)),
        *(Recuento(clave, "niveles", n, nivel) for nivel, n in libro.resumen.items() if n),
        *(Recuento(clave, "articulos", n, nivel, articulo)
          for articulo, cuentas in libro.por_articulo.items() for nivel, n in cuentas.items() if n),
        *(Recuento(clave, "hallazgos", n, tipo=tipo, severidad=severidad)
          for (tipo, severidad), n in sorted(hallazgos.items())),
    )


def escribir_recuentos(recuentos: Iterable[Recuento], acunador: Acunador, destino: Destino) -> None:
    """Write counts as observations of the RDF Data Cube vocabulary (https://www.w3.org/TR/vocab-data-cube/)."""
    for r in recuentos:
        partes = [p for p in (r.articulo, r.nivel, r.tipo) if p]
        iri = acunador.recuento(r.programa, r.conjunto, *partes)
        for clase in (_CLASES[r.conjunto], QB.Observation):
            destino.add((iri, RDF.type, clase))
        destino.add((iri, QB.dataSet, RECUENTO[r.conjunto]))
        destino.add((iri, AL.regla, REGLA["recuento-del-libro"]))
        destino.add((iri, DCTERMS.isPartOf, acunador.programa(r.programa)))
        destino.add((iri, AL.cuenta, Literal(r.cuenta)))
        if r.articulo:
            norma, _, numero = r.articulo.partition("/art_")
            destino.add((iri, AL.conArticulo, acunador.articulo(norma, numero)))
        if r.nivel:
            destino.add((iri, AL.nivel, NIVEL[r.nivel]))
        if r.tipo:
            destino.add((iri, AL.tipo, HALLAZGO[r.tipo]))
            destino.add((iri, SH.resultSeverity, SH[r.severidad]))


def _renglon(numero: str) -> dict[str, Termino | None]:
    """Return the row of a line as the question `lineas` gives it, with nothing but its number."""
    vacio = dict.fromkeys(("estrategia", "objetivo", "secretaria", "direccion"))
    return {**vacio, "numero": Literal(numero), "texto": Literal("")}
