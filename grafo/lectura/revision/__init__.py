"""What does not fit together in the document: each rule looks at the items that were read and reports findings.

A rule is a function from the programme and its sheet to findings; `REGLAS` lists them. Their explanations and
severities stand in the scheme of findings (`ontologia/esquemas/hallazgos.ttl`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from grafo.lectura.curaduria import Abreviatura
from grafo.lectura.renglones import Hoja
from grafo.lectura.revision.calendario import asuntos_repetidos, eventos_y_aprobacion, proyectos_del_calendario
from grafo.lectura.revision.forma import mobiliario, nombres_con_variantes
from grafo.lectura.revision.numeracion import numeracion
from grafo.lectura.revision.siglas import siglas
from grafo.lectura.revision.vinculos import citas_sin_resolver, lineas_citadas, lineas_sueltas, unidades_sin_lineas
from grafo.modelo import Hallazgo, Programa

__all__ = ["REGLAS", "Regla", "revisar"]

Regla = Callable[[Programa, Hoja], Iterable[Hallazgo]]

REGLAS: tuple[Regla, ...] = (
    numeracion, lineas_citadas, lineas_sueltas, eventos_y_aprobacion, asuntos_repetidos,
    proyectos_del_calendario, nombres_con_variantes, unidades_sin_lineas, citas_sin_resolver, mobiliario,
)


def revisar(programa: Programa, hoja: Hoja, abreviaturas: Sequence[Abreviatura]) -> tuple[Hallazgo, ...]:
    """Return what every rule finds; `abreviaturas` are those that a person has explained beside the document."""
    hallazgos = [h for regla in REGLAS for h in regla(programa, hoja)]
    return (*hallazgos, *siglas(programa, hoja, abreviaturas))
