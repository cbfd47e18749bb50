"""What does not fit together in the document: each rule looks at the items that were read and reports findings.

A rule is a function from the programme and its sheet to findings; `REGLAS` lists them. Their explanations and
severities stand in the scheme of findings (`ontologia/esquemas/hallazgos.ttl`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from grafo.lectura.curaduria import Abreviatura
from grafo.lectura.renglones import Hoja
from grafo.lectura.revision.acuerdos import (
    alianzas_sin_linea,
    convenios_sin_estado,
    organizaciones_como_articulos,
)
from grafo.lectura.revision.calendario import asuntos_repetidos, eventos_y_aprobacion, proyectos_del_calendario
from grafo.lectura.revision.estructura import lineas_iguales, ramas_vacias, responsables_fuera_de_la_tabla
from grafo.lectura.revision.fechas import fechas_fuera_del_anio, sesiones_desordenadas
from grafo.lectura.revision.forma import mobiliario, nombres_con_variantes
from grafo.lectura.revision.letras import letras_ilegibles, parrafos_repetidos
from grafo.lectura.revision.leyes import siglas_de_ley
from grafo.lectura.revision.listas import cuentas_y_listas, porcentajes_excesivos
from grafo.lectura.revision.llamadas import llamadas_y_notas
from grafo.lectura.revision.numeracion import numeracion
from grafo.lectura.revision.siglas import siglas, siglas_ambiguas
from grafo.lectura.revision.vinculos import citas_sin_resolver, lineas_citadas, lineas_sueltas, unidades_sin_lineas
from grafo.modelo import Hallazgo, Programa

__all__ = ["REGLAS", "Regla", "revisar"]

Regla = Callable[[Programa, Hoja], Iterable[Hallazgo]]

REGLAS: tuple[Regla, ...] = (
    numeracion, lineas_citadas, lineas_sueltas, eventos_y_aprobacion, asuntos_repetidos,
    proyectos_del_calendario, nombres_con_variantes, unidades_sin_lineas, citas_sin_resolver, mobiliario,
    ramas_vacias, lineas_iguales, responsables_fuera_de_la_tabla, sesiones_desordenadas, fechas_fuera_del_anio,
    alianzas_sin_linea, convenios_sin_estado, organizaciones_como_articulos, cuentas_y_listas,
    porcentajes_excesivos, llamadas_y_notas, letras_ilegibles, parrafos_repetidos, siglas_de_ley, siglas_ambiguas,
)


def revisar(programa: Programa, hoja: Hoja, abreviaturas: Sequence[Abreviatura]) -> tuple[Hallazgo, ...]:
    """Return what every rule finds; `abreviaturas` are those that a person has explained beside the document."""
    hallazgos = [h for regla in REGLAS for h in regla(programa, hoja)]
    return (*hallazgos, *siglas(programa, hoja, abreviaturas))
